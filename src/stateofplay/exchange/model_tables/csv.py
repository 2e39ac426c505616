"""Verdicts as CSV (RFC 4180, UTF-8): a row a state, or tidy, a row a verdict."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from stateofplay.conflict.analysis import Analysis
from stateofplay.exchange.model_tables.rows import TIDY, Cell, head, tidy_rows, wide_rows


def to_csv(analysis: Analysis) -> str:
    """A row a state: options, ranks, verdicts of every decision maker under every concept, equilibria."""
    return _written(head(analysis), wide_rows(analysis))


def to_tidy(analysis: Analysis) -> str:
    """A row for each state, decision maker and concept; ``mark`` says how the concept's definition was read."""
    return _written(TIDY, tidy_rows(analysis))


def _written(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_safe, names))
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    """Words that a spreadsheet would take for a formula get an apostrophe before them, as spreadsheets write it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "@", "\t", "\r") else cell
