"""How a speaker is named: an actor by its canonical name, an unnamed source as written."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.document import Document
from stateofplay.language.tokens import Token

_STOP_DEPS = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "punct", "dep"})
_FOCUS = frozenset({"even", "only", "also", "just", "meanwhile", "however"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker: a canonical actor name, or an unnamed source as written."""

    name: str
    named: bool
    token: Token


def unnamed(document: Document, head: Token) -> Speaker:
    """An unnamed source, as it stands in the text."""
    return Speaker(name=as_written(head, document), named=False, token=head)


def as_written(head: Token, document: Document | None = None) -> str:
    """The noun phrase of `head` as it stands in the text, without relative clauses, appositions and coordinated parts.

    Nor does it hold times ("officials on Monday") and adverbs before it ("even officials").
    """
    start, end = extent(head, document)
    return " ".join(head.doc[start:end].text.split())


def extent(head: Token, document: Document | None = None) -> tuple[int, int]:
    """First word and end of the noun phrase of `head`."""
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if _ends_phrase(c, token, head):
                continue
            if document is not None and token is head and _is_time(document, c):
                continue
            keep.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return start, end + 1


def _ends_phrase(child: Token, token: Token, head: Token) -> bool:
    """Tell whether the phrase of `head` goes without a word that hangs on one of its words."""
    if child.dep_ in _STOP_DEPS:
        inner = child.text == "," and token is not head and token.relation == "conj"
        return not (child.dep_ == "punct" and (child.text in ("-", ".") or inner))
    if token is not head:
        return False
    if child.dep_ in ("case", "cop", "nsubj", "mark", "advmod:emph", "cc", "conj"):
        return True
    return child.relation == "advmod" and child.lower_ in _FOCUS


def _is_time(document: Document, child: Token) -> bool:
    """Tell whether a word below a head only says when: "on Monday", "last week"."""
    return child.relation in ("nmod", "obl", "advmod", "dep") and document.is_in_time(child)
