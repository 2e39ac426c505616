"""What people say of claims, actors and issues. Rows are only ever added; the latest that is not withdrawn counts.

The verdicts and what they do to a claim:

========  ==========================================================================
accept    it holds, whatever the reader's confidence; with corrections it holds as corrected
reject    it does not hold; views leave it out unless asked for it
unsure    somebody looked and could not tell; shown, and marked so
withdraw  takes back one's own latest judgement that is not yet withdrawn, or, of who
          has none, anybody's latest: undo
========  ==========================================================================

A judgement comes after the one that stood last when it was given, whatever the clocks said. Where people who judged copies of a
case disagree, the later word counts, and `disagreements` names the claim.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from stateofplay.errors import RecordError
from stateofplay.model import Claim, Relation
from stateofplay.model.dates import VagueDate
from stateofplay.record.storage.case import now
from stateofplay.record.storage.columns import CLASS, CORRECTABLE
from stateofplay.record.storage.order import in_order
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT, PAGE

EVIDENCE = "evidence"
"""The field of a correction that says where the words really are."""


class Verdict(StrEnum):
    """What a person says of a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One row of the history of a claim."""

    id: str
    claim_id: str
    verdict: Verdict
    correction: tuple[tuple[str, str | None], ...] = ()
    note: str = ""
    author: str
    at: str
    follows: str | None = None
    """The judgement on the claim that stood last when this one was given: the order of judging, whatever the clocks said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A claim of which people say different things."""

    claim_id: str
    judgements: tuple[Judgement, ...]
    """What each of them said last, the oldest first; the last one counts."""


def find_claim(connection: Connection, claim: str) -> str:
    """The full id of a claim from the beginning of one.

    Raises
    ------
    RecordError
        ``record.no_such_claim``, or ``record.ambiguous_claim`` where several begin so.
    """
    # A whole id is looked up; only the beginning of one needs a search through all.
    if connection.execute(select(CLAIM.c.id).where(CLAIM.c.id == claim)).first() is not None:
        return claim
    rows = connection.execute(
        select(CLAIM.c.id).where(CLAIM.c.id.startswith(claim, autoescape=True)).limit(6)
    ).scalars()
    found = list(rows)
    if not found:
        raise RecordError(
            f"the case has no claim {claim}",
            slug="record.no_such_claim",
            hint="Find its id with: stateofplay search CASE WORDS, or in the last column of: stateofplay positions CASE",
        )
    if len(found) > 1 and claim not in found:
        raise RecordError(
            f"several claims begin with {claim}: {', '.join(found[:5])}",
            slug="record.ambiguous_claim",
            hint="Give more of the id.",
        )
    return claim if claim in found else found[0]


def judge(
    connection: Connection,
    claim: str,
    verdict: Verdict,
    *,
    author: str,
    note: str = "",
    correction: Mapping[str, str | None] | None = None,
) -> Judgement:
    """Add a judgement.

    Parameters
    ----------
    claim
        The claim's id, or the beginning of it.
    correction
        Field of the claim -> value it should have; an empty value clears the field. ``evidence`` moves it to other words of
        its page (``"120-180"``). Only with ``accept``.

    Raises
    ------
    RecordError
        ``record.author`` where nobody is named; ``record.no_such_claim``; ``record.correction`` for a field that the kind
        does not have or a value it may not have; ``record.nothing_to_withdraw``.
    """
    if not author.strip():
        raise RecordError(
            "a judgement says who made it", slug="record.author", hint="Give a name, also a made-up one, as its author."
        )
    claim_id = find_claim(connection, claim)
    values = dict(correction or {})
    if values:
        if verdict is not Verdict.ACCEPT:
            raise RecordError(
                "a correction says what holds, so it goes with accept",
                slug="record.correction",
                hint="Use: judge ... accept",
            )
        check_correction(connection, claim_id, values)
    before = history(connection, claim_id)
    if verdict is Verdict.WITHDRAW and standing(before) is None:
        raise RecordError(
            f"there is no judgement on {claim_id} to take back",
            slug="record.nothing_to_withdraw",
            hint="Nobody has judged it, or the last judgement is taken back already.",
        )
    row = Judgement(
        id=uuid.uuid4().hex,
        claim_id=claim_id,
        verdict=verdict,
        correction=tuple(values.items()),
        note=note,
        author=author,
        at=now(),
        follows=before[-1].id if before else None,
    )
    connection.execute(
        JUDGEMENT.insert(),
        {
            "id": row.id,
            "claim_id": claim_id,
            "verdict": str(verdict),
            "correction": msgspec.json.encode(values).decode(),
            "note": note,
            "author": author,
            "at": row.at,
            "follows": row.follows,
        },
    )
    return row


# Made once: it is asked with every click on a claim, and making a question takes longer than asking it.
_HISTORY = select(JUDGEMENT).where(JUDGEMENT.c.claim_id == bindparam("claim"))


def history(connection: Connection, claim_id: str) -> tuple[Judgement, ...]:
    """All judgements on a claim, in the order of judging."""
    found = connection.execute(_HISTORY, {"claim": claim_id}).mappings()
    return tuple(in_order((_judgement(row) for row in found), _place))


def _place(row: Judgement) -> tuple[str, str, str | None]:
    return row.id, row.at, row.follows


def standing(rows: tuple[Judgement, ...]) -> Judgement | None:
    """The judgement that counts: the latest that no later withdrawal took back."""
    left = not_taken_back(rows)
    return left[-1] if left else None


def not_taken_back(rows: Iterable[Judgement]) -> list[Judgement]:
    """Judgements that nobody took back, the oldest first."""
    left: list[Judgement] = []
    for row in rows:
        if row.verdict is not Verdict.WITHDRAW:
            left.append(row)
        elif left:
            own = [i for i, old in enumerate(left) if old.author == row.author]
            del left[own[-1] if own else -1]
    return left


def current(connection: Connection, claim_id: str) -> Judgement | None:
    """The judgement on a claim that counts now."""
    return standing(history(connection, claim_id))


def all_standing(connection: Connection) -> dict[str, Judgement]:
    """Claim id -> the judgement that counts, for every claim that has one."""
    found = {claim: standing(tuple(rows)) for claim, rows in _by_claim(connection).items()}
    return {claim: row for claim, row in found.items() if row is not None}


def standing_on(connection: Connection, page_id: str) -> dict[str, Judgement]:
    """As `all_standing`, of the claims of one page alone. Cost: one query over an index."""
    of_page = select(CLAIM.c.id).where(CLAIM.c.page_id == page_id)
    by_claim = _by_claim(connection, select(JUDGEMENT).where(JUDGEMENT.c.claim_id.in_(of_page)))
    found = {claim: standing(tuple(rows)) for claim, rows in by_claim.items()}
    return {claim: row for claim, row in found.items() if row is not None}


def disagreements(connection: Connection) -> tuple[Disagreement, ...]:
    """Claims of which the last words of two people differ, in verdict or in what they correct."""
    out = []
    for claim, rows in _by_claim(connection).items():
        last: dict[str, Judgement] = {}
        for row in not_taken_back(rows):
            last.pop(row.author, None)
            last[row.author] = row
        if len({(row.verdict, row.correction) for row in last.values()}) > 1:
            out.append(Disagreement(claim_id=claim, judgements=tuple(last.values())))
    return tuple(sorted(out, key=lambda d: d.claim_id))


def _by_claim(connection: Connection, query: Select[Any] | None = None) -> dict[str, list[Judgement]]:
    by_claim: dict[str, list[Judgement]] = {}
    for row in connection.execute(select(JUDGEMENT) if query is None else query).mappings():
        by_claim.setdefault(row["claim_id"], []).append(_judgement(row))
    return {claim: in_order(rows, _place) if len(rows) > 1 else rows for claim, rows in by_claim.items()}


def _judgement(row: RowMapping) -> Judgement:
    values = msgspec.json.decode(str(row["correction"]), type=dict[str, str | None])
    return Judgement(
        id=str(row["id"]),
        claim_id=str(row["claim_id"]),
        verdict=Verdict(str(row["verdict"])),
        correction=tuple(values.items()),
        note=str(row["note"]),
        author=str(row["author"]),
        at=str(row["at"]),
        follows=row["follows"],
    )


def moved_evidence(correction: Iterable[tuple[str, str | None]]) -> tuple[int, int] | None:
    """Where a correction moves the evidence to: code points of its start and end.

    >>> moved_evidence([("stance", "demands"), ("evidence", "120-180")])
    (120, 180)
    """
    for field, value in correction:
        if field == EVIDENCE and (span := re.fullmatch(r"(\d{1,9})-(\d{1,9})", value or "")):
            return int(span.group(1)), int(span.group(2))
    return None


def check_correction(connection: Connection, claim_id: str, values: dict[str, str | None]) -> None:
    """Try a correction on the claim itself: its record knows what it may be.

    Raises
    ------
    RecordError
        ``record.correction``.
    """
    query = select(CLAIM.c.kind, CLAIM.c.body, PAGE.c.text).join(PAGE, PAGE.c.id == CLAIM.c.page_id)
    row = connection.execute(query.where(CLAIM.c.id == claim_id)).first()
    if row is None:
        raise RecordError(f"the case has no claim {claim_id} with its page", slug="record.no_such_claim")
    body = msgspec.json.decode(row.body, type=dict[str, object])
    if EVIDENCE in values:
        span = moved_evidence(values.items())
        if span is None or not 0 <= span[0] < span[1] <= len(row.text) or not row.text[span[0] : span[1]].strip():
            raise RecordError(
                f"{values[EVIDENCE]!r} is no place in the page, which has {len(row.text)} characters",
                slug="record.correction",
                hint="Write it as evidence=120-180: from which character to before which.",
            )
        values[EVIDENCE] = f"{span[0]}-{span[1]}"
    for field, value in values.items():
        if field != EVIDENCE:
            body[field] = field_value(row.kind, field, value)
    if empty := [f for f, v in values.items() if f != EVIDENCE and not v and not may_be_none(CLASS[row.kind], f)]:
        raise RecordError(
            f"{empty[0].replace('_', ' ')} cannot be empty",
            slug="record.correction",
            hint="Say what holds, or reject the claim.",
        )
    check_together(row.kind, body)
    try:
        msgspec.convert(body, CLASS[row.kind])
    except msgspec.ValidationError as error:
        raise RecordError(f"the correction does not fit: {error}", slug="record.correction") from error


def check_together(kind: str, body: Mapping[str, object]) -> None:
    """See that the fields of a claim say one thing.

    Raises
    ------
    RecordError
        ``record.correction``.
    """
    if kind == "events" and not body.get("actor") and not body.get("recipient"):
        raise RecordError(
            "the event names neither who did it nor to whom",
            slug="record.correction",
            hint="Name one of the two: who did it may stay empty where the page does not say.",
        )
    if kind != "conditions":
        return
    without = body.get("relation") == Relation.WITHOUT_PRECONDITIONS
    if without and body.get("on"):
        raise RecordError(
            "what holds without preconditions hangs on nothing",
            slug="record.correction",
            hint="Empty what it hangs on, or choose another relation.",
        )
    if not without and not body.get("on"):
        raise RecordError(
            "the condition does not say what it hangs on",
            slug="record.correction",
            hint="Say it in the words of the page, or choose: without preconditions.",
        )


def may_be_none(record: type[Claim], name: str) -> bool:
    """Whether a field of a claim may be empty."""
    found = next(f for f in msgspec.inspect.type_info(record).fields if f.name == name)  # type: ignore[attr-defined]
    kinds = getattr(found.type, "types", (found.type,))
    if isinstance(found.type, msgspec.inspect.CollectionType | msgspec.inspect.BoolType):
        return True
    return any(isinstance(kind, msgspec.inspect.NoneType) for kind in kinds)


_YES, _NO = ("true", "yes"), ("false", "no", "", None)


def _flag(field: str, value: str | None) -> bool:
    if value not in _YES and value not in _NO:
        raise RecordError(
            f"{field.replace('_', ' ')} is yes or no, not {value!r}",
            slug="record.correction",
            hint=f"Write it as {field}=yes.",
        )
    return value in _YES


@cache
def values_of(kind: str, field: str) -> tuple[str, ...]:
    """The vocabulary of a field; empty where it is free text.

    >>> values_of("positions", "stance")[:2], values_of("positions", "holder")
    (('supports', 'opposes'), ())
    """
    hint = get_type_hints(CLASS[kind])[field]
    of = next((t for t in (hint, *get_args(hint)) if isinstance(t, type) and issubclass(t, StrEnum)), None)
    return tuple(map(str, of)) if of else ()


def field_value(kind: str, field: str, value: str | None) -> object:
    """A field of a claim as its record wants it, from the text that a person gave.

    Raises
    ------
    RecordError
        ``record.correction`` for a field that the kind does not have, or a date that is none.
    """
    fields = CORRECTABLE[kind]
    if field not in fields:
        raise RecordError(
            f"a claim of the kind {kind} has no field {field!r} that could be corrected",
            slug="record.correction",
            hint=f"It has: {', '.join((*fields, EVIDENCE))}.",
        )
    if fields[field] == "date" and value and VagueDate.parse(value) is None:
        raise RecordError(
            f"{value!r} is no date",
            slug="record.correction",
            hint="Write it as precisely as the text has it: 2025-06-02, 2025-06 or 2025.",
        )
    if fields[field] == "flag":
        return _flag(field, value)
    known = values_of(kind, field)
    if value and known and value not in known:
        raise RecordError(
            f"the {field.replace('_', ' ')} {value!r} does not fit",
            slug="record.correction",
            hint=f"It is one of: {', '.join(known)}.",
        )
    if field == "parties":
        return [name.strip() for name in (value or "").split(";") if name.strip()]
    return value or None
