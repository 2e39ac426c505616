"""Time and memory of the conflict engine on named models that anyone can rebuild.

Run ``python bench/conflict.py`` for all workloads, or name some: ``python bench/conflict.py W1 W4``. Each workload runs in
its own process, so that its peak memory is its own; seconds are processor seconds, the best of a few runs, beside the
target. ``python bench/conflict.py compare 1000000`` compares the fast engine with the readable one on random conflicts
until that many verdicts are compared.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from random import Random

import numpy as np

from stateofplay.conflict import Conflict, DecisionMaker, Option, analyse, exactly_one, stable_profiles, taken
from stateofplay.conflict.analysis import ranks_of
from stateofplay.conflict.catalogue import load_case
from stateofplay.conflict.generated import even_conflict, random_conflict
from stateofplay.conflict.moves import moves_of
from stateofplay.conflict.profiles import adjacent_swaps

Result = tuple[float, str]


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def analysed(make: Callable[[], Conflict], concepts: tuple[str, ...], runs: int = 3) -> Result:
    found = {}

    def work() -> None:
        conflict = make()
        analysis = analyse(conflict, concepts)
        found.update(states=len(conflict.space), **{c: int(analysis.equilibrium(c).sum()) for c in concepts})

    spent = seconds(work, runs)
    return spent, ", ".join(f"{key} {value:,}" for key, value in found.items())


def w1() -> Result:
    return analysed(lambda: even_conflict(12, 4), ("NASH", "GMR", "SMR", "SEQ", "SIM"))


def w2() -> Result:
    return analysed(lambda: load_case("gatt-trade-20-options-workload"), ("NASH", "GMR", "SMR", "SEQ"), 2)


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
    return spent, f"{profiles / spent:,.0f} profiles a second, {conflict.name}"


def w5() -> Result:
    """All adjacent swaps of 36 states and 4 decision makers, five concepts."""
    conflict = next(c for c in (even_conflict(7, 4, seed=s, infeasible=5) for s in range(10_000)) if len(c.space) == 36)
    ranks = ranks_of(conflict)
    swaps = 0

    def sweep() -> None:
        nonlocal swaps
        profiles, changed = adjacent_swaps(ranks)
        stable_profiles(conflict, profiles, ("NASH", "GMR", "SMR", "SEQ", "SIM"))
        swaps = len(changed)

    sweep()
    return seconds(sweep, 20), f"{swaps} swaps, {conflict.name}"


def w8() -> Result:
    found = []

    def listed() -> None:
        conflict = even_conflict(16, 4, infeasible=3)
        found.append([conflict.space.options_text(k) for k in range(len(conflict.space))])

    return seconds(listed, 2), f"{len(found[0]):,} states"


WORKLOADS: dict[str, tuple[Callable[[], Result], str, float, float]] = {
    "W1": (w1, "12 options, 4 decision makers, all states, NASH GMR SMR SEQ SIM", 0.25, 100),
    "W2": (w2, "20 options, 6 decision makers, 138,240 states (trade case), NASH GMR SMR SEQ", 15, 300),
    "W3": (w3, "20 options, 5 decision makers, 1,048,576 states, NASH GMR SMR SEQ SSEQ", 45, 500),
    "W3+": (w3_stretch, "24 options, 6 decision makers, 16,777,216 states, NASH GMR", 60, 4096),
    "W4": (w4, "100,000 sampled profiles of 23 states", 2.0, 1024),
    "W5": (w5, "all adjacent swaps of 36 states, 4 decision makers, five concepts", 0.02, 100),
    "W8": (w8, "load a model of 16 options and list its states", 0.5, 100),
}


def compare(entries: int) -> None:
    """Compare engines on random conflicts; stop with an error at the first difference."""
    from stateofplay.conflict.oracle import stable_by_definition

    compared = seed = 0
    start = time.process_time()
    while compared < entries:
        conflict = random_conflict(seed + 1_000_000)
        concepts = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
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


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["compare"]:
        compare(int(arguments[1]) if len(arguments) > 1 else 1_000_000)
        return
    if arguments[:1] == ["--one"]:
        spent, note = WORKLOADS[arguments[1]][0]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([spent, peak, note]))
        return
    print(f"{'':4} {'seconds':>9} {'target':>8} {'MB':>7} {'target':>7}  workload")
    for name in arguments or list(WORKLOADS):
        _, text, most_seconds, most_mb = WORKLOADS[name]
        output = subprocess.run([sys.executable, __file__, "--one", name], capture_output=True, text=True, check=False)
        if output.returncode:
            print(f"{name:4} not measured: {output.stderr.strip().splitlines()[-1]}")
            continue
        spent, peak, note = json.loads(output.stdout)
        print(f"{name:4} {spent:9.4f} {most_seconds:8.2f} {peak:7.0f} {most_mb:7.0f}  {text}: {note}")


if __name__ == "__main__":
    main(sys.argv[1:])
