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
from stateofplay.conflict import StateSpace, load_case, parse_model
from stateofplay.conflict.studies.eliciting import Elicitation, Verdict, most_questions
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
