#!/usr/bin/env bash
# duckdb 2.0.1 reads a CSV file of Norwegian pages as pages in the language False; pyarrow 26.0.1 and pandas 3.1.1 err in other columns.
#
# Where every page of a file is in "no", the sniffer makes the column BOOLEAN: yes, no, t and f are truth values as true and false are. The
# next file has "no" and "se" and stays text. Rows of both joined by UNION ALL are "no" and "se", since the wish for text is handed down to
# the reader; with DISTINCT in the first, or by way of a table, they are "false", "no" and "se", without an error. "infinity" and "epoch" are
# days (9999-12-31 and 1970-01-01 in Python), 0x1F is 31 here and in pyarrow. The serial 007 stays text here and loses its noughts in the
# other two; the surnames Inf and Nan are numbers to pyarrow alone.
# Common guess: only true and false are truth values, as in the other two, and a column of a file is read in one way.
# What helps: read_csv(..., all_varchar = true) or types = {...}; or Parquet, in which each column has its type.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1 pandas==3.1.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import duckdb
import pandas
import pyarrow.csv

with open("may.csv", "w") as file:
    file.write("language,serial,digest,surname,until\nno,007,0x1F,Inf,infinity\nno,012,0x20,Nan,epoch\n")
with open("june.csv", "w") as file:
    file.write("language\nno\nse\n")
print("duckdb:", *[", ".join(map(str, row)) for row in duckdb.sql("from 'may.csv'").fetchall()], sep="\n  ")
print("pyarrow:", *[", ".join(map(str, row.values())) for row in pyarrow.csv.read_csv("may.csv").to_pylist()], sep="\n  ")
print("pandas:", *[", ".join(map(str, row)) for row in pandas.read_csv("may.csv").values.tolist()], sep="\n  ")


def asked(question):
    return sorted({row[0] for row in duckdb.sql(question).fetchall()})


print("rows of both:", asked("select language from 'may.csv' union all select language from 'june.csv'"))
print("languages of both:", asked("select distinct language from 'may.csv' union all select language from 'june.csv'"))
duckdb.sql("create table may as from 'may.csv'")
print("tables of both:", asked("select language::varchar from may union all select language from 'june.csv'"))
print("as text:", asked("select language from read_csv(['may.csv', 'june.csv'], union_by_name = true, all_varchar = true)"))
PYTHON
)
expected=$(cat <<'TEXT'
duckdb:
  False, 007, 31, Inf, 9999-12-31
  False, 012, 32, Nan, 1970-01-01
pyarrow:
  no, 7, 31, inf, infinity
  no, 12, 32, nan, epoch
pandas:
  no, 7, 0x1F, Inf, infinity
  no, 12, 0x20, Nan, epoch
rows of both: ['no', 'se']
languages of both: ['false', 'no', 'se']
tables of both: ['false', 'no', 'se']
as text: ['no', 'se']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
