#!/usr/bin/env bash
# FastWARC 2.0.1 beside warcio 1.8.1: in an archive of GNU Wget the address of a page comes out as <https://...>, brackets included.
#
# The grammar of WARC 1.0 has angle brackets around an address, and Wget (--warc-file) writes them; most crawlers do not, and WARC 1.1
# dropped them. warcio takes them off. FastWARC, also with quirks_mode, hands the header over as it stands: such an address begins with "<",
# has no scheme for urlsplit, and no page of the archive meets the same page of another crawl.
# Common guess: an index or a set of addresses does not depend on which of the two libraries read the archive.
# What helps: strip "<" and ">" off WARC-Target-URI (and WARC-Refers-To-Target-URI), which no valid address contains.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check fastwarc==2.0.1 warcio==1.8.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import io
from urllib.parse import urlsplit

import fastwarc.warc
import warcio.archiveiterator

page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The talks begin on Monday.</p>"
archive = b""
for number, address in enumerate(("<https://news.example/talks>", "https://news.example/talks"), 1):
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-07T09:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    archive += head.encode() + page + b"\r\n\r\n"

for record in warcio.archiveiterator.ArchiveIterator(io.BytesIO(archive)):
    print("warcio  ", record.rec_headers.get_header("WARC-Target-URI"))
for quirks in (False, True):
    for record in fastwarc.warc.ArchiveIterator(io.BytesIO(archive), quirks_mode=quirks):
        address = record.headers["WARC-Target-URI"]
        print("fastwarc", address, "| scheme:", repr(urlsplit(address).scheme), "| quirks_mode:", quirks)
PYTHON
)
expected=$(cat <<'TEXT'
warcio   https://news.example/talks
warcio   https://news.example/talks
fastwarc <https://news.example/talks> | scheme: '' | quirks_mode: False
fastwarc https://news.example/talks | scheme: 'https' | quirks_mode: False
fastwarc <https://news.example/talks> | scheme: '' | quirks_mode: True
fastwarc https://news.example/talks | scheme: 'https' | quirks_mode: True
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
