#!/usr/bin/env bash
# feedparser 6.0.14 and the mail package of Python 3.11 beside dateparser 1.5.0: in a feed, 10:00 MSK is 10:00 UTC, and 10:00 AST is 14:00.
#
# RSS and mail may name a zone by letters, and papers and ministries do. feedparser and Python know those of North America alone. For any
# other, feedparser gives published_parsed, said to be in UTC, as if the zone were UTC, and Python a time without zone, which cannot be
# compared with the others. AST is Atlantic time to all three, seven hours from Arabia's, CST not China's, and IST is Israel's to
# dateparser, not India's. One item thus lies three hours apart by the package that read it, and late in the evening on another day.
# Common guess: published_parsed is UTC for every valid pubDate; an unknown zone gives None or sets bozo.
# What helps: look for letters at the end of entry.published, and take their offset from a table for the place of the paper.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14 dateparser==1.5.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import time
import warnings
from email.utils import parsedate_to_datetime

warnings.simplefilter("ignore")  # of packages below these
import dateparser
import feedparser

for zone in ("MSK", "EEST", "IRST", "AST", "IST", "CST", "EST", "+0300"):
    text = f"Tue, 07 May 2024 10:00:00 {zone}"
    feed = feedparser.parse(f'<rss version="2.0"><channel><item><pubDate>{text}</pubDate></item></channel></rss>')
    moment = time.strftime("%H:%M", feed.entries[0].published_parsed)
    mail, free = parsedate_to_datetime(text), dateparser.parse(text)
    print(f"10:00 {zone} | feedparser: {moment} UTC, bozo {feed.bozo} | email: {mail.isoformat()[11:]} | dateparser: {free.isoformat()[11:]}")
PYTHON
)
expected=$(cat <<'TEXT'
10:00 MSK | feedparser: 10:00 UTC, bozo False | email: 10:00:00 | dateparser: 10:00:00+03:00
10:00 EEST | feedparser: 10:00 UTC, bozo False | email: 10:00:00 | dateparser: 10:00:00+03:00
10:00 IRST | feedparser: 10:00 UTC, bozo False | email: 10:00:00 | dateparser: 10:00:00+03:30
10:00 AST | feedparser: 14:00 UTC, bozo False | email: 10:00:00-04:00 | dateparser: 10:00:00-04:00
10:00 IST | feedparser: 10:00 UTC, bozo False | email: 10:00:00 | dateparser: 10:00:00+02:00
10:00 CST | feedparser: 16:00 UTC, bozo False | email: 10:00:00-06:00 | dateparser: 10:00:00-06:00
10:00 EST | feedparser: 15:00 UTC, bozo False | email: 10:00:00-05:00 | dateparser: 10:00:00-05:00
10:00 +0300 | feedparser: 07:00 UTC, bozo False | email: 10:00:00+03:00 | dateparser: 10:00:00+03:00
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
