"""Positions: what a party wants, accepts, offers, rejects or weighs, read off predicates of bargaining."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from stateofplay.finding.attribution.contents import Content, bounds, fill, subtree_range
from stateofplay.finding.attribution.speakers import owner_of, source_of_verb
from stateofplay.finding.components import Found, finder
from stateofplay.finding.positions_issues import Issue, issues_of, phrase_issues
from stateofplay.finding.positions_words import (
    ADJECTIVES,
    DEONTIC,
    FLIPPED,
    NEGATED_WANT,
    NOUN_FORMS,
    RED_LINES,
    REFUSED_COPULAS,
    REQUIRED_COPULAS,
    VERB_FORMS,
    Predicate,
)
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.model import ActorKind, Evidence, Position, Stance, Statement

_FIRST_PERSON = frozenset({"i", "we", "us", "our", "my"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    trigger: Token
    holders: tuple[str, ...]
    stance: Stance
    issue: Issue
    sure: float


@finder("positions", assigns="positions", requires=("statements",))
def find_positions(document: Document, found: Found) -> tuple[Position, ...]:
    """Find the bargaining positions of an article, one for each holder and issue.

    A holder is an actor whom the text names: the subject of the predicate, the owner of a demand or an offer, or, for what
    is only said ("Troops must leave, X said"), the speaker of the statement around it.
    """
    speech = Speech(document, found.statements)
    positions: list[Position] = []
    for token in document.doc:
        for candidate in _candidates(document, speech, token):
            for holder in candidate.holders:
                position = _position(document, candidate, holder)
                if position is not None:
                    positions.append(position)
    return tuple(_one_each(positions))


class Speech:
    """Which statements stand around a token."""

    def __init__(self, document: Document, statements: tuple[Statement, ...]) -> None:
        self.document = document
        self.statements = statements

    def around(self, token: Token) -> Iterator[Statement]:
        """Statements whose content holds `token`, the closest first."""
        holding = [s for s in self.statements if s.content_start <= token.idx < s.content_start + len(s.content)]
        yield from sorted(holding, key=lambda s: len(s.content))

    def holders(self, token: Token) -> tuple[str, ...]:
        """The actors that say what `token` stands in."""
        out: list[str] = []
        shortest: int | None = None
        for statement in self.around(token):
            if shortest is not None and len(statement.content) > shortest:
                break
            shortest = len(statement.content)
            name = statement.speaker if statement.named else self._state_of(statement.speaker, statement)
            if name is not None and name not in out:
                out.append(name)
        return tuple(out)

    def _state_of(self, source: str, statement: Statement) -> str | None:
        """The state for which an unnamed official speaks: the one that its own words name."""
        start = self.document.article.text.find(source, statement.evidence.start, statement.evidence.end)
        if start < 0 or not any(w in source.lower() for w in ("official", "diplomat", "negotiator", "spokes")):
            return None
        for mention in self.document.mentions:
            first = self.document.doc[mention.start].idx
            if start <= first < start + len(source) and mention.actors:
                actor = self.document.actor(mention.actors[0])
                if actor is not None and actor.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP):
                    return actor.name
        return None


def _candidates(document: Document, speech: Speech, token: Token) -> Iterator[_Candidate]:
    word = token.lower_
    if token.pos_ == "VERB" or token.dep_ == "root":
        if (predicate := VERB_FORMS.get(word)) is not None:
            yield from _from_predicate(document, speech, token, predicate)
        elif word in ("rule", "rules", "ruled", "ruling") and any(c.lower_ == "out" for c in token.children):
            yield from _from_predicate(document, speech, token, Predicate(lemma="rule", stance=Stance.OPPOSES, slots=("obj",), sure=0.85))
        elif (predicate := ADJECTIVES.get(token.lower_)) is not None:
            yield from _from_predicate(document, speech, token, predicate)
        yield from _from_duty(document, speech, token)
        yield from _from_refusal(document, speech, token)
    elif token.pos_ == "NOUN" and (predicate := NOUN_FORMS.get(word)) is not None:
        yield from _from_noun(document, speech, token, predicate)
    elif token.pos_ == "ADJ" and (predicate := ADJECTIVES.get(token.lower_)) is not None:
        yield from _from_predicate(document, speech, token, predicate)
    if token.lower_ in REFUSED_COPULAS or token.lower_ in REQUIRED_COPULAS or (word in ("line", "lines") and _is_red(token)):
        yield from _from_copula(document, speech, token)


def _from_predicate(document: Document, speech: Speech, token: Token, predicate: Predicate) -> Iterator[_Candidate]:
    if _is_supposed(token):
        return
    stance: Stance | None = predicate.stance
    if is_negated(token) or _low_willing(token):
        stance = Stance.OPPOSES if predicate.lemma in NEGATED_WANT else FLIPPED[predicate.stance]
    if stance is None:
        return
    if is_passive(token) and token.pos_ == "VERB" and token.lower_ not in ADJECTIVES:
        yield from _from_passive(document, speech, token, stance, predicate)
        return
    subject = grammatical_subject(token) if token.pos_ == "ADJ" or token.lower_ in ADJECTIVES else source_of_verb(token)
    holders = _holders(document, speech, subject)
    if not holders:
        return
    for slot in predicate.slots:
        filled = False
        for content in fill(token, slot):
            for issue in issues_of(document.doc, content, slot):
                filled = True
                yield _Candidate(trigger=token, holders=holders, stance=stance, issue=issue, sure=predicate.sure)
        if filled:
            return


def _from_passive(
    document: Document, speech: Speech, token: Token, stance: Stance, predicate: Predicate
) -> Iterator[_Candidate]:
    agent = source_of_verb(token)
    subject = child(token, "nsubj:pass") or (token.head if token.dep_.startswith("acl") else None)
    if agent is None or subject is None or "obj" not in predicate.slots or subject.pos_ == "PRON":
        return
    holders = _holders(document, speech, agent)
    for issue in phrase_issues(document.doc, subject, without=token):
        yield _Candidate(trigger=token, holders=holders, stance=stance, issue=issue, sure=predicate.sure)


def _from_noun(document: Document, speech: Speech, token: Token, predicate: Predicate) -> Iterator[_Candidate]:
    holders = _holders(document, speech, owner_of(token))
    if not holders:
        return
    stance: Stance | None = predicate.stance
    if _low_willing(token):
        stance = FLIPPED[predicate.stance]
    if stance is None:
        return
    for slot in predicate.slots:
        filled = False
        for content in fill(token, slot):
            for issue in issues_of(document.doc, content, slot):
                filled = True
                yield _Candidate(trigger=token, holders=holders, stance=stance, issue=issue, sure=predicate.sure)
        if filled:
            return


def _low_willing(token: Token) -> bool:
    """ "little willingness", "no support"."""
    return any(c.lower_ in ("little", "no", "scant") and c.dep_ in ("det", "amod") for c in token.children)


def _from_duty(document: Document, speech: Speech, token: Token) -> Iterator[_Candidate]:
    """What must or should be done, in somebody's statement, is the speaker's demand."""
    duty = next((c for c in children(token, "aux") if c.lower_ in DEONTIC), None)
    if duty is None and not (token.dep_ == "xcomp" and token.head.lower_ in ("have", "has", "had", "need", "needs", "needed") and child(token, "mark") is not None):
        return
    holders = speech.holders(token)
    if not holders:
        return
    negated = is_negated(token)
    low, high = subtree_range(token)
    start = max(low, min((c.i for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), default=low))
    for issue in issues_of(document.doc, _run(start, high, token), "that"):
        stance = Stance.OPPOSES if negated else Stance.DEMANDS
        yield _Candidate(trigger=duty or token, holders=holders, stance=stance, issue=issue, sure=0.6)


def _from_refusal(document: Document, speech: Speech, token: Token) -> Iterator[_Candidate]:
    """What a speaker will not do is refused: "said it will not negotiate"."""
    if not is_negated(token) or token.lower_ in VERB_FORMS:
        return
    if not any(c.lower_ in ("will", "wo", "would", "'ll", "’ll", "shall") for c in children(token, "aux")):
        return
    subject = grammatical_subject(token)
    speaking = speech.holders(token)
    holders = _holders(document, speech, subject)
    if subject is None or not speaking or not set(holders) & set(speaking):
        return
    low, high = subtree_range(token)
    for issue in issues_of(document.doc, _run(token.i, high, token), "to"):
        yield _Candidate(trigger=token, holders=tuple(h for h in holders if h in speaking), stance=Stance.OPPOSES, issue=issue, sure=0.7)


def _from_copula(document: Document, speech: Speech, token: Token) -> Iterator[_Candidate]:
    """ "Disarming is inconceivable", "their presence is essential", in somebody's statement."""
    subject = child(token, "nsubj", "csubj")
    holders = speech.holders(token)
    if subject is None or not holders or subject.pos_ == "PRON":
        return
    required = token.lower_ in REQUIRED_COPULAS
    if required and is_negated(token):
        return
    for issue in phrase_issues(document.doc, subject):
        stance = Stance.DEMANDS if required else Stance.OPPOSES
        yield _Candidate(trigger=token, holders=holders, stance=stance, issue=issue, sure=0.6)


def _is_red(line: Token) -> bool:
    return any(c.lower_ == "red" for c in line.children)


def _run(start: int, end: int, head: Token) -> Content:
    return Content(start=start, end=end, head=head)


def _holders(document: Document, speech: Speech, subject: Token | None) -> tuple[str, ...]:
    """Actors behind a subject: named ones, or for "we" in a quotation its speaker, or the state of unnamed officials."""
    if subject is None:
        return ()
    if subject.lower_ in _FIRST_PERSON:
        return speech.holders(subject)
    names = document.who(subject)
    if names:
        return names
    if subject.pos_ == "NOUN" and subject.lower_.removesuffix("s") in ("official", "negotiator", "diplomat", "delegation", "government"):
        low, high = subtree_range(subject)
        for mention in document.mentions_in(low, subject.i + 1):
            actor = document.actor(mention.actors[0]) if mention.actors else None
            if actor is not None and actor.kind is not ActorKind.PERSON:
                return mention.actors
    return ()


def _is_supposed(token: Token) -> bool:
    """Tell whether the predicate stands under "if" or "whether", or only could be."""
    for c in token.children:
        if c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless"):
            return True
        if c.dep_ == "aux" and c.lower_ in ("could", "may", "might"):
            return True
    return False


def _position(document: Document, candidate: _Candidate, holder: str) -> Position | None:
    doc, text = document.doc, document.article.text
    issue = candidate.issue
    quote = text[doc[issue.start].idx : doc[issue.end - 1].idx + len(doc[issue.end - 1])]
    start = min(bounds(candidate.trigger)[0], bounds(doc[issue.start])[0])
    end = max(bounds(candidate.trigger)[1], bounds(doc[issue.end - 1])[1])
    evidence = Evidence.cut(text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    if not evidence.start <= candidate.trigger.idx < evidence.end:
        return None
    sentence = evidence.quote.lower()
    return Position(
        evidence=evidence,
        anchor=candidate.trigger.idx,
        component="positions",
        confidence=candidate.sure,
        holder=holder,
        issue=quote,
        stance=candidate.stance,
        red_line=candidate.stance is Stance.OPPOSES and any(w in sentence for w in RED_LINES),
    )


_SMALL = frozenset("a an the of to in on for and or with by at from its their his her that this these those be is are any".split())


def _words(phrase: str) -> frozenset[str]:
    return frozenset(w for w in "".join(c if c.isalnum() else " " for c in phrase.lower()).split() if w not in _SMALL)


def _side(stance: Stance) -> str:
    if stance in (Stance.OPPOSES, Stance.CONSIDERS, Stance.THREATENS):
        return str(stance)
    return "for"


def _one_each(positions: list[Position]) -> list[Position]:
    """Keep one position for each holder and issue: the surest, then the first."""
    kept: list[Position] = []
    for position in sorted(positions, key=lambda p: (-p.confidence, p.anchor)):
        words = _words(position.issue)
        if not words:
            continue
        for other in kept:
            if other.holder == position.holder and _side(other.stance) == _side(position.stance):
                theirs = _words(other.issue)
                if 2 * len(words & theirs) >= 1.4 * min(len(words), len(theirs)) and len(words & theirs) > 0:
                    break
        else:
            kept.append(position)
    return sorted(kept, key=lambda p: (p.anchor, p.holder))
