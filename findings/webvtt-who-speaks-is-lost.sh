#!/usr/bin/env bash
# webvtt-py 0.6.0 and pysubs2 1.8.1 beside pycaption 2.3.14: captions of a briefing lose who speaks, or the second who does.
#
# WebVTT has the speaker in the tag of the words, <v Minister>. pysubs2 drops it on reading, where the "name" of a line, made for that,
# stays empty; webvtt-py's text and its SRT are without it, and its voice is the first of a caption alone: two who speak in one caption
# become the first, with the answer in his mouth. pycaption writes "Minister: " into the words themselves, in each format that it can write,
# where nothing tells it from what was said.
# Common guess: a name is part of the caption and comes along into SRT; or voice is of the words that text gives.
# What helps: take <v ...> apart in the file itself, before any of the three, and keep a row for each tag.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check webvtt-py==0.6.0 pysubs2==1.8.1 pycaption==2.3.14
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import io

import pycaption
import pysubs2
import webvtt

BRIEFING = """WEBVTT

00:01.000 --> 00:04.000
<v Minister>We will not sign.</v>
<v Envoy>Then we meet in May.</v>

00:05.000 --> 00:07.000
<v Envoy>Or in June.</v>
"""

for caption in webvtt.from_buffer(io.StringIO(BRIEFING)):
    print("webvtt-py: voice", repr(caption.voice), "| text", repr(caption.text))
for line in pysubs2.SSAFile.from_string(BRIEFING):
    print("pysubs2: name", repr(line.name), "| text", repr(line.plaintext))
captions = pycaption.WebVTTReader().read(BRIEFING)
for name, text in (
    ("pysubs2", pysubs2.SSAFile.from_string(BRIEFING).to_string("srt")),
    ("pycaption", pycaption.SRTWriter().write(captions)),
    ("pycaption", pycaption.WebVTTWriter().write(captions)),
):
    print(f"written by {name}:", " / ".join(line for line in text.splitlines() if line))
PYTHON
)
expected=$(cat <<'TEXT'
webvtt-py: voice 'Minister' | text 'We will not sign.\nThen we meet in May.'
webvtt-py: voice 'Envoy' | text 'Or in June.'
pysubs2: name '' | text 'We will not sign.\nThen we meet in May.'
pysubs2: name '' | text 'Or in June.'
written by pysubs2: 1 / 00:00:01,000 --> 00:00:04,000 / We will not sign. / Then we meet in May. / 2 / 00:00:05,000 --> 00:00:07,000 / Or in June.
written by pycaption: 1 / 00:00:01,000 --> 00:00:04,000 / Minister: We will not sign. / Envoy: Then we meet in May. / 2 / 00:00:05,000 --> 00:00:07,000 / Envoy: Or in June.
written by pycaption: WEBVTT / 00:00:01.000 --> 00:00:04.000 / Minister: We will not sign. / Envoy: Then we meet in May. / 00:00:05.000 --> 00:00:07.000 / Envoy: Or in June.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
