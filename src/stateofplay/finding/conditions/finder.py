"""Conditions: what a party's act, consent, offer or threat hangs on, read as "what RELATION on"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from stateofplay.finding.components import Found, finder
from stateofplay.finding.conditions import circumstances, clauses, lines, outcomes, suppositions, terms
from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import Hit, stands
from stateofplay.finding.conditions.words import Form, Marker
from stateofplay.language.clauses import agent
from stateofplay.language.document import Document
from stateofplay.language.tokens import Span, Token
from stateofplay.model import Act, Condition, Relation, Statement

_FORMS: dict[Form, Callable[[Document, Token, Marker], Hit | None]] = {
    Form.CLAUSE: clauses.clause,
    Form.PHRASE: clauses.phrase,
}

# Finders of single words, in the order in which they are tried.
_SINGLE: tuple[tuple[frozenset[str], Callable[[Document, Token], Hit | None]], ...] = (
    (table.UNCONDITIONAL | table.FREE_OF, terms.without_preconditions),
    (table.INDEPENDENT, terms.regardless),
    (frozenset(table.PREDICATES), terms.predicate),
    (frozenset({"before", "prior"}), clauses.asked_before),
    (table.REQUIREMENTS | table.REQUIREMENT_ADJECTIVES, terms.requirement),
    (table.INVERTED, clauses.inverted),
    (frozenset({"were"}), lines.were_to),
    (frozenset({"not"}), lines.not_until),
    (frozenset({"moment", "instant", "minute"}), lines.moment),
    (frozenset({"price"}), lines.price),
    (table.DUTIES, terms.duty),
    (frozenset(table.BINDING_VERBS), terms.binding),
    (frozenset(words[0] for words in table.SEQUELS), suppositions.sequel),
    (frozenset(words[0] for words in table.FRONTED), suppositions.fronted),
    (frozenset({"first"}), suppositions.first_then),
    (frozenset({"way"}), suppositions.only_way),
    (frozenset({"only"}), suppositions.only_such),
    (frozenset(table.ONLY_WORDS), clauses.only_then),
    (frozenset({"under", "amid", "while", "when"}), circumstances.under_duress),
    (table.SUPPOSED, suppositions.supposed),
    (frozenset({"or"}), suppositions.or_else),
    (frozenset({"or"}), lines.must_or),
    (frozenset({"and"}), suppositions.bidden),
    (frozenset({"it"}), terms.takes),
    (frozenset({"no"}), terms.no_pair),
    (table.CONSENTING | table.REFUSING | table.BRINGING, outcomes.of_a_kind),
    (table.ASKING_FOR, outcomes.asked_of_any),
)
_SINGLE_WORDS = frozenset().union(*(words for words, _ in _SINGLE))
_MARKING = _SINGLE_WORDS | table.BY_FIRST_WORD.keys()
"""Words, as they stand, at which a condition may be looked for."""


@finder("conditions", assigns="conditions", requires=("statements",))
def find_conditions(document: Document, found: Found) -> tuple[Condition, ...]:
    """Find the conditions of an article, in text order, one for each marker.

    A mere sequence in time is none, nor is a question ("asked if"), a comparison ("as if") or what the law requires.
    """
    out: list[Condition] = []
    seen: set[tuple[int, int]] = set()
    for hit in hits_in(document, document.doc):
        span = (hit.what.start, hit.on.start if hit.on is not None else -1)
        if span in seen or not len(hit.what) or (hit.on is not None and _overlap(hit.what, hit.on)):
            continue
        seen.add(span)
        out.append(_claim(document, found, hit))
    return tuple(out)


def _overlap(a: Span, b: Span) -> bool:
    return not len(b) or (a.start < b.end and b.start < a.end)


def _claim(document: Document, found: Found, hit: Hit) -> Condition:
    tokens = [hit.trigger, hit.what[0], hit.what[-1]]
    if hit.on is not None:
        tokens += [hit.on[0], hit.on[-1]]
    evidence = document.sentence_evidence(*tokens)
    anchor = min(max(hit.trigger.idx, evidence.start), evidence.end - 1)
    speech = _speech(found, anchor)
    return Condition(
        evidence=evidence,
        anchor=anchor,
        component="conditions",
        confidence=hit.confidence,
        said_by=speech.speaker if speech is not None else None,
        holder=_holder(document, hit, speech),
        relation=hit.relation,
        what=hit.what.text,
        on=hit.on.text if hit.on is not None else None,
    )


def _speech(found: Found, at: int) -> Statement | None:
    inside = [s for s in found.statements if s.content_start <= at < s.content_start + len(s.content)]
    return min(inside, key=_length) if inside else None


def _length(statement: Statement) -> int:
    return len(statement.content)


_OWN_WORDS = frozenset({Act.WARN, Act.THREATEN, Act.PROMISE})


def _holder(document: Document, hit: Hit, speech: Statement | None) -> str | None:
    """Whose consent or act waits: who does what waits, else who says so, else who stands over it in the sentence.

    A warning, threat or promise is its speaker's own, whoever would suffer it.
    """
    if speech is not None and speech.act in _OWN_WORDS:
        return speech.speaker
    # Who "must withdraw or face sanctions" does not impose them.
    doer = _doer(document, hit.waiting) if hit.trigger.lower_ != "or" else None
    if doer or speech is not None:
        return doer or (
            speech.speaker if speech is not None and not _is_others(document, hit.waiting, speech) else None
        )
    node = hit.waiting
    for _ in range(5):
        if node.head.i == node.i:
            return None
        node = node.head
        doer = _doer(document, node)
        if doer:
            return doer
    return None


def _is_others(document: Document, waiting: Token, speech: Statement) -> bool:
    """Whether what waits is the act of a thing, not of the person who says so: "he said it would fire if ..."."""
    doer = agent(waiting) if waiting.pos_ == "VERB" else None
    return doer is not None and doer.lower_ == "it" and document.is_person(speech.speaker)


def _doer(document: Document, node: Token) -> str | None:
    """The one actor who does what the predicate `node` says."""
    who = document.who(agent(node)) if node.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else ()
    return who[0] if len(who) == 1 else None


def hits_in(document: Document, tokens: Iterable[Token]) -> Iterator[Hit]:
    """Conditions that a word among `tokens` marks, in text order; attendance asks it too, so that one table says what hangs."""
    for token in tokens:
        word, lemma = token.lower_, token.lemma_.lower()
        if (word not in _MARKING and lemma not in _SINGLE_WORDS) or token.sent.asks:
            continue
        hit: Hit | None = None
        for marker in table.BY_FIRST_WORD.get(word, ()):
            if not stands(token, marker.words):
                continue
            hit = _FORMS[marker.form](document, token, marker)
            if hit is None and marker.form is Form.CLAUSE:
                hit = lines.torn(document, token, marker)
            if hit is not None and (_waits_for_a_wish(hit, marker) or _waits_for_a_day(document, hit, marker)):
                break
            if hit is not None:
                yield hit
                break
        else:
            if word in _SINGLE_WORDS or lemma in _SINGLE_WORDS:
                hit = _single(document, token, word, lemma)
            if hit is not None:
                yield hit


def _waits_for_a_wish(hit: Hit, marker: Marker) -> bool:
    """Tell whether somebody only waits until others are willing: no term, unless he denies them something so long."""
    if marker.words[0] not in table.UNTIL or hit.relation is not Relation.UNLESS or hit.on is None:
        return False
    return any(t.lower_ in table.READY and t.relation in ("advcl", "acl", "root", "ccomp") for t in hit.on)


def _waits_for_a_day(document: Document, hit: Hit, marker: Marker) -> bool:
    """Tell whether nothing is waited for but a time: "until at least May"."""
    return (
        marker.words[0] in table.UNTIL
        and hit.on is not None
        and all(t.lower_ in table.AROUND_TIMES or t.pos_ == "NUM" or document.is_in_time(t) for t in hit.on)
    )


def _single(document: Document, token: Token, word: str, lemma: str) -> Hit | None:
    for words, find in _SINGLE:
        if word in words or lemma in words:
            hit = find(document, token)
            if hit is not None:
                return hit
    return None
