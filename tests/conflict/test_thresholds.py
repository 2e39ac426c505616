"""Ranges of thresholds: exact, by trying thresholds all over; and what cannot be asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stateofplay.conflict import Analysis, Fuzzy, PreferenceReading, Probabilistic, analyse, load_case
from stateofplay.conflict.engine.stability import Stable
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.studies.thresholds import Range, thresholds
from stateofplay.errors import ConflictError
from tests.conflict.test_engines_agree import incomplete


def verdict_of(analysis: Analysis, one: Range) -> Stable:
    if one.decision_maker is None:
        return analysis.equilibrium(one.concept)
    return analysis.verdicts[one.concept][one.decision_maker]


CASES = [("fuzzy", "gamma"), ("probabilistic", "alpha"), ("probabilistic", "beta")]


@pytest.mark.parametrize(("kind", "parameter"), CASES)
def test_a_verdict_holds_over_its_range_and_not_beyond(kind: str, parameter: str) -> None:
    changed = 0
    for seed in range(6):
        conflict = random_conflict(seed, most_options=3, most_players=3)
        if len(conflict.space) < 2:
            continue
        conflict = incomplete(conflict, seed, kind)
        if kind == "fuzzy":  # no thresholds of their own
            conflict = conflict.with_preferences(
                {dm.id: Fuzzy(dm.preference.degrees) for dm in conflict.decision_makers}  # type: ignore[attr-defined]
            )
        reading = replace(PreferenceReading.of(kind), **{parameter: 0.37})
        found = thresholds(conflict, reading, ["NASH", "GMR", "SEQ"], parameter=parameter)  # type: ignore[arg-type]
        for value in np.linspace(0.013, 0.987, 40):
            other = analyse(conflict, ["NASH", "GMR", "SEQ"], reading=replace(reading, **{parameter: float(value)}))
            for one in found.ranges:
                verdict = verdict_of(other, one)
                if one.low < value <= one.high:
                    assert bool(verdict[one.state - 1]) == one.stable, (seed, value, one)
        for one in found.ranges:
            assert one.low < 0.37 <= one.high
            for beyond in (one.low - 1e-6, one.high + 1e-6):
                if 0.001 < beyond < 0.999:
                    other = analyse(conflict, [one.concept], reading=replace(reading, **{parameter: beyond}))
                    verdict = verdict_of(other, one)
                    assert bool(verdict[one.state - 1]) != one.stable, (seed, beyond, one)
                    changed += 1
    assert changed > 20


def test_verdicts_close_to_a_threshold_are_told() -> None:
    elmira = load_case("elmira")
    size = len(elmira.space)
    preferences = {}
    for dm in elmira.decision_makers:
        ranks = dm.preference.ranks(elmira.space)
        assert ranks is not None
        rows = [[0.5 + 0.2 * np.sign(x - y) for y in ranks.tolist()] for x in ranks.tolist()]
        preferences[dm.id] = Fuzzy(tuple(map(tuple, rows)))
    vague = elmira.with_preferences(preferences)  # every preference is sure by 0.7 to 0.3
    found = thresholds(vague, PreferenceReading.of("fuzzy-0.38"), ["SEQ"])
    one = found.range_of("SEQ", 8)
    assert (one.stable, one.low, one.high) == (True, 0.0, 1.0)  # an equilibrium either way
    assert found.range_of("SEQ", 1).stable is False
    assert found.range_of("SEQ", 1).high == pytest.approx(0.4)
    assert found.range_of("SEQ", 1, "LG") in found.close(0.05) or found.range_of("SEQ", 1) in found.close(0.05)
    assert found.close(0.01) == ()
    assert len(found.ranges) == size * 4
    assert any("above 0 up to 1; here it is 0.38" in line for line in found.sentences())
    assert len(found.to_dict()["ranges"]) == size * 4  # type: ignore[arg-type]


def test_what_cannot_be_asked() -> None:
    chicken = load_case("chicken")
    with pytest.raises(ConflictError, match="no threshold"):
        thresholds(chicken, PreferenceReading())
    with pytest.raises(ConflictError, match="no threshold beta"):
        thresholds(chicken, PreferenceReading.of("fuzzy"), parameter="beta")
    with pytest.raises(ConflictError, match="not worked out for SIM"):
        thresholds(chicken, PreferenceReading.of("fuzzy"), ["SIM"])
    rng = np.random.default_rng(0)
    table = np.triu(rng.random((64, 64)), 1)
    many = Probabilistic(tuple(map(tuple, table.tolist())))
    crowded = even_conflict(6, 2).with_preferences({"d1": many})
    with pytest.raises(ConflictError, match="different values"):
        thresholds(crowded, PreferenceReading.of("probabilistic"))
