"""Who is a party of the draft: blocs instead of their members, and a word on everybody of weight who is none."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.acts.tables import blocs, insiders
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.wishes.inside import PARTISAN

MOST_MISSING = 3
_HEARD = 2
"""How often somebody has to be spoken of for the draft to say why it is not in."""


def without_bloc_members(ground: Ground, parties: Sequence[str]) -> tuple[list[str], dict[str, str], list[str]]:
    """Rule "bloc": a member does not act beside its own bloc where both are parties.

    Returns those who are left, who is out and for whom it is counted at the table (nobody: ""), and the reasons.

    The bloc goes instead where only the member bargains: is named at the table or holds more of the record.
    """
    weight = ground.weight()
    at_table = {ground.side(p) for m in ground.meetings for p in m.parties}
    gone: dict[str, str] = {}
    acts_for: dict[str, str] = {}
    for bloc, members in blocs().items():
        if bloc not in parties:
            continue
        inside = [p for p in parties if p in members]
        if not inside:
            continue
        against = {p for p in inside if _face_each_other(ground, p, bloc)}
        inside = [p for p in inside if p not in against]
        if not inside:
            continue
        if bloc in at_table or ground.speaks(bloc) or weight[bloc] >= max(weight[p] for p in inside):
            gone |= {p: f"{p}: it is a member of {bloc}, which acts for it here" for p in inside}
            acts_for |= dict.fromkeys(members - against, bloc)
        else:
            gone[bloc] = f"{bloc}: {' and '.join(inside)} of its members act here themselves"
            acts_for[bloc] = ""
    return [p for p in parties if p not in gone], acts_for, list(gone.values())


def without_insiders(ground: Ground, parties: Sequence[str]) -> tuple[list[str], list[str]]:
    """Rule "inside": a party or chamber inside a country does not act beside it, where the country bargains with others.

    Returns those who are left, and the reasons.
    """
    gone: dict[str, str] = {}
    owner = {part: country for country, parts in insiders().items() for part in parts}
    countries = [p for p in parties if ground.kinds.get(p) in (None, "country") and not PARTISAN.search(p)]
    at_table = {ground.side(p) for m in ground.meetings for p in m.parties}
    for party in parties:
        whose = owner.get(party, "")
        if whose and any(c != whose for c in countries):
            gone[party] = f"{party}: it is a part of {whose}, whose government acts for it here"
        elif not whose and PARTISAN.search(party) and len(countries) > 1 and party not in at_table:
            gone[party] = f"{party}: it is a party inside a country, whose government acts for it here"
    return [p for p in parties if p not in gone], list(gone.values())


def is_domestic(ground: Ground, parties: Sequence[str]) -> bool:
    """Whether a record is of a quarrel inside the one country that it has: its parties and chambers fill the sentences."""
    bargain = [p for p in parties if not PARTISAN.search(p)]
    countries = [p for p in bargain if ground.kinds.get(p) in (None, "country", "armed_group") or p in blocs()]
    others = [p for p in parties if p not in countries]
    if len(countries) != 1 or ground.kinds.get(countries[0]) not in (None, "country") or countries[0] not in insiders():
        return False
    if any(ground.alike(p, "union") or ground.alike(p, "unions") for p in others):
        return False  # workers and a government as their employer
    quotes = {r.quote for s in ground.standings for r in s.support}
    inside = sum(bool(PARTISAN.search(q)) for q in quotes)
    return inside > _PARTISAN_SHARE * len(quotes)


_PARTISAN_SHARE = 0.2
"""Share of sentences that speak of parties and chambers inside a country from which on it is a quarrel inside it."""


def _face_each_other(ground: Ground, member: str, bloc: str) -> bool:
    """Whether a member bargains with its own bloc: they sit at a table of two, or one asks much of the other."""
    tables = [{ground.side(p) for p in m.parties} for m in ground.meetings]
    if {member, bloc} in tables:
        return True
    spoken = 0
    for standing in ground.standings:
        holder = ground.side(standing.party)
        other = {member: bloc, bloc: member}.get(holder)
        if other and any(other in (ground.side(n) for n in ground.named_in(r.what or "")) for r in standing.support):
            spoken += 1
    return spoken > 1


def missing_parties(ground: Ground, parties: Sequence[str], owners: Sequence[str]) -> list[str]:
    """Those of weight who are no decision maker of the draft, each with the reason."""
    out = [
        f"{p}: nothing in the record that it could do stands among the options kept" for p in parties if p not in owners
    ]
    spoken = ground.spoken_of()
    for name, count in spoken.most_common():
        if count >= _HEARD and name not in owners and name not in parties and len(out) < len(parties) + MOST_MISSING:
            out.append(
                f"{name}: others speak of it ({count} times), but it says and is asked nothing that could be an option"
            )
    return out
