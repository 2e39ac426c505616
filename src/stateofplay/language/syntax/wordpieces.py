"""What the network sees of a word: its lower-cased pieces, its shape, its ending and whether a space follows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

MAX_LENGTH = 60
MAX_PIECES = 12


@dataclass(slots=True, kw_only=True)
class PieceNumbers:
    """Numbers for word pieces, shapes and endings; 0 is "unknown" in each table.

    Parameters
    ----------
    pieces
        Word pieces in WordPiece notation: ``"##ing"`` continues a word, ``"talk"`` starts one.
    shapes, endings
        The word shapes (see `shape_of`) and lower-cased last three letters that have a row of their own.
    """

    pieces: tuple[str, ...]
    shapes: tuple[str, ...]
    endings: tuple[str, ...]
    _pieces: dict[str, int] = field(init=False, repr=False)
    _shapes: dict[str, int] = field(init=False, repr=False)
    _endings: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._pieces = {piece: number for number, piece in enumerate(self.pieces)}
        self._shapes = {shape: number for number, shape in enumerate(self.shapes)}
        self._endings = {ending: number for number, ending in enumerate(self.endings)}

    def split(self, word: str) -> list[int]:
        """Numbers of the longest pieces that spell the word, case and accents aside; ``[0]`` if nothing does."""
        numbers: list[int] = []
        for run in _runs(_plain(word[:MAX_LENGTH])):
            numbers.extend(self._split_run(run))
        return numbers[:MAX_PIECES] or [0]

    def _split_run(self, run: str) -> list[int]:
        numbers = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                number = self._pieces.get(run[start:end] if start == 0 else "##" + run[start:end])
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return [0]
        return numbers

    def shape(self, word: str) -> int:
        return self._shapes.get(shape_of(word), 0)

    def ending(self, word: str) -> int:
        return self._endings.get(word[-3:].lower(), 0)


def shape_of(word: str) -> str:
    """The outline of a word: ``"Xx"`` for "Geneva", ``"X.X."`` for "U.S.", ``"d"`` for "2026".

    >>> [shape_of(word) for word in ("Geneva", "talks", "U.S.", "NATO", "McCain", "F-16")]
    ['Xx', 'x', 'X.X.', 'XX', 'XxXx', 'X-d']
    """
    outline: list[str] = []
    run = 0
    for char in word[:MAX_LENGTH]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if outline and outline[-1] == kind else 1
        if run == 1 or (run == 2 and kind == "X"):
            outline.append(kind)
    return "".join(outline[:6])


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _runs(word: str) -> list[str]:
    """Letters and digits together, every other character alone."""
    runs: list[str] = []
    joined = False
    for char in word:
        if char.isalnum():
            if joined:
                runs[-1] += char
            else:
                runs.append(char)
            joined = True
        else:
            runs.append(char)
            joined = False
    return runs
