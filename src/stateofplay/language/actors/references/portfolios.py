"""Offices that share a noun: a prime minister is not "the finance minister", a president not "the vice president"."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.actors.roster import ActorDraft, Roster, nearest_before, offices_of, parts_of_office
from stateofplay.language.function_words import OF_OR_FOR
from stateofplay.language.tokens import Doc, Token

PAST = frozenset({"former", "retired", "ex", "onetime", "formerly", "previously", "once"})
"""Words of an office that is no longer held."""
_RANKS = frozenset({"prime", "vice", "deputy"})
_KEPT_APART = (("minister", "prime"), ("prime", "deputy"), ("president", "vice"))
"""A word of an office, and the rank that a description must tell of it too, or neither does."""
_SECOND = frozenset({"vice", "deputy"})
_FORMER = frozenset({"former"})
_FIELDS = frozenset("foreign external interior internal home civil social economic financial environmental".split())
"""Adjectives that tell a minister's field; a noun before the office ("finance minister") tells it by itself."""
_NO_FIELD = frozenset("cabinet government top affairs".split())
_HAVE_FIELDS = frozenset({"minister", "secretary"})
_SAME = {"external": "foreign", "internal": "interior", "home": "interior", "defence": "defense", "labour": "labor",
         "financial": "finance", "economic": "economy", "environmental": "environment", "ex": "former",
         "retired": "former"}  # fmt: skip
"""Words for one field, or for one state of an office."""
_OF = OF_OR_FOR | {"and", "the"}
_LONGEST = 5
_NEAR = 90
"""Tokens within which "the minister" takes up a minister whom the page does not name."""


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody told by an office: where, with which words of rank and field, and who it was (None: nobody the page names)."""

    at: int
    told: frozenset[str]
    who: ActorDraft | None

    def is_meant(self, doc: Doc, token: Token, told: frozenset[str], holder: ActorDraft | None) -> bool:
        """Tell whether a bare office takes up this one, and not its holder, who was last spoken of before it.

        "A minister said the cabinet was split. 'It is war,' the minister said.": not the prime minister, named above.
        """
        if self.who is holder or not told <= self.told or token.i - self.at > _NEAR:
            return False
        if _FORMER & self.told - told:
            return False  # "the president" is not the former one
        before = token.i - 1 - len(told)
        if before < 0 or doc[before].lower_ != "the":
            return False
        if holder is None:
            return True
        return (
            nearest_before((holder,), token.i) is None
            or max(s.start for s in holder.spans if s.start < token.i) < self.at
        )


def qualifiers(doc: Doc, office: Token, roster: Roster) -> frozenset[str]:
    """The words of rank and field in the phrase of an office: "deputy" and "finance" of "Chad's deputy finance minister"."""
    told: set[str] = set()
    for i in range(office.i - 1, max(-1, office.i - 1 - _LONGEST), -1):
        word = doc[i]
        if word.text == "-":
            continue
        if i in roster.taken or word.is_space or not _qualifies(word, office):
            break
        told.add(_plain(word.lower_))
    behind = office.i + 1
    if office.lower_ in _HAVE_FIELDS and behind < len(doc) and doc[behind].lower_ in OF_OR_FOR:
        for word in doc[behind + 1 : behind + 4]:
            if word.lower_ in _OF:
                continue
            if word.i in roster.taken or not _qualifies(word, office):
                break
            told.add(_plain(word.lower_))
    return frozenset(told - _NO_FIELD)


def _qualifies(word: Token, office: Token) -> bool:
    lower = word.lower_
    if lower in _RANKS or lower in PAST:
        return True
    return office.lower_ in _HAVE_FIELDS and (lower in _FIELDS or word.pos_ in ("NOUN", "PROPN"))


def _plain(word: str) -> str:
    return _SAME.get(word, word)


def may_hold(person: ActorDraft, noun: str, told: frozenset[str]) -> bool:
    """Tell whether one of somebody's offices is that which a description names by its noun and its words of rank and field."""
    if _FORMER & told and not _may_be_past(person, noun):
        return False
    return any(_is_same(person, role, noun, told - _FORMER) for role in offices_of(person))


def _may_be_past(person: ActorDraft, noun: str) -> bool:
    """Whether somebody may be "the former president": told to be, or known for the office and not told to hold it."""
    if _is_past(person):
        return True
    return person.entry is not None and not any(noun in parts_of_office(role) for role in person.roles)


def holds_still(person: ActorDraft, noun: str) -> bool:
    """Whether an office of this noun is told of somebody as one that is not over."""
    return any(noun in (parts := parts_of_office(role)) and PAST.isdisjoint(parts) for role in offices_of(person))


def _is_same(person: ActorDraft, role: str, noun: str, told: frozenset[str]) -> bool:
    parts = parts_of_office(role)
    if noun not in parts:
        return False
    own = {_plain(part) for part in parts}
    if any(word in own and (rank in own) != (rank in told) for word, rank in _KEPT_APART):
        return False
    if told & _SECOND and not own & _SECOND:
        return False
    if noun not in _HAVE_FIELDS:
        return True
    of_side = set(person.side.name.lower().split()) if person.side is not None else set()
    fields = own - {noun} - _RANKS - PAST - _OF - of_side - _NO_FIELD
    wanted = told - _RANKS
    return not wanted or not fields or bool(wanted & fields)


def _is_past(person: ActorDraft) -> bool:
    """Tell whether a page calls somebody a former holder."""
    return any(part in PAST for role in offices_of(person) for part in parts_of_office(role))
