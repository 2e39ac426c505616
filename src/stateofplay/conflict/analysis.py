"""Analyse a conflict: which states are stable for whom, under which concept, and which are equilibria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from stateofplay.conflict.concepts import (
    CONCEPTS,
    CREDIBLE,
    DEFAULT_CONCEPTS,
    FAST_CONCEPTS,
    concept_id,
    concept_of,
    general_knowledge,
)
from stateofplay.conflict.engine.horizons import foresighted
from stateofplay.conflict.engine.relational import relationally_stable
from stateofplay.conflict.engine.simultaneous import USUAL_COMBINATIONS, simultaneous_work, simultaneously_stable
from stateofplay.conflict.engine.stability import Progress, Stable, kernel_for, stable_states
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.notices import Notice, notices_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.preference import Ranks
from stateofplay.conflict.preferences.readings import SIMPLE, PreferenceReading
from stateofplay.conflict.proofs.foresight import ForesightProof, prove_foresight
from stateofplay.conflict.proofs.proof import Proof
from stateofplay.conflict.proofs.sanctions import prove
from stateofplay.conflict.proofs.trees import TreeProof, prove_tree
from stateofplay.errors import ConflictError

MEMORY_LIMIT_MB = 4096


@dataclass(frozen=True, eq=False, kw_only=True)
class Analysis:
    """The verdicts on one conflict.

    Attributes
    ----------
    conflict
        The conflict that was analysed.
    reading
        How preferences were read (simple, unknown types, strong, fuzzy, ...).
    verdicts
        Concept to decision maker id to one truth value a state, in order of state ids.
    notices
        What the user should know before trusting the verdicts.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option, Ranking, analyse
    >>> dilemma = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Ranking.of(["NY", "YY", "NN", "YN"])),
    ...         DecisionMaker(id="B", preference=Ranking.of(["YN", "YY", "NN", "NY"])),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="Cooperate"), Option(id="b", owner="B", name="Cooperate")),
    ... )
    >>> analysis = analyse(dilemma)
    >>> analysis.equilibria("NASH"), analysis.equilibria("SEQ")
    ((1,), (1, 4))
    """

    conflict: Conflict
    reading: PreferenceReading
    verdicts: Mapping[str, Mapping[str, Stable]]
    notices: tuple[Notice, ...] = ()

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that were asked, by id."""
        return tuple(self.verdicts)

    def stable(self, concept: str, dm: str) -> tuple[int, ...]:
        """Return the ids of the states that are stable for a decision maker."""
        return _ids(self._verdict(concept)[self.conflict.dm(dm).id])

    def equilibrium(self, concept: str) -> Stable:
        """Return for each state whether it is stable for every decision maker."""
        return reduce(np.logical_and, self._verdict(concept).values())

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the ids of the equilibria under a concept."""
        return _ids(self.equilibrium(concept))

    def is_stable(self, concept: str, dm: str, state: StateRef) -> bool:
        """Say whether one state is stable for one decision maker."""
        return bool(self._verdict(concept)[self.conflict.dm(dm).id][self.conflict.space.index_of(state)])

    @cached_property
    def immobile(self) -> Mapping[str, Stable]:
        """Decision maker to states where it has no move at all: stable by structure, not by preference."""
        return {dm: immobile_states(self.conflict, player) for player, dm in enumerate(self.conflict.dm_ids)}

    def mixed(self, concepts: Mapping[str, str]) -> tuple[int, ...]:
        """Return the states that are stable for each decision maker under its own concept.

        Parameters
        ----------
        concepts
            Decision maker to concept, for every decision maker (heterogeneous behaviour; Liu et al. 2025, read in
            abstract only).
        """
        missing = [dm for dm in self.conflict.dm_ids if dm not in concepts]
        if missing:
            raise ConflictError(
                f"no concept is given for {', '.join(missing)}",
                slug="conflict.mixed",
                hint="Name one concept for every decision maker.",
            )
        return _ids(reduce(np.logical_and, (self._verdict(concepts[dm])[dm] for dm in self.conflict.dm_ids)))

    def explain(self, concept: str, dm: str, state: StateRef) -> Proof:
        """Prove one verdict: the sanctions that deter, or the improvement that nothing deters."""
        return prove(self.conflict, concept, dm, state, reading=self.reading)

    def foresee(self, concept: str, dm: str, state: StateRef) -> ForesightProof | Proof:
        """Prove one verdict under L_h, NM or Stackelberg stability: what everyone would do, and where that would end."""
        return prove_foresight(self.conflict, concept, dm, state, reading=self.reading)

    def plan(self, concept: str, dm: str, state: StateRef) -> TreeProof:
        """Prove one verdict under MR_r, CMR_r or MAXIMIN_h: what one side does at every position of the game tree."""
        return prove_tree(self.conflict, concept, dm, state, reading=self.reading)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON: decision makers, options, states, stable, equilibria and notices."""
        conflict, space = self.conflict, self.conflict.space
        positions = {option.id: k for k, option in enumerate(conflict.options, start=1)}
        states: list[Json] = []
        for index in range(space.size):
            entry: dict[str, Json] = {"id": index + 1, "options": space.options_text(index)}
            if space.labels:
                entry["label"] = space.label(index)
            if index in conflict.texts and conflict.texts[index].name:
                entry["name"] = conflict.texts[index].name
            states.append(entry)
        return {
            "name": conflict.name,
            "decision_makers": list(conflict.dm_ids),
            "decision_maker_names": {dm.id: dm.name or dm.id for dm in conflict.decision_makers},
            "options": [
                {
                    "id": positions[o.id] if o.id == str(positions[o.id]) else o.id,
                    "name": o.name or o.id,
                    "owner": o.owner,
                }
                for o in conflict.options
            ],
            "states": states,
            "reading": self.reading.id,
            "concepts": [
                {"id": c.id, "name": c.name, "definition": c.definition, "source": c.source, "mark": c.mark}
                for c in map(concept_of, self.verdicts)
            ],
            "stable": {
                concept: {dm: list(_ids(stable)) for dm, stable in by_dm.items()}
                for concept, by_dm in self.verdicts.items()
            },
            "equilibria": {concept: list(self.equilibria(concept)) for concept in self.verdicts},
            "without_any_move": {dm: list(_ids(stable)) for dm, stable in self.immobile.items()},
            "notices": [{"slug": n.slug, "text": n.text, "hint": n.hint} for n in self.notices],
        }

    def _verdict(self, concept: str) -> Mapping[str, Stable]:
        found = self.verdicts.get(concept_id(concept))
        if found is None:
            raise ConflictError(
                f'the analysis was not asked for "{concept}"',
                slug="conflict.concept_not_asked",
                hint=f"It holds {', '.join(self.verdicts)}; analyse again with this concept.",
            )
        return found


def analyse(
    conflict: Conflict,
    concepts: Sequence[str] | None = None,
    *,
    reading: PreferenceReading = SIMPLE,
    progress: Progress | None = None,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
) -> Analysis:
    """Decide the stability of every state for every decision maker.

    Parameters
    ----------
    conflict
        The model.
    concepts
        Concept ids such as ``"NASH"`` or ``"SEQ"``; by default all of NASH, GMR, SMR, SEQ, SSEQ, and SIM where the
        model has option form and the combinations are not too many. Others by name: SIM_B, and for small models L_2 (any
        horizon), NM, MR_3, CMR_3, MAXIMIN_2, STACKELBERG:leader.
    reading
        How preferences are read; the default takes complete preferences as they are.
    progress
        Called as ``progress(text, done, total)`` after each step of long work; raise in it to stop.
    memory_limit_mb
        Work that would need more memory is refused before it starts.

    Raises
    ------
    ConflictError
        When the model is wrong, the size does not fit, or a concept does not apply; the message names the next step.

    Examples
    --------
    >>> from stateofplay.conflict import PreferenceReading, load_case
    >>> conflict = load_case("syria-iraq-1975")
    >>> analyse(conflict, ["NASH", "GMR"]).equilibria("GMR")
    (1, 6)
    >>> analyse(conflict, ["GMR"], reading=PreferenceReading(kind="strong")).equilibria("GMR")
    (6,)

    Notes
    -----
    Time is linear in the number of moves for complete preferences: see :mod:`stateofplay.conflict.engine.stability`.
    """
    table = moves_of(conflict)
    concepts = (concepts,) if isinstance(concepts, str) else concepts
    if concepts is None:
        asked = tuple(c for c in DEFAULT_CONCEPTS if c != "SIM" or (table.in_option_form and reading.id == SIMPLE.id))
    else:
        asked = tuple(dict.fromkeys(concept_id(concept) for concept in concepts))
    _check_size(conflict, asked, memory_limit_mb)
    notices = notices_of(conflict)
    if told := general_knowledge(asked, reading.kind):
        hint = "Its source is named with each concept; read it there before you quote the verdict."
        notices += (Notice(slug="conflict.general_knowledge", text=told, hint=hint),)
    if reading.id != SIMPLE.id:
        core = [concept for concept in asked if concept in CONCEPTS]
        found = relationally_stable(conflict, reading, core, progress=progress) if core else {}
        return _with_foresight(conflict, asked, reading, found, notices, progress)
    ranks = ranks_of(conflict)
    if concepts is None and "SIM" in asked and simultaneous_work(table, ranks) > USUAL_COMBINATIONS:
        asked = tuple(concept for concept in asked if concept != "SIM")
        notices += (
            Notice(
                slug="conflict.sim_left_out",
                text="Simultaneous stability was left out: it would need very many combinations of moves on this model.",
                hint="Ask for SIM by name to compute it all the same.",
            ),
        )
    found = _complete(conflict, ranks, [concept for concept in asked if concept in CONCEPTS], progress)
    return _with_foresight(conflict, asked, reading, found, notices, progress)


def _with_foresight(
    conflict: Conflict,
    asked: Sequence[str],
    reading: PreferenceReading,
    found: dict[str, dict[str, Stable]],
    notices: tuple[Notice, ...],
    progress: Progress | None,
) -> Analysis:
    for concept in asked:
        if concept not in CONCEPTS:
            found[concept], more = foresighted(conflict, concept, reading, progress=progress)
            notices += more
    return Analysis(
        conflict=conflict,
        reading=reading,
        verdicts={concept: found[concept] for concept in asked},
        notices=notices,
    )


def immobile_states(conflict: Conflict, player: int) -> Stable:
    """Return where a decision maker has no move at all."""
    table = moves_of(conflict)
    kernel = kernel_for(table, [np.zeros(conflict.space.size, np.int32)] * table.players)
    return kernel.collect(kernel.most_after_move(player, kernel.ranks[player]) < 0)


def _complete(
    conflict: Conflict, ranks: list[Ranks], asked: Sequence[str], progress: Progress | None
) -> dict[str, dict[str, Stable]]:
    table, ids = moves_of(conflict), conflict.dm_ids
    needed = [c for c in FAST_CONCEPTS if c in asked or ("SIM_B" in asked and c in ("NASH", "SEQ"))]
    core = stable_states(table, ranks, needed, progress=progress) if needed else {}
    if "SIM" in asked:
        core["SIM"] = [simultaneously_stable(table, ranks, player=j, progress=progress) for j in range(table.players)]
    if "SIM_B" in asked:
        unstable = [~(nash | seq) for nash, seq in zip(core["NASH"], core["SEQ"], strict=True)]
        core["SIM_B"] = [
            ~unstable[j] | simultaneously_stable(table, ranks, player=j, may_answer=unstable, progress=progress)
            for j in range(table.players)
        ]
    return {concept: dict(zip(ids, core[concept], strict=True)) for concept in asked}


def _check_size(conflict: Conflict, asked: Sequence[str], limit_mb: int) -> None:
    table = moves_of(conflict)
    cells = conflict.space.size
    # ranks, minima per opponent and verdicts, 4 bytes each; sorted lines (2 x 8 bytes) per player for improvements
    numbers = 4 * (3 * table.players + 6) + len(asked) * table.players
    numbers += 16 * (table.players if CREDIBLE & set(asked) else 2)
    needed = cells * numbers + (0 if table.plain else table.estimated_arcs() * 24)
    if needed > limit_mb * 2**20:
        raise ConflictError(
            f"analysing {cells:,} states for {table.players} decision makers would need about"
            f" {needed / 2**20:,.0f} MB, more than the limit of {limit_mb:,} MB",
            slug="conflict.too_large",
            hint="Raise the memory limit, ask for fewer concepts, or add infeasible combinations.",
        )


def _ids(stable: Stable) -> tuple[int, ...]:
    return tuple((np.flatnonzero(stable) + 1).tolist())
