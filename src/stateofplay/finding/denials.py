"""Denials that only point at what they deny: "Chad denies it", "Niamey rejects the charge", "a claim that Togo disputes".

What is denied is what somebody else said last, in the same sentence or one of the two before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stateofplay.language.clauses import child, grammatical_subject
from stateofplay.language.document import Document
from stateofplay.language.inflections import by_verb_form, words
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Act, Statement

DENYING = frozenset(by_verb_form(dict.fromkeys(words("deny reject dismiss refute dispute rebut"), True)))
"""Forms of verbs that deny."""
_OF_ALL = frozenset(by_verb_form({"deny": True}))
"""Verbs with which a pronoun points at words; "rejects it" may refuse an offer."""
_CHARGES = words(
    "charge charges accusation accusations claim claims allegation allegations report reports assertion assertions "
    "denial account accounts version suggestion suggestions wrongdoing involvement responsibility"
)
_POINTING = words("it this that them these which")
_MORE = frozenset({"acl", "nmod", "ccomp"})
_BACK = 2  # sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Who denies what somebody said."""

    deniers: tuple[str, ...]
    denied: Statement


def pointed_denials(document: Document, statements: Sequence[Statement]) -> Iterator[Denial]:
    """Denials without words of their own for what they deny, each with the statement that it points at."""
    for token in document.doc:
        if token.lower_ not in DENYING or token.pos_ != "VERB" or is_negated(token) or not _points(token):
            continue
        deniers = document.who(subject) if (subject := grammatical_subject(token)) is not None else ()
        denied = _last_said(document, statements, token, deniers) if deniers else None
        if denied is not None:
            yield Denial(deniers=tuple(deniers), denied=denied)


def _points(verb: Token) -> bool:
    thing = child(verb, "obj")
    if verb.dep_ == "acl:relcl" and (thing is None or thing.lower_ in _POINTING):
        # "which Chad denies" behind a clause, "a charge that Chad denies"
        return verb.lower_ in _OF_ALL
    if thing is None:
        return False
    if thing.lower_ in _POINTING:
        return verb.lower_ in _OF_ALL
    return thing.lower_ in _CHARGES and not any(c.relation in _MORE and c.i > thing.i for c in thing.children)


def _last_said(
    document: Document, statements: Sequence[Statement], verb: Token, deniers: Sequence[str]
) -> Statement | None:
    start = verb.sent.start
    for _ in range(_BACK):
        start = document.doc[max(start - 1, 0)].sent.start
    earliest = document.doc[start].idx
    own = {*deniers, *(a.side for d in deniers if (a := document.actor(d)) is not None and a.side)}
    said = (
        s
        for s in statements
        if earliest <= s.anchor < verb.idx
        and s.act is not Act.DENY
        and s.speaker not in own
        and not s.content_start <= verb.idx < s.content_start + len(s.content)  # who tells of a denial is not denied
    )
    last = max(said, key=lambda s: s.anchor, default=None)
    thing = child(verb, "obj")
    if (
        last is None
        or thing is None
        or thing.lower_ in _POINTING
        or any(_is_named_in(document, d, last) for d in deniers)
    ):
        return last
    return None  # a charge is denied by whom it speaks of


def _is_named_in(document: Document, name: str, said: Statement) -> bool:
    actor = document.actor(name)
    quote = said.evidence.quote
    if actor is None or any(form in quote for form in (actor.name, *actor.aliases)):
        return True
    return document.is_person(name) and not _PERSONAL.isdisjoint(said.content.lower().split())


_PERSONAL = words("he she him her his")
