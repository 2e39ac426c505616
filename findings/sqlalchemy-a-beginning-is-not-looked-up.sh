#!/usr/bin/env bash
# SQLAlchemy 2.1.9 on SQLite: column.startswith("ab", autoescape=True) walks the whole table, also where the column has an index.
#
# It is written as LIKE ... || '%' ESCAPE '/'. SQLite turns LIKE into a search of the index only where the pattern is a text or a bare
# parameter, the index ignores case as LIKE does, and there is no ESCAPE clause. None of the three holds. An index COLLATE NOCASE, the
# usual advice, changes nothing. Looking up a beginning among 100,000 ids took 15 ms where the bounds below take microseconds.
# Common guess: a beginning is what an index is for, so startswith uses it; autoescape is only about the user's % and _.
# What helps: bounds, column >= "ab" and column < "ac".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check sqlalchemy==2.1.9
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from sqlalchemy import Column, MetaData, String, Table, create_engine, select, text
from sqlalchemy.dialects import sqlite

claims = Table("claims", MetaData(), Column("id", String(collation="NOCASE"), index=True), Column("said", String))
engine = create_engine("sqlite://")


def plan(where):
    query = select(claims).where(where).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    return "".join(row[3] for row in rows).split()[0]


with engine.begin() as connection:
    claims.create(connection)
    print("equal:", plan(claims.c.id == "pos-12"))
    print("startswith:", plan(claims.c.id.startswith("pos-12")))
    print("startswith, autoescape:", plan(claims.c.id.startswith("pos-12", autoescape=True)))
    print("like, a text alone:", plan(claims.c.id.like("pos-12%")))
    print("bounds:", plan((claims.c.id >= "pos-12") & (claims.c.id < "pos-13")))
PYTHON
)
expected=$(cat <<'TEXT'
equal: SEARCH
startswith: SCAN
startswith, autoescape: SCAN
like, a text alone: SEARCH
bounds: SEARCH
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
