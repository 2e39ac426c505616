#!/usr/bin/env bash
# clingo 5.8.3: a deadline of 2040, in seconds since 1970, is of 1903 and the first of all; claims 7 and 4294967303 are one claim.
#
# Numbers of answer set programs are those of C's int, 32 bits with a sign. What does not fit is no error where the program is read or the
# sum is made: it comes out at the other end, as a term, a sum, the cost of an optimum, in silence under --warn=all. From 19 January 2038 on
# a moment in seconds is before 1970, milliseconds and stamps as 20240507093000 are anything, and two numbers that lie 2^32 apart are one
# constant, so that two facts of a program are one fact. clingo.Number of Python refuses the same number, clingo.parse_term takes it.
# Common guess: numbers are whole and without end, as in Prolog and Python, or what does not fit is refused where the program is read.
# What helps: days since 1970, or 20240507 (the day alone fits); ids as texts ("4294967303"); clingo.Number for every number from outside.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check clingo==5.8.3
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from datetime import UTC, datetime

import clingo

NORWAY, CHAD = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2027, 2040))
PROGRAM = f"""
deadline(norway, {NORWAY}). deadline(chad, {CHAD}).
first(P) :- deadline(P, T), T = #min {{ S : deadline(_, S) }}.
accepts(7). accepts(4294967303).
claims(N) :- N = #count {{ C : accepts(C) }}.
milliseconds({NORWAY} * 1000).
stamp(20240507093000).
total(S) :- S = #sum {{ T, P : deadline(P, T) }}.
"""
warnings = []
control = clingo.Control(["--warn=all"], logger=lambda kind, text: warnings.append(text))
control.add(PROGRAM)
control.ground()
print("deadlines:", NORWAY, CHAD)
with control.solve(yield_=True) as models:
    for model in models:
        for atom in sorted(map(str, model.symbols(atoms=True))):
            print("clingo:", atom)
print("warnings:", len(warnings))
moved = clingo.parse_term(str(CHAD)).number
print("parse_term:", moved, datetime.fromtimestamp(moved, UTC).date())
try:
    clingo.Number(CHAD)
except OverflowError as error:
    print("Number:", error)
PYTHON
)
expected=$(cat <<'TEXT'
deadlines: 1798761600 2208988800
clingo: accepts(7)
clingo: claims(1)
clingo: deadline(chad,-2085978496)
clingo: deadline(norway,1798761600)
clingo: first(chad)
clingo: milliseconds(-829697024)
clingo: stamp(-1673773048)
clingo: total(-287216896)
warnings: 0
parse_term: -2085978496 1903-11-25
Number: integer 2208988800 does not fit '32-bit int'
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
