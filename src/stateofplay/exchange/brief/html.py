"""The brief as one self-contained HTML file: the brief beside the article, every mark leads to its sentence.

Works without scripts: a mark is a link to its sentence, and the style sheet lights the target up. The short script only adds
keys (j and k walk through the marks, b goes back). Nothing is loaded from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from stateofplay.exchange.brief.folding import folded_words
from stateofplay.exchange.brief.records import Brief, CitedPage, Mark

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of article text that lies in the same marks from end to end. `begins` are the marks that start with it."""

    text: str
    marks: tuple[int, ...]
    begins: tuple[int, ...]
    sheet: int | None = None
    """The page of paper that begins here, of documents that have several."""


def segments(page: CitedPage, marks: tuple[Mark, ...]) -> list[list[Segment]]:
    """Cut a page's text into paragraphs of segments, so that overlapping evidence can be lit up separately.

    Cost: O(n m) for n cuts and m marks of the page; both are small.
    """
    text = page.article.text
    mine = [m for m in marks if m.page == page.number]
    cuts = {0, len(text)}
    for mark in mine:
        cuts |= {mark.evidence.start, mark.evidence.end}
    sheets = dict(page.article.sheets) if len(page.article.sheets) > 1 else {}
    cuts |= {at for at in sheets if at < len(text)}
    cuts |= {i for i, c in enumerate(text) if c == "\n"} | {i + 1 for i, c in enumerate(text) if c == "\n"}
    ordered = sorted(c for c in cuts if c <= len(text))
    paragraphs: list[list[Segment]] = [[]]
    begun: set[int] = set()
    for start, end in pairwise(ordered):
        piece = text[start:end]
        if piece == "\n":
            if paragraphs[-1]:
                paragraphs.append([])
            continue
        holding = tuple(m.number for m in mine if m.evidence.start <= start and end <= m.evidence.end)
        begins = tuple(n for n in holding if n not in begun)
        begun.update(begins)
        paragraphs[-1].append(Segment(text=piece, marks=holding, begins=begins, sheet=sheets.get(start)))
    return [p for p in paragraphs if p]


def templates_of(folder: Path) -> Environment:
    """The templates of a folder: everything escaped, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _template() -> Template:
    environment = templates_of(_TEMPLATES)
    environment.filters["folded_words"] = folded_words
    return environment.get_template("brief.html.j2")


def to_html(brief: Brief, *, figures: tuple[tuple[str, str], ...] = ()) -> str:
    """Write the brief as one HTML document.

    Parameters
    ----------
    brief
        What to show.
    figures
        Pairs of (caption, SVG made by us) to show after the summary.
    """
    from markupsafe import Markup

    return _template().render(
        brief=brief,
        pages=[(page, segments(page, brief.marks)) for page in brief.pages],
        figures=[(caption, Markup(svg)) for caption, svg in figures],
        style=Markup((_TEMPLATES / "brief.css").read_text(encoding="utf-8")),
        script=Markup((_TEMPLATES / "brief.js").read_text(encoding="utf-8")),
    )
