"""Rankings asked for pair by pair: as few questions as the bound, contradictions as circles, nothing half done."""

from __future__ import annotations

import io
import json
from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from stateofplay.cli.app import run
from stateofplay.conflict import Statements, StateSpace, even_conflict, load_case, parse_model, text_of, write_model
from stateofplay.conflict.studies.eliciting import Elicitation, Verdict, most_questions
from stateofplay.conflict.studies.prioritising import Prioritising, most_questions_by_options
from stateofplay.errors import ConflictError


def space(size: int) -> StateSpace:
    return StateSpace((), np.arange(size, dtype=np.uint64))


def asked_of(values: list[int]) -> Elicitation:
    def ask(one: int, other: int) -> Verdict:
        a, b = values[one - 1], values[other - 1]
        return "first" if a > b else "second" if a < b else "equal"

    return Elicitation(space(len(values)), ask)


@pytest.mark.parametrize("size", range(1, 6))
def test_every_order_takes_at_most_the_bound_and_some_order_takes_it(size: int) -> None:
    worst = 0
    for order in permutations(range(size)):
        one = asked_of(list(order))
        assert [tied[0] for tied in one.ranking().order] == sorted(range(1, size + 1), key=lambda s: -order[s - 1])
        worst = max(worst, one.asked)
    assert worst == most_questions(size)


@pytest.mark.parametrize("seed", range(20))
def test_larger_orders_with_ties_keep_the_bound(seed: int) -> None:
    rng = Random(seed)
    values = [rng.randrange(1 + seed) for _ in range(7 + seed)]
    one = asked_of(values)
    ranks = one.ranking().ranks(space(len(values)))
    assert one.asked <= most_questions(len(values))
    for x in range(len(values)):
        for y in range(len(values)):
            assert (ranks[x] > ranks[y]) == (values[x] > values[y])
    assert one.recheck(5) == ()


def test_known_answers_are_not_asked_again_and_contradictions_are_circles() -> None:
    first = asked_of([3, 1, 2, 0])
    first.ranking()
    again = Elicitation(space(4), lambda one, other: pytest.fail("asked again"), first.better)
    assert again.ranking() == first.ranking()
    with pytest.raises(ConflictError, match="#1 > #2 > #3 > #1") as caught:
        Elicitation(space(4), lambda one, other: "first", [(1, 2), (2, 3), (3, 1)])
    assert caught.value.slug == "conflict.preference_cycle"
    with pytest.raises(ConflictError, match="questions"):
        Elicitation(space(500), lambda one, other: "first")


def test_answers_that_waver_are_shown_as_circles() -> None:
    firm = asked_of([0, 1, 2, 3, 4])
    firm.ranking()
    firm.ask = lambda one, other: "first"  # whatever is asked again is answered by its place
    circles = firm.recheck(20)
    assert circles
    assert all("contradicts itself" in one and one.count(">") >= 2 for one in circles)


def test_at_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    kept, written = tmp_path / "one.json", tmp_path / "model.toml"
    words = ["elicit", "prisoners", "--party", "Prisoner One", "--answers", str(kept), "-o", str(written)]
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nmaybe\n2\n"))
    assert run(words) == 0
    assert "stopped" in capsys.readouterr().err
    assert not written.exists()
    assert len(json.loads(kept.read_text(encoding="utf-8"))["better"]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * 5))
    assert run(words) == 0
    model = parse_model(written.read_text(encoding="utf-8"))
    assert model.dm("Prisoner One").preference.kind == "ranking"
    assert len(json.loads(kept.read_text(encoding="utf-8"))["better"]) <= most_questions(4)
    bad = json.loads(kept.read_text(encoding="utf-8"))
    names = [load_case("prisoners-dilemma").space.name(k) for k in range(3)]
    bad["better"] = [[names[0], names[1]], [names[1], names[2]], [names[2], names[0]]]
    kept.write_text(json.dumps(bad), encoding="utf-8")
    written.unlink()
    capsys.readouterr()
    assert run(words) == 65
    assert "contradicts itself" in capsys.readouterr().err
    assert not written.exists()
    kept.write_text('{"decision_maker": "nobody", "better": [], "equal": []}', encoding="utf-8")
    assert run(words) == 65
    assert "answers of nobody" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(12))
def test_option_by_option_finds_any_order_of_wishes_within_its_bound(seed: int) -> None:
    rng = Random(seed)
    conflict = even_conflict(3 + seed, 2)
    ids = [o.id for o in conflict.options]
    wishes = {o: rng.choice(["yes", "no", "no", "yes", "either"]) for o in ids}
    weight = {o: rng.randrange(2 + seed) for o in ids}
    asking = Prioritising(conflict, lambda option: wishes[option], lambda one, other: compared(one, other))

    def compared(one: int, other: int) -> Verdict:
        a, b = (weight[asking.mattering[k - 1]] for k in (one, other))
        return "first" if a > b else "second" if a < b else "equal"

    said = asking.statements()
    assert asking.asked <= most_questions_by_options(len(ids))
    told = [[text_of(s.formula).removeprefix("not ") for s in tied] for tied in said.classes]
    assert sorted(o for tied in told for o in tied) == sorted(o for o in ids if wishes[o] != "either")
    assert [len({weight[o] for o in tied}) for tied in told] == [1] * len(told)
    assert [weight[tied[0]] for tied in told] == sorted({weight[o] for tied in told for o in tied}, reverse=True)
    assert all(text_of(s.formula).startswith("not ") == (wishes[text_of(s.formula).removeprefix("not ")] == "no")
               for tied in said.classes for s in tied)  # fmt: skip
    assert asking.recheck(4) == ()
    again = Prioritising(
        conflict, pytest.fail, lambda one, other: pytest.fail("asked again"), asking.wishes, *asking.answers
    )
    assert again.statements() == said


def test_large_models_are_asked_option_by_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model, kept, written = tmp_path / "large.toml", tmp_path / "d1.json", tmp_path / "model.toml"
    model.write_text(write_model(even_conflict(9, 2)), encoding="utf-8")
    words = ["elicit", str(model), "--party", "d1", "--answers", str(kept), "-o", str(written)]
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nn\nperhaps\ny\nq\n"))
    assert run(words) == 0
    assert not written.exists()
    assert json.loads(kept.read_text(encoding="utf-8"))["wishes"] == {"o1": "yes", "o2": "no", "o3": "yes"}
    monkeypatch.setattr("sys.stdin", io.StringIO("=\n" * 6 + "1\n2\n1\n1\n1\n"))
    assert run(words) == 0
    said = parse_model(written.read_text(encoding="utf-8")).dm("d1").preference
    assert isinstance(said, Statements)
    assert {text_of(s.formula) for tied in said.classes for s in tied} == {"o1", "not o2", "o3"}
    assert "rather see this done" in capsys.readouterr().err
    bad = json.loads(kept.read_text(encoding="utf-8"))
    bad["better"] = [["o1", "o2"], ["o2", "o3"], ["o3", "o1"]]
    kept.write_text(json.dumps(bad), encoding="utf-8")
    capsys.readouterr()
    assert run(words) == 65
    assert "o1 > o2 > o3 > o1" in capsys.readouterr().err
    kept.write_text('{"decision_maker": "d1", "wishes": {"o1": "maybe"}, "better": [], "equal": []}', encoding="utf-8")
    assert run(words) == 65
    assert "no answers option by option" in capsys.readouterr().err
