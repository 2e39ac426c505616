"""The search for proofs: shortest sanctions for every improvement, or all that fails to deter one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from stateofplay.conflict.concepts import CONCEPTS, CREDIBLE, SYMMETRIC, concept_id
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import MoveTable, moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading, Relations, read
from stateofplay.conflict.proofs.proof import Ground, Outcome, Proof, Sanction, Step
from stateofplay.errors import ConflictError

MAX_OUTCOMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Judge:
    """How one decision maker judges states, by index: what tempts it, what deters it, what it would do."""

    leaves: Callable[[int, int], bool]
    deters: Callable[[int, int], bool]
    further: Callable[[int, int], bool]
    credible: Callable[[int, int], bool]
    best: Callable[[Sequence[int]], int]


def judges_of(conflict: Conflict, reading: PreferenceReading = SIMPLE) -> list[Judge]:
    """Return one judge a decision maker (worked out once for a conflict and a reading)."""
    kept = cast("dict[str, list[Judge]]", conflict.derived.judges)
    if reading.id not in kept:
        kept[reading.id] = _judges(conflict, reading)
    return kept[reading.id]


def _judges(conflict: Conflict, reading: PreferenceReading) -> list[Judge]:
    if reading == SIMPLE:
        return [_by_rank(ranks) for ranks in ranks_of(conflict)]
    if reading.kind == "weak":
        raise ConflictError(
            "weak stability is general without strong stability and has no proof of its own",
            slug="conflict.reading",
            hint="Explain it under the readings degree 0 and strong.",
        )
    return [_by_table(read(dm.preference.pairs(conflict.space), reading)) for dm in conflict.decision_makers]


def prove(conflict: Conflict, concept: str, dm: str, state: StateRef, *, reading: PreferenceReading = SIMPLE) -> Proof:
    """Prove whether one state is stable for one decision maker.

    Parameters
    ----------
    conflict
        The model.
    concept
        NASH, GMR, SMR, SEQ, SSEQ, SIM or SIM_B.
    dm
        Id or name of the decision maker.
    state
        Id, label or YN string.
    reading
        How preferences are read.

    Raises
    ------
    ConflictError
        ``conflict.proof_too_large`` when the answers to an undeterred improvement are more than a million.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> prove(dilemma, "SEQ", "A", "YY").sanctions
    (Sanction(improvement=3, steps=(Step(mover='B', source=3, target=1),), end=1, reply=2),)
    """
    concept = concept_id(concept)
    if concept not in CONCEPTS:
        raise ConflictError(
            f"proofs exist for {', '.join(CONCEPTS)}, not for {concept}",
            slug="conflict.no_proof",
            hint="L_h, NM and STACKELBERG are proved by prove_foresight, MR_r, CMR_r and MAXIMIN_h by prove_tree.",
        )
    search = _Search(conflict, concept, conflict.dm_ids.index(conflict.dm(dm).id), reading)
    return search.proof(conflict.space.index_of(state))


class _Search:
    def __init__(self, conflict: Conflict, concept: str, player: int, reading: PreferenceReading) -> None:
        self.conflict, self.concept, self.player, self.reading = conflict, concept, player, reading
        self.table: MoveTable = moves_of(conflict)
        self.judges = judges_of(conflict, reading)
        self.mine = self.judges[player]
        self.names = conflict.dm_ids
        self.opponents = [j for j in range(self.table.players) if j != player]
        self.symmetric = concept in SYMMETRIC
        self.credible = concept in CREDIBLE
        if concept in ("SIM", "SIM_B") and not self.table.in_option_form:
            raise ConflictError(
                "simultaneous stability needs a model in option form",
                slug="conflict.not_option_form",
                hint="Leave SIM out for models with joint acts, explicit moves or coalesced states.",
            )

    def proof(self, state: int) -> Proof:
        moves = self.table.targets(self.player, state)
        improvements = [s1 for s1 in moves if self.mine.leaves(state, s1)]
        if not improvements:
            return self._proof(state, ground="no_improvement" if moves else "no_move")
        if self.concept == "NASH":
            return self._proof(state, ground="undeterred", improvement=self.mine.best(improvements) + 1)
        if self.concept == "SIM_B":
            sequential = _Search(self.conflict, "SEQ", self.player, self.reading).proof(state)
            if sequential.stable:
                return self._proof(state, ground="deterred", sanctions=sequential.sanctions)
        sanctions = []
        for s1 in improvements:
            found = self._joint(state, s1) if self.concept.startswith("SIM") else self._sequence(state, s1)
            if not isinstance(found, Sanction):
                return self._proof(state, ground="undeterred", improvement=s1 + 1, outcomes=found)
            sanctions.append(found)
        return self._proof(state, ground="deterred", sanctions=tuple(sanctions))

    def _proof(
        self,
        state: int,
        *,
        ground: Ground,
        sanctions: tuple[Sanction, ...] = (),
        improvement: int | None = None,
        outcomes: tuple[Outcome, ...] = (),
    ) -> Proof:
        return Proof(
            concept=self.concept,
            decision_maker=self.names[self.player],
            state=state + 1,
            ground=ground,
            sanctions=sanctions,
            improvement=improvement,
            outcomes=outcomes,
            reading=self.reading,
        )

    def _ref(self, state: int) -> StateRef:
        return self.conflict.space.label(state)

    def _sequence(self, state: int, s1: int) -> Sanction | tuple[Outcome, ...]:
        """Breadth first over (state, last mover): the first deterring state, or everything reached."""
        before: dict[tuple[int, int], tuple[int, int]] = {}
        outcomes: list[Outcome] = []
        waiting: deque[tuple[int, int]] = deque([(s1, -1)])
        while waiting:
            node = waiting.popleft()
            here, last = node
            for j in self.opponents:
                if j == last:
                    continue
                for q in self.table.targets(j, here):
                    if (q, j) in before or (self.credible and not self.judges[j].credible(here, q)):
                        continue
                    before[q, j] = node
                    escape = self._escape(state, q)
                    if escape is None and self.mine.deters(state, q):
                        return self._sanction(s1, (q, j), before)
                    outcomes.append(
                        Outcome(state=q + 1, last_mover=self.names[j], escape=None if escape is None else escape + 1)
                    )
                    if len(outcomes) > MAX_OUTCOMES:
                        raise ConflictError(
                            f"the answers to an improvement from state {self._ref(state)} are more than"
                            f" {MAX_OUTCOMES:,}",
                            slug="conflict.proof_too_large",
                            hint="The verdict stands; ask for the proof on a smaller model.",
                        )
                    waiting.append((q, j))
        return tuple(outcomes)

    def _escape(self, state: int, q: int) -> int | None:
        """Return the further move that rescues the player from a deterring q, under symmetric concepts."""
        if not self.symmetric or not self.mine.deters(state, q):
            return None
        rescuing = [s3 for s3 in self.table.targets(self.player, q) if not self.mine.further(state, s3)]
        return self.mine.best(rescuing) if rescuing else None

    def _sanction(self, s1: int, node: tuple[int, int], before: dict[tuple[int, int], tuple[int, int]]) -> Sanction:
        end, steps = node[0], []
        while node[1] >= 0:
            source = before[node]
            steps.append(Step(mover=self.names[node[1]], source=source[0] + 1, target=node[0] + 1))
            node = source
        return self._with_reply(s1, tuple(reversed(steps)), end)

    def _with_reply(self, s1: int, steps: tuple[Step, ...], end: int) -> Sanction:
        replies = self.table.targets(self.player, end)
        return Sanction(
            improvement=s1 + 1, steps=steps, end=end + 1, reply=self.mine.best(replies) + 1 if replies else None
        )

    def _joint(self, state: int, s1: int) -> Sanction | tuple[Outcome, ...]:
        """Try every superposition of the opponents' improvements from ``state`` with the improvement s1."""
        masks = self.table.space.masks
        here = int(masks[state])
        movers = [j for j in self.opponents if self.concept == "SIM" or self._unstable(j, state)]
        choices = [
            [-1, *(q for q in self.table.targets(j, state) if self.judges[j].credible(state, q))] for j in movers
        ]
        combinations = sorted(product(*choices), key=lambda chosen: sum(q >= 0 for q in chosen))
        for chosen in combinations[1:]:  # the first is that nobody moves, which answers nothing
            end_mask = int(masks[s1])
            for q in chosen:
                end_mask ^= (int(masks[q]) ^ here) if q >= 0 else 0
            end = self.table.space.index_of_mask(end_mask)
            if end >= 0 and self.mine.deters(state, end):
                steps = tuple(
                    Step(mover=self.names[j], source=state + 1, target=q + 1)
                    for j, q in zip(movers, chosen, strict=True)
                    if q >= 0
                )
                return self._with_reply(s1, steps, end)
        return ()

    def _unstable(self, j: int, state: int) -> bool:
        return not _Search(self.conflict, "SEQ", j, self.reading).proof(state).stable


def _by_rank(ranks: Ranks) -> Judge:
    def better(s: int, q: int) -> bool:
        return bool(ranks[q] > ranks[s])

    def no_better(s: int, q: int) -> bool:
        return bool(ranks[q] <= ranks[s])

    return Judge(better, no_better, no_better, better, lambda states: max(states, key=lambda q: (ranks[q], -q)))


def _by_table(relations: Relations) -> Judge:
    wins = relations.leaves.sum(axis=0)
    return Judge(
        lambda s, q: bool(relations.leaves[s, q]),
        lambda s, q: bool(relations.deters[s, q]),
        lambda s, q: bool(relations.further[s, q]),
        lambda s, q: bool(relations.credible[s, q]),
        lambda states: max(states, key=lambda q: (wins[q], -q)),
    )
