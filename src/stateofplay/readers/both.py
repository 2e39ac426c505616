"""Two readers at once: where they agree a claim is surer, where they read the same words otherwise both claims say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from stateofplay.model import Actor, Article, Claim, ClaimLists, Reading
from stateofplay.model.marks import mark
from stateofplay.readers.matching import RULES, compare_on_page, pair
from stateofplay.readers.reading import Reader

SUREST = 0.97
DOUBT = 0.6
"""By what the sureness of a claim is multiplied whose words another reader reads otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BothReaders:
    """Two readers of every page that both know the language of; else the one that does."""

    one: Reader
    other: Reader

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.one.name}+{self.other.name}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of either."""
        return tuple(dict.fromkeys((*self.one.languages, *self.other.languages)))

    def read(self, article: Article) -> Reading:
        """Read with both, and join what they found."""
        able = [r for r in (self.one, self.other) if article.language is None or article.language in r.languages]
        if len(able) == 1:
            return able[0].read(article)
        return join(self.one.read(article), self.other.read(article), self.one.name, self.other.name)

    def report(self) -> str:
        """The accounts of both."""
        return "\n".join(said for said in (self.one.report(), self.other.report()) if said)


def join(one: Reading, other: Reading, first: str, second: str) -> Reading:
    """Join two readings of one article.

    Parameters
    ----------
    one, other
        The readings.
    first, second
        Names of their readers, for the marks.
    """
    lists: dict[str, tuple[Claim, ...]] = {}
    for name in ClaimLists.__dataclass_fields__:
        ones, others = getattr(one, name), getattr(other, name)
        lists[name] = _joined(name, ones, others, first, second) if name in RULES else ones or others
    return Reading(
        article=one.article,
        actors=_actors(one.actors, other.actors),
        reader=f"{one.reader} + {other.reader}",
        **lists,  # type: ignore[arg-type]  # the kind decides the type
    )


def _joined(
    kind: str, ones: tuple[Claim, ...], others: tuple[Claim, ...], first: str, second: str
) -> tuple[Claim, ...]:
    same, otherwise, left, right = pair(ones, others, partial(compare_on_page, kind))
    out = [
        replace(
            a,
            confidence=max(a.confidence, min(SUREST, round(1 - (1 - a.confidence) * (1 - b.confidence), 2))),
            component=mark(a.component, (first, second)),
        )
        for a, b in same
    ]
    for a, b in otherwise:
        out.append(_doubted(a, first, second))
        out.append(_doubted(b, second, first))
    out += [replace(a, component=mark(a.component, (first,), without=(second,))) for a in left]
    out += [replace(b, component=mark(b.component, (second,), without=(first,))) for b in right]
    by_id = {claim.id: claim for claim in reversed(out)}
    return tuple(sorted(by_id.values(), key=lambda c: (c.evidence.start, c.anchor)))


def _doubted(claim: Claim, by: str, against: str) -> Claim:
    return replace(
        claim, confidence=round(claim.confidence * DOUBT, 2), component=mark(claim.component, (by,), against=(against,))
    )


def _actors(ones: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    known = {actor.name for actor in ones}
    return (*ones, *(actor for actor in others if actor.name not in known))
