"""How far people have come with a case: of the claims that its tables rest on, how many somebody judged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from stateofplay.record.judging.judgements import Verdict
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT
from stateofplay.service.library import KeptCase

KINDS = ("positions", "meetings", "attendance", "conditions")
"""Which claims the tables of a case rest on, and wait to be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many claims there are to judge, and how many of them were."""

    judged: int
    claims: int


def progress_of(kept: KeptCase) -> Progress:
    """The same numbers for every page that tells them; what was rejected is judged too, though no table has it any more."""
    return kept.once("progress", lambda: _count(kept))


def _count(kept: KeptCase) -> Progress:
    said = kept.state.judgements
    there = [id for id, row in kept.rows_by_claim.items() if row.lost_in is None]
    gone = 0
    if any(word.verdict is Verdict.REJECT for word in said.values()):
        speaking = {id for id, page in kept.state.sources.pages.items() if not page.superseded}
        query = (
            select(CLAIM.c.id, CLAIM.c.page_id)
            .where(CLAIM.c.id.in_(select(JUDGEMENT.c.claim_id).where(JUDGEMENT.c.verdict == str(Verdict.REJECT))))
            .where(CLAIM.c.kind.in_(KINDS))
        )
        with kept.case.read() as connection:
            rejected = connection.execute(query).all()
        gone = sum(
            page in speaking and claim in said and said[claim].verdict is Verdict.REJECT for claim, page in rejected
        )
    return Progress(judged=gone + sum(id in said for id in there), claims=gone + len(there))
