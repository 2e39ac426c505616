"""Whose arms they are: one side disarms, and the other asks for it, however a sentence words it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.wishes.stake import Stake

_ARMS = (
    r"(?:denucleari[sz]\w*|disarm\w*|weapons|arsenal|(?:nuclear|chemical|ballistic|missile)\s+(?:\w+\s+)?"
    r"(?:weapons?|program\w*|arsenal|stockpile|tests?|testing))"
)
_TOLD = tuple("denuclear disarm weapons arsenal nuclear chemical ballistic missile arms rockets".split())
"""One of these stands in every sentence that the patterns below find something in; to look for them costs a tenth."""
_NAME = r"(?P<who>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})"
_WHOSE = re.compile(rf"{_NAME}(?:'s|’s|s'|s’)\s+(?:[\w-]+,?\s+){{0,3}}?{_ARMS}")
_DISARMS = re.compile(
    rf"{_NAME}\s+(?:(?=giv|abandon|dismantl|denuclear|disarm)|to|must|should|would|will|can|could"
    r"|agrees? to|agreed to|has to|that it)\s+(?:\w+\s+){0,2}?"
    r"(?:denucleari[sz]e|disarm\b|(?:give up|abandon|dismantle|surrender|hand over|lay down|relinquish)\s+(?:\w+\s+){0,3}?"
    r"(?:weapons|arms|arsenal|nuclear|missiles|rockets))"
)


def owned_by_who_is_armed(ground: Ground, stakes: Sequence[Stake], main: Sequence[str]) -> list[Stake]:
    """Stakes in disarming as the act of the one whose arms pages speak of: "the valley's weapons", "for the guild to disarm"."""
    who = who_is_armed(ground, main)
    out = []
    for s in stakes:
        if who and s.owners != (who,) and disarms(s.act):
            s = replace(s, owners=(who,), rule="own act" if s.party == who else "asked of")
        out.append(s)
    return out


def disarms(act: PossibleAct) -> bool:
    """Whether an act is one of giving up arms."""
    return act.concept == "disarmament" and not act.joint


def who_is_armed(ground: Ground, main: Sequence[str]) -> str:
    """Who would disarm: an armed group among the two, else of whose arms the sentences speak, by a clear majority; or nobody."""
    sides = tuple(main)
    if sides not in ground.armed:
        ground.armed[sides] = _armed_of(ground, sides)
    return ground.armed[sides]


def _armed_of(ground: Ground, main: Sequence[str]) -> str:
    groups = [p for p in main if ground.kinds.get(p) == "armed_group"]
    if len(groups) == 1:
        return groups[0]
    counts: Counter[str] = Counter()
    quotes = {r.quote for s in ground.standings for r in s.support} | {r.quote for r in ground.conditions}
    quotes |= {r.quote for m in ground.meetings for r in m.rows}
    for quote in (q for q in quotes if any(word in q for word in _TOLD)):
        for found in (*_WHOSE.finditer(quote), *_DISARMS.finditer(quote)):
            named = ground.named_in(found["who"])
            side = ground.side(named[-1]) if named else ""
            if side in main:
                counts[side] += 1
    best = counts.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]) else ""
