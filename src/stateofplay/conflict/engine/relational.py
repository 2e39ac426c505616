"""The engine for preferences that are not complete orders: relations as tables, reach sets as packed bits.

The linear reduction of :mod:`stateofplay.conflict.engine.stability` needs a complete preorder. Here each reach set is one row of
bits, so a step over all moves costs O(moves x states / 64), and the definitions are applied as they stand. Readings of
unknown pairs need no tables where few pairs are listed (:mod:`.banded`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from stateofplay.conflict.concepts import CONCEPTS, CREDIBLE, FAST_CONCEPTS, SYMMETRIC
from stateofplay.conflict.engine.banded import Fixed, stable_by_bands
from stateofplay.conflict.engine.bits import Bits, into, kept
from stateofplay.conflict.engine.simultaneous import simultaneously_stable_by_tables
from stateofplay.conflict.engine.stability import Progress, Stable
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import Arcs, MoveTable, moves_of
from stateofplay.conflict.preferences.comparisons import Comparisons
from stateofplay.conflict.preferences.preference import MAX_PAIRED_STATES, check_paired_size
from stateofplay.conflict.preferences.readings import PreferenceReading, Relations, Table, read
from stateofplay.errors import ConflictError

_ROWS = 256
_DENSE = 16  # one listed pair costs about as much as so many cells of a table
MEMORY_LIMIT_MB = 2048


def relationally_stable(
    conflict: Conflict, reading: PreferenceReading, concepts: Sequence[str], *, progress: Progress | None = None
) -> dict[str, dict[str, Stable]]:
    """Decide NASH, GMR, SMR, SEQ, SSEQ and both SIM under any reading of any preferences.

    Parameters
    ----------
    conflict
        A model of at most 8,192 states.
    reading
        How preferences are read.
    concepts
        Some of NASH, GMR, SMR, SEQ, SSEQ, SIM, SIM_B.
    progress
        Called after each decision maker.

    Returns
    -------
    dict
        Concept to decision maker id to one truth value a state. Under a weak reading: stable in general, not strongly;
        Nash stability has no strong and weak halves and is reported as it is.
    """
    unfit = [concept for concept in concepts if concept not in CONCEPTS]
    if unfit:
        raise ConflictError(
            f"{', '.join(unfit)} has no definition for the reading {reading.id}",
            slug="conflict.reading",
            hint=f"Use some of {', '.join(CONCEPTS)}.",
        )
    if reading.kind == "weak":
        general = relationally_stable(conflict, replace(reading, kind="degree", degree=0), concepts, progress=progress)
        strong = relationally_stable(conflict, replace(reading, kind="strong"), concepts, progress=progress)
        return {
            concept: {
                dm: stable if concept == "NASH" else stable & ~strong[concept][dm]
                for dm, stable in general[concept].items()
            }
            for concept in concepts
        }
    table = moves_of(conflict)
    compared = _without_tables(conflict, reading)
    if compared is not None:
        return _by_bands(conflict, compared, reading.variant, concepts, progress)
    check_memory(conflict)
    relations = [read(dm.preference.pairs(conflict.space), reading) for dm in conflict.decision_makers]
    core = [c for c in FAST_CONCEPTS if c in concepts or ("SIM_B" in concepts and c in ("NASH", "SEQ"))]
    decided = []
    for player in range(table.players):
        decided.append(_stable(table, relations, player, core))
        if progress is not None:
            progress(f"decision maker {player + 1}", player + 1, table.players)
    unstable = [~(one["NASH"] | one["SEQ"]) for one in decided] if "SIM_B" in concepts else []
    for player, one in enumerate(decided):
        answers = [r.leaves if j == player else r.credible for j, r in enumerate(relations)]
        deters = relations[player].deters
        if "SIM" in concepts:
            one["SIM"] = simultaneously_stable_by_tables(table, answers, deters, player=player)
        if "SIM_B" in concepts:
            answered = simultaneously_stable_by_tables(table, answers, deters, player=player, may_answer=unstable)
            one["SIM_B"] = ~unstable[player] | answered
    return {
        concept: {dm: one[concept] for dm, one in zip(conflict.dm_ids, decided, strict=True)} for concept in concepts
    }


def _without_tables(conflict: Conflict, reading: PreferenceReading) -> list[Comparisons] | None:
    """Return the comparisons where a reading of unknown pairs needs no tables, or so many single pairs that tables are less."""
    if reading.kind != "unknown" or reading.zero_diagonal:
        return None
    found = [dm.preference.comparisons(conflict.space) for dm in conflict.decision_makers]
    compared = [one for one in found if one is not None]
    size = len(conflict.space)
    dense = size <= MAX_PAIRED_STATES and sum(len(one.source) for one in compared) * _DENSE > size * size * len(found)
    return None if len(compared) < len(found) or dense else compared


def _by_bands(
    conflict: Conflict, compared: list[Comparisons], variant: str, concepts: Sequence[str], progress: Progress | None
) -> dict[str, dict[str, Stable]]:
    table, ids = moves_of(conflict), conflict.dm_ids
    core = [c for c in FAST_CONCEPTS if c in concepts or ("SIM_B" in concepts and c in ("NASH", "SEQ"))]
    decided = stable_by_bands(table, compared, variant, core, progress=progress)
    unstable = [~(one["NASH"] | one["SEQ"]) for one in decided] if "SIM_B" in concepts else []
    for player, one in enumerate(decided):
        answers = [Fixed(other, variant, "leaves" if j == player else "credible") for j, other in enumerate(compared)]
        deters = Fixed(compared[player], variant, "deters")
        if "SIM" in concepts:
            one["SIM"] = simultaneously_stable_by_tables(table, answers, deters, player=player)
        if "SIM_B" in concepts:
            one["SIM_B"] = ~unstable[player] | simultaneously_stable_by_tables(
                table, answers, deters, player=player, may_answer=unstable
            )
    return {concept: {dm: one[concept] for dm, one in zip(ids, decided, strict=True)} for concept in concepts}


def check_memory(conflict: Conflict) -> None:
    """Refuse models whose tables of preferences would not fit, with an estimate."""
    size, players = len(conflict.space), len(conflict.decision_makers)
    check_paired_size(conflict.space)
    needed = size * size * (5 * players + 4)  # tables of single bytes: preferred, unknown, degree, leaves, deters
    if needed > MEMORY_LIMIT_MB * 2**20:
        raise ConflictError(
            f"preferences between {size:,} states of {players} decision makers would need about {needed / 2**20:,.0f} MB,"
            f" more than {MEMORY_LIMIT_MB:,} MB",
            slug="conflict.too_large",
            hint="Add infeasible combinations, or state complete preferences, which need no tables.",
        )


def reached(table: MoveTable, opponents: Sequence[int], credible: Sequence[Table] | None) -> Bits:
    """Return R_H(s) for every s as packed bits, or R_H+(s) when the credible moves are given."""
    itself = np.packbits(np.eye(table.space.size, dtype=bool), axis=1)
    return into([table.arcs(j) if credible is None else kept(table.arcs(j), credible[j]) for j in opponents], itself)


def _stable(
    table: MoveTable, relations: Sequence[Relations], player: int, concepts: Sequence[str]
) -> dict[str, Stable]:
    mine, arcs = relations[player], table.arcs(player)
    tempting = mine.leaves[arcs.source, arcs.target]
    source, target = arcs.source[tempting], arcs.target[tempting]
    opponents = [j for j in range(table.players) if j != player]
    found = {}
    size = table.space.size
    sets: dict[bool, Bits] = {}
    deters: dict[bool, Bits] = {}
    for concept in concepts:
        deterred = np.zeros(len(source), bool)
        if concept != "NASH":
            credible, symmetric = concept in CREDIBLE, concept in SYMMETRIC
            if credible not in sets:
                sets[credible] = reached(table, opponents, [r.credible for r in relations] if credible else None)
            if symmetric not in deters:
                deters[symmetric] = np.packbits(_lasting(mine, arcs) if symmetric else mine.deters, axis=1)
            for start in range(0, len(source), 1 << 14):
                part = slice(start, start + (1 << 14))
                both = sets[credible][target[part]] & deters[symmetric][source[part]]
                deterred[part] = both.any(axis=1)
        stable = np.ones(size, bool)
        stable[source[~deterred]] = False
        found[concept] = stable
    return found


def _lasting(mine: Relations, arcs: Arcs) -> Table:
    """Keep the deterring states from which every further move of the same player is deterring too."""
    kept = mine.deters.copy()
    if not len(arcs):
        return kept
    moving = np.flatnonzero(arcs.first[1:] > arcs.first[:-1])
    for start in range(0, len(kept), _ROWS):
        rows = mine.further[start : start + _ROWS]
        after = np.logical_and.reduceat(rows[:, arcs.target], arcs.first[moving], axis=1)
        kept[start : start + _ROWS, moving] &= after
    return kept
