#!/usr/bin/env bash
# csvkit 2.2.0 (agate 1.14.2): csvsort and csvjson make a span of ten and a half minutes of 10:30, and a day of the year 1 of an envoy.
#
# csvkit reads a column as the first type that takes all its values, and writes what it read: a file that was only sorted has other words in
# it. Hours without seconds are minutes and seconds, also beside 09:00:00, which is nine hours; a count that was 0 or 1 so far is False or
# True; envoys named May and June are months of the year 1, as is a day without its year; a vote of 1-2 is a day of 2001, and "none" is
# empty. One row of another kind more, and the column is text again.
# Common guess: sorting changes the order of rows; a time of day is a time or stays text; a date has a year.
# What helps: --no-inference (-I) on every command that does not calculate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import subprocess
import sys
from pathlib import Path

TABLE = """day,begins,killed,envoy,vote
2024-05-08,14:00,1,June,3-4
2024-05-07,10:30,0,May,1-2
"""
Path("talks.csv").write_text(TABLE)
scripts = Path(sys.executable).parent


def show(*command):
    done = subprocess.run([scripts / command[0], *command[1:]], capture_output=True, text=True, check=True)
    print(*command, "|", " / ".join(done.stdout.split("\n")))


show("csvsort", "-c", "day", "talks.csv")
show("csvsort", "-c", "day", "--no-inference", "talks.csv")
show("csvjson", "talks.csv")
Path("talks.csv").write_text(TABLE + "2024-05-09,09:00:00,2,Ali,none\n")
show("csvsort", "-c", "day", "talks.csv")
PYTHON
)
expected=$(cat <<'TEXT'
csvsort -c day talks.csv | day,begins,killed,envoy,vote / 2024-05-07,0:10:30,False,0001-05-01,2001-01-02 / 2024-05-08,0:14:00,True,0001-06-01,2001-03-04 / 
csvsort -c day --no-inference talks.csv | day,begins,killed,envoy,vote / 2024-05-07,10:30,0,May,1-2 / 2024-05-08,14:00,1,June,3-4 / 
csvjson talks.csv | [{"day": "2024-05-08", "begins": "0:14:00", "killed": true, "envoy": "0001-06-01", "vote": "2001-03-04"}, {"day": "2024-05-07", "begins": "0:10:30", "killed": false, "envoy": "0001-05-01", "vote": "2001-01-02"}]
csvsort -c day talks.csv | day,begins,killed,envoy,vote / 2024-05-07,0:10:30,0,May,2001-01-02 / 2024-05-08,0:14:00,1,June,2001-03-04 / 2024-05-09,9:00:00,2,Ali, / 
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
