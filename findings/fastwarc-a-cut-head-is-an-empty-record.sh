#!/usr/bin/env bash
# FastWARC 2.0.1: an archive that ends inside the head of a record gives no error, but an empty record of length 0.
#
# Only a cut inside its first line raises. Else a download that broke off there looks complete: the last record has a body of 0 bytes and,
# as the line that says otherwise is missing, a content length of 0, so that even comparing the two tells nothing. Cut inside a body,
# Content-Length is the only sign.
# Common guess: ArchiveIterator raises on a cut archive, as readers of zip and gzip do, so that no error means that all is there.
# What helps: compare each body with its Content-Length, and ask every record for the headers that WARC demands (WARC-Record-ID,
# WARC-Date, Content-Length); one that lacks them is where the file ends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check fastwarc==2.0.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import io

from fastwarc.warc import ArchiveIterator


def record(number):
    body = f"Page {number} of the archive.\n".encode()
    head = (
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000%d>\r\n"
        "WARC-Date: 2024-05-07T09:00:00Z\r\nWARC-Target-URI: https://news.example/%d\r\n"
        "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % (number, number, len(body))
    ).encode()
    return head, body + b"\r\n\r\n"


parts = [part for number in (1, 2, 3) for part in record(number)]
whole = b"".join(parts)
head_of_third = len(whole) - len(parts[-1]) - len(parts[-2])
for name, end in (
    ("whole", len(whole)),
    ("cut 4 bytes into the head of the third", head_of_third + 4),
    ("cut 40 bytes into the head of the third", head_of_third + 40),
    ("cut before the end of the head of the third", head_of_third + len(parts[-2]) - 3),
    ("cut in the body of the third", len(whole) - 15),
):
    seen = []
    error = "no error"
    try:
        for one in ArchiveIterator(io.BytesIO(whole[:end]), parse_http=False):
            seen.append(f"{len(one.reader.read())} of {one.content_length}")
    except OSError as raised:
        error = str(raised)
    print(f"{name}: {error}, {len(seen)} records, bytes {', '.join(seen)}")
PYTHON
)
expected=$(cat <<'TEXT'
whole: no error, 3 records, bytes 23 of 23, 23 of 23, 23 of 23
cut 4 bytes into the head of the third: Invalid WARC header, 2 records, bytes 23 of 23, 23 of 23
cut 40 bytes into the head of the third: no error, 3 records, bytes 23 of 23, 23 of 23, 0 of 0
cut before the end of the head of the third: no error, 3 records, bytes 23 of 23, 23 of 23, 0 of 23
cut in the body of the third: no error, 3 records, bytes 23 of 23, 23 of 23, 12 of 23
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
