"""JSONL: the whole case, row by row, so that it can be read in again and is the same case."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Table, select

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.record.storage.case import HEAD
from stateofplay.record.storage.tables import (
    ACTOR,
    CASE_INFO,
    CLAIM,
    FEED,
    IDENTITY,
    ISSUE_EDIT,
    JUDGEMENT,
    LOST,
    PAGE,
    SENTENCE,
)

TABLES: tuple[Table, ...] = (PAGE, CLAIM, ACTOR, SENTENCE, LOST, JUDGEMENT, IDENTITY, ISSUE_EDIT, FEED)
"""In an order in which no row names a later one. The bands of signatures are left out: they are computed from them."""
JSON_COLUMNS = frozenset(
    {
        ("page", "article"),
        ("page", "ambiguities"),
        ("claim", "body"),
        ("actor", "roles"),
        ("actor", "aliases"),
        ("actor", "identifiers"),
        ("judgement", "correction"),
    }
)
"""Columns that hold JSON; they are written as the JSON they are, not as text within text."""
_ORDER = {
    "page": (PAGE.c.number,),
    "claim": (CLAIM.c.page_id, CLAIM.c.start, CLAIM.c.id),
    "sentence": (SENTENCE.c.page_id, SENTENCE.c.start, SENTENCE.c.end),
}


def columns_out(table: Table) -> tuple[str, ...]:
    """Columns that are written; the running number of a sentence is of no meaning outside its file."""
    return tuple(str(c.name) for c in table.columns if (table.name, c.name) != ("sentence", "id"))


def write(material: Material, out: BinaryIO) -> Written:
    """Write the case; memory stays the same however large it is."""
    info = {row.key: row.value for row in material.connection.execute(select(CASE_INFO.c.key, CASE_INFO.c.value))}
    _line(out, {"row": "case", "form": HEAD, "info": dict(sorted(info.items()))})
    count = 0
    for table in TABLES:
        for row in _rows(material, table):
            _line(out, row)
            count += 1
    _line(out, {"row": "end", "rows": count})
    return Written(count=count, what="rows")


def _rows(material: Material, table: Table) -> Iterator[dict[str, object]]:
    names = columns_out(table)
    query = select(*(table.c[n] for n in names)).order_by(*_ORDER.get(table.name, tuple(table.primary_key.columns)))
    for row in material.connection.execution_options(yield_per=500).execute(query).mappings():
        yield line_of(table, row)


def line_of(table: Table, row: Mapping[Any, Any]) -> dict[str, object]:
    """A row of the case as a line of the file."""
    return {"row": str(table.name), **{n: _cell(table.name, n, row[n]) for n in columns_out(table)}}


def _cell(table: str, name: str, value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if (table, name) in JSON_COLUMNS:
        return msgspec.Raw(str(value).encode("utf-8"))
    return value


def _line(out: BinaryIO, row: dict[str, object]) -> None:
    out.write(msgspec.json.encode(row) + b"\n")


FORMAT = Format(
    name="jsonl",
    suffix=".jsonl",
    media="application/jsonl",
    says="The whole case, one row a line: for archives, for merging the work of two reviewers, for another database. "
    "`stateofplay import` reads it in again, and the case is the same.",
    fields=(
        ("row", "what the line holds: case (the first line), page, claim, actor, sentence, lost, judgement, identity, "
         "issue_edit, feed, end (the last line)"),
        ("form, info", "case: the form of the file, and title and time of making"),
        ("id", "page, claim, judgement, identity, issue_edit: name of the row; made from its content for pages and claims"),
        ("number", "page: what people call it, in the order of adding"),
        ("source, address, site, title, published, published_source, language, text", "page: where it came from and the "
         "article as read; address is without what does not name the page"),
        ("article", "page: url, authors, repairs, and the clutter that was left out, with reasons"),
        ("sha256, raw", "page: hash of the bytes as received; the bytes, zlib, base64"),
        ("signature", "page: MinHash of the text, base64; null for very short ones"),
        ("copy_of, earlier", "page: the page that it is a copy of, or takes the place of"),
        ("ambiguities, reader, added_at", "page: where the text is unclear; what read it; when it was added"),
        ("page_id", "claim, actor, sentence, lost: the page"),
        ("kind", "claim: meetings, attendance, statements, positions, conditions, events, dates; actor: what it is; "
         "feed: feed or page"),
        ("party, other, what, state, date, place, flag, said_by, firmness, confidence, component", "claim: the columns "
         "of the csv format, as the machine read them, before judgements"),
        ("start, end", "claim, actor, sentence: code points into the page's text"),
        ("body", "claim: the whole claim (docs/claims.md)"),
        ("name, side, roles, aliases, identifiers, mentions", "actor: as the page has it"),
        ("claim_id", "lost, judgement: the claim"),
        ("verdict, correction, note, author, at", "judgement, identity, issue_edit: who said what of it, and when"),
        ("follows", "judgement, identity, issue_edit: id of the row that stood last when this one was written, the order of "
         "judging; null for the first, and for rows of older versions"),
        ("left, right", "identity: the two names"),
        ("edit, issue, value", "issue_edit: rename, merge, split or withdraw; of what; into what"),
        ("etag, modified, fetched_at, problem", "feed: what its server said last time"),
        ("rows", "end: how many rows there are between the first and the last line; a file without it was cut off"),
    ),
    notes=(
        "Filters do not apply: it is always the whole case.",
        "On import every row is checked again: hashes, ids, the text against the bytes of its page, quotes, places in the text, "
        "vocabularies, corrections, addresses, days and times. Where one is doubtful nothing is imported and the line is named; "
        "`--take-rest` leaves it out, with what hangs on it, and takes the others.",
    ),
    write=write,
)  # fmt: skip
