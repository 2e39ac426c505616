"""Meetings that a verb tells of: who met, sat down, was brought together, signed a deal before witnesses."""

from __future__ import annotations

import re

from stateofplay.finding.meetings.cues import MeetingMention, StatusCue
from stateofplay.finding.meetings.lists import names_after
from stateofplay.finding.meetings.parties import (
    are_at_home,
    as_mediator,
    at_table,
    doers,
    is_press,
    represented,
    senders,
)
from stateofplay.finding.meetings.places_and_dates import (
    date_of,
    is_place,
    place_after,
    place_name,
    places_of,
)
from stateofplay.finding.meetings.senses import (
    manner_at,
)
from stateofplay.finding.meetings.status import verb_cue
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.interviews import is_interview
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import (
    agent,
    agent_of_passive,
    child,
    children,
    grammatical_subject,
    is_passive,
    obliques,
    patient,
)
from stateofplay.language.document import Document
from stateofplay.language.lexicon import load
from stateofplay.language.modality import is_negated, modality
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import EventStatus, MeetingFormat, MeetingStatus


def verb_mention(document: Document, verb: Token) -> MeetingMention | None:
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
    if is_interview(document, verb) or _is_no_meeting(document, verb):
        return None
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
    if cue.status is None:
        return None
    places = places_of(document, verb) or _place_beside(document, verb)
    day = date_of(document, verb)
    strangers = not others and _is_with_strangers(verb)
    at_home = not others and _is_with_own(document, verb)
    both = bool(others or at_home or strangers)
    if not _is_told(document, verb, parties, where=bool(places), when=day is not None, both=both, strangers=strangers):
        return None
    return MeetingMention(
        token=verb,
        kind="call" if by_wire else kind,
        parties=parties,
        cue=cue,
        place=places[0] if places else place_after(document, verb),
        date=day or (date_of(document, going) if (going := _journey(verb)) is not None else None),
        format=MeetingFormat.DIRECT if by_wire or lemma in words.FACE_TO_FACE else None,
        mediators=between,
        order=order_by_adverb(verb),
        verbal=True,
        closed=at_home or (strangers if parties else _is_of_others(verb)),
    )


def _is_told(
    document: Document, verb: Token, parties: tuple[str, ...], *, where: bool, when: bool, both: bool, strangers: bool
) -> bool:
    """Step 4: of one party it is told with whom, when or where; of "EU leaders met on Monday" both of these."""
    if not parties:
        return (where or when) and lemma_of(verb) in words.GATHERING and (strangers or _is_by_itself(verb))
    if len(parties) > 1 or strangers:
        return True
    if document.is_group(parties[0]) and not (where and when):
        return False
    # "Norway is negotiating a truce": with whom, the page says elsewhere
    bargains = lemma_of(verb) in words.OVER_A_SUBJECT and not is_negated(verb)
    subject = grammatical_subject(verb)
    return both or where or when or bargains or (subject is not None and _many(subject))


def _is_no_meeting(document: Document, verb: Token) -> bool:
    """ "They talked over each other", "will not negotiate with himself", "the demands met with outrage"."""
    if any(n.pos_ in ("PRON", "DET") or n.lower_ == "other" for _, n in obliques(verb, ("over", "past", "down"))):
        return True
    if any(n.lower_.endswith(("self", "selves")) for _, n in obliques(verb, ("with", "to"))):
        return True
    return any(_is_reception(document, n) for _, n in obliques(verb, ("with",)))


def _is_with_strangers(verb: Token) -> bool:
    """ "Met with 12 families", "the growers whom she met with": several people of whom the page makes no actor."""
    lemma = lemma_of(verb)
    _, prepositions, bare_object = words.MEETING_VERBS[lemma]
    if lemma in words.NEEDS_PARTNER or lemma in words.RECEIVING:
        return False
    partners = [n for _, n in obliques(verb, prepositions)] + (children(verb, "obj") if bare_object else [])
    return any(_are_people(n) for n in partners)


def _are_people(noun: Token) -> bool:
    """Whether a noun is one for several people."""
    told = load().words
    many = "Plur" in noun.morph.get("Number") and any(
        noun.lower_ in table
        for table in (told.people_nouns, told.group_nouns, told.offices, told.state_nouns, told.body_nouns)
    )
    return many or (noun.lower_ in told.collectives and bool([*obliques(noun, ("of",))]))


def _is_of_others(verb: Token) -> bool:
    """Whether those who meet are none that was told of: "port regulators", and not "the presidents", "they"."""
    subject = grammatical_subject(verb)
    return subject is not None and subject.pos_ == "NOUN" and not any(t.lower_ in _TOLD for t in subject.subtree)


_TOLD = frozenset("the both two their these those his her our".split())


def _is_reception(document: Document, noun: Token) -> bool:
    """Whether a noun behind "met with" is how something was received: a bare word, and nobody's."""
    return (
        noun.pos_ == "NOUN"
        and "Sing" in noun.morph.get("Number")
        and not (
            any(c.relation in ("det", "nmod:poss", "nummod") for c in noun.children) or represented(document, noun)
        )
    )


def _is_by_itself(verb: Token) -> bool:
    """Whether several meet with nobody else, and nothing is met: no target, no outrage."""
    subject = grammatical_subject(verb)
    alone = child(verb, "obj") is None and next(obliques(verb, ("with",)), None) is None
    return alone and subject is not None and (subject.pos_ == "PRON" or _many(subject))


def _is_with_own(document: Document, verb: Token) -> bool:
    """ "Will meet intelligence officials next week", "met with top ministers"."""
    return any(are_at_home(document, n) for n in (*children(verb, "obj"), *(n for _, n in obliques(verb, ("with",)))))


_BEFORE = frozenset({"presence", "front"})
"""Of whom it is signed "in the presence" or "in front"."""


def is_signing(verb: Token) -> bool:
    """Tell whether a verb signs a deal or sees it signed: "initialled the accord", "witnessed the signing"."""
    if lemma_of(verb) not in words.SIGNING:
        return False
    what = children(verb, "nsubj") if is_passive(verb) else children(verb, "obj")
    return any(lemma_of(n) in words.SIGNED for n in what)


def signers(document: Document, verb: Token) -> tuple[str, ...]:
    """Who signs: the doer, else those between whom the deal is."""
    if lemma_of(verb) != "witness" and (signing := represented(document, agent(verb))):
        return signing
    of = (n for what in children(verb, "nsubj", "obj") for _, n in obliques(what, ("between", "by")))
    return tuple(dict.fromkeys(name for n in of for name in represented(document, n)))


def onlookers(document: Document, verb: Token) -> tuple[str, ...]:
    """Before whom it is signed: "in the presence of A", "in front of ministers of B", "before the envoys of C"."""
    seen: list[Token] = []
    for _, noun in obliques(verb, ("in",)):
        if lemma_of(noun) in _BEFORE:
            seen.extend(n for _, n in obliques(noun, ("of",)))
    for head in (verb, *children(verb, "obj")):
        seen.extend(n for _, n in obliques(head, ("before",)) if _are_witnesses(document, n))
    if lemma_of(verb) == "witness" and (witness := agent_of_passive(verb) or agent(verb)) is not None:
        seen.append(witness)
    return tuple(dict.fromkeys(name for n in seen for name in (*represented(document, n), *_senders(document, n))))


def _senders(document: Document, noun: Token) -> tuple[str, ...]:
    """ "Ministers of France, Japan and Qatar" are from all three, whomever else the words stand for."""
    sent = senders(document, noun) if lemma_of(noun) in words.ENVOYS | words.ENVOY_ROLES else ()
    return sent if len(sent) > 1 else ()


def _are_witnesses(document: Document, noun: Token) -> bool:
    """Envoys and persons see what is done before them; before a day or a vote it is only done earlier."""
    return lemma_of(noun) in words.ENVOYS | words.ENVOY_ROLES or any(
        document.is_person(n) for n in document.who(noun, conjuncts=False)
    )


def signing_mention(document: Document, verb: Token) -> MeetingMention | None:
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


def particles(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.relation in ("advmod", "compound", "compound:prt")}


def _is_one_of(doc: Doc, place: str, verb: Token) -> bool:
    """ "In Istanbul or Ankara": where, is open."""
    told = doc[verb.i : verb.sent.end].text
    return re.search(rf"\b{re.escape(place)},? or\b|\bor (?:in )?{re.escape(place)}\b", told) is not None


def gathering_mention(document: Document, verb: Token) -> MeetingMention | None:
    """ "Hoped to bring the presidents together in Ankara": those brought together meet, whoever brings them is their host."""
    brought = represented(document, patient(verb))
    cue = verb_cue(verb)
    if len(brought) < 2 or cue.status is None:
        return None
    if lemma_of(verb.head) in words.PROPOSED_WORDS:
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


def mediated_mention(document: Document, verb: Token) -> MeetingMention | None:
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
    if is_press(document, obj, verb) or not (names or lemma_of(obj) in words.ENVOYS or _are_people(obj)):
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
        itself = guest is None or document.who(guest)
        return bool(others and itself) and all(document.is_person(n) for n in (*first, *others))
    if named or lemma not in words.NEEDS_PARTNER:
        return True
    return (by_wire and lemma != "visit") or (len(first) > 1 and lemma in words.TALKING)


def order_by_adverb(verb: Token) -> int:
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


def _many(subject: Token) -> bool:
    return "Plur" in subject.morph.get("Number") or bool(children(subject, "conj"))
