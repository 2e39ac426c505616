"""Who waits for whom; rings of mutual waiting are found and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.service.state import CaseState, gather
from tests.record.written import Written, case_of, page


def state_of(tmp_path: Path, *pages: Written) -> CaseState:
    with case_of(tmp_path / "case.sop", *pages) as case:
        return gather(case)


def people(day: str = "2024-03-01") -> Written:
    return page(day).actor("Idris Omar", "Chad").actor("Nadia Hamdan", "Sudan").actor("Chad").actor("Sudan")


def test_each_comes_only_if_the_other_comes(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        people().condition("Omar comes only if Hamdan does.", "Idris Omar", "Omar comes", "only_if", "Nadia Hamdan does"),
        people("2024-03-02").condition("Hamdan comes if Omar does.", "Nadia Hamdan", "Hamdan comes", "if", "Idris Omar does"),
    )  # fmt: skip
    (ring,) = state.mutual
    assert ring.parties == ("Chad", "Sudan")
    assert ring.sentence() == "Mutual waiting: Chad waits for Sudan, and Sudan waits for Chad."
    assert [(w.holder, w.on, w.row.page) for w in ring.waits] == [
        ("Idris Omar", "Nadia Hamdan", 1),
        ("Nadia Hamdan", "Idris Omar", 2),
    ]


def test_a_ring_of_three_is_named_once(tmp_path: Path) -> None:
    chain = [("Chad", "Sudan"), ("Sudan", "Egypt"), ("Egypt", "Chad")]
    pages = [
        page(f"2024-03-0{n}")
        .actor(other)
        .condition(f"{who}, once {other} signs.", who, "signs", "after", f"{other} signs")
        for n, (who, other) in enumerate(chain, 1)
    ]
    (ring,) = state_of(tmp_path, *pages).mutual
    assert ring.parties == ("Chad", "Sudan", "Egypt")
    assert ring.sentence().count("waits for") == 3


@pytest.mark.parametrize(
    ("what", "on", "joined"),
    [
        ("Sudan withdraws its guns", "Chad opens the road", True),  # each holds back what the other waits for
        ("Sudan withdraws its guns", "Chad pays for it", True),  # Chad waits for what Sudan holds back
        ("Sudan agrees to an armistice", "Chad pays for the harvest", True),  # both hold back the truce
        ("Sudan comes to the talks", "Chad sends its president", False),
        ("Hamdan would sit down", "Chad comes too", False),
    ],
)
def test_who_waits_in_another_matter_is_in_no_ring(tmp_path: Path, what: str, on: str, joined: bool) -> None:
    truce = ("A truce, once Sudan withdraws.", "Chad", "a truce could begin", "after", "Sudan withdraws its guns")
    state = state_of(
        tmp_path,
        people().condition(*truce),
        people("2024-03-02").condition(f"{what} only if {on}.", "Nadia Hamdan", what, "only_if", on),
    )
    assert len(state.waits) == 2
    assert bool(state.mutual) is joined


def test_of_several_waits_those_in_one_matter_make_the_ring(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        people().condition("Signs if Sudan signs.", "Chad", "Chad signs", "if", "Sudan signs"),
        people("2024-03-02").condition("Pays if Sudan leaves.", "Chad", "Chad pays", "if", "Sudan leaves the port"),
        people("2024-03-03").condition("Signs if Chad does.", "Sudan", "Sudan signs", "if", "Chad does"),
    )
    (ring,) = state.mutual
    assert [w.row.what for w in ring.waits] == ["Chad signs", "Sudan signs"]


@pytest.mark.parametrize(
    ("day", "parties", "waits"),
    [
        ("2024-03-05", ("Chad", "Sudan"), False),
        ("2024-02-25", ("Chad", "Sudan"), True),  # they had met before
        ("2024-03-05", ("Chad", "Egypt"), True),
    ],
)
def test_who_met_all_the_same_waits_with_no_meeting(
    tmp_path: Path, day: str, parties: tuple[str, ...], waits: bool
) -> None:
    state = state_of(
        tmp_path,
        people().condition(
            "Would talk if Sudan agrees to a truce.", "Chad", "hold talks", "if", "Sudan agrees to a truce"
        ),
        people("2024-03-02").condition(
            "A truce, once Chad leaves.", "Sudan", "a truce", "after", "Chad leaves the port"
        ),
        page(day).meeting("They held talks.", "talks", parties, "held"),
    )
    assert len(state.waits) == 2
    assert bool(state.mutual) is waits


@pytest.mark.parametrize(
    ("what", "relation", "on", "waits"),
    [
        ("Chad signs", "only_if", "Sudan withdraws its guns", True),
        ("Chad signs", "in_exchange_for", "guarantees from Sudan", True),
        ("there will be no talks", "unless", "Sudan frees the crew", True),
        ("Chad would close the border", "unless", "Sudan frees the crew", False),
        ("Chad would close the border", "if", "Sudan refuses to sign", False),
        ("Chad signs", "if", "Sudan didn’t object", False),
        ("Chad signs", "if", "the embargo on Sudan ends", False),
        ("Chad signs", "if", "its own parliament agrees", False),
        ("Chad signs", "if", "Chad's army agrees", False),
    ],
)
def test_who_is_waited_for(tmp_path: Path, what: str, relation: str, on: str, waits: bool) -> None:
    written = people().condition(f"{what} {relation} {on}.", "Chad", what, relation, on)
    assert bool(state_of(tmp_path, written).waits) is waits


def test_one_side_waiting_is_no_ring(tmp_path: Path) -> None:
    state = state_of(tmp_path, people().condition("If Sudan signs.", "Chad", "Chad signs", "if", "Sudan signs"))
    assert state.waits
    assert not state.mutual


def test_the_latest_word_of_each_is_shown(tmp_path: Path) -> None:
    back = people("2024-03-05").condition("Sudan signs if Chad does.", "Sudan", "Sudan signs", "if", "Chad does")
    early = people().condition("Chad talks if Sudan talks.", "Chad", "Chad talks", "if", "Sudan talks")
    late = people("2024-03-04").condition("Chad signs if Sudan signs.", "Chad", "Chad signs", "if", "Sudan signs")
    (ring,) = state_of(tmp_path, early, late, back).mutual
    assert [w.row.what for w in ring.waits] == ["Chad signs", "Sudan signs"]


def test_who_would_answer_a_blow_waits_for_nobody(tmp_path: Path) -> None:
    state = state_of(
        tmp_path,
        page("2024-03-01")
        .condition(
            "If Sudan kills one of us, Chad raids the port.", "Chad", "raid the port", "if", "Sudan kills one of us"
        )
        .condition(
            "Sudan raids the port if Chad strikes any boat.", "Sudan", "raid the port", "if", "Chad strikes any boat"
        ),
    )
    assert not state.mutual
