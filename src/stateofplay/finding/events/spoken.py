"""Acts done by saying: a demand in a "must", a refusal in a "will not", blame in what the other is said to have done."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.components import Found
from stateofplay.finding.events.acts import CodedAct
from stateofplay.finding.events.lands import side_of_administration
from stateofplay.finding.events.roles import names_at, words_of
from stateofplay.language.clauses import child, grammatical_subject, is_passive
from stateofplay.language.document import Document
from stateofplay.language.function_words import IF_OR_UNLESS
from stateofplay.language.modality import Modality, modality
from stateofplay.language.modality_words import lemma_of
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind, EventStatus, PloverEvent

_DUTIES = frozenset({"must", "should", "ought"})
_FIRST_PERSONS = frozenset({"i", "we"})
_CONFIDENCE = 0.55

_REFUSED = words_of(
    """
    accept negotiate compromise open withdraw recognise recognize surrender cede sign agree talk return disarm yield
    tolerate allow permit budge bow capitulate release lift concede give bend retreat stop halt abandon renounce
    relinquish intend apologise apologize back cooperate submit
    """
)
_MISDEEDS = words_of(
    """
    violate breach undermine torpedo sabotage derail obstruct escalate provoke stall lie mislead deceive betray
    prolong drag threaten jeopardise jeopardize endanger exploit manipulate interfere meddle mock ignore disregard
    flout cheat renege blackmail bully destabilise destabilize hinder fabricate falsify incite foment destroy
    """
)
_MISDEED_NOUNS = words_of(
    """
    disregard crime provocation violation breach aggression intransigence hypocrisy deception betrayal
    blackmail terrorism genocide cynicism recklessness escalation meddling interference obstruction intimidation
    """
)
_THREATENED = words_of(
    """
    leave quit walk attack strike retaliate respond resume punish destroy crush bomb invade boycott expel hit act
    pursue suspend annex seize bombard intervene avenge
    """
)


_TELLING = _REFUSED | _MISDEEDS | _THREATENED


def spoken_acts(document: Document, found: Found) -> Iterator[CodedAct]:
    """Acts that lie in what named speakers say. Each is done by the speaker, at the word that carries it."""
    spoken_of: dict[str, tuple[str, ...]] = {}
    for statement in found.statements:
        speaker = statement.speaker
        if document.actor(speaker) is None:
            # "a U.S. official" speaks for the United States.
            spoken_of = spoken_of or {
                document.doc[m.start : m.end].text.lower(): m.actors for m in document.mentions if len(m.actors) == 1
            }
            plain = speaker.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
            named = spoken_of.get(speaker.lower()) or spoken_of.get(plain)
            side = named[0] if named else side_of_administration(speaker)
            if side is None:
                continue
            speaker = side
        end = statement.content_start + len(statement.content)
        span = document.doc.char_span(statement.content_start, end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            act = _spoken(document, speaker, token)
            if act is not None:
                yield act


def _spoken(document: Document, speaker: str, token: Token) -> CodedAct | None:
    if token.pos_ == "NOUN" and lemma_of(token, _MISDEED_NOUNS) in _MISDEED_NOUNS:
        owner = names_at(document, child(token, "nmod:poss")) or _adjective(document, token)
        return _toward(document, token, PloverEvent.ACCUSE, speaker, owner)
    if token.pos_ not in ("VERB", "ADJ", "NOUN") or (token.pos_ != "VERB" and child(token, "cop") is None):
        return None
    duty, lemma = _is_duty(token), lemma_of(token, _TELLING)
    if not duty and lemma not in _TELLING:
        return None
    subject = grammatical_subject(token)
    if token.pos_ == "VERB" and lemma in _MISDEEDS and is_passive(token):
        return None  # "is being destroyed" is no deed of whom it befalls
    named = names_at(document, subject) if subject is not None else ()
    own = _is_own(document, speaker, named) or (subject is not None and subject.lower_ in _FIRST_PERSONS)
    if not own and named and duty:
        return _toward(document, token, PloverEvent.REQUEST, speaker, named)
    if not own and not (named and lemma in _MISDEEDS):
        return None
    mood = modality(token)
    if not own:
        happened = mood.status is EventStatus.HAPPENED
        return _toward(document, token, PloverEvent.ACCUSE, speaker, named) if happened else None
    if mood.negated and (mood.future or mood.supposed) and lemma in _REFUSED:
        return _toward(document, token, PloverEvent.REJECT, speaker, ())
    if not mood.negated and lemma in _THREATENED and _is_threat(token, mood):
        return _toward(document, token, PloverEvent.THREATEN, speaker, ())
    return None


def _toward(
    document: Document, token: Token, event: PloverEvent, speaker: str, named: tuple[str, ...]
) -> CodedAct | None:
    others = tuple(n for n in named if not _same_side(document, speaker, n))
    if named and not others:
        return None
    pairs: tuple[tuple[str, str | None], ...] = tuple((speaker, other) for other in others) or ((speaker, None),)
    if event in (PloverEvent.ACCUSE, PloverEvent.REQUEST) and not others:
        return None
    return CodedAct(
        token=token, event=event, status=EventStatus.HAPPENED, pairs=pairs, symmetric=False, confidence=_CONFIDENCE
    )


def _adjective(document: Document, noun: Token) -> tuple[str, ...]:
    return tuple(n for c in noun.children if c.dep_ in ("amod", "compound") and c.i < noun.i for n in document.who(c))


def _is_duty(verb: Token) -> bool:
    if any(c.relation == "aux" and c.lower_ in _DUTIES for c in verb.children):
        return True
    head = verb.head
    infinitive = any(c.lower_ == "to" and c.relation in ("mark", "aux") for c in verb.children)
    still = any(c.lower_ == "yet" for c in head.children)  # "has yet to send a plan": so far it has not
    return infinitive and verb.relation == "xcomp" and head.lemma_.lower() in ("have", "need") and not still


def _is_threat(verb: Token, mood: Modality) -> bool:
    if not (mood.future or mood.supposed):
        return False
    return mood.conditional or any(
        c.relation == "advcl" and any(m.lower_ in IF_OR_UNLESS for m in c.children) for c in verb.children
    )


def _is_own(document: Document, speaker: str, named: tuple[str, ...]) -> bool:
    return any(n == speaker or _same_side(document, speaker, n) for n in named)


def _same_side(document: Document, one: str, other: str) -> bool:
    return not _side_of(document, one).isdisjoint(_side_of(document, other))


def _side_of(document: Document, name: str) -> set[str]:
    """An actor and for whom it acts; rebels of a country do not act for its government."""
    return {name} if document.is_kind(name, ActorKind.ARMED_GROUP) else {name, document.acts_for(name)}
