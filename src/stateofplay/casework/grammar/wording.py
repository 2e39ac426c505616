"""The phrase that hangs on a verb, worded as an act in the infinitive: whole objects, no side clauses, no day."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.casework.acts.tables import tables
from stateofplay.casework.grammar.placing import PlacedWords
from stateofplay.language.clauses import child, is_passive
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Token

MOST_WORDS = 16
_PASSING = words(
    "also already again even just now only soon still too immediately instead today yet then first finally really simply "
    "quickly at_least merely ever"
)
"""Adverbs that are no part of an act."""
_FOR_IT = words("return exchange turn")
_POINTING = words("those that ones them")
"""Objects that say nothing without the clause behind them: "those receiving aid"."""
_INSIDE = (
    "det",
    "amod",
    "compound",
    "nummod",
    "case",
    "fixed",
    "flat",
    "goeswith",
    "nmod",
    "advmod",
    "nmod:poss",
    "mark",
    "dep",
)


def infinitive(placed: PlacedWords) -> str:
    """The act that words tell, from its verb on; an empty text where the head is no verb, or its object is cut off.

    Examples
    --------
    >>> from stateofplay.casework.grammar.placing import place
    >>> infinitive(place("Delta vowed to open the old lock of Bergen again on Monday, it said.", "open the old lock"))
    'open the old lock of Bergen'
    """
    head = placed.head
    if head.pos_ != "VERB" or is_passive(head):
        return ""
    kept = _shortened(_joined({t.i: t for t in _verb_phrase(head, placed)}, head), head)
    if len(kept) > MOST_WORDS or _has_hole(kept, placed):
        return ""
    text = "".join(_word(t, head) + t.whitespace_ for t in kept)
    return " ".join(text.split()).strip(" .,;:'\"“”")


def base_of(verb: Token) -> str:
    """The base form of a verb, by the table of acts before the lemmatiser."""
    return tables()[1].verbs.get(verb.lower_, verb.lemma_.lower())


def object_of(placed: PlacedWords) -> Token | None:
    """What an act is done to: the object of its verb, else the first noun behind its preposition."""
    head = placed.head
    return child(head, "obj") or child(head, "obl")


def _word(token: Token, head: Token) -> str:
    if token is head:
        return base_of(token)
    return token.text


def _verb_phrase(verb: Token, placed: PlacedWords) -> Iterator[Token]:
    """The verb with its particle, its objects whole, and what else of the words hangs on it."""
    yield verb
    for c in verb.children:
        if c.i < verb.i:
            continue
        named = placed.start <= c.i < placed.end
        if c.dep_ == "compound:prt" or (c.relation == "advmod" and named and c.lower_ not in _PASSING):
            yield from c.subtree
        elif c.relation in ("obj", "iobj"):
            yield from _noun_phrase(c, placed)
        elif c.relation == "xcomp":
            yield from (t for t in c.children if t.relation in ("mark", "aux", "cop", "case") and t.i < c.i)
            yield from (_verb_phrase(c, placed) if c.pos_ == "VERB" else _noun_phrase(c, placed))
        elif c.relation == "obl" and (named or _begins_in(c, placed)) and not _is_aside(c):
            yield from _noun_phrase(c, placed)


def _is_aside(noun: Token) -> bool:
    """Whether a phrase tells when, or what is had for it: "next week", "in return"."""
    return noun.dep_ in ("obl:tmod", "obl:unmarked") or noun.lower_ in _FOR_IT


def _begins_in(token: Token, placed: PlacedWords) -> bool:
    return placed.start <= min(t.i for t in token.subtree if t is token or t.lower_ not in _PASSING) < placed.end


def _noun_phrase(noun: Token, placed: PlacedWords) -> Iterator[Token]:
    """A noun with all that makes it whole; clauses behind it and what is joined to it only where the words have them."""
    yield noun
    for c in noun.children:
        named = placed.start <= c.i < placed.end
        if (
            c.relation in ("nmod", "obl")
            and (c.i > noun.i)
            and not (named or _begins_in(c, placed) or _is_needed(c, noun))
        ):
            continue
        if (
            c.relation in _INSIDE
            or c.dep_ in _INSIDE
            or (c.is_punct and c.text in "-–/")
            or (c.relation == "conj" and named)
        ):
            yield from _noun_phrase(c, placed)
        elif c.dep_ == "acl" and named and (_is_whole_infinitive(c) or noun.lower_ in _POINTING):
            yield from (t for t in c.children if t.relation == "mark" and t.i < c.i)
            yield from _verb_phrase(c, placed)


def _is_whole_infinitive(verb: Token) -> bool:
    """Whether a clause behind a noun is "to" with a verb and what it is done to: "a mechanism to prevent clashes"."""
    led = any(t.relation in ("mark", "aux") and t.lower_ == "to" for t in verb.children)
    return led and child(verb, "obj", "obl", "xcomp") is not None and child(verb, "ccomp") is None


def _joined(kept: dict[int, Token], head: Token) -> list[Token]:
    """The words in their order, with what joins two of them: "and", a comma between adjectives."""
    for token in head.sent:
        if (
            token.i not in kept
            and (token.relation == "cc" or token.text == ",")
            and {token.i - 1, token.i + 1} <= set(kept)
        ):
            kept[token.i] = token
    return [kept[i] for i in sorted(kept)]


def _has_hole(kept: list[Token], placed: PlacedWords) -> bool:
    """Whether a noun or verb of the words is missing between two that are kept: the parse has something wrong there."""
    held = {t.i for t in kept}
    between = placed.doc[kept[0].i : kept[-1].i]
    return any(t.i not in held and t.i < placed.end and t.pos_ in ("NOUN", "PROPN", "VERB", "NUM") for t in between)


def _is_needed(noun: Token, above: Token) -> bool:
    """Whether a phrase with "of" belongs to its noun: "the lifting of the tolls", "a list of sponsors"."""
    case = child(noun, "case")
    return case is not None and case.lower_ == "of" and noun.i > above.i


def _shortened(kept: list[Token], head: Token) -> list[Token]:
    """The words up to the last preposition that leaves few enough, where there are too many."""
    while len(kept) > MOST_WORDS:
        cuts = [k for k, t in enumerate(kept) if k > 2 and t.relation in ("case", "mark", "cc") and t.i > head.i]
        if not cuts:
            break
        kept = kept[: cuts[-1]]
    return kept
