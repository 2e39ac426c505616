#!/usr/bin/env bash
# time-parser-zh 1.0.0: the 1990s of a Chinese report are the year 2090, three days ago is two, and before 7 May is seven days ago.
#
# Days and ranges are found anywhere in a sentence, and what stands around them is not asked. Of 昭和20年, the year of the surrender, and 90年代,
# a decade, the two digits are a year of this century; 民国113年 (2024) is dropped and leaves this year. 大前天 loses its 大 and is the day before
# yesterday. The end of last month, 上月底, loses its "last" and is all of this one; the talks of 1 to 3 May lose their last two days, and
# those from 30 December 2024 to 3 January are a year longer. 7日以前, before the 7th, is 7 days ago to the reader of spans, whatever month
# stands before it. The fifth of the fifth lunar month is the month of May so far. Dates in characters, 二〇二四年五月七日, are not read at all.
# Common guess: a parser made for Chinese knows 大前天, reads the characters and gives nothing where it does not understand the words.
# What helps: extract_temporal_boundary, asked first, has 以前 right; take eras, decades, lunar days and 大前天 out before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check time-parser-zh==1.0.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from datetime import datetime

from time_parser_zh import extract_date_range_v2, extract_datetime_range, extract_relative_time

NOW = datetime(2026, 5, 20, 15, 30)
for said, text in (
    ("7 May 2024", "2024年5月7日"),
    ("7 May 2024, in characters", "二〇二四年五月七日"),
    ("7 May 2024, of the Republic", "民国113年5月7日"),
    ("15 August 1945", "昭和20年8月15日"),
    ("the 1990s", "上世纪90年代"),
    ("two days ago", "前天"),
    ("three days ago", "大前天"),
    ("last month", "上月"),
    ("the end of last month", "上月底"),
    ("1 to 3 May", "5月1日至3日"),
    ("30 May to 2 June", "5月30日至6月2日"),
    ("5th of the 5th lunar month (19 June)", "农历五月初五"),
):
    print(f"{said}, {text}:", *extract_date_range_v2(text, today=NOW).to_tuple())
span = extract_datetime_range("2024年12月30日至1月3日", today=NOW)
print("30 December 2024 to 3 January:", span.start, "to", span.end)
for said, text in (("before 7 May", "5月7日以前"), ("before 7 June 2024", "2024年6月7日以前")):
    moment = extract_relative_time(text)
    print(f"{said}, {text}:", moment.value, moment.unit, moment.direction)
PYTHON
)
expected=$(cat <<'TEXT'
7 May 2024, 2024年5月7日: 2024-05-07 2024-05-07
7 May 2024, in characters, 二〇二四年五月七日: None None
7 May 2024, of the Republic, 民国113年5月7日: 2026-05-07 2026-05-07
15 August 1945, 昭和20年8月15日: 2020-08-15 2020-08-15
the 1990s, 上世纪90年代: 2090-01-01 2090-12-31
two days ago, 前天: 2026-05-18 2026-05-18
three days ago, 大前天: 2026-05-18 2026-05-18
last month, 上月: 2026-04-01 2026-04-30
the end of last month, 上月底: 2026-05-01 2026-05-31
1 to 3 May, 5月1日至3日: 2026-05-01 2026-05-01
30 May to 2 June, 5月30日至6月2日: 2026-05-30 2026-06-02
5th of the 5th lunar month (19 June), 农历五月初五: 2026-05-01 2026-05-20
30 December 2024 to 3 January: 2024-12-30 00:00:00 to 2026-01-03 23:59:59
before 7 May, 5月7日以前: 7 day past
before 7 June 2024, 2024年6月7日以前: 7 day past
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
