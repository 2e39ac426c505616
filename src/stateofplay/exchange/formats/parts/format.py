"""What a format is: a name, a codebook and a function that writes a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from stateofplay.exchange.formats.parts.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, and what could not be said in the format: nothing is left out in silence."""

    count: int
    what: str
    """What was counted, in the plural: ``"claims"``."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write a case for other programs.

    Parameters
    ----------
    name, suffix
        What ``--format`` calls it, and how its files end.
    says
        One sentence: what it holds and for whom.
    fields
        The codebook: every key or column that it writes, with its meaning.
    notes
        What a reader of the file must know beside the fields.
    write
        Writes a case to a binary stream.
    media
        The media type of its files.
    binary
        Whether it is no text for a terminal.
    """

    name: str
    suffix: str
    says: str
    fields: tuple[tuple[str, str], ...]
    write: Callable[[Material, BinaryIO], Written]
    notes: tuple[str, ...] = ()
    media: str = "application/json"
    binary: bool = False

    @property
    def codebook(self) -> str:
        """The codebook as Markdown."""
        lines = [f"## {self.name} (`{self.suffix}`)", "", self.says, "", "| field | meaning |", "| --- | --- |"]
        lines += [f"| `{name}` | {meaning} |" for name, meaning in self.fields]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines) + "\n"
