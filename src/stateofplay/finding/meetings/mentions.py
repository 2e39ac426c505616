"""Places in the text that speak of a meeting, each with what its own clause tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stateofplay.finding.meetings.cues import MeetingMention, StatusCue
from stateofplay.finding.meetings.frames import MeetingPhrase, frame_of, is_stay, noun_kind
from stateofplay.finding.meetings.index import WordFilter
from stateofplay.finding.meetings.parties import (
    are_at_home,
    doers,
    hosts_of,
    is_press,
    mediators_of,
    proposer_of,
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
    is_term,
    names_none,
)
from stateofplay.finding.meetings.status import headline_cue, key_of, noun_cue, particle_of
from stateofplay.finding.meetings.verbs import (
    gathering_mention,
    is_signing,
    mediated_mention,
    order_by_adverb,
    particles,
    signing_mention,
    verb_mention,
)
from stateofplay.finding.words import attendance
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.finding.words.media import is_press as is_press_name
from stateofplay.language.clauses import children, obliques
from stateofplay.language.document import Document
from stateofplay.language.function_words import DEMONSTRATIVES
from stateofplay.language.lexicon import is_medium
from stateofplay.language.modality import modality
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, MeetingStatus
from stateofplay.model.dates import VagueDate


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
            if kind is not None:
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
            mention = verb_mention(document, token)
        elif token.pos_ == "VERB" and lemma_of(token) in words.BRINGING and "together" in particles(token):
            mention = gathering_mention(document, token)
        elif token.pos_ == "VERB" and lemma_of(token) in attendance.MEDIATING_ALONE:
            mention = mediated_mention(document, token)
        elif token.pos_ == "VERB" and is_signing(token):
            mention = signing_mention(document, token)
        if mention is not None:
            if token.idx < headline_end:
                mention = replace(mention, headline=True, cue=headline_cue(token, mention.cue))
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
    date = date_of(document, *frame.nouns, *_place_givers(frame), *frame.containers, *_told_there(frame))
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
    sits = is_house_sitting(frame.nouns[0]) or _is_of_cabinet(frame)
    return sits or any(are_at_home(document, n) for n in own)


def _callers(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """Who calls, holds or plans it, or speaks at one of his own cabinet."""
    speaks = _is_of_cabinet(frame) and frame.relation == "obl" and frame.preposition in words.WITHIN_IT
    return (
        doers(document, frame.predicate) if frame.predicate is not None and (frame.relation == "obj" or speaks) else ()
    )


def _is_of_cabinet(frame: MeetingPhrase) -> bool:
    return any(c.lower_ == "cabinet" for n in frame.nouns for c in n.children)


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
    return order_by_adverb(predicate) if lemma in (words.HELD_WORDS | words.PARTAKING) - words.GUESTS else 0


def _is_continued(document: Document, frame: MeetingPhrase, date: str | None) -> bool:
    """ "A continuation of the negotiations of 2022": talks of long ago, which those spoken of go on with."""
    then, now = VagueDate.parse(date), VagueDate.parse(document.article.published)
    if then is None or now is None or words.CONTINUING.isdisjoint(map(lemma_of, frame.containers)):
        return False
    return then.latest.year < now.earliest.year


def _is_announced(predicate: Token) -> bool:
    """Tell whether the future is told ("will resume"), not only aimed at ("met to resume")."""
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in predicate.children) or predicate.relation == "xcomp"


def _told_there(frame: MeetingPhrase) -> Iterator[Token]:
    """What happens at a meeting has its day: "on Monday ruled out a deal during talks in Bonn"."""
    if frame.relation == "obl" and frame.preposition in words.WITHIN_IT and frame.predicate is not None:
        yield frame.predicate


def _stay(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """The place of "the envoys are in Oslo for talks"."""
    place = frame.predicate if is_stay(frame) else None
    return (place_name(place),) if place is not None and is_place(document, place) else ()


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
