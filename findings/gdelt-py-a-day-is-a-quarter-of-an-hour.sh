#!/usr/bin/env bash
# gdelt-py 0.1.11: events of one day, by Sudan, root code 04 (consult), are those of one quarter of an hour, by anybody, of any kind.
#
# Files of GDELT come every 15 minutes, 96 a day. A range of days is turned into hours at midnight on both ends, so that the last day is its
# first file alone, and a range of one day is one file. Of the filter, the files are asked for nothing but the days: actor1_country,
# action_country, event_root_code and the tone go into the query of BigQuery and are not looked at where rows come from files, which are
# tried first. In BigQuery an actor's country is compared with the two letters of FIPS 10-4, into which the filter turned the three given,
# while that column holds three ("SDN"); and two letters of ISO 3166 pass as FIPS, so that TD, Chad, is Trinidad and NG, Nigeria, is Niger.
# Common guess: a filter that is checked when it is made is applied; start and end are both included, whole; no match gives no rows.
# What helps: an end on the day after, the three letters of a country for a place, and a filter of one's own over what comes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check gdelt-py==0.1.11 httpx==0.28.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import asyncio
import io
import logging
import tempfile
import zipfile
from datetime import date

import httpx
from py_gdelt.config import GDELTSettings
from py_gdelt.endpoints.events import EventsEndpoint
from py_gdelt.filters import DateRange, EventFilter
from py_gdelt.sources.files import FileSource

logging.disable()
EVENTS = (("SDN", "SU", "040"), ("TCD", "CD", "190"))  # Sudan consults, Chad fights
asked = []


def row(number, actor, place, code):
    """One line of an export file, 61 cells, most of them empty, as they may be."""
    cells = [""] * 61
    cells[:8] = [str(number), "20240507", "202405", "2024", "2024.3479", actor, actor, actor]
    cells[25:35] = ["1", code, code, code[:2], "1", "1.0", "2", "1", "2", "1.5"]
    cells[51:54] = ["1", actor, place]
    cells[59:] = ["20240507001500", f"https://news.example/{number}"]
    return "\t".join(cells) + "\n"


def answer(request):
    """A server of our own, in this process, that has the same two events in each file."""
    asked.append(request.url.path)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("export.CSV", "".join(row(n, *event) for n, event in enumerate(EVENTS, 1)))
    return httpx.Response(200, content=file.getvalue())


async def ask(first, last, **wanted):
    asked.clear()
    wanted = EventFilter(date_range=DateRange(start=first, end=last), include_translated=False, **wanted)
    settings = GDELTSettings(cache_dir=tempfile.mkdtemp(dir="."))
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        found = await EventsEndpoint(FileSource(settings=settings, client=client), fallback_enabled=False).query(wanted)
    return len(asked), sorted({(event.actor1.country_code, event.event_code) for event in found.data})


DAY = date(2024, 5, 7)
print("7 May:", *asyncio.run(ask(DAY, DAY)))
print("7 to 8 May:", *asyncio.run(ask(DAY, date(2024, 5, 8))))
print("7 May, Sudan consults:", *asyncio.run(ask(DAY, DAY, actor1_country="SDN", event_root_code="04")))
print("an actor of SDN is looked for as", EventFilter(date_range=DateRange(start=DAY), actor1_country="SDN").actor1_country)
for country in ("TCD", "TD", "NGA", "NG"):
    print("a place in", country, "is looked for in", EventFilter(date_range=DateRange(start=DAY), action_country=country).action_country)
PYTHON
)
expected=$(cat <<'TEXT'
7 May: 1 [('SDN', '040'), ('TCD', '190')]
7 to 8 May: 97 [('SDN', '040'), ('TCD', '190')]
7 May, Sudan consults: 1 [('SDN', '040'), ('TCD', '190')]
an actor of SDN is looked for as SU
a place in TCD is looked for in CD
a place in TD is looked for in TD
a place in NGA is looked for in NI
a place in NG is looked for in NG
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
