"""Acts told by a noun of an action with what is acted on: "halt to the drills", "withdrawal from the valley"."""

from __future__ import annotations

import re
from dataclasses import replace

from stateofplay.casework.acts.concepts import FAMILIES, ends_concept, named_act
from stateofplay.casework.acts.phrases import stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import act_words, find_concept

_HANDING_OVER = frozenset("give make pay offer accept".split())
"""Verbs of which the noun stays in the act: "guarantees from them" is giving guarantees."""
_OF_WHAT = frozenset("make accept limit cut".split())
"""Verbs that say nothing without an object: "concessions", of what?"""
_ON_A_TREATY = frozenset("implement ratify extend restore".split())


def act_of_noun(rest: str, verb: str, after: str, concept: str | None) -> PossibleAct | None:
    """The act of words that begin with a noun of an action, `verb` being what it does and `after` the word behind it."""
    pieces = rest.split()
    if len(pieces) == 1 and verb in _OF_WHAT:
        return None  # "concessions", "limits": of what, nobody says
    known = find_concept(concept)
    known = known if known is not None and known.act else None
    ends = verb.split()[0] in act_words().ending
    if known is not None and concept is not None:
        ends = ends_concept(verb, rest, concept)
    if known is not None and known.joint and concept is not None and not ends:
        act = named_act(rest, concept)
        if concept == "agreement" and verb in _ON_A_TREATY and len(pieces) > 2:
            text = f"{verb} {' '.join(pieces[2:])}"
            return replace(act, family=stems_text(text), text=text)
        family = FAMILIES.get((concept, verb), concept)
        return act if family == concept else replace(act, family=family, text=f"{verb} {' '.join(pieces[2:])}")
    if verb in _HANDING_OVER:
        # "guarantees from them", "relief from the tariffs": the noun stays, and who gives is no part of the act.
        text = f"{verb} {' '.join(pieces[:1] if after == 'from' else pieces)}"
    else:
        object_ = " ".join(pieces[2:] if after in ("to", "of", "in") else pieces[1:])
        # "an end to the rockets and the destruction of the tunnels": the second noun of an action is another act.
        text = f"{verb} {_SECOND.sub('', object_)}".strip()
        if len(text.split()) < 2:
            return None
    family = stems_text(text) if known is None else f"{'end ' * ends * (concept != 'withdrawal')}{concept}"
    family = FAMILIES.get((concept or "", verb), family)
    hostile = bool(known and known.hostile and not ends)
    given = bool(known and known.given) or verb == "give"
    return PossibleAct(text=text, family=family or "", concept=concept, given=given, ends=ends, hostile=hostile)


_SECOND = re.compile(
    r"\s+and\s+(?:(?:the|an?|its|their|[A-Z]\w+)\s+)+(?:\w+(?:tion|sion|ment|al|ing|ure)|calls?|demands?|requests?)\s+(?:of|to|for|that)\b.*$"
)
