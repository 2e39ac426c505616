"""The cells of a line as the types of their columns; what does not fit is refused."""

from __future__ import annotations

import base64
import zlib

import msgspec
from sqlalchemy import Table

from stateofplay.exchange.formats.jsonl import JSON_COLUMNS, columns_out
from stateofplay.record.actors.identity import IdentityVerdict
from stateofplay.record.judging.judgements import Verdict
from stateofplay.record.views import ArticleRest

_MAX_PAGE = 200_000_000
"""Bytes that a page may unpack to; more is an attack."""
_SHAPES: dict[tuple[str, str], object] = {
    ("page", "article"): ArticleRest,
    ("page", "ambiguities"): list[dict[str, object]],
    ("actor", "roles"): list[str],
    ("actor", "aliases"): list[str],
    ("actor", "identifiers"): list[str],
    ("judgement", "correction"): dict[str, str | None],
}
_VOCABULARIES: dict[tuple[str, str], frozenset[str]] = {
    ("judgement", "verdict"): frozenset(Verdict),
    ("identity", "verdict"): frozenset(IdentityVerdict),
    ("issue_edit", "edit"): frozenset({"rename", "merge", "split", "withdraw"}),
    ("feed", "kind"): frozenset({"feed", "page"}),
}

Row = dict[str, object]


def row_of(table: Table, cells: dict[str, msgspec.Raw]) -> Row:
    """A row of a table.

    Raises
    ------
    ValueError
        Where a cell is missing, of another type, or of no vocabulary.
    """
    names = columns_out(table)
    if unknown := cells.keys() - set(names):
        raise ValueError(f"a row of {table.name} has no {', '.join(sorted(unknown))}")
    return {name: _cell(table, name, cells.get(name)) for name in names}


def _cell(table: Table, name: str, raw: msgspec.Raw | None) -> object:
    key, column = (table.name, name), table.c[name]
    if key in JSON_COLUMNS:
        if raw is None:
            raise ValueError(f"the row lacks {name}")
        if key in _SHAPES:
            msgspec.json.decode(raw, type=_SHAPES[key])
        return bytes(raw).decode("utf-8")
    value = None if raw is None else msgspec.json.decode(raw)
    if value is None:
        if not column.nullable:
            raise ValueError(f"the row lacks {name}")
        return None
    wanted = column.type.python_type
    if wanted is bytes:
        if not isinstance(value, str):
            raise ValueError(f"{name} is no base64")
        return base64.b64decode(value, validate=True)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        raise ValueError(f"{name} is {value!r}, which is no {wanted.__name__}")
    if key in _VOCABULARIES and value not in _VOCABULARIES[key]:
        raise ValueError(f"{name} is {value!r}, none of {', '.join(sorted(_VOCABULARIES[key]))}")
    if isinstance(value, str) and "\0" in value:
        raise ValueError(f"{name} holds a character that no text has")
    return value


def unpack(packed: object) -> bytes:
    """The bytes of a page as they were received."""
    if not isinstance(packed, bytes):
        raise ValueError("the page has no bytes")
    inflate = zlib.decompressobj()
    raw = inflate.decompress(packed, _MAX_PAGE)
    if inflate.unconsumed_tail or not inflate.eof:
        raise ValueError("the bytes of the page are damaged or too many")
    return raw
