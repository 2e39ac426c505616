"""Inverse analysis: which preferences of some decision makers make a state an equilibrium.

The answer has three parts: the exact condition, the exact number of strict rankings that meet it, and a ranking nearest to
the present one (least swaps of pairs, Kendall's distance). Inverse graph model: Kinsara, Kilgour and Hipel 2015, who
enumerate rankings; here nothing is enumerated but sets of states (:mod:`stateofplay.conflict.inverse.demands`) or open
comparisons (:mod:`stateofplay.conflict.inverse.orders`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np

from stateofplay.conflict.concepts import CREDIBLE, FAST_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.inverse.demands import Demand, RankingChange, count_rankings, demands_of, least_change
from stateofplay.conflict.inverse.found import RAISED, Preferred, change_sentences, found_dict
from stateofplay.conflict.inverse.orders import (
    MAX_CASES,
    SettlingCase,
    StabilityQuestion,
    cases_of,
    count_extensions,
    nearest_extension,
    nothing_known,
)
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.complete import Ranking
from stateofplay.conflict.proofs.sanctions import prove
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.errors import ConflictError

MAX_KEPT_CASES = 1000
MAX_TOLD_CASES = 8
MAX_COMPARED_CASES = 300
MAX_NEAREST = 12
MAX_CASE_STATES = 64
"""Larger models, where several may change and credibility hangs on them, are answered party by party."""
ONE_BY_ONE = (
    "least for each while the others prefer what they do; a smaller change of several together was not looked for"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """What would make a state an equilibrium.

    Attributes
    ----------
    state, concept, free
        The question: a state id, a concept, and whose preferences may be any strict ranking.
    form
        ``"demands"``: the state is an equilibrium exactly when all ``demands`` hold and ``blocked_by`` is empty.
        ``"cases"``: exactly when one of the disjoint ``cases`` holds (``n_cases`` of them; at most 1,000 are kept).
        ``"party by party"``: of a model of more than 64 states under SEQ or SSEQ; only ``changes`` are known, verified.
    blocked_by
        Decision makers that are unstable there whatever the free ones prefer.
    count, total
        How many of all strict rankings (profiles of rankings) of the free decision makers do; ``count`` is None where
        too many states are involved.
    changes
        A least change that makes the state an equilibrium; empty when none is needed; None when it is impossible or was
        not worked out (see ``change_note``).
    """

    conflict: Conflict
    state: int
    concept: str
    free: tuple[str, ...]
    form: str
    demands: tuple[Demand, ...] = ()
    blocked_by: tuple[str, ...] = ()
    cases: tuple[tuple[Preferred, ...], ...] = ()
    n_cases: int = 0
    count: int | None
    total: int
    changes: tuple[RankingChange, ...] | None
    change_note: str = ""

    @property
    def swaps(self) -> int | None:
        """How many pairs change places in the least change."""
        return None if self.changes is None else sum(change.swaps for change in self.changes)

    def changed(self) -> Conflict:
        """Return the conflict with the least change made."""
        if self.changes is None:
            raise ConflictError(
                f"no change of preferences is known: {self.change_note}",
                slug="conflict.inverse",
                hint="Let other decision makers be free.",
            )
        label = self.conflict.space.label
        return self.conflict.with_preferences(
            {
                change.decision_maker: Ranking(tuple(tuple(label(x - 1) for x in tied) for tied in change.ranking))
                for change in self.changes
            }
        )

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        conflict = self.conflict
        here = describe(conflict, self.state)
        lines = []
        for dm in self.blocked_by:
            lines.append(f"{name_of(conflict, dm)} would leave {here} whatever the others prefer.")
        if self.count == 0:
            lines.append(f"No preferences of {_names(self)} make {here} an equilibrium under {self.concept}.")
            return tuple(lines)
        for one in self.demands:
            ways = " or ".join(_alternative(conflict, option) for option in one.alternatives)
            who, move = name_of(conflict, one.decision_maker), describe(conflict, one.move)
            lines.append(f"Because {who} can go to {move}, it must like no better than {here}: {ways}.")
        if self.form == "cases":
            lines.append(f"{capitalised(here)} is an equilibrium in {self.n_cases:,} separate cases.")
            for number, case in enumerate(self.cases[:MAX_TOLD_CASES], start=1):
                wishes = "; ".join(
                    f"{name_of(conflict, p.decision_maker)} prefers {describe(conflict, p.better)} to"
                    f" {describe(conflict, p.worse)}"
                    for p in case
                )
                lines.append(f"Case {number}: {wishes or 'always'}.")
        if self.count is not None:
            share = self.count / self.total
            lines.append(
                f"{self.count:,} of {self.total:,} strict rankings of {_names(self)} ({share:.1%}) make {here} an"
                f" equilibrium under {self.concept}."
            )
        return (*lines, *change_sentences(conflict, self.changes, self.change_note))

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "state": self.state,
            "concept": self.concept,
            "free": list(self.free),
            "form": self.form,
            "demands": [
                {"decision_maker": d.decision_maker, "move": d.move, "alternatives": [list(a) for a in d.alternatives]}
                for d in self.demands
            ],
            "blocked_by": list(self.blocked_by),
            **found_dict(self),
        }


def inverse(
    conflict: Conflict,
    state: StateRef,
    concept: str = "SEQ",
    *,
    free: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Inverse:
    """Find which strict rankings of the free decision makers make a state an equilibrium.

    Parameters
    ----------
    conflict
        The model; preferences of decision makers that are not free are taken as they are.
    state
        The wanted state.
    concept
        NASH, GMR, SMR, SEQ or SSEQ.
    free
        Whose preferences may change; everyone's by default.
    progress
        Called after each case that the condition splits into; raise in it to stop.

    Raises
    ------
    ConflictError
        ``conflict.concept`` for other concepts, ``conflict.too_large`` when SEQ or SSEQ splits into too many cases.

    Examples
    --------
    >>> from stateofplay.conflict import two_by_two
    >>> chicken = two_by_two(["YN", "NN", "NY", "YY"], ["NY", "NN", "YN", "YY"])
    >>> found = inverse(chicken, "NN", "NASH", free=["A"])
    >>> found.blocked_by, found.count, found.total
    (('B',), 0, 24)
    >>> both = inverse(chicken, "NN", "NASH")
    >>> both.count, both.total, both.swaps
    (144, 576, 2)
    """
    concept = concept_id(concept)
    if concept not in FAST_CONCEPTS:
        raise ConflictError(
            f"inverse analysis has no exact condition for {concept}",
            slug="conflict.concept",
            hint=f"Use one of {', '.join(FAST_CONCEPTS)}.",
        )
    ids = tuple(conflict.dm(dm).id for dm in (conflict.dm_ids if free is None else free))
    chosen = tuple(dm for dm in conflict.dm_ids if dm in ids)
    if not chosen:
        raise ConflictError(
            "no decision maker is free", slug="conflict.inverse", hint="Name at least one whose preferences may change."
        )
    players = tuple(conflict.dm_ids.index(dm) for dm in chosen)
    question = StabilityQuestion(
        moves_of(conflict), ranks_of(conflict), players, conflict.space.index_of(state, where="inverse"), concept
    )
    others = [j for j in range(question.table.players) if j not in players]
    verdicts = {j: question.open_comparison(nothing_known(question), [j]) for j in others}
    settled = all(isinstance(verdict, bool) for verdict in verdicts.values())
    if concept not in CREDIBLE or (len(players) == 1 and settled):
        blocked = tuple(conflict.dm_ids[j] for j, verdict in verdicts.items() if verdict is False)
        return _by_demands(conflict, question, chosen, blocked, progress)
    if question.size > MAX_CASE_STATES:
        return _one_by_one(conflict, question, chosen, progress)
    return _by_cases(conflict, question, chosen, progress)


def _one_by_one(
    conflict: Conflict, question: StabilityQuestion, free: tuple[str, ...], progress: Progress | None = None
) -> Inverse:
    """Of a large model, where the condition would split into too many cases: a change party by party, verified.

    Each free party that would leave gets the least change that makes it stay while all others prefer what they do, one after
    the other, until everybody stays; the result is checked by the analysis. It is least for each alone, not for all together.
    """
    state, concept = question.state + 1, question.concept
    made: dict[str, RankingChange] = {}
    changed = conflict
    note, least = "", True
    for turn in range(2 * len(free) + 1):
        leaving = [dm for dm in conflict.dm_ids if not prove(changed, concept, dm, f"#{state}").stable]
        if not leaving:
            break
        able = [dm for dm in leaving if dm in free and dm not in made]
        if not able:
            note = f"changed party by party, {leaving[0]} would still leave"
            break
        dm, player = able[0], conflict.dm_ids.index(able[0])
        alone = StabilityQuestion(moves_of(changed), ranks_of(changed), (player,), question.state, concept)
        sanctions = ((move, alone.answers(player, move)) for move in alone.targets(player, alone.state))
        change = least_change(
            demands_of(alone.table, player, dm, alone.state, concept, sanctions), dm, alone.state, alone.ranks[player]
        )
        if change is None:
            change, least = _raised(alone, player, dm), False
        made[dm] = change
        label = conflict.space.label
        order = Ranking(tuple(tuple(label(x - 1) for x in tied) for tied in change.ranking))
        changed = changed.with_preferences({dm: order})
        if progress is not None:
            progress("party by party", turn + 1, len(free))
    return Inverse(
        conflict=conflict,
        state=state,
        concept=concept,
        free=free,
        form="party by party",
        count=None,
        total=factorial(question.size) ** len(free),
        changes=None if note else tuple(made.values()),
        change_note=note or (ONE_BY_ONE if least else RAISED) * bool(made),
    )


def _raised(question: StabilityQuestion, player: int, dm: str) -> RankingChange:
    """The state put just above the best that its party can move to: always enough, and seldom the least."""
    ranks, state = question.ranks[player], question.state
    best = max(int(ranks[move]) for move in question.targets(player, state))
    above = [x for x in range(question.size) if ranks[x] > ranks[state] and ranks[x] <= best]
    order = sorted((x for x in range(question.size) if x != state), key=lambda x: (-int(ranks[x]), x))
    place = next(k for k, x in enumerate(order) if ranks[x] <= best)
    order.insert(place, state)
    return RankingChange(
        decision_maker=dm,
        swaps=len(above),
        now_below=tuple(x + 1 for x in above),
        ranking=tuple((x + 1,) for x in order),
    )


def _by_demands(
    conflict: Conflict,
    question: StabilityQuestion,
    free: tuple[str, ...],
    blocked: tuple[str, ...],
    progress: Progress | None = None,
) -> Inverse:
    size, total = question.size, factorial(question.size) ** len(free)
    demands: list[Demand] = []
    changes: list[RankingChange] = []
    count: int | None = 0 if blocked else 1
    note = f"{blocked[0]} is unstable there whatever the free decision makers prefer" if blocked else ""
    for turn, (player, dm) in enumerate(zip(question.free, free, strict=True)):
        if progress is not None:
            progress("party by party", turn, len(free))
        sanctions = ((move, question.answers(player, move)) for move in question.targets(player, question.state))
        own = demands_of(question.table, player, dm, question.state, question.concept, sanctions)
        demands.extend(own)
        if blocked:
            continue
        number = count_rankings(own, size)
        count = None if number is None or count is None else count * number
        change = least_change(own, dm, question.state, question.ranks[player])
        if change is None:
            note = f"{dm} likes too many states better to try all"
        elif change.swaps:
            changes.append(change)
    return Inverse(
        conflict=conflict,
        state=question.state + 1,
        concept=question.concept,
        free=free,
        form="demands",
        demands=tuple(demands),
        blocked_by=blocked,
        count=count,
        total=total,
        changes=None if note else tuple(changes),
        change_note=note,
    )


def _by_cases(
    conflict: Conflict, question: StabilityQuestion, free: tuple[str, ...], progress: Progress | None = None
) -> Inverse:
    cases = []
    for case in cases_of(question):
        cases.append(case)
        if progress is not None:
            progress(f"case {len(cases):,}", len(cases), MAX_CASES)
    count = 0
    for number, case in enumerate(cases, start=1):
        if progress is not None:
            progress("counting rankings", number, len(cases))
        ways = 1
        for above in case.above.values():
            ways *= count_extensions(above)
        count += ways
    changes, note = nearest_change(conflict, question, cases)
    ids = conflict.dm_ids
    return Inverse(
        conflict=conflict,
        state=question.state + 1,
        concept=question.concept,
        free=free,
        form="cases",
        cases=tuple(
            tuple(Preferred(decision_maker=ids[i], better=y + 1, worse=x + 1) for i, y, x in case.chosen)
            for case in cases[:MAX_KEPT_CASES]
        ),
        n_cases=len(cases),
        count=count,
        total=factorial(question.size) ** len(free),
        changes=changes,
        change_note=note,
    )


def nearest_change(
    conflict: Conflict, question: StabilityQuestion, cases: Sequence[SettlingCase]
) -> tuple[tuple[RankingChange, ...] | None, str]:
    """Find the least change over all cases; the comparisons a case contradicts bound its cost from below."""
    if not cases:
        return None, "it is impossible"
    if _strict(question) and question.open_comparison(_present(question)) is True:
        return (), ""
    if question.size > MAX_NEAREST:
        return None, f"it is worked out for up to {MAX_NEAREST} states where free preferences depend on each other"

    def least(case: SettlingCase) -> int:
        return sum(
            int(question.ranks[i][y] < question.ranks[i][x])
            for i, above in case.above.items()
            for x in range(question.size)
            for y in range(question.size)
            if above[x] >> y & 1
        )

    best: tuple[int, dict[int, tuple[int, tuple[int, ...]]]] | None = None
    nearest_first = sorted(((least(case), case) for case in cases), key=lambda pair: pair[0])
    for compared, (bound, case) in enumerate(nearest_first):
        if best is not None and bound >= best[0]:
            break
        if compared >= MAX_COMPARED_CASES:
            return None, "too many cases are about equally near"
        found = {i: nearest_extension(above, question.ranks[i]) for i, above in case.above.items()}
        cost = sum(swaps for swaps, _ in found.values())
        if best is None or cost < best[0]:
            best = cost, found
    if best is None:
        return None, "it is impossible"
    return tuple(
        RankingChange(
            decision_maker=conflict.dm_ids[i],
            swaps=swaps,
            now_below=tuple(
                x + 1
                for x in sorted(order[order.index(question.state) :])
                if question.ranks[i][x] > question.ranks[i][question.state]
            ),
            ranking=tuple((x + 1,) for x in order),
        )
        for i, (swaps, order) in best[1].items()
        if swaps or len(set(question.ranks[i].tolist())) < question.size
    ), ""


def _strict(question: StabilityQuestion) -> bool:
    return all(len(set(question.ranks[i].tolist())) == question.size for i in question.free)


def _present(question: StabilityQuestion) -> dict[int, tuple[int, ...]]:
    return {
        i: tuple(
            sum(1 << int(y) for y in np.flatnonzero(question.ranks[i] > question.ranks[i][x]))
            for x in range(question.size)
        )
        for i in question.free
    }


def _alternative(conflict: Conflict, option: tuple[int, ...]) -> str:
    return " together with ".join(describe(conflict, x) for x in option)


def _names(found: Inverse) -> str:
    return " and ".join(name_of(found.conflict, dm) for dm in found.free)
