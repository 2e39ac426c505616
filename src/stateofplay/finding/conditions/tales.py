"""What was: stories and facts, of which nothing waits for the other however a conjunction joins them."""

from __future__ import annotations

from stateofplay.finding.conditions.hits import AHEAD
from stateofplay.language.tokens import Token

_DONE = frozenset({"did", "was", "were", "had"})
_UNREAL = frozenset({"could", "would", "might", "should", "'d", "’d"})
_YET_TO_COME = AHEAD | {"must", "should"}


def tenses(verb: Token) -> list[str]:
    """The tenses of a predicate and of the finite auxiliaries around it."""
    return [tense for t in _finite(verb) for tense in t.morph.get("Tense")]


def _finite(verb: Token) -> list[Token]:
    told = (verb.relation, "aux", "cop")
    return [t for t in (verb, *verb.children) if "VerbForm=Fin" in t.morph and t.relation in told]


def was(verb: Token) -> bool:
    """Whether a verb tells as a fact what was."""
    return "Past" in tenses(verb)


def is_story(verb: Token, waiting: Token) -> bool:
    """ "As soon as the news broke, many left", "was held until he fled": two things that were, of which neither waits."""
    return all(was(v) or any(c.lower_ in _DONE for c in v.children) for v in (verb, waiting))


def is_past_time(verb: Token, waiting: Token) -> bool:
    """ "He waved as soon as he came in": a time that is past, unless what it brings was yet to come ("vowed to ... once")."""
    to_do = any(c.lower_ == "to" and c.relation == "mark" for c in waiting.children)
    return was(verb) and not to_do and not any(c.lower_ in _YET_TO_COME for c in waiting.children)


def is_fact(verb: Token, waiting: Token) -> bool:
    """ "If the last year was hard, this one is worse": two facts set side by side, with nothing yet to come."""
    told = was(verb) and not any(t.lower_ == "were" for t in _finite(verb))
    return told and bool(_finite(waiting)) and not any(c.lower_ in _YET_TO_COME for c in waiting.children)


def could_have_been(verb: Token) -> bool:
    """ "Could not have been done without orders", "would have stayed if she had known": what was, and waits for nothing."""
    auxiliaries = {c.lower_ for c in verb.children if c.relation == "aux"}
    return "have" in auxiliaries and bool(auxiliaries & _UNREAL)
