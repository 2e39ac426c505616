"""Goal seeking: preferences under which some states are equilibria and others are not, all at once.

The wishes form one condition; it is split into disjoint cases of comparisons (:mod:`stateofplay.conflict.inverse.orders`),
so that it is known exactly whether the goals can be met together and by how many profiles of strict rankings. Goals of
this kind are in GMCR+ (Kinsara 2014).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import factorial

from stateofplay.conflict.concepts import FAST_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.inverse.analysis import MAX_KEPT_CASES, nearest_change
from stateofplay.conflict.inverse.demands import RankingChange
from stateofplay.conflict.inverse.found import Preferred, change_sentences, found_dict
from stateofplay.conflict.inverse.orders import MAX_CASES, Comparison, StabilityQuestion, cases_of, count_extensions
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError


class CombinedQuestion(StabilityQuestion):
    """Several questions at once: each state is to be an equilibrium, or not to be one."""

    def __init__(self, questions: Sequence[tuple[StabilityQuestion, bool]]) -> None:
        first = questions[0][0]
        super().__init__(first.table, first.ranks, first.free, first.state, first.concept)
        self.questions = tuple(questions)

    def open_comparison(
        self, above: Mapping[int, tuple[int, ...]], players: Sequence[int] | None = None
    ) -> Comparison | bool:
        """Return whether all wishes are met where that is decided, else one comparison that it may hang on."""
        asked: Comparison | None = None
        for question, wanted in self.questions:
            verdict = question.open_comparison(above, players)
            if isinstance(verdict, bool):
                if verdict != wanted:
                    return False
            elif asked is None:
                asked = verdict
        return True if asked is None else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Whether and how goals can be met.

    Attributes
    ----------
    wanted
        State id to whether it is to be an equilibrium.
    cases
        Disjoint cases; the goals are met exactly in these (``n_cases`` of them, at most 1,000 kept).
    count, total
        How many profiles of strict rankings of the free decision makers meet the goals.
    changes
        A least change that meets them; None when it is impossible or was not worked out (see ``change_note``).
    """

    conflict: Conflict
    wanted: Mapping[int, bool]
    concept: str
    free: tuple[str, ...]
    cases: tuple[tuple[Preferred, ...], ...]
    n_cases: int
    count: int
    total: int
    changes: tuple[RankingChange, ...] | None
    change_note: str

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        who = " and ".join(name_of(self.conflict, dm) for dm in self.free)
        aims = " and ".join(
            f"{describe(self.conflict, state)} {'an' if wish else 'no'} equilibrium"
            for state, wish in self.wanted.items()
        )
        if not self.count:
            return (f"No preferences of {who} make {aims} under {self.concept}.",)
        lines = [
            f"{self.count:,} of {self.total:,} profiles of strict rankings of {who} make {aims} under {self.concept}."
        ]
        return (*lines, *change_sentences(self.conflict, self.changes, self.change_note))

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "wanted": {str(state): wish for state, wish in self.wanted.items()},
            "concept": self.concept,
            "free": list(self.free),
            **found_dict(self),
        }


def seek_goals(
    conflict: Conflict,
    wanted: Mapping[StateRef, bool],
    concept: str = "NASH",
    *,
    free: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Goals:
    """Find the preferences that meet several wishes about equilibria.

    Parameters
    ----------
    conflict
        The model; preferences of decision makers that are not free are taken as they are.
    wanted
        State to whether it is to be an equilibrium.
    concept
        NASH, GMR, SMR, SEQ or SSEQ.
    free
        Whose preferences may be any strict ranking; everyone's by default.
    progress
        Called with a text, a count and a total after each step; raise in it to stop.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> found = seek_goals(chicken, {"NN": True, "YN": False})
    >>> found.count, found.total
    (144, 576)
    >>> seek_goals(chicken, {"NN": True, "YN": True}).count
    0
    """
    concept = concept_id(concept)
    if concept not in FAST_CONCEPTS:
        raise ConflictError(
            f"goals cannot be sought under {concept}",
            slug="conflict.concept",
            hint=f"Use one of {', '.join(FAST_CONCEPTS)}.",
        )
    ids = {conflict.dm(dm).id for dm in (conflict.dm_ids if free is None else free)}
    if not wanted or not ids:
        raise ConflictError(
            "there is no goal, or no decision maker is free",
            slug="conflict.goals",
            hint="Name states that are to be equilibria or not, and whose preferences may change.",
        )
    players = tuple(k for k, dm in enumerate(conflict.dm_ids) if dm in ids)
    by_index = {conflict.space.index_of(state, where="goal"): wish for state, wish in wanted.items()}
    table, ranks = moves_of(conflict), ranks_of(conflict)
    wishes = CombinedQuestion(
        [(StabilityQuestion(table, ranks, players, index, concept), wish) for index, wish in by_index.items()]
    )
    cases = []
    for case in cases_of(wishes):
        cases.append(case)
        if progress is not None:
            progress(f"case {len(cases):,}", len(cases), MAX_CASES)
    count = 0
    for number, case in enumerate(cases, 1):
        ways = 1
        for above in case.above.values():
            ways *= count_extensions(above)
        count += ways
        if progress is not None:
            progress("counting rankings", number, len(cases))
    changes, note = nearest_change(conflict, wishes, cases)
    return Goals(
        conflict=conflict,
        wanted={index + 1: wish for index, wish in by_index.items()},
        concept=concept,
        free=tuple(conflict.dm_ids[k] for k in players),
        cases=tuple(
            tuple(Preferred(decision_maker=conflict.dm_ids[i], better=y + 1, worse=x + 1) for i, y, x in case.chosen)
            for case in cases[:MAX_KEPT_CASES]
        ),
        n_cases=len(cases),
        count=count,
        total=factorial(len(conflict.space)) ** len(players),
        changes=changes,
        change_note=note,
    )
