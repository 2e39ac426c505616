"""Verbs that a parser takes for nouns, set right before anything is read off the parse.

"Denmark mediates." has the shape of "Denmark talks", a heading, and a parser that has seen few such sentences makes a noun of
the verb and a compound of its subject: then nobody does anything. A form that no noun has is a verb whatever stands around it.

>>> from stateofplay.language.embedded import read_words
>>> [(word.text, word.pos_, word.dep_) for word in read_words("Denmark mediates.")][:2]
[('Denmark', 'PROPN', 'nsubj'), ('mediates', 'VERB', 'root')]

And the other way round: what is said without a verb ("No aid without a truce, Norway said") is no second subject of the saying,
and who says it, in apposition behind it, is no part of it ("..., the minister, Mira Dahl, said").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from stateofplay.language.inflections import words as word_set
from stateofplay.language.tokens import Doc, Token, morph_of

if TYPE_CHECKING:
    from spacy.tokens import Token as SpacyToken

Word = TypeVar("Word", "Token", "SpacyToken")

VERBS = {
    **{
        verb + "s": verb
        for verb in word_set(
            "mediate facilitate arbitrate preside convene intervene participate negotiate attend withdraw retaliate escalate "
            "invade disarm rearm mobilize mobilise abstain agree disagree accept reject refuse insist concede relent resign "
            "renege capitulate cooperate disengage apologize apologise oppose"
        )
    },
    "complies": "comply",
    "denies": "deny",
}
"""Third persons that are no plural of a noun, with their verb."""
MORPH = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_OF_SUBJECT = frozenset({"compound", "amod", "det", "nmod:poss"})


def mend_misread_verbs(doc: Doc) -> Doc:
    """Make verbs of such nouns with the nouns before them for subjects, and of two subjects of saying one. Cost: linear."""
    for verb in misread(doc.words):
        verb.pos_, verb.lemma_, verb.morph = "VERB", VERBS[verb.lower_], morph_of(MORPH)
        for word, head, relation in hung_on(verb):
            word.hang(head, relation)
    for said, verb in verbless(doc.words):
        said.hang(verb, "ccomp")
    for speaker, verb in lost_speakers(doc.words):
        speaker.hang(verb, "nsubj")
    return doc


def verbless(words: Iterable[Word]) -> Iterator[tuple[Word, Word]]:
    """What is said without a verb, read as a second subject: "No aid without a truce | , Norway said"."""
    for verb in words:
        if verb.lower_ not in _SAID or verb.pos_ != "VERB":
            continue
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
        if len(subjects) == 2 and subjects[1].left_edge.i and verb.doc[subjects[1].left_edge.i - 1].text == ",":
            yield subjects[0], verb


_SAID = frozenset({"said", "says"})


def lost_speakers(words: Iterable[Word]) -> Iterator[tuple[Word, Word]]:
    """Who says a thing, read as one more of what he says: "They will meet on Monday, | the minister, Mira Dahl, | said"."""
    for verb in words:
        if verb.lower_ not in _SPOKEN or verb.pos_ != "VERB" or verb.i < _SHORTEST or verb.doc[verb.i - 1].text != ",":
            continue
        below = [c.dep_ for c in verb.children if c.i < verb.i]
        if "ccomp" not in below or any(dep.startswith("nsubj") for dep in below):
            continue
        for word in verb.doc[verb.i - _LONGEST if verb.i > _LONGEST else 0 : verb.i - 1]:
            if _is_speaker(word, verb):
                yield word, verb
                break


_SPOKEN = _SAID | {"warned", "added", "insisted", "announced", "confirmed", "told"}
_SHORTEST, _LONGEST = 6, 14
_BESIDE = frozenset({"conj", "appos", "parataxis", "nmod"})


def _is_speaker(word: Word, verb: Word) -> bool:
    """An office between commas with its holder in apposition, hung on something before it."""
    if word.pos_ != "NOUN" or word.dep_ not in _BESIDE or word.head.i >= word.i or word.right_edge.i < verb.i - 2:
        return False
    first = word.left_edge
    parted = first.text == "," or (first.i > 0 and word.doc[first.i - 1].text == ",")
    return parted and any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > word.i for c in word.children)


def misread(words: Iterable[Word]) -> Iterator[Word]:
    """Verbs that were read as nouns though somebody stands before them who does it."""
    for word in words:
        if word.lower_ in VERBS and word.pos_ == "NOUN" and _subject(word) is not None:
            yield word


def hung_on(verb: Word) -> list[tuple[Word, Word, str]]:
    """What hangs wrongly on and with a verb that was read as a noun: each word with its head and relation."""
    subject = _subject(verb)
    assert subject is not None
    found = [
        (c, subject, c.dep_) for c in verb.children if c.i < subject.i and c.dep_ in _OF_SUBJECT and c is not subject
    ]
    found.append((subject, verb, "nsubj"))
    clause = verb.head
    if verb.dep_ == "conj" and clause.pos_ in ("NOUN", "PROPN"):
        # "Talks open on Monday, and Denmark mediates": joined to the clause, not to the day.
        while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
            clause = clause.head
        found.append((verb, clause, "conj"))
    return found


def _subject(verb: Word) -> Word | None:
    """Who does it: the subject that the parse gives, or the noun right before that it joins to the verb otherwise."""
    for c in verb.children:
        if c.i < verb.i and c.pos_ in _NOUNS and (c.dep_ == "nsubj" or (c.dep_ == "compound" and c.i == verb.i - 1)):
            return c
    before = verb.doc[verb.i - 1] if verb.i else verb
    beside = verb.dep_ == "conj" and before.dep_ == "conj" and before.head.i == verb.head.i and before.pos_ in _NOUNS
    return before if beside else None


_NOUNS = frozenset({"PROPN", "NOUN", "PRON"})
