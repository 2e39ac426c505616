"""Metarational trees: MR_r, its credible form CMR_r, and Maximin_h.

Mark L: Zeng, Fang, Hipel and Kilgour (2006, 2007) and Rego and Vieira (2019) as generally stated, not re-read. Tested by
their properties: MR_1 = NASH, MR_2 = GMR, MR_3 = SMR, CMR_2 = SEQ, CMR_3 = SSEQ, Maximin_1 = NASH, Maximin_2 = GMR, and
everything Maximin_3 is SMR.
"""

from __future__ import annotations

from functools import cache

from stateofplay.conflict.oracle.graph import Graph, reach


def is_metarational(graph: Graph, i: str, s: int, r: int, *, credible: bool = False) -> bool:
    """Say whether s is MR_r (or CMR_r) for i.

    At most r moves are made, i first, then its opponents together by a legal sequence, in turn; whoever is to move may
    stop. i wants to end at a state better than s, the opponents want to prevent it. s is MR_r when i cannot force it. In
    the credible form every move must be an improvement for its mover. i only sets out for a state that tempts it, which
    for complete preferences changes nothing: at another the opponents would stop.
    """
    opponents = graph.others(i)
    own = graph.R_plus if credible else graph.R
    deters = graph.judge[i].deters

    @cache
    def i_wins(x: int, left: int) -> bool:
        return not deters(s, x) or (left > 0 and any(opponents_fail(y, left - 1) for y in own(i, x)))

    @cache
    def opponents_fail(y: int, left: int) -> bool:
        if graph.judge[i].further(s, y):
            return False  # they stop here
        return left == 0 or all(i_wins(z, left - 1) for z in reach(graph, opponents, y, credible=credible))

    def undeterred(y: int) -> bool:
        return r == 1 or all(i_wins(z, r - 2) for z in reach(graph, opponents, y, credible=credible))

    return not any(undeterred(y) for y in graph.R_plus(i, s)) if r > 0 else True


def is_maximin(graph: Graph, i: str, s: int, h: int) -> bool:
    """Say whether s is Maximin_h for i: within h moves i cannot make sure of ending better than s.

    i and its opponents take turns, i first; each may stay or move (the opponents by a legal sequence), and play goes on
    until h turns are over. Unlike in MR_r nobody can end it early, and i may first move to a state that is not better.
    "Better than s" is what would make i leave s.
    """
    opponents = graph.others(i)

    @cache
    def sure(x: int, turns: int, mine: bool) -> bool:
        if turns == 0:
            return graph.judge[i].leaves(s, x)
        if mine:
            return any(sure(y, turns - 1, False) for y in (x, *graph.R(i, x)))
        return all(sure(z, turns - 1, True) for z in (x, *reach(graph, opponents, x)))

    return not sure(s, h, True)
