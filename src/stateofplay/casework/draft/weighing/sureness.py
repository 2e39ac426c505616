"""Which options of a record are sure enough for a draft; the others are left out with the reason, and can be taken in by hand.

A smaller model that is right serves a mediator better than a full one of which half is wrong. Least confidences are those at
which, on pages that were read for it, few wrong options and most of the right ones stay (docs/back-tests.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.options import OptionBook
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.records import DraftOption, LessSure
from stateofplay.casework.draft.weighing.facing import Facing
from stateofplay.casework.draft.wishes.partners import OF_WAR
from stateofplay.errors import CaseworkError
from stateofplay.record.views import Row

_LEAST_TALKS = 0.2
"""Chance of being right that talks need, beside that who would talk faces each other."""
_LEAST_LONE = 0.45
"""The same of talks of which every sentence names one side alone."""
_BETWEEN_PARTIES = ";"
"""What stands between the parties of a meeting in its row."""
_LEAST_ONCE = 0.65
"""Chance of being right that any other act needs which one sentence alone tells."""
_LEAST_HUNG = 0.5
"""The same of what a condition hangs on, or what hangs, where the table of concepts knows it: who waits for whom is told so."""
_LEAST_OF_WAR = 0.4
"""The same of what would end a war between the two whom it is about: a truce, a peace, an exchange."""
_LEAST_TWICE = 0.3
"""The same of the surest of several sentences: what two tell is hardly ever wrong."""
_SEVERAL = 2


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

    Raises
    ------
    CaseworkError
        ``casework.nothing_to_take`` where no option has such words.
    """
    for words in taken:
        if not any(_has(option, words) for option in options):
            raise CaseworkError(
                f"no option of the record has the words “{words}”",
                slug="casework.nothing_to_take",
                hint=f"It has {'; '.join(o.text for o in options)}." if options else "It has none.",
            )
    rows = {made.id: made.rows for made in book.made}
    doubts = {option.id: _doubt(book.ground, option, rows[option.id], facing) for option in options}
    kept = {o.id for o in options if not doubts[o.id]} | named_by(options, taken)
    kept = {o.id for o in options if o.id in kept and set(o.needs) <= kept}
    less = [
        LessSure(text=o.text, reason=doubts[o.id] or _ITS_PART, claims=o.basis.claims, quotes=o.basis.quotes)
        for o in options
        if o.id not in kept
    ]
    return [o for o in options if o.id in kept], less


_ITS_PART = "what it is a part of is left out"


def named_by(options: Sequence[DraftOption], taken: Sequence[str]) -> set[str]:
    """Ids of the options that have the words which a person takes in, and of what these are a part of."""
    named = {o.id for o in options if any(_has(o, words) for words in taken)}
    return named | {need for o in options if o.id in named for need in o.needs}


def _has(option: DraftOption, words: str) -> bool:
    asked = " ".join(words.lower().split())
    return bool(asked) and asked in option.text.lower()


def _doubt(ground: Ground, option: DraftOption, rows: Sequence[Row], facing: Facing) -> str:
    """Why an option is not sure enough, or an empty text."""
    if any(row.verdict == "accept" for row in rows):
        return ""
    if option.joint and (apart := _apart(ground, option, facing)):
        return f"{apart} do not face each other in the record"
    if not option.joint and not option.hostile and not _faces_somebody(ground, option.owner, facing):
        return f"{option.owner} faces nobody in the record"
    holders = {ground.side(r.party) for r in rows if r.party and r.kind != "meetings"}
    if holders and not option.joint and not any(_concerns(ground, holder, option, facing) for holder in holders):
        return f"told only by {' and '.join(sorted(holders))}, of whom none would do it or faces {option.owner}"
    return _too_little(option, rows)


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
    if option.basis.rule == "condition" and option.concept not in tables()[0]:
        return "one sentence tells it, as a piece of a condition"
    least = _LEAST_HUNG if option.basis.rule == "condition" else _LEAST_ONCE
    if option.joint and option.concept in OF_WAR:
        least = _LEAST_OF_WAR
    if sure < least:
        return f"one sentence tells it, to which the reader gives {sure:.2f}; alone it would need {least:.2f}"
    return ""


def _apart(ground: Ground, option: DraftOption, facing: Facing) -> str:
    """The owners of a joint act of whom some face none of the others, in words; or an empty text."""
    for one in option.owners:
        if not any(stand_across(ground, one, other, facing) for other in option.owners if other != one):
            return ", ".join(option.owners[:-1]) + f" and {option.owners[-1]}"
    return ""


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
