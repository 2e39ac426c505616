"""The brief as data: sections of lines, each line with marks that lead to its sentences. Renderers only dress it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from stateofplay.model import Article, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbered sentence of a page that lines of the brief rest on."""

    number: int
    page: int
    """1-based number of the page in the brief."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One line of the brief.

    `lead` is what the eye should catch, `text` the rest of the sentence, `notes` short qualifiers (who says it, how firmly,
    how sure the reader is), `marks` numbers of `Brief.marks`. A line never has no mark.
    """

    lead: str
    text: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[int, ...]
    confidence: float
    claim_id: str
    same: tuple[str, ...] = ()
    """Ids of further claims that this line tells as well: other sentences, the same words."""
    kind: str = ""
    """The kind of its claim, such as ``"positions"``; empty for a line that rests on no single claim, and for one that a
    person judged: such a line is never folded away."""
    emphasis: str = ""
    """``"first"``, ``"head"``, ``"red_line"``, ``"absent"``, ``"conditional"``, ``"cancelled"``, ``"denied"``,
    ``"hypothetical"`` or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one heading (a party, a meeting)."""

    title: str
    lines: tuple[BriefLine, ...]
    intro: str = ""
    """A sentence that sums the lines up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A figure of a section: SVG made by us, and what it shows."""

    caption: str
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the brief."""

    key: str
    title: str
    groups: tuple[Group, ...]
    empty: str
    """What is said when there is nothing: said aloud, never an empty heading."""
    drawings: tuple[Drawing, ...] = ()
    """Figures, for renderers that can show them; they say nothing that the lines do not."""
    intro: str = ""
    """What has to be known to read the section."""
    folded: tuple[Group, ...] = ()
    """Lines that are less likely to be right than a brief tells: counted, and shown on demand."""

    @property
    def lines(self) -> tuple[BriefLine, ...]:
        """All lines of all groups."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def folded_lines(self) -> tuple[BriefLine, ...]:
        """All lines that are folded away."""
        return tuple(line for group in self.folded for line in group.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """A page that the brief rests on."""

    number: int
    source: str
    article: Article

    @property
    def label(self) -> str:
        """What to call it: its address, or its file without the folders, which are nobody else's business."""
        return self.source if "://" in self.source[:12] else PurePath(self.source).name


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The state of play of one or several pages."""

    title: str
    summary: tuple[BriefLine, ...]
    """The answer in ten seconds: at most twelve lines, the first in the page's own words, the others also found below."""
    sections: tuple[Section, ...]
    pages: tuple[CitedPage, ...]
    marks: tuple[Mark, ...]
    caveats: tuple[str, ...]
    """How sure the reader is, and of what; what was repaired or assumed."""
    reader: str
    notice: str = ""
    """What stands above all else: that a page hardly speaks of a negotiation."""

    sheets: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Of pages that are documents on paper (PDF): where in the text each sheet begins, as (offset, number)."""
    numbered: bool = False
    """Whether the pages are those of a case, which are known by their numbers."""

    def place_of(self, mark: Mark) -> tuple[int | None, int | None]:
        """The page of a sentence, where there are several, and the sheet of paper that it stands on, where its page has some."""
        sheets = self.sheets.get(mark.page) or next((p.article.sheets for p in self.pages if p.number == mark.page), ())
        at = [number for start, number in sheets if start <= mark.evidence.start]
        page = mark.page if self.numbered or len(self.pages) > 1 else None
        return page, at[-1] if at and len(sheets) > 1 else None

    def lines(self, *, folded: bool = True) -> Iterator[BriefLine]:
        """The lines as they are read: the top, the sections, and what is folded away last."""
        yield from self.summary
        for section in self.sections:
            yield from section.lines
        if folded:
            for section in self.sections:
                yield from section.folded_lines
