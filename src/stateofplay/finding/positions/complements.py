"""What hangs on the noun of an issue that says nothing by itself: "a meeting on the port", "the plan, which would split it"."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.positions.issues import LONGEST_ISSUE, IssueSpan, cut, is_empty
from stateofplay.finding.statements.spans import subtree_range
from stateofplay.finding.words.positions import BARGAINED, MAKERS, NO_ISSUES, POINTING_NOUNS, SUBJECTS, WHOLE
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token

_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp"})
_BETWEEN = frozenset({"ADP", "ADV", "DET", "ADJ", "SCONJ", "PUNCT"})
"""Classes of words between a noun and what hangs on it that say nothing of it: "a vote by Friday on the port"."""
_REACH, _OPENING = 8, 3
_STOPS = frozenset('.;:"“”—–')


def told_whole(document: Document, issue: IssueSpan) -> IssueSpan:
    """An issue of a bare noun with the phrase of its sentence that hangs on it; any other, and what has none, as it is.

    >>> from stateofplay.testing.documents import document
    >>> made = document("Norway wants a meeting, which would take up the return of its ships.")
    >>> whole = told_whole(made, IssueSpan(start=3, end=4))
    >>> made.doc[whole.start : whole.end].text
    'meeting, which would take up the return of its ships'
    """
    noun = _bare(document, issue)
    if noun is None:
        return issue
    end = issue.end
    for start, stop in _complements(document, noun, issue.end):
        for span in cut(document.doc, start, min(stop, issue.start + LONGEST_ISSUE)):
            end = max(end, span.end)
        if end > issue.end:
            break
    return IssueSpan(start=issue.start, end=end)


def _bare(document: Document, issue: IssueSpan) -> Token | None:
    """The noun that is all of an issue, but for who made it: "plan", "the proposal from Norway"."""
    told = [t for t in document.doc[issue.start : issue.end] if not is_empty(t)]
    noun = next((t for t in told if t.pos_ != "ADJ"), None)
    if noun is None or noun.pos_ != "NOUN" or noun.lower_ in WHOLE | NO_ISSUES:
        return None
    if len(told) == 1:
        return noun
    makers = [c for c in noun.children if c.i in (t.i for t in told) and _case(c) in MAKERS]
    of_maker = {t.i for c in makers for t in c.subtree}
    points = noun.lower_ in POINTING_NOUNS | BARGAINED
    return noun if points and all(t is noun or t.i in of_maker or t.pos_ == "ADJ" for t in told) else None


def _complements(document: Document, noun: Token, end: int) -> Iterator[tuple[int, int]]:
    """Tokens of the phrases that may tell what a noun is about, the surest first."""
    doc = document.doc
    for c in noun.children:
        if c.i >= end and (c.relation in _CLAUSES or c.dep_ in _CLAUSES) and not _is_passing(c):
            yield subtree_range(c)
    yield from _subject(document, noun, end)
    if noun.lower_ in POINTING_NOUNS | BARGAINED and end < len(doc) and doc[end].lower_ == "to":
        for c in noun.head.children:
            if c.relation in ("advcl", "xcomp") and subtree_range(c)[0] == end:
                yield subtree_range(c)


def _is_passing(clause: Token) -> bool:
    """ "Made by Norway", "presented on Monday", "on which they have to decide": who made it and when, not what it is."""
    start = subtree_range(clause)[0]
    first = clause.doc[start : start + _OPENING].lowers
    if "which" in first and first & SUBJECTS:
        return True
    return clause.lower_.endswith(("ed", "en", "made", "put")) and child(clause, "nsubj", "nsubj:pass", "mark") is None


def _subject(document: Document, noun: Token, end: int) -> Iterator[tuple[int, int]]:
    """What a preposition brings behind a noun and behind what only says when: "a vote by Friday on the port"."""
    doc = document.doc
    for token in doc[end : min(end + _REACH, noun.sent.end)]:
        thing = token.head
        if token.lower_ in SUBJECTS and token.dep_ == "case" and thing.i > token.i and not document.is_in_time(thing):
            if thing.pos_ in ("NOUN", "PROPN", "PRON"):
                yield token.i, subtree_range(thing)[1]
            return
        if token.text in _STOPS or (token.pos_ not in _BETWEEN and not document.is_in_time(token)):
            return


def _case(noun: Token) -> str:
    case = child(noun, "case")
    return "" if case is None else case.lower_
