"""Parquet: the table of the csv format with types, for DuckDB, pandas and R."""

from __future__ import annotations

from itertools import islice
from types import NoneType
from typing import BinaryIO, get_args

from stateofplay.errors import ExchangeError
from stateofplay.exchange.formats.parts.claims import CODEBOOK, COLUMNS, FIELDS, HINTS
from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material

_BATCH = 10_000
_TYPES: dict[object, str] = {bool: "bool", int: "int32", float: "float64", str: "string"}


def _type_of(name: str) -> str:
    """The type of a column, from that of its field."""
    (kind,) = {kind for kind in get_args(HINTS[name]) or (HINTS[name],) if kind is not NoneType}
    return _TYPES[kind]


def write(material: Material, out: BinaryIO) -> Written:
    """Write the table, zstd, the meaning of each column in its metadata.

    Raises
    ------
    ExchangeError
        ``exchange.missing`` where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ExchangeError(
            "writing Parquet needs pyarrow, which is not installed",
            slug="exchange.missing",
            hint="Install it with: pip install 'stateofplay[parquet]', or take --format csv.",
        ) from error
    schema = pa.schema(
        [pa.field(name, pa.type_for_alias(_type_of(name)), metadata={"meaning": CODEBOOK[name]}) for name in COLUMNS],
        metadata={"case": material.title},
    )
    count, rows = 0, iter(material.all_rows())
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.table({n: [getattr(r, n) for r in batch] for n in COLUMNS}, schema=schema))
            count += len(batch)
    return Written(count=count, what="claims")


FORMAT = Format(
    name="parquet",
    suffix=".parquet",
    media="application/vnd.apache.parquet",
    says="The table of the csv format with types and empty cells as null, words as they are: for DuckDB, pandas and R.",
    fields=FIELDS,
    notes=("Needs the extra `stateofplay[parquet]`.", "Each column carries its meaning in its metadata."),
    write=write,
    binary=True,
)
