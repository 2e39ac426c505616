"""Attitudes: decision makers that wish each other well, ill, or do not care.

e(i, j) is +, 0 or -. i devotes itself to j (+): a move must not be worse for j; is aggressive (-): it must not be better
for j; is indifferent (0): anything goes. The total relational preference of i is what meets all of its attitudes, and its
total relational replies from s are s itself and its moves to such states. RNASH: no reply but s. RGMR, RSMR, RSEQ: as
GMR, SMR and SEQ, with replies for improvements and "not totally relationally preferred to s" as what deters. Inohara,
Hipel and Walker 2007; Inohara and Hipel 2008, given as generally stated and tested by their properties: for strict
preferences and attitudes + to oneself and 0 to others the relational concepts are the usual ones, and for all attitudes 0
RNASH equals RSMR and RGMR equals RSEQ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stateofplay.conflict.engine.relational import reached
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import Arcs, MoveTable, moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.preference import check_paired_size
from stateofplay.conflict.proofs.wording import describe
from stateofplay.errors import ConflictError

ATTITUDE_CONCEPTS = ("RNASH", "RGMR", "RSMR", "RSEQ")
_SIGNS = {"+": 1, "0": 0, "-": -1}


@dataclass(frozen=True, eq=False, kw_only=True)
class AttitudeAnalysis:
    """Relational stability under given attitudes; ``stable`` is concept to decision maker to state ids."""

    conflict: Conflict
    attitudes: Mapping[tuple[str, str], str]
    stable: Mapping[str, Mapping[str, tuple[int, ...]]]

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the states that are stable for everyone."""
        return tuple(sorted(set.intersection(*(set(states) for states in self.stable[concept].values()))))

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        lines = []
        for concept in self.stable:
            states = self.equilibria(concept)
            shown = ", ".join(describe(self.conflict, s) for s in states[:12]) or "no state"
            lines.append(f"With these attitudes, stable for everyone under {concept}: {shown}.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "attitudes": [{"of": i, "towards": j, "sign": sign} for (i, j), sign in self.attitudes.items()],
            "stable": {c: {dm: list(states) for dm, states in by.items()} for c, by in self.stable.items()},
            "equilibria": {concept: list(self.equilibria(concept)) for concept in self.stable},
            "sentences": list(self.sentences()),
        }


def attitude_analysis(
    conflict: Conflict,
    attitudes: Mapping[tuple[str, str], str],
    concepts: Sequence[str] = ATTITUDE_CONCEPTS,
    *,
    progress: Progress | None = None,
) -> AttitudeAnalysis:
    """Decide relational stability.

    Parameters
    ----------
    conflict
        A model of at most 8,192 states with complete preferences.
    attitudes
        ``{(i, j): "+"}``: the attitude of i towards j; left out means "+" towards oneself and "0" towards others.
    concepts
        Some of RNASH, RGMR, RSMR, RSEQ.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> kind = {("A", "B"): "+", ("B", "A"): "+"}
    >>> attitude_analysis(dilemma, {}).equilibria("RNASH"), attitude_analysis(dilemma, kind).equilibria("RNASH")
    ((1,), (1, 2, 3, 4))
    """
    asked = tuple(dict.fromkeys(concept.strip().upper() for concept in concepts))
    wrong = [concept for concept in asked if concept not in ATTITUDE_CONCEPTS]
    wrong += [sign for sign in attitudes.values() if sign not in _SIGNS]
    if wrong:
        raise ConflictError(
            f"{', '.join(wrong)} is no relational concept or no attitude",
            slug="conflict.attitude",
            hint=f"Concepts: {', '.join(ATTITUDE_CONCEPTS)}; attitudes: +, 0 or -.",
        )
    ids = conflict.dm_ids
    named = {(conflict.dm(i).id, conflict.dm(j).id): sign for (i, j), sign in attitudes.items()}
    full = {(i, j): named.get((i, j), "+" if i == j else "0") for i in ids for j in ids}
    check_paired_size(conflict.space)
    ranks, table = ranks_of(conflict), moves_of(conflict)
    preferred = [_preferred(ranks, [_SIGNS[full[i, j]] for j in ids]) for i in ids]
    stable: dict[str, dict[str, tuple[int, ...]]] = {concept: {} for concept in asked}
    for player, dm in enumerate(ids):
        for concept in asked:
            stable[concept][dm] = _stable(table, preferred, player, concept)
        if progress is not None:
            progress("attitudes", player + 1, len(ids))
    return AttitudeAnalysis(conflict=conflict, attitudes=full, stable=stable)


def _preferred(ranks: Sequence[NDArray[np.int32]], signs: Sequence[int]) -> NDArray[np.bool_]:
    """Return TRP: ``[s, q]`` whether q is totally relationally preferred to s.

    "Preferred to s for j" is at least as good, "not preferred" its negation, worse (the literature's definition). s is
    not preferred to itself here: only then does a return to s deter, as it does under the usual concepts.
    """
    size = len(ranks[0])
    found = np.ones((size, size), bool)
    for own, sign in zip(ranks, signs, strict=True):
        at_least = own[None, :] >= own[:, None]
        if sign:
            found &= at_least if sign > 0 else ~at_least
    np.fill_diagonal(found, False)
    return found


def _stable(table: MoveTable, preferred: Sequence[NDArray[np.bool_]], player: int, concept: str) -> tuple[int, ...]:
    mine, arcs = preferred[player], table.arcs(player)
    replies = _replies(arcs, mine)
    opponents = [j for j in range(table.players) if j != player]
    deterred: NDArray[np.bool_] = np.zeros(len(replies), bool)
    if concept != "RNASH":
        sets = reached(table, opponents, list(preferred) if concept == "RSEQ" else None)
        deters = ~mine
        if concept == "RSMR":
            after = np.zeros_like(mine)
            for target, source in zip(arcs.target.tolist(), arcs.source.tolist(), strict=True):
                after[:, source] |= mine[:, target]
            deters = deters & ~after
        deterred = np.any(sets[replies.target] & np.packbits(deters, axis=1)[replies.source], axis=1)
    stable = np.ones(table.space.size, bool)
    stable[replies.source[~deterred]] = False
    return tuple((np.flatnonzero(stable) + 1).tolist())


def _replies(arcs: Arcs, preferred: NDArray[np.bool_]) -> Arcs:
    keep = preferred[arcs.source, arcs.target]
    return Arcs(arcs.source[keep], arcs.target[keep], arcs.size)
