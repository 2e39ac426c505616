"""Find events: what one actor did, does or will do toward another, coded in PLOVER.

Modality is read before anything is coded. An event whose actor the text does not name is left out, but for what a passive
tells was done to somebody who is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.components import Found, finder
from stateofplay.finding.events.acts import CodedAct
from stateofplay.finding.events.counterparts import Counterparts
from stateofplay.finding.events.lands import country_around
from stateofplay.finding.events.lexical import lexical_acts, spared
from stateofplay.finding.events.predicates import load_lexicon
from stateofplay.finding.events.setting import date_of, heading_starts, place_of
from stateofplay.finding.events.spoken import spoken_acts
from stateofplay.finding.events.standing import IN_WORDS
from stateofplay.finding.events.surface import Surface
from stateofplay.finding.words.interviews import is_interview
from stateofplay.finding.words.media import is_press
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Event, EventStatus, PloverEvent
from stateofplay.model.dates import VagueDate

COMPONENT = "events"
_P = PloverEvent
# Acts against or toward an opposite party, who may be named outside the clause.
_OPPOSING = frozenset(
    {
        _P.REQUEST,
        _P.REJECT,
        _P.CONCEDE,
        _P.ACCUSE,
        _P.THREATEN,
        _P.ASSAULT,
        _P.COERCE,
        _P.SANCTION,
        _P.RETREAT,
        _P.PROTEST,
    }
)
# Who agrees or talks with whom the clause says: with somebody named elsewhere it was seldom.
_TOGETHER = frozenset({_P.AGREE, _P.CONSULT})
# Whom they befell the town tells in which they were done.
_SUFFERED_SOMEWHERE = frozenset({_P.ASSAULT, _P.COERCE})
# Acts that are told without a recipient.
_MAY_BE_OPEN = frozenset(_P) - {_P.CONSULT, _P.COOPERATE, _P.AID, _P.SUPPORT}
# What is worth telling although it did not happen: a demand that might be made is none.
_WORTH_TELLING = {
    EventStatus.HYPOTHETICAL: frozenset(
        {_P.ASSAULT, _P.SANCTION, _P.CONSULT, _P.CONCEDE, _P.COOPERATE, _P.MOBILIZE, _P.COERCE, _P.PROTEST}
    ),
    EventStatus.DENIED: frozenset({_P.ASSAULT, _P.CONSULT, _P.COERCE, _P.SANCTION, _P.RETREAT}),
}
_INFERRED = 0.7
# What is done in words: a medium that hears or carries them is not the one to whom it is done.
_SPOKEN = frozenset({_P.REQUEST, _P.AGREE, _P.CONSULT, _P.REJECT, _P.CONCEDE, _P.THREATEN})


@finder("events", assigns="events", requires=("statements", "meetings", "positions"))
def find_events(document: Document, found: Found) -> tuple[Event, ...]:
    """Find the events of a document, in text order, one for each type, actor, recipient and sentence."""
    acts = [
        act
        for act in _acts(document, found)
        if (act.status not in _WORTH_TELLING or act.event in _WORTH_TELLING[act.status])
        and not (act.event is _P.CONSULT and is_interview(document, act.token))
    ]
    counterparts = Counterparts(
        document,
        found,
        ((a, r) for act in acts for a, r in act.pairs if a and r and act.event in _OPPOSING | {_P.AGREE}),
    )
    events: list[Event] = []
    seen: set[tuple[int, str, str | None, str | None]] = set()
    for act in acts:
        home = act.token.sent.start
        fellows = tuple(dict.fromkeys(a for a, _ in act.pairs if a))
        for actor, named in act.pairs:
            if actor is None:
                if (home, act.event, None, named) not in seen:
                    seen.add((home, act.event, None, named))
                    events.append(_event(document, act, None, named, inferred=False))
                continue
            recipient = named
            if recipient is not None and act.event in _SPOKEN and is_press(recipient):
                if act.event not in _OPPOSING:
                    continue
                recipient = None
            if recipient is None:
                recipient = _whom_unsaid(document, act, actor, fellows, counterparts)
            if (recipient is None and act.event not in _MAY_BE_OPEN) or is_press(actor):
                continue
            if (home, act.event, actor, recipient) in seen:
                continue
            if act.symmetric and recipient is not None and (home, act.event, recipient, actor) in seen:
                continue
            seen.add((home, act.event, actor, recipient))
            events.append(_event(document, act, actor, recipient, inferred=named is None))
    return tuple(sorted(events, key=lambda e: (e.anchor, e.event, e.actor or "", e.recipient or "")))


def _whom_unsaid(
    document: Document, act: CodedAct, actor: str, fellows: tuple[str, ...], counterparts: Counterparts
) -> str | None:
    """Whom an act was aimed at where its clause names nobody: who lives where it was done, else the other party."""
    if act.event in _SUFFERED_SOMEWHERE:
        there = country_around(act.token)
        if there is not None and there != counterparts.side(actor):
            return there
    if act.event in _OPPOSING:
        others = spared(document, act.token, act.event)
        return counterparts.opposite(actor, act.token, fellows, spared=others, asked_only=act.event is _P.REJECT)
    if act.token.pos_ == "VERB" and act.event not in _TOGETHER:
        inside = counterparts.inside(actor, act.token, fellows)
        if inside is not None:
            return inside
    if act.event is _P.MOBILIZE:
        return counterparts.opposite(actor, act.token, fellows, rivals_only=True)
    return None


def _acts(document: Document, found: Found) -> Iterator[CodedAct]:
    lexicon = load_lexicon()
    surface = Surface(document)
    headings = heading_starts(document)
    threats: list[Token] = []
    for sentence in document.doc.sents:
        if sentence.start not in headings and not sentence.asks:
            for act in lexical_acts(document, sentence, lexicon, found, surface):
                if act.event is _P.THREATEN and act.token.pos_ == "VERB":
                    threats.append(act.token)
                yield act
    # What is said in a threat is the threat: "warned that it would not tolerate them".
    yield from (a for a in spoken_acts(document, found) if not any(t.is_ancestor(a.token) for t in threats))


def _event(document: Document, act: CodedAct, actor: str | None, recipient: str | None, *, inferred: bool) -> Event:
    status, date = settled(document, act.event, act.status, date_of(document, act.token))
    return Event(
        evidence=document.sentence_evidence(act.token),
        anchor=act.token.idx,
        component=COMPONENT,
        confidence=round(act.confidence * (_INFERRED if inferred else 1.0), 2),
        event=act.event,
        actor=actor,
        recipient=recipient,
        date=date,
        place=place_of(document, act.token),
        status=status,
    )


def settled(
    document: Document, kind: PloverEvent, status: EventStatus, date: str | None
) -> tuple[EventStatus, str | None]:
    """What the words say of an act, and its day: an act whose day lies ahead of the page is planned.

    Of one that is done in words such a day is of what they speak of: "demanded that the ships leave next week".
    """
    if status is EventStatus.HAPPENED and _lies_ahead(date, document.article.published):
        return (status, None) if kind in IN_WORDS else (EventStatus.PLANNED, date)
    return status, date


def _lies_ahead(date: str | None, published: str | None) -> bool:
    if not date or not published:
        return False
    one, other = VagueDate.parse(date), VagueDate.parse(published)
    # The stamp of a page may lie a day behind what it tells as past.
    return one is not None and other is not None and (one.earliest - other.latest).days > 1
