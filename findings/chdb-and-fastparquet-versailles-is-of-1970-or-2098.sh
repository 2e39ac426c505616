#!/usr/bin/env bash
# chdb 4.4.0 (ClickHouse 26.9) and fastparquet 2026.9.0 on one Parquet file: the treaties of 1919 are of 1970 or 2098, an open end of 1816.
#
# Days in Parquet are counted from 1970 in 32 bits, and chdb has them right: rows, min, max, toYear, date_trunc. Its toStartOfMonth,
# toStartOfYear, toMonday and toLastDayOfMonth answer in a shorter kind of date, 1970 to June 2149, to whose ends they move what lies
# outside: a century of treaties stands in one month with what that month really had. toStartOfInterval goes round instead: June 1919 is
# November 2098. toDate('1900-01-01') in a comparison is 1970. fastparquet makes nanoseconds of days, which end in 2262: 9999-12-31, by which
# tables say "until further notice", comes out as a day of 1816, before its beginning. No error from either.
# Common guess: what has a day right has its month right, and all ways to ask for it agree; what does not fit is refused, or empty.
# What helps: date_trunc, toDate32, or SETTINGS enable_extended_results_for_datetime_functions = 1; null for an open end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check chdb==4.4.0 fastparquet==2026.9.0 pyarrow==26.0.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from datetime import date

import chdb
import fastparquet
import pyarrow
import pyarrow.parquet

OPEN = date(9999, 12, 31)
DAYS = {"Vienna": (date(1815, 6, 9), OPEN), "Versailles": (date(1919, 6, 28), OPEN), "Geneva": (date(1970, 1, 20), OPEN), "Oslo": (date(2024, 5, 7), OPEN)}
table = {"place": list(DAYS), "day": [day for day, _ in DAYS.values()], "until": [until for _, until in DAYS.values()]}
pyarrow.parquet.write_table(pyarrow.table(table), "treaties.parquet")


def ask(columns, rest=""):
    answer = str(chdb.query(f"SELECT {columns} FROM file('treaties.parquet') {rest}", "TSV")).strip().replace("\t", " ")
    print(f"chdb | {columns} {rest}".rstrip(), "|", answer.replace("\n", " / "))


ask("min(day), max(until), min(toYear(day))")
for month in ("date_trunc('month', day)", "toStartOfMonth(day)", "toStartOfInterval(day, INTERVAL 1 MONTH)"):
    ask(f"{month} AS month, count()", "GROUP BY month ORDER BY month")
ask("toStartOfMonth(day) AS month, count()", "GROUP BY month ORDER BY month SETTINGS enable_extended_results_for_datetime_functions = 1")
ask("place, toMonday(day), toLastDayOfMonth(until)", "WHERE place = 'Versailles'")
for day in ("toDate('1900-01-01')", "toDate32('1900-01-01')"):
    ask("count()", f"WHERE day < {day}")
frame = fastparquet.ParquetFile("treaties.parquet").to_pandas()
print("fastparquet |", " / ".join(f"{row.place} {row.day:%Y-%m-%d} to {row.until:%Y-%m-%d}" for row in frame.itertuples()))
PYTHON
)
expected=$(cat <<'TEXT'
chdb | min(day), max(until), min(toYear(day)) | 1815-06-09 9999-12-31 1815
chdb | date_trunc('month', day) AS month, count() GROUP BY month ORDER BY month | 1815-06-01 1 / 1919-06-01 1 / 1970-01-01 1 / 2024-05-01 1
chdb | toStartOfMonth(day) AS month, count() GROUP BY month ORDER BY month | 1970-01-01 3 / 2024-05-01 1
chdb | toStartOfInterval(day, INTERVAL 1 MONTH) AS month, count() GROUP BY month ORDER BY month | 1970-01-01 1 / 1994-11-05 1 / 2024-05-01 1 / 2098-11-04 1
chdb | toStartOfMonth(day) AS month, count() GROUP BY month ORDER BY month SETTINGS enable_extended_results_for_datetime_functions = 1 | 1815-06-01 1 / 1919-06-01 1 / 1970-01-01 1 / 2024-05-01 1
chdb | place, toMonday(day), toLastDayOfMonth(until) WHERE place = 'Versailles' | Versailles 1970-01-01 2149-06-06
chdb | count() WHERE day < toDate('1900-01-01') | 2
chdb | count() WHERE day < toDate32('1900-01-01') | 1
fastparquet | Vienna 1815-06-09 to 1816-03-29 / Versailles 1919-06-28 to 1816-03-29 / Geneva 1970-01-20 to 1816-03-29 / Oslo 2024-05-07 to 1816-03-29
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
