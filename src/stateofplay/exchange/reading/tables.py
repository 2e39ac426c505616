"""Claims as readable tables, one a kind."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stateofplay.exchange.brief.wording import list_names, shorten
from stateofplay.model import KINDS, Reading
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


def print_tables(reading: Reading, console: Console) -> None:
    """Print every kind of claim as a table whose last columns are sureness and the sentence."""
    for kind, fields in _FIELDS.items():
        rows = getattr(reading, kind)
        if not rows:
            continue
        table = Table(
            title=f"{kind} ({len(rows)})",
            title_justify="left",
            title_style="bold cyan",
            box=box.SIMPLE_HEAD,
            expand=True,
        )
        for name in fields:
            table.add_column(
                name.replace("_", " "), overflow="fold", ratio=3 if name in ("content", "what", "on") else 2
            )
        if kind not in _UNDOUBTED:
            table.add_column("sure", no_wrap=True)
        read_by_several = kind not in _UNDOUBTED and any(marks_of(row.component).by for row in rows)
        if read_by_several:
            table.add_column("found by", overflow="fold")
        table.add_column("sentence", overflow="fold", ratio=4, style="dim")
        for row in rows:
            cells = [Text(shorten(_text(getattr(row, name)), 120)) for name in fields]
            if kind not in _UNDOUBTED:
                cells.append(Text(sureness(row.confidence, kind)))
            if read_by_several:
                cells.append(Text(_found_by(row.component)))
            table.add_row(*cells, Text(shorten(row.evidence.quote, 140)))
        console.print(table)
    if is_unread(reading.reader):
        console.print(Text(not_read(reading.article.language, ()), style="italic"))
    elif not any(True for _ in reading.claims()):
        console.print(Text("No claim was found in this page.", style="italic"))
