"""Coalition stability as the definitions read. H is the coalition, s the state; the others are N - H.

R_H(s) has in it what joint acts lead to for which H has all whom they need.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from stateofplay.conflict.oracle.graph import Graph, reach_together

Group = tuple[str, ...]


def all_prefer(graph: Graph, group: Group, q: int, s: int) -> bool:
    """q >_j s for all j in H; under other readings of preferences: q tempts all of them."""
    return all(graph.judge[j].leaves(s, q) for j in group)


def deterred(graph: Graph, group: Group, x: int, s: int) -> bool:
    """Not all of H prefer x to s; under other readings: having to end at x deters some member at s."""
    return any(graph.judge[j].deters(s, x) for j in group)


def no_rescue(graph: Graph, group: Group, x: int, s: int) -> bool:
    """Being able to move on to x does not rescue H: not all of its members prefer x to s."""
    return any(graph.judge[j].further(s, x) for j in group)


def improvements(graph: Graph, group: Group, s: int) -> frozenset[int]:
    """R_H++(s) (Kilgour, Hipel, Fang and Peng 2001)."""
    return frozenset(q for q in reach_together(graph, group, s) if all_prefer(graph, group, q, s))


def answers(graph: Graph, group: Group, s: int) -> frozenset[int]:
    """The coalition improvements that opponents would make: R_H++(s), with what is credible for what tempts."""
    return frozenset(q for q in reach_together(graph, group, s) if all(graph.judge[j].credible(s, q) for j in group))


def coalitions(players: Group) -> list[Group]:
    """All non-empty subsets."""
    return [group for size in range(1, len(players) + 1) for group in combinations(players, size)]


def credible_reach(graph: Graph, others: Group, s1: int) -> frozenset[int]:
    """Ends of legal sequences of coalition improvements: no coalition twice in a row (Inohara and Hipel 2008)."""
    last: dict[int, set[Group]] = {}
    waiting = [(q, k) for k in coalitions(others) for q in answers(graph, k, s1)]
    while waiting:
        q, k = waiting.pop()
        if k in last.setdefault(q, set()):
            continue
        last[q].add(k)
        waiting.extend((r, m) for m in coalitions(others) if m != k for r in answers(graph, m, q))
    return frozenset(last)


def is_cr(graph: Graph, group: Group, s: int) -> bool:
    """R_H++(s) is empty."""
    return not improvements(graph, group, s)


def is_cgmr(graph: Graph, group: Group, s: int) -> bool:
    """For all s1 in R_H++(s) there is s2 in R_{N-H}(s1) that not all of H prefer to s."""
    others = tuple(j for j in graph.players if j not in group)
    return all(
        any(deterred(graph, group, s2, s) for s2 in reach_together(graph, others, s1))
        for s1 in improvements(graph, group, s)
    )


def is_csmr(graph: Graph, group: Group, s: int) -> bool:
    """As CGMR, and not all of H prefer any s3 in R_H(s2) to s."""
    others = tuple(j for j in graph.players if j not in group)
    return all(
        any(
            deterred(graph, group, s2, s)
            and all(no_rescue(graph, group, s3, s) for s3 in reach_together(graph, group, s2))
            for s2 in reach_together(graph, others, s1)
        )
        for s1 in improvements(graph, group, s)
    )


def is_cseq(graph: Graph, group: Group, s: int) -> bool:
    """As CGMR, with s2 reached by coalition improvements of coalitions among the others."""
    others = tuple(j for j in graph.players if j not in group)
    return all(
        any(deterred(graph, group, s2, s) for s2 in credible_reach(graph, others, s1))
        for s1 in improvements(graph, group, s)
    )


COALITION_TESTS: dict[str, Callable[[Graph, Group, int], bool]] = {
    "CR": is_cr,
    "CGMR": is_cgmr,
    "CSMR": is_csmr,
    "CSEQ": is_cseq,
}
