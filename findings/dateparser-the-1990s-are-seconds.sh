#!/usr/bin/env bash
# dateparser 1.5.0: "the 1990s" is 33 minutes ago, and "the day after tomorrow" is a day earlier when it stands in a text.
#
# "s" is a short form of second, as "m" and "h" are of minute and hour: a decade is read as that many seconds before now, and search_dates
# finds it in running text, where it may swallow what follows ("the 1990s, and a second" is one second ago). search_dates and parse do not
# agree on "the day after tomorrow": the first finds tomorrow with the words of the longer phrase.
# Common guess: a decade is no date and gives None; and search_dates is parse for each phrase that it finds.
# What helps: take decades out before asking, and parse again every phrase that search_dates found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from datetime import datetime

import dateparser
from dateparser.search import search_dates

told = {"languages": ["en"], "settings": {"RELATIVE_BASE": datetime(2024, 5, 7)}}
for phrase in ("the 1990s", "mid-1990s", "the day after tomorrow"):
    print(phrase, "| parse:", dateparser.parse(phrase, **told))
for text in (
    "The border was shut in the 1990s.",
    "The border was shut in the 1990s, and a second round was held.",
    "They meet again the day after tomorrow.",
):
    print(text, "|", [(phrase, str(when)) for phrase, when in search_dates(text, **told)])
PYTHON
)
expected=$(cat <<'TEXT'
the 1990s | parse: 2024-05-06 23:26:50
mid-1990s | parse: None
the day after tomorrow | parse: 2024-05-09 00:00:00
The border was shut in the 1990s. | [('in the 1990s', '2024-05-06 23:26:50')]
The border was shut in the 1990s, and a second round was held. | [('in the 1990s, and a second', '2024-05-07 00:00:01')]
They meet again the day after tomorrow. | [('the day after tomorrow', '2024-05-08 00:00:00')]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
