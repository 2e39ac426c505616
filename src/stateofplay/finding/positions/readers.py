"""Everything that one word, as a trigger, says about positions."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.positions.candidates import Candidate, each
from stateofplay.finding.positions.holders import Speech, holders
from stateofplay.finding.positions.issues import phrase_issues
from stateofplay.finding.positions.judgements import BLAMED, PRAISED, REFUSED_COPULAS, REQUIRED_COPULAS
from stateofplay.finding.positions.predicates import (
    from_hyphen,
    from_noun,
    from_predicate,
    is_over_talks,
    phrasal,
)
from stateofplay.finding.positions.resolves import from_denial, from_duty, from_proviso, from_refusal, from_resolve
from stateofplay.finding.positions.verdicts import (
    from_goal,
    from_shortfall,
    from_stand,
    from_table,
    from_time,
    from_verdict,
)
from stateofplay.finding.words.positions import (
    ADJECTIVES,
    HYPHENATED,
    LINES,
    NOUN_FORMS,
    OVER_TALKS_FORMS,
    VERB_FORMS,
    BargainingPredicate,
)
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Stance

_VERDICTS = REFUSED_COPULAS | REQUIRED_COPULAS | PRAISED | BLAMED


_STANDS = frozenset({"position", "stance"})
_OTHERS = _VERDICTS | HYPHENATED.keys() | LINES | {"unless", "until", "without", "only", "against"}
"""Words that say something about a position whatever their class."""
_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


def may_trigger(token: Token) -> bool:
    """Tell whether `candidates` looks at a word at all; of most words of a page it does not."""
    return token.pos_ in _CLASSES or token.lower_ in _OTHERS


def candidates(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """Everything that `token`, as a trigger, says about who is for or against what."""
    word = token.lower_
    if token.pos_ in ("VERB", "AUX"):
        predicate = phrasal(token) or VERB_FORMS.get(word) or ADJECTIVES.get(word)
        if predicate is None and word in OVER_TALKS_FORMS and is_over_talks(token):
            predicate = OVER_TALKS_FORMS[word]
        if predicate is not None:
            yield from from_predicate(document, speech, token, predicate)
        elif word in ("like", "love") and any(c.lower_ in ("would", "'d", "’d") for c in children(token, "aux")):
            wish = BargainingPredicate(lemma="like", stance=Stance.DEMANDS, slots=("to", "obj"), confidence=0.65)
            yield from from_predicate(document, speech, token, wish)
        yield from from_shortfall(document, speech, token)
        yield from from_duty(document, speech, token)
        yield from from_refusal(document, speech, token)
        yield from from_resolve(document, speech, token)
    elif token.pos_ == "NOUN":
        if (noun := NOUN_FORMS.get(word)) is not None:
            yield from from_noun(document, speech, token, noun)
        if word == "time":
            yield from from_time(document, speech, token)
        yield from from_denial(document, speech, token)
        if word in ("table", "question"):
            yield from from_table(document, speech, token)
        yield from from_goal(document, speech, token)
        if word in _STANDS or (word in LINES and _is_red(token)):
            yield from from_stand(document, speech, token)
    elif token.pos_ == "ADJ" and (predicate := ADJECTIVES.get(word)) is not None:
        yield from from_predicate(document, speech, token, predicate)
    if word in ("unless", "until", "without", "only"):
        yield from from_proviso(document, speech, token)
    if word in HYPHENATED and token.i > 1 and token.doc[token.i - 1].text == "-":
        yield from from_hyphen(document, token)
    if token.dep_ == "case" and word == "against" and any(c.dep_ == "cop" for c in token.head.children):
        holding = holders(document, speech, child(token.head, "nsubj"))
        yield from each(phrase_issues(document.doc, token.head), token, holding, Stance.OPPOSES, 0.7)
    if word in _VERDICTS or (word in LINES and _is_red(token)):
        yield from from_verdict(document, speech, token)


def _is_red(line: Token) -> bool:
    return any(c.lower_ == "red" for c in line.children)
