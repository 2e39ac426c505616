#!/usr/bin/env bash
# libhxl 5.2.2: in a table of events an ISO date with an hour, 2024-05-07T09:30Z, is 5 July; GDELT's 20240507 is a day of August 1970.
#
# The library of the Humanitarian Exchange Language takes 2024-05-07, alone or before a space and 09:30:00, by patterns of its own. All that
# they do not match, an hour with a "T", an offset, a fraction of a second or slashes, goes to dateutil with dayfirst=True, which turns the
# month and the day of an ISO date round as well where the day is below 13; from the 13th on it is right. A whole number above 100000 is
# taken for seconds since 1970, and one from 2200 on for days; "7-10 May 2024" is 10 May 2007. Cleaning, filters and sorting go by this, so
# that a query for July finds the talks of May, and no row is refused. (It needs six as well, which it does not name.)
# Common guess: year, month and day in this order mean one day to every reader, and "day first" settles only what is open.
# What helps: cut dates to ten letters, with hyphens, before they get the tag #date.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check libhxl==5.2.2 python-dateutil==4.0.0 six==1.17.0
cd "$folder"
seen=$(TZ=UTC "$folder/env/bin/python" - <<'PYTHON'
import hxl

DAYS = (
    "2024-05-07",
    "2024-05-07 09:30:00",
    "2024-05-07T09:30Z",
    "2024-05-07T09:30:00+03:00",
    "2024-05-07 09:30:00.000",
    "2024/05/07",
    "2024-05-13T09:30Z",
    "20240507",
    "7-10 May 2024",
)
table = [["Day", "Event"], ["#date", "#event"], *([day, "talks"] for day in DAYS)]
for day, row in zip(DAYS, hxl.data(table).clean_data(date="#date")):
    print(day, "is", row.values[0])
print("from July on:", *(row.values[0] for row in hxl.data(table).with_rows("#date>=2024-07-01")), sep="\n  ")
PYTHON
)
expected=$(cat <<'TEXT'
2024-05-07 is 2024-05-07
2024-05-07 09:30:00 is 2024-05-07
2024-05-07T09:30Z is 2024-07-05
2024-05-07T09:30:00+03:00 is 2024-07-05
2024-05-07 09:30:00.000 is 2024-07-05
2024/05/07 is 2024-07-05
2024-05-13T09:30Z is 2024-05-13
20240507 is 1970-08-23
7-10 May 2024 is 2007-05-10
from July on:
  2024-05-07T09:30Z
  2024-05-07T09:30:00+03:00
  2024-05-07 09:30:00.000
  2024/05/07
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
