#!/usr/bin/env bash
# feedparser 6.0.14: the date of an RSS item that uses Dublin Core lands under "updated"; "published" stays empty.
#
# <dc:date> is what RDF and many ministry and journal feeds carry as the day of publication. entry.published and published_parsed are not
# there (KeyError, None with get); the day is under updated. <dcterms:issued>, the element meant for publication, is read as published.
# Common guess: the only date of an item is its publication date, or feedparser falls back from published to updated by itself.
# What helps: ask for published, then updated, and say which it was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import feedparser

feed = feedparser.parse(
    b"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><channel>
    <item><title>dc:date</title><dc:date>2024-05-07</dc:date></item>
    <item><title>dcterms:issued</title><dcterms:issued>2024-05-07</dcterms:issued></item>
    <item><title>pubDate</title><pubDate>Tue, 07 May 2024 09:00:00 GMT</pubDate></item>
    </channel></rss>"""
)
for entry in feed.entries:
    print(entry.title, "| published:", entry.get("published"), "| updated:", "updated_parsed" in entry)
PYTHON
)
expected=$(cat <<'TEXT'
dc:date | published: None | updated: True
dcterms:issued | published: 2024-05-07 | updated: False
pubDate | published: Tue, 07 May 2024 09:00:00 GMT | updated: False
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
