"""Which options of a record are sure enough for a draft; the others are left out with the reason, and can be taken in by hand.

A smaller model that is right serves a mediator better than a full one of which half is wrong. Least confidences are those at
which, on pages that were read for it, few wrong options and most of the right ones stay (docs/back-tests.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from stateofplay.casework.acts.tables import concepts
from stateofplay.casework.draft.naming import stands_in
from stateofplay.casework.draft.options.book import OptionBook
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.records import DraftOption, LessSure
from stateofplay.casework.draft.weighing.facing import LAYS_ON, Facing
from stateofplay.casework.draft.weighing.plain import speaks_of_wishing
from stateofplay.casework.draft.wishes.partners import OF_WAR
from stateofplay.casework.draft.wishes.whose import OWN_ACTS
from stateofplay.language.agreement import with_articles
from stateofplay.model.listing import list_names
from stateofplay.record.views import Row

_LEAST_TALKS = 0.2
"""Chance of being right that talks need, beside that who would talk faces each other."""
_LEAST_LONE = 0.45
"""The same of talks of which every sentence names one side alone."""
_TAKES_OTHERS = re.compile(
    r"^(?:agree to|sign (?:on|up) to|(?:re)?negotiate|sign|reach|make|close|strike|clinch|seal|ink|conclude|finali[sz]e|hold"
    r"|open|begin|start|resume|restart|continue)\b(?:\s+(?!on\b|of\b|to\b|no\b)[\w-]+){0,4}?\s+"
    r"(?:deal|agreement|accord|pact|treaty|text|truce|cease-?fire|talks|negotiations?|dialogue|meeting|summit)s?\b"
)
_WITH_SOMEBODY = re.compile(r"^(?:meet|sit down|talk|speak|negotiate|confer|bargain)\s+(?:with|to)\b")
"""What nobody does alone, though the record names one for it."""
_LAID_ON = frozenset({"sanctions", "tariffs"})
_LEAST_UNSAID = {False: 5.0, True: 6.0}
"""The weight of the main pair from which on an act of which no sentence names who would do it is one of its two; where what
takes both could be with others, more."""
_BETWEEN_PARTIES = ";"
"""What stands between the parties of a meeting in its row."""
_LEAST_ONCE = 0.69
"""Chance of being right that any other act needs which one sentence alone tells."""
_LEAST_HUNG = 0.5
"""The same of what a condition hangs on, or what hangs, where the table of concepts knows it: who waits for whom is told so."""
_LEAST_OF_WAR = 0.4
"""The same of what would end a war between the two whom it is about: a truce, a peace, an exchange."""
_LEAST_TWICE = 0.3
"""The same of the surest of several sentences: what two tell is hardly ever wrong."""
_SEVERAL = 2
_OF_OTHERS = frozenset({"asked of", "joint"})
"""Rules by which an act is not the holder's alone, so that somebody has to wish it in words."""


def part_by_sureness(
    book: OptionBook, options: Sequence[DraftOption], facing: Facing, taken: Sequence[str] = ()
) -> tuple[list[DraftOption], list[LessSure]]:
    """Options that are sure enough, and those that are not, each with the reason.

    1. What takes several needs that these face each other in the record.
    2. What one would do needs somebody whom it concerns to speak of it: who would do it, or who faces that one.
    3. Talks need that the reader gives them something; any other act needs a second sentence, or a reader that is very sure of
       the one. What a person accepted is always in.

    Parameters
    ----------
    taken
        Words of options that a person takes in all the same.
    """
    rows = {made.id: made.rows for made in book.made}
    doubts = {option.id: _doubt(book.ground, option, rows[option.id], facing) for option in options}
    kept = {o.id for o in options if not doubts[o.id]} | named_by(options, taken)
    kept = {o.id for o in options if o.id in kept and set(o.needs) <= kept}
    less = [
        LessSure(
            text=o.text, reason=with_articles(doubts[o.id] or _ITS_PART), claims=o.basis.claims, quotes=o.basis.quotes
        )
        for o in options
        if o.id not in kept
    ]
    return [o for o in options if o.id in kept], less


_ITS_PART = "what it is a part of is left out"


def named_by(options: Sequence[DraftOption], taken: Sequence[str]) -> set[str]:
    """Ids of the options that have the words which a person takes in, and of what these are a part of."""
    named = {o.id for o in options if has_words(o.text, taken)}
    return named | {need for o in options if o.id in named for need in o.needs}


def has_words(text: str, taken: Iterable[str]) -> bool:
    """Whether a part of a draft has some of the words that a person takes in.

    Examples
    --------
    >>> has_words("Chad wants to “open the lock”", ["Open the  lock"]), has_words("Chad: open the lock", ["toll"])
    (True, False)
    """
    asked = (" ".join(words.lower().split()) for words in taken)
    return any(words and words in text.lower() for words in asked)


def _doubt(ground: Ground, option: DraftOption, rows: Sequence[Row], facing: Facing) -> str:
    """Why an option is not sure enough, or an empty text."""
    if any(row.verdict == "accept" for row in rows):
        return ""
    if option.joint and (apart := _apart(ground, option, facing)):
        return f"{apart} do not face each other in the record, or not firmly enough for what takes both"
    if not option.joint and not option.hostile and not _faces_somebody(ground, option.owner, facing):
        return f"{option.owner} faces nobody in the record"
    if not option.joint and (_TAKES_OTHERS.search(option.act) or _WITH_SOMEBODY.search(option.act)):
        return f"it takes more than {option.owner}, and whom it takes is not among the parties or not told"
    if option.concept == "talks" and (with_whom := _others_at(ground, option, rows)):
        return f"every sentence on them has {with_whom} at the table too"
    if option.concept in _LAID_ON and option.family.startswith("end ") and (who := _others_lay(option, facing)):
        return f"by the record it is {who} that would have to end it"
    if unnamed := [owner for owner in option.owners if not any(stands_in(ground, owner, r) for r in rows)]:
        if option.basis.rule == "condition":
            return f"its condition does not say that it would be {' and '.join(unnamed)}"
        weight = facing.between(*facing.main) if facing.main else 0.0
        if weight < _LEAST_UNSAID[_could_be_others(option, unnamed)] and not (option.joint and option.holds_now):
            return f"no sentence says that {' and '.join(unnamed)} would do it"
    holders = {ground.side(r.party) for r in rows if r.party and r.kind != "meetings"}
    if (
        option.joint
        and option.concept == "agreement"
        and holders.isdisjoint(option.owners)
        and holders
        and not _names_both(ground, option, rows)
    ):
        return f"told only by {' and '.join(sorted(holders))}, and by no sentence that names both"
    if holders and not option.joint and not any(_concerns(ground, holder, option, facing) for holder in holders):
        return f"told only by {' and '.join(sorted(holders))}, of whom none would do it or faces {option.owner}"
    return _too_little(option, rows)


def _names_both(ground: Ground, option: DraftOption, rows: Sequence[Row]) -> bool:
    return any(sum(stands_in(ground, owner, row) for owner in option.owners) > 1 for row in rows)


def _could_be_others(option: DraftOption, unnamed: Sequence[str]) -> bool:
    """Whether what takes two could be with somebody else: talks at which a sentence has one of them, a deal that has neither."""
    if option.concept == "talks":
        return len(unnamed) == 1
    return option.joint and option.concept not in OF_WAR and len(unnamed) > 1


def _others_at(ground: Ground, option: DraftOption, rows: Sequence[Row]) -> str:
    """Who else sits at the table by every sentence on some talks, and neither hosts nor mediates."""
    if any(r.kind != "meetings" for r in rows):
        return ""
    found: list[set[str]] = []
    for row in rows:
        sides = {ground.side(name.strip()) for name in (row.party or "").split(_BETWEEN_PARTIES)} - {""}
        sides = {ground.acts_for.get(side, side) for side in sides}
        found.append({side for side in sides - set(option.owners) if side and not mediates(side)})
    others = set.intersection(*found) if found else set()
    return " and ".join(sorted(others))


def _others_lay(option: DraftOption, facing: Facing) -> str:
    """Who lays what an option would end, where the record has another for it, and never its owner."""
    laying = {sign.who for sign in facing.signs if sign.reason == LAYS_ON}
    return "" if option.owner in laying else " and ".join(sorted(laying))


def _too_little(option: DraftOption, rows: Sequence[Row]) -> str:
    """Step 3: what its sentences lack, or an empty text."""
    sure = option.basis.confidence
    if option.basis.rule == "attendance" or (option.hostile and option.holds_now):
        return ""  # seats have their own bars; a harm that an event shows has two witnesses
    if option.joint and option.concept != "talks" and option.holds_now:
        return ""  # and so has what is in force
    if option.concept == "talks":
        lone = all(r.kind == "meetings" and _BETWEEN_PARTIES not in (r.party or "") for r in rows)
        least = _LEAST_LONE if lone else _LEAST_TALKS
        return f"the reader gives these talks {sure:.2f}, and they need {least:.2f}" if sure < least else ""
    if len({row.quote for row in rows}) >= _SEVERAL:
        return f"the reader gives it no more than {sure:.2f}" if sure < _LEAST_TWICE else ""
    if option.basis.rule == "condition" and option.concept not in concepts():
        return "one sentence tells it, as a piece of a condition"
    least = _LEAST_HUNG if option.basis.rule == "condition" else _LEAST_ONCE
    if option.joint and option.concept in OF_WAR:
        least = _LEAST_OF_WAR
    if sure < least:
        return f"one sentence tells it, to which the reader gives {sure:.2f}; alone it would need {least:.2f}"
    asked = option.basis.rule in _OF_OTHERS
    wishes = [row for row in rows if row.kind == "positions" and row.state not in OWN_ACTS] if asked else []
    if len(wishes) == len(rows) and not any(map(speaks_of_wishing, wishes)):
        return "one sentence tells it, and not in plain words"
    return ""


def _apart(ground: Ground, option: DraftOption, facing: Facing) -> str:
    """The owners of a joint act of whom some face none of the others firmly, in words; or an empty text."""
    for one in option.owners:
        others = [other for other in option.owners if other != one]
        if not any(stand_across(ground, one, other, facing) and firmly(ground, one, other, facing) for other in others):
            return list_names(option.owners)
    return ""


def firmly(ground: Ground, one: str, other: str, facing: Facing) -> bool:
    """Whether two face each other firmly, each with those of its like: the unions together face the employer.

    Two whom a person names do.
    """
    if mediates(one) or mediates(other):
        return False
    if {one, other} <= facing.named:
        return True
    return facing.firmly(*({who, *(n for n in facing.across if ground.alike(who, n))} for who in (one, other)))


def _concerns(ground: Ground, holder: str, option: DraftOption, facing: Facing) -> bool:
    """Whether somebody's word on an act counts: it would do it, or stands across from who would."""
    return any(holder == owner or stand_across(ground, holder, owner, facing) for owner in option.owners)


def _faces_somebody(ground: Ground, one: str, facing: Facing) -> bool:
    """Whether one stands across from anybody at all; only who faces somebody, or is like somebody who does, can."""
    if one in facing.across:
        return True
    return any(other != one and stand_across(ground, one, other, facing) for other in facing.across)


def stand_across(ground: Ground, one: str, other: str, facing: Facing) -> bool:
    """Whether two face each other, or one faces another of the like of the other: each union faces the employer."""
    if facing.face(one, other):
        return True
    if mediates(one) or mediates(other):
        return False
    # Looked for among the few who face one of the two, not among all names of the record.
    return any(
        ground.alike(two[0], like)
        for two in ((one, other), (other, one))
        for like in facing.across.get(two[1], ())
        if like not in two
    )
