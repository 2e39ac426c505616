"""Which rows of a record count as a wish of their party: not what opponents say, what has passed, or what nobody is sure of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.time import overtaken
from stateofplay.casework.draft.wishes.inside import OPPONENTS, PARTISAN, PARTISAN_DOER, STREET, is_inside
from stateofplay.casework.draft.wishes.no_wish import is_only_a_condition, is_only_talked_of, is_taken_back
from stateofplay.casework.draft.wishes.whose import OWN_ACTS, follows_to, in_front, wished_by_another
from stateofplay.model import Stance
from stateofplay.record.views import Row

_SURE_ENOUGH, _SURE_ENOUGH_OF_WORDS, _SURE_ENOUGH_TOGETHER = 0.3, 0.45, 0.15
"""Chance that a claim is right from which on it makes a part of a draft: more where the words name no concept of the field,
so that nothing but the reader says that they are an act; less is enough for what takes several, which more
than one page or party mostly tells of, and for a harm that its owner announces, which is missed the most where it is left out.
What somebody complains of, red lines and what a person accepted always count."""


def why_none(ground: Ground, row: Row, holder: str, party: str, act: PossibleAct | None) -> str:
    """Why a row is no wish of a party though the record has it as one, with what goes in front; an empty text where it may be."""
    what = row.what or ""
    inside = party != holder and (OPPONENTS.search(row.quote) or PARTISAN.search(holder))
    asked_inside = PARTISAN_DOER.search(in_front(row)) or is_inside(ground, what, party)
    if STREET.search(row.quote) or inside or asked_inside:
        return ": said by opponents inside it, not by it"
    hostile = act is not None and act.hostile
    if why := overtaken(ground, row) or _not_its_wish(ground, row, party, hostile=hostile):
        return f": {why}"
    if act is None:
        return " names nothing that a party could do or leave undone"
    return " begins with a verb that names no step" if _has_another_verb(row, act) else ""


def is_doubtful(ground: Ground, row: Row, party: str, act: PossibleAct, parties: Sequence[str]) -> bool:
    """Whether the reader is not sure enough of a row for a part of a draft, and no person has accepted it."""
    stance = Stance(row.state or Stance.SUPPORTS)
    announced = act.hostile and (act.led or stance in OWN_ACTS)
    known = _SURE_ENOUGH if act.concept is not None else _SURE_ENOUGH_OF_WORDS
    enough = _SURE_ENOUGH_TOGETHER if act.joint or announced else known
    if not act.joint and _names_others_only(ground, row, party, parties):
        enough = max(enough, _SURE_ENOUGH_OF_WORDS)
    if act.hostile and act.led and stance is Stance.OPPOSES:
        enough = 0.0  # what somebody complains of is done, whatever else the reader makes of the sentence
    return row.confidence < enough and not (row.flag or row.verdict == "accept")


def _names_others_only(ground: Ground, row: Row, party: str, parties: Sequence[str]) -> bool:
    """Whether a sentence names other parties and not the holder: whose "its" is, the reader has to be surer of."""
    named = {ground.side(n) for n in ground.named_in(row.quote)}
    return bool(named & set(parties)) and party not in named and row.party not in ground.named_in(row.quote)


_TO_A_THING = re.compile(
    r"\b(?:commit|agree|return|object|oppos|clos|lead|adher|respon|consent|end|halt|stop|accord|re[ -]?commit)\w*\s+to\s+$"
)


def _has_another_verb(row: Row, act: PossibleAct) -> bool:
    """Whether words stand behind "to" and the act's verb is none of them: "to soften sanctions" lays none on anybody."""
    invented = not act.led and not (row.what or "").lower().lstrip("\"“'").startswith(act.text.split()[0][:4])
    return invented and not act.joint and follows_to(row) and not _TO_A_THING.search(in_front(row))


def _not_its_wish(ground: Ground, row: Row, party: str, *, hostile: bool) -> str:
    """Why words are no wish of a party though the record has them as one, or an empty text."""
    if is_only_a_condition(row):
        return "the sentence has it as what something is a condition of"
    if is_taken_back(row):
        return "the sentence has it as a promise that was broken"
    if is_only_talked_of(row):
        return "the sentence has it as what is talked about"
    if other := wished_by_another(ground, row, party, hostile=hostile):
        return f"the sentence has it as a wish of {other}"
    return ""
