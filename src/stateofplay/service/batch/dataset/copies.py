"""Wire copies across the whole dataset, and how many independent sources say what a claim says.

MinHash over five-word runs (Broder 1997), by rensa; candidates share a band, a grouping that DuckDB does on disk where it does
not fit in memory, so that the driver's memory does not grow with the pages. A page is a copy of the first page with its story: by
day of publication, then by place.
"""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.dataset.tables import writing
from stateofplay.service.batch.libraries import load_library

HASHES = 128
ROWS = 4  # hashes a band: 32 bands of 4 find texts of resemblance .7 with probability .9998
SHINGLE = 5
FEWEST_WORDS = 40  # shorter texts resemble each other by chance
COPY = 0.7
"""Resemblance from which a page counts as a copy, as in a case: a wire story with a paragraph dropped is at .75 to .9."""
SEED = 20250516
MEMORY = "400MB"
"""What DuckDB may take; the rest of its work lies on disk."""
_WORD = re.compile(r"\w+")


def sign(text: str) -> tuple[list[int], list[int]] | None:
    """Signature and bands of a text, or None where it is too short to compare.

    Examples
    --------
    >>> story = " ".join(f"word{n}" for n in range(60))
    >>> sign(story) == sign(story.upper()), sign("Too short.")
    (True, None)
    """
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return None
    hasher = load_library("rensa", "finding copies").RMinHash(num_perm=HASHES, seed=SEED)
    hasher.update([" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)])
    signature = [int(n) for n in hasher.digest()]
    bands = [
        number << 32 | zlib.crc32(struct.pack(f"<{ROWS}I", *signature[at : at + ROWS]))
        for number, at in enumerate(range(0, HASHES, ROWS))
    ]
    return signature, bands


@contextmanager
def database(dataset: Dataset, *tables: str) -> Iterator[Any]:
    """DuckDB with a view of each of these tables of the dataset, its memory bounded and its leftovers removed."""
    duckdb = load_library("duckdb", "working on a dataset")
    scratch = dataset.folder / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    connection = duckdb.connect(str(scratch / "work.duckdb"))
    try:
        connection.execute(f"SET memory_limit='{MEMORY}'")
        connection.execute("SET threads=1")
        connection.execute("SET enable_progress_bar=false")
        connection.execute(f"SET temp_directory='{_quoted(scratch)}'")
        for table in tables:
            pattern = _quoted(dataset.folder / table / "part-*.parquet")
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{pattern}')")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def find_copies(dataset: Dataset) -> int:
    """Write the tables ``copies`` and ``sources``; says how many pages are copies."""
    with database(dataset, "pages", "claims") as connection:
        connection.execute("""
            CREATE TABLE sheet AS SELECT id, row_number() OVER (
                ORDER BY coalesce(published, '9999'), split_part(place, '#', 1),
                         TRY_CAST(split_part(place, '#', 2) AS BIGINT), place, id) AS rank
            FROM pages""")
        # Of the pages of a band each is compared with the first of them: pairs grow with the pages and not with their square.
        connection.execute("""
            CREATE TABLE edge AS
            WITH band AS (SELECT id, unnest(bands) AS key FROM pages WHERE bands IS NOT NULL),
                 placed AS (SELECT sheet.rank, key FROM band JOIN sheet USING (id)),
                 first AS (SELECT key, min(rank) AS first FROM placed GROUP BY key HAVING count(*) > 1)
            SELECT DISTINCT placed.rank AS rank, first.first AS first FROM placed JOIN first USING (key)
            WHERE placed.rank <> first.first""")
        _keep_alike(connection)
        _label(connection)
        _write(
            connection,
            dataset,
            "copies",
            """SELECT a.id AS page_id, b.id AS copy_of, label.alike::FLOAT AS resemblance
               FROM label JOIN sheet a ON a.rank = label.rank JOIN sheet b ON b.rank = label.first ORDER BY 1""",
        )
        found = int(connection.execute("SELECT count(*) FROM label").fetchall()[0][0])
        _write(
            connection,
            dataset,
            "sources",
            """WITH story AS (SELECT pages.id AS page_id, coalesce(l.first, s.rank) AS story FROM pages
                              JOIN sheet s ON s.id = pages.id LEFT JOIN label l ON l.rank = s.rank),
                    said AS (SELECT same, count(DISTINCT story)::INTEGER AS independent,
                                    count(DISTINCT page_id)::INTEGER AS pages
                             FROM claims JOIN story USING (page_id) GROUP BY same)
               SELECT claims.id AS claim_id, claims.page_id, claims.same, said.independent, said.pages
               FROM claims JOIN said USING (same) ORDER BY 1, 2""",
        )
    return found


def _keep_alike(connection: Any) -> None:
    """Of the pairs that share a band, those whose signatures are alike."""
    import numpy as np
    import pyarrow as pa

    connection.execute("CREATE TABLE alike (rank BIGINT, first BIGINT, alike DOUBLE)")
    found = connection.sql("""
        SELECT edge.rank, edge.first, a.signature AS one, b.signature AS other
        FROM edge JOIN sheet sa ON sa.rank = edge.rank JOIN sheet sb ON sb.rank = edge.first
        JOIN pages a ON a.id = sa.id JOIN pages b ON b.id = sb.id""")
    kept: list[pa.Table] = []
    for batch in found.to_arrow_reader(4096):
        if not batch.num_rows:
            continue
        one, other = (
            np.asarray(batch.column(name).flatten()).reshape(batch.num_rows, HASHES) for name in ("one", "other")
        )
        share = (one == other).mean(axis=1)
        table = pa.table({"rank": batch.column("rank"), "first": batch.column("first"), "alike": pa.array(share)})
        kept.append(table.filter(pa.array(share >= COPY)))
    for table in kept:
        connection.register("likened", table)
        connection.execute("INSERT INTO alike SELECT * FROM likened")
        connection.unregister("likened")


def _label(connection: Any) -> None:
    """The first page of each chain of copies: each page takes the first of what it is like, until nothing changes."""
    connection.execute("""
        CREATE TABLE label AS SELECT rank, min(first) AS first, max(alike) AS alike FROM alike GROUP BY rank""")
    while True:
        changed = connection.execute("""
            UPDATE label SET first = up.first FROM label AS up WHERE up.rank = label.first AND up.first < label.first
        """).fetchall()
        if not changed or not changed[0][0]:
            return


def _write(connection: Any, dataset: Dataset, table: str, query: str) -> None:
    """The rows of a query as the one file of a table."""
    import pyarrow as pa

    with writing(dataset.part(table, "all"), table) as writer:
        for batch in connection.sql(query).to_arrow_reader(16_384):
            writer.write_table(pa.Table.from_batches([batch]).select(writer.schema.names).cast(writer.schema))
