"""PLOVER beside the older codes: quad classes, CAMEO roots, and what PLOVER's own manual makes of acts yet to come.

Our events keep the type of the act and say in `status` that it is planned, denied or only thought of. PLOVER's manual (draft
0.8, 2021) instead codes a future meeting as AGREE, a promised retreat as CONCEDE, a coercive act announced for later as
THREATEN and the signing of an agreement as SUPPORT, and leaves hypothetical and denied acts to "auxiliary modes".
`manual_event` and `auxiliary_mode` translate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum

from stateofplay.model.vocabularies import EventStatus, PloverEvent

_P = PloverEvent


class Quad(IntEnum):
    """The four classes into which event data are summed; the numbers are those of the PLOVER manual."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


_QUADS: dict[Quad, tuple[PloverEvent, ...]] = {
    Quad.VERBAL_COOPERATION: (_P.AGREE, _P.CONSULT, _P.SUPPORT, _P.CONCEDE),
    Quad.MATERIAL_COOPERATION: (_P.COOPERATE, _P.AID, _P.RETREAT),
    Quad.VERBAL_CONFLICT: (_P.REQUEST, _P.ACCUSE, _P.REJECT, _P.SANCTION, _P.THREATEN),
    Quad.MATERIAL_CONFLICT: (_P.PROTEST, _P.MOBILIZE, _P.COERCE, _P.ASSAULT),
}
_QUAD_OF = {event: quad for quad, events in _QUADS.items() for event in events}

# CAMEO's roots 01 (statement) and 02 (appeal) have no event of their own in PLOVER; 18 to 20 are one.
_ROOT_OF: dict[PloverEvent, str] = {
    _P.AGREE: "03",
    _P.CONSULT: "04",
    _P.SUPPORT: "05",
    _P.COOPERATE: "06",
    _P.AID: "07",
    _P.CONCEDE: "08",
    _P.RETREAT: "08",
    _P.REQUEST: "10",
    _P.ACCUSE: "11",
    _P.REJECT: "12",
    _P.THREATEN: "13",
    _P.PROTEST: "14",
    _P.MOBILIZE: "15",
    _P.SANCTION: "16",
    _P.COERCE: "17",
    _P.ASSAULT: "18",
}
_OF_ROOT: Mapping[str, PloverEvent] = {root: event for event, root in _ROOT_OF.items() if event is not _P.RETREAT} | {
    "02": _P.REQUEST,
    "09": _P.ACCUSE,
    "19": _P.ASSAULT,
    "20": _P.ASSAULT,
}

_FUTURE: dict[PloverEvent, PloverEvent] = {
    _P.CONSULT: _P.AGREE,
    _P.SUPPORT: _P.AGREE,
    _P.COOPERATE: _P.AGREE,
    _P.AID: _P.AGREE,
    _P.RETREAT: _P.CONCEDE,
    _P.SANCTION: _P.THREATEN,
    _P.COERCE: _P.THREATEN,
    _P.ASSAULT: _P.THREATEN,
}
_MODES = {
    EventStatus.HAPPENED: None,
    EventStatus.PLANNED: "future",
    EventStatus.HYPOTHETICAL: "hypothetical",
    EventStatus.DENIED: "negation",
}


def quad_of(event: PloverEvent) -> Quad:
    """Quad class of an event type.

    >>> quad_of(PloverEvent.SANCTION).name
    'VERBAL_CONFLICT'
    """
    return _QUAD_OF[event]


def cameo_root(event: PloverEvent) -> str:
    """Two-digit root of CAMEO for an event type; ASSAULT stands for 18, 19 and 20, which PLOVER does not part.

    >>> cameo_root(PloverEvent.CONSULT), cameo_root(PloverEvent.RETREAT)
    ('04', '08')
    """
    return _ROOT_OF[event]


def event_of_cameo(code: str) -> PloverEvent | None:
    """Event type for a CAMEO code of two to four digits; None for mere statements (01) and unknown codes.

    >>> event_of_cameo("190").value, event_of_cameo("010")
    ('ASSAULT', None)
    """
    return _OF_ROOT.get(code[:2])


_SIGNING = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|co-sign\w*|initial(?:s|l?ed|l?ing)|ratif(?:y|ies|ied|ying)|conclude[sd]?|concluding|finali[sz]e[sd]?)\b"
    r"(?! off\b)(?: \S+){0,8}? (?:\S*-)?(?:agreements?|accords?|treat(?:y|ies)|deals?|pacts?|conventions?|memorand(?:um|a)"
    r"|protocols?|contracts?|charter|cease-?fires?|truces?|compacts?|declarations?)\b"
    r"|\b(?:agreements?|accords?|treat(?:y|ies)|deals?|pacts?|memorand(?:um|a)|protocols?)(?: \S+){0,6}? (?:was|were|is|are|been)"
    r" (?:signed|ratified|initial+ed|concluded)\b",
    re.IGNORECASE,
)
"""A text between parties that is signed, ratified or concluded."""


_JOINT = re.compile(
    r"\bjoint(?:ly)?(?: \S+){0,4}? (?:exercises?|drills?|man(?:oeuvr|euver)e?s?|war ?games?|patrols?|operations?)\b",
    re.IGNORECASE,
)
"""Forces of several that train or patrol together."""


def manual_event(event: PloverEvent, status: EventStatus, words: str = "") -> PloverEvent:
    """The event type that PLOVER's manual gives to an act with this status.

    Parameters
    ----------
    words
        The sentence of the act: the manual takes the signing of an agreement for SUPPORT, and only its promise for AGREE;
        joint exercises are COOPERATE, those of one country MOBILIZE.

    >>> manual_event(PloverEvent.CONSULT, EventStatus.PLANNED).value
    'AGREE'
    >>> manual_event(PloverEvent.CONSULT, EventStatus.HAPPENED).value
    'CONSULT'
    >>> manual_event(PloverEvent.AGREE, EventStatus.HAPPENED, "Chad and Togo signed a new trade deal.").value
    'SUPPORT'
    >>> manual_event(PloverEvent.MOBILIZE, EventStatus.HAPPENED, "Chad and Togo began joint naval exercises.").value
    'COOPERATE'
    """
    if event is _P.MOBILIZE and _JOINT.search(words):
        event = _P.COOPERATE
    if status is EventStatus.PLANNED:
        return _FUTURE.get(event, event)
    if event is _P.AGREE and status is EventStatus.HAPPENED and _SIGNING.search(words):
        return _P.SUPPORT
    return event


def auxiliary_mode(event: PloverEvent, status: EventStatus) -> str | None:
    """PLOVER's auxiliary mode ("future", "hypothetical", "negation"); None where the type itself already says it.

    >>> auxiliary_mode(PloverEvent.CONSULT, EventStatus.PLANNED) is None
    True
    >>> auxiliary_mode(PloverEvent.CONCEDE, EventStatus.PLANNED)
    'future'
    """
    return _MODES[status] if manual_event(event, status) is event else None
