#!/usr/bin/env bash
# geopy 2.5.0 beside lat-lon-parser 1.3.1: Point("33 30 30 N 36 18 0 E"), Damascus, is in Mali, 18 N and 0 E; -33.5 S is north.
#
# from_string takes the last of a text that it can read as two numbers with their signs, and skips what stands before: without the marks of
# minutes and seconds, "33 30 30 N 36 18 0 E" is 18 N 0 E, and "33 30 N 36 18 E" is 36 N 18 E, in the sea off Sicily, each a valid point. A
# decimal comma makes 36 N 3 E of 33,5 N 36,3 E. A minus and an S, as a gazetteer writes that has both, are two minuses to it, so that -33.5
# S is 33.5 north; the documentation has such a text among its examples and does not say where it lies. lat-lon-parser, which reads one
# number at a time, takes all of them as meant.
# Common guess: a text that does not fit raises ValueError, as "33:30 N" and "33.5 South" do; a sign that is told twice is the same sign.
# What helps: a parser that must match from end to end, or Point(latitude, longitude) from two numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check geopy==2.5.0 lat-lon-parser==1.3.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from geopy import Point
from lat_lon_parser import parse

for parts in (
    ("33 30 30 N", "36 18 0 E"),
    ("33 30 N", "36 18 E"),
    ("N 33 30", "E 36 18"),
    ("33,5 N", "36,3 E"),
    ("-33.5 S", "45 E"),
    ("33°30'30\" N", "36°18'0\" E"),
    ("33:30 N", "36:18 E"),
):
    text = " ".join(parts)
    try:
        one = "{:.2f} {:.2f}".format(*Point(text))
    except ValueError:
        one = "ValueError"
    print(text, "| geopy:", one, "| lat-lon-parser:", "{:.2f} {:.2f}".format(*map(parse, parts)))
PYTHON
)
expected=$(cat <<'TEXT'
33 30 30 N 36 18 0 E | geopy: 18.00 0.00 | lat-lon-parser: 33.51 36.30
33 30 N 36 18 E | geopy: 36.00 18.00 | lat-lon-parser: 33.50 36.30
N 33 30 E 36 18 | geopy: 36.00 18.00 | lat-lon-parser: 33.50 36.30
33,5 N 36,3 E | geopy: 36.00 3.00 | lat-lon-parser: 33.50 36.30
-33.5 S 45 E | geopy: 33.50 45.00 | lat-lon-parser: -33.50 45.00
33°30'30" N 36°18'0" E | geopy: 33.51 36.30 | lat-lon-parser: 33.51 36.30
33:30 N 36:18 E | geopy: ValueError | lat-lon-parser: 33.50 36.30
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
