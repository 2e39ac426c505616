"""Whether a record says enough to model, and if not, what is missing."""

from __future__ import annotations

from collections.abc import Sequence, Set

from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft, DraftOption, DraftStatement

PARTIES = 2
_MEETING = ("talks", "attendance", "leaders' meeting")


def missing_sides(options: Sequence[DraftOption], statements: Sequence[DraftStatement]) -> tuple[str, ...]:
    """What options and statements lack to be a negotiation of two parties, in words; nothing where they are one.

    It takes two parties with an act each that touch each other, and a word on each: a wish that the record states, something it
    does now, a harm that is announced to it, or a wish of the other about its act. That they meet is none, where nobody says a
    word on it, and one act is too little where one of them alone has a word on it.
    """
    speaking = {s.party for s in statements}
    owners = {o.id: set(o.owners) for o in options}
    asked = {who for s in statements if not s.assumed for i in s.option_ids for who in owners.get(i, set())}
    acting = {owner for option in options for owner in option.owners}
    if len(acting) < PARTIES:
        return (f"an act of each of two parties ({_only(acting)})",)
    both = (speaking | asked) & acting
    if len(both) < PARTIES:
        return (f"a wish of each of two parties, or one about its act ({_only(both)})",)
    if not _touch(both, options, statements):
        return ("an act that one party would do and another speaks of",)
    if not asked and all(o.family in _MEETING for o in options):
        return ("somebody's wish: it only tells that they meet",)
    if not _said_by_them(options, statements):
        return ("a wish of those who meet",)
    if len(options) == 1 and len(speaking & acting) < PARTIES:
        return (f"a second act, or a word of each of two parties on the one ({_only(speaking & acting)})",)
    return ()


def missing_talks(ground: Ground) -> str:
    """What the record of one page lacks to be of two who face each other, in words; an empty text where they do.

    The two that it is between have to be told of together: at a table, or in two sentences; in one at least of what somebody
    wants or makes a condition. And they have to hold most of the record, or it is of many of whom no two bargain.
    """
    main = set(ground.principals())
    rows = [r for s in ground.standings for r in (*s.support, *s.against)] + list(ground.conditions)
    said = {r.quote for r in rows}
    told = said | {r.quote for m in ground.meetings for r in m.rows}
    who = " and ".join(sorted(main))
    pages = {r.page for r in rows} | {r.page for m in ground.meetings for r in m.rows}
    if len(said) < _FEW or len(pages) > 1:
        return ""
    if not any(_names(ground, main, quote) for quote in said):
        return f"a sentence of what somebody wants that names both {who}"
    together = any(main <= ground.at_table(m) for m in ground.meetings)
    if not together and sum(_names(ground, main, quote) for quote in told) < PARTIES:
        return f"a meeting of {who}, or a second sentence that names both"
    weight = ground.weight()
    if sum(weight[p] for p in main) < _MOST_OF_IT * sum(weight.values()):
        return f"two parties that hold most of it ({who} hold less than half)"
    return ""


_FEW = 5
"""Sentences up to which a record is too short to tell whether two face each other: a note of a line each."""
_MOST_OF_IT = 0.45
"""Share of what is wanted and of seats that two parties have to hold: less, and a page is of many of whom no two bargain."""


def _names(ground: Ground, parties: Set[str], quote: str) -> bool:
    named = {ground.side(n) for n in ground.named_in(quote)}
    return parties <= named | {ground.acts_for.get(n, "") for n in named}


def _only(had: Set[str]) -> str:
    return f"only {' and '.join(sorted(had))} has one" if had else "nobody has one"


def _said_by_them(options: Sequence[DraftOption], statements: Sequence[DraftStatement]) -> bool:
    """Whether somebody of those who share an act, or speak of each other's, says a word, or another one on an act of theirs."""
    owners = {o.id: set(o.owners) for o in options}
    meeting = {o.id for o in options if o.family in _MEETING}
    facing = {who for mine in owners.values() if len(mine) >= PARTIES for who in mine}
    facing |= {who for s in statements for i in s.option_ids for who in owners.get(i, set()) if who != s.party}
    told = [s for s in statements if not s.assumed or s.basis.rule == "harm" or not s.option_ids <= meeting]
    return any(s.party in facing or any(owners.get(i, set()) & facing for i in s.option_ids) for s in told)


def _touch(parties: Set[str], options: Sequence[DraftOption], statements: Sequence[DraftStatement]) -> bool:
    """Whether two of some parties share an act, or one says something of an act of the other."""
    owners = {o.id: set(o.owners) for o in options}
    if any(len(who & parties) >= PARTIES for who in owners.values()):
        return True
    return any(owners.get(i, set()) & parties - {s.party} for s in statements for i in s.option_ids)


def missing(draft: Draft, doubtful: Set[str]) -> tuple[str, ...]:
    """What a draft of a single page lacks, in words; nothing where it can be shown.

    It takes two parties, each with a wish that the page states and something it can do, and of all that the model rests on
    nothing that the reader is not sure of: one page has no second source that would bear it out.

    Parameters
    ----------
    doubtful
        Ids of the claims of which the reader is not sure.
    """
    wishing = {s.party for s in draft.statements if not s.assumed}
    acting = {owner for option in draft.options for owner in option.owners}
    out = []
    for had, words in ((wishing, "a stated wish of each of two parties"), (acting, "an act of each of two parties")):
        if len(had) < PARTIES:
            out.append(f"{words} ({_only(had)})")
    if not out and len(wishing & acting) < PARTIES:
        out.append("two parties that have both a wish and an act")
    bases = [*(s.basis for s in draft.statements), *(o.basis for o in draft.options)]
    rests = {claim for basis in bases for claim in basis.claims}
    if unsure := len(rests & doubtful):
        out.append(
            f"surer readings ({unsure} of the {len(rests)} claims that a model would rest on {_are(unsure)} not sure)"
        )
    return tuple(out)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
