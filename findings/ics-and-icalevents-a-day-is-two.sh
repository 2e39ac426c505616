#!/usr/bin/env bash
# ics 0.7.3 and icalevents 0.3.1 list talks of one whole day on the day after too; recurring-ical-events 3.8.2 does not.
#
# DTSTART;VALUE=DATE:20240312 with DTEND;VALUE=DATE:20240313 is the 12th alone (RFC 5545: the end is not part of it). ics and icalevents make
# midnights in UTC of both and find an event on each day that either touches, so three days are four; to somebody who asks ics for a day of
# New York the talks are on the 11th and 12th. Without DTEND, which means the same, icalevents has the 12th alone but an end that is its
# beginning, and ics still has two days. The midnight at the end of an hour's talks counts in the same way. All three keep the dates
# themselves as they were, so a round trip shows nothing.
# Common guess: whole days are dates, and a day is asked for by a date.
# What helps: recurring_ical_events.of(calendar).at(day); where readers are not known, the day in the title as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  ics==0.7.3 icalevents==0.3.1 recurring-ical-events==3.8.2 icalendar==7.3.2 arrow==1.4.0
cd "$folder"
seen=$("$folder/env/bin/python" -W ignore - <<'PYTHON'
from datetime import date, datetime

import arrow
import icalendar
import recurring_ical_events
from icalevents.icalevents import events
from ics import Calendar

FORMS = {
    "one day": ("DTSTART;VALUE=DATE:20240312", "DTEND;VALUE=DATE:20240313"),
    "one day, no end": ("DTSTART;VALUE=DATE:20240312",),
    "three days": ("DTSTART;VALUE=DATE:20240312", "DTEND;VALUE=DATE:20240315"),
    "until midnight": ("DTSTART:20240312T220000Z", "DTEND:20240313T000000Z"),
}
DAYS = range(10, 17)
for name, lines in FORMS.items():
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20240301T000000Z"]
        + ["SUMMARY:talks", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )
    timeline, calendar = Calendar(text).timeline, icalendar.Calendar.from_ical(text)
    print(
        f"{name}:",
        [d for d in DAYS if list(timeline.on(arrow.get(2024, 3, d)))],
        [d for d in DAYS if list(timeline.on(arrow.get(2024, 3, d, tzinfo="America/New_York")))],
        [d for d in DAYS if events(string_content=text.encode(), start=datetime(2024, 3, d), end=datetime(2024, 3, d, 23, 59))],
        [d for d in DAYS if recurring_ical_events.of(calendar).at(date(2024, 3, d))],
    )
PYTHON
)
expected=$(cat <<'TEXT'
one day: [12, 13] [11, 12] [12, 13] [12]
one day, no end: [12, 13] [11, 12] [12] [12]
three days: [12, 13, 14, 15] [11, 12, 13, 14] [12, 13, 14, 15] [12, 13, 14]
until midnight: [12, 13] [12] [12, 13] [12]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
