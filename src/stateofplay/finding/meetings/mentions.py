"""Places in the text that speak of a meeting, each with what its own clause tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stateofplay.finding.meetings.cues import StatusCue
from stateofplay.finding.meetings.frames import MeetingPhrase, frame_of, is_stay, noun_kind
from stateofplay.finding.meetings.index import WordFilter
from stateofplay.finding.meetings.lists import names_after
from stateofplay.finding.meetings.parties import (
    are_at_home,
    as_mediator,
    at_table,
    doers,
    hosts_of,
    is_press,
    mediators_of,
    proposer_of,
    represented,
)
from stateofplay.finding.meetings.partners import absentees, partners
from stateofplay.finding.meetings.places_and_dates import (
    date_of,
    dates_in_list,
    is_place,
    moved_to,
    place_after,
    place_name,
    places_of,
)
from stateofplay.finding.meetings.senses import (
    format_of,
    is_activity,
    is_caucus,
    is_house_sitting,
    is_said_of_it,
    is_surname,
    is_term,
    manner_at,
    names_none,
)
from stateofplay.finding.meetings.signings import is_signing, onlookers, signers
from stateofplay.finding.meetings.status import key_of, noun_cue, particle_of, verb_cue
from stateofplay.finding.words import attendance
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.interviews import is_interview
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.finding.words.media import is_press as is_press_name
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive, obliques, patient
from stateofplay.language.document import Document
from stateofplay.language.function_words import DEMONSTRATIVES
from stateofplay.language.lexicon import is_medium
from stateofplay.language.modality import modality
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import EventStatus, MeetingFormat, MeetingStatus
from stateofplay.model.dates import VagueDate


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMention:
    """One mention of a meeting. `order` is -1 for an earlier round than the one spoken of, 1 for a later one, else 0."""

    token: Token
    kind: str
    parties: tuple[str, ...]
    cue: StatusCue
    place: str | None = None
    date: str | None = None
    format: MeetingFormat | None = None
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    proposed_by: str | None = None
    order: int = 0
    ordinal: int = 0
    """Which of several it is, where a number says so: "the second summit"."""
    definite: bool = False
    pointing: bool = False
    """Points back: "this meeting", "those talks"."""
    verbal: bool = False
    headline: bool = False
    away: tuple[str, ...] = ()
    """Who is said not to attend it."""
    attended: bool = False
    """Its clause says who comes or stays away."""
    ends: bool = False
    """Its day is told as its last: "the summit ends on 12 July"."""
    ahead: bool = False
    """And says it of what is yet to be: "would come only if", "may attend"."""
    onlookers: tuple[str, ...] = ()
    """Who only sees what is signed there."""
    closed: bool = False
    """Nobody sits there but those whom its words give: with people of one's own, without a name, or heard by a house."""


def find_mentions(document: Document) -> tuple[MeetingMention, ...]:
    """Find all mentions of meetings, in text order. Cost: linear in the text."""
    title = document.article.title
    headline_end = len(title) if title and document.article.text.startswith(title) else 0
    found: list[MeetingMention] = []
    taken: set[int] = set()
    for token in _CANDIDATES.tokens(document.doc):
        if token.i in taken:
            continue
        mention: MeetingMention | None = None
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ in words.PLURAL_NOUNS:
            kind = noun_kind(token)
            if kind is not None and not is_surname(document, token):
                frame = frame_of(token)
                taken.update(n.i for n in frame.nouns)
                mention = _noun_mention(document, token, kind, frame)
                places = places_of(document, *frame.nouns, *_place_givers(frame)) or _stay(document, frame)
                if not places and (place := place_after(document, token)) is not None:
                    places = (place,)
                if mention is not None and len(places) > 1:
                    found.extend(replace(mention, place=place) for place in places)
                    continue
                if mention is not None and places:
                    mention = replace(mention, place=places[0])
        elif token.pos_ == "VERB" and lemma_of(token) in words.MEETING_VERBS:
            mention = _verb_mention(document, token)
        elif token.pos_ == "VERB" and lemma_of(token) in words.BRINGING and "together" in _particles(token):
            mention = _gathering_mention(document, token)
        elif token.pos_ == "VERB" and lemma_of(token) in attendance.MEDIATING_ALONE:
            mention = _mediated_mention(document, token)
        elif token.pos_ == "VERB" and is_signing(token):
            mention = _signing_mention(document, token)
        if mention is not None:
            if token.idx < headline_end:
                mention = replace(mention, headline=True)
            dates = dates_in_list(document, token, mention.date)
            found.extend(replace(mention, date=d) for d in dates)
            found.extend(() if dates else (mention,))
    last = max((m.ordinal for m in found), default=0)
    return tuple(replace(m, order=-1) if 0 < m.ordinal < last else m for m in found)


_CANDIDATES = WordFilter(frozenset({*words.MEETING_NOUNS, *words.PLURAL_NOUNS}))


_POINTS_BACK = frozenset("the this that these those both".split())
"""Words before a meeting that was told of before."""


def _noun_mention(document: Document, noun: Token, kind: str, frame: MeetingPhrase) -> MeetingMention | None:
    modifiers = {c.lower_ for n in frame.nouns for c in n.children if c.i < n.i}
    if names_none(frame, modifiers):
        return None
    parties = partners(document, frame)
    cue = noun_cue(document, frame)
    date = date_of(document, *frame.nouns, *_place_givers(frame), *frame.containers)
    if frame.relation in ("obj", "nsubj:pass") and (moved := moved_to(document, frame.predicate)) is not None:
        date, cue = moved, StatusCue(status=MeetingStatus.PLANNED, weight=1.0)
    given = bool(parties) or date is not None or bool(places_of(document, *frame.nouns))
    weak = lemma_of(noun) in words.WEAK_NOUNS or is_activity(noun)
    if weak and not given and not modifiers & (words.EARLIER | words.LATER):
        return None
    if is_term(noun) or (not date and is_caucus(document, noun, frame)):
        return None
    if kind == "visit" and not parties:
        return None
    if any(_asks(document, partner, noun) for n in frame.nouns for _, partner in obliques(n, ("with",))):
        return None  # "in a conversation with the Herald": an interview
    closed = _is_closed(document, frame)
    parties = parties or (_callers(document, frame) if closed else ())
    determiners = {c.lower_ for c in noun.children if c.dep_ in ("det", "nmod:poss")}
    return MeetingMention(
        token=noun,
        kind=kind,
        parties=parties,
        cue=cue,
        date=date,
        format=format_of(noun, modifiers),
        hosts=hosts_of(document, frame),
        mediators=mediators_of(document, frame),
        proposed_by=proposer_of(document, frame),
        away=absentees(document, frame),
        ends=date is not None and _is_ended(frame),
        attended=(attended := _is_attended(frame)),
        ahead=attended and _is_ahead(frame),
        closed=closed,
        order=-1 if _is_continued(document, frame, date) else _order(modifiers, frame),
        ordinal=next((words.ORDINALS[m] for m in modifiers if m in words.ORDINALS), 0),
        pointing=bool(determiners & DEMONSTRATIVES) or is_said_of_it(noun),
        definite=bool(determiners & _POINTS_BACK) or bool(children(noun, "nmod:poss")),
    )


def _is_closed(document: Document, frame: MeetingPhrase) -> bool:
    """Whether a meeting is a house's hearing, or one with people of one's own: "called a meeting on Friday with ministers"."""
    verb = (frame.predicate,) if frame.predicate is not None and frame.relation == "obj" else ()
    own = [n for node in (*frame.nouns, *verb) for _, n in obliques(node, ("with", "of"))]
    return is_house_sitting(frame.nouns[0]) or any(are_at_home(document, n) for n in own)


def _callers(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """Who calls, holds or plans it."""
    return doers(document, frame.predicate) if frame.predicate is not None and frame.relation == "obj" else ()


def _asks(document: Document, partner: Token, noun: Token) -> bool:
    names = document.who(partner, conjuncts=False)
    unknown = not names and partner.pos_ == "PROPN" and is_press_name(place_name(partner))
    return unknown or is_press(document, partner, noun) or any(is_medium(n) for n in names)


def _is_attended(frame: MeetingPhrase) -> bool:
    """Whether somebody comes to "the talks", or stays away from them; what is said of "talks" at large is no meeting yet."""
    if not any(c.lower_ == "the" or c.dep_ == "nmod:poss" for n in frame.nouns for c in n.children):
        return False
    if frame.relation == "nmod" and lemma_of(frame.nouns[0].head) in attendance.BEING_THERE:
        return True
    verb = frame.predicate
    if verb is None:
        return False
    if any(f"{lemma_of(verb)}_{lemma_of(c)}" in attendance.COMING for c in children(verb, "obj")):
        return True
    away = f"{lemma_of(verb)}_{particle_of(verb)}"
    return not attendance.GUESTS.isdisjoint((lemma_of(verb), key_of(verb), away))


def _is_ended(frame: MeetingPhrase) -> bool:
    """Whether the predicate tells when it closes."""
    return frame.predicate is not None and frame.relation == "nsubj" and lemma_of(frame.predicate) in words.CLOSING


def _is_ahead(frame: MeetingPhrase) -> bool:
    """Whether the coming or staying away is told as yet to be, and not as what would have been."""
    if frame.predicate is None:
        return False
    mode = modality(frame.predicate)
    return mode.future or (mode.status is EventStatus.HYPOTHETICAL and not mode.counterfactual)


def _verb_mention(document: Document, verb: Token) -> MeetingMention | None:
    """A meeting that a verb tells of, in four steps.

    1. The verb itself: nobody "is met", and one sits down.
    2. Whom it is with: after a preposition, in a list, as its object.
    3. Whether that makes a meeting: with nobody named, only some verbs do.
    4. Who sits there, and how far it is.
    """
    lemma = lemma_of(verb)
    kind = words.MEETING_VERBS[lemma][0]
    if is_passive(verb) or (lemma == "sit" and not any(c.lower_ == "down" for c in verb.children)):
        return None
    if is_interview(document, verb):
        return None
    if any(n.pos_ in ("PRON", "DET") or n.lower_ == "other" for _, n in obliques(verb, ("over", "past", "down"))):
        return None  # "they talked over each other"
    if any(n.lower_.endswith(("self", "selves")) for _, n in obliques(verb, ("with", "to"))):
        return None  # "will not negotiate with himself"
    first = doers(document, verb)
    with_whom = _with_whom(document, verb, first)
    by_wire = any(n.lower_ in words.BY_WIRE for _, n in obliques(verb, ("by", "on", "over", "via")))
    if with_whom is None or not _is_meeting(document, verb, first, with_whom, by_wire=by_wire):
        return None
    others, _ = with_whom
    if lemma in words.TALKING and not others and not by_wire and next(obliques(verb, ("of",)), None) is not None:
        return None  # "the two leaders spoke of the port"
    between = as_mediator(document, verb)
    parties = tuple(dict.fromkeys(at_table(document, n) for n in (*first, *others) if n not in between))
    cue = verb_cue(verb)
    if not parties or cue.status is None:
        return None
    places = places_of(document, verb) or _place_beside(document, verb)
    told = document.is_group(parties[0]) and not (places and date_of(document, verb))
    at_home = not others and _is_with_own(document, verb) and bool(places or date_of(document, verb))
    if len(parties) == 1 and (told or not (others or at_home or _meets_alone(document, verb, parties[0]))):
        return None  # of "EU leaders met in Brussels on Monday" it is told when and where
    return MeetingMention(
        token=verb,
        kind="call" if by_wire else kind,
        parties=parties,
        cue=cue,
        place=places[0] if places else place_after(document, verb),
        date=date_of(document, verb) or (date_of(document, going) if (going := _journey(verb)) is not None else None),
        format=MeetingFormat.DIRECT if by_wire or lemma in words.FACE_TO_FACE else None,
        mediators=between,
        order=_order_by_adverb(verb),
        verbal=True,
        closed=at_home,
    )


def _is_with_own(document: Document, verb: Token) -> bool:
    """ "Will meet intelligence officials next week", "met with top ministers"."""
    return any(are_at_home(document, n) for n in (*children(verb, "obj"), *(n for _, n in obliques(verb, ("with",)))))


def _signing_mention(document: Document, verb: Token) -> MeetingMention | None:
    """ "Signed the accord in Doha in the presence of the envoy": who signs are the parties, who looks on sits there too."""
    seeing = onlookers(document, verb)
    cue = verb_cue(verb)
    if not seeing or cue.status is None:
        return None
    places = places_of(document, verb)
    return MeetingMention(
        token=verb,
        kind="meeting",
        parties=tuple(n for n in signers(document, verb) if n not in seeing),
        cue=cue,
        place=places[0] if places else place_after(document, verb),
        date=date_of(document, verb),
        format=MeetingFormat.DIRECT,
        verbal=True,
        attended=True,
        onlookers=seeing,
    )


def _particles(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.relation in ("advmod", "compound", "compound:prt")}


def _is_one_of(doc: Doc, place: str, verb: Token) -> bool:
    """ "In Istanbul or Ankara": where, is open."""
    told = doc[verb.i : verb.sent.end].text
    return re.search(rf"\b{re.escape(place)},? or\b|\bor (?:in )?{re.escape(place)}\b", told) is not None


def _gathering_mention(document: Document, verb: Token) -> MeetingMention | None:
    """ "Hoped to bring the presidents together in Ankara": those brought together meet, whoever brings them is their host."""
    brought = represented(document, patient(verb))
    cue = verb_cue(verb)
    if len(brought) < 2 or cue.status is None:
        return None
    if verb.relation == "xcomp" and lemma_of(verb.head) in words.PROPOSED_WORDS:
        cue = StatusCue(status=MeetingStatus.PROPOSED, weight=0.8)
    places = places_of(document, verb)
    return MeetingMention(
        token=verb,
        kind="meeting",
        parties=brought,
        cue=cue,
        place=places[0] if len(places) == 1 and not _is_one_of(verb.doc, places[0], verb) else None,
        date=date_of(document, verb),
        hosts=tuple(n for n in doers(document, verb) if n not in brought),
        verbal=True,
    )


def _mediated_mention(document: Document, verb: Token) -> MeetingMention | None:
    """ "Norway is mediating between Chad and Mali": those between whom somebody goes now, or will, talk through him."""
    between = tuple(dict.fromkeys(p for _, noun in obliques(verb, ("between",)) for p in represented(document, noun)))
    mode, who = modality(verb), doers(document, verb)
    status = _MEDIATED.get(mode.status)
    if len(between) < 2 or not who or mode.past or status is None or verb.relation in ("xcomp", "advcl"):
        return None
    return MeetingMention(
        token=verb,
        kind="talks",
        parties=between,
        cue=StatusCue(status=status, weight=0.8),
        date=date_of(document, verb),
        mediators=who,
        verbal=True,
    )


_MEDIATED = {EventStatus.HAPPENED: MeetingStatus.UNDER_WAY, EventStatus.PLANNED: MeetingStatus.PLANNED}


def _with_whom(document: Document, verb: Token, first: tuple[str, ...]) -> tuple[list[str], bool] | None:
    """Step 2: the other parties, and whether the text names any; None for who only talks to the press, or meets no party."""
    lemma = lemma_of(verb)
    _, prepositions, bare_object = words.MEETING_VERBS[lemma]
    others: list[str] = []
    for _, partner in obliques(verb, prepositions):
        if is_press(document, partner, verb):
            return None
        others.extend(represented(document, partner))
    named = bool(others)
    about = child(verb, "obj")
    with_it = about is not None and lemma_of(about) in words.HAD_WITH and bool([*obliques(about, ("with",))])
    if not others and not with_it and (listed := names_after(document, verb, prepositions - {"to"}, reach=3)):
        named = True
        others.extend(n for n in listed if n not in first)
    obj = child(verb, "obj")
    if obj is None or document.is_in_time(obj) or manner_at(obj.doc, obj.i) is not None:
        return others, named
    if not bare_object:
        return (others, named) if lemma in words.OVER_A_SUBJECT else None
    names = represented(document, obj)
    if is_press(document, obj, verb) or not (names or lemma_of(obj) in words.ENVOYS):
        return None
    return [*others, *names], named or bool(names)


def _is_meeting(
    document: Document, verb: Token, first: tuple[str, ...], with_whom: tuple[list[str], bool], *, by_wire: bool
) -> bool:
    """Step 3: "they talked" is a meeting of two, and "talked by phone" of one; a host receives persons."""
    others, named = with_whom
    lemma = lemma_of(verb)
    if any(c.lower_ in words.HALFWAY for c in verb.children):
        return False  # who meets somebody halfway gives way
    if lemma in words.RECEIVING:
        guest = child(verb, "obj")
        # "received the remains of" somebody is no meeting
        itself = guest is None or document.who(guest) or lemma_of(guest) in words.ENVOYS
        return bool(others and itself) and all(document.is_person(n) for n in (*first, *others))
    if named or lemma not in words.NEEDS_PARTNER:
        return True
    return (by_wire and lemma != "visit") or (len(first) > 1 and lemma in words.TALKING)


def _meets_alone(document: Document, verb: Token, party: str) -> bool:
    """ "The Security Council met on Monday": a body meets by itself, and so do several; a person does not."""
    subject = grammatical_subject(verb)
    if subject is not None and _many(subject):
        return True
    return document.is_body(party) and date_of(document, verb) is not None


def _order(modifiers: set[str], frame: MeetingPhrase) -> int:
    if modifiers & words.EARLIER:
        return -1
    if modifiers & words.LATER:
        return 1
    predicate = frame.predicate
    if predicate is None or frame.relation not in ("obj", "nsubj", "nsubj:pass"):
        return 0
    lemma = lemma_of(predicate)
    if lemma in words.AGAIN and modality(predicate).status is EventStatus.PLANNED and _is_announced(predicate):
        return 1
    return _order_by_adverb(predicate) if lemma in (words.HELD_WORDS | words.PARTAKING) - words.GUESTS else 0


def _is_continued(document: Document, frame: MeetingPhrase, date: str | None) -> bool:
    """ "A continuation of the negotiations of 2022": talks of long ago, which those spoken of go on with."""
    then, now = VagueDate.parse(date), VagueDate.parse(document.article.published)
    if then is None or now is None or words.CONTINUING.isdisjoint(map(lemma_of, frame.containers)):
        return False
    return then.latest.year < now.earliest.year


def _is_announced(predicate: Token) -> bool:
    """Tell whether the future is told ("will resume"), not only aimed at ("met to resume")."""
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in predicate.children) or predicate.relation == "xcomp"


def _order_by_adverb(verb: Token) -> int:
    """ "also held talks", "had previously met": another meeting than the one spoken of."""
    adverbs = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    if adverbs & {"previously", "earlier"}:
        return -1
    return 2 if adverbs & {"also", "again", "separately"} else 0


def _place_beside(document: Document, verb: Token) -> tuple[str, ...]:
    """The place of the journey on which people meet: "visited Oslo and met officials", "will fly to Oslo to meet them"."""
    node = _journey(verb)
    if node is None:
        return ()
    nouns = [*children(node, "obj"), *(n for _, n in obliques(node, ("to", "in")))]
    return tuple(place_name(n) for n in nouns if is_place(document, n))


def _journey(verb: Token) -> Token | None:
    """The verb of going over a verb of meeting, where place and day of the one are those of the other."""
    node = verb.head if verb.relation in ("conj", "advcl", "xcomp") else None
    return node if node is not None and lemma_of(node) in words.GOING else None


def _stay(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """The place of "the envoys are in Oslo for talks"."""
    place = frame.predicate if is_stay(frame) else None
    return (place_name(place),) if place is not None and is_place(document, place) else ()


def _many(subject: Token) -> bool:
    return "Plur" in subject.morph.get("Number") or bool(children(subject, "conj"))


def _place_givers(frame: MeetingPhrase) -> Iterator[Token]:
    """Predicates whose own place and time are those of the meeting."""
    for noun in frame.nouns:
        yield from children(noun, "acl", "acl:relcl")
    predicate = frame.predicate
    if predicate is None:
        return
    lemma = lemma_of(predicate)
    if frame.relation in ("obj", "nsubj", "nsubj:pass") and predicate.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        if lemma not in ("say", "tell"):
            yield predicate
            yield from (c for c in children(predicate, "xcomp") if lemma_of(c) in words.BEGUN_WORDS | words.HELD_WORDS)
    elif frame.relation in ("obl", "xcomp", "advcl") and (
        lemma in words.PARTAKING
        or lemma in words.MEETING_VERBS
        or (frame.preposition == "for" and lemma in words.GATHERING | words.SENDING)
    ):
        yield predicate
        if predicate.relation in ("xcomp", "advcl", "acl") and lemma_of(predicate.head) in words.JOURNEYS:
            # "sent a delegation to Bonn to take part in talks"
            yield predicate.head
            yield from (c for c in children(predicate.head, "obj") if lemma_of(c) in words.JOURNEYS)
