#!/usr/bin/env bash
# followthemoney 4.11.2: a date property keeps the beginning that it understands; weeks and quarters become their year.
#
# entity.add("date", ...) never raises. "2024-W12" and "2024-Q2" are stored as 2024, a span "2024-05-07/2024-05-09" as its first day,
# and "7 May 2024" or "Spring 2024" as nothing at all: an ISO 8601 week, valid in every other tool of the chain, silently grows to a year.
# Common guess: ISO 8601 is ISO 8601; what cannot be stored is refused or logged.
# What helps: turn a week into its month or day range before adding, and compare what was stored with what was given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check followthemoney==4.11.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from followthemoney import model

for given in ["2024-05-07", "2024-05", "2024-W12", "2024-Q2", "2024-05-07/2024-05-09", "7 May 2024", "Spring 2024"]:
    event = model.make_entity("Event")
    event.id = "round"
    event.add("date", given)
    print(given, "->", event.get("date"))
PYTHON
)
expected=$(cat <<'TEXT'
2024-05-07 -> ['2024-05-07']
2024-05 -> ['2024-05']
2024-W12 -> ['2024']
2024-Q2 -> ['2024']
2024-05-07/2024-05-09 -> ['2024-05-07']
7 May 2024 -> []
Spring 2024 -> []
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
