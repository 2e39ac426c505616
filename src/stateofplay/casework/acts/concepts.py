"""The concept that words mean, as the table of acts has it, and the act that a concept stands for."""

from __future__ import annotations

import re

from stateofplay.casework.acts.phrases import PUTTING_OFF
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import act_words, concepts, find_concept
from stateofplay.casework.acts.things import (
    before_preposition,
    gives_no_way,
    indefinite,
    is_about_a_text,
    left_where,
)
from stateofplay.record.issues import concept_of

_SPAN = re.compile(r"\b(\d+|two|three|four|five|six|seven|ten)-(day|hour|week|month|year)s?\b", re.IGNORECASE)
_OFFER = re.compile(r"(?i)\b(?:pay|wage|salary|improved|latest|final|revised|better|new)\s+(?:\w+\s+){0,2}?offer\b")
"""An offer that one side makes and the other takes or not."""
_DEAL = re.compile(r"\b(deal|agreement|accord|treaty|pact|settlement|memorandum|compact|contract)\b", re.IGNORECASE)
_TO_THE_TABLE = frozenset("return come go sit".split())
_STAGES = frozenset("draft final interim".split())
_CLOSED = frozenset("deal settlement pact".split())
"""Agreements that are reached, where others are signed."""


def concept_in(rest: str, verb: str | None) -> str | None:
    """The concept of some words of an act, `verb` being its verb in the base form, where it has one of the table."""
    concept = concept_of(rest)
    if (
        concept is None
        and verb in ("exchange", "swap")
        and re.search(r"prisoner|captive|soldier|detainee|inmate", rest)
    ):
        concept = "prisoner exchange"
    if concept is None and verb in _YIELDING and re.search(r"\b(?:weapons?|arms|arsenal)\b", rest):
        concept = "disarmament"
    if (
        concept == "nuclear programme"
        and verb in _GIVING_UP
        and re.search(r"\bnuclear\b.*\b(?:weapon|program|arsenal|warhead|site|facilit|complex)", rest, re.I)
    ):
        concept = "disarmament"
    if concept is None and re.search(r"\btable$", rest) and verb in _TO_THE_TABLE:
        concept = "talks"
    if concept is None and re.match(
        r"(?:end|halt|stop|cease|cessation)\w* (?:to |of )?(?:the |all )?(?:fire|fighting|hostilities)$", rest
    ):
        concept = "ceasefire"
    if concept is None and re.search(r"\bmeeting (?:of|between) [A-Z]\w+ and [A-Z]", rest):
        concept = "leaders' meeting"
    if concept is None and (rest == "meet" or re.search(r"\b(?:meeting|round)\b", rest)):
        concept = "talks"
    if concept is not None and is_about_a_text(concept, rest):
        concept = None
    meant = find_concept(concept)
    broad = meant is not None and meant.broad
    pieces = rest.split()
    heads = pieces[: before_preposition([p.lower() for p in pieces])] or [""]
    if broad and concept in _OF_DEALS and _DEAL.fullmatch(heads[-1]):
        concept = "agreement"  # "a trade deal" is the deal
    if (concept is None or concept == "pay") and (_OFFER.search(rest) or (concept is None and _DEAL.search(rest))):
        concept = "agreement"
    known = find_concept(concept)
    # To release is not to exchange: what the concept has for comparing issues may be another act.
    return None if known is not None and known.other and re.search(known.other, rest, re.IGNORECASE) else concept


_PRAISE = re.compile(
    r"^(?:(?:very|truly|really|great|wonderful|good|fair|worthy|historic|tremendous|amazing|beautiful|terrible|bad)\s+)+"
)
FAMILIES = {
    **{("ceasefire", verb): "longer ceasefire" for verb in ("extend", "prolong", "renew")},
    **{("withdrawal", verb): "smaller presence" for verb in ("reduce", "cut", "limit", "scale", "slash", "curb")},
}
"""Acts of a concept that are another thing to do: who will not extend the truce of last week has not refused the next."""
_GIVING_UP = frozenset("abandon give surrender relinquish scrap dismantle eliminate end hand".split())
_YIELDING = frozenset("hand give surrender lay turn".split())
_OF_DEALS = ("trade", "nuclear programme", "climate")
RELIEF = re.compile(r"\b(?:relief|exemptions?|waivers?)\b")


def ends_concept(verb: str, rest: str, concept: str) -> bool:
    """Whether an act ends what its concept names; "end the fighting" is a ceasefire, and does not end one."""
    known = concepts()[concept]
    if concept == "ceasefire" and not re.search(r"cease-?\s?fire|truce|armistice", rest, re.IGNORECASE):
        return False
    if known.way:
        return gives_no_way(verb.split()[0], rest, act_words().ending)
    put_off = known.hostile and verb in PUTTING_OFF
    ending = put_off or verb.split()[0] in act_words().ending or bool(RELIEF.search(rest))
    return ending and not known.undoing and known.act.split()[0] != verb.split()[0]


def named_act(rest: str, concept: str, *, led: bool = False) -> PossibleAct:
    """The act that a concept of the table stands for; `led` where a verb told it, so that the words name no thing."""
    known = concepts()[concept]
    span = _SPAN.search(rest)
    text = left_where(rest, concept) or known.act.format(span=f"{span[1].lower()}-{span[2].lower()} " if span else "")
    pieces = rest.split()
    heads = pieces[: before_preposition([p.lower() for p in pieces])]
    bare = not led and len(pieces) <= 7 and bool(heads)
    if known.verb and bare and heads[-1].lower().rstrip("s") == known.act.split()[-1].rstrip("s"):
        text = f"{known.verb} {rest}"
    elif concept == "agreement" and bare and _DEAL.fullmatch(heads[-1]):
        # Each side agrees to it with the other.
        rest = re.sub(r" with [A-Z].*$| for (?:all|both|each|everyone)\b.*$", "", rest)
        rest = _PRAISE.sub("", rest)
        if pieces[0].lower() in _STAGES:
            text = f"agree to the {rest}"
        else:
            signed = heads[-1].lower() not in _CLOSED
            text = f"{'sign' if signed else 'agree to'} {indefinite(rest)} {rest}"
    return PossibleAct(
        text=text, family=concept, concept=concept, joint=known.joint, hostile=known.hostile, given=known.given, led=led
    )
