"""Before and after over the readings of a model that leaves things open: what became possible or not, and which shares moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stateofplay.casework.outlook.looking_ahead import CONCEPTS, LikelyOutcome, Outlook, look_ahead
from stateofplay.casework.telling.outcomes import join_outcomes
from stateofplay.casework.telling.shares import Share
from stateofplay.conflict import Conflict, Option
from stateofplay.settings import SAMPLES

MOVED = 0.05
"""A share that moves by less is noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An outcome whose share is another afterwards, over the options that both models have."""

    pattern: str
    before: Share
    after: Share

    @property
    def gap(self) -> float:
        """By how much the share moved."""
        return self.after.share - self.before.share


@dataclass(frozen=True, eq=False, kw_only=True)
class Shifted:
    """Two models compared over their readings."""

    before: Outlook
    after: Outlook
    options: tuple[Option, ...]
    """Options of both, in the order of the first."""
    possible: tuple[str, ...]
    """Patterns over these options that are newly possible, and those that no longer are."""
    impossible: tuple[str, ...]
    moved: tuple[Moved, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is another."""
        same = self.before.status_quo.main.share - self.after.status_quo.main.share
        return bool(self.possible or self.impossible or self.moved) or abs(same) >= MOVED


def compare_readings(
    before: Conflict,
    after: Conflict,
    *,
    samples: int = SAMPLES,
    concepts: Sequence[str] = CONCEPTS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Shifted:
    """Analyse two models over their readings and compare them.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option, Statements
    >>> def truce(*wants):
    ...     return Conflict(
    ...         decision_makers=(
    ...             DecisionMaker(id="A", preference=Statements.of("truce")),
    ...             DecisionMaker(id="B", preference=Statements.of(*wants)),
    ...         ),
    ...         options=(Option(id="truce", owner="A", partners=("B",)),),
    ...         status_quo="N",
    ...     )
    >>> found = compare_readings(truce("not truce"), truce("truce"))
    >>> [(one.pattern, one.before.share, one.after.share) for one in found.moved]
    [('Y', 0.0, 1.0), ('N', 1.0, 0.0)]
    """
    first = look_ahead(before, samples=samples, concepts=concepts, progress=progress)
    second = look_ahead(after, samples=samples, concepts=concepts, progress=progress)
    common = tuple(o for o in before.options if o.id in after.bits)
    old, new = (_possible(c, common) for c in (before, after))
    shares = [_shares(one, common) for one in (first, second)]
    moved = []
    for key in dict.fromkeys((*shares[0], *shares[1])):
        was = shares[0].get(key, Share.of(0, first.samples))
        will = shares[1].get(key, Share.of(0, second.samples))
        if abs(was.share - will.share) >= MOVED and key in old and key in new:
            moved.append(Moved(pattern=key, before=was, after=will))
    moved.sort(key=lambda one: (-abs(one.gap), -one.gap))
    return Shifted(
        before=first,
        after=second,
        options=common,
        possible=join_outcomes(new - old) if common else (),
        impossible=join_outcomes(old - new) if common else (),
        moved=tuple(moved),
    )


def _possible(conflict: Conflict, common: Sequence[Option]) -> set[str]:
    places = [conflict.bits[o.id] for o in common]
    texts = (conflict.space.options_text(k) for k in range(conflict.space.size))
    return {"".join(text[p] for p in places) for text in texts}


def _shares(outlook: Outlook, common: Sequence[Option]) -> dict[str, Share]:
    """How often each outcome over the common options holds, with some choice of the others."""
    conflict = outlook.conflict
    places = [conflict.bits[o.id] for o in common]
    held = outlook.readings.held[outlook.readings.main]
    groups: dict[str, list[int]] = {}
    for index in range(conflict.space.size):
        text = conflict.space.options_text(index)
        groups.setdefault("".join(text[p] for p in places), []).append(index)
    return {
        key: Share.of(int(held[rows].any(axis=0).sum()), outlook.samples)
        for key, rows in groups.items()
        if held[rows].any()
    }


def outcome_as(outlook: Outlook, pattern: str, common: Sequence[Option]) -> str:
    """An outcome over the common options as what is other in it than where it stands."""
    now: LikelyOutcome = outlook.status_quo
    bits = outlook.conflict.bits
    full = list(now.options)
    for option, sign in zip(common, pattern, strict=True):
        full[bits[option.id]] = sign
    return "".join(full)
