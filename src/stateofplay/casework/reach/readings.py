"""What would have to be so for an outcome to hold, over the readings of a model that leaves things open.

First the answers: each open wish answered either way, alone and in pairs, is read off the readings that were drawn. Then what
is said: each wish of a party that would leave is given up, and each joint act or act of the outcome that a party is silent
about is wanted first, each tried with readings of its own. The way there is the one that is wanted in most readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from stateofplay.casework.outlook.leaving import Leaver, leavers_of
from stateofplay.casework.outlook.looking_ahead import SEED, Outlook, look_ahead, wish_words
from stateofplay.casework.outlook.sampling import Readings, Truth, draw_readings
from stateofplay.casework.outlook.ways import Way, Ways
from stateofplay.casework.telling.shares import Share
from stateofplay.casework.telling.wishes import formula_words
from stateofplay.casework.whatif.naming import read_formula
from stateofplay.casework.whatif.reshaping import outcomes_of
from stateofplay.casework.whatif.wishes import put_first, state_of
from stateofplay.conflict import Conflict, Formula, Statements
from stateofplay.conflict.concepts import USUAL_CONCEPTS
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.logic.formulas import pattern
from stateofplay.conflict.model.naming import name_of
from stateofplay.errors import CaseworkError
from stateofplay.settings import SAMPLES

MOST_ANSWERS = 4
MOST_EDITS = 4
TRIED = 400
"""Readings at most with which each given-up wish is tried: within five points."""
HELPS = 0.05
"""A change that lets the outcome hold in so few readings more is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishAnswers:
    """Answers to open wishes, and in how many of the readings with these answers the outcome holds."""

    wishes: tuple[tuple[str, int, bool], ...]
    """(party, place of the open wish, whether it is wanted)."""
    words: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A wish given up, or put first, and in how many readings the outcome holds then."""

    party: str
    kind: str
    """"drop" or "first"."""
    words: str
    claims: tuple[str, ...]
    share: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Reached:
    """What would have to be so for an outcome to hold, over readings."""

    conflict: Conflict
    outcome: str
    states: tuple[int, ...]
    nearest: int
    """The state of it that holds most often, or is left by the fewest."""
    share: Share
    leavers: tuple[Leaver, ...]
    answers: tuple[WishAnswers, ...]
    edits: tuple[Given, ...]
    way: Way | None
    forced: Way | None
    """Where no way is wanted: the one with the fewest steps that their movers never want."""
    samples: int
    concept: str
    """The stability concept of the verdict."""


def reach_over_readings(
    conflict: Conflict,
    outcome: str,
    *,
    samples: int = SAMPLES,
    concepts: Sequence[str] = USUAL_CONCEPTS,
    progress: Progress | None = None,
) -> Reached:
    """Find what would have to be so for an outcome to hold.

    Parameters
    ----------
    outcome
        A formula in words ("truce and not strike"), or a state.

    Raises
    ------
    CaseworkError
        ``casework.no_state`` where the rules of the model exclude the outcome.
    """
    formula, states, words = _outcome(conflict, outcome)
    if not states:
        raise CaseworkError(
            f"no possible state fits the outcome: {words}",
            slug="casework.no_state",
            hint='See which rules exclude it in the model, or ask: stateofplay whatif MODEL --set "FORMULA = possible".',
        )
    outlook = look_ahead(conflict, samples=samples, concepts=concepts, progress=progress)
    readings = outlook.readings
    main = readings.main
    rows = [s - 1 for s in states]
    held: Truth = np.asarray(readings.held[main][rows].any(axis=0))
    nearest = max(rows, key=lambda k: (int(readings.held[main][k].sum()), -_apart(outlook, k)))
    share = Share.of(int(held.sum()), readings.samples)
    aim = look_at(outlook, nearest, held)
    start = outlook.status_quo.state - 1
    ways = Ways(conflict, readings, start)
    already = start in rows
    way = None if already else ways.to(states)
    return Reached(
        conflict=conflict,
        outcome=words,
        states=states,
        nearest=nearest + 1,
        share=share,
        leavers=aim,
        answers=() if share.always else _answers(conflict, held, readings),
        edits=()
        if share.always
        else tuple(_edits(conflict, formula, rows, aim, share, main, min(samples, TRIED), progress)),
        way=way,
        forced=None if already or way is not None else ways.forced(states),
        samples=readings.samples,
        concept=main,
    )


def look_at(outlook: Outlook, state: int, held: Truth) -> tuple[Leaver, ...]:
    """Who would leave a state (counted from 0) in the readings in which its outcome does not hold."""
    return leavers_of(outlook.conflict, state, held, outlook.readings)


def _outcome(conflict: Conflict, outcome: str) -> tuple[Formula | None, tuple[int, ...], str]:
    index = state_of(conflict, outcome)
    if index is not None:
        formula = pattern(conflict.space.options_text(index), tuple(conflict.bits)) if conflict.options else None
        return formula, (index + 1,), outcome.strip()
    formula = read_formula(conflict, outcome, where="the outcome")
    return formula, outcomes_of(conflict, formula), formula_words(conflict, formula)


def _apart(outlook: Outlook, state: int) -> int:
    now, there = outlook.status_quo.options, outlook.conflict.space.options_text(state)
    return sum(a != b for a, b in zip(now, there, strict=True))


def _answers(conflict: Conflict, held: Truth, readings: Readings) -> tuple[WishAnswers, ...]:
    """Single answers and pairs of them with which the outcome holds in most readings, fewest answers first."""
    base = float(held.mean())
    singles: list[tuple[float, tuple[str, int, bool], Truth]] = []
    for (dm, place), wish in readings.wishes.items():
        for wanted in (True, False):
            where = wish if wanted else ~wish
            if where.any():
                singles.append((float(held[where].mean()), (dm, place, wanted), where))
    singles.sort(key=lambda one: -one[0])
    found = [
        WishAnswers(wishes=(key,), words=(_answer_words(conflict, key),), share=share)
        for share, key, _ in singles[:2]
        if share > base + HELPS
    ]
    best = found[0].share if found else base
    pairs = []
    for (_, one, here), (_, other, there) in combinations(singles[:8], 2):
        both = here & there
        if one[:2] != other[:2] and both.sum() >= 20:
            pairs.append((float(held[both].mean()), (one, other)))
    pairs.sort(key=lambda pair: -pair[0])
    for share, keys in pairs[:2]:
        if share > best + HELPS:
            words = tuple(_answer_words(conflict, key) for key in keys)
            found.append(WishAnswers(wishes=keys, words=words, share=share))
    return tuple(found[:MOST_ANSWERS])


def _answer_words(conflict: Conflict, key: tuple[str, int, bool]) -> str:
    dm, place, wanted = key
    words, _ = wish_words(conflict, dm, place, is_open=True)
    return words if wanted else words.replace(" wants ", " does not want ", 1)


def _edits(
    conflict: Conflict,
    formula: Formula | None,
    rows: Sequence[int],
    leavers: Sequence[Leaver],
    share: Share,
    main: str,
    samples: int,
    progress: Progress | None,
) -> Iterator[Given]:
    """Wishes of those who would leave that, given up, let the outcome hold in more readings; or the outcome put first."""
    going = dict.fromkeys(dm for one in leavers for dm in one.who)
    tried = []
    ways = [edit for dm in going for edit in _ways(conflict, dm, formula)]
    for number, (dm, kind, words, claims, changed) in enumerate(ways, 1):
        made = conflict.with_preferences({dm: changed})
        drawn = draw_readings(made, samples, SEED, (main,))
        hits = float(drawn.held[main][list(rows)].any(axis=0).mean())
        if hits > share.share + HELPS:
            tried.append(Given(party=dm, kind=kind, words=words, claims=claims, share=hits))
        if progress is not None:
            progress("wishes given up", number, len(ways))
    tried.sort(key=lambda one: -one.share)
    yield from tried[:MOST_EDITS]


def _ways(
    conflict: Conflict, dm: str, formula: Formula | None
) -> Iterator[tuple[str, str, str, tuple[str, ...], Statements]]:
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        return
    name = name_of(conflict, dm)
    for place, tied in enumerate(preference.classes):
        rest = (*preference.classes[:place], *preference.classes[place + 1 :])
        said = tied[0]
        words = said.note or (
            said.formula if isinstance(said.formula, str) else formula_words(conflict, said.formula, dm)
        )
        yield dm, "drop", f"{name} gave up: {words}", said.evidence, Statements(rest, preference.open)
    if formula is not None:
        first = put_first(conflict, conflict.dm(dm), (formula,))
        if isinstance(first, Statements):
            words = formula_words(conflict, formula, dm)
            yield dm, "first", f"{name} put {words} before all else", (), first
