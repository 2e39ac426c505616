#!/usr/bin/env bash
# duckdb 2.0.1: the same stamp with an offset is one moment when a file is read, and another when it is cast.
#
# read_json and read_csv see "2024-05-07T23:30:00-05:00" and give TIMESTAMP WITH TIME ZONE: 04:30 UTC of the next day. '...'::TIMESTAMP and
# '...'::DATE take the same text, drop the offset without a word, and give 23:30 of the day before; all_varchar, or a column in which one row
# is no stamp, is on that road. Two pages of the same moment then differ by hours and stand on two days. JSON gave a TIMESTAMP without
# zone, moved to UTC, until 1.5.
# Common guess: a cast of text moves to UTC as the reader does, or refuses the offset; DATE is the day of that moment.
# What helps: cast to TIMESTAMPTZ first, and make the day from it in a zone that is named.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import json
from datetime import timezone

import duckdb

stamps = ["2024-05-07T23:30:00-05:00", "2024-05-08T06:30:00+02:00"]  # one moment
with open("pages.json", "w") as file:
    file.writelines(json.dumps({"told": stamp}) + "\n" for stamp in stamps)


def seen(query):
    kind, value = duckdb.sql(f"SELECT typeof(told), told FROM ({query})").fetchall()[0]
    return kind, str(value.astimezone(timezone.utc) if kind.endswith("ZONE") else value)


print("read:", sorted({seen(f"SELECT told FROM 'pages.json' LIMIT 1 OFFSET {row}") for row in (0, 1)}))
for kind in ("TIMESTAMP", "DATE", "TIMESTAMPTZ"):
    print("cast:", sorted({seen(f"SELECT '{stamp}'::{kind} AS told") for stamp in stamps}))
PYTHON
)
expected=$(cat <<'TEXT'
read: [('TIMESTAMP WITH TIME ZONE', '2024-05-08 04:30:00+00:00')]
cast: [('TIMESTAMP', '2024-05-07 23:30:00'), ('TIMESTAMP', '2024-05-08 06:30:00')]
cast: [('DATE', '2024-05-07'), ('DATE', '2024-05-08')]
cast: [('TIMESTAMP WITH TIME ZONE', '2024-05-08 04:30:00+00:00')]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
