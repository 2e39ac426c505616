"""Whether a statement of a preference is shown: holder, direction and option by a sentence that says so.

What no sentence shows is left out with the reason and stays open; a person can take it in. The bars are those at which, on
pages that were read for it, few wrong statements and most of the right ones stay (docs/back-tests.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.casework.acts.phrases import stems
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import find_concept
from stateofplay.casework.draft.couplings import Coupling
from stateofplay.casework.draft.naming import BOTH, stands_in
from stateofplay.casework.draft.options.basis import confidence_of
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.records import DraftOption
from stateofplay.casework.draft.weighing.plain import is_plain
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.draft.wishes.whose import in_front
from stateofplay.model.dates import MONTH_NAMES
from stateofplay.record.issues import concept_of
from stateofplay.record.views import Row

_LEAST_WISH = 0.35
"""Chance of being right that a wish needs which one sentence tells."""
_LEAST_UNNAMED = 0.5
"""The same where that sentence has no name of who would want it."""
_HOW_GOOD = re.compile(
    r"\b(?:bad|poor|terrible|weak|worse|wrong|good|right|fair)\s+(?:\w+\s+)?(?:deal|agreement|accord|treaty|pact|offer)\b",
    re.IGNORECASE,
)
"""On how good a text is hangs nothing that somebody could do or leave."""
_NO_GOOD = re.compile(
    r"^(?:an?\s+|any\s+|the\s+)?(?:bad|poor|terrible|weak|worse|wrong|rotten|one-sided)\s", re.IGNORECASE
)
"""Who speaks of a bad text wishes none such, and does not say whether it wishes one."""
_AN_AMOUNT = re.compile(
    r"^(?:several|many|more|few|a few|some|two|three|four|weeks|months|years|a lot of)\b", re.IGNORECASE
)
"""How much of something it takes is no condition that somebody sets."""
_THEN = re.compile(
    rf"\blast\s+(?:{'|'.join(MONTH_NAMES)}|year|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:first|previous|last|earlier)\s+(?:met|meeting|summit|round|time)\b"
    rf"|^\W*when\b[^;]*?\bin\s+(?:{'|'.join(MONTH_NAMES)}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What was pledged at an earlier meeting is no word on what is wanted now."""


def wish_unshown(ground: Ground, option: DraftOption, said: Sequence[Stake]) -> str:
    """Why no sentence shows that a party wants an option, or not; an empty text where one does."""
    if any(s.row.verdict == "accept" or s.row.by_hand or s.row.flag for s in said):
        return ""
    doubts = [_doubt(ground, option, s) for s in said]
    rows = [s.row for s, why in zip(said, doubts, strict=True) if not why]
    if not rows:
        return doubts[0]
    party, sure = said[0].party, confidence_of(rows)
    if sure < _LEAST_UNNAMED and not any(stands_in(ground, party, row) for row in rows):
        return f"no sentence names {party} as who wants it, and the reader gives it {sure:.2f}"
    if len({row.quote for row in rows}) == 1 and sure < _LEAST_WISH:
        return f"one sentence tells it, to which the reader gives {sure:.2f}; alone it would need {_LEAST_WISH:.2f}"
    shown = [s for s, why in zip(said, doubts, strict=True) if not why]
    return "" if any(is_plain(ground, s.row, party, option, told_by=s.told_by) for s in shown) else _NOT_PLAIN


_NOT_PLAIN = "no sentence says so in plain words"


def _doubt(ground: Ground, option: DraftOption, stake: Stake) -> str:
    """Why a sentence does not show a wish, in four steps; an empty text where it does.

    1. Its words have the option in them.
    2. It is not told of an earlier meeting, or of a text that nobody would want.
    3. Who stands in front of the words is the holder, unless the holder is who speaks.
    4. Of what takes several, whoever stands nearest in front is one of them.
    """
    row, before = stake.row, in_front(stake.row)
    if not _names(option, row.what or ""):
        return f"“{row.what}” does not name it"
    if _THEN.search(before):
        return "its sentence tells it of an earlier time"
    if _NO_GOOD.match(row.what or "") and option.joint:
        return "its sentence tells how good a text would be, and no wish for it"
    named = [ground.side(name) for name in ground.named_in(before)]
    named = [ground.acts_for.get(side, side) for side in named]
    teller = ground.teller(row)
    if named and stake.party not in named and teller != stake.party and not BOTH.search(row.quote):
        return f"in its sentence {named[-1]} stands in front of the wish, and not {stake.party}"
    with_whom = {ground.side(name) for name in ground.named_in(row.what or "")}
    with_whom = {ground.acts_for.get(side, side) for side in with_whom} - {stake.party}
    if option.joint and with_whom and with_whom.isdisjoint(option.owners):
        return f"its words have it with {' and '.join(sorted(with_whom))}"
    nearest = named[-1] if named and not with_whom else ""
    outside = nearest not in ("", *option.owners, stake.party, teller) and not mediates(nearest)
    if option.joint and outside and ground.bargains(nearest):
        if not any(ground.alike(nearest, owner) for owner in option.owners):
            return f"in its sentence {nearest} stands nearest, who has no part in it"
    return ""


def _names(option: DraftOption, words: str) -> bool:
    """Whether the words of a wish have an option in them: by the noun of its concept, the concept itself, or a word of it."""
    known = find_concept(option.concept)
    if known is not None and known.named:
        return known.stands_in(words)
    found = act_of(words)
    if option.concept is not None and option.concept in (concept_of(words), found.concept if found else None):
        return True
    return bool(stems(words) & stems(option.act)) or option.family == "attendance"


_LEFT_OPEN = re.compile(
    r"\b(?:may|might|could|threat\w*|consider\w*|weigh\w*|whether|if|unless|unclear)\b", re.IGNORECASE
)
_LEAST_SEAT = 0.4
"""Chance of being right that it needs that somebody stays away."""


def seat_unshown(ground: Ground, parties: Sequence[str], rows: Sequence[Row]) -> str:
    """Why no sentence shows that somebody stays away from talks of some parties, or an empty text."""
    if any(row.verdict == "accept" or row.by_hand for row in rows):
        return ""
    said = [row for row in rows if not _LEFT_OPEN.search(row.quote)]
    if not said:
        return "its sentence leaves it open"
    said = [row for row in said if not _is_with_others(ground, parties, row.quote)]
    if not said:
        return "its sentence has it of a meeting with somebody else"
    sure = confidence_of(said)
    return f"the reader gives it {sure:.2f}, and it would need {_LEAST_SEAT:.2f}" if sure < _LEAST_SEAT else ""


_WITH = re.compile(
    r"\b(?:meetings?|talks|summit|negotiations?|dialogue|discussions?|session)\b(?:\s+\w+){0,3}?\s+with\s+"
    r"(?P<who>(?:\w+\s+){0,3}?[A-Z]\w*(?:\s+[A-Z]\w*)*)"
)


def _is_with_others(ground: Ground, parties: Sequence[str], sentence: str) -> bool:
    """Whether a sentence has its meeting with somebody who is none of some parties, and with none of them."""
    with_whom = {ground.side(n) for found in _WITH.finditer(sentence) for n in ground.named_in(found["who"])}
    return bool(with_whom) and with_whom.isdisjoint(parties)


def condition_unshown(coupling: Coupling) -> str:
    """Why its sentence does not show a condition, or an empty text."""
    row = coupling.row
    if row.verdict == "accept" or row.by_hand:
        return ""
    if _HOW_GOOD.search(row.other or "") and coupling.on.act.joint:
        return "it hangs on how good a text is, and not on whether there is one"
    if _AN_AMOUNT.search(row.other or ""):
        return "its sentence tells how much it takes, and no condition"
    return ""
