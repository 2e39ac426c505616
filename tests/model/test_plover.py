"""PLOVER beside CAMEO and its own manual."""

from __future__ import annotations

import pytest

from stateofplay.model import EventStatus, PloverEvent
from stateofplay.model.plover import Quad, auxiliary_mode, cameo_root, event_of_cameo, manual_event, quad_of


@pytest.mark.parametrize("event", list(PloverEvent))
def test_every_event_has_a_quad_and_a_root_that_leads_back_to_its_root(event: PloverEvent) -> None:
    assert quad_of(event) in Quad
    back = event_of_cameo(cameo_root(event))
    assert back is not None
    assert cameo_root(back) == cameo_root(event)


def test_roots_read_back() -> None:
    roots = {f"{n:02d}": event_of_cameo(f"{n:02d}") for n in range(1, 21)}
    assert roots.pop("01") is None
    assert None not in roots.values()
    assert event_of_cameo("1823") is PloverEvent.ASSAULT
    assert event_of_cameo("99") is None


@pytest.mark.parametrize(
    ("event", "status", "expected", "mode"),
    [
        ("CONSULT", "planned", "AGREE", None),
        ("AID", "planned", "AGREE", None),
        ("RETREAT", "planned", "CONCEDE", None),
        ("ASSAULT", "planned", "THREATEN", None),
        ("CONCEDE", "planned", "CONCEDE", "future"),
        ("CONSULT", "happened", "CONSULT", None),
        ("CONSULT", "denied", "CONSULT", "negation"),
        ("SANCTION", "hypothetical", "SANCTION", "hypothetical"),
    ],
)
def test_acts_to_come_follow_the_manual(event: str, status: str, expected: str, mode: str | None) -> None:
    assert manual_event(PloverEvent(event), EventStatus(status)).value == expected
    assert auxiliary_mode(PloverEvent(event), EventStatus(status)) == mode


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chad and Togo signed a new trade agreement.", "SUPPORT"),
        ("The treaty was ratified by the parliament of Togo.", "SUPPORT"),
        ("Chad and Togo agreed on a truce.", "AGREE"),
        ("Chad signed off on the visit and agreed to a deal.", "AGREE"),
    ],
)
def test_an_agreement_that_is_signed_is_support_in_the_manual(words: str, expected: str) -> None:
    assert manual_event(PloverEvent.AGREE, EventStatus.HAPPENED, words).value == expected
    assert manual_event(PloverEvent.AGREE, EventStatus.PLANNED, words) is PloverEvent.AGREE


def test_quads_are_as_large_as_the_manual_says() -> None:
    sizes = [sum(quad_of(e) is quad for e in PloverEvent) for quad in Quad]
    assert sizes == [4, 3, 5, 4]
