"""Coming to the talks, staying away and breaking them off, as taking part in them or not; and what is no table of two."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import act_words
from stateofplay.casework.draft.record import Ground
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.views import Row

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
    r"(?:[\w.-]+\s+){0,2}?(?:talks|meeting|summit|visit|negotiations)\b"
    r"|\bno\s+(?:\w+\s+){0,2}?(?:talks|meetings?|negotiations|summit)\s+(?:(?:is|are|was|were|has been|have been|had been)\s+)?"
    r"(?:planned|scheduled|held|set|expected|under way)\b|\b(?:not|n't|n’t|never)\s+(?:been\s+)?invited\b|\bsnub\w*\b",
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
    words, spoken = act_words(), set(re.findall(r"[a-z]+", sentence.lower()))
    return bool(spoken & words.ballots) and not spoken & words.talking


_FOR_YEARS = re.compile(
    r"\bfor\s+(?:(?:over|more than|nearly|almost|about|some|the (?:past|last)|many|several)\s+)*(?:\w+\s+)?(?:years|decades)\b"
)
"""How long there have been talks, on and off: no round of them."""


_SPORT = re.compile(
    r"\b(?:match(?:es)?|fixtures?|stadium|league|tournament|semi-?finals?|playoffs?|football|soccer|rugby)\b",
    re.IGNORECASE,
)
"""Where sides meet on a field."""


def is_no_table(sentence: str) -> bool:
    """Whether a sentence on a meeting tells of no talks of two: a ballot, a summit of many, one that will not be, or years."""
    return (
        is_ballot(sentence)
        or is_of_many(sentence)
        or tells_no_meeting(sentence)
        or bool(_FOR_YEARS.search(sentence) or _SPORT.search(sentence))
    )


_TALKS = re.compile(
    r"\b(?:talks|negotiat\w+|dialogues?|summits?|consultations|bargain\w*|discussions?|s[ia]t(?:s|ting)?\s+down|mediation|peace\s+process"
    r"|invit\w+|talking|talk(?:ed)?\s+(?:to|with|again|directly|about)|rounds?\b(?!\s+of\b)|rounds?\s+of\s+(?:\w+\s+){0,2}?(?:talks|negotiations|meetings|discussions)"
    r"|parley\w*|negotiating\s+table|deliberations\s+(?:with|between))\b",
    re.IGNORECASE,
)
_COMING_TOGETHER = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met|discuss\w*|sessions?|conven\w+|speaking\s+(?:to|with)|face[- ]to[- ]face|contacts?)\b",
    re.IGNORECASE,
)
_CEREMONY = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|phone[ds]?|telephone[ds]?|calls?\s+(?:with|to|between|from)|calls|dinner|lunch|banquet|funeral|ceremony|wedding|parade|briefing"
    r"|interview(?:s|ed)?|news\s+conference|press\s+conference|podium|shook\s+hands|handshake)\b",
    re.IGNORECASE,
)
"""Where people come together who need not negotiate."""
_IS_OVER = re.compile(
    r"\b(?:had|held|hailed|praised|concluded|finished)\s+(?:an?\s+|the\s+|their\s+|his\s+|her\s+|its\s+)?(?:even\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:meetings?|talks|discussions?|summit|conversations?|dialogue|negotiations?|session)\b(?!\s+(?:scheduled|planned|set|due))"
    r"|\b(?:trouble|row|dispute|quarrel)\s+(?:started|began)\s+during\b[^.;:]*",
    re.IGNORECASE,
)
"""A meeting that is told as one that was."""


def shows_talks(sentence: str) -> bool:
    """Whether a sentence on a meeting tells of talks still to come or under way: a visit, a call or a briefing alone is none.

    Examples
    --------
    >>> shows_talks("Dahl will meet Saleh in Zinder."), shows_talks("Dahl visits Zinder, where she will meet Saleh.")
    (True, False)
    >>> shows_talks("On her visit Dahl will hold talks with Saleh."), shows_talks("Dahl had a good meeting with Saleh.")
    (True, False)
    """
    left = _IS_OVER.sub(" ", sentence)
    return bool(_TALKS.search(left) or (_COMING_TOGETHER.search(left) and not _CEREMONY.search(left)))


_MEETS = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met)\s+(?:with\s+)?(?P<who>(?:\w+\s+){0,4}?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*)"
)
"""Whom somebody meets, by the words right behind."""


def rows_of_talks(ground: Ground, meeting: CaseMeeting, main: Sequence[str]) -> list[Row]:
    """Claims on a meeting whose sentences tell of talks of its parties: no visit, call or ballot, and no meeting of others."""
    table = {ground.side(p) for p in meeting.parties} | set(main)
    return [
        row
        for row in meeting.rows
        if row.verdict == "accept"
        or row.by_hand
        or not (is_no_table(row.quote) or not shows_talks(row.quote) or _is_with_others(ground, table, row.quote))
    ]


def _is_with_others(ground: Ground, table: Set[str], sentence: str) -> bool:
    """Whether all that a sentence says of meeting somebody is of those who do not sit at a table."""
    met = [{ground.side(n) for n in ground.named_in(found["who"])} for found in _MEETS.finditer(sentence)]
    elsewhere = bool(met) and all(who and who.isdisjoint(table) for who in met)
    return elsewhere and not shows_talks(_MEETS.sub(" ", sentence))
