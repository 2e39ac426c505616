"""A plain sheet: headings, paragraphs, lists and tables, dressed for the terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TypeAlias

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stateofplay.exchange.brief.markdown import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetParagraph:
    """One paragraph; `quiet` ones are asides."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """A table: heads and rows of text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | SheetParagraph | Points | SheetTable


def print_sheet(sheet: Sequence[Block], console: Console) -> None:
    """Print a sheet for people at a terminal; text of the user's is never taken for markup."""
    for block in sheet:
        match block:
            case Heading(text=text, level=level):
                if level > 1:
                    console.print()
                console.print(Text(text, style="bold" if level == 1 else "bold cyan"))
            case SheetParagraph(text=text, quiet=quiet):
                console.print(Text(text, style="dim" if quiet else ""))
            case Points(items=items):
                for item in items:
                    _point(item, console)
            case SheetTable(heads=heads, rows=rows):
                table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
                for place, head in enumerate(heads):
                    table.add_column(Text(head), overflow="fold", ratio=3 if place == 0 else None)
                for row in rows:
                    table.add_row(*(Text(cell) for cell in row))
                console.print(table)


def _point(item: str, console: Console) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(Text("•"), Text(item))
    console.print(grid)


def lines_of(sheet: Sequence[Block], width: int) -> int:
    """How many lines a sheet without tables takes in print.

    Examples
    --------
    >>> lines_of([Heading(text="Talks", level=1), Heading(text="Now"), Points(items=("one", "x " * 30))], 40)
    6
    """
    lines = 0
    for block in sheet:
        match block:
            case Heading(level=level):
                lines += 1 + (level > 1)
            case SheetParagraph(text=text):
                lines += len(wrap(text, width))
            case Points(items=items):
                lines += sum(len(wrap(item, width - 2)) for item in items)
            case SheetTable(rows=rows):
                lines += len(rows) + 4
    return lines


def sheet_to_markdown(sheet: Sequence[Block]) -> str:
    """Write a sheet as Markdown.

    Examples
    --------
    >>> print(sheet_to_markdown([Heading(text="Talks", level=1), Points(items=("one * two",))]), end="")
    # Talks
    <BLANKLINE>
    - one \\* two
    """
    parts = []
    for block in sheet:
        match block:
            case Heading(text=text, level=level):
                parts.append(f"{'#' * level} {escape(text)}")
            case SheetParagraph(text=text, quiet=quiet):
                parts.append(f"*{escape(text)}*" if quiet else escape(text))
            case Points(items=items):
                parts.append("\n".join(f"- {escape(item)}" for item in items))
            case SheetTable(heads=heads, rows=rows):
                lines = [_row(heads), "|" + "---|" * len(heads), *(_row(row) for row in rows)]
                parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape, cells))} |"
