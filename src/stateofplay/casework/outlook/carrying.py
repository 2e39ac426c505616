"""What each claim carries in a model that leaves things open: its readings with the claim and without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.outlook.dropping import claims_of, drop_claims
from stateofplay.casework.outlook.looking_ahead import CONCEPTS, SEED, contested_options
from stateofplay.casework.outlook.sampling import Readings, draw_readings
from stateofplay.casework.telling.outcomes import tell_other
from stateofplay.casework.telling.shares import Share, in_readings
from stateofplay.conflict import Conflict, Option
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.naming import capitalised
from stateofplay.errors import CaseworkError

TRIED = 1000
"""Readings with which each claim is tried: shares within three points."""
MOVED = 0.1
"""A share that moves by less is the noise of two draws."""
MOST_MOVED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """An outcome that holds in another share of the readings without a claim, over the options that both models have."""

    words: str
    pattern: str
    before: Share
    after: Share

    @property
    def gap(self) -> float:
        """By how much the share moves."""
        return self.after.share - self.before.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What one claim carries by itself."""

    claim: str
    removed: tuple[str, ...]
    weakened: tuple[str, ...]
    options: tuple[str, ...]
    """Ids of the options that the patterns of `turned` speak of; those that go are in it as they are now."""
    status_quo: tuple[Share, Share] | None
    """How often where it stands holds, with the claim and without it; None where no option is left without it."""
    turned: tuple[Turned, ...]

    @property
    def changed(self) -> bool:
        """Whether some share moves by more than noise."""
        return bool(self.turned) or self.status_quo is None or _apart(*self.status_quo)

    def sentences(self) -> tuple[str, ...]:
        """Say it plainly."""
        if not self.removed:
            return ("Everything that rests on this claim rests on others too: nothing changes without it.",)
        out = [f"Without it goes: {'; '.join(self.removed)}."]
        if self.status_quo is None:
            return (*out, "No option is left without it.")
        before, after = self.status_quo
        if _apart(before, after):
            out.append(f"Where it stands holds {in_readings(after)} then, instead of {in_readings(before)}.")
        for one in self.turned[:MOST_MOVED]:
            words = capitalised(one.words)
            out.append(f"{words}: holds {in_readings(one.after)} then, instead of {in_readings(one.before)}.")
        if (more := len(self.turned) - MOST_MOVED) > 0:
            out.append(f"{more} more outcomes hold more or less often.")
        return tuple(out) if self.changed else (*out, "The verdict stays the same.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """Every claim of a model with what it carries, those that change the verdict first."""

    effects: tuple[Carried, ...]
    concept: str
    samples: int

    def sentences(self) -> tuple[str, ...]:
        """Say which claims carry the verdict."""
        carrying, total = sum(one.changed for one in self.effects), len(self.effects)
        if not carrying:
            return (f"No single claim carries the verdict: it stays the same without any one of the {total}.",)
        some = "claim carries" if carrying == 1 else "claims carry"
        return (f"{carrying} of {total} {some} the verdict: without any one of them it is another.",)

    def to_dict(self) -> dict[str, Json]:
        """Plain data for JSON."""
        return {
            "concept": self.concept,
            "samples": self.samples,
            "claims": [
                {
                    "claim": one.claim,
                    "changed": one.changed,
                    "removed": list(one.removed),
                    "weakened": list(one.weakened),
                    "options": list(one.options),
                    "status_quo": None
                    if one.status_quo is None
                    else {"before": one.status_quo[0].share, "after": one.status_quo[1].share},
                    "moved": [
                        {"options": t.pattern, "words": t.words, "before": t.before.share, "after": t.after.share}
                        for t in one.turned
                    ],
                    "sentences": list(one.sentences()),
                }
                for one in self.effects
            ],
        }


def carry(
    conflict: Conflict,
    concepts: Sequence[str] = CONCEPTS,
    *,
    samples: int = TRIED,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Carrying:
    """Drop each claim alone and see how often outcomes hold then.

    Parameters
    ----------
    conflict
        A model whose parts name their evidence, with or without open wishes.
    concepts
        The verdict is that of SEQ, or of the first where SEQ is not among them.
    progress
        Told (text, done, all) after each claim; raise in it to stop.

    Notes
    -----
    Cost: one set of readings a claim. Two claims may carry a verdict together though neither does alone: that is not looked
    for. Outcomes are compared over the contested options that both models have.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, OpenWish, PreferenceStatement, Statements
    >>> wants = Statements(((PreferenceStatement(formula="truce", evidence=("pos-1",)),),), ())
    >>> truce = Conflict(
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=wants),
    ...         DecisionMaker(id="B", preference=Statements((), (OpenWish(formula="truce"),))),
    ...     ),
    ...     options=(Option(id="truce", owner="A", partners=("B",), evidence=("pos-1", "mee-1")),),
    ...     status_quo="N",
    ... )
    >>> (one, other) = carry(truce).effects
    >>> one.claim, one.changed, one.status_quo[1].always, other.changed
    ('pos-1', True, True, False)
    """
    first = draw_readings(conflict, samples, seed, tuple(concepts))
    claims = claims_of(conflict)
    effects = []
    for number, claim in enumerate(claims, 1):
        effects.append(_without(conflict, first, claim, tuple(concepts), samples, seed))
        if progress is not None:
            progress("dropping each claim", number, len(claims))
    effects.sort(key=lambda one: (not one.changed, -len(one.removed)))
    return Carrying(effects=tuple(effects), concept=first.main, samples=first.samples)


def _without(
    conflict: Conflict, first: Readings, claim: str, concepts: tuple[str, ...], samples: int, seed: int
) -> Carried:
    try:
        dropped = drop_claims(conflict, {claim})
    except CaseworkError as error:
        if error.slug != "casework.nothing_left":
            raise
        everything = ("every option of the model",)
        return Carried(claim=claim, removed=everything, weakened=(), options=(), status_quo=None, turned=())
    ids = tuple(o.id for o in dropped.conflict.options)
    here = _standing(conflict, first)
    if not dropped.removed:
        return Carried(
            claim=claim, removed=(), weakened=dropped.weakened, options=ids, status_quo=(here, here), turned=()
        )
    second = draw_readings(dropped.conflict, samples, seed, concepts)
    told = tuple(o for o in contested_options(conflict) if o.id in set(ids))
    gone = [o.id for o in conflict.options if o.id not in set(ids)]
    before = _shares(conflict, first, told, gone)
    return Carried(
        claim=claim,
        removed=dropped.removed,
        weakened=dropped.weakened,
        options=tuple(o.id for o in told),
        status_quo=(here, _standing(dropped.conflict, second)),
        turned=_turned(conflict, told, before, _shares(dropped.conflict, second, told), first, second),
    )


def _standing(conflict: Conflict, readings: Readings) -> Share:
    held = readings.held[readings.main][_place_of_now(conflict)]
    return Share.of(int(held.sum()), readings.samples)


def _place_of_now(conflict: Conflict) -> int:
    return conflict.space.index_of(conflict.status_quo) if conflict.status_quo is not None else 0


def _now(conflict: Conflict) -> str:
    return conflict.space.options_text(_place_of_now(conflict))


def _shares(
    conflict: Conflict, readings: Readings, told: Sequence[Option], gone: Sequence[str] = ()
) -> dict[str, Share]:
    """How often each outcome over some options holds, with those that go as they are now, and some choice of the others."""
    places = [conflict.bits[o.id] for o in told]
    kept, now = [conflict.bits[o] for o in gone], _now(conflict)
    groups: dict[str, list[int]] = {}
    for index in range(conflict.space.size):
        text = conflict.space.options_text(index)
        if all(text[p] == now[p] for p in kept):
            groups.setdefault("".join(text[p] for p in places), []).append(index)
    held = readings.held[readings.main]
    return {key: Share.of(int(held[rows].any(axis=0).sum()), readings.samples) for key, rows in groups.items()}


def _turned(
    conflict: Conflict,
    told: Sequence[Option],
    before: dict[str, Share],
    after: dict[str, Share],
    first: Readings,
    second: Readings,
) -> tuple[Turned, ...]:
    now = "".join(_now(conflict)[conflict.bits[o.id]] for o in told)
    found = []
    for pattern in dict.fromkeys((*before, *after)):
        was = before.get(pattern, Share.of(0, first.samples))
        will = after.get(pattern, Share.of(0, second.samples))
        if pattern != now and _apart(was, will):
            found.append(
                Turned(words=tell_other(conflict, told, now, pattern), pattern=pattern, before=was, after=will)
            )
    return tuple(sorted(found, key=lambda one: (_steps(now, one.pattern), -abs(one.gap), one.pattern)))


def _steps(now: str, pattern: str) -> int:
    return sum(a != b for a, b in zip(now, pattern, strict=True))


def _apart(one: Share, other: Share) -> bool:
    return abs(one.share - other.share) >= MOVED
