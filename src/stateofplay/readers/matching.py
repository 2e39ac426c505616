"""When two claims of one kind say the same, or read the same words otherwise: a table, one row a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from stateofplay.model import Act, MeetingStatus, Relation, Stance

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    "a an the of to in on for and or with by at from that which who its their his her this these those be is are was were"
    " as it they he she will would has have had".split()
)
ALIKE = 0.4
"""Share of the words of the shorter text that the longer must have."""
T = TypeVar("T")


class PairVerdict(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    OTHERWISE = "otherwise"
    """Of the same actor about the same thing, with another answer."""


def _families(**named: Sequence[str]) -> Mapping[str, str]:
    return {value: family for family, values in named.items() for value in values}


STANCES = _families(
    for_=(Stance.SUPPORTS, Stance.DEMANDS, Stance.OFFERS, Stance.PROPOSES),
    against=(Stance.OPPOSES, Stance.THREATENS),
    open=(Stance.CONSIDERS,),
)
RELATIONS = _families(
    if_=(Relation.ONLY_IF, Relation.IF, Relation.UNLESS),
    order=(Relation.BEFORE, Relation.AFTER),
)
ACTS = _families(denies=(Act.DENY,), says=tuple(act for act in Act if act is not Act.DENY))
STATUSES = _families(
    off=(MeetingStatus.CANCELLED,), on=tuple(s for s in MeetingStatus if s is not MeetingStatus.CANCELLED)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingRule:
    """What makes two claims of a kind be about the same, and what is then compared.

    Attributes
    ----------
    who
        Field with the actor, or with actors of which one must be shared.
    same
        Further fields that must be equal.
    about
        Field whose words must be alike; empty where the other fields suffice.
    answer
        Field that is then compared.
    families
        Value -> family, where several values say the same; a value that is not there is its own family.
    """

    who: str
    same: tuple[str, ...] = ()
    about: str = ""
    answer: str
    families: Mapping[str, str]


RULES: Mapping[str, MatchingRule] = {
    "meetings": MatchingRule(who="parties", about="name", answer="status", families=STATUSES),
    "attendance": MatchingRule(who="who", answer="status", families={}),
    "statements": MatchingRule(who="speaker", about="content", answer="act", families=ACTS),
    "positions": MatchingRule(who="holder", about="issue", answer="stance", families=STANCES),
    "conditions": MatchingRule(who="holder", about="on", answer="relation", families=RELATIONS),
    "events": MatchingRule(who="actor", same=("event",), answer="status", families={}),
}


def words_of(text: str | None) -> frozenset[str]:
    """The words of a text that carry meaning, in small letters.

    >>> sorted(words_of("The withdrawal of forces"))
    ['forces', 'withdrawal']
    """
    return frozenset(w for w in _WORD.findall((text or "").casefold()) if w not in _SMALL)


def compare(kind: str, one: Any, other: Any) -> PairVerdict | None:
    """How two claims of a kind stand to each other; None where they are about different things.

    Claims are records, or objects of an answer key with the same fields.

    Examples
    --------
    >>> from types import SimpleNamespace as Claim
    >>> wants = Claim(holder="Chad", issue="the port of Bergen", stance="demands")
    >>> print(compare("positions", wants, Claim(holder="Chad", issue="port of Bergen", stance="supports")))
    same
    >>> print(compare("positions", wants, Claim(holder="Chad", issue="the port", stance="opposes")))
    otherwise
    """
    rule = RULES[kind]
    if not _shared(getattr(one, rule.who), getattr(other, rule.who)):
        return None
    if any(getattr(one, name) != getattr(other, name) for name in rule.same):
        return None
    if rule.about and not _alike(getattr(one, rule.about), getattr(other, rule.about)):
        return None
    mine, theirs = (str(getattr(claim, rule.answer)) for claim in (one, other))
    same = rule.families.get(mine, mine) == rule.families.get(theirs, theirs)
    return PairVerdict.SAME if same else PairVerdict.OTHERWISE


def _shared(one: object, other: object) -> bool:
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return bool({_name(n) for n in one} & {_name(n) for n in other}) or not (one or other)
    return _name(one) == _name(other)


def _name(name: object) -> str:
    return " ".join(str(name or "").casefold().removeprefix("the ").split())


def _alike(one: str | None, other: str | None) -> bool:
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return mine == theirs
    return len(mine & theirs) / min(len(mine), len(theirs)) >= ALIKE


def compare_on_page(kind: str, one: Any, other: Any) -> PairVerdict | None:
    """How two claims of one page stand to each other; None also where they rest on no words in common."""
    return compare(kind, one, other) if overlap(one, other) else None


def overlap(one: Any, other: Any) -> bool:
    """Whether two claims of one page rest on words in common.

    >>> from stateofplay.model import Evidence
    >>> from types import SimpleNamespace as Claim
    >>> text = "Chad wants the port. Norway does not."
    >>> overlap(Claim(evidence=Evidence.cut(text, 0, 20)), Claim(evidence=Evidence.cut(text, 21, 37)))
    False
    """
    return bool(one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end)


def pair(
    ones: Sequence[T], others: Sequence[T], verdict_of: Callable[[T, T], PairVerdict | None]
) -> tuple[list[tuple[T, T]], list[tuple[T, T]], list[T], list[T]]:
    """Pair two lists of claims: those that say the same, those that say otherwise, and what is left of each.

    A claim is paired once; what says the same goes first.
    """
    left, right = list(ones), list(others)
    pairs: dict[PairVerdict, list[tuple[T, T]]] = {PairVerdict.SAME: [], PairVerdict.OTHERWISE: []}
    for wanted, found in pairs.items():
        for one in list(left):
            match = next((other for other in right if verdict_of(one, other) is wanted), None)
            if match is not None:
                found.append((one, match))
                left.remove(one)
                right.remove(match)
    return pairs[PairVerdict.SAME], pairs[PairVerdict.OTHERWISE], left, right
