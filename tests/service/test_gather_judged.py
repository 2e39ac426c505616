"""After judgements alone the state is worked out in part, and is the same as if it had been worked out whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench._generated_case import Negotiation
from sqlalchemy import select

from stateofplay.record import Case, create_case
from stateofplay.record.judging.by_hand import add_claim
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.storage.tables import CLAIM
from stateofplay.record.storage.version import case_version, only_judged
from stateofplay.service.library import Library
from stateofplay.service.state import CaseState, gather, gather_judged
from stateofplay.service.views.conflicts.conflict_model import drafted, looked_ahead
from tests.exchange.cases import add
from tests.web.hostile import make_firm

CORRECTIONS = {
    "positions": {"stance": "opposes", "issue": "another issue"},
    "conditions": {"relation": "unless", "said_by": "envoys"},
    "attendance": {"status": "absent"},
    "meetings": {"status": "cancelled", "place": "Davos"},
    "events": {"status": "denied"},
    "statements": {"act": "deny"},
    "dates": {"value": "2024-06"},
}


def told(state: CaseState) -> dict[str, object]:
    """Everything that views are made of, as plain values."""
    return {
        "positions": state.positions,
        "standings": state.standings,
        "rifts": state.rifts,
        "meetings": [(m.name, m.rows, {k: s.rows for k, s in m.seats.items()}) for m in state.meetings],
        "conditions": state.conditions,
        "waits": state.waits,
        "mutual": state.mutual,
        "events": state.events,
        "disputes": state.disputes,
        "issues": [(i.name, i.words) for i in state.issues.issues],
        "disagreements": state.disagreements,
        "judgements": state.judgements,
        "sides": state.sides,
        "titles": state.titles,
    }


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create_case(tmp_path / "talks.sop")
    with made.write() as connection:
        for reading, source in Negotiation().pages(400):
            add(connection, reading, source)
    return made


def test_it_is_the_same_after_every_kind_of_judgement(case: Case) -> None:
    state = gather(case)
    with case.read() as connection:
        claims = {}
        for id, kind in connection.execute(select(CLAIM.c.id, CLAIM.c.kind).order_by(CLAIM.c.id)):
            claims.setdefault(kind, []).append(id)
    assert set(claims) == set(CORRECTIONS)
    for kind, ids in claims.items():
        steps = [
            (Verdict.REJECT, None),
            (Verdict.WITHDRAW, None),
            (Verdict.ACCEPT, CORRECTIONS[kind]),
            (Verdict.UNSURE, None),
        ]
        for number, (verdict, correction) in enumerate(steps):
            with case.write() as connection:
                judge(
                    connection,
                    ids[number // 2],
                    verdict,
                    author=f"reviewer {number % 2}" if verdict != "withdraw" else "reviewer 0",
                    correction=correction,
                )
            state = gather_judged(case, state)
            whole = told(gather(case))
            for name, value in told(state).items():
                assert value == whole[name], (kind, verdict, name)


def test_claims_by_hand_are_in_it(case: Case) -> None:
    before = gather(case)
    with case.write() as connection:
        add_claim(
            connection,
            1,
            "positions",
            {"holder": "Chad", "issue": "a bridge", "stance": "demands"},
            start=0,
            end=20,
            author="ana",
        )
    after = gather_judged(case, before)
    assert len(after.positions) == len(before.positions) + 1
    assert told(after) == told(gather(case))
    assert after.events is before.events


def test_claims_on_the_same_words_have_an_order_of_their_own(case: Case) -> None:
    """Whatever the database gives first: by hand, three claims on the same words, and one that is moved to others."""
    state, added = gather(case), []
    for issue in ("a bridge", "a tunnel", "a ferry"):
        with case.write() as connection:
            fields = {"holder": "Chad", "issue": issue, "stance": "demands"}
            added.append(add_claim(connection, 1, "positions", fields, start=0, end=20, author="ana").claim_id)
    state = gather_judged(case, state)
    assert [row.claim_id for row in state.positions if row.claim_id in added] == sorted(added)
    moved = min(added)
    with case.write() as connection:
        judge(connection, moved, Verdict.ACCEPT, author="ana", correction={"evidence": "5-25"})
    state = gather_judged(case, state)
    assert [row.claim_id for row in state.positions if row.claim_id in added] == [*sorted(set(added) - {moved}), moved]
    assert told(state) == told(gather(case))


def test_the_library_takes_the_short_way_for_judgements_alone(case: Case) -> None:
    library = Library([case.location])
    before = library.kept("talks")
    with case.write() as connection:
        judge(connection, before.state.positions[0].claim_id, Verdict.REJECT, author="ana")
    library.wrote("talks")
    after = library.kept("talks")
    assert only_judged(before.version, after.version)
    assert after.state.events is before.state.events
    assert len(after.state.positions) == len(before.state.positions) - 1
    with case.write() as connection:
        reading, source = next(iter(Negotiation(seed=9).pages(60)))
        add(connection, reading, f"{source}#other")
    library.wrote("talks")
    last = library.kept("talks")
    assert not only_judged(after.version, last.version)
    assert len(last.state.pages) == len(before.state.pages) + 1
    with case.read() as connection:
        assert case_version(connection) == last.version
    library.close()


def test_a_model_that_stays_as_it_was_is_not_looked_ahead_at_again(case: Case) -> None:
    with case.write() as connection:
        make_firm(connection, "Qazu", "Zudor", pages=9)
    library = Library([case.location])
    before = library.kept("talks")
    ahead = looked_ahead(before)
    used = {c for o in drafted(before).options for c in o.basis.claims}
    beside = next(row.claim_id for row in before.state.events if row.claim_id not in used)
    with case.write() as connection:
        judge(connection, beside, Verdict.ACCEPT, author="ana")
    library.wrote("talks")
    same = library.kept("talks")
    assert drafted(same).conflict == drafted(before).conflict
    assert looked_ahead(same) is ahead
    with case.write() as connection:
        for claim in sorted(used)[:12]:
            judge(connection, claim, Verdict.REJECT, author="ana")
    library.wrote("talks")
    other = library.kept("talks")
    assert drafted(other).conflict != drafted(before).conflict
    assert looked_ahead(other).conflict == drafted(other).conflict
    library.close()
