"""Time and memory of the conflict engine on named models that anyone can rebuild.

Run ``python -m bench.conflict`` for all workloads, or name some: ``python -m bench.conflict W1 W4``. Each workload runs in
its own process, so that its peak memory is its own; seconds are processor seconds, the best of a few runs, beside the
target. The last column says how many times faster a unit of work is than the stated reference, measured in the same run.
``python -m bench.conflict compare 1000000`` compares the fast engine with the readable one on random conflicts until that
many verdicts are compared.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from bench._matrix_method import matrix_verdicts
from bench._timing import seconds
from stateofplay.conflict import (
    SIMPLE,
    Conflict,
    DecisionMaker,
    Option,
    Partial,
    PreferenceReading,
    Ranking,
    analyse,
    case_text,
    coalition_analysis,
    even_conflict,
    exactly_one,
    inverse,
    parse_model,
    random_conflict,
    stable_profiles,
    taken,
)
from stateofplay.conflict.concepts import FAST_CONCEPTS
from stateofplay.conflict.engine.profiles import adjacent_swaps
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of

ROOT = Path(__file__).resolve().parents[1]
FIVE = ("NASH", "GMR", "SMR", "SEQ", "SIM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Seconds, how many units of work that was, and what was found."""

    seconds: float
    units: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """One named piece of work with its targets; ``reference`` names what a unit is compared with."""

    run: Callable[[], Result]
    text: str
    seconds: float
    megabytes: float
    reference: str


def analysed(make: Callable[[], Conflict], concepts: tuple[str, ...], runs: int = 3) -> Result:
    found: dict[str, int] = {}

    def work() -> None:
        conflict = make()
        analysis = analyse(conflict, concepts)
        found.update(dms=len(conflict.dm_ids), states=len(conflict.space))
        found.update({c: int(analysis.equilibrium(c).sum()) for c in concepts})

    spent = seconds(work, runs)
    verdicts = found.pop("dms") * found["states"] * len(concepts)
    return Result(seconds=spent, units=verdicts, note=", ".join(f"{key} {value:,}" for key, value in found.items()))


def w1() -> Result:
    return analysed(lambda: even_conflict(12, 4), FIVE)


def w2() -> Result:
    text = case_text("gatt-trade-20-options-workload")
    return analysed(lambda: parse_model(text), ("NASH", "GMR", "SMR", "SEQ"), 2)


def w3() -> Result:
    return analysed(lambda: even_conflict(20, 5), ("NASH", "GMR", "SMR", "SEQ", "SSEQ"), 1)


def w3_stretch() -> Result:
    return analysed(lambda: even_conflict(24, 6), ("NASH", "GMR"), 1)


def garrison_sized() -> Conflict:
    """4 decision makers with 3, 1, 1 and 4 options, one of the 3 and of the 4 taken, rules drawn until 23 states are left."""
    owners = "aaabcdddd"
    ids = [f"o{k + 1}" for k in range(9)]
    for seed in range(100_000):
        rng = Random(seed)
        rules = tuple(taken(*rng.sample(ids, 2)) for _ in range(4))
        conflict = Conflict(
            name=f"Garrison-sized, seed {seed}",
            decision_makers=tuple(DecisionMaker(id=dm) for dm in "abcd"),
            options=tuple(Option(id=o, owner=owner) for o, owner in zip(ids, owners, strict=True)),
            required=(exactly_one(*ids[:3]), exactly_one(*ids[5:])),
            infeasible=rules,
        )
        if len(conflict.space) == 23:
            return conflict
    raise SystemExit("no model of 23 states was found")


def w4() -> Result:
    """100,000 random strict rankings for each of 4 decision makers, five concepts."""
    conflict = garrison_sized()
    profiles = 100_000
    rng = np.random.default_rng(1)
    ranks = np.argsort(rng.random((4, profiles, 23)), axis=2).transpose(0, 2, 1).astype(np.uint8)
    spent = seconds(lambda: stable_profiles(conflict, ranks, ("NASH", "GMR", "SMR", "SEQ", "SSEQ")))
    return Result(seconds=spent, units=profiles, note=f"{profiles / spent:,.0f} profiles a second, {conflict.name}")


def w5() -> Result:
    """All adjacent swaps of 36 states and 4 decision makers, five concepts."""
    conflict = next(c for c in (even_conflict(7, 4, seed=s, infeasible=5) for s in range(10_000)) if len(c.space) == 36)
    ranks = ranks_of(conflict)
    swaps = 0

    def sweep() -> None:
        nonlocal swaps
        profiles, changed = adjacent_swaps(ranks)
        stable_profiles(conflict, profiles, FIVE)
        swaps = len(changed)

    sweep()
    return Result(seconds=seconds(sweep, 20), units=swaps, note=f"{swaps} swaps, {conflict.name}")


def w6() -> Result:
    """12 states, one decision maker's whole ranking free: condition, exact count and least change, the worst of all."""
    conflict = next(c for c in (even_conflict(4, 2, seed=s, infeasible=1) for s in range(1000)) if len(c.space) == 12)
    worst, total = (0.0, ""), 1
    for concept in ("NASH", "GMR", "SMR", "SEQ", "SSEQ"):
        for state in conflict.space.ids:
            start = time.process_time()
            found = inverse(conflict, state, concept, free=[conflict.dm_ids[0]])
            spent = time.process_time() - start
            total = found.total
            worst = max(
                worst, (spent, f"worst {concept} at state {state}: {found.count or 0:,} of {found.total:,} rankings")
            )
    return Result(seconds=worst[0], units=total, note=f"{worst[1]}, {conflict.name}")


def w7() -> Result:
    """6 decision makers, 4,096 states: all 63 coalitions, four concepts."""
    conflict = even_conflict(12, 6)
    start = time.process_time()
    found = coalition_analysis(conflict)
    spent = time.process_time() - start
    kept = ", ".join(f"{concept} {len(found.equilibria(concept)):,}" for concept in found.stable)
    return Result(seconds=spent, units=63 * 4096 * 4, note=f"{kept}, {conflict.name}")


def w8() -> Result:
    found = []

    def listed() -> None:
        conflict = even_conflict(16, 4, infeasible=3)
        found.append([conflict.space.options_text(k) for k in range(len(conflict.space))])

    return Result(seconds=seconds(listed, 2), units=1 << 16, note=f"{len(found[0]):,} states")


def opened(options: int, players: int, pairs: int = 2000) -> Conflict:
    """Statements as in the other workloads, with so many pairs of states of each decision maker unknown."""
    conflict = even_conflict(options, players)
    states = len(conflict.space)
    rng = Random(1)
    drawn = {
        dm.id: Partial(base=dm.preference, unknown=tuple(_pair(rng, states) for _ in range(pairs)))
        for dm in conflict.decision_makers
    }
    return conflict.with_preferences(drawn)


def _pair(rng: Random, states: int) -> tuple[int, int]:
    one, other = rng.sample(range(1, states + 1), 2)
    return one, other


def read_as_unknown(conflict: Conflict) -> Result:
    concepts = FAST_CONCEPTS
    found: list[int] = []

    def work() -> None:
        analysis = analyse(conflict, concepts, reading=PreferenceReading.of("unknown-a"))
        found[:] = [int(analysis.equilibrium(c).sum()) for c in concepts]

    spent = seconds(work, 1)
    kept = ", ".join(f"{c} {k:,}" for c, k in zip(concepts, found, strict=True))
    return Result(seconds=spent, units=len(conflict.dm_ids) * len(conflict.space) * len(concepts), note=kept)


def w9() -> Result:
    return read_as_unknown(opened(12, 4))


def w9_large() -> Result:
    return read_as_unknown(opened(16, 4))


def w10() -> Result:
    return analysed(lambda: even_conflict(16, 8), ("SIM",), 1)


def w11() -> Result:
    return analysed(lambda: even_conflict(16, 3), ("L_5_ORDER",))


def one_by_definition(options: int, players: int, concept: str, reading: PreferenceReading = SIMPLE) -> Result:
    """One concept as its definition reads, a unit a verdict."""
    from stateofplay.conflict.oracle import anticipated, graph_of, stable_by_definition

    conflict = opened(options, players, 20) if reading != SIMPLE else even_conflict(options, players)

    def work() -> object:
        if concept == "L_5":
            return anticipated(graph_of(conflict), 5, variant="order")
        return stable_by_definition(conflict, [concept], reading=reading)

    return Result(seconds=seconds(work, 1), units=players * len(conflict.space), note="")


def by_matrices() -> Result:
    """NASH, GMR, SMR and SEQ by dense matrices on 256 states, a unit a verdict."""
    conflict = even_conflict(8, 4)
    found = matrix_verdicts(conflict)
    analysis = analyse(conflict, list(found))
    assert all(analysis.stable(c, dm) == states for c, by in found.items() for dm, states in by.items())
    return Result(seconds=seconds(lambda: matrix_verdicts(conflict), 2), units=4 * 256 * 4, note="")


def one_by_one() -> Result:
    """One analysis a profile of 23 states, a unit a profile."""
    conflict = garrison_sized()
    rng = np.random.default_rng(1)
    profiles = [[Ranking.of((rng.permutation(23) + 1).tolist()) for _ in range(4)] for _ in range(50)]

    def work() -> None:
        for rankings in profiles:
            analyse(
                conflict.with_preferences(dict(zip(conflict.dm_ids, rankings, strict=True))),
                ["NASH", "GMR", "SMR", "SEQ"],
            )

    return Result(seconds=seconds(work, 2), units=len(profiles), note="")


def by_definition() -> Result:
    """Coalition stability as the definitions read on 64 states, a unit a verdict."""
    from stateofplay.conflict.oracle import graph_of
    from stateofplay.conflict.oracle.coalitions import COALITION_TESTS, coalitions

    graph = graph_of(even_conflict(6, 3))
    groups = coalitions(graph.players)

    def work() -> None:
        for decide in COALITION_TESTS.values():
            for group in groups:
                for state in graph.states:
                    decide(graph, group, state)

    return Result(seconds=seconds(work, 1), units=4 * len(groups) * len(graph.states), note="")


def vector_by_vector() -> Result:
    """Each of the 2^16 vectors tried by itself, a unit a vector."""
    rules = [(o, p) for o, p in zip(range(0, 6, 2), range(1, 6, 2), strict=True)]

    def work() -> None:
        kept = [v for v in product("NY", repeat=16) if not any(v[a] == v[b] == "Y" for a, b in rules)]
        assert len(["".join(v) for v in kept]) == 27_648

    return Result(seconds=seconds(work, 1), units=1 << 16, note="")


REFERENCES: dict[str, tuple[Callable[[], Result], str]] = {
    "matrices": (by_matrices, "the matrix method of Xu et al. (2009) on 256 states, per verdict"),
    "one by one": (one_by_one, "one analysis after the other, per profile"),
    "definition": (by_definition, "the coalition definitions as they read on 64 states, per verdict"),
    "unknown": (
        lambda: one_by_definition(7, 4, "SEQ", PreferenceReading.of("unknown-a")),
        "SEQ of unknown pairs as it reads on 128 states, per verdict",
    ),
    "simultaneous": (lambda: one_by_definition(8, 4, "SIM"), "SIM as it reads on 256 states, per verdict"),
    "foresight": (
        lambda: one_by_definition(8, 3, "L_5"),
        "five moves of foresight as they read on 256 states, per verdict",
    ),
    "vector": (vector_by_vector, "every vector tried by itself, per vector"),
}
WORKLOADS: dict[str, Workload] = {
    "W1": Workload(
        run=w1,
        text="12 options, 4 decision makers, all states, five concepts",
        seconds=0.25,
        megabytes=100,
        reference="matrices",
    ),
    "W2": Workload(
        run=w2,
        text="20 options, 6 decision makers, 138,240 states (trade case)",
        seconds=15,
        megabytes=300,
        reference="matrices",
    ),
    "W3": Workload(
        run=w3, text="20 options, 5 decision makers, 1,048,576 states", seconds=45, megabytes=500, reference="matrices"
    ),
    "W3+": Workload(
        run=w3_stretch,
        text="24 options, 6 decision makers, 16,777,216 states, NASH and GMR",
        seconds=60,
        megabytes=4096,
        reference="matrices",
    ),
    "W4": Workload(
        run=w4, text="100,000 sampled profiles of 23 states", seconds=2, megabytes=1024, reference="one by one"
    ),
    "W5": Workload(
        run=w5,
        text="all adjacent swaps of 36 states, 4 decision makers",
        seconds=0.02,
        megabytes=100,
        reference="one by one",
    ),
    "W6": Workload(
        run=w6, text="inverse, 12 states, one ranking free", seconds=1, megabytes=200, reference="one by one"
    ),
    "W7": Workload(run=w7, text="63 coalitions, 4,096 states", seconds=5, megabytes=1024, reference="definition"),
    "W9": Workload(
        run=w9, text="unknown-a, 4,096 states, 2,000 pairs unknown", seconds=1, megabytes=100, reference="unknown"
    ),
    "W9+": Workload(
        run=w9_large,
        text="unknown-a, 65,536 states, 2,000 pairs unknown",
        seconds=20,
        megabytes=500,
        reference="unknown",
    ),
    "W10": Workload(
        run=w10, text="SIM, 16 options, 8 decision makers", seconds=2, megabytes=200, reference="simultaneous"
    ),
    "W11": Workload(
        run=w11, text="five moves of foresight, 65,536 states", seconds=10, megabytes=200, reference="foresight"
    ),
    "W8": Workload(
        run=w8, text="load a model of 16 options, list its states", seconds=0.5, megabytes=100, reference="vector"
    ),
}


def compare(entries: int) -> None:
    """Compare engines on random conflicts; stop with an error at the first difference."""
    from stateofplay.conflict.oracle import stable_by_definition

    compared = seed = 0
    start = time.process_time()
    while compared < entries:
        conflict = random_conflict(seed + 1_000_000)
        concepts: tuple[str, ...] = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
        if moves_of(conflict).in_option_form:
            concepts += ("SIM", "SIM_B")
        analysis = analyse(conflict, concepts)
        expected = stable_by_definition(conflict, concepts)
        for concept in concepts:
            for dm in conflict.dm_ids:
                if analysis.stable(concept, dm) != expected[concept][dm]:
                    raise SystemExit(f"seed {seed + 1_000_000}: {concept} of {dm} differs")
                compared += len(conflict.space)
        seed += 1
    spent = time.process_time() - start
    print(f"{compared:,} verdicts of {seed:,} random conflicts compared, 0 differences, {spent:.0f} s")


def measured(kind: str, name: str) -> tuple[float, float, float, str]:
    """Run one workload or reference in its own process: seconds, units, peak megabytes, note."""
    output = subprocess.run(
        [sys.executable, "-m", "bench.conflict", kind, name], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if output.returncode:
        raise RuntimeError(output.stderr.strip().splitlines()[-1])
    spent, units, peak, note = json.loads(output.stdout)
    return spent, units, peak, note


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["compare"]:
        compare(int(arguments[1]) if len(arguments) > 1 else 1_000_000)
        return 0
    if arguments[:1] in (["--one"], ["--reference"]):
        run = WORKLOADS[arguments[1]].run if arguments[0] == "--one" else REFERENCES[arguments[1]][0]
        found = run()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([found.seconds, found.units, peak, found.note]))
        return 0
    names = arguments or list(WORKLOADS)
    each = {}
    for key in dict.fromkeys(WORKLOADS[name].reference for name in names):
        spent, units, _, _ = measured("--reference", key)
        each[key] = spent / units
        print(f"reference {key!r}: {REFERENCES[key][1]}: {each[key] * 1e6:,.2f} microseconds")
    missed = []
    print(f"{'':4} {'seconds':>9} {'target':>7} {'MB':>6} {'target':>6} {'times':>13}  faster than {'':10} workload")
    for name in names:
        work = WORKLOADS[name]
        spent, units, peak, note = measured("--one", name)
        times = each[work.reference] * units / max(spent, 1e-9)
        met = spent <= work.seconds and peak <= work.megabytes
        missed += [] if met else [name]
        print(
            f"{name:4} {spent:9.4f} {work.seconds:7.2f} {peak:6.0f} {work.megabytes:6.0f} {times:13,.1f}"
            f"  {work.reference:21} {'' if met else 'MISSED: '}{work.text}: {note}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
