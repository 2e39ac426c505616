"""What is said of an outcome and what its numbers say never part: held on 200 generated models, by independent means."""

from __future__ import annotations

import re
from functools import reduce

import numpy as np
import pytest

from stateofplay.casework.outlook.looking_ahead import MAIN, LikelyOutcome, Outlook, look_ahead
from stateofplay.casework.outlook.sampling import draw_readings
from stateofplay.casework.questions.standing import (
    verdict,
    way_to,
    what_would_hold,
    where_it_stands,
    who_could_move,
)
from stateofplay.casework.questions.waiting import which_coalition
from stateofplay.conflict import Conflict, DecisionMaker, OpenWish, Option, PreferenceStatement, Statements
from stateofplay.conflict.oracle import stable_by_definition
from stateofplay.exchange.reports.outlook import WHOLE, in_short, outlook_dict, outlook_sheet
from stateofplay.exchange.reports.sheets import sheet_to_markdown

MODELS = 200
SAMPLES = 60


def generated(seed: int) -> Conflict:
    """A model of the kind that drafts are: joint acts, needs, statements in tiers, doubtful and open ones."""
    rng = np.random.default_rng(seed)
    parties = ["North", "South", "East"][: int(rng.integers(2, 4))]
    options: list[Option] = []
    for k in range(int(rng.integers(1, 3))):
        first, *others = rng.permutation(parties)[: int(rng.integers(2, len(parties) + 1))].tolist()
        way = "to_yes" if rng.random() < 0.2 else "both"
        options.append(Option(id=f"pact{k}", owner=first, partners=tuple(others), direction=way))  # type: ignore[arg-type]
    for k in range(int(rng.integers(1, 4))):
        needs = (options[0].id,) if rng.random() < 0.3 else ()
        options.append(Option(id=f"act{k}", owner=str(rng.choice(parties)), needs=needs))
    ids = [o.id for o in options]
    makers = []
    for party in parties:
        said, asked = [], []
        for name in rng.permutation(ids).tolist():
            kind = rng.random()
            if kind < 0.35:
                sure = float(rng.choice([0.3, 0.7, 1.0]))
                tier = int(rng.integers(0, 3))
                said.append(
                    PreferenceStatement(
                        formula=name if rng.random() < 0.5 else f"not {name}", confidence=sure, tier=tier
                    )
                )
            elif kind < 0.5:
                other = str(rng.choice(ids))
                said.append(PreferenceStatement(formula=f"{name} iff {other}" if other != name else name, tier=1))
            elif kind < 0.85:
                answer = str(rng.choice(["open", "open", "open", "yes", "no", "either"]))
                asked.append(OpenWish(formula=name, answer=answer))  # type: ignore[arg-type]
        said.sort(key=lambda s: s.tier or 0)
        makers.append(DecisionMaker(id=party, preference=Statements(tuple((s,) for s in said), tuple(asked))))
    made = Conflict(name=f"model {seed}", decision_makers=tuple(makers), options=tuple(options))
    now = made.space.options_text(int(rng.integers(0, made.space.size)))
    return Conflict(name=made.name, decision_makers=made.decision_makers, options=made.options, status_quo=now)


@pytest.fixture(scope="module")
def outlooks() -> list[Outlook]:
    return [look_ahead(generated(seed), samples=SAMPLES, seed=seed) for seed in range(MODELS)]


WAY = " (a way to fill in what the record leaves open)"


def test_the_verdict_in_words_is_that_of_the_numbers(outlooks: list[Outlook]) -> None:
    said = set()
    for outlook in outlooks:
        for text in (verdict(outlook), where_it_stands(outlook).short, in_short(outlook)):
            now = outlook.status_quo
            head = text.partition(":")[0].partition(" It ")[0]
            if now.main.always:
                assert head.rstrip(".") in (
                    f"Things stay as they are{each}" for each in ("", f" in every reading{WAY}")
                ), text
                assert "would" not in head
                assert not now.leavers
            elif now.main.never:
                assert head in ("Things do not stay as they are", f"Things stay as they are in no reading{WAY}"), text
                assert "would" in text
            else:
                told = re.search(r"stay as they are in (?:more than |less than )?(\d+) % of the readings", head)
                assert told is not None, text
                assert abs(int(told[1]) / 100 - now.main.share) <= 0.0101, text
                assert "would" in text
            said.add((now.main.always, now.main.never))
    assert said >= {(True, False), (False, True), (False, False)}, "all three kinds occur"


def test_who_leaves_accounts_for_every_reading_in_which_an_outcome_does_not_hold(outlooks: list[Outlook]) -> None:
    for outlook in outlooks:
        for outcome in (outlook.status_quo, *outlook.outcomes):
            misses = outcome.main.samples - outcome.main.hits
            assert all(0 < one.share.hits <= misses for one in outcome.leavers), outlook.title
            assert sum(one.share.hits for one in outcome.leavers) >= misses, outlook.title
            assert bool(outcome.leavers) == bool(misses), outlook.title


def test_single_readings_agree_with_the_definitions(outlooks: list[Outlook]) -> None:
    """Of each model some readings are judged again from the definitions, joint acts by their own rule."""
    for outlook in outlooks:
        conflict, readings = outlook.conflict, outlook.readings
        for reading in {0, readings.samples // 2}:
            one = readings.conflict_in(conflict, reading)
            stable = stable_by_definition(one, (MAIN, "NASH"))
            for concept in (MAIN, "NASH"):
                alone = reduce(set.intersection, (set(stable[concept][dm]) for dm in conflict.dm_ids))
                for state in conflict.space.ids:
                    joint = any(jointly_better(one, state, option) for option in conflict.options if option.joint)
                    expected = state in alone and not joint
                    assert bool(readings.held[concept][state - 1, reading]) == expected, (outlook.title, state, concept)


def jointly_better(conflict: Conflict, state: int, option: Option) -> bool:
    """Whether all whom a joint act needs prefer the state with it, where it is not taken and nothing else is needed."""
    text = conflict.space.options_text(state - 1)
    place = conflict.bits[option.id]
    if text[place] == "Y":
        return False
    after = text[:place] + "Y" + text[place + 1 :]
    known = [conflict.space.options_text(k) for k in range(conflict.space.size)]
    if after not in known:
        return False
    target = known.index(after)
    ranks = [conflict.dm(dm).preference.ranks(conflict.space) for dm in option.owners]
    return all(r is not None and r[target] > r[state - 1] for r in ranks)


def test_hinges_are_the_shares_with_either_answer(outlooks: list[Outlook]) -> None:
    for outlook in outlooks:
        readings = outlook.readings
        now = outlook.status_quo.state - 1
        for hinge in outlook.status_quo.hinges:
            drawn = readings.wishes if hinge.open else readings.kept
            where = drawn[hinge.party, hinge.place]
            held = readings.held[hinge.concept][now]
            assert hinge.yes == pytest.approx(held[where].mean())
            assert hinge.no == pytest.approx(held[~where].mean())


def test_steps_of_a_way_are_wanted_in_the_share_that_is_told(outlooks: list[Outlook]) -> None:
    seen = 0
    for outlook in outlooks:
        for outcome in outlook.outcomes:
            way = way_to(outlook, outcome.options)
            if way is None:
                continue
            seen += 1
            assert way.steps[0].source == outlook.status_quo.state
            wanted = np.ones(outlook.samples, bool)
            for step in way.steps:
                ranks = [outlook.readings.ranks[outlook.conflict.dm_ids.index(dm)] for dm in step.who]
                here = np.logical_and.reduce([r[step.target - 1] > r[step.source - 1] for r in ranks])
                assert step.share.hits == int(here.sum())
                wanted &= here
            assert way.share.hits == int(wanted.sum()) > 0
    assert seen > MODELS / 4


def test_no_sentence_holds_and_leaves_at_once(outlooks: list[Outlook]) -> None:
    for outlook in outlooks:
        texts = [
            sheet_to_markdown(outlook_sheet(outlook, {})),
            sheet_to_markdown(outlook_sheet(outlook, {}, lengths=WHOLE)),
        ]
        texts += [a.short for a in (where_it_stands(outlook), who_could_move(outlook), what_would_hold(outlook))]
        texts.append(which_coalition(outlook).short)
        for text in texts:
            assert "it holds, since" not in text.lower()
            assert not re.search(r"holds in every reading[^.]*would leave", text)
            assert not re.search(r"it holds; .*in \d+ %", text)


def test_what_could_move_undeterred_is_what_leaves(outlooks: list[Outlook]) -> None:
    for outlook in outlooks:
        leaving = {name for one in outlook.status_quo.leavers for name in one.names}
        short = who_could_move(outlook).short
        if not leaving:
            assert "nothing deters it" not in short, outlook.title
        else:
            assert any(name in short for name in leaving), outlook.title


def test_plain_data_says_what_the_words_say(outlooks: list[Outlook]) -> None:
    for outlook in outlooks[::10]:
        plain = outlook_dict(outlook, {})
        told = plain["status_quo"]
        assert isinstance(told, dict)
        main: LikelyOutcome = outlook.status_quo
        assert told["shares"]["SEQ"]["share"] == main.main.share  # type: ignore[index,call-overload]
        assert plain["in_short"] == in_short(outlook)


def test_an_answer_narrows_what_is_drawn_and_nothing_else(outlooks: list[Outlook]) -> None:
    """A reading with an answered wish is one in which the wish is so; statements keep their draws."""
    for outlook in outlooks[::5]:
        conflict = outlook.conflict
        for dm in conflict.decision_makers:
            preference = dm.preference
            assert isinstance(preference, Statements)
            for place, wish in enumerate(preference.open):
                if wish.answer != "open":
                    continue
                asked = list(preference.open)
                asked[place] = OpenWish(formula=wish.formula, answer="yes")
                made = conflict.with_preferences({dm.id: Statements(preference.classes, tuple(asked))})
                drawn = draw_readings(made, 40, 3, (MAIN,))
                if drawn.samples == 1:
                    continue  # nothing is open any more: there is one reading
                assert (dm.id, place) not in drawn.wishes
                player = conflict.dm_ids.index(dm.id)
                before = draw_readings(conflict, 40, 3, (MAIN,))
                same = before.wishes[dm.id, place]
                assert np.array_equal(drawn.ranks[player][:, same], before.ranks[player][:, same])
