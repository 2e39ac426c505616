#!/usr/bin/env bash
# duckdb 2.0.1: what Chad said last by 8 May is "rejects" to who asks of 63 days, and "signs" to who asks of 64.
#
# ASOF JOIN finds for each day asked the last statement up to it. Where the last ones bear the same day or moment, any is as good, and which
# one it is hangs on how many rows are expected on the left: up to 63 (asof_loop_join_threshold is 64) the plan is a loop and an arg_max,
# which keeps the first of equals; from 64 on both sides are sorted, and the last of equals is next to the day. One question more, and the
# answers to all others change. pandas 3.1.1, polars 2.1.0 and pyarrow 26.0.1 take the last of equals, however many are asked; where the
# nearest is asked for and a day lies midway, pandas takes the statement before and polars the one after.
# Common guess: an answer does not hang on what else is asked; or equal days give two rows, as in any other join.
# What helps: make the right side one row a day and party before (QUALIFY row_number() OVER (... ORDER BY day DESC, id DESC) = 1), or join
# on a moment that no two share.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta

import duckdb
import pandas
import polars
import pyarrow

SAID = [(datetime(2024, 5, day), stance) for day, stance in ((5, "accepts"), (7, "rejects"), (7, "waits"), (7, "signs"))]
said = polars.DataFrame(SAID, schema=["day", "stance"], orient="row")
QUESTION = "SELECT said.stance FROM asked ASOF JOIN said ON asked.day >= said.day ORDER BY asked.day LIMIT 1"


def asked_of(days):
    return polars.DataFrame({"day": [datetime(2024, 5, 8) + timedelta(days=k) for k in range(days)]})


def of_chad(frame):
    """The table for pyarrow, which asks for a key to join by."""
    return pyarrow.table({name: frame[name].to_list() for name in frame.columns} | {"party": ["Chad"] * len(frame)})


for days in (1, 63, 64, 500):
    asked = asked_of(days)
    answers = {
        "duckdb": duckdb.sql(QUESTION).fetchall()[0][0],
        "pandas": pandas.merge_asof(asked.to_pandas(), said.to_pandas(), on="day")["stance"][0],
        "polars": asked.join_asof(said, on="day")["stance"][0],
    }
    joined = of_chad(asked).join_asof(of_chad(said), on="day", by="party", tolerance=-(10**12))
    answers["pyarrow"] = joined.sort_by("day")["stance"][0].as_py()
    print(f"by 8 May, {days} days asked:", ", ".join(f"{name} {answer}" for name, answer in answers.items()))

numbered = "SELECT *, row_number() OVER () AS id FROM said"
once = f"(FROM ({numbered}) QUALIFY row_number() OVER (PARTITION BY day ORDER BY id DESC) = 1) AS said"
for days in (63, 64):
    asked = asked_of(days)
    print(f"one row a day, {days} days asked:", duckdb.sql(QUESTION.replace("JOIN said", f"JOIN {once}")).fetchall()[0][0])

midway = polars.DataFrame({"day": [datetime(2024, 5, 6)]})
near = said.unique("day", keep="first", maintain_order=True)
nearest = pandas.merge_asof(midway.to_pandas(), near.to_pandas(), on="day", direction="nearest")["stance"][0]
print(f"nearest to 6 May: pandas {nearest}, polars {midway.join_asof(near, on='day', strategy='nearest')['stance'][0]}")
PYTHON
)
expected=$(cat <<'TEXT'
by 8 May, 1 days asked: duckdb rejects, pandas signs, polars signs, pyarrow signs
by 8 May, 63 days asked: duckdb rejects, pandas signs, polars signs, pyarrow signs
by 8 May, 64 days asked: duckdb signs, pandas signs, polars signs, pyarrow signs
by 8 May, 500 days asked: duckdb signs, pandas signs, polars signs, pyarrow signs
one row a day, 63 days asked: signs
one row a day, 64 days asked: signs
nearest to 6 May: pandas accepts, polars rejects
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
