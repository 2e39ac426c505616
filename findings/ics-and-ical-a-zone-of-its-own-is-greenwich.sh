#!/usr/bin/env bash
# ics 0.7.3 and ical 14.3.1 beside icalendar 7.3.2: talks at 10:00, in a zone that the calendar itself defines, are at 10:00 of Greenwich.
#
# A calendar tells its zones in VTIMEZONE, which RFC 5545 makes the authority; Outlook and others name them as they like. ics looks the name
# up in the list of the system and takes UTC where it is not there, without a word: the hours of the file are never read, and a meeting at
# half past five UTC is told for ten. ical reads a zone whose rules recur, and one with a single offset as UTC. Where a name is in the list,
# all three take the list's hours and not the file's: a calendar that was written under Tehran's summer time, gone since 2022, moves by an
# hour. icalendar alone gives each of the others as it stands.
# Common guess: the zone in the file is the one that counts, a name that is not known raises, and three readers of one file agree.
# What helps: icalendar; or write UTC, and the hour of the place in the description.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check ics==0.7.3 ical==14.3.1 icalendar==7.3.2 tzdata==2026.6
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import warnings
from datetime import timezone

warnings.simplefilter("ignore")  # of packages below these
import icalendar
import ics
from ical.calendar_stream import IcsCalendarStream

RULES = {
    "one offset": ("", ""),
    "rules": ("RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=3SA\n", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=3SA\n"),
}
READERS = {
    "icalendar": lambda text: icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt,
    "ics": lambda text: next(iter(ics.Calendar(text).events)).begin.datetime,
    "ical": lambda text: IcsCalendarStream.calendar_from_ics(text).events[0].dtstart,
}


def calendar(zone, rules):
    """Talks at 10:00, 4 and a half hours before Greenwich; with rules, in a summer that begins in March."""
    winter, summer = RULES[rules]
    standard = "+0330" if winter else "+0430"
    text = f"BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0430\nTZOFFSETTO:{standard}\n{winter}END:STANDARD\n"
    if summer:
        text += f"BEGIN:DAYLIGHT\nDTSTART:19700101T000000\nTZOFFSETFROM:+0330\nTZOFFSETTO:+0430\n{summer}END:DAYLIGHT\n"
    text = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//desk//talks//EN\nBEGIN:VTIMEZONE\nTZID:{zone}\n{text}END:VTIMEZONE\n"
        f"BEGIN:VEVENT\nUID:1@desk.example\nDTSTAMP:20240101T000000Z\nSUMMARY:Talks\nDTSTART;TZID={zone}:20240507T100000\n"
        f"DTEND;TZID={zone}:20240507T110000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n")


for zone in ("Iran Standard Time", "Conference", "Asia/Tehran"):
    for rules in RULES:
        text = calendar(zone, rules)
        found = (f"{name} {read(text).astimezone(timezone.utc):%H:%M}" for name, read in READERS.items())
        print(f"{zone}, {rules}:", ", ".join(found))
PYTHON
)
expected=$(cat <<'TEXT'
Iran Standard Time, one offset: icalendar 05:30, ics 10:00, ical 10:00
Iran Standard Time, rules: icalendar 05:30, ics 10:00, ical 05:30
Conference, one offset: icalendar 05:30, ics 10:00, ical 10:00
Conference, rules: icalendar 05:30, ics 10:00, ical 05:30
Asia/Tehran, one offset: icalendar 06:30, ics 06:30, ical 06:30
Asia/Tehran, rules: icalendar 06:30, ics 06:30, ical 06:30
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
