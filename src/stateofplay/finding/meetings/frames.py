"""A meeting noun with the words around it: which nouns name one meeting, and the predicate that says something of it."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, obliques
from stateofplay.language.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPhrase:
    """A meeting noun with the nouns around it ("the last round of direct talks") and the predicate over them."""

    nouns: tuple[Token, ...]
    containers: tuple[Token, ...]
    predicate: Token | None
    relation: str
    preposition: str


def noun_kind(token: Token) -> str | None:
    """The kind of meeting that a noun names, or None."""
    lower, lemma = token.lower_, lemma_of(token)
    kind = words.PLURAL_NOUNS.get(lower) or words.MEETING_NOUNS.get(lemma) or words.MEETING_NOUNS.get(lower)
    if kind is None or token.pos_ == "VERB":
        return None
    if token.relation == "compound" and token.head.i > token.i:
        return None
    before = {c.lower_ for c in token.children if c.i < token.i}
    if before & words.NOT_MEETINGS and not _has_preposition(token, "between"):
        return None
    if lemma == "call" and not before & words.BY_WIRE and not _has_preposition(token, "with", "between"):
        return None
    if lemma == "round":
        of = [n for p, n in obliques(token, ("of",))]
        if of and not any(n.lower_ in words.ROUND_OF or lemma_of(n) in words.ROUND_OF for n in of):
            return None
        if not of and not before & (
            words.EARLIER
            | words.LATER
            | words.NEGOTIATING
            | {"this", "latest", "third", "fourth", "fifth", "sixth", "final"}
        ):
            return None
    return kind


def frame_of(noun: Token) -> MeetingPhrase:
    """Collect the nouns that belong to one meeting and climb to the predicate that says something of it."""
    nouns = [noun]
    containers: list[Token] = []
    for preposition, inner in obliques(noun, ("of", "in")):
        if preposition == "of" and (inner.lower_ in words.ROUND_OF or inner.lower_ in words.PLURAL_NOUNS):
            nouns.append(inner)
    node, steps = noun, 0
    preposition = _case(noun)
    while (
        steps < 4
        and node.relation in ("nmod", "conj", "compound", "appos")
        and node.head.pos_ in ("NOUN", "PROPN", "NUM")
    ):
        if node.relation in ("nmod", "compound"):
            if lemma_of(node.head) not in words.CONTAINERS:
                return MeetingPhrase(
                    nouns=tuple(nouns),
                    containers=tuple(containers),
                    predicate=None,
                    relation="nmod",
                    preposition=preposition,
                )
            containers.append(node.head)
        node, steps = node.head, steps + 1
        preposition = _case(node) or preposition
    relation = node.relation
    predicate = (
        node.head
        if node.head is not node and relation in ("nsubj", "obj", "obl", "xcomp", "ccomp", "advcl", "iobj")
        else None
    )
    if relation == "obl" and not preposition:
        relation = "obj"
    if node.dep_ == "nsubj:pass":
        relation = "nsubj:pass"
    return MeetingPhrase(
        nouns=tuple(nouns),
        containers=tuple(containers),
        predicate=predicate,
        relation=relation,
        preposition=preposition,
    )


def is_stay(frame: MeetingPhrase) -> bool:
    """ "The envoys are in Oslo for talks": the predicate is the place, and the talks are why they are there."""
    stay = frame.predicate
    if stay is None or frame.relation != "obl" or frame.preposition != "for" or stay.pos_ != "PROPN":
        return False
    return child(stay, "cop") is not None and _case(stay) in words.PLACE_PREPOSITIONS


def _case(noun: Token) -> str:
    return " ".join(c.lower_ for c in noun.children if c.dep_ == "case" and c.i < noun.i)


def _has_preposition(noun: Token, *prepositions: str) -> bool:
    return next(obliques(noun, prepositions), None) is not None
