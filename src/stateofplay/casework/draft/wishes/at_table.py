"""Coming to the talks, staying away and breaking them off, as taking part in them or not; and what is no table of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.record import Ground

_LEAVING = re.compile(
    r"^(?:leave|quit|exit|abandon|cancel|boycott|skip|call off|(?:walk|pull|back|drop)\s+(?:out of|away from|out)|withdraw from"
    r"|turn (?:its|his|her) back on)\s+(?:the\s+|an?\s+)?(?P<where>.+)$",
    re.IGNORECASE,
)


_BREAKING_OFF = re.compile(
    r"^(?:suspend|break off|halt|freeze|pause|end|stop|terminate|cut off|call off)\s+(?:\w+\s+){0,3}?"
    r"(?:talks|negotiations|discussions?|dialogue|consultations|contacts)\b",
    re.IGNORECASE,
)


def as_talks(ground: Ground, act: PossibleAct, holder: str, parties: Sequence[str], quote: str) -> PossibleAct:
    """A party's coming to the talks, or leaving where they are held, as taking part in them or not; else the act as it is."""
    talks = act_of("talks")
    if talks is None:
        return act
    if (
        act.family == "leaders' meeting"
        and not act.led
        and any(quote == r.quote for m in ground.open_meetings() for r in m.rows)
    ):
        return replace(talks, negated=act.negated)  # "the summit" of the sentence is the meeting that is set
    if _BREAKING_OFF.match(act.text):
        return replace(talks, negated=not act.negated, led=True)
    if left := _LEAVING.match(act.text):
        places = {m.place.lower() for m in ground.open_meetings() if m.place}
        if left["where"].lower() in places or re.search(
            r"\b(?:talks|negotiations|table|summit|meeting)\b", left["where"]
        ):
            return replace(talks, negated=not act.negated, led=True)
    if act.attends and not act.text.startswith(("bring", "send")):
        named = ground.named_in(act.subject) or ((holder,) if holder else ())
        if named and ground.kinds.get(named[0], "") != "person" and ground.side(named[0]) in parties:
            return replace(talks, negated=act.negated, led=True)
    return act


_OF_MANY = re.compile(
    r"\b(?:G-?20|G-?7|G-?8|APEC|ASEAN|BRICS|General Assembly|World Economic Forum|eurozone)\b(?=[^.;]*\bsummit)"
)
_MEETING = re.compile(r"\b(?:meet|meets|met|meeting|talks|bilateral|sidelines?|negotiat\w+|sit down)\b")


def is_of_many(sentence: str) -> bool:
    """Whether a sentence tells of a summit of many, and of no meeting at it."""
    return bool(_OF_MANY.search(sentence)) and not _MEETING.search(sentence)


_NO_MEETING = re.compile(
    r"\b(?:will|would|does|did|do|shall)(?:\s+not|n't|n’t)\s+(?:be\s+)?(?:meet|meeting|talk|talking|hold|attend|see|receive)\b"
    r"|\b(?:refus|declin)\w+\s+to\s+(?:meet|talk)\b|\bno\s+(?:plans?|intention)\s+(?:to|for|of)\s+(?:\w+\s+)?(?:meet|talk)\w*"
    r"|\b(?:cancel(?:s|l?ed|l?ing)?|called off|calls off|scrap(?:s|ped)?|ruled out)\s+"
    r"(?:(?:the|a|any|his|her|its|their|planned|scheduled)\s+)*"
    r"(?:[\w.-]+\s+){0,2}?(?:talks|meeting|summit|visit|negotiations)\b",
    re.IGNORECASE,
)


def tells_no_meeting(sentence: str) -> bool:
    """Whether a sentence says of a meeting that it will not be, which tells of no table.

    Examples
    --------
    >>> tells_no_meeting("Dahl will not meet Saleh in Zinder."), tells_no_meeting("Dahl will meet Saleh in Zinder.")
    (True, False)
    """
    return bool(_NO_MEETING.search(sentence))


def is_ballot(sentence: str) -> bool:
    """Whether a sentence tells of what a body asks its own members, and of no talks."""
    words, spoken = tables()[1], set(re.findall(r"[a-z]+", sentence.lower()))
    return bool(spoken & words.ballots) and not spoken & words.talking


_FOR_YEARS = re.compile(
    r"\bfor\s+(?:(?:over|more than|nearly|almost|about|some|the (?:past|last)|many|several)\s+)*(?:\w+\s+)?(?:years|decades)\b"
)
"""How long there have been talks, on and off: no round of them."""


def is_no_table(sentence: str) -> bool:
    """Whether a sentence on a meeting tells of no talks of two: a ballot, a summit of many, one that will not be, or years."""
    return (
        is_ballot(sentence) or is_of_many(sentence) or tells_no_meeting(sentence) or bool(_FOR_YEARS.search(sentence))
    )
