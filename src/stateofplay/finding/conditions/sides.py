"""The two sides of a condition read off the line of words, for the many sentences in which the parse ties them wrongly."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import AHEAD
from stateofplay.finding.conditions.spans import SPEAKING, content_of, cut, disbelieves, trim
from stateofplay.language.clauses import child, children
from stateofplay.language.tokens import Span, Token

Sides = tuple[Token, Span, Span]
"""The predicate that waits, its words, and the words of what is waited for."""


def part_at_comma(last: Token, *, loose: bool = False) -> Sides | None:
    """ "If O, W", however the parse ties them: W is the first clause after a comma whose subject opens it.

    A clause that only says who speaks ("If O," he said, "W") is passed over; `loose` where the parse sees no verb in O.
    """
    doc, end = last.doc, last.sent.end
    first: tuple[int, Token] | None = None
    for comma in range(last.i + 2, min(end, last.i + _REACH)):
        if doc[comma].lower_ not in _PARTINGS or not (loose or _has_verb(doc[last.i + 1 : comma])):
            continue
        predicate = _opening(doc[comma + 1 : min(end, comma + _SUBJECT)])
        if predicate is None or _only_tells(predicate):
            continue
        if any(c.lower_ in _AHEAD_OR_DUE for c in predicate.children):
            first = (comma, predicate)
            break
        first = first or (comma, predicate)
    if first is None:
        return None if loose else part_at_comma(last, loose=True) if last.lower_ in table.BARE else None
    comma, predicate = first
    on, waiting = trim(doc[last.i + 1 : _end_of_supposed(last, comma)]), content_of(predicate)
    whole = cut(waiting, without=[*(c for c in waiting.children if c.i <= comma), *_beside(waiting)])
    what = trim(doc[max(whole.start, comma + 1) : whole.end])
    # "If you sign we open the port and if you refuse, it stays shut": the comma belongs to the second "if".
    doubled = any(t.lower_ in _AGAIN for t in on)
    return (waiting, what, on) if len(on) and what.start > comma and not doubled else None


def _beside(waiting: Token) -> list[Token]:
    """Clauses joined to W that have a subject of their own, and may have a condition of their own."""
    return [c for c in children(waiting, "conj", "parataxis") if child(c, "nsubj") is not None]


_AGAIN = frozenset({"if", "unless"})
_QUOTING = frozenset({"“", "”", '"'})


def _end_of_supposed(last: Token, comma: int) -> int:
    """Where O ends before a comma: at the mark that closes its quotation, or at the comma before who says it.

    "If O," he said, "W"; if O, said the minister, W.
    """
    doc, opened = last.doc, 0
    for i in range(last.i + 1, comma):
        text = doc[i].text
        closes = text == "”" or (text == '"' and ("," in (doc[i - 1].text, doc[i + 1].text)))
        if closes and opened % 2 == 0 and i > last.i + 1:
            return i
        opened += text in _QUOTING
        if text == "," and (doc[i + 1].lemma_.lower() in SPEAKING or _tells_until(doc[i + 1 : comma])):
            return i
    return comma


def _tells_until(span: Span) -> bool:
    """Whether a run of words between two commas only says who speaks: "he said", "Dahl told the paper"."""
    predicate = _opening(span)
    if predicate is None or predicate.lemma_.lower() not in SPEAKING or disbelieves(predicate):
        return False
    return not any(span.start <= c.i < span.end for c in children(predicate, "ccomp", "obj"))


def _only_tells(predicate: Token) -> bool:
    says = predicate.lemma_.lower() in SPEAKING | table.WONDERING and not disbelieves(predicate)
    return says and content_of(predicate) is predicate


_REACH, _SUBJECT = 50, 26
_PARTINGS = frozenset({",", "—", "–", "then", "...", "…"})
_AHEAD_OR_DUE = AHEAD | {"must", "should"}
_BEFORE_SUBJECTS = frozenset(
    {"then", "perhaps", "maybe", "“", '"', "‘", "also", "so", "either", "and", "that", "not", "only"}
)


def _has_verb(span: Span) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in span)


def _opening(span: Span) -> Token | None:
    """The predicate whose subject opens a run of words."""
    start = span.start
    while start < span.end and (span.doc[start].lower_ in _BEFORE_SUBJECTS or span.doc[start].pos_ == "AUX"):
        start += 1
    for token in span:
        for subject in children(token, "nsubj", "expl", "csubj"):
            if subject.i < token.i and span.start <= subject.left_edge.i <= start:
                marks = [c for c in token.children if c.dep_ == "mark" and span.start <= c.i < subject.i]
                marked = any(c.lower_ not in _BEFORE_SUBJECTS for c in marks)
                return None if marked or "relcl" in token.dep_ else token
    return None


def unparted(last: Token, verb: Token | None) -> Sides | None:
    """ "If O W" without a comma: W begins at the subject that stands behind the predicate of O."""
    if verb is None or verb.i <= last.i:
        return None
    waiting, start = _behind(last, verb)
    if waiting is None or start <= verb.i:
        return None
    whole = cut(waiting, without=[verb, *_beside(waiting)])
    on, what = trim(last.doc[last.i + 1 : start]), trim(last.doc[start : max(whole.end, start + 1)])
    doubled = any(t.lower_ in _AGAIN for t in on)
    return (content_of(waiting), what, on) if len(on) and what.end > waiting.i and not doubled else None


def _behind(last: Token, verb: Token) -> tuple[Token | None, int]:
    """The predicate of W and where its words begin, behind the predicate of O."""
    above = verb.head
    if verb.relation in ("advcl", "dep") and above.i > verb.i:
        # "If it goes ahead the valley | risks a flood", where the parse hangs the subject on the wrong verb
        for clause in (above, verb):
            subject = next((c for c in children(clause, *_SUBJECTS) if verb.i < c.i < above.i), None)
            if subject is not None and "relcl" not in above.dep_:
                return above, subject.left_edge.i
        return None, 0
    if verb.relation not in ("root", "ccomp", "conj", "parataxis") or (above.i > verb.i and verb.relation != "root"):
        return None, 0
    for clause in verb.subtree:
        # "If Norway signs the pact | the ships will leave", where the parse makes what waits a clause of O
        subject = child(clause, *_SUBJECTS)
        if clause.i <= verb.i or subject is None or not verb.i < subject.i < clause.i:
            continue
        will = any(c.lower_ in _AHEAD_OR_DUE for c in clause.children)
        bare = subject.lower_ not in table.RELATIVES and not any(c.i > verb.i for c in children(clause, "mark"))
        within = clause.head == verb and verb.lemma_.lower() in SPEAKING | table.WONDERING | _THINKING
        if will and bare and not within:
            return clause, subject.left_edge.i
    return None, 0


def within(last: Token) -> Sides | None:
    """ "Norway, should it win, | will sign": O between commas, behind the subject of W."""
    supposed = last.head
    waiting, subject = supposed.head, child(supposed.head, *_SUBJECTS)
    if supposed.relation != "advcl" or subject is None or not subject.i < last.i < supposed.i < waiting.i:
        return None
    on, whole = cut(supposed), cut(waiting, without=[supposed])
    return waiting, trim(last.doc[on.end : whole.end]), trim(last.doc[last.i + 1 : on.end])


_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
_THINKING = frozenset({"hope", "expect", "wish", "find", "see", "feel", "show", "prove", "agree", "decide"})


def last_before(token: Token, last: Token, *, relatives: bool = False) -> Sides | None:
    """ "W if O" where the parse ties O to a word of its own: W is the last clause before the marker.

    With `relatives` that may be a relative clause: "the states that risk being flooded should it rain".
    """
    doc, sentence = token.doc, token.sent
    end = next((i for i in range(last.i + 1, sentence.end) if doc[i].text in _ENDS), sentence.end)
    if token.i - sentence.start < 3 or not end - last.i > 2 or not _has_verb(doc[last.i + 1 : end]):
        return None
    for waiting in reversed(doc[sentence.start : token.i]):
        subject = child(waiting, "nsubj", "expl")
        relative = "relcl" in waiting.dep_
        if subject is None or subject.i > waiting.i or (waiting.relation == "acl" and not relatives):
            continue
        waiting = content_of(waiting)
        whole = cut(waiting, without=[subject] if relative else ())
        what = trim(doc[whole.start : min(whole.end, token.i)])
        return (waiting, what, trim(doc[last.i + 1 : end])) if len(what) and what.start < token.i else None
    return None


_ENDS = frozenset({",", ";", ".", "”", '"', "?", "!", "—", "–", ":"})
