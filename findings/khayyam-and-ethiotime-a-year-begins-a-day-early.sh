#!/usr/bin/env bash
# khayyam 3.0.17 beside jdatetime 6.1.1, and ethiotime 1.0.2 beside ethiocalendar 1.2.0: Iran's year 1404 is a day off from end to end.
#
# Both are right until a leap day. khayyam counts by a rule of 2820 years, which has a day more in 1404 where Iran had it in 1403: from 20
# March 2025 to 20 March 2026 every day bears the date of the next; 30 Esfand 1403 is refused, and 30 Esfand 1404, which Iran never had, is
# taken. The ten years before have no error, so that older tests pass. ethiotime gives the sixth day of Pagume to the year behind the leap
# year: 11 September 2023 is 1 Meskerem 2016, and every fourth year is a day off from end to end. ethiopian-calendar 0.1.0 has the right
# years and calls that last day of 2015 the first of 2015, a year earlier. Round trips give the same day in khayyam and ethiotime.
# Common guess: of calendars that go by rule, and not by a moon that somebody must see, all libraries have the same days; or a round trip
# shows who errs.
# What helps: jdatetime or persiantools, ethiocalendar or ethiopian-date-converter-py; test with 20 March 2025 and 11 September 2023.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check khayyam==3.0.17 jdatetime==6.1.1 persiantools==6.2.0 ethiotime==1.0.2 \
  ethiocalendar==1.2.0 ethiopian-calendar==0.1.0 ethiopian-date-converter-py==1.0.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from collections import Counter
from datetime import date, timedelta

import ethiocalendar
import ethiopian_calendar
import ethiopian_date_converter
import jdatetime
import khayyam
from ethiotime import CalendarService
from persiantools.jdatetime import JalaliDate

DAYS = [date(2015, 1, 1) + timedelta(days) for days in range(366 * 15)]


def fields(day):
    return day.year, day.month, day.day


IRAN = {
    "jdatetime": lambda day: fields(jdatetime.date.fromgregorian(date=day)),
    "persiantools": lambda day: fields(JalaliDate(day)),
    "khayyam": lambda day: fields(khayyam.JalaliDate(day)),
}
ETHIOPIA = {
    "ethiocalendar": lambda day: ethiocalendar.from_gregorian(*fields(day)),
    "ethiopian-date-converter-py": lambda day: tuple(ethiopian_date_converter.gregorian_to_ethiopic(*fields(day)).values()),
    "ethiotime": CalendarService.gc_to_ec,
    "ethiopian-calendar": lambda day: fields(ethiopian_calendar.EthiopicDate.from_gregorian(day)),
}

for ways, days in ((IRAN, (date(2025, 3, 20), date(2026, 3, 20))), (ETHIOPIA, (date(2022, 11, 2), date(2023, 9, 11), date(2024, 1, 1)))):
    right = next(iter(ways.values()))
    for name, way in ways.items():
        wrong = Counter(right(day)[0] for day in DAYS if way(day) != right(day))
        told = [f"{day} is {'-'.join(map(str, way(day)))}" for day in days]
        print(f"{name} |", ", ".join(told), "| days that differ from", next(iter(ways)), "by year:", dict(wrong) or "none")
for year in (1403, 1404):
    try:
        print(f"khayyam | 30 Esfand {year} is", khayyam.JalaliDate(year, 12, 30).todate())
    except ValueError:
        print(f"khayyam | 30 Esfand {year} is refused")
print("there and back | khayyam:", all(khayyam.JalaliDate(day).todate() == day for day in DAYS), end=" | ")
print("ethiotime:", all(CalendarService.ec_to_gc(*CalendarService.gc_to_ec(day)) == day for day in DAYS))
PYTHON
)
expected=$(cat <<'TEXT'
jdatetime | 2025-03-20 is 1403-12-30, 2026-03-20 is 1404-12-29 | days that differ from jdatetime by year: none
persiantools | 2025-03-20 is 1403-12-30, 2026-03-20 is 1404-12-29 | days that differ from jdatetime by year: none
khayyam | 2025-03-20 is 1404-1-1, 2026-03-20 is 1404-12-30 | days that differ from jdatetime by year: {1403: 1, 1404: 365}
ethiocalendar | 2022-11-02 is 2015-2-23, 2023-09-11 is 2015-13-6, 2024-01-01 is 2016-4-22 | days that differ from ethiocalendar by year: none
ethiopian-date-converter-py | 2022-11-02 is 2015-2-23, 2023-09-11 is 2015-13-6, 2024-01-01 is 2016-4-22 | days that differ from ethiocalendar by year: none
ethiotime | 2022-11-02 is 2015-2-23, 2023-09-11 is 2016-1-1, 2024-01-01 is 2016-4-23 | days that differ from ethiocalendar by year: {2007: 1, 2008: 365, 2011: 1, 2012: 365, 2015: 1, 2016: 365, 2019: 1, 2020: 365}
ethiopian-calendar | 2022-11-02 is 2015-2-23, 2023-09-11 is 2015-1-1, 2024-01-01 is 2016-4-22 | days that differ from ethiocalendar by year: {2007: 1, 2011: 1, 2015: 1, 2019: 1}
khayyam | 30 Esfand 1403 is refused
khayyam | 30 Esfand 1404 is 2026-03-20
there and back | khayyam: True | ethiotime: True
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
