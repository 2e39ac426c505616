"""How those who talk meet: face to face, or with somebody between them."""

from __future__ import annotations

from collections.abc import Set

from stateofplay.finding.words import meetings as words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import MeetingFormat


def format_of(noun: Token, modifiers: Set[str]) -> MeetingFormat | None:
    """ "Direct talks", "face-to-face talks", "talks in person": how those who talk meet, where words beside the noun tell."""
    stated = next((words.FORMATS[m] for m in modifiers if m in words.FORMATS), None)
    beside = (noun.i + 1, *range(max(0, noun.i - _REACH), noun.i))
    told = (manner_at(noun.doc, i, before=noun.i) for i in beside)
    return stated or next((manner for manner in told if manner is not None), None)


_REACH = 5
"""Words that the longest of the joined forms takes, its hyphens counted."""


def manner_at(doc: Doc, start: int, *, before: int | None = None) -> MeetingFormat | None:
    """What "face to face" tells where it begins, hyphened or not; in front of a noun it ends right there."""
    ends = len(doc) if before is None or start > before else before
    following = [t for t in doc[start : min(ends, start + _REACH)] if t.text != "-"]
    for joined, told in words.JOINED_FORMATS.items():
        if tuple(t.lower_ for t in following[: len(joined)]) == joined and (
            ends == len(doc) or len(following) == len(joined)
        ):
            return told
    return None
