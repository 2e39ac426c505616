"""Acts of a sentence weighed beside one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stateofplay.finding.assembly import assemble, find, find_claims
from stateofplay.finding.components import Found
from stateofplay.finding.confidence.rivals import NETWORK, RULES, beside_rivals, measures_of, shipped
from stateofplay.finding.confidence.weighing import LEAST, LEAST_SEEN_ACT, told_once
from stateofplay.language.document import Document
from stateofplay.model import Event, PloverEvent
from stateofplay.settings import Settings
from stateofplay.testing.documents import document

PAGE = (
    "Norway accused Sweden of piracy on Monday. Sweden rejected the charge. Mira Dahl, the foreign minister of Norway, met "
    "the Danish foreign minister in Oslo. Denmark urged both to talk. The ships lay off the coast for a week. Nobody was hurt."
)


@pytest.fixture(scope="module")
def page() -> Document:
    return document(PAGE)


@pytest.fixture(scope="module")
def found(page: Document) -> Found:
    return find_claims(page, assemble(Settings().finding.finders))


def act(found: Found, kind: PloverEvent) -> Event:
    return next(e for e in found.events if e.event is kind and e.component == RULES)


def test_an_act_is_told_how_it_stands_to_its_rivals(page: Document, found: Found) -> None:
    one = replace(act(found, PloverEvent.ACCUSE), confidence=0.6)
    other = replace(one, recipient="Denmark", confidence=0.3, component=NETWORK)
    apart = replace(act(found, PloverEvent.REJECT), confidence=0.5)
    best, lesser, alone = measures_of(page, found, (one, other, apart), (0.5, 0.4, 0.7))
    assert (best["rivals"], lesser["rivals"], alone["rivals"]) == (2, 2, 1)
    assert best["sum event doer"] == lesser["sum event doer"] == pytest.approx(0.9)
    assert best["sum both"] == pytest.approx(0.6)
    assert (best["to best event"], lesser["to best event"]) == (1, 0.5)
    assert lesser["to best before doer"] == pytest.approx(0.8)
    assert (best["ruled event"], lesser["ruled event"]) == (0, 1), (
        "a rule that found it is another's support, not its own"
    )
    assert best["actor country"] == best["event ACCUSE"] == 1


def test_the_likelier_of_two_guesses_gains_by_the_other(page: Document, found: Found) -> None:
    one = replace(act(found, PloverEvent.ACCUSE), confidence=0.6)
    other = replace(one, recipient="Denmark", confidence=0.2, component=NETWORK)
    both = beside_rivals(page, found.having("events", (one, other)), (0.6, 0.2))
    assert both[0].confidence > 2 * both[1].confidence


def test_what_the_trees_never_saw_keeps_its_chance(page: Document, found: Found) -> None:
    strange = replace(act(found, PloverEvent.ACCUSE), component="a plug-in", confidence=0.123)
    by_nobody = replace(act(found, PloverEvent.ACCUSE), actor=None, confidence=0.321)
    events = (strange, by_nobody, replace(act(found, PloverEvent.REJECT), component=NETWORK))
    weighed = beside_rivals(page, found.having("events", events), (0.5, 0.5, 0.5))
    assert weighed[:2] == events[:2]
    assert weighed[2].confidence != events[2].confidence
    ruled = (act(found, PloverEvent.ACCUSE), act(found, PloverEvent.REJECT))
    assert beside_rivals(page, found.having("events", ruled), (0.5, 0.5)) == ruled, "no network has read this page"


def test_the_trees_ask_only_for_what_they_are_told(page: Document, found: Found) -> None:
    """Fails where a measure changed its name and the trees were not trained again."""
    told = {name for row in measures_of(page, found, found.events, [0.5] * len(found.events)) for name in row}
    common = {
        n
        for n in shipped().column
        if n.split()[0] in ("chance", "before", "rivals", "sum", "to", "place", "long", "ruled")
    }
    assert common
    assert common <= told


def test_bars_of_a_page(page: Document) -> None:
    events = find(page, assemble(Settings().finding.finders)).events
    assert ("ACCUSE", "Norway", "Sweden") in [(str(e.event), e.actor, e.recipient) for e in events]
    for event in events:
        assert event.confidence >= (LEAST_SEEN_ACT if event.component == NETWORK else LEAST["events"])


def test_of_several_guesses_of_the_network_the_likeliest_is_told() -> None:
    page = document("Norway accused Sweden and Denmark of piracy. Denmark denied it. Finland was silent.")
    one = find_claims(page, assemble(Settings().finding.finders)).events[0]
    sweden, denmark, finland, nobody = (
        replace(one, recipient=name, component=NETWORK, confidence=chance)
        for name, chance in (("Sweden", 0.5), ("Denmark", 0.4), ("Finland", 0.45), (None, 0.3))
    )
    assert told_once(page, (finland, denmark, nobody)) == (finland,)
    assert told_once(page, (sweden, denmark, finland)) == (sweden, denmark), "both are named in one breath"
