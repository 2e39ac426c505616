"""Third parties and power: nothing done changes nothing; what is done shows in the equilibria."""

from __future__ import annotations

import pytest

from stateofplay.conflict import DecisionMaker, MoveRule, Option, Partial, Payoffs, Statements, analyse
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.inverse.analysis import inverse
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.model.outside import Influence, Intervention
from stateofplay.conflict.studies.power import power_analysis
from stateofplay.conflict.studies.thirdparty import intervene, least_persuasion
from stateofplay.errors import ConflictError
from tests.thoroughness import seeds


def test_an_idle_third_party_changes_nothing() -> None:
    for seed in range(10):
        found = intervene(random_conflict(seed), Intervention(name="Nobody"))
        assert not any(found.gained.values())
        assert not any(found.lost.values())
        assert found.sentences() == ("Nobody changes no equilibrium.",)


def test_forbidding_all_moves_makes_every_state_stable_and_infeasible_states_go() -> None:
    conflict = even_conflict(4, 2, seed=3)
    frozen = intervene(conflict, Intervention(name="A freeze", move_rules=(MoveRule(),)), ["NASH"])
    assert len(frozen.gained["NASH"]) + len(frozen.kept["NASH"]) == 16
    [best] = [conflict.space.options_text(s - 1) for s in analyse(conflict, ["NASH"]).equilibria("NASH")]
    barred = intervene(conflict, Intervention(name="A ban", infeasible=(best,)), ["NASH"])
    assert barred.lost["NASH"] == (best,)
    assert barred.to_dict()["lost"] == {"NASH": [best]}
    swayed = intervene(conflict, Intervention(name="Aid", preferences={"d1": Statements.of("o1")}), ["NASH"])
    assert all(text[0] == "Y" for text in (*swayed.gained["NASH"], *swayed.kept["NASH"]))


def test_least_persuasion() -> None:
    conflict = load_case("syria-iraq-1975")
    found = least_persuasion(conflict, 2, "NASH")
    assert [one.free for one in found] == [("Syria",)]  # Iraq is content there; it cannot make Syria stay
    assert found[0].swaps == inverse(conflict, 2, "NASH", free=["Syria"]).swaps


def test_power() -> None:
    for seed in range(10):
        conflict = random_conflict(seed)
        first, second = conflict.dm_ids[:2]
        same = Influence(name="nothing", target=second, preference=conflict.dm(second).preference)
        other = Influence(name="aid", target=second, preference=Payoffs.of([0] * len(conflict.space)))
        found = power_analysis(conflict, first, [same, other], ["NASH"])
        by = found.equilibria["NASH"]
        assert by[()] == by["nothing",] == analyse(conflict, ["NASH"]).equilibria("NASH")
        assert set(by[()]) <= set(by["aid",])  # whoever is indifferent never leaves
        assert set(by) == {(), ("nothing",), ("aid",)}  # one influence a target
        assert found.supported["NASH"]
        assert found.sentences()
        assert found.to_dict()["powerful"] == first
        with pytest.raises(ConflictError, match="nor one on itself"):
            power_analysis(conflict, second, [same])


def test_a_third_party_that_joins_with_options_nobody_cares_about_changes_nothing() -> None:
    watcher = Intervention(
        name="A watcher", decision_maker=DecisionMaker(id="watcher"), options=(Option(id="look", owner="watcher"),)
    )
    compared = 0
    for seed in seeds(0, 40):
        conflict = random_conflict(seed, most_options=4, most_players=3, special=False)
        found = intervene(conflict, watcher, ["NASH", "GMR", "SMR", "SEQ"])
        assert len(found.conflict.space) == 2 * len(conflict.space)
        assert not any(found.gained.values()), seed
        assert not any(found.lost.values()), seed
        compared += sum(map(len, found.kept.values()))
    assert compared > 100


def test_a_third_party_with_options_of_its_own_makes_an_equilibrium() -> None:
    """Both cooperate once a fund pays for it and both look at the payment first; rankings of the rest are carried over."""
    dilemma = load_case("prisoners-dilemma")
    one, two = dilemma.dm_ids
    fund = Intervention(
        name="A fund",
        decision_maker=DecisionMaker(id="fund", preference=Statements.of("pay iff (1 and 2)")),
        options=(Option(id="pay", owner="fund"),),
        preferences={one: Statements.of("pay iff 1", "2"), two: Statements.of("pay iff 2", "1")},
    )
    found = intervene(dilemma, fund, ["NASH"])
    assert "YY" in found.gained["NASH"]
    assert found.sentences()[0].startswith("A fund makes equilibria under NASH: YY (")
    elsewhere = load_case("syria-iraq-1975")
    ranked = elsewhere.with_preferences(
        {dm.id: Payoffs.of(dm.preference.ranks(elsewhere.space).tolist()) for dm in elsewhere.decision_makers}
    )
    watcher = Intervention(name="W", decision_maker=DecisionMaker(id="w"), options=(Option(id="look", owner="w"),))
    assert intervene(ranked, watcher, ["SEQ"]).kept["SEQ"] == ("NYY",)  # state 6, the published equilibrium
    with pytest.raises(ConflictError, match="explicit moves"):
        intervene(load_case("elmira"), watcher)
    with pytest.raises(ConflictError, match="partial preference"):
        intervene(ranked.with_preferences({"Iraq": Partial()}), watcher)
