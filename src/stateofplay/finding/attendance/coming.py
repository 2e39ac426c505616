"""Comes, stays away, comes on a condition, or has not decided: what a clause says of coming."""

from __future__ import annotations

from stateofplay.finding.conditions import hits_in
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import grammatical_subject
from stateofplay.language.document import Document
from stateofplay.language.modality import modality
from stateofplay.language.tokens import Token
from stateofplay.model import AttendanceStatus, EventStatus


def coming_status(document: Document, token: Token, subject: Token | None) -> AttendanceStatus | None:
    """Status of the predicate `token`, "X comes"; None where the text leaves X's coming to others or to a condition.

    Examples: "will not attend" is absent, "would only come if" and "will not come unless" are conditional, "is weighing whether
    to attend" is undecided; "if X attends" and "urged X to attend" say nothing of whether X comes.
    """
    if _is_condition(_governing(token)):
        return None
    mode = modality(token)
    if _only_on(token) or _waits(document, token):
        return AttendanceStatus.CONDITIONAL
    if any(c.lower_ == "whether" and c.i < token.i for c in token.children) or _is_asked(token):
        return AttendanceStatus.UNDECIDED
    if mode.status is EventStatus.DENIED and _never_before(token):
        return None
    if mode.status is EventStatus.DENIED and _may_decide(token):
        return AttendanceStatus.UNDECIDED
    if mode.status is EventStatus.DENIED:
        return None if _is_wanted(token) else AttendanceStatus.ABSENT
    if mode.status is not EventStatus.HYPOTHETICAL:
        return None if _is_wanted(token) else AttendanceStatus.ATTENDS
    if any(c.lower_ in words.POSSIBLE for c in token.children):
        return AttendanceStatus.UNDECIDED
    if _is_weighed(token):
        return AttendanceStatus.UNDECIDED
    return None


_UNTIL_NOW = frozenset("before previously yet ever far".split())
"""Words with which the perfect tells of the time until now."""


def _never_before(token: Token) -> bool:
    """ "has not taken part in such talks before", "will not sit there forever": it says nothing of the talks to come."""
    if any(c.lower_ in words.FOR_EVER for c in token.children):
        return True
    perfect = any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in token.children)
    return perfect and any(t.lower_ in _UNTIL_NOW for t in token.doc[token.i : token.sent.end])


def _may_decide(token: Token) -> bool:
    """ "may decide not to come", "may not attend": it is open."""
    return any(c.dep_ == "aux" and c.lower_ in words.POSSIBLE for c in _governing(token).children)


def _governing(token: Token) -> Token:
    """The verb over an infinitive: "agreed" in "if X agreed to come"."""
    node = token
    for _ in range(3):
        if node.relation != "xcomp" or node.head is node:
            break
        node = node.head
    return node


_OPENS_CONDITION = frozenset("if unless once until when should".split())
"""Words that open a clause on which coming hangs."""


def _is_condition(token: Token) -> bool:
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i}
    if "if" in marks and _is_unsure(token.head):
        return False
    return token.relation == "advcl" and bool(marks & _OPENS_CONDITION)


def _waits(document: Document, token: Token) -> bool:
    """Whether one of the conditions of its sentence says that this predicate waits ("provided that", "in exchange for")."""
    waiting = {token.i, _governing(token).i}
    return any(
        hit.on is not None and hit.waiting.i in waiting and hit.confidence >= _PLAIN
        for hit in hits_in(document, token.sent)
    )


_PLAIN = 0.7
"""Confidence of conditions that a word marks; what only the order of words supposes says nothing of coming."""


def _only_on(token: Token) -> bool:
    """ "would come only if", "will return only after", "would only come with", "would negotiate only with"."""
    doc = token.doc
    for i in range(max(token.sent.start, token.i - 3), min(token.sent.end, token.i + 6)):
        if doc[i].lower_ != "only":
            continue
        if i > token.i:
            return i + 1 < len(doc) and (doc[i + 1].lower_ in words.CONDITIONS or doc[i + 1].lower_ == "with")
        return any(t.lower_ in words.CONDITIONS for t in doc[token.i + 1 : min(token.sent.end, token.i + 12)])
    return False


def _is_asked(token: Token) -> bool:
    """ "Has yet to decide if he will come"."""
    open_to_both = any(c.lower_ == "if" and c.dep_ == "mark" for c in token.children)
    if open_to_both and _is_unsure(token.head):
        return True
    return open_to_both and lemma_of(token.head) in words.WEIGHING | _KNOWING


def _is_unsure(head: Token) -> bool:
    """ "It is uncertain if she will come", "remains unclear if"."""
    return any(t.lower_ in _UNSURE for t in (head, *head.children))


def _is_wanted(token: Token) -> bool:
    """Tell whether somebody else asks for it: "challenged X to attend", "hopes that X will come"."""
    node = token
    while node.relation == "conj":
        node = node.head
    if node.relation not in ("xcomp", "ccomp", "acl", "advcl") or node.head is node:
        return False
    head = node.head
    own, above = grammatical_subject(node), grammatical_subject(head)
    asked = lemma_of(head) in _ASKING
    return asked and (own is None or above is None or own.i != above.i)


def _is_weighed(token: Token) -> bool:
    node = token
    for _ in range(3):
        if node.relation not in ("xcomp", "ccomp", "advcl", "acl", "obj", "obl", "conj") or node.head is node:
            return False
        node = node.head
        if lemma_of(node) in words.WEIGHING:
            return True
    return False


_UNSURE = frozenset({"uncertain", "unclear", "unsure", "unknown"})
_KNOWING = frozenset({"know", "say", "clear", "unclear", "certain", "ask", "tell", "confirm"})
_ASKING = frozenset(
    [
        "ask",
        "call",
        "challenge",
        "demand",
        "expect",
        "hope",
        "invite",
        "invitation",
        "appeal",
        "pressure",
        "press",
        "push",
        "request",
        "urge",
        "want",
        "wish",
        "need",
    ]
)
