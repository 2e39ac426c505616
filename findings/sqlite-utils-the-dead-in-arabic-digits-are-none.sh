#!/usr/bin/env bash
# sqlite-utils 4.2.1: a column of counts in Arabic digits is declared INTEGER, and counts nothing in its sum.
#
# Since 4.0 insert --csv looks at the values and gives each column a type. It asks Python, whose int() takes the digits of every script and
# "1_500"; SQLite, which then has to make numbers of them, takes ASCII alone and keeps the rest as text in a column that says INTEGER. Sum,
# average and greater-than go on without a word: text counts as the number that it begins with, ٣٤٠ killed as 0 and 1_500 as 1, and any text
# is greater than every number. "infinity" and "nan" make a column REAL in the same way. The schema says that all is well.
# Common guess: a column that was found to be INTEGER holds integers; what is none keeps the whole column text.
# What helps: digits made ASCII before inserting (str(int(text))), and a look at typeof(column), value by value, not at the schema.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check sqlite-utils==4.2.1
cd "$folder"
printf 'day,killed,wounded,fled\n2024-05-07,٣٤٠,12,1_500\n2024-05-08,٢٥,7,2_000\n2024-05-09,9,3,400\n' > events.csv
run() { "$folder/env/bin/sqlite-utils" "$@" | tr -d '\r'; }
seen=$(
  run insert events.db event events.csv --csv > log
  run schema events.db event | tr -d '\n' | tr -s ' '
  echo
  run query events.db "SELECT sum(killed), sum(wounded), sum(fled) FROM event" --csv --no-headers
  run query events.db "SELECT typeof(killed), typeof(wounded), typeof(fled) FROM event" --csv --no-headers
  echo "more than a million killed: $(run query events.db "SELECT count(*) FROM event WHERE killed > 1000000" --csv --no-headers)"
)
expected=$(cat <<'TEXT'
CREATE TABLE "event" ( "day" TEXT, "killed" INTEGER, "wounded" INTEGER, "fled" INTEGER)
9.0,22,403.0
text,integer,text
text,integer,text
integer,integer,integer
more than a million killed: 2
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
