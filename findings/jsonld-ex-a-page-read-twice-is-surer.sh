#!/usr/bin/env bash
# jsonld-ex 0.7.4: a page that is merged with itself grows from 0.6 to 0.84, four copies to 0.97, and three papers that agree lose to one.
#
# merge_graphs joins graphs whose values carry @confidence and @source. Equal values are combined as if each came from a source of its own
# (noisy or, 1 - 0.4 * 0.4), and the sources are not looked at: the copy of a feed that was read again makes its claims surer, with one
# source named, the first. Where values differ, nothing is combined: the single value of the highest confidence wins, so that three papers
# at 0.6 for "accepts", 0.94 by the rule just told, lose to one at 0.7 for "rejects". The same three merged first, and then with the fourth,
# win.
# Common guess: what has one source counts once; those who agree are put together before they are held against the others; and merging in
# two steps is merging in one.
# What helps: one statement a source before merging; conflict_strategy="weighted_vote", or "union" and a rule of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check jsonld-ex==0.7.4
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from jsonld_ex.merge import merge_graphs


def said(stance, confidence, source):
    value = {"@value": stance, "@confidence": confidence, "@source": f"https://{source}.example/1"}
    return {"@graph": [{"@id": "https://case.example/chad", "https://case.example/stance": value}]}


def merged(label, *graphs, **how):
    result, report = merge_graphs(graphs, **how)
    value = result["@graph"][0]["https://case.example/stance"]
    print(f"{label}: {value['@value']} {value['@confidence']:.4f} {value['@source']}, conflicts: {report.properties_conflicted}")
    return result


three = [said("accepts", 0.6, paper) for paper in ("north", "south", "west")]
other = said("rejects", 0.7, "east")
merged("one page twice", three[0], three[0])
merged("one page four times", *three[:1] * 4)
merged("three papers", *three)
merged("three papers and a fourth", *three, other)
merged("the three first, then the fourth", merged("  first", *three), other)
merged("weighted vote", *three, other, conflict_strategy="weighted_vote")
PYTHON
)
expected=$(cat <<'TEXT'
one page twice: accepts 0.8400 https://north.example/1, conflicts: 0
one page four times: accepts 0.9744 https://north.example/1, conflicts: 0
three papers: accepts 0.9360 https://north.example/1, conflicts: 0
three papers and a fourth: rejects 0.7000 https://east.example/1, conflicts: 1
  first: accepts 0.9360 https://north.example/1, conflicts: 0
the three first, then the fourth: accepts 0.9360 https://north.example/1, conflicts: 1
weighted vote: accepts 0.9360 https://north.example/1, conflicts: 1
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
