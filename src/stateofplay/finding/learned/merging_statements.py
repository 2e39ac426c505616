"""Statements from two hands: the rules', and those that only the network sees."""

from __future__ import annotations

from collections.abc import Iterable

from stateofplay.finding.learned.linear import Decisions
from stateofplay.finding.learned.speech import Said, Sayings
from stateofplay.finding.learned.view import View
from stateofplay.finding.statements.ends import begin_with_subject
from stateofplay.finding.statements.finder import is_avoided, is_unsaid
from stateofplay.finding.statements.reported import act_told, lookup
from stateofplay.finding.statements.spans import trim
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Act, Evidence, Statement

_OF_QUESTIONS = frozenset({"if", "whether"})
_ABOVE = 4
"""How far above the head of what is said the word of saying is looked for."""


def merge_statements(
    document: Document, view: View, ruled: Iterable[Statement], said: Sayings, decisions: Decisions
) -> tuple[Statement, ...]:
    """Statements in text order; what the rules read, nobody is said to have said again."""
    chances: dict[tuple[int, str], float] = {}
    for saying in said.all:
        key = (saying.head, document.actors[saying.actor].name)
        chances[key] = max(chances.get(key, 0.0), saying.chance)
    kept: list[Statement] = []
    taken: set[int] = set()
    for claim in ruled:
        inside = view.words_in(claim.content_start, claim.content_start + len(claim.content))
        chance = max((chances.get((word, claim.speaker), 0.0) for word in inside), default=0.0)
        if chance >= decisions.filter or document.actor(claim.speaker) is None:
            kept.append(claim)
            taken.update(inside)
    enough = [saying for saying in said.all if saying.chance >= decisions.least]
    said.prepare(saying for saying in enough if saying.head not in taken)
    for saying in sorted(enough, key=lambda s: (-s.chance, s.head, s.actor)):
        if saying.head in taken:
            continue  # it is one of the words said, and asking for all of them is dear
        words = said.words(saying)
        if not taken.isdisjoint(words):
            continue
        statement = _statement(document, view, saying, words, decisions)
        if statement is not None:
            kept.append(statement)
            taken.update(words)
    return tuple(sorted(kept, key=lambda s: (s.content_start, s.speaker)))


def _statement(document: Document, view: View, saying: Said, words: range, decisions: Decisions) -> Statement | None:
    doc = document.doc
    bounds = trim(doc, view.tokens[words.start], view.tokens[words.stop - 1] + 1)
    if bounds is None:
        return None
    first, last = doc[bounds[0]], doc[bounds[1] - 1]
    head = doc[view.tokens[saying.head]]
    content = Evidence.cut(document.article.text, first.idx, last.idx + len(last))
    cue, act = _cue(head, first, last)
    if cue.pos_ == "VERB" and ((cue.i != head.i and is_unsaid(cue)) or is_avoided(cue)):
        return None  # "did not say whether he would come", "steered clear of blaming Chad"
    before = doc[first.i - 1].lower_ if first.i else ""
    if before == "whether" or (cue.lemma_ == "ask" and before in _OF_QUESTIONS):
        return None  # "when asked if it was a threat", "is probing whether it was"
    direct = document.is_quoted(first) and document.is_quoted(last)
    if not direct and first.i > 1 and doc[first.i - 2].lower_ == "which" and doc[first.i - 1].pos_ in ("VERB", "AUX"):
        return None  # "..., says Dahl, which means the court would decide": the page goes on
    if not direct and cue is not head:
        first = doc[begin_with_subject(cue, first.i)]
        content = Evidence.cut(document.article.text, first.idx, last.idx + len(last))
    evidence = document.sentence_evidence(first, last, cue)
    return Statement(
        evidence=evidence,
        anchor=cue.idx if evidence.start <= cue.idx < evidence.end else content.start,
        component="statements-learned",
        confidence=decisions.own.chance(saying.chance),
        speaker=document.actors[saying.actor].name,
        named=True,
        act=act,
        content=content.quote,
        content_start=content.start,
        direct=direct,
    )


def _cue(head: Token, first: Token, last: Token) -> tuple[Token, Act]:
    """The word above the head of what is said that tells of saying, and its act; else the head itself."""
    node = head
    for _ in range(_ABOVE):
        if node.head.i == node.i:
            break
        node = node.head
        entry = lookup(node)
        if entry is not None:
            return node, act_told(entry, "that", head.doc, first.i, last.i + 1)
    return head, Act.SAY
