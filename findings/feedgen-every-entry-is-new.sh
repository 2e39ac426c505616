#!/usr/bin/env bash
# feedgen 1.0.0: an entry that is given its day of publication says it was updated now, and the entries stand in reverse.
#
# add_entry() puts the moment of the call into atom:updated, and published() does not touch it. A feed that is written anew every hour tells
# every reader that all its entries have changed, and readers that sort by the day of change show the oldest item as today's. The RSS of the
# same feed has no such element, so that only Atom's readers see it. And add_entry() prepends: what was added last comes first.
# Common guess: updated is filled from published where nothing else is given, and entries are written in the order in which they came.
# What helps: entry.updated(day) beside entry.published(day), and add_entry(order="append").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check feedgen==1.0.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import re
from datetime import datetime, timezone

from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("https://news.example/")
feed.title("News of the talks")
feed.link(href="https://news.example/")
feed.description("News of the talks")
for day in (7, 8):
    entry = feed.add_entry()
    entry.id(f"https://news.example/{day}")
    entry.title(f"The talks on {day} May")
    entry.link(href=f"https://news.example/{day}")
    entry.published(datetime(2024, 5, day, tzinfo=timezone.utc))

this_year = str(datetime.now(timezone.utc).year)
for part in feed.atom_str().decode().split("<entry>")[1:]:
    told = dict(re.findall("<(title|published|updated)>(.*?)</", part))
    now = told["updated"].startswith(this_year)
    print(told["title"], "| published:", told["published"][:10], "| updated:", "this year" if now else told["updated"])
print("RSS tells of a change:", "updated" in feed.rss_str().decode())
PYTHON
)
expected=$(cat <<'TEXT'
The talks on 8 May | published: 2024-05-08 | updated: this year
The talks on 7 May | published: 2024-05-07 | updated: this year
RSS tells of a change: False
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
