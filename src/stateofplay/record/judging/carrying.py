"""When a page is updated, what people said of its claims goes on to the newer version, as far as its words still stand.

Claims are named by their page, so that the same sentence in the newer version makes a new claim. What was said of the old one
would be lost: a claim that a person added would vanish, and one that was rejected come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, or_, select

from stateofplay.model import Claim, Evidence
from stateofplay.model.ids import digest
from stateofplay.record.judging.judgements import EVIDENCE, Judgement, Verdict, history, moved_evidence, not_taken_back
from stateofplay.record.storage.claims import BY_HAND, claim_identity, claim_row
from stateofplay.record.storage.columns import CLASS
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT, PAGE


def carry_judgements(connection: Connection, earlier: str, newer: str) -> int:
    """Carry what people said of the claims of a page to its newer version; say of how many.

    - What the newer version says in the same words, and the reader found there too, is judged as before.
    - A claim that was added by hand, or accepted, is there even where the reader did not find it.
    - Where the words are gone, nothing is carried: the claim is shown as lost.

    Done again it changes nothing: everything carried has an id made from what it was carried from.
    """
    pages = connection.execute(select(PAGE.c.id, PAGE.c.text).where(PAGE.c.id.in_((earlier, newer))))
    texts = {row.id: row.text for row in pages}
    judged = select(JUDGEMENT.c.claim_id)
    query = select(CLAIM.c.id, CLAIM.c.kind, CLAIM.c.body, CLAIM.c.component).where(
        CLAIM.c.page_id == earlier, or_(CLAIM.c.component == BY_HAND, CLAIM.c.id.in_(judged))
    )
    carried = 0
    for row in connection.execute(query.order_by(CLAIM.c.id)).all():
        said = not_taken_back(history(connection, row.id))
        moved = _moved(msgspec.json.decode(row.body, type=CLASS[row.kind]), texts[newer])
        if moved is None or (not said and row.component != BY_HAND):
            continue
        claim_id = claim_identity(newer, moved)
        if connection.execute(select(CLAIM.c.id).where(CLAIM.c.id == claim_id)).first() is None:
            if row.component != BY_HAND and said[-1].verdict is not Verdict.ACCEPT:
                continue
            connection.execute(CLAIM.insert(), [claim_row(newer, moved)])
        follows = None
        for judgement in said:
            follows = _copy(connection, judgement, claim_id, follows, texts[earlier], texts[newer])
        carried += 1
    return carried


def carry_all(connection: Connection) -> int:
    """Carry along every chain of versions of a case, as after a merge that brought judgements of older versions."""
    return sum(carry_judgements(connection, earlier, newer) for earlier, newer in _versions(connection))


def _versions(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(PAGE.c.earlier, PAGE.c.id).where(PAGE.c.earlier.is_not(None)).order_by(PAGE.c.number)
    yield from ((row.earlier, row.id) for row in connection.execute(query).all())


def _moved(claim: Claim, text: str) -> Claim | None:
    """The same claim on the same words of another text; None where they do not stand there."""
    start = find_again(claim.evidence.quote, text, claim.evidence.start)
    if start is None:
        return None
    by = start - claim.evidence.start
    changes: dict[str, object] = {
        "evidence": Evidence(start=start, end=claim.evidence.end + by, quote=claim.evidence.quote),
        "anchor": claim.anchor + by,
    }
    content_start = getattr(claim, "content_start", None)
    if isinstance(content_start, int):
        content = str(getattr(claim, "content", ""))
        at = content_start + by
        if text[at : at + len(content)] != content:
            found = find_again(content, text, at)
            if found is None:
                return None
            at = found
        changes["content_start"] = at
    return replace(claim, **changes)  # type: ignore[arg-type]  # the names decide the types


def find_again(words: str, text: str, near: int) -> int | None:
    """Where some words stand in a text, of several places the one that is nearest to where they stood.

    >>> find_again("no", "no, and no", 7), find_again("yes", "no, and no", 0)
    (8, None)
    """
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - near)) if places else None


def _copy(connection: Connection, judgement: Judgement, claim_id: str, follows: str | None, old: str, new: str) -> str:
    """Copy a judgement to a claim of the newer version, after the one that was copied before it; its id there."""
    id = digest(judgement.id, claim_id, length=32)
    if connection.execute(select(JUDGEMENT.c.id).where(JUDGEMENT.c.id == id)).first() is not None:
        return id
    correction = dict(judgement.correction)
    if (span := moved_evidence(judgement.correction)) is not None:
        at = find_again(old[span[0] : span[1]], new, span[0])
        if at is None:
            del correction[EVIDENCE]
        else:
            correction[EVIDENCE] = f"{at}-{at + span[1] - span[0]}"
    row = {
        "id": id,
        "claim_id": claim_id,
        "verdict": str(judgement.verdict),
        "correction": msgspec.json.encode(correction).decode(),
        "note": judgement.note,
        "author": judgement.author,
        "at": judgement.at,
        "follows": follows,
    }
    connection.execute(JUDGEMENT.insert(), [row])
    return id
