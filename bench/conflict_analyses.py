"""Time of the analyses that go beyond stability, on named generated models that anyone can rebuild.

Run ``python bench/conflict_analyses.py`` for all workloads, or name some: ``python bench/conflict_analyses.py W6``.
Seconds are processor seconds, the worst of the states asked about (W6) or one run (W7), beside the target.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from stateofplay.conflict.coalition import coalition_analysis
from stateofplay.conflict.generated import even_conflict
from stateofplay.conflict.inverse import inverse


def w6() -> list[tuple[str, float, float]]:
    """12 states, one decision maker's whole ranking free: conditions, count and least change for every state."""
    conflict = next(c for c in (even_conflict(4, 2, seed=s, infeasible=1) for s in range(1000)) if len(c.space) == 12)
    lines = []
    for concept in ("NASH", "GMR", "SMR", "SEQ", "SSEQ"):
        worst = 0.0
        counts, forms = [], set()
        for state in conflict.space.ids:
            start = time.process_time()
            found = inverse(conflict, state, concept, free=[conflict.dm_ids[0]])
            worst = max(worst, time.process_time() - start)
            counts.append(found.count or 0)
            forms.add(found.form)
        text = f"W6 {concept}, {conflict.name}, most rankings {max(counts):,}, by {' and '.join(sorted(forms))}"
        lines.append((text, worst, 1.0))
    return lines


def w7() -> list[tuple[str, float, float]]:
    """6 decision makers, 4,096 states: all 63 coalitions, four concepts."""
    conflict = even_conflict(12, 6)
    start = time.process_time()
    found = coalition_analysis(conflict)
    spent = time.process_time() - start
    kept = ", ".join(f"{concept} {len(found.equilibria(concept)):,}" for concept in found.stable)
    return [(f"W7 63 coalitions, {len(conflict.space):,} states, {conflict.name}: {kept}", spent, 5.0)]


WORKLOADS: dict[str, Callable[[], list[tuple[str, float, float]]]] = {"W6": w6, "W7": w7}


def main(names: list[str]) -> None:
    for name in names or list(WORKLOADS):
        for text, spent, target in WORKLOADS[name]():
            print(f"{spent:9.4f} s  (target {target:g} s)  {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
