"""Formats that a case is written in, one module each; each carries its codebook.

A module a format: `jsonl` (all of it), `csv`, `parquet`, `plover`, `annotations`, `ftm`, `bibtex`,
`csl`, `ics`, `geojson`, `opml`, `warc`. Begin at `csv`; what all share lies in `parts/`.
"""

from __future__ import annotations

from importlib import import_module

from stateofplay.errors import ExchangeError
from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.exchange.names import FORMATS

__all__ = ["FORMATS", "Format", "Material", "Written", "codebooks", "load_format"]


def load_format(name: str) -> Format:
    """Look a format up by name.

    Raises
    ------
    ExchangeError
        ``exchange.format`` where there is none of that name.

    Examples
    --------
    >>> load_format("ics").suffix
    '.ics'
    """
    if name not in FORMATS:
        raise ExchangeError(
            f"there is no format {name!r}", slug="exchange.format", hint=f"Known: {', '.join(FORMATS)}."
        )
    module = import_module(f"stateofplay.exchange.formats.{name}")
    found: Format = module.FORMAT
    return found


def codebooks() -> str:
    """All codebooks as one Markdown text."""
    return "\n".join(load_format(name).codebook for name in FORMATS)
