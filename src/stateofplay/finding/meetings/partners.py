"""Who meets whom: the parties that the words around a meeting noun give to it."""

from __future__ import annotations

from stateofplay.finding.meetings.frames import MeetingPhrase, is_stay
from stateofplay.finding.meetings.lists import names_after
from stateofplay.finding.meetings.parties import (
    adjectives_before,
    at_table,
    doers,
    heads_of,
    mediators_of,
    party_before,
    represented,
)
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, clause_head, grammatical_subject, is_passive, obliques
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token

_BEFORE = frozenset({"compound", "amod", "nmod:poss", "nmod", "nsubj"})
_TAKEN_ALONG = {"nsubj:pass": ("between", "with"), "nsubj": ("between",)}
"""Relation of the meeting to its verb -> prepositions that bring parties: "talks were held between", "talks began between"."""


def partners(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """The parties that the text itself gives to a meeting noun; empty where it leaves them to the reader.

    1. Around the noun: "Norway-Chad talks", "talks between Norway and Chad".
    2. Where that names one side or none: whoever is said to be in it, or to have made something of it.
    3. Around the verb: its subject, where the verb makes it a party, and whom it takes along.
    4. Who goes between is no party; an envoy sits for its state.
    """
    found: list[str] = []
    one_sided = False
    for noun in frame.nouns:
        found.extend(_around(document, noun, frame.nouns))
        one_sided = one_sided or _is_one_sided(noun, frame.nouns)
    found.extend(_in_it(document, frame, given=bool(found), one_sided=one_sided))
    predicate = frame.predicate
    if predicate is not None and predicate.pos_ == "VERB":
        if frame.relation in ("obj", "obl", "xcomp") and not is_passive(predicate):
            found = _by_verb(document, frame, predicate, found, one_sided=one_sided)
        elif frame.relation in _TAKEN_ALONG:
            found.extend(_brought(document, predicate, _TAKEN_ALONG[frame.relation]))
    elif is_stay(frame) and predicate is not None and not is_negated(predicate) and (one_sided or not found):
        found = [*represented(document, grammatical_subject(predicate)), *found]
    mediating = set(mediators_of(document, frame))
    return tuple(dict.fromkeys(p for p in (at_table(document, n) for n in found) if p not in mediating))


def _around(document: Document, noun: Token, nouns: tuple[Token, ...]) -> list[str]:
    """Step 1: the names before a meeting noun and after it."""
    found: list[str] = []
    for c in noun.children:
        if c.i < noun.i and c.dep_ in _BEFORE:
            for head in heads_of(c):
                found.extend(party_before(document, head))
    for preposition, partner in _sides(noun, nouns):
        found.extend(represented(document, partner) or names_after(document, noun, {preposition}))
    if lemma_of(noun) in words.VISITS:
        found.extend(_brought(document, noun, ("to", "with")))
    for listed in (names_after(document, noun, ("between",)), adjectives_before(document, noun)):
        if len(listed) > 1:
            found.extend(listed)
    return found


def _sides(noun: Token, nouns: tuple[Token, ...]) -> list[tuple[str, Token]]:
    """The phrases after a meeting noun that bring a party; "by" brings who holds it."""
    found = obliques(noun, words.PARTY_PREPOSITIONS)
    return [(preposition, partner) for preposition, partner in found if preposition != "by" and partner not in nouns]


def _is_one_sided(noun: Token, nouns: tuple[Token, ...]) -> bool:
    """ "talks with Chad": whose, the noun does not say."""
    return any(preposition == "with" for preposition, _ in _sides(noun, nouns))


def _in_it(document: Document, frame: MeetingPhrase, *, given: bool, one_sided: bool) -> tuple[str, ...]:
    """Step 2: "Norway and Sweden made progress in talks": the talks are theirs; "Norway is in talks with Sweden"."""
    noun = frame.nouns[0]
    found: tuple[str, ...] = ()
    if frame.predicate is None and not given and frame.relation == "nmod" and lemma_of(noun.head) in words.FRUITS:
        names = doers(document, clause_head(noun))
        found = names if len(names) > 1 else ()
    if (one_sided or not (given or found)) and child(noun, "cop") is not None:
        found += doers(document, noun)
    return found


def _by_verb(
    document: Document, frame: MeetingPhrase, predicate: Token, found: list[str], *, one_sided: bool
) -> list[str]:
    """Step 3: the subject of a verb that meets, comes, travels or shares, with those whom it takes along."""
    names = doers(document, predicate)
    if absentees(document, frame):
        names = tuple(dict.fromkeys(document.acts_for(name) for name in names))
    lemma = lemma_of(predicate)
    if len(names) == 1 and lemma_of(frame.nouns[0]) in words.VISITS:
        if not frame.preposition or frame.preposition in words.ON_JOURNEYS:
            found = [*names, *found]
    if len(names) > 1 and lemma_of(frame.nouns[0]) in words.VISITS:
        return found  # "both made trips to Oslo": they did not see each other
    joins = _joins(document, frame, lemma, names)
    oblique = frame.relation == "obl"
    comes = oblique and frame.preposition == "for" and lemma in words.GATHERING
    # "Norway will host talks with Chad": with nobody else named, the host is the other side.
    comes = comes or (one_sided and lemma in words.HOSTING and frame.relation == "obj" and len(set(found)) == 1)
    beside = oblique and frame.preposition in words.BESIDE_IT
    asks = lemma in words.HOSTING | words.MEDIATING | words.ARRANGING | words.URGING and not beside
    # "Norway and Chad plan a summit": of two who plan one it is theirs.
    plans = (
        lemma in words.PLANNED_WORDS - words.HOSTING - words.ARRANGING and frame.relation == "obj" and len(names) > 1
    )
    shares = oblique and frame.preposition in words.WITHIN_IT and len(names) > 1
    if comes or (one_sided and not asks) or ((joins or shares or plans) and not found):
        found = [*found, *names]
    return [*found, *_brought(document, predicate, ("with",))] if joins else found


def absentees(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """Who does not attend: of "he will not attend the talks with Chad" he is no party, whoever he acts for is."""
    verb = frame.predicate
    if verb is None or verb.pos_ != "VERB" or frame.relation not in ("obj", "obl", "xcomp"):
        return ()
    part = child(verb, "obj")
    takes_part = lemma_of(verb) == "take" and part is not None and part.lower_ == "part"
    if not (lemma_of(verb) in words.GUESTS or takes_part) or not is_negated(verb):
        return ()
    return doers(document, verb)


def _joins(document: Document, frame: MeetingPhrase, lemma: str, names: tuple[str, ...]) -> bool:
    """Whether a verb makes its subject a party: not one that gives the room, nor persons who attend "the talks" of others."""
    if lemma not in words.PARTAKING or lemma in words.HOSTING:
        return False
    # Nor who opens "the summit" with a speech.
    return not (
        lemma in words.GUESTS | words.OPENING and all(document.is_person(n) for n in names) and _is_known(frame)
    )


def _brought(document: Document, token: Token, prepositions: tuple[str, ...]) -> list[str]:
    """Actors that phrases with these prepositions bring."""
    return [n for _, partner in obliques(token, prepositions) for n in represented(document, partner)]


def _is_known(frame: MeetingPhrase) -> bool:
    """Tell whether the text speaks of a meeting as one that it has told of: "the talks"."""
    return any(c.dep_ == "det" and c.lower_ in ("the", "those", "these") for c in frame.nouns[0].children)
