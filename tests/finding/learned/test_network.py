"""Positions and events that a network reads: its files, its sight of a page, and how its claims join the rules'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.assembly import assemble, find
from stateofplay.finding.components import Found
from stateofplay.finding.learned import graph, pairs
from stateofplay.finding.learned.linear import Curve, Decisions, decided
from stateofplay.finding.learned.merging import merge_events, merge_positions
from stateofplay.finding.learned.merging_statements import merge_statements
from stateofplay.finding.learned.network import find_learned_events, find_learned_positions, find_learned_statements
from stateofplay.finding.learned.reader import (
    EVENTS,
    SIDE_OF,
    Deed,
    Telling,
    Wish,
    Wishes,
    deeds,
    look,
    marks,
    shipped,
    told,
    wishes,
)
from stateofplay.finding.learned.runs import run_around
from stateofplay.finding.learned.speech import sayings
from stateofplay.finding.learned.view import View
from stateofplay.model import PloverEvent, Reading, Stance
from stateofplay.settings import Settings
from stateofplay.testing.documents import document, words_of
from tests.thoroughness import examples

PAGE = (
    "Norway and Sweden will hold talks in Geneva on Monday. Anna Berg, the Norwegian foreign minister, said her government "
    "would never accept a border wall.\nSweden demands the release of all prisoners. Omar Haddad accused Norway of breaking "
    "the truce, and Norwegian jets struck a Swedish port on Sunday. The talks were to begin in spring. Both governments wanted "
    "the port reopened. Nobody was hurt."
)
BOTH = {"Norway", "Sweden"}
CURVE = Curve(slope=1, shift=0)
OPEN = Decisions(least=0.05, filter=0.0, own=CURVE, shared=CURVE)
CLOSED = Decisions(least=1.1, filter=1.1, own=CURVE, shared=CURVE)


def reading(text: str, *, learned: bool = True) -> Reading:
    names = [n for n in Settings().finding.finders if learned or not n.endswith("-learned")]
    return find(document(text), assemble(names))


def test_windows_hold_each_sentence_once_and_no_word_twice_as_their_own() -> None:
    view = View.of(document(" ".join([PAGE] * 12)), ())
    cut = pairs.windows(view)
    assert [s for window in cut for s in window.core] == list(range(len(view.sentences)))
    for window in cut:
        assert window.first <= view.sentences[window.core.start][0] < window.last <= len(view.words)
        assert window.last - window.first <= 2 * pairs.LONGEST


def test_a_network_comes_back_from_its_files(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    weights = {
        "any.weight": rng.normal(size=(384, 5)),
        "any.bias": rng.normal(size=5),
        "layers.0.qkv.weight": rng.normal(size=(384, 1152)),
    }
    weights = {name: array.astype(np.float32) for name, array in weights.items()}
    graph.write(tmp_path, weights, {"nsubj|": 2})
    again = graph.read(tmp_path)
    assert again.paths == {"nsubj|": 2}
    assert again.depth == 1
    for name, array in weights.items():
        assert np.abs(again.weights[name] - array).max() <= np.abs(array).max() / 120


def test_the_shipped_network_is_whole_and_its_curves_rise() -> None:
    network = shipped()
    assert network.kinds == len(EVENTS)
    assert all(np.isfinite(array).all() for array in network.weights.values())
    assert network.weights["pair.weight"].shape[0] == sum(pairs.COLUMNS.values())
    for kind in ("positions", "events"):
        for curve in (decided(kind).own, decided(kind).shared):
            assert curve.slope > 0


def test_a_word_is_joined_to_the_same_parties_however_many_words_are_asked_for() -> None:
    """Words are left out where nothing speaks for them; that must not change what is said of the others."""
    made, found = document(PAGE), reading(PAGE, learned=False)
    network = shipped()
    seen = look(made, found.statements, network)
    window, group, at = seen.windows[0]
    words = pairs.carriers(seen.view, window)
    mentions = seen.vectors[np.where(group.heads >= 0, group.heads - window.first + at, at)]

    def holders(some: pairs.Ints) -> graph.Floats:
        near = pairs.pair(seen.view, some, group, seen.shares, network.paths, ())
        return network.relate(seen.vectors[seen.rows(window, at, some)], mentions, group, near).holders

    np.testing.assert_allclose(holders(words)[3:7], holders(words[3:7]), rtol=1e-4)


def test_with_and_without_the_kernel_pairs_are_joined_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    made, found = document(PAGE), reading(PAGE, learned=False)
    network = shipped()
    seen = look(made, found.statements, network)
    window, group, at = seen.windows[0]
    words = pairs.carriers(seen.view, window)
    mentions = seen.vectors[np.where(group.heads >= 0, group.heads - window.first + at, at)]
    near = pairs.pair(seen.view, words, group, seen.shares, network.paths, ())
    asked = seen.vectors[seen.rows(window, at, words)], mentions, group, near
    compiled = network.relate(*asked)
    monkeypatch.setattr(graph, "kernel", lambda: None)
    plain = network.relate(*asked)
    for name in ("holders", "actors", "recipients", "tellers"):
        np.testing.assert_allclose(getattr(compiled, name), getattr(plain, name), rtol=1e-4)


def test_filters_and_thresholds_open_and_close() -> None:
    made, found = document(PAGE), reading(PAGE, learned=False)
    network = shipped()
    seen = look(made, found.statements, network)
    ruled = marks(seen.view, made, found.positions)
    wanted = wishes(seen, network, ruled)
    done = deeds(seen, network, ruled, told(seen.view, made, found.events))
    assert all((found.positions, found.events, wanted.all, done))
    assert merge_positions(made, seen.view, found.positions, wanted, CLOSED) == ()
    assert merge_events(made, seen.view, found.events, done, CLOSED) == ()
    shut = replace(CLOSED, filter=0.0)
    kept = merge_positions(made, seen.view, found.positions, wanted, shut)
    assert [(p.holder, p.issue) for p in kept] == [(p.holder, p.issue) for p in found.positions]
    assert len(merge_events(made, seen.view, found.events, done, shut)) == len(found.events)
    assert len(merge_positions(made, seen.view, (), wanted, OPEN)) > 0
    assert len(merge_events(made, seen.view, (), done, OPEN)) > 0
    spoken = sayings(seen, network, ruled)
    assert found.statements
    assert merge_statements(made, seen.view, found.statements, spoken, shut) == found.statements
    assert len(merge_statements(made, seen.view, (), spoken, OPEN)) > 0


def test_without_the_parsers_vectors_the_rules_claims_stay() -> None:
    made, ruled = document(PAGE), reading(PAGE, learned=False)
    made.doc.told = replace(made.doc.told, states=None)
    found = Found(statements=ruled.statements, positions=ruled.positions, events=ruled.events)
    assert find_learned_positions(made, found) == ruled.positions
    assert find_learned_events(made, found) == ruled.events
    assert find_learned_statements(made, found) == ruled.statements


@given(st.lists(st.sampled_from([*PAGE.split(" "), *words_of(PAGE), "\n", "not", "unless"]), max_size=60))
@examples(25)
def test_claims_of_any_text_stand_in_it(words: list[str]) -> None:
    read_ = reading(" ".join(words))
    names = {a.name for a in read_.actors}
    for claim in (*read_.positions, *read_.events, *read_.statements):
        assert claim.evidence.stands_in(read_.article.text)
        assert 0 <= claim.confidence <= 1
    for position in read_.positions:
        if position.component == "positions-learned":
            assert position.holder in names
            assert position.issue in position.evidence.quote
    for event in read_.events:
        if event.component == "events-learned":
            assert event.actor in names
            assert event.actor != event.recipient
            assert event.recipient is None or event.recipient in names
    for statement in read_.statements:
        if statement.component == "statements-learned":
            assert statement.speaker in names
            assert statement.content in statement.evidence.quote
            assert read_.article.text.startswith(statement.content, statement.content_start)
    assert reading(" ".join(words)) == read_


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=12), st.data())
def test_no_run_of_words_around_a_word_has_a_greater_sum(scores: list[int], data: st.DataObject) -> None:
    line = np.array(scores, dtype=np.float32)
    head = data.draw(st.integers(0, len(scores) - 1))
    every = [range(a, b) for a in range(len(scores)) for b in range(a + 1, len(scores) + 1)]
    around = run_around(line, head)
    assert head in around
    assert sum(scores[n] for n in around) == max(sum(scores[n] for n in run) for run in every if head in run)


def test_on_a_line_or_two_the_rules_read_alone() -> None:
    text = "Sweden demands the release of all prisoners. Norway rejects it."
    assert reading(text) == reading(text, learned=False)


def test_what_is_denied_beside_a_word_that_plans_did_not_happen() -> None:
    """The word that tells a deed best may be another than the one that is denied."""
    text = (
        "Talks on fishing rights stall again\nThe Norwegian foreign minister, Anna Berg, will not meet with Omar Haddad when he "
        "travels to Oslo in March, her office said. Haddad had asked for a meeting in January. Norway refused to release the "
        "ships. Sweden was angry. Nobody was hurt in the storm. The ministers last spoke in spring."
    )
    made = [
        e
        for e in reading(text).events
        if e.event == "CONSULT" and {e.actor, e.recipient} == {"Anna Berg", "Omar Haddad"}
    ]
    assert [str(e.status) for e in made if "will not meet" in e.evidence.quote] == ["denied"]


def deed_at(view: View, word: str, kind: str, chance: float, *, by: int, to: int | None) -> Deed:
    """What the network would say of one word of a page: `by` and `to` number the page's actors."""
    place = view.words.index(word)
    one, count = np.ones((1, 1, len(EVENTS)), dtype=np.float32), len(EVENTS)
    telling = Telling(np.array([place]), np.ones((1, count), dtype=np.float32), one, one)
    return Deed(chance, view.sentence[place], EVENTS.index(PloverEvent(kind)), by, to, (0, 0), telling)


GUESSES = (
    "Norway sent ships to the coast of Denmark to please Sweden and Mary Stone. If Sweden had wanted peace, it would have opened "
    "the port, Norway said. Norway would reject an offer of Sweden. Sweden will not help Denmark. Swedish dockers went on strike."
)


def merged(
    *deeds: tuple[str, str, float, str, str | None], text: str = GUESSES
) -> list[tuple[str, str | None, str | None, str]]:
    made = document(text)
    numbers = {actor.name: n for n, actor in enumerate(made.actors)}
    view = View.of(made, ())
    given = [deed_at(view, w, k, c, by=numbers[a], to=None if r is None else numbers[r]) for w, k, c, a, r in deeds]
    return [(str(e.event), e.actor, e.recipient, str(e.status)) for e in merge_events(made, view, (), given, OPEN)]


def test_what_is_done_in_words_has_happened_once_they_are_told() -> None:
    assert merged(("opened", "ACCUSE", 0.5, "Norway", "Sweden")) == [("ACCUSE", "Norway", "Sweden", "happened")]
    assert merged(("help", "REJECT", 0.5, "Sweden", "Denmark")) == [("REJECT", "Sweden", "Denmark", "happened")]
    # The word of the deed itself may still not be real, and what is no act of words keeps its mood.
    assert merged(("reject", "REJECT", 0.5, "Norway", "Sweden")) == [("REJECT", "Norway", "Sweden", "hypothetical")]
    assert merged(("help", "AID", 0.5, "Sweden", "Denmark")) == [("AID", "Sweden", "Denmark", "denied")]


def test_sanctions_that_are_lifted_are_a_concession() -> None:
    text = (
        "Norway lifted sanctions on Sweden in May. Tariffs on Denmark were delayed by Norway. Sweden imposed duties on Norway. "
        "Denmark is suspending tariffs on Sweden. Nobody was hurt. The port was closed."
    )
    for word, actor, whom in (
        ("sanctions", "Norway", "Sweden"),
        ("lifted", "Norway", "Sweden"),
        ("Tariffs", "Norway", "Denmark"),
        ("tariffs", "Denmark", "Sweden"),
    ):
        assert merged((word, "SANCTION", 0.5, actor, whom), text=text) == [("CONCEDE", actor, whom, "happened")]
    assert merged(("duties", "SANCTION", 0.5, "Sweden", "Norway"), text=text)[0][0] == "SANCTION"
    both = (("sanctions", "SANCTION", 0.5, "Norway", "Sweden"), ("lifted", "CONCEDE", 0.3, "Norway", "Sweden"))
    assert merged(*both, text=text) == [("CONCEDE", "Norway", "Sweden", "happened")]


def test_all_guesses_at_a_party_are_weighed_until_one_is_chosen() -> None:
    guesses = [("ships", "MOBILIZE", c, "Norway", r) for c, r in ((0.5, "Denmark"), (0.4, "Sweden"), (0.3, None))]
    assert {r for _, _, r, _ in merged(*guesses)} == {"Denmark", "Sweden", None}


class Guessed(Wishes):
    """What the network would say who wants what: (word that heads the issue, actor, stance, chance)."""

    def __init__(self, view: View, numbers: dict[str, int], guesses: list[tuple[str, str, Stance, float]]) -> None:
        self._stances = {view.words.index(word): stance for word, _, stance, _ in guesses}
        self.all = tuple(Wish(c, view.words.index(w), numbers[who], SIDE_OF[s]) for w, who, s, c in guesses)

    def prepare(self, wishes: Iterable[Wish]) -> None:
        """Nothing is worked out here."""

    def issue(self, wish: Wish) -> range:
        return range(wish.head, wish.head + 1)

    def stance(self, wish: Wish) -> Stance:
        return self._stances[wish.head]


def held(text: str, *guesses: tuple[str, str, Stance, float], least: float = 0.0) -> set[tuple[str, str, str]]:
    """Positions of some words, of the rules' those from a chance on, with what the network would add to them."""
    made, ruled = document(text), reading(text, learned=False)
    view = View.of(made, ruled.statements)
    numbers = {actor.name: n for n, actor in enumerate(made.actors)}
    told = merge_positions(
        made, view, ruled.positions, Guessed(view, numbers, list(guesses)), replace(OPEN, filter=least)
    )
    return {(p.holder, str(p.stance), p.issue) for p in told}


def test_a_claim_of_the_rules_is_as_likely_as_its_own_words() -> None:
    words = "Norway wants a truce and demands an embargo."
    both = {("Norway", "demands", "truce"), ("Norway", "demands", "embargo")}
    assert held(words) == both
    assert held(words, ("embargo", "Norway", Stance.DEMANDS, 0.6), least=0.05) == both - {
        ("Norway", "demands", "truce")
    }
    by_verb = ("wants", "Norway", Stance.DEMANDS, 0.03), ("embargo", "Norway", Stance.DEMANDS, 0.04)
    assert held(words, *by_verb, least=0.02) == both


def test_who_reports_a_refusal_does_not_refuse() -> None:
    words = "Omar Haddad said Norway had again refused a truce."
    assert held(words, ("truce", "Omar Haddad", Stance.OPPOSES, 0.6)) == {("Norway", "opposes", "truce")}


def test_whom_a_speaker_calls_he_is_another() -> None:
    words = "“I think he wants to shut the port,” Omar Haddad said."
    assert held(words, ("shut", "Omar Haddad", Stance.DEMANDS, 0.6)) == set()
    assert {
        h for h, _, _ in held(words.replace("he wants", "we want"), ("shut", "Omar Haddad", Stance.DEMANDS, 0.6))
    } == {"Omar Haddad"}


def test_of_two_who_may_want_the_same_words_the_likelier_does() -> None:
    both = [("truce", who, Stance.SUPPORTS, c) for who, c in (("Anna Berg", 0.5), ("Omar Haddad", 0.6))]
    assert {h for h, _, _ in held("Anna Berg spoke in Oslo of a truce to Omar Haddad.", *both)} == {"Omar Haddad"}
    together = held("Anna Berg and Omar Haddad spoke of a truce.", *both)
    assert {h for h, _, _ in together} == {"Anna Berg", "Omar Haddad"}


def test_a_threat_is_not_that_of_the_threatened() -> None:
    words = "Norway threatened to close the port unless Sweden agreed to a truce."
    assert held(words, ("port", "Sweden", Stance.THREATENS, 0.6)) == {("Norway", "threatens", "close the port")}
    both = "Norway and Sweden threatened to close the port."
    assert {h for h, _, _ in held(both, ("port", "Sweden", Stance.THREATENS, 0.6))} == BOTH


def test_what_a_sentence_gives_to_another_is_not_held_by_who_is_not_in_it() -> None:
    words = "Sweden called a strike. Norway rejects a truce."
    assert held(words, ("truce", "Sweden", Stance.OPPOSES, 0.6)) == {("Norway", "opposes", "truce")}
    both = "Sweden called a strike. Norway and Sweden reject a truce."
    assert {h for h, _, _ in held(both, ("truce", "Sweden", Stance.OPPOSES, 0.6))} == BOTH


def test_who_speaks_for_a_side_is_not_told_beside_it() -> None:
    words = "Norway is ready for a truce, Anna Berg said."
    assert {h for h, _, _ in held(words, ("truce", "Anna Berg", Stance.SUPPORTS, 0.6))} == {"Norway"}
    alone = "Anna Berg spoke of a truce with Sweden."
    assert {h for h, _, _ in held(alone, ("truce", "Anna Berg", Stance.SUPPORTS, 0.6))} == {"Anna Berg"}


def test_what_only_points_at_another_sentence_is_no_issue() -> None:
    assert held("Anna Berg spoke of the offer.", ("offer", "Anna Berg", Stance.OPPOSES, 0.6)) == set()


def test_an_issue_that_another_shall_bring_about_is_told_with_him() -> None:
    words = "Omar Haddad hinted that Denmark could host the next round."
    assert held(words, ("host", "Omar Haddad", Stance.SUPPORTS, 0.6)) == {
        ("Omar Haddad", "considers", "Denmark could host")
    }
    own = "Omar Haddad hinted that Sweden could host the next round."
    assert held(own, ("host", "Omar Haddad", Stance.SUPPORTS, 0.6)) == {("Omar Haddad", "considers", "host")}


def test_what_another_must_do_is_demanded() -> None:
    words = "Anna Berg spoke of a day on which Sweden must leave."
    assert held(words, ("leave", "Anna Berg", Stance.DEMANDS, 0.6)) == {("Anna Berg", "demands", "Sweden must leave")}


def test_what_is_not_ruled_out_is_not_demanded() -> None:
    words = "Anna Berg did not rule out that both would agree on a truce."
    told = held(words, ("truce", "Anna Berg", Stance.DEMANDS, 0.6))
    assert {stance for _, stance, _ in told} == {"considers"}


def test_nothing_is_done_between_a_party_and_its_own_people() -> None:
    assert merged(("please", "REQUEST", 0.5, "Mary Stone", "Denmark")) == []
    assert merged(("please", "REQUEST", 0.5, "Denmark", "Mary Stone")) == []


def test_who_is_named_with_his_home_stands_in_the_list() -> None:
    made = document(
        "Two senators, Anna Berg of Bergen and Mary Stone (R-Oslo), met. Mary Stone of Norway called Anna Berg."
    )
    first, second = made.doc.sents
    assert made.names_together(first, "Anna Berg", "Mary Stone")
    assert not made.names_together(second, "Anna Berg", "Mary Stone")
