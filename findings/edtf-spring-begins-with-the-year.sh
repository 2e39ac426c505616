#!/usr/bin/env bash
# edtf 5.0.2 (PyPI) and edtf 4.11.1 (npm): 2024-21, the spring of 2024, is March to May in one and January to March in the other.
#
# Both read the date format of the Library of Congress, in which 21 to 24 are the seasons and 25 to 32 those of north and south. The format
# names no days. edtf.js takes the seasons for quarters, so that spring is over when it begins and winter is October to December, and the
# summer of the south July to September. In Python winter is December alone, without the months that follow: talks of a January lie in the
# winter of no year. An offensive "in spring" and a truce of 2 April overlap in one program and not in the other.
# Common guess: one standard, one span; a season is three months and winter goes on into the next year; the south is half a year off.
# What helps: give first and last day of a season beside its code, and never sort or overlap by the code alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check edtf==5.0.2
npm install --silent --no-audit --no-fund --prefix "$folder" edtf@4.11.1 >/dev/null
cd "$folder"
cat > dates <<'TEXT'
2024-21 spring
2024-22 summer
2024-24 winter
2024-30 summer of the south
2024-32 winter of the south
TEXT
cat > seasons.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import edtf from "edtf";

for (const line of readFileSync("dates", "utf8").trim().split("\n")) {
  const season = edtf(line.split(" ")[0]);
  const days = [season.min, season.max].map((moment) => new Date(moment).toISOString().slice(0, 10));
  console.log("npm:", line, "|", days.join(" to "));
}
JAVASCRIPT
cat > seasons.py <<'PYTHON'
import time

from edtf import parse_edtf

with open("dates") as lines:
    for line in lines.read().splitlines():
        season = parse_edtf(line.split()[0])
        days = (time.strftime("%Y-%m-%d", day) for day in (season.lower_strict(), season.upper_strict()))
        print("PyPI:", line, "|", " to ".join(days))
PYTHON
seen=$("$folder/env/bin/python" seasons.py; TZ=UTC node seasons.mjs)
expected=$(cat <<'TEXT'
PyPI: 2024-21 spring | 2024-03-01 to 2024-05-31
PyPI: 2024-22 summer | 2024-06-01 to 2024-08-31
PyPI: 2024-24 winter | 2024-12-01 to 2024-12-31
PyPI: 2024-30 summer of the south | 2024-12-01 to 2024-12-31
PyPI: 2024-32 winter of the south | 2024-06-01 to 2024-08-31
npm: 2024-21 spring | 2024-01-01 to 2024-03-31
npm: 2024-22 summer | 2024-04-01 to 2024-06-30
npm: 2024-24 winter | 2024-10-01 to 2024-12-31
npm: 2024-30 summer of the south | 2024-07-01 to 2024-09-30
npm: 2024-32 winter of the south | 2024-01-01 to 2024-03-31
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
