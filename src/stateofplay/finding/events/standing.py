"""Whether an act took place: its modality, and what its kind adds to it.

What is done in words is done as soon as somebody sets about it: who held a rally to denounce a raid has denounced it.
"""

from __future__ import annotations

from dataclasses import replace

from stateofplay.language.clauses import child, children
from stateofplay.language.modality import Modality, is_negated, modality
from stateofplay.language.moods import clause_mood
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, PloverEvent

IN_WORDS = frozenset(
    {PloverEvent.ACCUSE, PloverEvent.REJECT, PloverEvent.REQUEST, PloverEvent.SUPPORT, PloverEvent.THREATEN}
)
"""Acts that whoever speaks does by speaking."""
_IN_PUBLIC = IN_WORDS | {PloverEvent.PROTEST}
_OPEN = frozenset({EventStatus.PLANNED, EventStatus.HYPOTHETICAL})
_OCCASIONS = frozenset(
    "rally march demonstration protest conference hearing hearings speech address statement letter letters meeting call "
    "interview resolution petition editorial event events campaign session visit trip ad ads tweet message note".split()
)
"""What is held, given or written to say something."""
_DECISIONS = frozenset({"decision", "decisions", "move", "moves", "choice"})
"""Whoever decides against a thing has rejected it, and tells so."""
_OPEN_WORDS = frozenset({"a", "any", "no"})
_OF_DUTY = frozenset({"have", "need", "be", "take"})
_MADE = frozenset({PloverEvent.REQUEST, PloverEvent.ACCUSE, PloverEvent.THREATEN})
"""Of these a noun that is somebody's tells of what was said, whatever becomes of it: "if it rejects their demands"."""
_NONE = frozenset({"no", "neither", "zero"})


def mood_of(token: Token, event: PloverEvent | None) -> Modality:
    """The modality of the act of a kind that `token` tells."""
    mood = modality(token)
    if _has_no_object(token):
        return replace(mood, status=EventStatus.DENIED, negated=True)
    if event is PloverEvent.CONSULT and mood.status is EventStatus.HAPPENED and _will_be(token):
        return replace(mood, status=EventStatus.PLANNED, future=True)
    if event in _MADE and mood.status is not EventStatus.HAPPENED and _is_somebodys(token):
        return replace(mood, status=EventStatus.HAPPENED, supposed=False, future=False)
    if event in IN_WORDS and mood.status in _OPEN and _says_so(token, mood):
        return replace(mood, status=EventStatus.HAPPENED, supposed=False, future=False)
    if event in _IN_PUBLIC and mood.status in _OPEN and (_is_aim_of_deed(token) or _is_decided(token)):
        return replace(mood, status=EventStatus.HAPPENED, supposed=False, future=False)
    return mood


def _says_so(verb: Token, mood: Modality) -> bool:
    """ "I would urge them to leave", "we must condemn it": who says so urges and condemns."""
    subject = child(verb, "nsubj")
    polite = any(c.relation == "aux" and c.lower_ in _POLITE for c in verb.children)
    own = subject is not None and subject.lower_ in _OURSELVES
    told = verb.pos_ == "VERB" and verb.head.pos_ not in _NOMINAL  # not "the idea that we would invite him"
    return polite and own and told and not mood.negated and not mood.conditional


_NOMINAL = ("NOUN", "PROPN", "ADJ")
_POLITE = frozenset({"would", "'d", "’d", "must", "can", "should"})
_OURSELVES = frozenset({"i", "we"})


def _has_no_object(verb: Token) -> bool:
    """ "Reached no agreement", "held no talks": the object denies what the verb tells with it."""
    things = children(verb, "obj") + (children(verb, "nsubj:pass") if verb.pos_ == "VERB" else [])
    return verb.pos_ == "VERB" and any(c.lower_ in _NONE and c.relation == "det" for t in things for c in t.children)


def _will_be(noun: Token) -> bool:
    """ "Their talks will focus on the port", while of a deal that "will end the war" it is told that there is one."""
    over = noun.head
    return noun.pos_ == "NOUN" and noun.relation == "nsubj" and over.pos_ == "VERB" and clause_mood(over).future


def _is_somebodys(noun: Token) -> bool:
    """ "Norway's demands", "his plea", where no word denies that there is one."""
    return noun.pos_ == "NOUN" and child(noun, "nmod:poss") is not None and not is_negated(noun)


def _is_aim_of_deed(verb: Token) -> bool:
    """ "Held a rally to denounce it", "flew to Oslo to urge them": what is said is said where somebody did what serves it."""
    over = verb.head
    if verb.pos_ != "VERB" or child(verb, "nsubj") is not None or not any(c.lower_ == "to" for c in verb.children):
        return False
    if verb.relation == "acl" and over.lower_ in _OCCASIONS and over.relation == "obj":
        over = over.head
    elif verb.relation != "advcl":
        return False
    if over.pos_ != "VERB" or over.lemma_.lower() in _OF_DUTY:
        return False
    deed = modality(over)
    return deed.status is EventStatus.HAPPENED and not deed.supposed and (deed.past or over.lower_.endswith("ing"))


def _is_decided(verb: Token) -> bool:
    """ "Their decision to reject the plan"."""
    decision = verb.head
    return (
        verb.pos_ == "VERB"
        and verb.relation == "acl"
        and decision.lower_ in _DECISIONS
        and any(c.dep_ in ("nmod:poss", "det", "amod") and c.lower_ not in _OPEN_WORDS for c in decision.children)
    )
