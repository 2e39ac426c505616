"""Several stakes in one act: one owner, and no word of another against one's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.record.views import Row


def settle_owners(stakes: list[Stake], main: Sequence[str]) -> list[Stake]:
    """Give an act that several speak of to one owner: who refuses it would have to do it, and so for the others too."""
    refusers: dict[str, str] = {}
    for s in stakes:
        if s.rule == "refusal" and not s.act.joint:
            refusers.setdefault(s.act.family, s.party)
            if s.act.concept:
                refusers.setdefault(s.act.concept, s.party)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for s in stakes:
        if s.rule == "own act":
            votes[s.act.family][s.owners[0]] += 1
    out = []
    for s in stakes:
        refuser = refusers.get(s.act.family) or (
            refusers.get(s.act.concept) if s.act.concept and not s.act.led else None
        )
        if s.rule == "asked of" and refuser and refuser != s.party and s.owners[0] != refuser and refuser in main:
            s = replace(s, owners=(refuser,))
        if s.rule == "asked of" and not s.act.joint and len(s.owners) > 1:
            whose = [owner for owner in s.owners if votes[s.act.family][owner]]
            if len(whose) != 1:
                continue  # asked of either side alike: nobody says of whom
            s = replace(s, owners=(whose[0],))
        out.append(s)
    return out


def second_holders(ground: Ground) -> frozenset[str]:
    """Ids of positions whose words the same sentence gives to somebody else, whom it names, and much more surely."""
    said: dict[tuple[str, str, str], list[tuple[str, Row]]] = defaultdict(list)
    for standing in ground.standings:
        for row in standing.support:
            start = " ".join((row.what or "").split()[:_ALIKE])
            said[row.quote, start, row.state or ""].append((ground.side(standing.party), row))
    out: set[str] = set()
    for (quote, _, _), rows in said.items():
        best, surest = max(rows, key=lambda one: one[1].confidence)
        named = {ground.side(n) for n in ground.named_in(quote)} if len(rows) > 1 else set()
        if best in named:
            less = [row for side, row in rows if side not in named and row.confidence < _MUCH_LESS * surest.confidence]
            out.update(row.claim_id for row in less)
    return frozenset(out)


_ALIKE = 3
"""Words with which two positions begin alike that say the same."""
_MUCH_LESS = 0.8


MOST_READ = 8
"""Rows of one standing that are read, the latest for it, beside it and against it: more of them say the same again."""


def one_tells_of_another(ground: Ground, parties: Sequence[str]) -> bool:
    """Whether any wish of one of the parties is told by another one of them. Cost: next to nothing beside reading them."""
    return any(
        (teller := ground.teller(row)) in parties and teller != party
        for standing in ground.standings
        if (party := ground.side(standing.party)) in parties
        for row in standing.rows(MOST_READ)
    )


def part_hearsay(stakes: Sequence[Stake]) -> tuple[list[Stake], list[Stake]]:
    """Stakes that count, and those that another party tells of somebody who says the contrary itself."""
    own = {(s.party, s.act.family, s.person): s.wants for s in stakes if not s.told_by and s.wants}
    counted: list[Stake] = []
    denied: list[Stake] = []
    for s in stakes:
        contrary = s.told_by and own.get((s.party, s.act.family, s.person), 0) * s.wants < 0
        (denied if contrary else counted).append(s)
    return counted, denied
