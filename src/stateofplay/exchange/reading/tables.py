"""Claims as readable tables, one a kind."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stateofplay.exchange.brief.wording import shorten
from stateofplay.model import KINDS, Reading
from stateofplay.model.listing import list_names
from stateofplay.model.marks import marks_of
from stateofplay.model.sureness import sureness
from stateofplay.model.tongues.tables import is_unread, not_read


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return list_names([str(v) for v in value])
    return "yes" if value is True else str(value)


_FIELDS: dict[str, tuple[str, ...]] = {
    "actors": ("name", "kind", "roles", "side", "aliases"),
    **{kind.name: kind.shown for kind in KINDS},
    "ambiguities": ("note",),
}


def _found_by(component: str) -> str:
    marks = marks_of(component)
    return ", ".join(marks.by) + "".join(f"; not {name}" for name in (*marks.against, *marks.without))


_UNDOUBTED = frozenset({"actors", "dates", "ambiguities"})


def _cells(row: Any, kind: str, fields: tuple[str, ...]) -> dict[str, str]:
    """What a claim is told by: heading -> words."""
    told = {name.replace("_", " "): shorten(_text(getattr(row, name)), 120) for name in fields}
    if kind not in _UNDOUBTED:
        told |= {"sure": sureness(row.confidence, kind), "found by": _found_by(row.component)}
    return told | {"sentence": shorten(row.evidence.quote, 140)}


NARROW = 80
"""Columns of a terminal below which the cells of a table would break inside words: there each row is a paragraph."""


def print_tables(reading: Reading, console: Console) -> None:
    """Print every kind of claim as a table whose last columns are sureness and the sentence; no column is empty.

    In a narrow terminal each claim is a paragraph, with its sentence below.
    """
    for kind, fields in _FIELDS.items():
        rows = getattr(reading, kind)
        if not rows:
            continue
        cells = [_cells(row, kind, fields) for row in rows]
        names = [name for name in cells[0] if any(told[name] for told in cells)]
        title = f"{kind} ({len(rows)})"
        if console.width < NARROW:
            console.print(Text(title, style="bold cyan"))
            for told in cells:
                said = [
                    told[name] if name == names[0] else f"{name}: {told[name]}" for name in names[:-1] if told[name]
                ]
                console.print(Padding(Text("; ".join(said)), (0, 0, 0, 2)))
                console.print(Padding(Text(told["sentence"], style="dim"), (0, 0, 0, 4)))
            console.print()
            continue
        table = Table(title=title, title_justify="left", title_style="bold cyan", box=box.SIMPLE_HEAD, expand=True)
        for name in names:
            if name == "sure":
                table.add_column(name, no_wrap=True)
            elif name == "sentence":
                table.add_column(name, overflow="fold", ratio=4, style="dim")
            else:
                table.add_column(name, overflow="fold", ratio=3 if name in ("content", "what", "on") else 2)
        for told in cells:
            table.add_row(*(Text(told[name]) for name in names))
        console.print(table)
    if is_unread(reading.reader):
        console.print(Text(not_read(reading.article.language, ()), style="italic"))
    elif not any(True for _ in reading.claims()):
        console.print(Text("No claim was found in this page.", style="italic"))
