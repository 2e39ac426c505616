"""Ending something and going on with it, told by several: one option, the end of it, wanted or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.draft.couplings import Coupling, Half
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.model import Stance


def fold_opposites(stakes: Sequence[Stake], couplings: Sequence[Coupling]) -> tuple[list[Stake], list[Coupling]]:
    """Going on with something, told as not ending it where some page asks for its end: one option, and not its contrary too."""
    ends: dict[tuple[tuple[str, ...], str], PossibleAct] = {}
    told = [(s.act, s.owners) for s in stakes] + [(h.act, h.owners) for c in couplings for h in (c.what, c.on)]
    for act, owners in told:
        if act.ends and not act.joint and act.family.startswith("end "):
            ends.setdefault((owners, act.family.removeprefix("end ")), act)

    def end_of(act: PossibleAct, owners: tuple[str, ...]) -> PossibleAct | None:
        return ends.get((owners, act.family)) if act.keeps and not act.ends else None

    def turned(half: Half) -> Half:
        end = end_of(half.act, half.owners)
        return half if end is None else replace(half, act=end, negated=not half.negated)

    folded = []
    for s in stakes:
        if (end := end_of(s.act, s.owners)) is not None:
            wants = -1 if Stance(s.row.state or Stance.SUPPORTS) is Stance.THREATENS else -s.wants
            s = replace(s, act=replace(end, negated=not s.act.negated), wants=wants)
        folded.append(s)
    tied = []
    for c in couplings:
        tied.append(replace(c, what=turned(c.what), on=turned(c.on)))
    return folded, tied
