"""The issue of a position: a short phrase of the text, cut the way people cut it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stateofplay.finding.attribution.contents import Content, subtree_range, trim
from stateofplay.finding.positions_words import LIGHT_FORMS
from stateofplay.language.clauses import base_dep, conjuncts

_LONGEST = 18
_DROPPED = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "cc", "punct", "case", "cop", "discourse", "dep"})
_LEADING = frozenset({"the", "a", "an", "to", "any", "that", "some", "also", "both"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Token range of an issue, end exclusive."""

    start: int
    end: int


def issues_of(doc: Doc, content: Content, slot: str) -> Iterator[Issue]:
    """Issues in a filled slot, one for each coordinated phrase.

    Noun phrases lose their determiner and relative clauses, infinitives their "to", clauses what follows a comma.
    """
    head = content.head
    if head is not None and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and slot not in ("that", "to"):
        yield from phrase_issues(doc, head)
        return
    if head is not None and slot == "to" and head.pos_ in ("VERB", "AUX"):
        for part in conjuncts(head):
            if part.pos_ in ("VERB", "AUX", "NOUN"):
                yield from _verb_issue(doc, part)
        return
    yield from _cut(doc, content.start, content.end)


def phrase_issues(doc: Doc, head: Token, without: Token | None = None) -> Iterator[Issue]:
    """Issues of a noun phrase, one for each coordinated noun."""
    for part in conjuncts(head):
        if part.pos_ not in ("NOUN", "PROPN", "NUM", "VERB", "ADJ", "X"):
            continue
        inner = _handed_on(part)
        for noun in conjuncts(inner) if inner is not part else (part,):
            start, end = _phrase_range(noun, without)
            yield from _cut(doc, start, end)


def _handed_on(noun: Token) -> Token:
    if noun.lower_ in LIGHT_FORMS:
        for c in noun.children:
            if base_dep(c) == "nmod" and any(x.dep_ == "case" and x.lower_ in ("of", "as") for x in c.children):
                return c
            if base_dep(c) == "acl" and c.i > noun.i and any(x.dep_ == "mark" and x.lower_ == "of" for x in c.children):
                return next((x for x in c.children if x.dep_ == "obj"), c)
    return noun


def _phrase_range(head: Token, without: Token | None) -> tuple[int, int]:
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if without is not None and c.i == without.i:
                continue
            if c.dep_ in ("acl:relcl", "parataxis"):
                continue
            if token is head and (c.dep_ in _DROPPED or c.dep_ == "conj") and not (c.dep_ == "punct" and c.text == "-"):
                continue
            keep.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return start, end + 1


def _verb_issue(doc: Doc, verb: Token) -> Iterator[Issue]:
    start = verb.i
    skipped = {c.i for c in verb.children if c.dep_ in ("conj", "cc", "advcl", "parataxis")}
    end = verb.i + 1
    for c in verb.children:
        if c.i > verb.i and c.i not in skipped and c.dep_ != "punct":
            low, high = subtree_range(c)
            if low <= end + 1:
                end = max(end, high)
    yield from _cut(doc, start, end)


def _cut(doc: Doc, start: int, end: int) -> Iterator[Issue]:
    trimmed = trim(doc, start, end)
    if trimmed is None:
        return
    start, end = trimmed
    while start < end - 1 and doc[start].lower_ in _LEADING:
        start += 1
    for i in range(start + 2, end):
        if doc[i].text in (",", ";", "—", "–", ":") or (doc[i].is_space and "\n" in doc[i].text):
            if any(t.pos_ in ("NOUN", "PROPN", "VERB") for t in doc[start:i]):
                end = i
                break
    if end - start > _LONGEST:
        end = start + _LONGEST
    trimmed = trim(doc, start, end)
    if trimmed is None:
        return
    start, end = trimmed
    if all(t.pos_ in ("PRON", "DET", "ADV", "ADP", "PUNCT", "PART", "AUX") for t in doc[start:end]):
        return
    yield Issue(start=start, end=end)
