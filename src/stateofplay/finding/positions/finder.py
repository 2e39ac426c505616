"""Positions: what a party wants, accepts, offers, rejects or weighs, read off predicates of bargaining."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from stateofplay.finding.components import Found, finder
from stateofplay.finding.positions.candidates import Candidate
from stateofplay.finding.positions.complements import told_whole
from stateofplay.finding.positions.holders import Speech
from stateofplay.finding.positions.issues import IssueSpan
from stateofplay.finding.positions.judgements import RED_LINES
from stateofplay.finding.positions.readers import candidates, may_trigger
from stateofplay.finding.statements.spans import LONGEST_NAME, bounds
from stateofplay.finding.words.positions import POINTING_NOUNS, SMALL
from stateofplay.language.document import Document, Mention, MentionKind, TimeExpression
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Token
from stateofplay.model import Evidence, Position, Stance

_Placed = TypeVar("_Placed", TimeExpression, Mention)

_JOINING = frozenset({"CCONJ", "ADP", "DET", "PART", "SYM"})

_SPANS = words(
    "second seconds minute minutes hour hours day days night week weeks month months year years decade decades"
)

_MUCH_SAID = 5
"""Words of an issue with which it says more than a single word of it would: "deal" is not all of "a move toward a deal ..."."""

_SAME = dict.fromkeys(words("ceasefire armistice"), "truce") | dict.fromkeys(
    words("agreement accord offer proposal package pact"), "deal"
)
"""Words that the press uses for the same thing in turn."""


@finder("positions", assigns="positions", requires=("statements",))
def find_positions(document: Document, found: Found) -> tuple[Position, ...]:
    """Find the bargaining positions of an article, one for each holder and issue.

    A holder is an actor whom the text names: the subject of the predicate, the owner of a demand or an offer, or, for what
    is only said ("Troops must leave, X said"), the speaker of the statement around it.
    """
    speech = Speech(document, found.statements)
    title = document.article.title or ""
    body = len(title) if document.article.text.startswith(title) else 0
    positions: list[Position] = []
    for token in document.doc:
        if token.idx < body or not may_trigger(token) or is_asked(document, token):
            continue
        for short in candidates(document, speech, token):
            candidate = replace(short, issue=told_whole(document, short.issue))
            if _is_bare(document, candidate):
                continue
            for holder in candidate.holders:
                positions.append(_position(document, candidate, holder))
    return tuple(_one_each(positions))


def is_asked(document: Document, token: Token) -> bool:
    """Whether the page itself asks: "Does Chad want the port back?" tells no wish of Chad's."""
    return token.sent.asks and not document.is_quoted(token)


def _is_bare(document: Document, candidate: Candidate) -> bool:
    """Tell whether an issue is nothing but names and times: a friend, a foe or a day ("support for Chad"), no issue.

    Spans of time ("a week", "more than two hours") and lists of names ("Chad or Sudan") are none either.
    """
    issue = candidate.issue
    told = [t for t in document.doc[issue.start : issue.end] if t.pos_ not in _JOINING and not t.is_punct]
    if all(t.lower_ in _SPANS or t.pos_ in ("ADJ", "ADV", "NUM") for t in told) and any(
        t.lower_ in _SPANS for t in told
    ):
        return True
    times = {i for x in _overlapping(document.times, issue) for i in range(x.start, x.end)}
    if all(t.lower_ in POINTING_NOUNS or t.pos_ == "PRON" or t.i in times for t in told):
        return not (_is_acted_on(candidate, told) and any(t.pos_ == "NOUN" for t in told))
    names = {
        i
        for m in _overlapping(document.mentions, issue)
        if m.actors and m.kind is MentionKind.NAME
        for i in range(m.start, m.end)
    }
    return all(t.i in times or (t.i in names and t.pos_ == "PROPN") for t in told)


def _overlapping(items: Sequence[_Placed], issue: IssueSpan) -> Iterator[_Placed]:
    """Times or mentions that share a word with an issue; both stand in the order of the text."""
    first = bisect_left(items, issue.start - LONGEST_NAME, key=lambda x: x.start)
    last = bisect_left(items, issue.end, key=lambda x: x.start)
    return (x for x in items[first:last] if x.end > issue.start)


def _is_acted_on(candidate: Candidate, told: list[Token]) -> bool:
    """Tell whether the plan itself is the subject: "the plan has been backed by Chad and Peru" tells who stands where."""
    return any(t.dep_ == "nsubj:pass" and t.head is candidate.trigger for t in told) and len(candidate.holders) > 1


def _position(document: Document, candidate: Candidate, holder: str) -> Position:
    doc, text = document.doc, document.article.text
    first, last = doc[candidate.issue.start], doc[candidate.issue.end - 1]
    start = min(bounds(candidate.trigger)[0], bounds(first)[0])
    end = max(bounds(candidate.trigger)[1], bounds(last)[1])
    evidence = Evidence.cut(text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    sentence = evidence.quote.lower()
    return Position(
        evidence=evidence,
        anchor=candidate.trigger.idx,
        component="positions",
        confidence=round(candidate.confidence, 3),
        holder=holder,
        issue=text[first.idx : last.idx + len(last)],
        stance=candidate.stance,
        red_line=candidate.stance is Stance.OPPOSES and any(w in sentence for w in RED_LINES),
    )


def _words(phrase: str) -> frozenset[str]:
    plain = "".join(c if c.isalnum() else " " for c in phrase.lower().replace("cease-fire", "truce"))
    return frozenset(_SAME.get(w, w) for w in plain.split() if w not in SMALL)


def _side(stance: Stance) -> str:
    return str(stance) if stance in (Stance.OPPOSES, Stance.CONSIDERS, Stance.THREATENS) else "for"


def _one_each(positions: list[Position]) -> list[Position]:
    """Keep one position for each holder and issue: the surest, then the first."""
    kept: list[Position] = []
    for position in sorted(positions, key=lambda p: (-p.confidence, p.anchor)):
        words = _words(position.issue)
        same = (
            2 * len(words & theirs) >= 1.4 * min(len(words), len(theirs))
            and (min(len(words), len(theirs)) > 1 or max(len(words), len(theirs)) < _MUCH_SAID)
            for other in kept
            if other.holder == position.holder
            and _side(other.stance) == _side(position.stance)
            and (theirs := _words(other.issue))
        )
        if words and not any(same):
            kept.append(position)
    return sorted(kept, key=lambda p: (p.anchor, p.holder))
