#!/usr/bin/env bash
# htmldate 1.11.0, alone and in trafilatura 2.3.1: a page of 2024年5月7日 is of 1 January 2024, one of "2024年5月7日 18:30" of 7 May.
#
# What looks like a date is handed to dateparser, which reads Chinese and Japanese well, but only where a point, colon, comma, slash,
# stroke, underscore or blank stands in it (TEXT_DATE_PATTERN). Dates of both languages need none of these. Nothing is found then, and the
# last resort, a bare year in the page, is given as a full date, its first of January: a year of pages falls on one day. An hour behind it,
# or blanks inside, as Korean has them, and it is read. With extensive_search=False there is no date at all, which is at least true.
# Common guess: a date that is returned to the day was found to the day; and a format is read or not, whatever else stands beside it.
# What helps: take 1 January for a bare year unless the page itself says so; or give the meta tags of the page to a reader of one's own
# first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check htmldate==1.11.0 trafilatura==2.3.1 dateparser==1.5.0 \
  lxml==6.1.3 lxml-html-clean==0.4.6 justext==3.0.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from dateparser import parse
from htmldate import find_date
from trafilatura import extract_metadata

PAGE = "<html><head><title>News</title></head><body><article><h1>Talks</h1>{}<p>{}</p></article></body></html>"
TEXT = "The parties met again in the capital and agreed to go on. " * 8
for day in ("2024年5月7日", "2024年05月07日", "2024年12月31日", "2024年5月7日 18:30", "2024年 5月 7日", "2024년 5월 7일", "7 May 2024"):
    marked = (f'<p class="date">{day}</p>', f"<time>{day}</time>")
    found = [find_date(PAGE.format(place, TEXT)) for place in marked]
    metadata = extract_metadata(PAGE.format(marked[0], TEXT)).date
    quick = find_date(PAGE.format(marked[0], TEXT), extensive_search=False)
    print(f"{day}: {found[0]}, in <time> {found[1]}, trafilatura {metadata}", end=", ")
    print(f"not extensive {quick}, dateparser {parse(day).date()}")
PYTHON
)
expected=$(cat <<'TEXT'
2024年5月7日: 2024-01-01, in <time> 2024-01-01, trafilatura 2024-01-01, not extensive None, dateparser 2024-05-07
2024年05月07日: 2024-01-01, in <time> 2024-01-01, trafilatura 2024-01-01, not extensive None, dateparser 2024-05-07
2024年12月31日: 2024-01-01, in <time> 2024-01-01, trafilatura 2024-01-01, not extensive None, dateparser 2024-12-31
2024年5月7日 18:30: 2024-05-07, in <time> 2024-05-07, trafilatura 2024-05-07, not extensive None, dateparser 2024-05-07
2024年 5月 7日: 2024-05-07, in <time> 2024-05-07, trafilatura 2024-05-07, not extensive None, dateparser 2024-05-07
2024년 5월 7일: 2024-05-07, in <time> 2024-05-07, trafilatura 2024-05-07, not extensive None, dateparser 2024-05-07
7 May 2024: 2024-05-07, in <time> 2024-05-07, trafilatura 2024-05-07, not extensive 2024-05-07, dateparser 2024-05-07
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
