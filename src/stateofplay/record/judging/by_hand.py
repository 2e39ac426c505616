"""Claims that a person adds: what the reader missed, with the words it rests on and who says so.

A claim by hand is a claim like every other: typed, with evidence that stands in its page. It is told apart by its component
(:data:`stateofplay.record.storage.claims.BY_HAND`), and by the acceptance of its author, which is written with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

import msgspec
from sqlalchemy import Connection, select

from stateofplay.errors import ModelError, RecordError
from stateofplay.model import KIND_NAMED, Claim, Evidence
from stateofplay.record.judging.judgements import Judgement, Verdict, check_together, field_value, judge, may_be_none
from stateofplay.record.storage.claims import BY_HAND, claim_identity, claim_row
from stateofplay.record.storage.columns import CLASS
from stateofplay.record.storage.tables import CLAIM, PAGE

VERBATIM: Mapping[str, tuple[str, ...]] = {
    "statements": ("content",),
    "conditions": ("what", "on"),
    "dates": ("text",),
}
"""Fields that are words of the page, by kind: they must stand in the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedClaim:
    """A claim that was added, or that the case had already."""

    claim_id: str
    known: bool
    """Whether the reader, or another person, had it: then it was accepted instead."""
    judgement: Judgement


def is_by_hand(connection: Connection, claim_id: str) -> bool:
    """Whether a claim was added by a person."""
    return connection.execute(select(CLAIM.c.component).where(CLAIM.c.id == claim_id)).scalar() == BY_HAND


def hand_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind that a person fills in, in the order in which forms show them.

    Raises
    ------
    RecordError
        ``record.claim_kind`` where there is no such kind.

    Examples
    --------
    >>> hand_fields("positions")
    ('holder', 'stance', 'issue', 'red_line', 'said_by', 'firmness')
    """
    if kind not in KIND_NAMED:
        raise RecordError(
            f"there is no kind of claim {kind!r}",
            slug="record.claim_kind",
            hint=f"It is one of {', '.join(KIND_NAMED)}.",
        )
    told = KIND_NAMED[kind]
    correctable = {*told.columns.values(), *(("parties",) if kind == "meetings" else ())}
    shown = [name for name in told.shown if name in correctable]
    return (*shown, *(name for name in told.columns.values() if name not in shown), "said_by", "firmness")


def add_claim(
    connection: Connection,
    page: int,
    kind: str,
    given: Mapping[str, str],
    *,
    start: int,
    end: int,
    author: str,
    note: str = "",
) -> AddedClaim:
    """Add a claim that a person found in a page.

    Parameters
    ----------
    page
        Number of the page.
    kind, given
        What it is, and its fields as texts; what is left out keeps its default.
    start, end
        The words it rests on: code points of the page's text.
    author, note
        Who adds it, and why.

    Returns
    -------
    AddedClaim
        Where the case has the same claim on the same words already, nothing is doubled: it is accepted.

    Raises
    ------
    RecordError
        ``record.no_such_page``; ``record.copy_page`` where the page is a copy, whose original speaks for it;
        ``record.evidence`` where there are no such words; ``record.claim_kind``, ``record.correction`` and
        ``record.claim_fields`` where the fields do not make a claim of that kind.
    """
    page_id, text = _page(connection, page)
    claim = build_claim(kind, given, text, start=start, end=end)
    claim_id = claim_identity(page_id, claim)
    known = connection.execute(select(CLAIM.c.id).where(CLAIM.c.id == claim_id)).first() is not None
    if not known:
        connection.execute(CLAIM.insert(), [claim_row(page_id, claim)])
    judgement = judge(connection, claim_id, Verdict.ACCEPT, author=author, note=note)
    return AddedClaim(claim_id=claim_id, known=known, judgement=judgement)


def build_claim(kind: str, given: Mapping[str, str], text: str, *, start: int, end: int) -> Claim:
    """Make a claim from what a person gave; nothing is written. See `add_claim`."""
    wanted = hand_fields(kind)
    if unknown := [name for name in given if name not in wanted]:
        raise RecordError(
            f"a claim of the kind {kind} has no field {unknown[0]!r}",
            slug="record.claim_fields",
            hint=f"It has: {', '.join(wanted)}.",
        )
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise RecordError(
            f"there are no words from {start} to {end} in the page, which has {len(text)} characters",
            slug="record.evidence",
            hint="Mark the words that the claim rests on.",
        )
    evidence = Evidence.cut(text, start, end)
    body: dict[str, object] = {name: field_value(kind, name, value.strip()) for name, value in given.items()}
    body = {name: value for name, value in body.items() if value is not None}
    for name in VERBATIM.get(kind, ()):
        words = body.get(name)
        if isinstance(words, str) and words not in evidence.quote:
            raise RecordError(
                f"the words “{words}” do not stand in the evidence",
                slug="record.claim_fields",
                hint="They are verbatim: copy them from the marked words, or mark more.",
            )
    if kind == "statements":
        content = str(body.get("content", ""))
        speaker = str(body.get("speaker", ""))
        body["content_start"] = evidence.start + evidence.quote.find(content)
        body["named"] = speaker[:1].isupper()
    body |= {"evidence": evidence, "anchor": evidence.start, "component": BY_HAND, "confidence": 1.0}
    record = CLASS[kind]
    missing = [
        f.name
        for f in fields(record)
        if f.default is MISSING and f.default_factory is MISSING and f.name not in body and f.name in wanted
    ]
    for name in [n for n in missing if may_be_none(record, n)]:
        body[name] = None
        missing.remove(name)
    if missing:
        raise RecordError(
            f"a claim of the kind {kind} needs {', '.join(missing)}",
            slug="record.claim_fields",
            hint="Fill it in; the other fields may stay empty.",
        )
    check_together(kind, body)
    try:
        return msgspec.convert(msgspec.to_builtins(body), record)
    except (msgspec.ValidationError, ModelError) as error:
        raise RecordError(
            f"that makes no claim of the kind {kind}: {error}",
            slug="record.claim_fields",
            hint="Choose a value of the vocabulary: docs/claims.md has each.",
        ) from error


def _page(connection: Connection, number: int) -> tuple[str, str]:
    original = PAGE.alias("original")
    query = (
        select(PAGE.c.id, PAGE.c.text, original.c.number.label("original"))
        .outerjoin(original, original.c.id == PAGE.c.copy_of)
        .where(PAGE.c.number == number)
    )
    row = connection.execute(query).first()
    if row is None:
        raise RecordError(
            f"the case has no page {number}",
            slug="record.no_such_page",
            hint="Search its words: each sentence is shown with the number of its page.",
        )
    if row.original is not None:
        raise RecordError(
            f"page {number} is a copy of page {row.original}, whose claims speak for both",
            slug="record.copy_page",
            hint=f"Add the claim to page {row.original}.",
        )
    newer = connection.execute(
        select(PAGE.c.number).where(PAGE.c.earlier == row.id).order_by(PAGE.c.number.desc())
    ).first()
    if newer is not None:
        raise RecordError(
            f"page {number} has a newer version, page {newer.number}",
            slug="record.old_page",
            hint=f"Add the claim to page {newer.number}.",
        )
    return row.id, row.text
