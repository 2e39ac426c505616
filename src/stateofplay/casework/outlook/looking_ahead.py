"""Which outcomes could hold: a model analysed over everything that it leaves open.

What is open is drawn, not guessed (see `sampling`). A state holds in a reading where nobody leaves it by a move of its own
(under a concept), and where those whom some joint act needs would not go for it together. An outcome is told over the
contested options: those of which some owner has said what it wants. On the others anything may happen, and an outcome holds
in a reading where it does with some choice of them. The shares are shares of readings, conditional on the model; no
probability of the future. Every sentence on an outcome is made from these shares, so text and verdict cannot part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from stateofplay.casework.outlook.leaving import Leaver, leavers_of
from stateofplay.casework.outlook.sampling import Readings, Truth, draw_readings
from stateofplay.casework.outlook.ways import Ways
from stateofplay.casework.telling.concepts import MAIN
from stateofplay.casework.telling.describing import verbed
from stateofplay.casework.telling.shares import Share
from stateofplay.casework.telling.wishes import formula_words
from stateofplay.conflict import Conflict, OpenWish, Option, Statements, Taken
from stateofplay.conflict.concepts import GENERAL
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.logic.formulas import options_in
from stateofplay.conflict.model.moves import moves_of
from stateofplay.settings import SAMPLES

CONCEPTS = ("NASH", MAIN)
SEED = 20250516
MOST_OUTCOMES = 20
FLIPS = 0.1
"""An answer that changes an outcome's share by less is noise."""
_NEAR = 2
"""Outcomes so few steps from where it stands make a question worth asking first."""
_BESIDE = 5
"""States that are told though they differ from where it stands only in what nobody has spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """An open or doubtful wish on which an outcome hangs: how often it holds where the wish is so, and where not."""

    party: str
    place: int
    """Place of the open wish, or of the statement, among those of the party (from 0)."""
    open: bool
    """Whether it is an open wish; else a doubtful statement."""
    words: str
    claims: tuple[str, ...]
    concept: str
    beside: bool
    """Whether that is no longer the concept of the verdict (which nothing changes) but Nash stability beside it."""
    yes: float
    no: float
    outcome: str = ""
    """The outcome that hangs on it: its YN pattern, or nothing for where it stands."""

    @property
    def gap(self) -> float:
        """How much the answer changes."""
        return abs(self.yes - self.no)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyOutcome:
    """One outcome over the contested options, with how often it holds."""

    state: int
    """The state (from 1) that stands for it: of those that it covers the one that holds most often."""
    options: str
    """"Y", "N", or "-" where no owner has said what it wants, so that either may happen."""
    taken: tuple[Option, ...]
    either: tuple[Option, ...]
    shares: Mapping[str, Share]
    """Concept -> how often it holds."""
    concept: str
    """The concept of the verdict."""
    status_quo: bool
    leavers: tuple[Leaver, ...]
    """Who would leave it, in which share of the readings (under the main concept)."""
    hinges: tuple[Hinge, ...]
    """What it hangs on most."""
    lack_of_moves: tuple[str, ...]
    """Parties that have no move at all from it: stable for lack of moves, not by preference."""

    @property
    def main(self) -> Share:
        """How often it holds under the concept of the verdict."""
        return self.shares[self.concept]

    @property
    def text(self) -> str:
        """What is done in it."""
        return "; ".join(o.name or o.id for o in self.taken) or "none of the contested steps is taken"


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook:
    """A model analysed over its readings."""

    conflict: Conflict
    outcomes: tuple[LikelyOutcome, ...]
    """Those that hold in some reading under the main concept, by how often; the status quo among them."""
    status_quo: LikelyOutcome
    """Where it stands: one state, nothing in it either way."""
    readings: Readings
    seed: int
    questions: tuple[Hinge, ...]
    """Open wishes by how much the verdicts told here hang on their answers, most first; the share is that of the outcome
    that hangs on it most."""
    open: int
    """How many wishes are open."""
    caveats: tuple[str, ...]

    @property
    def samples(self) -> int:
        """How many readings were drawn."""
        return self.readings.samples

    @property
    def title(self) -> str:
        """The name of the model."""
        return self.conflict.name

    @cached_property
    def ways(self) -> Ways:
        """The steps that lead from where it stands and that each mover wants; worked out when first asked for."""
        return Ways(self.conflict, self.readings, self.status_quo.state - 1)


def look_ahead(
    conflict: Conflict,
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
    concepts: Sequence[str] = CONCEPTS,
    progress: Progress | None = None,
) -> Outlook:
    """Analyse a model over what it leaves open.

    Parameters
    ----------
    conflict
        A drafted model, or any other with complete preferences; open wishes and tiers are drawn.
    samples, seed
        How many readings to draw, and the seed that makes them repeatable.
    concepts
        Stability concepts (NASH is looked at in any case). The verdict is that of SEQ, or of the first where SEQ is not among
        them.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, OpenWish, Option, Statements
    >>> truce = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Statements.of("truce")),
    ...         DecisionMaker(id="B", preference=Statements((), (OpenWish(formula="truce"),))),
    ...     ),
    ...     options=(Option(id="truce", owner="A", partners=("B",)),),
    ...     status_quo="N",
    ... )
    >>> ahead = look_ahead(truce, samples=1000)
    >>> [one.who for one in ahead.status_quo.leavers], 0.4 < ahead.status_quo.main.share < 0.6
    ([('A', 'B')], True)
    """
    asked = tuple(dict.fromkeys((*concepts, "NASH")))
    readings = draw_readings(conflict, samples, seed, asked, progress=progress)
    main = readings.main
    patterns, members = _patterns(conflict)
    held = {c: np.array([readings.held[c][rows].any(axis=0) for rows in members]) for c in asked}
    counts = {c: held[c].sum(axis=1) for c in asked}
    now = conflict.space.index_of(conflict.status_quo) if conflict.status_quo is not None else 0
    here = next(k for k, rows in enumerate(members) if now in rows)
    order = sorted(range(len(patterns)), key=lambda k: (*(-int(counts[c][k]) for c in (main, "NASH")), k))
    shown = [k for k in order if counts[main][k] and k != here][:MOST_OUTCOMES]
    told = []
    for number, k in enumerate(shown, 1):
        told.append(_outcome(conflict, patterns[k], members[k], {c: held[c][k] for c in asked}, readings, now))
        if progress is not None:
            progress("outcomes", number, len(shown))
    # What differs from where it stands only in options that nobody has spoken of is told state by state.
    near = [k for k in members[here] if k != now and readings.held[main][k].any()]
    near.sort(key=lambda k: (-int(readings.held[main][k].sum()), k))
    for k in near[:_BESIDE] if conflict.options else ():
        text = conflict.space.options_text(k)
        told.append(_outcome(conflict, text, [k], {c: readings.held[c][k] for c in asked}, readings, now))
    exact = conflict.space.options_text(now)
    standing = _outcome(conflict, exact, [now], {c: readings.held[c][now] for c in asked}, readings, now)
    left = sum(w.answer == "open" for dm in conflict.decision_makers for w in _wishes(conflict, dm.id))
    return Outlook(
        conflict=conflict,
        outcomes=tuple(told),
        status_quo=standing,
        readings=readings,
        seed=seed,
        questions=_questions((standing, *(o for o in told if _steps_apart(o.options, exact) <= _NEAR))),
        open=left,
        caveats=_caveats(conflict, readings.samples, seed, left),
    )


def contested_options(conflict: Conflict) -> tuple[Option, ...]:
    """Options of which some owner has said, in some way, what it wants; all of them where nobody has."""
    spoken = {dm.id: _spoken(conflict, dm.id) for dm in conflict.decision_makers}
    found = tuple(o for o in conflict.options if any(o.id in spoken[dm] for dm in o.owners))
    return found or conflict.options


def _spoken(conflict: Conflict, dm: str) -> frozenset[str]:
    """Ids of the options that what a party has said or answered speaks of."""
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        return frozenset(conflict.bits)
    return frozenset(
        o for tied in preference.counted for s in tied if not isinstance(s.formula, str) for o in options_in(s.formula)
    )


def _wishes(conflict: Conflict, dm: str) -> tuple[OpenWish, ...]:
    preference = conflict.dm(dm).preference
    return preference.open if isinstance(preference, Statements) else ()


def _patterns(conflict: Conflict) -> tuple[list[str], list[list[int]]]:
    """Every combination of the contested options, with the states that it covers."""
    space = conflict.space
    if not conflict.options or space.state_of is not None:
        return [space.options_text(k) if conflict.options else space.label(k) for k in range(space.size)], [
            [k] for k in range(space.size)
        ]
    contested = {o.id for o in contested_options(conflict)}
    bits = sum(1 << k for k, o in enumerate(conflict.options) if o.id in contested)
    groups: dict[int, list[int]] = {}
    for index, mask in enumerate(space.masks.tolist()):
        groups.setdefault(mask & bits, []).append(index)
    patterns = []
    for mask in groups:
        signs = ("Y" if mask >> k & 1 else "N" if bits >> k & 1 else "-" for k in range(len(conflict.options)))
        patterns.append("".join(signs))
    return patterns, list(groups.values())


def _outcome(
    conflict: Conflict, pattern: str, rows: list[int], held: Mapping[str, Truth], readings: Readings, now: int
) -> LikelyOutcome:
    shares = {c: Share.of(int(verdict.sum()), readings.samples) for c, verdict in held.items()}
    often = readings.held["NASH"][rows].sum(axis=1) * 1e-6 + readings.held[readings.main][rows].sum(axis=1)
    state = now if now in rows else rows[int(np.argmax(often))]
    signs = pattern if conflict.options else ""
    return LikelyOutcome(
        state=state + 1,
        options=pattern,
        taken=tuple(o for o, sign in zip(conflict.options, signs, strict=bool(signs)) if sign == "Y"),
        either=tuple(o for o, sign in zip(conflict.options, signs, strict=bool(signs)) if sign == "-"),
        shares=shares,
        concept=readings.main,
        status_quo=state == now,
        leavers=leavers_of(conflict, state, held[readings.main], readings),
        hinges=_hinges(conflict, held, shares, readings),
        lack_of_moves=tuple(dm for k, dm in enumerate(conflict.dm_ids) if not moves_of(conflict).targets(k, state)),
    )


def _hinges(
    conflict: Conflict, held: Mapping[str, Truth], shares: Mapping[str, Share], readings: Readings
) -> tuple[Hinge, ...]:
    """Open and doubtful wishes by how much they change how often an outcome holds; the small ones are noise.

    Looked at under the main concept, or another where the outcome holds in every reading or in none under it.
    """
    concept = next((c for c in (readings.main, "NASH") if not (shares[c].always or shares[c].never)), None)
    if concept is None:
        return ()
    found = []
    for is_open, drawn in ((True, readings.wishes), (False, readings.kept)):
        for (dm, place), wish in drawn.items():
            if not wish.any() or wish.all():
                continue
            yes, no = float(held[concept][wish].mean()), float(held[concept][~wish].mean())
            if abs(yes - no) >= FLIPS:
                words, claims = wish_words(conflict, dm, place, is_open=is_open)
                found.append(
                    Hinge(
                        party=dm,
                        place=place,
                        open=is_open,
                        words=words,
                        claims=claims,
                        concept=concept,
                        beside=concept != readings.main,
                        yes=yes,
                        no=no,
                    )
                )
    return tuple(sorted(found, key=lambda one: -one.gap))


def wish_words(conflict: Conflict, dm: str, place: int, *, is_open: bool) -> tuple[str, tuple[str, ...]]:
    """A wish in words, as what its party may want, and the claims that it or its options rest on."""
    preference = conflict.dm(dm).preference
    if not isinstance(preference, Statements):
        raise TypeError("only statements are open or doubtful")
    if is_open:
        wish = preference.open[place]
        if isinstance(wish.formula, str):
            raise TypeError("a built conflict holds formulas, not text")
        about = options_in(wish.formula)
        claims = wish.evidence or tuple(c for o in conflict.options if o.id in about for c in o.evidence)
        own = isinstance(wish.formula, Taken) and any(
            o.id == wish.formula.option and dm in o.owners for o in conflict.options
        )
        what = f"{'to ' if own else ''}{formula_words(conflict, wish.formula, dm)}"
        return f"{verbed(conflict, dm, '[wants|want]')} {what}", tuple(dict.fromkeys(claims))
    one = preference.classes[place][0]
    return f"it is right that {one.note or one.formula}", one.evidence


def _steps_apart(pattern: str, now: str) -> int:
    return sum(a != b for a, b in zip(pattern, now, strict=False) if a != "-")


def _questions(outcomes: Sequence[LikelyOutcome]) -> tuple[Hinge, ...]:
    """Every open wish that some verdict hangs on, with its largest effect, the largest first; the status quo counts double."""
    best: dict[tuple[str, int], tuple[float, Hinge]] = {}
    for k, outcome in enumerate(outcomes):
        for hinge in outcome.hinges:
            weight = hinge.gap * (2.0 if k == 0 else max(s.share for s in outcome.shares.values()))
            key = (hinge.party, hinge.place)
            if hinge.open and weight > best.get(key, (0.0, hinge))[0]:
                best[key] = (weight, replace(hinge, outcome=outcome.options if k else ""))
    return tuple(hinge for _, hinge in sorted(best.values(), key=lambda pair: -pair[0]))


def _caveats(conflict: Conflict, samples: int, seed: int, asked: int) -> tuple[str, ...]:
    if samples == 1:
        return ("If the model is right; it leaves nothing open.",)
    out = [
        f"If the model is right: shares of {samples:,} readings of what it leaves open (seed {seed}), no probabilities of what"
        " will happen."
    ]
    if asked:
        verb = "wish is" if asked == 1 else "wishes are"
        out.append(f"{asked} {verb} open; each answer narrows the shares (stateofplay answer MODEL).")
    if any(option.joint for option in conflict.options):
        out.append(
            "That all whom a joint act needs go for it where each prefers it is a coalition improvement (Kilgour, Hipel, Fang and"
            f" Peng 2001), given here {GENERAL}."
        )
    doubtful = sum(
        s.confidence < 0.5
        for dm in conflict.decision_makers
        if isinstance(dm.preference, Statements)
        for tied in dm.preference.classes
        for s in tied
    )
    if doubtful:
        told = "1 stated wish rests" if doubtful == 1 else f"{doubtful} stated wishes rest"
        out.append(
            f"{told} on doubtful claims and {'is' if doubtful == 1 else 'are'} left out in part of the readings."
        )
    return tuple(out)
