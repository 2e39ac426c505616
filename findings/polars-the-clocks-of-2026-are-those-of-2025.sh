#!/usr/bin/env bash
# polars 2.1.0 beside duckdb 2.0.1 and zoneinfo with tzdata 2026.6: noon in Vancouver, Winnipeg or Casablanca is another hour in polars.
#
# Each has a list of zones of its own: polars and DuckDB compiled in, zoneinfo that of the machine or of tzdata. polars' does not have the laws
# of 2026: Canadian provinces that keep their summer time, Morocco's return to the time of Greenwich. Its offsets for mid-December 2026 are
# an hour off in those zones, and every one of them is right for December 2025, so that no test with older dates sees it. A newer tzdata
# changes nothing, no error tells, and a join of polars' hours with those of the other two loses or moves the evening's events.
# Common guess: whoever takes the name of a zone takes its rules from the system; new releases bring the rules of their year.
# What helps: store UTC with the offset that the page gave, convert with zoneinfo and a pinned tzdata, and let frames have moments alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pytz==2026.6 tzdata==2026.6
cd "$folder"
seen=$(PYTHONTZPATH="" "$folder/env/bin/python" - <<'PYTHON'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo, available_timezones

import duckdb
import polars

DAYS = [datetime(year, 12, 15, 20, tzinfo=timezone.utc) for year in (2025, 2026)]
con = duckdb.connect()


def by_zoneinfo(zone):
    return [day.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for day in DAYS]


def by_polars(zone):
    return polars.Series(DAYS).dt.convert_time_zone(zone).dt.replace_time_zone(None).to_list()


def by_duckdb(zone):
    return [con.execute("SELECT timezone(?, ?::TIMESTAMPTZ)", [zone, day]).fetchone()[0] for day in DAYS]


for zone in ("America/Vancouver", "America/Winnipeg", "Africa/Casablanca", "Europe/Kyiv"):
    found = [f"{way.__name__.removeprefix('by_')} {old:%H} {new:%H}" for way in (by_zoneinfo, by_duckdb, by_polars) for old, new in [way(zone)]]
    print(f"{zone}, hour at 20:00 UTC in December 2025 and 2026:", ", ".join(found))
zones = sorted(zone for zone in available_timezones() if "/" in zone)
pairs = {zone: list(zip(by_zoneinfo(zone), by_polars(zone))) for zone in zones}
for k, day in enumerate(DAYS):
    print(day.year, "| polars differs from tzdata in:", " ".join(z for z in zones if pairs[z][k][0] != pairs[z][k][1]) or "no zone")
PYTHON
)
expected=$(cat <<'TEXT'
America/Vancouver, hour at 20:00 UTC in December 2025 and 2026: zoneinfo 12 13, duckdb 12 13, polars 12 12
America/Winnipeg, hour at 20:00 UTC in December 2025 and 2026: zoneinfo 14 15, duckdb 14 15, polars 14 14
Africa/Casablanca, hour at 20:00 UTC in December 2025 and 2026: zoneinfo 21 20, duckdb 21 20, polars 21 21
Europe/Kyiv, hour at 20:00 UTC in December 2025 and 2026: zoneinfo 22 22, duckdb 22 22, polars 22 22
2025 | polars differs from tzdata in: no zone
2026 | polars differs from tzdata in: Africa/Casablanca Africa/El_Aaiun America/Edmonton America/Havana America/Inuvik America/Rainy_River America/Vancouver America/Winnipeg America/Yellowknife Canada/Central Canada/Mountain Canada/Pacific
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
