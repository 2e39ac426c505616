"""Whether a word that could open a condition supposes anything at all: questions, set phrases and courtesies do not."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import is_negated
from stateofplay.finding.conditions.words import Marker
from stateofplay.language.tokens import Span, Token

_NEAR = 6
_ADDRESS = 4


def supposes_nothing(token: Token, last: Token, marker: Marker) -> bool:
    """A question ("wonder if"), a set phrase ("if possible"), a phrase that is no clause ("on condition of anonymity")."""
    after = last.nbor(1).lower_ if last.i + 1 < len(token.doc) else ""
    if token.i > 0 and token.nbor(-1).lemma_.lower() in table.NO_IF_AFTER:
        return True
    if marker.words == ("if",) and (_is_left_unsaid(token) or _asks_on(token) or _is_indirect(token)):
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    if marker.words[0] == "provided" and (
        before in table.GIVEN_AFTER
        or after in table.GIVEN_BEFORE
        or any(c.relation in ("aux", "nsubj") and c.i < token.i for c in token.children)
    ):
        return True  # "had not provided any instructions", "the state provided tents"
    if marker.words == ("if",) and before == "not" and token.i - 1 == token.sent.start:
        return True  # "Not if you listen to them", as an answer
    if marker.words == ("in", "case") and any(
        t.lemma_.lower() in table.WONDERED for t in last.doc[last.i + 1 : min(last.i + _NEAR, last.sent.end)]
    ):
        return True  # "in case anyone wondered", "in case you missed it": why it is told
    if marker.words[-1] == "condition" and after in table.NO_CLAUSE_AFTER:
        return True
    if marker.words[0] in table.UNTIL and token.i and token.nbor(-1).lemma_.lower() in table.NO_TERMS:
        return True  # "with three weeks until the vote"
    if marker.words == ("once",) and after == "and":
        return True  # "once and for all"
    if marker.words[0] == "if" and after in table.IDLE_IF and not _has_subject(last):
        return True
    return marker.words[-1] == "as" and _is_possible(last)


def _has_subject(last: Token) -> bool:
    """ "If any party objects, ...": what stands behind the marker is who does something."""
    noun = last.nbor(1).head if last.i + 1 < len(last.doc) else last
    return last.nbor(1).lower_ == "any" and noun.relation in ("nsubj", "nsubj:pass") and noun.i > last.i + 1


def _is_left_unsaid(token: Token) -> bool:
    """ "Did not say if", "declined to say if", "without saying if": a question that nobody answers."""
    saying = token.nbor(-1) if token.i else None
    if saying is None or saying.lemma_.lower() not in table.ANSWERING:
        return False
    before = saying.nbor(-1).lower_ if saying.i else ""
    return is_negated(saying) or before == "without" or saying.head.lemma_.lower() in table.DENYING


def _is_indirect(token: Token) -> bool:
    """ "Too early to tell if", "talked about if", "does not matter if": whether it is so, and nothing that hangs on it."""
    if token.i < 2:
        return False
    before = token.nbor(-1)
    asks = before.pos_ == "ADP" and before.dep_ != "compound:prt"  # "step down if ..." supposes
    if asks or (before.lemma_.lower() in table.NO_IF_AFTER_TO and token.nbor(-2).lower_ == "to"):
        return True
    return before.lemma_.lower() == "matter" and is_negated(before)


def _asks_on(token: Token) -> bool:
    """ "Whether W and if V", "unclear if W or if V": the second question."""
    if not token.i or token.nbor(-1).lower_ not in table.JOINTS:
        return False
    asked = (t for t in token.doc[token.sent.start : token.i] if t.lower_ in ("whether", "if"))
    return any(t.lower_ == "whether" or (t.i > 0 and t.nbor(-1).lemma_.lower() in table.ASKING) for t in asked)


def _is_possible(last: Token) -> bool:
    """ "As soon as possible", "as long as is practicable": when it can be, and on no terms."""
    rest = (t for t in last.doc[last.i + 1 :] if t.lower_ not in ("is", "it", "reasonably"))
    return (after := next(rest, None)) is not None and after.lower_ in table.POSSIBLE


def _is_address(verb: Token) -> bool:
    """ "If you doubt it", "if we look back"; "if we look weak" tells of us."""
    if verb.lemma_.lower() == "look":
        return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in table.LOOKED
    return verb.lemma_.lower() in table.DOUBTED


def is_idle(on: Span, what: Span) -> bool:
    """ "If that is right", "you can keep it if you want": true of anybody at any time."""
    if on[-1].lower_ in table.IDLE_ENDS or (
        len(on) < 6 and on[0].pos_ == "PRON" and any(t.lower_ == "ever" for t in on)
    ):
        return True  # "if they were ever real"
    if len(on) < 5 and on[0].pos_ == "PRON" and on[-1].lemma_.lower() in table.AS_YOU_LIKE:
        return True  # "call me a dreamer if you like", "may vote it down if it so chooses"
    if on.text.lower() in table.SET_CLAUSES:
        return True
    if on[0].lower_ in table.HEARERS and any(_is_address(t) for t in on[1:_ADDRESS]):
        return True  # "if you doubt it, just wait", "if we look back, this is progress": an address to whoever hears it
    if any(t.lower_ in table.AS_FAR_AS_KNOWN for t in on[:5]) and on[0].lower_ in table.SELVES:
        return True  # "unless I am mistaken", "as long as anyone can remember"
    return on[0].lower_ == "you" and what[0].lower_ in table.ANYBODYS  # "if you heat water, it boils"
