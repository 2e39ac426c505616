"""The brief: content from readings, dressed for a terminal, as Markdown, HTML or JSON.

Begin at `content`, which puts `sections/` together as `records` (lines with marks); `terminal`, `markdown` and `html` only
dress them. `summary` picks the twelve lines at the top, `news` the first of them and those that fill up, by the words of
`topic`; `folding` sets apart what is doubtful. `wording` holds every word that we add, `wishes` those around a position,
`sayings` those around what somebody said, `days` those around a date, `marks` the numbers of the sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stateofplay.exchange.brief.records import Brief, BriefLine, CitedPage, Group, Mark, Section

if TYPE_CHECKING:
    from stateofplay.exchange.brief.content import build_brief

__all__ = ["Brief", "BriefLine", "CitedPage", "Group", "Mark", "Section", "brief_to_json", "build_brief"]


def __getattr__(name: str) -> object:
    """What makes a brief, loaded when first asked for: who shows cases asks for the words and the records alone."""
    if name != "build_brief":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stateofplay.exchange.brief.content import build_brief

    return build_brief


def brief_to_json(brief: Brief) -> str:
    """Write the brief as JSON: the same sections, lines and marks as every other form."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(brief), indent=2).decode("utf-8")
