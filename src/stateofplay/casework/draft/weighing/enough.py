"""Whether one page says enough to model, and if not, what is missing."""

from __future__ import annotations

from collections.abc import Set

from stateofplay.casework.draft.records import Draft

PARTIES = 2


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
            told = f"only {' and '.join(sorted(had))} has one" if had else "nobody has one"
            out.append(f"{words} ({told})")
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
