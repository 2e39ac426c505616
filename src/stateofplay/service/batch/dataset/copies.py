"""Wire copies across the whole dataset, and how many independent sources say what a claim says.

MinHash over five-word runs (Broder 1997), by rensa; candidates share a band, a grouping that DuckDB does on disk where it does
not fit in memory, so that the driver's memory does not grow with the pages. A page is a copy of the first page with its story: by
day of publication, then by place.
"""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stateofplay.model.copying import COPY, RUN, words_to_compare
from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.dataset.tables import writing
from stateofplay.service.batch.libraries import load_library

HASHES = 128
ROWS = 4  # hashes a band: 32 bands of 4 find texts of resemblance .7 with probability .9998
BANDS = HASHES // ROWS
SEED = 20250516
MEMORY = "96MB"
"""What DuckDB may take; the rest of its work lies on disk. With 64 MB every step found its place for 400,000 pages."""


def sign(text: str) -> tuple[list[int], list[int]] | None:
    """Signature and bands of a text, or None where it is too short to compare.

    Examples
    --------
    >>> story = " ".join(f"word{n}" for n in range(60))
    >>> sign(story) == sign(story.upper()), sign("Too short.")
    (True, None)
    """
    words = words_to_compare(text)
    if words is None:
        return None
    hasher = load_library("rensa", "finding copies").RMinHash(num_perm=HASHES, seed=SEED)
    hasher.update([" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)])
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
            CREATE TABLE ranked AS SELECT row_number() OVER () AS rank, id FROM (
                SELECT id FROM pages
                ORDER BY coalesce(published, '9999'), split_part(place, '#', 1),
                         TRY_CAST(split_part(place, '#', 2) AS BIGINT), place, id)""")
        # Signatures are joined and not sorted: to sort them, DuckDB wants more memory the more pages there are.
        bands = ", ".join(f"bands[{number + 1}] AS band{number}" for number in range(BANDS))
        connection.execute(
            f"CREATE TABLE sheet AS SELECT rank, id, signature, {bands} FROM pages JOIN ranked USING (id)"
        )
        _pair(connection)
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
        # Counted in steps, each of which DuckDB can do on disk, as it cannot a count of distinct things.
        connection.execute("""
            CREATE TABLE told AS SELECT DISTINCT same, coalesce(label.first, sheet.rank) AS story, sheet.rank AS page
            FROM claims JOIN sheet ON sheet.id = claims.page_id LEFT JOIN label ON label.rank = sheet.rank""")
        connection.execute("""
            CREATE TABLE said AS SELECT same, count(*)::INTEGER AS independent, sum(pages)::INTEGER AS pages
            FROM (SELECT same, story, count(*) AS pages FROM told GROUP BY same, story) GROUP BY same""")
        _write(
            connection,
            dataset,
            "sources",
            """SELECT claims.id AS claim_id, claims.page_id, claims.same, said.independent, said.pages
               FROM claims JOIN said USING (same) ORDER BY 1, 2""",
        )
    return found


def _pair(connection: Any) -> None:
    """Pages that share a band, band after band: each with the first of them, so that pairs grow with the pages and not with
    their square, and what is held at once is of one band."""
    connection.execute("CREATE TABLE shared (rank BIGINT, first BIGINT)")
    for number in range(BANDS):
        connection.execute(f"""
            INSERT INTO shared SELECT rank, first FROM sheet JOIN (
                SELECT band{number}, min(rank) AS first FROM sheet WHERE band{number} IS NOT NULL
                GROUP BY band{number} HAVING count(*) > 1) USING (band{number})
            WHERE rank <> first""")
    connection.execute("CREATE TABLE edge AS SELECT DISTINCT rank, first FROM shared")


def _keep_alike(connection: Any) -> None:
    """Of the pairs that share a band, those whose signatures are alike."""
    import numpy as np
    import pyarrow as pa

    connection.execute("CREATE TABLE alike (rank BIGINT, first BIGINT, alike DOUBLE)")
    found = connection.sql("""
        SELECT edge.rank, edge.first, a.signature AS one, b.signature AS other
        FROM edge JOIN sheet a ON a.rank = edge.rank JOIN sheet b ON b.rank = edge.first""")
    kept = connection.cursor()
    for batch in found.to_arrow_reader(1024):
        if not batch.num_rows:
            continue
        one, other = (
            np.asarray(batch.column(name).flatten()).reshape(batch.num_rows, HASHES) for name in ("one", "other")
        )
        share = (one == other).mean(axis=1)
        table = pa.table({"rank": batch.column("rank"), "first": batch.column("first"), "alike": pa.array(share)})
        kept.register("likened", table.filter(pa.array(share >= COPY)))
        kept.execute("INSERT INTO alike SELECT * FROM likened")
        kept.unregister("likened")
    kept.close()


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
        for batch in connection.sql(query).to_arrow_reader(4096):
            writer.write_table(pa.Table.from_batches([batch]).select(writer.schema.names).cast(writer.schema))
