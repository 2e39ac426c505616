"""Who says each claim, how firmly, and who disputes it.

Runs after all finders. A claim whose trigger stands inside the content of a statement is said by that statement's speaker;
how firmly follows from the statement's act and from hedges around the trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from stateofplay.finding.components import Found
from stateofplay.finding.denials import Denial, pointed_denials
from stateofplay.finding.words.hidden import is_hidden
from stateofplay.finding.words.overlap import overlap
from stateofplay.language.clauses import grammatical_subject
from stateofplay.language.document import Document
from stateofplay.model import KINDS, Act, Claim, Firmness, Statement

C = TypeVar("C", bound=Claim)

FIRMNESS_OF_ACT: dict[Act, Firmness] = {
    Act.CONFIRM: Firmness.CONFIRMED,
    Act.ANNOUNCE: Firmness.CONFIRMED,
    Act.CLAIM: Firmness.CLAIMED,
    Act.ACCUSE: Firmness.CLAIMED,
}
HEDGES = frozenset(
    (
        "hint hinted hinting hints suggest suggested suggesting suggests signal signalled signaled signals "
        "indicated indicates apparently possibly perhaps maybe"
    ).split()
)
REPORTS = frozenset(
    ["reportedly", "allegedly", "purportedly", "supposedly", "unconfirmed", "alleged", "rumoured", "rumored"]
)
DISPUTES = frozenset({Act.DENY})
_SAME = 0.6
"""Shared words from which a denial speaks of what somebody else, or the page itself, says elsewhere."""


def attribute(document: Document, found: Found) -> Found:
    """Set ``said_by``, ``firmness`` and ``disputed_by`` on every claim in `found` that somebody can be asked for."""
    given = found.statements
    denials = tuple(s for s in given if s.act in DISPUTES)
    spoken = tuple(s for s in given if s.act not in DISPUTES)  # who denies something does not say it
    pointed = tuple(pointed_denials(document, given))
    for kind in KINDS:
        if kind.attributed:
            claims: tuple[Claim, ...] = getattr(found, kind.name)
            found = found.having(kind.name, tuple(_with_source(c, document, spoken, denials, pointed) for c in claims))
    return found.having("statements", tuple(_with_firmness(s, document, denials, pointed) for s in given))


def _with_source(
    claim: C,
    document: Document,
    spoken: Sequence[Statement],
    denials: Sequence[Statement],
    pointed: Sequence[Denial],
) -> C:
    holder = _innermost(claim.anchor, spoken)
    said_by = holder.speaker if holder is not None else claim.said_by or _thinker(claim, document)
    firmness = _firmness(claim, document, holder)
    disputed_by = tuple(
        sorted(
            {s.speaker for s in denials if _holds(s, claim.anchor)}
            | deniers_of(said_by, holder.content if holder is not None else claim.evidence.quote, claim, denials)
            | {name for d in pointed if _holds(d.denied, claim.anchor) for name in d.deniers}
        )
    )
    if disputed_by:
        firmness = Firmness.DISPUTED
        said_by = None if said_by in disputed_by else said_by
    if said_by == claim.said_by and firmness == claim.firmness and disputed_by == claim.disputed_by:
        return claim
    return replace(claim, said_by=said_by, firmness=firmness, disputed_by=disputed_by)


def _thinker(claim: Claim, document: Document) -> str | None:
    """Who ascribes it to another: Saleh's wish in "Dahl is confident that Saleh will disarm" is told as Dahl has it."""
    word = document.doc.word_at(claim.anchor)
    for node in () if word is None else (word, *word.ancestors):
        over = node.head
        if node.relation != "ccomp" or over.lemma_.lower() not in _HOLDING:
            continue
        names = document.who(grammatical_subject(over))
        if len(names) == 1 and names[0] not in _doers(claim):
            return names[0]
    return None


def _doers(claim: Claim) -> tuple[object, ...]:
    return tuple(getattr(claim, key, None) for key in ("holder", "actor", "who"))


_HOLDING = frozenset("confident sure certain convinced hopeful optimistic believe think".split())
"""Behind these a clause is what somebody holds to be so."""


def deniers_of(speaker: str | None, words: str, claim: Claim, denials: Iterable[Statement]) -> set[str]:
    """Who denies, in another sentence, what these words say."""
    return {
        d.speaker
        for d in denials
        if d.speaker != speaker and d.evidence.start != claim.evidence.start and overlap(words, d.content) >= _SAME
    }


def _holds(statement: Statement, anchor: int) -> bool:
    return statement.content_start <= anchor < statement.content_start + len(statement.content)


def _innermost(anchor: int, statements: Iterable[Statement]) -> Statement | None:
    holding = [s for s in statements if _holds(s, anchor)]
    return min(holding, key=lambda s: len(s.content), default=None)


def _firmness(claim: Claim, document: Document, holder: Statement | None) -> Firmness:
    around = _words_over(document, claim.anchor)
    if holder is not None and holder is not claim:
        around |= _words_over(document, holder.anchor)
    if around & REPORTS:
        return Firmness.REPORTED
    if holder is None:
        return Firmness.HINTED if around & HEDGES and claim.said_by is None else claim.firmness
    if around & HEDGES:
        return Firmness.HINTED
    if not holder.named and is_hidden(holder.speaker):
        return Firmness.REPORTED
    return FIRMNESS_OF_ACT.get(holder.act, Firmness.STATED)


def _words_over(document: Document, offset: int) -> frozenset[str]:
    """A word, those that it hangs on, and what is said of each beside it: "apparently", "suggested", "alleged".

    What hangs beside them in the sentence says nothing of how firmly they are put: of "suggested that it was late and said that
    it failed" only the first is a hint.
    """
    node = document.doc.word_at(offset)
    found: set[str] = set()
    while node is not None:
        found |= {node.lower_, *(c.lower_ for c in node.children if c.relation in _MANNERS)}
        above = node.head
        while node.relation in _BESIDE and above is not node:
            node, above = above, above.head
        node = None if above is node or node.relation in _APART else above
    return frozenset(found)


_MANNERS = frozenset({"advmod", "amod"})
_BESIDE = frozenset({"conj"})
_APART = frozenset({"acl", "advcl", "parataxis"})


def _with_firmness(
    statement: Statement, document: Document, denials: Sequence[Statement], pointed: Sequence[Denial]
) -> Statement:
    firmness = _firmness(statement, document, statement)
    denied = (
        set() if statement.act in DISPUTES else deniers_of(statement.speaker, statement.content, statement, denials)
    )
    denied |= {name for d in pointed if d.denied is statement for name in d.deniers}
    if denied:
        return replace(statement, firmness=Firmness.DISPUTED, disputed_by=tuple(sorted(denied)))
    return statement if firmness == statement.firmness else replace(statement, firmness=firmness)
