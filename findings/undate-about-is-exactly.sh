#!/usr/bin/env bash
# undate 0.8.0: dates "about" and "perhaps" are read as exact ones, and two equal dates of which a digit is unknown are not equal.
#
# Undate.parse takes EDTF with its marks: "2024~" (about 2024) and "2024?" (perhaps 2024) are accepted and the mark is dropped, so that they
# equal "2024" and are written back without it. What the library keeps, a missing digit, makes a date unequal to any date, its own copy
# included: 202X is never found by == in a list of dates that holds 202X.
# Common guess: a library for uncertain dates keeps the two signs of uncertainty, or refuses them as it refuses seasons; x == x.
# What helps: keep the text beside the date; compare earliest and latest.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check undate==0.8.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from undate import Undate

for text in ("2024~", "2024?", "202X"):
    date = Undate.parse(text, "EDTF")
    print(text, "| written back:", date.format("EDTF"), "|", date.earliest, "to", date.latest, end=" | ")
    print("equals 2024:", date == Undate(2024), "| equals itself, parsed again:", date == Undate.parse(text, "EDTF"))
PYTHON
)
expected=$(cat <<'TEXT'
2024~ | written back: 2024 | 2024-01-01 to 2024-12-31 | equals 2024: True | equals itself, parsed again: True
2024? | written back: 2024 | 2024-01-01 to 2024-12-31 | equals 2024: True | equals itself, parsed again: True
202X | written back: 202X | 2020-01-01 to 2029-12-31 | equals 2024: False | equals itself, parsed again: False
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
