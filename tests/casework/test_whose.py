"""Whose act and whose wish a sentence tells of: pages of our own, each with one way of saying it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.whose import (
    Doer,
    addressed,
    binds_itself,
    is_only_a_condition,
    partners_said,
    wished_by_another,
)

NAMES = ("Chad", "Niger", "Libya", "Dockers")
GROUND = Ground(
    title="",
    standings=(),
    meetings=(),
    conditions=(),
    sides={},
    forms={name.lower(): name for name in NAMES},
    kinds=dict.fromkeys(NAMES, "country"),
)


def row(party: str, what: str, quote: str) -> SimpleNamespace:
    return SimpleNamespace(party=party, what=what, quote=quote)


@pytest.mark.parametrize(
    ("party", "what", "quote", "who", "doer"),
    [
        ("Chad", "open the wells", "Chad urged Niger to open the wells.", "Niger", Doer.NAMED),
        ("Chad", "open the wells", "Chad is hoping to open the wells.", "", Doer.HOLDER),
        ("Chad", "open the wells", "Chad voiced its desire to open the wells.", "", Doer.HOLDER),
        (
            "Chad",
            "bring food",
            "Chad sent a convoy across the border without permission to bring food.",
            "",
            Doer.HOLDER,
        ),
        ("Chad", "leave the oasis", "Chad has given the fighters 90 hours to leave the oasis.", "", Doer.UNNAMED),
        ("Chad", "leave the oasis", "Chad repeated its demand to leave the oasis.", "", Doer.COUNTERPART),
        ("Chad", "an end to the drills", "Chad wants an end to the drills.", "", Doer.COUNTERPART),
    ],
)
def test_who_would_do_it(party: str, what: str, quote: str, who: str, doer: Doer) -> None:
    assert addressed(GROUND, row(party, what, quote)) == (who, doer)


@pytest.mark.parametrize(
    ("party", "what", "quote", "other"),
    [
        ("Chad", "a freeze", "Chad wants a rise, but Niger wants a freeze.", "Niger"),
        ("Niger", "a freeze", "Chad wants a rise, but Niger wants a freeze.", ""),
        ("Chad", "an end to the raids", "Chad wants tolls; Niger first wants an end to the raids.", "Niger"),
        (
            "Niger",
            "must leave the oasis",
            "Chad demanded the wells, whereas Niger has said Chad must leave the oasis.",
            "",
        ),
        ("Niger", "open the wells", "Niger agrees to Chad's demands to open the wells.", ""),
        ("Libya", "open the wells", "Chad's demands to open the wells were known.", "Chad"),
        ("Niger", "relief", "Chad, which has called on Niger to talk, demanded relief.", "Chad"),
        ("Libya", "the offer", "Niger said that Libya and Dockers members have accepted the offer.", ""),
        ("Chad", "a dialogue", "The envoy spoke of a dialogue sought by Niger.", "Niger"),
    ],
)
def test_a_wish_that_the_sentence_gives_to_another_is_not_counted(
    party: str, what: str, quote: str, other: str
) -> None:
    assert wished_by_another(GROUND, row(party, what, quote), party) == other


def test_what_something_is_a_condition_of_is_no_wish() -> None:
    assert is_only_a_condition(
        row("Chad", "lifting of the toll", "Disarming is a precondition for the lifting of the toll.")
    )
    assert not is_only_a_condition(row("Chad", "lifting of the toll", "Chad wants the lifting of the toll."))


def test_what_a_party_announces_or_offers_is_its_own() -> None:
    assert binds_itself(row("Chad", "end to testing", "Chad announced an end to testing."))
    assert binds_itself(
        row("Chad", "wider access", "Chad agreed to offer more information and wider access to the wells.")
    )
    assert not binds_itself(row("Chad", "end to testing", "Chad demanded an end to testing."))


def test_the_sentence_names_those_whom_a_joint_act_needs() -> None:
    assert partners_said(GROUND, "truce", "Libya welcomed a truce between Chad and Niger.") == ["Chad", "Niger"]
    assert partners_said(GROUND, "a new deal", "Chad has proposed a new deal to Niger.") == ["Niger"]
    assert partners_said(GROUND, "a deal", "They met on the border between Chad and Niger to make a deal.") == []
