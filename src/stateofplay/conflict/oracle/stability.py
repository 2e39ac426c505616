"""The core concepts, each as its definition reads. i is the focal decision maker, s the state in question."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from stateofplay.conflict.oracle.graph import Graph, reach

Test = Callable[[Graph, str, int], bool]


def is_nash(graph: Graph, i: str, s: int) -> bool:
    """R_i+(s) is empty (Nash 1950)."""
    return not graph.R_plus(i, s)


def is_gmr(graph: Graph, i: str, s: int) -> bool:
    """For all s1 in R_i+(s) there is s2 in R_{N-i}(s1) that is no better than s (Howard 1971)."""
    deters = graph.judge[i].deters
    return all(any(deters(s, s2) for s2 in reach(graph, graph.others(i), s1)) for s1 in graph.R_plus(i, s))


def is_smr(graph: Graph, i: str, s: int) -> bool:
    """As GMR, and no s3 in R_i(s2) is better than s either (Howard 1971)."""
    return all(any(lasts(graph, i, s, s2) for s2 in reach(graph, graph.others(i), s1)) for s1 in graph.R_plus(i, s))


def is_seq(graph: Graph, i: str, s: int) -> bool:
    """For all s1 in R_i+(s) there is s2 in R+_{N-i}(s1) that is no better than s (Fraser and Hipel 1979)."""
    deters = graph.judge[i].deters
    return all(
        any(deters(s, s2) for s2 in reach(graph, graph.others(i), s1, credible=True)) for s1 in graph.R_plus(i, s)
    )


def is_sseq(graph: Graph, i: str, s: int) -> bool:
    """As SEQ, and no s3 in R_i(s2) is better than s either (Rego and Vieira 2017)."""
    return all(
        any(lasts(graph, i, s, s2) for s2 in reach(graph, graph.others(i), s1, credible=True))
        for s1 in graph.R_plus(i, s)
    )


def lasts(graph: Graph, i: str, s: int, s2: int) -> bool:
    """The sanction s2 deters i at s, and so does everything that i can move on to from s2."""
    judge = graph.judge[i]
    return judge.deters(s, s2) and all(judge.further(s, s3) for s3 in graph.R(i, s2))


def is_sim(graph: Graph, i: str, s: int) -> bool:
    """For all s1 in R_i+(s) the others have improvements from s that, superposed on s1, spoil it (SIM-a)."""
    return all(_spoiled(graph, i, s, s1, graph.others(i)) for s1 in graph.R_plus(i, s))


def is_sim_b(graph: Graph, i: str, s: int) -> bool:
    """Nash or SEQ stable; or improvements of the other unstable decision makers spoil every improvement (SIM-b)."""

    def unstable(j: str) -> bool:
        return not is_nash(graph, j, s) and not is_seq(graph, j, s)

    if not unstable(i):
        return True
    answering = tuple(j for j in graph.others(i) if unstable(j))
    return bool(answering) and all(_spoiled(graph, i, s, s1, answering) for s1 in graph.R_plus(i, s))


def _spoiled(graph: Graph, i: str, s: int, s1: int, answering: tuple[str, ...]) -> bool:
    vectors, numbers = graph.vectors, {vector: state for state, vector in graph.vectors.items()}
    choices = [[s, *graph.R_credible(j, s)] for j in answering]
    for chosen in product(*choices):
        if all(q == s for q in chosen):
            continue  # an answer is a move of at least one of them
        end = vectors[s1]
        for q in chosen:
            end ^= vectors[s] ^ vectors[q]  # each sets its own options
        if end in numbers and graph.judge[i].deters(s, numbers[end]):
            return True
    return False


TESTS: dict[str, Test] = {
    "NASH": is_nash,
    "GMR": is_gmr,
    "SMR": is_smr,
    "SEQ": is_seq,
    "SSEQ": is_sseq,
    "SIM": is_sim,
    "SIM_B": is_sim_b,
}
