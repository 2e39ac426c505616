"""Where the attributed words stand: from a cue and a slot to a run of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stateofplay.language.clauses import base_dep

OPENING = frozenset({'"', "“", "«", "„", "‘", "``", "'"})
CLOSING = frozenset({'"', "”", "»", "’", "''", "'"})
_MARKS = OPENING | CLOSING
_EDGE = frozenset({",", ":", ";", "-", "–", "—", ".", "--", "...", "…"})
_LEADING = frozenset({"that", "and", "but", "then"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A run of tokens, end exclusive, and the head of its clause or phrase where the parse gives one."""

    start: int
    end: int
    head: Token | None = None


def fill(cue: Token, slot: str) -> Iterator[Content]:
    """Contents of `cue` in a slot (see `cues`), read off the parse."""
    if slot == "that":
        yield from _clauses(cue)
    elif slot == "to":
        yield from _infinitives(cue)
    elif slot == "obj":
        for c in cue.children:
            if c.dep_ == "obj":
                yield from _trimmed(phrase(c, cue))
    elif slot == "as":
        yield from _descriptions(cue)
    elif slot != "quote":
        yield from _after_preposition(cue, slot)


def _clauses(cue: Token) -> Iterator[Content]:
    for c in cue.children:
        if c.dep_ in ("ccomp", "csubj:pass") or (c.dep_ in ("acl", "advcl", "xcomp", "acl:relcl") and _marked(c, "that")):
            yield from _trimmed(_clause(c, cue))
        elif c.dep_ == "parataxis" and c.i > cue.i and not _reports(c):
            yield from _trimmed(_clause(c, cue))
        elif c.dep_ == "obj" and c.i > cue.i and any(x.dep_ == "acl:relcl" for x in c.children) and cue.pos_ == "VERB":
            # A noun read as object with a relative clause is often the subject of a content clause without "that".
            for x in c.children:
                if x.dep_ == "acl:relcl" and not any(r.tag_ in ("WDT", "WP") or r.lower_ in ("who", "which", "that") for r in x.subtree):
                    yield from _trimmed(_clause(c, cue))
                    break


def _reports(token: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in token.children) and token.lemma_.lower() in ("say", "add", "tell")


def _infinitives(cue: Token) -> Iterator[Content]:
    for c in cue.children:
        if c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and c.i > cue.i:
            if _marked(c, "to") or (c.dep_ == "xcomp" and c.tag_ in ("VB", "VBG")):
                yield from _trimmed(_clause(c, cue), keep_to=True)
        elif c.dep_ == "obj" and c.i > cue.i:
            for x in c.children:
                if x.dep_ in ("acl", "acl:to") and _marked(x, "to"):
                    yield from _trimmed(_clause(x, cue), keep_to=True)


def _descriptions(cue: Token) -> Iterator[Content]:
    thing = next((c for c in cue.children if c.dep_ in ("obj", "nsubj:pass")), None)
    for c in cue.children:
        if c.i <= cue.i:
            continue
        if c.dep_ in ("obl", "advcl", "xcomp", "nmod") and _case(c) in ("as", "both", ""):
            if _case(c) == "" and c.dep_ != "xcomp":
                continue
            content = _clause(c, cue)
            if thing is not None and thing.dep_ == "obj" and thing.pos_ != "PRON" and thing.i < c.i:
                content = Content(start=phrase(thing, cue).start, end=content.end, head=c)
            elif thing is not None and thing.i == c.i:
                continue
            yield from _trimmed(content, drop={"as", "both"})
            return
    for noun in (c for c in cue.children if c.dep_ == "obj" and c.i > cue.i):
        for c in noun.children:
            if c.dep_ == "nmod" and _case(c) == "as":
                yield from _trimmed(phrase(noun, cue))
                return


def _after_preposition(cue: Token, preposition: str) -> Iterator[Content]:
    for c in cue.children:
        if c.i < cue.i:
            continue
        if base_dep(c) in ("obl", "nmod", "advcl", "acl", "xcomp", "ccomp") and _case(c) == preposition:
            yield from _trimmed(_clause(c, cue), drop={preposition})
        elif c.dep_ == "obj" and cue.pos_ == "VERB":
            # "accused the army of stalling" is often read with "of" under the object.
            for x in c.children:
                if x.i > c.i and base_dep(x) in ("nmod", "acl") and _case(x) == preposition:
                    yield from _trimmed(_clause(x, cue), drop={preposition})


def _case(token: Token) -> str:
    for c in token.children:
        if c.dep_ in ("case", "mark") and c.i < token.i:
            return c.lower_
    return ""


def _marked(clause: Token, mark: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == mark for c in clause.children) or (
        mark == "to" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    )


def subtree_range(head: Token, without: Token | None = None) -> tuple[int, int]:
    """First token and end of the subtree of `head`, without that of `without`."""
    lowest, highest, stack = head.i, head.i, [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if without is not None and c.i == without.i:
                continue
            stack.append(c)
            lowest, highest = min(lowest, c.i), max(highest, c.i)
    return lowest, highest + 1


def phrase(head: Token, cue: Token) -> Content:
    """The noun phrase of `head` with all that hangs on it."""
    start, end = subtree_range(head, cue)
    if start <= cue.i < head.i:
        start = cue.i + 1
    return Content(start=start, end=end, head=head)


def _clause(head: Token, cue: Token) -> Content:
    start, end = subtree_range(head, cue)
    if start <= cue.i < head.i:
        start = cue.i + 1
    return Content(start=start, end=end, head=head)


def _trimmed(content: Content, *, keep_to: bool = False, drop: frozenset[str] | set[str] = frozenset()) -> Iterator[Content]:
    assert content.head is not None
    trimmed = trim(content.head.doc, content.start, content.end, drop=drop)
    if trimmed is not None:
        yield Content(start=trimmed[0], end=trimmed[1], head=content.head)


def trim(doc: Doc, start: int, end: int, *, drop: frozenset[str] | set[str] = frozenset()) -> tuple[int, int] | None:
    """Cut marks, commas, "that" and the words in `drop` off the edges; an unpaired quotation mark goes too."""
    while start < end and (
        doc[start].is_space or doc[start].text in _EDGE or doc[start].lower_ in _LEADING or doc[start].lower_ in drop
    ):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
        end -= 1
    # A quotation that the run holds whole keeps its marks only where words stand beside it.
    inner = [t.text for t in doc[start:end] if t.text in _MARKS]
    if end - start > 2 and doc[start].text in OPENING and doc[end - 1].text in CLOSING and len(inner) == 2:
        start, end = start + 1, end - 1
    elif len(inner) % 2 and end - start > 1:
        if doc[start].text in OPENING:
            start += 1
        elif doc[end - 1].text in OPENING | CLOSING and doc[end - 1].text != "’":
            end -= 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
        end -= 1
    return (start, end) if start < end else None
