"""Several analysts' models of one conflict: what they share, where they differ, and the group's preferences."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stateofplay.cli.app import run
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Indifferent,
    MoveRule,
    Option,
    Payoffs,
    analyse,
    even_conflict,
    load_case,
    parse_model,
    write_model,
)
from stateofplay.conflict.studies.joining import join_models
from stateofplay.errors import ConflictError


def drawn(seed: int, infeasible: tuple[str, ...] = ()) -> Conflict:
    base = replace(even_conflict(4, 2), infeasible=infeasible)
    rng = np.random.default_rng(seed)
    return base.with_preferences({dm: Payoffs.of(rng.integers(0, 6, len(base.space)).tolist()) for dm in base.dm_ids})


def test_a_model_joined_with_itself_keeps_everything() -> None:
    model = drawn(1)
    found = join_models({"a": model, "b": model}, ["NASH", "SEQ"])
    assert found.differences == ()
    assert found.split == {}
    assert found.group is not None
    for concept in ("NASH", "SEQ"):
        kept = tuple(model.space.options_text(s - 1) for s in analyse(model, [concept]).equilibria(concept))
        assert found.surviving(concept) == kept
        assert found.disputed(concept) == ()
        assert analyse(found.group, [concept]).equilibria(concept) == analyse(model, [concept]).equilibria(concept)


@pytest.mark.parametrize("seed", range(6))
def test_verdicts_survive_where_every_model_has_them(seed: int) -> None:
    models = {"a": drawn(seed), "b": drawn(seed + 50, ("YY--",)), "c": drawn(seed + 99, ("--YN",))}
    found = join_models(models, ["SEQ"])
    each = [{m.space.options_text(s - 1) for s in analyse(m, ["SEQ"]).equilibria("SEQ")} for m in models.values()]
    assert set(found.surviving("SEQ")) == set.intersection(*each)
    common = set.intersection(*({m.space.options_text(k) for k in range(len(m.space))} for m in models.values()))
    assert set(found.common) == common
    assert set(found.disputed("SEQ")) == (set.union(*each) & common) - set.intersection(*each)
    assert {one.kind for one in found.differences} >= {"state", "preference"}


@pytest.mark.parametrize("seed", range(6))
def test_the_group_goes_by_borda_counted_by_hand(seed: int) -> None:
    models = {str(k): drawn(seed * 10 + k) for k in range(3)}
    found = join_models(models, ["NASH"])
    assert found.group is not None
    for dm in found.group.dm_ids:
        rows = [m.dm(dm).preference.ranks(m.space).tolist() for m in models.values()]  # type: ignore[union-attr]
        points = [
            sum((r[s] > r[q]) + (r[s] == r[q]) / 2 for r in rows for q in range(len(r))) for s in range(len(rows[0]))
        ]
        ranks = found.group.dm(dm).preference.ranks(found.group.space)
        assert ranks is not None
        order = np.argsort(points, kind="stable")
        for x, y in pairwise(order):
            assert (ranks[x] < ranks[y]) == (points[x] < points[y])
        for better, worse in found.split.get(dm, ()):
            x, y = (found.group.space.index_of(s) for s in (better, worse))
            assert points[x] > points[y]
            assert sum(r[x] > r[y] for r in rows) < sum(r[x] < r[y] for r in rows)


def test_options_that_one_model_lacks_and_other_directions_are_told() -> None:
    model = drawn(3)
    more = Conflict(
        decision_makers=tuple(DecisionMaker(id=dm) for dm in model.dm_ids),
        options=(
            *(replace(o, direction="to_yes") if o.id == "o1" else o for o in model.options),
            Option(id="new", owner="d1"),
        ),
    )
    found = join_models({"a": model, "b": more}, ["NASH"])
    told = {one.kind: one.sentence for one in found.differences}
    assert told["option"] == "new: an option in b, not in a."
    assert told["move"].startswith("o1: whose it is, which way it goes or what it needs differs")
    assert len(found.common) == len(model.space)


def test_other_conflicts_are_refused_with_a_reason() -> None:
    with pytest.raises(ConflictError, match="different conflicts") as caught:
        join_models({"a": drawn(1), "b": load_case("chicken")})
    assert caught.value.slug == "conflict.other_conflict"
    with pytest.raises(ConflictError, match="no state is in all"):
        join_models({"a": drawn(1, ("Y---",)), "b": drawn(1, ("N---",))})
    with pytest.raises(ConflictError, match="two or more"):
        join_models({"a": drawn(1)})


def test_at_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / f"{name}.toml" for name in ("anna", "bela")]
    for path, seed in zip(paths, (4, 5), strict=True):
        path.write_text(write_model(drawn(seed)), encoding="utf-8")
    words = ["merge-models", *map(str, paths), "--concepts", "NASH,SEQ"]
    assert run(words) == 0
    assert "in all 2 models" in capsys.readouterr().out
    place, group = tmp_path / "both.json", tmp_path / "group.toml"
    assert run([*words, "-o", str(place), "--group", str(group)]) == 0
    data = json.loads(place.read_text(encoding="utf-8"))
    assert data["models"] == ["anna", "bela"]
    assert data["group_rule"] == "Borda (1781)"
    assert len(parse_model(group.read_text(encoding="utf-8")).space) == len(data["common_states"])
    other = tmp_path / "other.toml"
    other.write_text(write_model(load_case("chicken")), encoding="utf-8")
    capsys.readouterr()
    assert run(["merge-models", str(paths[0]), str(other), "-o", str(tmp_path / "none.json")]) == 65
    assert "different conflicts" in capsys.readouterr().err
    assert not (tmp_path / "none.json").exists()


def test_guards_rules_and_needs_that_only_some_have_are_told_in_their_words() -> None:
    model = drawn(3)
    guarded = replace(model, move_rules=(MoveRule(mover="d1", source="o1", target="not o1", changes=("o2",)),))
    anyone = replace(model, move_rules=(MoveRule(source="o3"),))
    ruled = drawn(3, ("o1 and o2",))
    blank = tuple(replace(dm, preference=Indifferent()) for dm in model.decision_makers)
    needing = replace(
        model, decision_makers=blank, options=(replace(model.options[0], needs=("o2",)), *model.options[1:])
    )
    found = join_models({"a": model, "b": guarded, "c": anyone, "d": ruled, "e": needing}, ["NASH"])
    told = {one.sentence: one.kind for one in found.differences}
    assert told["A guard: d1 may not move from o1 to not o1, changing o2 (b, not a, c, d, e)."] == "move"
    assert told["A guard: nobody may move from o3 to true (c, not a, b, d, e)."] == "move"
    assert told["It cannot be that: o1 and o2 (d, not a, b, c, e)."] == "state"
    assert any(s.startswith("o1: whose it is") and "needs o2" in s and kind == "move" for s, kind in told.items())
    same = join_models({"a": guarded, "b": replace(guarded, name="again")}, ["NASH"])
    assert same.differences == ()


@pytest.mark.parametrize("seed", range(4))
def test_what_one_analyst_counts_as_one_state_is_compared_combination_by_combination(seed: int) -> None:
    plain = drawn(seed)
    blank = tuple(replace(dm, preference=Indifferent()) for dm in plain.decision_makers)
    bare = replace(plain, coalesced=("o1 and o2",), decision_makers=blank)
    rng = np.random.default_rng(seed)
    coalesced = bare.with_preferences(
        {dm: Payoffs.of(rng.integers(0, 6, len(bare.space)).tolist()) for dm in bare.dm_ids}
    )
    assert len(coalesced.space) < len(plain.space)
    for order in (("plain", "coalesced"), ("coalesced", "plain")):
        found = join_models({name: {"plain": plain, "coalesced": coalesced}[name] for name in order}, ["NASH"])
        assert set(found.common) == {plain.space.options_text(k) for k in range(len(plain.space))}
        held = [set(analyse(one, ["NASH"]).equilibria("NASH")) for one in (plain, coalesced)]
        for text, number in found.verdicts["NASH"].items():
            at = [one.space.index_of(text) + 1 for one in (plain, coalesced)]
            assert number == sum(state in states for state, states in zip(at, held, strict=True)), text
        assert any("One state, whatever else" in one.sentence for one in found.differences)
        assert found.group is not None
        assert len(found.group.space) == len(plain.space)
        assert analyse(found.group, ["NASH"])
