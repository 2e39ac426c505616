#!/usr/bin/env bash
# duckdb 2.0.1 (Python): a truce of a year is fetched as 360 days, while the database ends it after 366 and counts 365.25 of them.
#
# An INTERVAL keeps months, days and microseconds apart, and a sum with a date goes by the calendar. Python's timedelta knows no month, so
# fetchall, fetchnumpy and df() take thirty days for each, without a word: six months are 180 days, and a day and its truce that are fetched
# side by side and added in Python end six days early. Comparisons take thirty days too, so that a year is equal to 360 days and less than
# 361; epoch() takes 365.25 days for each full year and thirty for each month beyond. A Parquet file keeps the three numbers, which pyarrow
# hands over as twelve bytes.
# Common guess: a year comes back as 365 days, or as something that is not a number of days, or is refused; and one database has one year.
# What helps: add in SQL and fetch dates; or fetch datepart('year'), datepart('month') and datepart('day'); or to_arrow_table(), which keeps
# months.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1 pandas==3.1.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import duckdb
import pyarrow.parquet

TALKS = "SELECT DATE '2024-01-31' AS signed, INTERVAL '1 year' AS truce, CAST(signed + truce AS DATE) AS ends"
connection = duckdb.connect()
signed, truce, ends = connection.execute(TALKS).fetchall()[0]
print("fetchall:", truce.days, "days; added in Python:", signed + truce, "| in SQL:", ends, "or", (ends - signed).days, "days")
print("df:", connection.sql(TALKS).df()["truce"][0].days, "days")
print("six months:", connection.execute("SELECT INTERVAL '6 months'").fetchall()[0][0].days, "days")
for asked in ("INTERVAL '1 year' = INTERVAL '360 days'", "INTERVAL '1 year' < INTERVAL '361 days'", "epoch(INTERVAL '1 year') / 86400"):
    print(f"{asked}:", connection.execute(f"SELECT {asked}").fetchall()[0][0])
print("to_arrow_table:", connection.sql(TALKS).to_arrow_table()["truce"][0].as_py())
connection.sql(TALKS).write_parquet("talks.parquet")
print("Parquet, pyarrow:", pyarrow.parquet.read_table("talks.parquet")["truce"][0].as_py())
PYTHON
)
expected=$(cat <<'TEXT'
fetchall: 360 days; added in Python: 2025-01-25 | in SQL: 2025-01-31 or 366 days
df: 360 days
six months: 180 days
INTERVAL '1 year' = INTERVAL '360 days': True
INTERVAL '1 year' < INTERVAL '361 days': True
epoch(INTERVAL '1 year') / 86400: 365.25
to_arrow_table: MonthDayNano(months=12, days=0, nanoseconds=0)
Parquet, pyarrow: b'\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
