"""An analysis of a conflict for people: the table of states, the equilibria, and the proofs in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stateofplay.conflict import Analysis
from stateofplay.conflict.wording import describe, name_of, sentence

MOST_STATES = 64
"""States shown one by one; of larger models only the equilibria."""


def _letters(analysis: Analysis, dm: str, index: int) -> str:
    return " ".join(c for c in analysis.concepts if analysis.verdicts[c][dm][index])


def shown_states(analysis: Analysis) -> list[int]:
    """Indices of the states worth showing: all of a small model, else those that are an equilibrium under some concept."""
    size = analysis.conflict.space.size
    if size <= MOST_STATES:
        return list(range(size))
    held = [i for i in range(size) if any(analysis.equilibrium(c)[i] for c in analysis.concepts)]
    return held[:MOST_STATES]


def print_analysis(analysis: Analysis, console: Console) -> None:
    """Print the table of states (who is stable under what) and the equilibria of each concept."""
    conflict, space = analysis.conflict, analysis.conflict.space
    console.print(Text(conflict.name or "Conflict", style="bold"))
    if conflict.note:
        console.print(Text(conflict.note, style="dim"))
    for option in conflict.options:
        console.print(
            Text.assemble((f"  {option.id}", "cyan"), f"  {option.name or option.id}", (f"  {option.owner}", "dim"))
        )
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("state")
    table.add_column("options")
    if space.labels:
        table.add_column("label")
    for dm in conflict.dm_ids:
        table.add_column(f"stable for {name_of(conflict, dm)}")
    table.add_column("equilibrium under", style="bold")
    chosen = shown_states(analysis)
    for index in chosen:
        held = " ".join(c for c in analysis.concepts if analysis.equilibrium(c)[index])
        cells = [str(index + 1), space.options_text(index), *([space.label(index)] if space.labels else [])]
        cells += [_letters(analysis, dm, index) or "-" for dm in conflict.dm_ids]
        table.add_row(*cells, f"● {held}" if held else "")
    console.print(table)
    if len(chosen) < space.size:
        console.print(Text(f"{space.size} states; only equilibria are shown, at most {MOST_STATES}.", style="dim"))
    for concept in analysis.concepts:
        ids = analysis.equilibria(concept)
        listed = ", ".join(map(str, ids[:40])) + (f" and {len(ids) - 40} more" if len(ids) > 40 else "")
        console.print(Text.assemble((f"{concept:<6}", "bold"), listed or "no equilibrium"))
    for notice in analysis.notices:
        console.print(Text(f"Note: {notice.text} {notice.hint}", style="yellow"))


def why(analysis: Analysis, index: int, concepts: Sequence[str]) -> list[str]:
    """One sentence a decision maker and concept on why a state is stable or not, with the proof in words."""
    conflict = analysis.conflict
    out = [describe(conflict, index + 1)]
    for concept in concepts:
        for dm in conflict.dm_ids:
            out.append(f"{concept}: {sentence(conflict, analysis.explain(concept, dm, f'#{index + 1}'))}")
    return out


def to_markdown(analysis: Analysis) -> str:
    """The same table as Markdown."""
    conflict, space = analysis.conflict, analysis.conflict.space
    heads = [
        "state",
        "options",
        *(f"stable for {name_of(conflict, dm)}" for dm in conflict.dm_ids),
        "equilibrium under",
    ]
    rows = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for index in shown_states(analysis):
        held = " ".join(c for c in analysis.concepts if analysis.equilibrium(c)[index])
        cells = [
            str(index + 1),
            space.options_text(index),
            *(_letters(analysis, dm, index) for dm in conflict.dm_ids),
            held,
        ]
        rows.append("| " + " | ".join(cells) + " |")
    lines = [f"# {conflict.name or 'Conflict'}", "", *rows, ""]
    lines += [f"- {c}: {', '.join(map(str, analysis.equilibria(c))) or 'no equilibrium'}" for c in analysis.concepts]
    return "\n".join(lines) + "\n"
