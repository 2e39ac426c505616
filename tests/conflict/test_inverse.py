"""Inverse analysis: exact conditions, exact counts and least changes, against enumeration and the published counts."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from stateofplay.conflict import Conflict, Payoffs, analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.catalogue.published import published
from stateofplay.conflict.engine.profiles import stable_profiles
from stateofplay.conflict.inverse.analysis import inverse
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.errors import ConflictError

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")


def enumerated(conflict: Conflict, state: int, concept: str, free: list[str]) -> tuple[int, int]:
    """Try all strict rankings: how many make the state an equilibrium, and the least number of swapped pairs."""
    ranks, size = ranks_of(conflict), len(conflict.space)
    orders = np.array(list(permutations(range(size))))
    players = [conflict.dm_ids.index(dm) for dm in free]
    chosen = np.array(list(product(range(len(orders)), repeat=len(free))))
    profiles = np.repeat(np.array(ranks)[:, :, None], len(chosen), axis=2)
    swaps = np.zeros(len(chosen), int)
    for place, player in enumerate(players):
        profiles[player] = orders[chosen[:, place]].T
        for x in range(size):
            for y in range(size):
                if ranks[player][x] > ranks[player][y]:
                    swaps += profiles[player, x] <= profiles[player, y]
    met = stable_profiles(conflict, profiles, (concept,))[concept][:, state - 1].all(axis=0)
    return int(met.sum()), int(swaps[met].min()) if met.any() else -1


def strict(conflict: Conflict, seed: int) -> Conflict:
    rng = np.random.default_rng(seed)
    return conflict.with_preferences(
        {dm: Payoffs.of(rng.permutation(len(conflict.space)).tolist()) for dm in conflict.dm_ids}
    )


def small(most: int, seeds: range) -> list[tuple[int, Conflict]]:
    found = [(seed, random_conflict(seed, most_options=3, most_players=3)) for seed in seeds]
    return [(seed, strict(conflict, seed)) for seed, conflict in found if 3 <= len(conflict.space) <= most]


@pytest.mark.parametrize("concept", CONCEPTS)
def test_counts_and_least_changes_equal_enumeration(concept: str) -> None:
    compared = impossible = by_cases = 0
    for seed, conflict in small(6, range(60)):
        for state in conflict.space.ids:
            for dm in conflict.dm_ids[:2]:
                found = inverse(conflict, state, concept, free=[dm])
                count, swaps = enumerated(conflict, state, concept, [dm])
                assert found.count == count, (seed, state, dm)
                by_cases += found.form == "cases"
                if count:
                    assert found.swaps == swaps, (seed, state, dm)
                    assert state in analyse(found.changed(), [concept]).equilibria(concept), (seed, state, dm)
                else:
                    assert found.changes is None
                    impossible += 1
                compared += 1
    assert compared > 50
    assert impossible
    assert by_cases if concept in ("SEQ", "SSEQ") else not by_cases


@pytest.mark.parametrize("concept", CONCEPTS)
def test_several_free_decision_makers_equal_enumeration(concept: str) -> None:
    compared = 0
    for seed, conflict in small(4, range(60)):
        for state in conflict.space.ids:
            found = inverse(conflict, state, concept, free=conflict.dm_ids[:2])
            count, swaps = enumerated(conflict, state, concept, list(conflict.dm_ids[:2]))
            assert found.count == count, (seed, state)
            assert found.swaps == (swaps if count else None), (seed, state)
            compared += 1
    assert compared > 20


def test_demands_are_the_exact_condition() -> None:
    """A ranking makes the state an equilibrium exactly when every demand has an alternative with nothing better."""
    for seed, conflict in small(5, range(40)):
        for state, concept in product(conflict.space.ids, CONCEPTS):
            dm = conflict.dm_ids[0]
            found = inverse(conflict, state, concept, free=[dm])
            for order in list(permutations(range(len(conflict.space))))[::7]:
                other = conflict.with_preferences({dm: Payoffs.of(order)})
                better = {x for x in conflict.space.ids if order[x - 1] > order[state - 1]}
                if found.form == "demands":
                    said = not found.blocked_by and all(
                        any(better.isdisjoint(option) for option in demand.alternatives) for demand in found.demands
                    )
                else:
                    said = any(all(order[p.better - 1] > order[p.worse - 1] for p in one) for one in found.cases)
                assert said == (state in analyse(other, [concept]).equilibria(concept)), (seed, state, concept, order)


def test_syria_iraq_published_counts() -> None:
    conflict = load_case("syria-iraq-1975")
    counts = {c: inverse(conflict, 2, c, free=["Syria"]).count for c in ("NASH", "GMR", "SMR", "SEQ")}
    assert counts == {"NASH": 240, "GMR": 384, "SMR": 300, "SEQ": 384}
    kept = [(e["concept"], e["count"], e["kind"]) for e in published("syria-iraq-1975")["inverse"]]
    assert ("NASH", 240, "published") in kept
    assert {concept: count for concept, count, kind in kept if kind == "own"} == {
        k: v for k, v in counts.items() if k != "NASH"
    }


def test_syria_iraq_published_sequential_count_is_wrong() -> None:
    """The guide prints 420: that is what comes out when the last improvement looked at decides alone."""
    conflict = load_case("syria-iraq-1975")
    printed = next(e["count"] for e in published("syria-iraq-1975")["inverse"] if e["concept"] == "SEQ")
    assert printed == 420
    found = inverse(conflict, 2, "SEQ", free=["Syria"])
    assert found.count != printed
    demands = {d.move: set(d.alternatives) for d in found.demands}
    assert demands == {1: {(1,), (4,)}, 3: {(3,), (6,)}}
    overwritten = 0
    for order in permutations(range(1, 7)):
        rank = dict(zip(range(1, 7), order, strict=True))
        stable = True
        for move, sanction in ((1, 4), (3, 6)):
            if rank[move] > rank[2]:
                stable = rank[sanction] <= rank[2]
        overwritten += stable
    assert overwritten == printed


def test_syria_iraq_least_change() -> None:
    conflict = load_case("syria-iraq-1975")
    found = inverse(conflict, 2, "NASH", free=["Syria"])
    assert found.swaps == 3  # state 2 passes 1, 3 and 6; letting 1 and 3 fall behind 6 and 2 would be four
    assert 2 in analyse(found.changed(), ["NASH"]).equilibria("NASH")
    assert any("240 of 720" in line for line in found.sentences())
    assert found.to_dict()["count"] == 240


def test_what_cannot_be_asked() -> None:
    conflict = load_case("chicken")
    with pytest.raises(ConflictError, match="no exact condition"):
        inverse(conflict, 1, "SIM")
    with pytest.raises(ConflictError, match="no decision maker is free"):
        inverse(conflict, 1, free=[])


@pytest.mark.slow
def test_a_condition_that_splits_too_often_is_refused() -> None:
    conflict = load_case("garrison-diversion-unit")
    with pytest.raises(ConflictError, match="more than") as caught:
        inverse(conflict, 2, "SEQ")
    assert caught.value.slug == "conflict.too_large"
    assert inverse(conflict, 2, "SMR").count is not None


def test_cases_are_told() -> None:
    found = inverse(load_case("elmira-9-state"), 8, "SEQ")
    told = [line for line in found.sentences() if line.startswith("Case ")]
    assert len(told) == found.n_cases == 2
    assert all(" prefers state " in line for line in told)


def test_a_large_model_is_answered_party_by_party_and_verified() -> None:
    """Above 64 states, where sequential stability would split into too many cases, a verified change is found at once."""
    conflict = even_conflict(7, 3, seed=5)
    ends = 0
    for state in (1, 9, 40, 77, 128):
        found = inverse(conflict, f"#{state}", "SEQ")
        assert found.form == "party by party"
        assert found.count is None
        if found.changes is None:
            assert found.change_note
            continue
        ends += 1
        assert state in analyse(found.changed() if found.changes else conflict, ["SEQ"]).equilibria("SEQ")
        if found.changes:
            assert found.sentences()[-1].startswith(("This is least for each", "This is enough and verified"))
    assert ends
