"""The tables of a dataset: their columns with a meaning each, as Parquet keeps them (docs/batch-schema.md is made to match)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stateofplay.partial import partial_name
from stateofplay.service.batch.libraries import load_library

Row = dict[str, Any]

TABLES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "pages": {
        "id": ("string", "made of place and bytes; the same in every run over the same sources"),
        "place": ("string", "file and number of the record in it"),
        "source": ("string", "the page's address, or the name of its file"),
        "url": ("string", "its address, where the source says it"),
        "site": ("string", "name of the site, as the page has it"),
        "title": ("string", "headline"),
        "published": ("string", "ISO date, as precise as it is said"),
        "published_source": ("string", "who says so: given, page, url, text, feed"),
        "language": ("string", "ISO 639-1"),
        "words": ("int32", "words of the article"),
        "text": ("string", "the article, freed of its clutter; spans of evidence count its code points"),
        "sha256": ("string", "of the bytes as received"),
        "gate": ("float32", "score of the gate; null where it was not asked"),
        "claims": ("int32", "claims found"),
        "signature": ("list<uint32>", "MinHash of the text; null for short texts"),
        "bands": ("list<int64>", "keys of the signature's bands: texts that share none are surely no copies"),
        "reader": ("string", "name and version of what read it"),
        "reading": ("binary", "the whole reading as JSON, for `stateofplay add CASE DATASET`"),
        "raw": ("binary", "the bytes as received"),
    },
    "claims": {
        "id": ("string", "made of page and content"),
        "page_id": ("string", "pages.id"),
        "kind": ("string", "meetings, attendance, statements, positions, conditions, events or dates"),
        "party": ("string", "holder, speaker, actor; the parties of a meeting parted by `; `"),
        "party_side": ("string", "the sides on which they stand, a country's minister on the country's"),
        "other": ("string", "recipient, proposer, capacity"),
        "other_side": ("string", "its side"),
        "what": ("string", "issue, words, name of the meeting, PLOVER type"),
        "state": ("string", "stance, act, status"),
        "date": ("string", "ISO date, as precise as it is said"),
        "place": ("string", "where"),
        "flag": ("bool", "red line, direct speech"),
        "said_by": ("string", "whom the text gives as the source"),
        "firmness": ("string", "how firmly it is put"),
        "confidence": ("float32", "of the reader, from 0 to 1"),
        "component": ("string", "what found it"),
        "same": ("string", "digest of what is claimed: equal where two pages say the same"),
    },
    "evidence": {
        "claim_id": ("string", "claims.id"),
        "page_id": ("string", "pages.id"),
        "start": ("int32", "first code point in pages.text"),
        "end": ("int32", "one past the last"),
        "quote": ("string", "the words: text[start:end], checked when written"),
    },
    "actors": {
        "page_id": ("string", "pages.id"),
        "name": ("string", "canonical name on the page"),
        "kind": ("string", "person, country, organisation, armed group, group"),
        "side": ("string", "whose side it stands on"),
        "roles": ("string", "parted by `; `"),
        "mentions": ("int32", "how often it is spoken of"),
    },
    "turned_away": {
        "place": ("string", "file and number of the record"),
        "source": ("string", "address or file"),
        "sha256": ("string", "of the bytes"),
        "reason": ("string", "no text, language, topic, day, about"),
        "language": ("string", "where it is another"),
        "gate": ("float32", "score of the gate"),
    },
    "failures": {
        "place": ("string", "file and number of the record"),
        "source": ("string", "address or file"),
        "sha256": ("string", "of the bytes; null where there are none"),
        "reason": ("string", "slug of the error, or `worker` where it brought the worker down twice"),
        "sentence": ("string", "what is wrong, for people"),
    },
    "copies": {
        "page_id": ("string", "pages.id"),
        "copy_of": ("string", "the first page with this story"),
        "resemblance": ("float32", "share of five-word runs in common, estimated"),
    },
    "sources": {
        "claim_id": ("string", "claims.id"),
        "page_id": ("string", "pages.id"),
        "same": ("string", "digest of what is claimed: equal where pages say the same"),
        "independent": ("int32", "stories, copies counted once, that say the same"),
        "pages": ("int32", "pages that say the same, copies counted"),
    },
    "joined": {
        "id": ("string", "made of its first mention"),
        "kind": ("string", "events or meetings"),
        "type": ("string", "PLOVER type, or the name of the meeting"),
        "parties": ("string", "parted by `; `"),
        "date": ("string", "the most precise day that a mention gives"),
        "place": ("string", "where"),
        "mentions": ("int32", "claims that speak of it"),
        "independent": ("int32", "stories among them, copies counted once"),
        "claims": ("list<string>", "claims.id of each mention"),
        "rule": ("string", "why these are one"),
    },
}
"""Table -> column -> (type, meaning)."""
READ = ("pages", "claims", "evidence", "actors", "turned_away", "failures")
"""Tables that are written span by span; the others follow from all pages."""


def schema_of(table: str) -> Any:
    """The Parquet schema of a table, each column with its meaning; the same for every file, empty ones too."""
    pa = arrow()

    def type_of(kind: str) -> Any:
        inside = kind.removeprefix("list<").removesuffix(">")
        return pa.type_for_alias(kind) if inside == kind else pa.list_(pa.type_for_alias(inside))

    return pa.schema(
        [
            pa.field(name, type_of(kind), metadata={"meaning": meaning})
            for name, (kind, meaning) in TABLES[table].items()
        ]
    )


def arrow() -> Any:
    """The pyarrow module, or what to install."""
    return load_library("pyarrow", "a dataset")


def write_table(path: Path, table: str, rows: Iterable[Row]) -> int:
    """Write rows to a file that appears whole or not at all; says how many bytes it has."""
    listed = list(rows)
    with writing(path, table) as writer:
        columns = {name: [row.get(name) for row in listed] for name in writer.schema.names}
        writer.write_table(arrow().table(columns, schema=writer.schema))
    return path.stat().st_size


@contextmanager
def writing(path: Path, table: str) -> Iterator[Any]:
    """A Parquet writer with the table's schema; its file appears whole when all is written, or not at all."""
    schema = schema_of(table)
    from pyarrow import parquet

    path.parent.mkdir(parents=True, exist_ok=True)
    part = partial_name(path)
    try:
        with parquet.ParquetWriter(part, schema, compression="zstd") as writer:
            yield writer
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
