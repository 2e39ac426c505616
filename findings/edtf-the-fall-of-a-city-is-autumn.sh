#!/usr/bin/env bash
# edtf 5.0.2: text_to_edtf reads a date into almost any phrase with a number, and a wrong one into plain English dates.
#
# The Python package of the Library of Congress' date format is what archives use to turn a catalogue's "circa 1915" into EDTF. It looks for
# seasons and numbers anywhere: the fall of a city is its autumn, a march on it is a month, a resolution has its number for a year. "7-9 May
# 2024", a span of three days, is 9 May 2007; "week 12 of 2024" is December; "May or June 2024" is May of any year.
# Common guess: what it does not understand is None, as "last year" is; what it returns was said.
# What helps: give it only phrases that are dates from end to end, and compare the year that comes back with the one in the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check edtf==5.0.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from edtf import text_to_edtf

for phrase in (
    "circa 2024",
    "last year",
    "the fall of Norstad 2021",
    "the march on Norstad 2021",
    "Security Council resolution 1701",
    "7-9 May 2024",
    "week 12 of 2024",
    "May or June 2024",
):
    print(phrase, "->", text_to_edtf(phrase))
PYTHON
)
expected=$(cat <<'TEXT'
circa 2024 -> 2024~
last year -> None
the fall of Norstad 2021 -> 2021-23
the march on Norstad 2021 -> 2021-03
Security Council resolution 1701 -> 1701
7-9 May 2024 -> 2007-05-09
week 12 of 2024 -> 2024-12
May or June 2024 -> XXXX-05
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
