"""Who stays away, in words kept for it: "absent was A", "B was not represented", "C was left out of the talks"."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import attendees
from stateofplay.finding.attendance.triggers import (
    ABSENT,
    ATTENDS,
    Trigger,
    at_the_table,
    dependents,
    known,
    persons_only,
)
from stateofplay.finding.meetings.lists import names_in_list
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive, obliques, patient
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import AttendanceStatus, Meeting

_OPENING = 3
"""Words before an inverted predicate: "Also notably absent"."""
_REACH = 9
"""Words from it to its "was"."""
_KEPT_OUT = frozenset({"leave", "keep", "shut"})
_TOLD_BEFORE = frozenset({"missing", "absent", "among"})
"""Predicates that stand before those of whom they tell."""
_INVOLVED = frozenset({"involved", "party"})
_CALLED_OFF = frozenset({"cancelled", "canceled"})
_THERE = frozenset({"present", "participants", "table"})
_DEGREES = frozenset({"as", "so", "very", "too"})
"""Who "has not been as involved" was involved."""
_REPLIES = frozenset({"answer", "reply", "respond", "decide", "confirm", "accept"})
FORMS = frozenset(
    {"missing", "absent", "among", "involved", "party", "cancelled", "canceled", "left", "kept", "shut", "invited"}
)
"""Words at which such a thing may be told."""


def told_away(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """What one word says of who does not come, or whose coming is open; with "among" also of who does."""
    word = token.lower_
    if word in _TOLD_BEFORE:
        yield from _inverted(document, links, token)
    if word == "missing" and child(token, "aux", "cop") is not None:
        meeting = _from(links, token)
        if meeting is not None and not is_negated(token):
            yield Trigger(token, attendees(document, grammatical_subject(token)), meeting, ABSENT, "absent")
    elif word in _INVOLVED:
        meeting = links.named(dependents(token)) if token.relation in ("root", "conj", "ccomp") else None
        degree = any(c.lower_ in _DEGREES for c in token.children)
        if meeting is not None and is_negated(token) and not degree and child(token, "aux:pass", "cop") is not None:
            yield Trigger(token, known(document, grammatical_subject(token)), meeting, ABSENT, "absent")
    elif word in _CALLED_OFF:
        alone = token.pos_ == "VERB" and not is_passive(token) and not children(token, "obj", "obl", "ccomp")
        if alone and not is_negated(token):
            who = attendees(document, grammatical_subject(token))
            yield Trigger(token, persons_only(document, who), links.nearest(token), ABSENT, "stay away")
    elif word == "invited":
        yield from _unanswered(document, links, token)
    elif lemma_of(token) in _KEPT_OUT and is_passive(token):
        out = [n for n in children(token, "obl") if any(c.lower_ == "out" for c in children(n, "case"))]
        meeting = links.named(out) or links.named(n for o in out for n in dependents(o))
        if meeting is not None and not is_negated(token):
            yield Trigger(token, known(document, patient(token)), meeting, ABSENT, "exclude")


def _inverted(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """ "Notably absent was A", "missing from the talks were B and C", "among those at the table was D"."""
    sentence = token.sent
    if token.i - sentence.start > _OPENING or any(
        t.pos_ in ("NOUN", "PROPN") for t in token.doc[sentence.start : token.i]
    ):
        return
    be = next((t for t in token.doc[token.i + 1 : min(token.i + _REACH, sentence.end)] if t.lemma_ == "be"), None)
    if be is None or any(t.text in ",;" for t in token.doc[token.i : be.i]):
        return
    between = token.doc[token.i + 1 : be.i]
    meeting = links.named(between)
    if token.lower_ == "among":
        there = any(t.lemma_ in words.COMING or t.lower_ in _THERE for t in between)
        if meeting is None and not there:
            return
    elif meeting is None and any(t.pos_ == "NOUN" and t.lower_ != "table" for t in between):
        return  # "missing from the text was a date"
    who = names_in_list(document, be.i + 1)
    status, kind = (ATTENDS, "present") if token.lower_ == "among" else (ABSENT, "absent")
    yield Trigger(token, who, meeting or links.nearest(token), status, kind)


def _from(links: MeetingLinks, token: Token) -> Meeting | None:
    """The meeting, or the table, from which somebody is missing."""
    away = [n for _, n in obliques(token, ("from", "at"))]
    return links.named(away) or (at_the_table(links, token) if any(lemma_of(n) == "table" for n in away) else None)


def _unanswered(document: Document, links: MeetingLinks, invited: Token) -> Iterator[Trigger]:
    """ "Chad has been invited but has not answered": its coming is open."""
    waiting = any(c.lemma_ in _REPLIES and is_negated(c) for c in children(invited, "conj"))
    if waiting and is_passive(invited) and not is_negated(invited):
        who = known(document, patient(invited))
        yield Trigger(invited, who, links.nearest(invited), AttendanceStatus.UNDECIDED, "invite")
