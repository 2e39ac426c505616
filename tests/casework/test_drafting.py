"""Drafting on the example case: every part rests on claims, conditions couple options, what is unknown stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.casework.records import Draft
from stateofplay.errors import CaseworkError
from stateofplay.record import Case, create_case
from stateofplay.record.tables import CLAIM
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model
from stateofplay.service.examples import example_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = create_case(tmp_path_factory.mktemp("case") / "istanbul.sop")
    list(add_all(made, [str(p) for p in example_case()[:4]]))
    return made


@pytest.fixture(scope="module")
def draft(case: Case) -> Draft:
    return draft_model(case)


def test_the_principal_parties_have_options(draft: Draft) -> None:
    assert {"Russia", "Ukraine"} <= set(draft.parties)
    assert 2 <= len(draft.options) <= 10
    assert {o.owner for o in draft.options} == set(draft.parties)


def test_attendance_that_is_refused_or_conditional_becomes_an_option(draft: Draft) -> None:
    seats = [o for o in draft.options if o.issue == "attendance"]
    assert any("Putin" in o.text and not o.holds_now for o in seats)


def test_every_part_rests_on_claims_of_the_case(case: Case, draft: Draft) -> None:
    with case.read() as connection:
        known = set(connection.execute(CLAIM.select().with_only_columns(CLAIM.c.id)).scalars())
    for part in (*draft.options, *draft.statements):
        assert part.basis.claims
        assert set(part.basis.claims) <= known
        assert all(part.basis.quotes)
        assert 0.0 <= part.basis.sure <= 1.0


def test_what_the_record_does_not_say_is_asked(draft: Draft) -> None:
    for party in draft.parties:
        for option in draft.open_options(party):
            assert any(q.party == party and (q.option == option.id or q.option is None) for q in draft.questions)


def test_fewer_options_say_what_was_left_out(case: Case) -> None:
    small = draft_model(case, most_options=3)
    assert len(small.options) == 3
    assert small.left_out


def test_as_of_an_earlier_day_knows_less(case: Case, draft: Draft) -> None:
    early = draft_model(case, as_of="2025-05-11")
    late = {c for o in draft.options for c in o.basis.claims}
    assert {c for o in early.options for c in o.basis.claims} != late


def test_one_party_is_no_conflict(case: Case) -> None:
    with pytest.raises(CaseworkError) as caught:
        draft_model(case, parties=["Russia"])
    assert caught.value.slug == "casework.one_party"


def test_an_empty_case_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CaseworkError):
        draft_model(create_case(tmp_path / "empty.sop"))
