"""The states and moves of a model as a graph: GraphML and DOT."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from stateofplay.conflict.analysis import Analysis
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import describe, name_of
from stateofplay.errors import ConflictError
from stateofplay.exchange.model_tables.rows import marked, ranks_by_state

MOST_MOVES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A move of one decision maker, and whether it likes the state it leads to better ("" where that is not known)."""

    source: int
    target: int
    mover: str
    improving: str


def to_graphml(analysis: Analysis) -> str:
    """Nodes are states (options, equilibria, ranks), edges are moves (mover, improving)."""
    conflict = analysis.conflict
    node_keys = [
        "label",
        "options",
        "words",
        "equilibrium",
        *(f"rank {name_of(conflict, dm)}" for dm in conflict.dm_ids),
    ]
    keys = {name: f"n{k}" for k, name in enumerate(node_keys)}
    known = marked(analysis)
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(
            f'<key id="{key}" for="node" attr.name={quoteattr(name)}'
            f' attr.type="{"int" if name.startswith("rank ") else "string"}"/>'
            for name, key in keys.items()
        ),
        '<key id="e0" for="edge" attr.name="mover" attr.type="string"/>',
        '<key id="e1" for="edge" attr.name="improving" attr.type="string"/>',
        *(['<key id="g0" for="graph" attr.name="generally stated" attr.type="string"/>'] if known else []),
        '<graph edgedefault="directed">',
        *([f'<data key="g0">{escape(_plain(known))}</data>'] if known else []),
    ]
    arrows, held = _arrows(analysis), _held(analysis)
    ranks = ranks_by_state(analysis)
    for index in range(conflict.space.size):
        data: dict[str, str | int] = {
            "label": conflict.space.label(index),
            "options": conflict.space.options_text(index),
            "words": describe(conflict, index + 1),
            "equilibrium": held[index],
            **{f"rank {name_of(conflict, dm)}": places[index] for dm, places in ranks.items()},
        }
        inner = "".join(f'<data key="{keys[name]}">{escape(_plain(value))}</data>' for name, value in data.items())
        out.append(f'<node id="s{index + 1}">{inner}</node>')
    for number, one in enumerate(arrows):
        out.append(
            f'<edge id="m{number}" source="s{one.source}" target="s{one.target}"><data key="e0">{escape(_plain(one.mover))}'
            f'</data><data key="e1">{one.improving}</data></edge>'
        )
    return "\n".join([*out, "</graph>", "</graphml>"]) + "\n"


def to_dot(analysis: Analysis) -> str:
    """States as boxes, equilibria drawn double, improvements as full arrows and other moves dashed."""
    conflict = analysis.conflict
    out = [f"digraph {_quoted(conflict.name or 'conflict')} {{", "  node [shape=box];"]
    if known := marked(analysis):
        out.append(f"  graph [comment={_quoted(known)}];")
    arrows, held = _arrows(analysis), _held(analysis)
    for index in range(conflict.space.size):
        rings = ", peripheries=2" if held[index] else ""
        words = conflict.space.name(index) + (f"\n{held[index]}" if held[index] else "")
        out.append(f"  s{index + 1} [label={_quoted(words)}, tooltip={_quoted(describe(conflict, index + 1))}{rings}];")
    for one in arrows:
        style = "" if one.improving == "yes" else ", style=dashed"
        out.append(f"  s{one.source} -> s{one.target} [label={_quoted(one.mover)}{style}];")
    return "\n".join([*out, "}"]) + "\n"


def _arrows(analysis: Analysis) -> list[Arrow]:
    conflict, table = analysis.conflict, moves_of(analysis.conflict)
    number = sum(len(table.arcs(player)) for player in range(table.players))
    if number > MOST_MOVES:
        raise ConflictError(
            f"the graph would have {number:,} moves, more than {MOST_MOVES:,}",
            slug="conflict.table_size",
            hint="Draw --figure moves, which chooses what to show, or make the model smaller.",
        )
    ranks, found = ranks_by_state(analysis), []
    for player, dm in enumerate(conflict.dm_ids):
        arcs, places = table.arcs(player), ranks.get(dm)
        for source, target in zip(arcs.source.tolist(), arcs.target.tolist(), strict=True):
            better = "" if places is None else "yes" if places[target] < places[source] else "no"
            found.append(Arrow(source=source + 1, target=target + 1, mover=name_of(conflict, dm), improving=better))
    return found


def _held(analysis: Analysis) -> list[str]:
    """For each state the concepts under which it is an equilibrium."""
    held: list[list[str]] = [[] for _ in range(analysis.conflict.space.size)]
    for concept in analysis.concepts:
        for state in analysis.equilibria(concept):
            held[state - 1].append(concept)
    return [" ".join(concepts) for concepts in held]


def _plain(value: str | int) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c if c in "\t\n\r" or ord(c) >= 32 else "\ufffd" for c in str(value))


def _quoted(text: str) -> str:
    whole = _plain(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
    return f'"{whole}"'
