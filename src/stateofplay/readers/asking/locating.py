"""Where in a page a quote stands: exactly, or with other quotation marks and spaces. What stands nowhere is refused."""

from __future__ import annotations

import re

_SAME = str.maketrans({**dict.fromkeys("’‘‛`´′", "'"), **dict.fromkeys("“”„‟«»″", '"'), "\u00a0": " ", "\u202f": " "})
_WORD = re.compile(r"\w+")
FEWEST_WORDS = 3
LONGEST = 2_000


class SearchedPage:
    """A page in which quotes are looked up, with its marks and spaces made alike once.

    Examples
    --------
    >>> page = SearchedPage("He said:  “No talks before\\nMay.”")
    >>> page.find('"No talks before May."'), page.find("No talks before June")
    ((10, 32), None)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._alike, self._places = _alike(text)

    def find(self, words: str, *, near: int = 0, until: int | None = None) -> tuple[int, int] | None:
        """Where words stand in the page between two code points, exactly or else made alike; None where they do not.

        Parameters
        ----------
        near, until
            From where and up to where they are looked for.
        """
        words = words.strip()
        if not words:
            return None
        until = len(self.text) if until is None else until
        exact = self.text.find(words, near, until)
        if exact >= 0:
            return exact, exact + len(words)
        wanted, _ = _alike(words)
        at = self._alike.find(wanted)
        while wanted and at >= 0:
            start, end = self._places[at], self._places[at + len(wanted) - 1] + 1
            if start >= near and end <= until:
                return start, end
            at = self._alike.find(wanted, at + 1)
        return None


def _alike(text: str) -> tuple[str, list[int]]:
    """A text with marks made alike and every run of white space as one, and where each character stood."""
    out: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.translate(_SAME)):
        if sign.isspace():
            if out and out[-1] == " ":
                continue
            sign = " "
        out.append(sign)
        places.append(place)
    return "".join(out).rstrip() if out and out[-1] == " " else "".join(out), places


def is_quote(words: str) -> bool:
    """Whether words are long enough to prove something, and not so long that they prove anything."""
    return len(words) <= LONGEST and len(_WORD.findall(words)) >= FEWEST_WORDS
