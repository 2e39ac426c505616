"""Attendance from two hands: what the rules found and the model does not doubt, and what the model finds beside it."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.finding.attendance.coming import coming_status
from stateofplay.finding.attendance.elsewhere import is_elsewhere
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.verbs import readies
from stateofplay.finding.components import Found, finder
from stateofplay.finding.learned.linear import LinearModel, shipped
from stateofplay.finding.learned.seats import STATUSES, Unit, rows_of_units
from stateofplay.finding.learned.view import view_of
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.words import attendance, meetings
from stateofplay.finding.words.interviews import is_interview
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Attendance, AttendanceStatus, Capacity, Meeting, MeetingStatus

BODIES = 0.15
"""Chance below which a seat of a state or body falls: that two states talked is said by the meeting, not by who came. Words
that say outright who attends or leads are believed."""

OUTRIGHT = 0.9
"""Of staying away, of coming on a condition and of going between words are sure: the model has seen few of any, and doubts
all of them."""

AFAR = 0.6
"""Chance from which somebody is seated of whom only words away from any meeting tell, and who is nowhere named beside one."""

Seats = dict[tuple[str, str], tuple[float, int]]
"""(chance, token of the mention) of the likeliest seat of each actor by name and status."""


@finder("attendance-learned", assigns="attendance", requires=("statements", "meetings", "attendance"))
def find_learned_attendance(document: Document, found: Found) -> tuple[Attendance, ...]:
    """Weigh the rules' seats and add those that only the model sees, in text order.

    Confidence is the chance that the seat is right, as measured on pages that did not train. Nothing is read where the
    article speaks of no meeting. Cost: linear in the text.
    """
    if not found.meetings:
        return found.attendance
    model = shipped("attendance")
    return merge(document, found, likeliest(document, found, model), model)


def likeliest(document: Document, found: Found, model: LinearModel) -> Seats:
    """What the model thinks of everybody whom the page mentions."""
    view = view_of(document, found.statements)
    heads: dict[Unit, int] = {}
    for mention in view.mentions:
        for actor in mention.actors:
            heads.setdefault((view.sentence[mention.head], actor), mention.head)
    best: Seats = {}
    told = rows_of_units(view, view.sentences_of(found.meetings), model)
    for unit, chances in zip(told, model.chances_of_rows(list(told.values())).tolist(), strict=True):
        name = document.actors[unit[1]].name
        for status, chance in zip(STATUSES, chances, strict=True):
            key = (name, status)
            if chance <= best.get(key, (0.0, 0))[0]:
                continue
            index = view.tokens[heads[unit]]
            if status != AttendanceStatus.ATTENDS or not _is_denied(document.doc[index]):
                best[key] = (chance, index)
    return best


def merge(document: Document, found: Found, best: Seats, model: LinearModel) -> tuple[Attendance, ...]:
    """The rules' seats that pass the filter, and the model's own above its threshold."""
    decisions = model.decisions
    kept: list[Attendance] = []
    off = {meeting.name for meeting in found.meetings if meeting.status is MeetingStatus.CANCELLED}
    for claim in found.attendance:
        if claim.status is AttendanceStatus.ATTENDS and claim.meeting in off:
            continue  # nobody comes to what does not take place
        chance, _ = best.get((claim.who, str(claim.status)), (0.0, 0))
        outright = claim.confidence >= attendance.CONFIDENCE["attend"]
        body = claim.status is AttendanceStatus.ATTENDS and not outright and not document.is_person(claim.who)
        if chance >= (max(decisions.filter, BODIES) if body else decisions.filter):
            likely = decisions.shared.chance(chance)
            between = outright and claim.capacity is Capacity.MEDIATOR
            sure = between or claim.status is not AttendanceStatus.ATTENDS
            told = claim.confidence * OUTRIGHT if sure else 0.0
            kept.append(replace(claim, confidence=max(likely, round(told, 3))))
    have = {(claim.who, str(claim.status)) for claim in kept}
    # Words that say how somebody comes, or that nobody does, outrank a likelihood: no seat is added against them.
    ruled = {claim.who for claim in found.attendance if claim.status is not AttendanceStatus.ATTENDS}
    links = MeetingLinks.of(document, found.meetings)
    beside = _beside(document, links)
    near = {name for m in document.mentions if document.doc[m.head].sent.start in beside for name in m.actors}
    for (who, status), (chance, index) in best.items():
        if chance < decisions.least or (who, status) in have:
            continue
        token = document.doc[index]
        if status == AttendanceStatus.ATTENDS and token.sent.start not in beside and who not in near and chance < AFAR:
            continue  # "the envoy said in a statement", a page away from any meeting, and nowhere named beside one
        if who in ruled or (status == AttendanceStatus.ATTENDS and _hangs(document, token)):
            continue
        if status == AttendanceStatus.ABSENT and not _is_kept_away(token):
            continue
        meeting = links.nearest(token)
        if status == AttendanceStatus.ATTENDS and (
            meeting.name in off or _is_not_there(document, links, token, who, meeting)
        ):
            continue
        kept.append(
            Attendance(
                evidence=document.sentence_evidence(token),
                anchor=token.idx,
                component="attendance-learned",
                confidence=decisions.own.chance(chance),
                who=who,
                meeting=meeting.name,
                status=AttendanceStatus(status),
            )
        )
    return tuple(sorted(kept, key=lambda c: (c.anchor, c.who, c.status)))


_NEAR = 2
"""Sentences before and behind words of a meeting that may tell who sits there."""


def _beside(document: Document, links: MeetingLinks) -> frozenset[int]:
    """Where the sentences begin that speak of a meeting that is told, and those near them."""
    starts = [sentence.start for sentence in document.doc.sents]
    told = {mention.token.sent.start for mention in links.mentions}
    places = [n for n, start in enumerate(starts) if start in told]
    return frozenset(start for n in places for start in starts[max(0, n - _NEAR) : n + _NEAR + 1])


def _is_not_there(document: Document, links: MeetingLinks, token: Token, who: str, meeting: Meeting) -> bool:
    """Whether the words put somebody elsewhere, or have him speak of a meeting or make it ready and not sit there."""
    return (
        (who not in meeting.parties and _speaks_for_others(document, who))
        or is_elsewhere(document, links, token, meeting)
        or any(is_interview(document, verb) for verb in (token.head, *token.head.ancestors))
        or any(readies(links, verb) for verb in token.ancestors)
    )


def _hangs(document: Document, token: Token) -> bool:
    """Whether the verb above a word tells a coming that hangs on something: "she would take part only if he came"."""
    verb = next((node for node in token.ancestors if node.pos_ == "VERB"), token)
    coming = lemma_of(verb) == "take" or not _COMING.isdisjoint((lemma_of(verb), key_of(verb)))
    return coming and coming_status(document, verb, None) is AttendanceStatus.CONDITIONAL


def _is_denied(token: Token) -> bool:
    """Whether the verb above a word denies its coming: "the envoy will not meet the rebels"."""
    verb = next((node for node in token.ancestors if node.pos_ == "VERB"), token)
    return is_negated(verb) and not _COMING.isdisjoint((lemma_of(verb), key_of(verb)))


def _is_kept_away(token: Token) -> bool:
    """Whether a predicate above a word is of coming and negated, or one of staying away: what else is denied is not that."""
    for node in token.ancestors:
        keys = (lemma_of(node), key_of(node))
        if not _AWAY.isdisjoint(keys) or (is_negated(node) and (not _COMING.isdisjoint(keys) or child(node, "cop"))):
            return True
    return False


def _speaks_for_others(document: Document, who: str) -> bool:
    """Whether somebody is a spokesman: who tells of a meeting for others does not sit there."""
    actor = document.actor(who)
    return actor is not None and any(word in role.lower() for role in actor.roles for word in _SPOKESMEN)


_SPOKESMEN = ("spokes", "press secretary")


_AWAY = (
    attendance.STAYING_AWAY
    | attendance.EXCLUDING
    | attendance.ANSWERING
    | attendance.ABSENT
    | frozenset({"absence", "cancel"})
)
_COMING = attendance.COMING | attendance.JOINING | attendance.TRAVELLING | frozenset(meetings.MEETING_VERBS)
