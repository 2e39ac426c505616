"""The kinds of claims, each declared once: reading, storing, showing, searching and exporting derive from this table.

To add a kind, write its record in `claims`, give it a field in `ClaimLists` and a row in `KINDS` (docs/add-a-claim-kind.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from stateofplay.model.claims import (
    Ambiguity,
    Attendance,
    Claim,
    Condition,
    DateMention,
    Event,
    Meeting,
    Position,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLists:
    """The claims of one page, kind by kind, each in text order."""

    meetings: tuple[Meeting, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    conditions: tuple[Condition, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[DateMention, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()

    def having(self, kind: str, found: tuple[Claim, ...] | tuple[Ambiguity, ...]) -> Self:
        """The same lists with the claims of one kind set."""
        return replace(self, **{kind: found})  # type: ignore[arg-type]  # the kind decides the type


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKind:
    """One kind of claim and what every part of the house needs to know of it.

    Attributes
    ----------
    name
        The key in JSON, in tables of the case file and on the command line, a field of `ClaimLists`.
    record
        The class of its claims.
    columns
        Column that views filter by -> field of the record. The columns are ``party``, ``other``, ``what``, ``state``, ``date``,
        ``place`` and ``flag`` (a truth value).
    means
        Column -> what it holds for this kind, for the codebook of exports.
    shown
        Fields in the order in which a table shows them.
    heading
        What a change of such claims is about, as a heading.
    attributed
        Whether it is asked who says it: not of statements, whose speaker is a field, nor of time expressions.
    weight
        Which kinds come first where several are told together; the lowest first.
    """

    name: str
    record: type[Claim]
    columns: Mapping[str, str]
    means: Mapping[str, str]
    shown: tuple[str, ...]
    heading: str
    attributed: bool = True
    weight: int = 9


KINDS: tuple[ClaimKind, ...] = (
    ClaimKind(
        name="meetings",
        record=Meeting,
        columns={"what": "name", "state": "status", "date": "date", "place": "place", "other": "proposed_by"},
        means={
            "party": "the parties, parted by `; `",
            "other": "proposed by",
            "what": "name",
            "state": "status",
            "place": "where",
        },
        shown=("name", "parties", "place", "date", "status", "format", "mediators", "proposed_by"),
        heading="talks",
        weight=3,
    ),
    ClaimKind(
        name="attendance",
        record=Attendance,
        columns={"party": "who", "what": "meeting", "state": "status", "other": "capacity"},
        means={"party": "who", "other": "capacity", "what": "name of the meeting", "state": "status"},
        shown=("who", "meeting", "status", "capacity"),
        heading="who comes",
        weight=2,
    ),
    ClaimKind(
        name="statements",
        record=Statement,
        columns={"party": "speaker", "what": "content", "state": "act", "flag": "direct"},
        means={"party": "speaker", "what": "the words", "state": "act", "flag": "direct speech"},
        shown=("speaker", "act", "content", "direct"),
        heading="what one side says and another denies",
        attributed=False,
        weight=4,
    ),
    ClaimKind(
        name="positions",
        record=Position,
        columns={"party": "holder", "what": "issue", "state": "stance", "flag": "red_line"},
        means={
            "party": "holder",
            "what": "issue",
            "state": "stance (a bargaining stance, never an office held)",
            "flag": "red line",
        },
        shown=("holder", "stance", "issue", "red_line"),
        heading="positions",
        weight=1,
    ),
    ClaimKind(
        name="conditions",
        record=Condition,
        columns={"party": "holder", "what": "what", "state": "relation", "other": "on"},
        means={"party": "holder", "other": "what it depends on", "what": "what is conditional", "state": "relation"},
        shown=("holder", "what", "relation", "on"),
        heading="conditions",
        weight=5,
    ),
    ClaimKind(
        name="events",
        record=Event,
        columns={
            "party": "actor",
            "other": "recipient",
            "what": "event",
            "state": "status",
            "date": "date",
            "place": "place",
        },
        means={"party": "actor", "other": "recipient", "what": "PLOVER type", "state": "status", "place": "where"},
        shown=("date", "event", "actor", "recipient", "place", "status"),
        heading="events",
        weight=6,
    ),
    ClaimKind(
        name="dates",
        record=DateMention,
        columns={"what": "text", "date": "value", "other": "span"},
        means={"what": "the words", "other": "the range that begins here, as an ISO interval"},
        shown=("text", "value", "span"),
        heading="time expressions",
        attributed=False,
    ),
)
CLAIM_KINDS: tuple[str, ...] = tuple(kind.name for kind in KINDS)
KIND_OF: Mapping[type[Claim], ClaimKind] = {kind.record: kind for kind in KINDS}
KIND_NAMED: Mapping[str, ClaimKind] = {kind.name: kind for kind in KINDS}
