"""The learned reader: its view of a page, its files, and how its claims join the rules'."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.assembly import assemble, find
from stateofplay.finding.learned.linear import Curve, Decisions, LinearModel, read, shipped, write
from stateofplay.finding.learned.seats import rows_of_units, units
from stateofplay.finding.learned.view import View
from stateofplay.model import Reading
from stateofplay.settings import Settings
from stateofplay.testing.documents import document, words_of
from tests.thoroughness import examples

PAGE = (
    "Norway and Sweden will hold talks in Geneva on Monday. Anna Berg, the Norwegian foreign minister, will lead her "
    "delegation. “We will never accept a border wall,” Berg said.\nSweden demands the release of all prisoners, and its "
    "envoy Omar Haddad is staying away."
)
DECISIONS = Decisions(least=0.5, filter=0.0, own=Curve(slope=1, shift=0), shared=Curve(slope=1, shift=0))


def reading(text: str, *, without: str = "") -> Reading:
    names = [n for n in Settings().finding.finders if not (without and n.endswith(without))]
    return find(document(text), assemble(names))


def test_a_view_spells_the_page_and_puts_each_word_in_one_sentence() -> None:
    made = document(PAGE)
    view = View.of(made, reading(PAGE).statements)
    text = made.article.text
    assert [text[a:b] for a, b in zip(view.start, view.end, strict=True)] == list(view.words)
    assert [w for a, b in view.sentences for w in range(a, b)] == list(range(len(view.words)))
    assert all(word in view.children[view.head[word]] or view.head[word] == word for word in range(len(view.words)))
    said = next(s for s in view.sayings if s.direct)
    assert [view.words[w] for w in said.words][:3] == ["We", "will", "never"]
    assert said.speaker == next(n for n, a in enumerate(made.actors) if a.name == "Anna Berg")


def test_a_model_comes_back_from_its_files(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    names = [f"near=w{n}" for n in range(50)]
    weights = rng.normal(size=(50, 3)).astype(np.float32)
    model = LinearModel(names, weights, np.array([-1, 0, 1], dtype=np.float32), DECISIONS)
    write(tmp_path, "attendance", model)
    again = read(tmp_path, "attendance")
    assert again.decisions == model.decisions
    for size in (0, 1, 20):
        some = set(names[:size]) | {"near=never seen"}
        assert again.chances(some) == pytest.approx(model.chances(some), abs=0.02)
        assert again.chances_of_each([some, [], some])[[0, 2]].tolist() == [again.chances(some).tolist()] * 2


@pytest.mark.parametrize("kind", ["attendance"])
def test_the_shipped_models_have_finite_weights_and_open_curves(kind: str) -> None:
    model = shipped(kind)
    assert len(model.rows) == len(model.weights) > 1000
    assert np.isfinite(model.weights).all()
    curves = (model.decisions.own, model.decisions.shared)
    assert all(c.slope > 0 and c.chance(0.1) < c.chance(0.9) for c in curves)


def test_rows_of_a_seat_are_those_of_its_features() -> None:
    """Training names every feature; reading looks the neighbours' up by their lemmas."""
    made, model = document(PAGE), shipped("attendance")
    found = reading(PAGE)
    view = View.of(made, found.statements)
    meetings = view.sentences_of(found.meetings)
    named = {unit: model.rows_of(features) - {0} for unit, features in units(view, meetings).items()}
    assert {unit: rows - {0} for unit, rows in rows_of_units(view, meetings, model).items()} == named
    assert max(map(len, named.values())) > 20


def test_a_seat_that_only_the_model_sees_is_found() -> None:
    """Arriving in the city of the talks is coming to them; no rule says so."""
    text = "Norway and Sweden will hold talks in Geneva on Monday. Anna Berg arrived in the city on Sunday with three aides."
    found = {(c.who, str(c.status), c.meeting != "") for c in reading(text).attendance}
    assert ("Anna Berg", "attends", True) in found
    assert ("Anna Berg", "attends", True) not in {
        (c.who, str(c.status), c.meeting != "") for c in reading(text, without="-learned").attendance
    }


def test_who_will_not_meet_does_not_come() -> None:
    text = (
        "Anna Berg will not meet Omar Haddad, who comes to Oslo on Monday, her office said Thursday.\n"
        "Norway and Sweden held talks in March 2022 about the port."
    )
    assert ("Anna Berg", "attends") not in {(c.who, str(c.status)) for c in reading(text).attendance}


def test_no_seat_where_no_meeting_is_spoken_of() -> None:
    assert reading("Anna Berg arrived in the city on Sunday with three aides.").attendance == ()


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("Omar Haddad greeted an aide, who was not allowed to speak.", False),
        ("Omar Haddad will not be there.", True),
        ("Omar Haddad refused to come.", True),
    ],
)
def test_who_stays_away_is_said_of_himself(said: str, away: bool) -> None:
    from stateofplay.finding.components import Found
    from stateofplay.finding.learned.attendance import merge

    made = document(f"Norway and Sweden will hold talks in Geneva on Monday. {said}")
    place = next(token.i for token in made.doc if token.text == "Haddad")
    found = Found(meetings=reading(made.article.text).meetings)
    seats = merge(made, found, {("Omar Haddad", "absent"): (0.99, place)}, shipped("attendance"))
    assert [(seat.who, str(seat.status)) for seat in seats] == [("Omar Haddad", "absent")] * away


def test_nobody_is_likely_to_come_who_comes_on_a_condition() -> None:
    from stateofplay.finding.components import Found
    from stateofplay.finding.learned.attendance import merge

    coming = "Anna Berg would take part in the talks only if Omar Haddad came too."
    text = f"Norway and Sweden will hold talks in Geneva on Monday. {coming}"
    made = document(text)
    place = next(token.i for token in made.doc if token.text == "Berg")
    seats = merge(
        made, Found(meetings=reading(text).meetings), {("Anna Berg", "attends"): (0.99, place)}, shipped("attendance")
    )
    assert seats == ()


@pytest.mark.parametrize(
    ("between", "chance", "seated"),
    [
        ("", 0.5, True),
        ("The port was quiet. Rain fell all day.", 0.5, False),
        # Named beside the talks, wherever his likeliest sentence is.
        ("Anna Berg had slept little. The port was quiet. Rain fell all day.", 0.5, True),
        # His own words leave little doubt.
        ("The port was quiet. Rain fell all day.", 0.9, True),
    ],
)
def test_few_sit_at_a_meeting_of_which_nothing_near_speaks(between: str, chance: float, seated: bool) -> None:
    from stateofplay.finding.components import Found
    from stateofplay.finding.learned.attendance import merge

    text = f"Norway and Sweden will hold talks in Geneva on Monday. {between} Anna Berg said in a statement that it rained."
    made = document(text)
    place = [token.i for token in made.doc if token.text == "Berg"][-1]
    best = {("Anna Berg", "attends"): (chance, place)}
    seats = merge(made, Found(meetings=reading(text).meetings), best, shipped("attendance"))
    assert bool(seats) is seated


def test_a_filter_lets_no_rule_pass_and_a_threshold_no_claim() -> None:
    from stateofplay.finding.components import Found
    from stateofplay.finding.learned.attendance import likeliest, merge

    made, ruled = document(PAGE), reading(PAGE, without="-learned")
    found = Found(meetings=ruled.meetings, statements=ruled.statements, attendance=ruled.attendance)
    model = shipped("attendance")
    closed = replace(model.decisions, filter=1.1, least=1.1)
    best = likeliest(made, found, model)
    assert ruled.attendance
    assert merge(made, found, best, LinearModel([], np.zeros((0, 4)), np.zeros(4), closed)) == ()
    open_ = replace(closed, filter=0.0)
    kept = merge(made, found, best, LinearModel([], np.zeros((0, 4)), np.zeros(4), open_))
    assert [(c.who, c.status) for c in kept] == [(c.who, c.status) for c in ruled.attendance]


@given(st.lists(st.sampled_from([*PAGE.split(" "), *words_of(PAGE), "\n", "not", "unless"]), max_size=40))
@examples(25)
def test_claims_of_any_text_stand_in_it(words: list[str]) -> None:
    read_ = reading(" ".join(words))
    names = {a.name for a in read_.actors}
    for claim in read_.attendance:
        assert claim.evidence.stands_in(read_.article.text)
        assert 0 <= claim.confidence <= 1
        assert claim.who in names or claim.component != "attendance-learned"
    seats = [(c.who, c.status) for c in read_.attendance if c.component == "attendance-learned"]
    assert len(seats) == len(set(seats))
    assert reading(" ".join(words)) == read_


@pytest.mark.parametrize(
    "sentence",
    [
        "A Norwegian official said Anna Berg would attend only if Omar Haddad came.",
        "Anna Berg will not attend unless Omar Haddad comes.",
    ],
)
def test_no_likelihood_seats_whom_the_words_leave_open(sentence: str) -> None:
    text = f"Norway and Sweden will hold talks in Geneva on Monday. {sentence}"
    found = find(document(text), assemble(Settings().finding.finders))
    assert [(seat.who, str(seat.status)) for seat in found.attendance if str(seat.status) == "attends"] == []
