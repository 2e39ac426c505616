"""What is looked at to tell how likely a claim is right: who found it, its own marks, its parties, its place in the page."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.finding.components import Found
from stateofplay.finding.hearing import heard
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import (
    KIND_OF,
    Attendance,
    Claim,
    Condition,
    DateMention,
    Event,
    Meeting,
    Position,
    Statement,
)

_OPEN = frozenset({"would", "could", "might", "may", "should", "can", "if", "unless", "whether", "until"})
_NO = frozenset({"not", "n't", "n’t", "no", "never", "without", "neither", "nor", "nothing"})
_LEAD = 3
"""Sentences that count as the lead."""
_TENS = (30, 40, 50, 60, 70, 80, 90)
_ABOVE = tuple(frozenset(f"above={step}" for step in _TENS[:count]) for count in range(len(_TENS) + 1))
"""What is told of a finder's confidence, by how many of `_TENS` it reaches."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What the features of all claims of a page share: made once a page."""

    document: Document
    sentences: dict[int, int]
    """First token of a sentence -> its number."""
    crowd: Counter[tuple[str, int]]
    """(kind, start of the evidence) -> claims of that kind that rest on it."""
    title: str
    """The words of the title in small letters, blanks around."""
    seats: Counter[str]
    """Meeting -> seats at it."""
    meetings: int
    parties: dict[str, tuple[str, ...]]
    """What is told of a party wherever it is one, by name; filled as they come."""
    places: dict[int, frozenset[str]]
    """What is told of the place of a word that tells a claim, by token; filled as they come."""
    beside: dict[tuple[str, int], tuple[str, ...]]
    """What is told of a party of a claim that a word tells, by name and token; filled as they come."""

    @classmethod
    def of(cls, document: Document, found: Found) -> PageView:
        """Look over a page."""
        sentences = {sentence.start: number for number, sentence in enumerate(document.doc.sents)}
        crowd = Counter((KIND_OF[type(c)].name, c.evidence.start) for c in every(found))
        title = f" {' '.join((document.article.title or '').lower().split())} "
        return cls(
            document,
            sentences,
            crowd,
            title,
            Counter(a.meeting for a in found.attendance),
            len(found.meetings),
            {},
            {},
            {},
        )


def every(found: Found) -> Iterator[Claim]:
    """All claims, kind by kind."""
    for kind in KIND_OF.values():
        yield from getattr(found, kind.name)


def features_of(claim: Claim, page: PageView) -> set[str]:
    """Named features of one claim; what two of them say together is not looked at."""
    kind = KIND_OF[type(claim)].name
    out = {f"by={claim.component}", f"sure={claim.component} {claim.confidence:.2f}", f"firm={claim.firmness}"}
    out |= _ABOVE[bisect_right(_TENS, claim.confidence * 100)]
    out.add(f"crowd={min(page.crowd[kind, claim.evidence.start], 4)}")
    if claim.said_by:
        out.add("said by somebody")
    out.update(f"mark={mark}" for mark in _marks(claim))
    if isinstance(claim, Statement):
        out.update(_hearing(claim, page.document))
        out.update(_cut(claim, page.document))
    elif isinstance(claim, Meeting):
        out |= {f"seats={min(page.seats[claim.name], 3)}", f"meetings={min(page.meetings, 4)}"}
    token = page.document.doc.word_at(claim.anchor)
    if token is not None:
        if token.i not in page.places:
            page.places[token.i] = frozenset(_place(token, page))
        out |= page.places[token.i]
        for slot, name in _parties(claim):
            if name is None:
                continue
            if (name, token.i) not in page.beside:
                page.beside[name, token.i] = tuple(_party(name, token, page))
            out.update([f"{slot}: {told}" for told in page.beside[name, token.i]])
            if name and name == claim.said_by:
                out.add(f"{slot}: says it")
    return out


def _marks(claim: Claim) -> Iterator[str]:
    """The labels of a claim's own kind."""
    if isinstance(claim, Statement):
        yield from (
            f"act {claim.act}",
            f"direct {claim.direct}",
            f"named {claim.named}",
            f"long {_size(claim.content)}",
        )
        yield f"act {claim.act} direct {claim.direct}"
    elif isinstance(claim, Position):
        yield from (f"stance {claim.stance}", f"red line {claim.red_line}", f"long {_size(claim.issue)}")
    elif isinstance(claim, Condition):
        yield from (f"relation {claim.relation}", f"whose {claim.holder is not None}", f"long {_size(claim.what)}")
        yield f"on long {_size(claim.on or '')}"
    elif isinstance(claim, Event):
        yield from (f"event {claim.event}", f"status {claim.status}", f"to {claim.recipient is not None}")
        yield from (f"event {claim.event} {claim.status}", f"event {claim.event} to {claim.recipient is not None}")
        yield f"dated {claim.date is not None}"
    elif isinstance(claim, Meeting):
        yield from (
            f"status {claim.status}",
            f"parties {min(len(claim.parties), 4)}",
            f"dated {_size_of_date(claim.date)}",
        )
        yield from (f"placed {claim.place is not None}", f"named {claim.name[:1].islower()}")
    elif isinstance(claim, Attendance):
        yield from (f"status {claim.status}", f"capacity {claim.capacity}")
    elif isinstance(claim, DateMention):
        yield from (
            f"date {_size_of_date(claim.value)}",
            f"words {min(len(claim.text.split()), 4)}",
            f"span {claim.span is not None}",
        )
        yield f"digits {any(c.isdigit() for c in claim.text)}"


_HEARD, _RIVAL = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95), (0.1, 0.3, 0.5, 0.7)


def _hearing(statement: Statement, document: Document) -> Iterator[str]:
    """How sure the network is of the speaker of what the rules found, and whether it rather hears another."""
    chances = heard(document, statement)
    known = document.actor(statement.speaker) is not None
    if statement.component == "statements":
        yield "heard=unread" if chances is None else "heard=somebody" if known else "heard=nobody known"
    if chances is not None:
        own, other = chances
        if known and statement.component == "statements":
            yield from (f"heard>={step}" for step in _HEARD if own >= step)
        yield from (f"rival>={step}" for step in _RIVAL if other >= step)


def _cut(statement: Statement, document: Document) -> Iterator[str]:
    """How the words said begin, and whether the clause that they are has its subject among them: "was near, he said"."""
    doc = document.doc
    first = doc.word_at(statement.content_start)
    last = doc.word_at(statement.content_start + len(statement.content.rstrip(_ENDS)) - 1)
    if first is None or last is None:
        return
    inside = range(first.i, last.i + 1)
    head = next((t for t in doc[first.i : last.i + 1] if t.head.i not in inside or t.head.i == t.i), first)
    subject = child(head, "nsubj", "nsubj:pass", "expl", "csubj")
    yield f"begins={first.pos_}"
    yield f"subject={'none' if subject is None else 'within' if subject.i in inside else 'outside'}"


_ENDS = " .,\"'’”"


def _parties(claim: Claim) -> Iterator[tuple[str, str | None]]:
    if isinstance(claim, Statement):
        yield "speaker", claim.speaker
    elif isinstance(claim, Position | Condition):
        yield "holder", claim.holder
    elif isinstance(claim, Event):
        yield "actor", claim.actor
        yield "recipient", claim.recipient
    elif isinstance(claim, Attendance):
        yield "who", claim.who
    elif isinstance(claim, Meeting):
        for name in claim.parties[:3]:
            yield "party", name


def _party(name: str, token: Token, page: PageView) -> Iterator[str]:
    """How well a page knows a party, and how the sentence of the claim names it."""
    actor = page.document.actor(name)
    if actor is None:
        yield "no actor"
        return
    if name not in page.parties:
        titled = any(f" {form.lower()} " in page.title for form in (name, *actor.aliases))
        page.parties[name] = (
            f"kind {actor.kind}",
            f"sure {actor.confidence:.1f}",
            f"mentions {_size_of(actor.mentions)}",
            f"side {actor.side is not None}",
            f"in title {titled}",
        )
    yield from page.parties[name]
    sentence = token.sent
    here = [m for m in page.document.mentions_in(sentence.start, sentence.end) if name in m.actors]
    if not here:
        yield "not here"
        return
    nearest = min(here, key=lambda m: abs(m.head - token.i))
    head = page.document.doc[nearest.head]
    yield f"here {nearest.kind} {'before' if nearest.head < token.i else 'after'}"
    yield f"far {_size_of(abs(nearest.head - token.i))}"
    up = "its" if head.head.i == token.i else "of its head" if head.head.i == token.head.i else "far"
    yield f"arc {head.relation if up != 'far' else ''} {up}"
    if any(len(m.actors) > 1 for m in here):
        yield "one of several"


def _place(token: Token, page: PageView) -> set[str]:
    """Where the trigger stands: in the page, in its sentence, in quotation marks, and among which words."""
    sentence = token.sent
    number = page.sentences.get(sentence.start, 0)
    words = sentence.lowers
    where = "title" if number == 0 and page.document.article.title else "lead" if number <= _LEAD else "body"
    share = 4 * number // max(len(page.sentences), 1)
    out = {f"where={where}", f"quarter={share}", f"length={_size_of(len(sentence) // 5)}"}
    out |= {f"trigger={token.pos_}", f"relation={token.relation}", f"quoted={page.document.is_quoted(token)}"}
    if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "SCONJ", "ADP", "AUX"):
        out.add(f"word={token.lemma_.lower()}")
    around = {c.lower_ for c in (*token.children, *token.head.children)}
    out.update(f"{name}={place}" for name, table in (("open", _OPEN), ("no", _NO))
               for place, told in (("near", around), ("sentence", words)) if told & table)  # fmt: skip
    if token.pos_ in ("VERB", "AUX"):
        out.add(f"tense={'/'.join([*token.morph.get('Tense'), *token.morph.get('VerbForm')])}")
    return out


_STEPS = (0, 1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8)


def _size(words: str) -> int:
    return _size_of(len(words.split()))


def _size_of(number: int) -> int:
    """A number of things in steps: 0, 1, 2, 4, 8, 16."""
    return _STEPS[number] if number < len(_STEPS) else 16


def _size_of_date(value: str | None) -> str:
    return "none" if value is None else str(len(value))
