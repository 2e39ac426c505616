"""A model as a game in normal form for Gambit (``.nfg``): each decision maker chooses its options once, all at the same time.

Payoffs are ranks, which carry order only: pure equilibria mean what NASH means here, mixed ones would need utilities. A
combination that no rule allows is worth 0 to everybody, less than any state. What a normal form cannot say (moves that
depend on the state, one-way options, joint acts, coalesced states) is refused.
"""

from __future__ import annotations

from itertools import product

from stateofplay.conflict.analysis import Analysis
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import name_of, own_name
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.errors import ConflictError

MOST_CELLS = 1_000_000


def to_nfg(analysis: Analysis) -> str:
    """Write the payoff version of Gambit's ``.nfg``, the first decision maker's strategies running fastest."""
    conflict, table = analysis.conflict, moves_of(analysis.conflict)
    one_way = any(option.direction != "both" for option in conflict.options)
    if not table.plain or one_way:
        what = "one-way options" if one_way else "moves that options alone do not give, joint acts, or coalesced states"
        raise ConflictError(
            f"the model has {what}, which a game in normal form does not know",
            slug="conflict.not_normal_form",
            hint="Take --format graphml or json, which hold every model.",
        )
    if 1 << len(conflict.options) > MOST_CELLS:
        raise ConflictError(
            f"the normal form would have {1 << len(conflict.options):,} cells, more than {MOST_CELLS:,}",
            slug="conflict.table_size",
            hint="Merge options, or split the conflict.",
        )
    ranks = ranks_of(conflict)
    places = [sorted(set(one.tolist())) for one in ranks]
    worth = [{rank: place for place, rank in enumerate(known, 1)} for known in places]
    choices = [_choices(analysis, dm) for dm in conflict.dm_ids]
    names = " ".join(_quoted(name_of(conflict, dm)) for dm in conflict.dm_ids)
    strategies = " ".join("{ " + " ".join(_quoted(words) for words, _ in one) + " }" for one in choices)
    note = (
        "Payoffs are ranks, higher is better; 0 marks combinations that the model rules out. Order only: no utilities."
    )
    out = [
        f"NFG 1 R {_quoted(conflict.name or 'conflict')} {{ {names} }}",
        "",
        f"{{ {strategies} }}",
        _quoted(note),
        "",
    ]
    for combination in product(*reversed(choices)):
        mask = sum(bits for _, bits in combination)
        index = conflict.space.index_of_mask(mask)
        cells = [0 if index < 0 else worth[j][int(ranks[j][index])] for j in range(len(ranks))]
        out.append(" ".join(map(str, cells)))
    return "\n".join(out) + "\n"


def _choices(analysis: Analysis, dm: str) -> list[tuple[str, int]]:
    """Every choice of own options: what it is called, and its bits."""
    conflict = analysis.conflict
    found = [("", 0)]
    for option in conflict.options_of(dm):
        bit, words = 1 << conflict.bits[option.id], own_name(conflict, option)
        found += [(f"{told} + {words}" if told else words, bits | bit) for told, bits in found]
    return [(told or "nothing", bits) for told, bits in found]


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace("\\", "/").replace('"', "'").split()) + '"'
