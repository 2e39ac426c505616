"""Verdicts as CSV (RFC 4180, UTF-8): a row a state, or tidy, a row a verdict."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from stateofplay.conflict.analysis import Analysis
from stateofplay.exchange.formats.csv import neutralise
from stateofplay.exchange.model_tables.rows import TIDY, Cell, head, tidy_rows, wide_rows

_SIGNS = re.compile(r"[YN-]*")


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


def _safe(cell: Cell) -> object:
    """Words that a spreadsheet would take for a formula get an apostrophe before them; the signs of a state are none."""
    return cell if isinstance(cell, str) and _SIGNS.fullmatch(cell) else neutralise(cell)
