"""Names of formats, without what writes them: a command shows them in its help, which loads nothing else."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

FORMATS: tuple[str, ...] = (
    "jsonl",
    "csv",
    "parquet",
    "plover",
    "annotations",
    "ftm",
    "bibtex",
    "csl",
    "ics",
    "geojson",
    "opml",
    "warc",
)
"""Formats of a case; each is a module of `stateofplay.exchange.formats`."""
TableFormat: TypeAlias = Literal["csv", "tidy", "xlsx", "latex", "nfg", "graphml", "dot"]
"""Formats of the verdicts on a model; `stateofplay.exchange.model_tables` writes them."""
FigureKind: TypeAlias = Literal["moves", "status-quo", "table", "outcomes"]
"""Figures of a conflict; `stateofplay.exchange.figures` draws them."""
FIGURES: tuple[FigureKind, ...] = get_args(FigureKind)
TABLE_SUFFIXES: dict[str, TableFormat] = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".tex": "latex",
    ".nfg": "nfg",
    ".graphml": "graphml",
    ".dot": "dot",
    ".gv": "dot",
}
