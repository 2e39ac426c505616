#!/usr/bin/env bash
# duckdb 2.0.1 (Python): a result of one row from which one row was fetched is still open, and the next statement may be refused.
#
# After execute(...).fetchone() of a count, starting a stream of rows on the same connection raises ResourceInUseException. Arrow's ways out
# have changed as well: fetch_record_batch and fetch_arrow_table are gone, to_arrow_reader and to_arrow_table stand in.
# Common guess: fetchone() of a one-row result ends it, as in 1.x; con.execute(q).fetch_record_batch(n).
# What helps: fetchall() (or fetchone() until None) for small results, and con.sql(query).to_arrow_reader(n) for streams.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import duckdb

connection = duckdb.connect()
connection.execute("CREATE TABLE talks AS SELECT range AS day FROM range(5)")
print("fetch_record_batch:", hasattr(connection, "fetch_record_batch"), "to_arrow_reader:", hasattr(connection, "to_arrow_reader"))
for fetch in ("fetchone", "fetchall"):
    print(fetch, getattr(connection.execute("SELECT count(*) FROM talks"), fetch)())
    try:
        rows = connection.sql("SELECT day FROM talks").to_arrow_reader(10).read_all().num_rows
        print("  then a stream:", rows, "rows")
    except Exception as error:
        print("  then a stream:", type(error).__name__)
PYTHON
)
expected=$(cat <<'TEXT'
fetch_record_batch: False to_arrow_reader: True
fetchone (5,)
  then a stream: ResourceInUseException
fetchall [(5,)]
  then a stream: 5 rows
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
