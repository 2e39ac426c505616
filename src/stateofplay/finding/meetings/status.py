"""Proposed, planned, under way, held or cancelled: what the words around a mention say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stateofplay.finding.meetings.cues import NONE, StatusCue
from stateofplay.finding.meetings.frames import MeetingPhrase, is_stay
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.modality import Modality, modality
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, MeetingStatus

_PARTICLES = frozenset({"off", "out", "up", "down", "away", "in", "back"})
_SPANS = frozenset({"year", "month", "week", "day", "hour", "round", "series", "session"})
_IT = frozenset({"it", "they", "this", "that", "those", "these", "which"})
_BY_EVENT = {
    EventStatus.PLANNED: MeetingStatus.PLANNED,
    EventStatus.HYPOTHETICAL: MeetingStatus.PROPOSED,
    EventStatus.DENIED: MeetingStatus.CANCELLED,
}


def verb_cue(verb: Token) -> StatusCue:
    """Status of a meeting that is told by a verb ("met with", "will meet", "have been talking since")."""
    mode = modality(verb)
    if verb.dep_ == "xcomp" and lemma_of(verb.head) in words.WILLING:
        return StatusCue(status=MeetingStatus.PROPOSED, weight=0.8)
    if mode.status is not EventStatus.HAPPENED:
        return StatusCue(status=_BY_EVENT[mode.status], weight=0.8)
    return StatusCue(status=MeetingStatus.UNDER_WAY if _is_progressive(verb) else MeetingStatus.HELD, weight=0.9)


def headline_cue(verb: Token, cue: StatusCue) -> StatusCue:
    """In a headline an infinitive that hangs on who meets tells what will be: "Envoys to meet in Oslo"."""
    who = verb.head
    bare = who is not verb and who.pos_ in ("NOUN", "PROPN") and who.head is who and verb.pos_ == "VERB"
    if not bare or cue.status is not MeetingStatus.PROPOSED or lemma_of(who) in words.PROPOSED_WORDS:
        return cue
    return replace(cue, status=MeetingStatus.PLANNED) if child(verb, "nsubj") is None else cue


def noun_cue(document: Document, frame: MeetingPhrase) -> StatusCue:
    """Status of a meeting that is told by a noun: from its adjectives, participles, containers and predicate."""
    containers = [_container(container) for container in frame.containers]
    cues = [NONE, *containers]
    for noun in frame.nouns:
        for c in noun.children:
            if c.i < noun.i and c.lower_ in words.ADJECTIVE_STATUS:
                cues.append(StatusCue(status=words.ADJECTIVE_STATUS[c.lower_], weight=0.6))
            if c.dep_ in ("acl", "acl:relcl"):
                cues.append(_participle(c))
    if child(frame.nouns[0], "cop") is not None:
        there = MeetingStatus.HELD if _is_over(frame.nouns[0]) else MeetingStatus.UNDER_WAY
        cues.append(_by_mode(modality(frame.nouns[0]), there, 0.7))
    if frame.predicate is not None and not _is_of_container(told := _predicate(frame.predicate, frame), containers):
        cues.append(told)
    return max(cues, key=lambda cue: cue.weight)


_LOOKING_BACK = frozenset({"recall", "remember", "recollect"})
_THERE = (MeetingStatus.UNDER_WAY, MeetingStatus.HELD)
_NOT_YET = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)


def _is_of_container(told: StatusCue, containers: Sequence[StatusCue]) -> bool:
    """ "Preparations for talks are under way", "plans for a summit have begun": said of the preparations, not of the meeting."""
    return told.status in _THERE and any(cue.status in _NOT_YET for cue in containers)


def _participle(verb: Token) -> StatusCue:
    lemma = key_of(verb)
    mode = modality(verb)
    if lemma in words.PLANNED_WORDS:
        return StatusCue(status=MeetingStatus.PLANNED, weight=0.9)
    if lemma in words.CANCELLED_WORDS:
        return StatusCue(status=MeetingStatus.CANCELLED, weight=0.9)
    if lemma in words.PROPOSED_WORDS:
        return StatusCue(status=MeetingStatus.PROPOSED, weight=0.5)
    if verb.dep_ == "acl:relcl" and lemma in words.BEGUN_WORDS and _is_present(verb):
        return _by_mode(mode, MeetingStatus.PLANNED, 0.8)  # "the talks, which begin this week"
    if lemma in words.HELD_WORDS | words.ENDED_WORDS | words.BEGUN_WORDS:
        return _by_mode(mode, MeetingStatus.HELD, 0.8)
    return NONE


def _is_present(verb: Token) -> bool:
    return "Pres" in verb.morph.get("Tense") and not any(c.relation == "aux" for c in verb.children)


def _container(noun: Token) -> StatusCue:
    status, weight = words.CONTAINER_STATUS.get(lemma_of(noun), (None, 0.0))
    return StatusCue(status=status, weight=weight)


def _predicate(predicate: Token, frame: MeetingPhrase) -> StatusCue:
    """What the predicate over a meeting noun says of it, in four steps.

    1. Beside the meeting it tells when that was: "after the talks", "at the talks".
    2. Of the meeting it tells what is done with it: called off, proposed, set, begun, ended.
    3. Of those who sit there it tells whether they do: "took part in", "will attend".
    4. Any other predicate says by its mood alone whether the meeting is already there.
    """
    mode = modality(predicate)
    if _is_called_off_after(predicate):
        return StatusCue(status=MeetingStatus.CANCELLED, weight=0.9)
    for step in (_beside, _done_with, _taken_part):
        if (cue := step(predicate, frame, mode)) is not None:
            return cue
    if mode.status is EventStatus.HYPOTHETICAL:
        return StatusCue(status=MeetingStatus.PROPOSED, weight=0.3)
    if mode.status is EventStatus.PLANNED and frame.relation == "nsubj" and lemma_of(frame.nouns[0]) in _OF_A_DAY:
        return StatusCue(status=MeetingStatus.PLANNED, weight=0.2)  # "the summit will deal with the port"
    if frame.relation not in ("nsubj", "nsubj:pass", "obj") or mode.status is EventStatus.PLANNED:
        return NONE
    over = mode.past and not _is_progressive(predicate)
    return StatusCue(status=MeetingStatus.HELD if over else MeetingStatus.UNDER_WAY, weight=0.2)


_OF_A_DAY = frozenset({"summit", "meeting", "conference"})
"""Meetings of a day or two: of talks that will fail the words do not say that they have not begun."""


def _is_called_off_after(predicate: Token) -> bool:
    """ "They were to meet in Geneva, but it was called off": a clause joined to the meeting's says what became of it."""
    for clause in children(predicate, "conj", "parataxis", "advcl"):
        subject = child(clause, "nsubj")
        if subject is not None and subject.lower_ in _IT and key_of(clause) in words.CANCELLED_WORDS:
            return modality(clause).status is EventStatus.HAPPENED
    return False


def _beside(predicate: Token, frame: MeetingPhrase, mode: Modality) -> StatusCue | None:
    """Step 1: where the meeting stands after a preposition, before, during or after what is told."""
    if frame.relation != "obl":
        return None
    preposition = frame.preposition
    if preposition in words.AFTER_IT and all(lemma_of(c) in _SPANS for c in frame.containers):
        return StatusCue(status=MeetingStatus.HELD, weight=0.5)
    if preposition in words.AHEAD_OF_IT and not frame.containers:
        return StatusCue(status=MeetingStatus.PLANNED, weight=0.5)
    if preposition in words.WITHIN_IT and key_of(predicate) not in words.PARTAKING | words.HELD_WORDS:
        past = "Past" in predicate.morph.get("Tense")
        return StatusCue(status=MeetingStatus.HELD if past else MeetingStatus.UNDER_WAY, weight=0.4)
    return None


def _done_with(predicate: Token, frame: MeetingPhrase, mode: Modality) -> StatusCue | None:
    """Step 2: a verb that calls a meeting off, proposes, sets, begins or ends it, or gathers people for it."""
    lemma, relation, preposition = key_of(predicate), frame.relation, frame.preposition
    is_object = relation in ("obj", "nsubj:pass", "xcomp", "ccomp")
    if lemma in words.CANCELLED_WORDS and is_object:
        if mode.status is EventStatus.HAPPENED:
            return StatusCue(status=MeetingStatus.CANCELLED, weight=1.0)
        return StatusCue(status=MeetingStatus.UNDER_WAY, weight=0.4)
    if lemma in words.REFUSING and is_object and mode.status is EventStatus.HAPPENED:
        return StatusCue(status=MeetingStatus.CANCELLED, weight=0.9)
    if lemma in _LOOKING_BACK and relation == "obj":
        return StatusCue(status=MeetingStatus.HELD, weight=0.7)
    if lemma in words.PROPOSED_WORDS and (is_object or preposition in ("for", "to", "of")):
        return StatusCue(status=MeetingStatus.PROPOSED, weight=0.8)
    if lemma in words.PLANNED_WORDS and relation in ("obj", "nsubj:pass", "nsubj"):
        return StatusCue(status=MeetingStatus.PLANNED, weight=0.9)
    if lemma in words.BEGUN_WORDS or (lemma in words.UNDER_WAY_WORDS and relation == "nsubj"):
        return _by_mode(mode, MeetingStatus.UNDER_WAY, 0.8)
    if lemma in words.ENDED_WORDS and relation in ("nsubj", "obj", "nsubj:pass"):
        return _by_mode(mode, MeetingStatus.HELD if mode.past else MeetingStatus.UNDER_WAY, 0.7)
    if is_stay(frame) and mode.status is not EventStatus.DENIED:
        return _by_mode(mode, MeetingStatus.HELD if _is_over(predicate) else MeetingStatus.UNDER_WAY, 0.6)
    if relation == "obl" and preposition == "for" and lemma in words.GATHERING | words.SENDING:
        if mode.status is EventStatus.DENIED:
            return NONE  # one who does not come calls nothing off
        return _by_mode(mode, MeetingStatus.PLANNED if lemma in words.SENDING else MeetingStatus.UNDER_WAY, 0.6)
    return None


def _is_over(predicate: Token) -> bool:
    """ "Were in Oslo": what is told by a copula is told of the past."""
    be = child(predicate, "cop")
    return be is not None and "Past" in be.morph.get("Tense")


def _taken_part(predicate: Token, frame: MeetingPhrase, mode: Modality) -> StatusCue | None:
    """Step 3: whoever takes part makes it a meeting; one who stays away or may come does not call it off."""
    lemma = key_of(predicate)
    if lemma in words.COMING and mode.status in (EventStatus.DENIED, EventStatus.HYPOTHETICAL):
        return NONE
    if lemma not in words.HELD_WORDS | words.PARTAKING:
        return None
    now = _is_progressive(predicate) or not (mode.past or mode.future or mode.supposed)
    return _by_mode(mode, MeetingStatus.UNDER_WAY if now else MeetingStatus.HELD, 0.8)


def _by_mode(mode: Modality, happened: MeetingStatus, weight: float) -> StatusCue:
    return StatusCue(status=_BY_EVENT.get(mode.status, happened), weight=weight)


def key_of(predicate: Token) -> str:
    """The lemma of a predicate with its particle where that changes the sense: ``"call_off"``, ``"call_for"``."""
    lemma = lemma_of(predicate)
    if (particle := particle_of(predicate)) in words.SENSE_PARTICLES:
        return f"{lemma}_{particle}"
    if lemma in words.CALLS_FOR and any(
        c.dep_ == "obl" and any(d.dep_ == "case" and d.lower_ == "for" for d in c.children) for c in predicate.children
    ):
        return f"{lemma}_for"
    return lemma


def particle_of(verb: Token) -> str:
    """The particle of a verb, also where the parser took it for a preposition or adverb ("walked out of"); else ``""``."""
    for c in verb.children:
        if c.dep_ in ("compound:prt", "advmod") and c.lower_ in _PARTICLES:
            return c.lower_
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return following if following in words.LEAVING_PARTICLES else ""


def _is_progressive(verb: Token) -> bool:
    be = any(c.dep_ == "aux" and lemma_of(c) == "be" for c in verb.children)
    return be and ("Ger" in verb.morph.get("VerbForm") or verb.lower_.endswith("ing"))
