"""From an analysis to the plain records that figures are drawn from."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

import numpy as np

from stateofplay.conflict import Analysis, Conflict
from stateofplay.conflict.concepts import general_knowledge
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import describe, moved, name_of, own_name
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.readings import PreferenceReading
from stateofplay.conflict.proofs.sanctions import Judge, judges_of
from stateofplay.conflict.studies.statusquo import StatusQuo
from stateofplay.errors import ConflictError
from stateofplay.exchange.figures.records import (
    Arc,
    Arrival,
    MoveGraph,
    OptionRow,
    OutcomeTable,
    Party,
    ReachFigure,
    StateMark,
    StateRanks,
    StateTable,
)

FEW = 2


def tags_of(names: Sequence[str]) -> tuple[str, ...]:
    """Give every name a tag of a few letters that no other name has.

    Examples
    --------
    >>> tags_of(["MoE", "Local Government", "Uniroyal", "Union", "Local Group"])
    ('MoE', 'LG', 'Uni', 'Uni2', 'LG2')
    """
    found: list[str] = []
    for name in names:
        words = name.replace("-", " ").split()
        short = name if 0 < len(name) <= 4 else "".join(w[0].upper() for w in words[:3]) if len(words) > 1 else name[:3]
        short = short or "?"
        tag, again = short, 2
        while tag in found:
            tag, again = f"{short}{again}", again + 1
        found.append(tag)
    return tuple(found)


def parties_of(conflict: Conflict) -> tuple[Party, ...]:
    """The decision makers, in order."""
    names = [name_of(conflict, dm) for dm in conflict.dm_ids]
    return tuple(Party(name=name, tag=tag) for name, tag in zip(names, tags_of(names), strict=True))


def status_quo_index(conflict: Conflict) -> int | None:
    """The 0-based status quo, or None."""
    return None if conflict.status_quo is None else conflict.space.index_of(conflict.status_quo, where="status quo")


def choose_states(analysis: Analysis, states: Sequence[int] = (), most: int = 40, *, around: bool = False) -> list[int]:
    """Choose the states of a figure, by 0-based index.

    Parameters
    ----------
    states
        1-based ids: exactly these, in this order.
    most
        Where none are named and the model has more states: at most so many, the status quo, the states that are an
        equilibrium under most concepts, and what improvements reach from there.
    around
        Keep room for states from which improvements lead to these, so that a figure shows how one gets there.
    """
    conflict = analysis.conflict
    size = conflict.space.size
    if states:
        for state in states:
            if not 1 <= state <= size:
                raise ConflictError(
                    f"there is no state {state}",
                    slug="conflict.state_unknown",
                    hint=f"States are numbered 1 to {size:,}.",
                )
        return list(dict.fromkeys(state - 1 for state in states))
    if size <= most:
        return list(range(size))
    now = status_quo_index(conflict)
    first = ([] if now is None else [now]) + best_held(analysis, most)
    kept = dict.fromkeys((first or [0])[: max(most // 3, 1) if around else most])
    for onward in (True, False) if around else (True,):
        queue = deque(kept)
        while queue and len(kept) < most:
            for other in _neighbours(analysis, queue.popleft(), onward=onward):
                if other not in kept and len(kept) < most:
                    kept[other] = None
                    if onward:
                        queue.append(other)
    kept.update(dict.fromkeys([state for state in first if state not in kept][: most - len(kept)]))
    return sorted(kept)


def best_held(analysis: Analysis, most: int) -> list[int]:
    """The states that are an equilibrium under at least one concept, those of most concepts first, by 0-based index."""
    held = np.zeros(analysis.conflict.space.size, np.int32)
    for concept in analysis.concepts:
        held += analysis.equilibrium(concept)
    # a stable sort on the negated count keeps ids in order within the same count
    return [int(i) for i in np.argsort(-held, kind="stable")[:most] if held[i]]


def _judges(analysis: Analysis) -> list[Judge]:
    """How everyone judges states. What tempts under weak strength is what tempts in general."""
    reading = analysis.reading
    if reading.kind == "weak":
        reading = PreferenceReading(kind="degree", degree=0, zero_diagonal=reading.zero_diagonal)
    return judges_of(analysis.conflict, reading)


def _neighbours(analysis: Analysis, index: int, *, onward: bool) -> list[int]:
    """States that improvements reach from a state; or some from which an improvement comes, a few a mover."""
    table, judges = moves_of(analysis.conflict), _judges(analysis)
    found = []
    for j in range(table.players):
        targets = table.targets(j, index)
        if onward:
            found += [t for t in targets if judges[j].leaves(index, t)]
        else:
            back = (t for t in targets if judges[j].leaves(t, index) and index in table.targets(j, t))
            found += islice(back, FEW)
    return sorted(set(found))


def marks_of(analysis: Analysis, chosen: Sequence[int]) -> tuple[StateMark, ...]:
    """The chosen states with the concepts under which they are equilibria."""
    conflict = analysis.conflict
    now = status_quo_index(conflict)
    held = {concept: analysis.equilibrium(concept) for concept in analysis.concepts}
    return tuple(
        mark_of(conflict, i, tuple(c for c, stable in held.items() if stable[i]), status_quo=i == now) for i in chosen
    )


def mark_of(conflict: Conflict, index: int, holds: tuple[str, ...] = (), *, status_quo: bool = False) -> StateMark:
    """One state by 0-based index."""
    return StateMark(
        id=index + 1,
        label=conflict.space.label(index),
        options=conflict.space.options_text(index),
        words=describe(conflict, index + 1),
        holds=holds,
        status_quo=status_quo,
    )


def gather_moves(analysis: Analysis, states: Sequence[int] = (), most: int = 40) -> MoveGraph:
    """The chosen states and every move between them; moves to other states are counted."""
    conflict = analysis.conflict
    chosen = choose_states(analysis, states, most, around=True)
    table, judges = moves_of(conflict), _judges(analysis)
    inside, arcs, outward = set(chosen), [], 0
    onward = dict.fromkeys(chosen, 0)
    for j in range(table.players):
        targets = {s: table.targets(j, s) for s in chosen}
        for s in chosen:
            for t in targets[s]:
                if t not in inside:
                    outward += 1
                    onward[s] += judges[j].leaves(s, t)
                    continue
                back = s in targets[t]
                arcs.append(Arc(party=j, source=s + 1, target=t + 1, improves=judges[j].leaves(s, t), one_way=not back))
    return MoveGraph(
        name=conflict.name,
        parties=parties_of(conflict),
        concepts=analysis.concepts,
        states=marks_of(analysis, chosen),
        arcs=tuple(arcs),
        total=conflict.space.size,
        outward=outward,
        onward=tuple(onward.values()),
        asked=bool(states),
        marked=_marked(analysis),
    )


def gather_reach(found: StatusQuo, towards: Sequence[int] = ()) -> ReachFigure:
    """All that a status quo analysis reached."""
    conflict = found.conflict
    place = {dm: k for k, dm in enumerate(conflict.dm_ids)}
    wanted = tuple(towards) or tuple(sorted({s for states in found.equilibria.values() for s in states}))
    arrivals = []
    returns = None
    for one in found.reached:
        arrival = Arrival(
            state=mark_of(conflict, one.state - 1, _held(found, one.state)),
            moves=one.moves,
            last_movers=tuple(place[dm] for dm in one.last_movers),
            path=tuple(
                Arc(party=place[s.mover], source=s.source, target=s.target, improves=found.improvements_only)
                for s in one.path
            ),
        )
        if one.state == found.start:
            returns = arrival
        else:
            arrivals.append(arrival)
    return ReachFigure(
        name=conflict.name,
        parties=parties_of(conflict),
        start=mark_of(conflict, found.start - 1, _held(found, found.start), status_quo=True),
        arrivals=tuple(arrivals),
        concepts=tuple(found.equilibria),
        towards=tuple(s for s in wanted if s != found.start),
        improvements_only=found.improvements_only,
        total=conflict.space.size,
        returns=returns,
    )


def _held(found: StatusQuo, state: int) -> tuple[str, ...]:
    return tuple(concept for concept, states in found.equilibria.items() if state in states)


def standings_of(conflict: Conflict, chosen: Sequence[int]) -> tuple[StateRanks, ...]:
    """Every party's ranking of the chosen states among all states: 1 is best, ties share a number."""
    out = []
    for party, ranks in enumerate(ranks_of(conflict)):
        # a table of the ranks that occur: sorting a million states for each party would take longer than the analysis
        low = int(ranks.min())
        occurs = np.zeros(int(ranks.max()) - low + 1, np.bool_)
        occurs[ranks - low] = True
        place = np.cumsum(occurs[::-1])[::-1]
        numbers = tuple(int(place[ranks[index] - low]) for index in chosen)
        out.append(StateRanks(party=party, ranks=numbers, worst=int(place[0])))
    return tuple(out)


def gather_table(analysis: Analysis, states: Sequence[int] = (), most: int = 40) -> StateTable:
    """The chosen states with their options, ranks and verdicts."""
    conflict = analysis.conflict
    chosen = choose_states(analysis, states, most)
    marks = marks_of(analysis, chosen)
    place = {dm: k for k, dm in enumerate(conflict.dm_ids)}
    immobile = analysis.immobile
    verdicts = tuple(
        (
            concept,
            tuple(
                "".join("u" if not by_dm[dm][i] else "r" if immobile[dm][i] else "s" for i in chosen)
                for dm in conflict.dm_ids
            ),
        )
        for concept, by_dm in analysis.verdicts.items()
    )
    return StateTable(
        name=conflict.name,
        parties=parties_of(conflict),
        states=marks,
        options=tuple(
            OptionRow(
                id=option.id,
                name=own_name(conflict, option),
                owner=place[option.owner],
                signs="".join(mark.options[k] for mark in marks),
            )
            for k, option in enumerate(conflict.options)
        ),
        standings=standings_of(conflict, chosen) if analysis.reading.kind == "simple" else (),
        verdicts=verdicts,
        total=conflict.space.size,
        marked=_marked(analysis),
    )


def gather_outcomes(analysis: Analysis, states: Sequence[int] = (), most: int = 12) -> OutcomeTable:
    """The outcomes asked for, else the equilibria (of most concepts first) and the status quo, ranked by every party."""
    conflict = analysis.conflict
    now = status_quo_index(conflict)
    chosen = choose_states(analysis, states, most) if states else _outcomes(analysis, now, most)
    return OutcomeTable(
        name=conflict.name,
        parties=parties_of(conflict),
        states=marks_of(analysis, chosen),
        captions=tuple(
            describe(conflict, i + 1) if now in (None, i) else moved(conflict, now + 1, i + 1) for i in chosen
        ),
        standings=standings_of(conflict, chosen),
        total=conflict.space.size,
        now=() if now is None else tuple(standing.ranks[0] for standing in standings_of(conflict, [now])),
        marked=_marked(analysis),
    )


def _marked(analysis: Analysis) -> str:
    return general_knowledge(analysis.concepts, analysis.reading.kind)


def _outcomes(analysis: Analysis, now: int | None, most: int) -> list[int]:
    first = [] if now is None else [now]
    chosen = list(dict.fromkeys([*first, *best_held(analysis, most)]))[:most]
    return chosen or list(range(min(most, analysis.conflict.space.size)))
