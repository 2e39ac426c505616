"""Offices as words: what is one, and how far the words behind it go on ("head of the agency's enforcement division")."""

from __future__ import annotations

from collections.abc import Mapping

from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.function_words import OF_OR_FOR, POSSESSIVES
from stateofplay.language.press.honorifics import KIN
from stateofplay.language.tokens import Doc

DETERMINERS = frozenset("the a an his her its their our my your this that".split())
CALLED = frozenset("mr mrs ms".split())
PARTISANS = frozenset("democrat republican tory".split())
"""Members of parties, told as offices are: "Democrat A", "B, a Texas Republican,"."""
_FOREMOST = frozenset("top ranking senior leading lead two no.".split())
"""What makes a member of a party one who leads there: "the top Democrat", "the No. 2 Republican"."""
_OF_BODIES = frozenset({"for", "at"})
"""Before the body of an office without an owner: "a spokesman for the ministry", "a professor at Bergen"."""
_OF_HOUSES = frozenset({"on", "in"})
"""Before where a member of a party leads: "the top Democrat on the panel"."""
_OF_STATE = frozenset({"secretary", "minister"})
_OF_TASKS = frozenset({"for", "on"})
"""Before what an office is about: "the envoy for Sudan", "the adviser on trade"."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_AND = frozenset({"and", "&"})
_JOINTS = POSSESSIVES | _AND
LONGEST_BODY = 9
_LONGEST_TOPIC = 5


def is_office(word: str, offices: frozenset[str]) -> bool:
    """Tell whether a lower-case word is an office, also with something before or after a hyphen ("ex-premier")."""
    return word in offices or word in PARTISANS or ("-" in word and any(part in offices for part in word.split("-")))


def is_membership(role: str) -> bool:
    """Tell whether a title only says of which party somebody is: "Texas Republican", not "the top Republican"."""
    words = role.lower().replace("-", " ").split()  # "the second-ranking Republican"
    return not PARTISANS.isdisjoint(words) and _FOREMOST.isdisjoint(words)


def is_kin(role: str) -> bool:
    """Tell whether a title only says whose relative somebody is: "older brother", "son of the founder"."""
    return role.lower().split(" of ")[0].split(" ")[-1] in KIN


def past_preposition(
    doc: Doc, office: int, at_case: int, at: Mapping[int, Name], owner: Name | None, offices: frozenset[str]
) -> tuple[int, Name | None]:
    """How far a title goes on after its office noun: "head of the government delegation", but "spokesman (for the U.N.)"."""
    case = doc[at_case].lower_
    k = at_case + 1
    while k < len(doc) and (doc[k].lower_ in DETERMINERS or doc[k].lower_.rstrip(".") in CALLED):
        k += 1
    if k >= len(doc):
        return office + 1, owner
    named = at.get(k)
    leads = doc[office].lower_ in PARTISANS and case in _OF_HOUSES
    if case == "of" or leads:
        stop = _nouns_end(doc, named.end if named is not None else k, k + LONGEST_BODY, at, offices)
        if leads:
            return (stop if stop > k else office + 1), owner  # of the party, not of the house
        if stop < len(doc) and doc[stop].lower_ in _OF_TASKS and doc[office].lower_ in _OF_STATE:
            stop = _topic_end(doc, stop + 1, at, stop)  # "under secretary of state for policy"
        if named is not None:
            return stop, named
        owner = next((at[i] for i in range(k, stop) if i in at), owner)
        if stop - 1 in at:
            return office + 1, owner
        if doc[k].text[:1].isupper():
            # "president of Local 7 of the Dockers Union": a branch; the body it belongs to is named a little later.
            later = next(
                (at[m] for m in range(k, min(k + 8, len(doc))) if m in at and at[m].kind is NameKind.BODY), None
            )
            return office + 1, owner or later
        return (stop if stop > k else office + 1), owner
    if case == "to":
        return (named.end if named is not None else _topic_end(doc, k, {}, office + 1)), owner
    if named is not None and owner is None and case in _OF_BODIES:
        owner = named
    if case in _OF_TASKS and (named is None or named.kind is not NameKind.BODY):
        return _topic_end(doc, k, at, office + 1), owner
    return office + 1, owner


def _nouns_end(doc: Doc, k: int, limit: int, at: Mapping[int, Name], offices: frozenset[str]) -> int:
    """Where the nouns of a body or task end: "mergers and acquisitions", "the agency's enforcement division"."""
    stop = k
    while stop < min(limit, len(doc)):
        if doc[stop].lower_ in _AND:
            beside = at.get(stop + 1)
            listed = beside is not None and (beside.senses or beside.kind is NameKind.PERSON)
            if listed or stop == k or any(is_office(t.lower_, offices) for t in doc[stop + 1 : stop + 5]):
                break
        hyphened = "-" in (doc[stop].text, doc[stop - 1].text)
        if doc[stop].lower_ in _JOINTS and not (stop + 1 < len(doc) and doc[stop + 1].pos_ in NOMINAL):
            break
        if doc[stop].pos_ not in NOMINAL and doc[stop].lower_ not in _JOINTS and not hyphened:
            break
        stop = at[stop].end if stop in at else stop + 1
    return stop


def _topic_end(doc: Doc, k: int, at: Mapping[int, Name], bare: int) -> int:
    """How far "for trade", "on nuclear issues", "for Mr. X" go on: to the end of the nouns; `bare` where there are none."""
    stop = k
    while stop < len(doc) and stop < k + _LONGEST_TOPIC and doc[stop].pos_ in NOMINAL:
        stop = at[stop].end if stop in at else stop + 1
    return stop if stop > k else bare


def names_the_next(doc: Doc, k: int, at: Mapping[int, Name]) -> bool:
    """Tell whether a person follows the nouns right away: "A, Secretary of State B" gives A no office."""
    for i in range(k, min(k + LONGEST_BODY, len(doc))):
        if i in at and at[i].kind is NameKind.PERSON:
            return i > k and doc[i - 1].pos_ in NOMINAL and doc[i - 1].lower_.rstrip(".") not in CALLED
        if doc[i].pos_ not in NOMINAL and doc[i].lower_ not in DETERMINERS | OF_OR_FOR:
            return False
    return False
