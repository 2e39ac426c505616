#!/usr/bin/env bash
# networkx 3.6.1 and graphology-gexf 0.13.2 (npm): a stance that still holds ends on the day "None", or the file cannot be read by its writer.
#
# GEXF gives a value of a node or an edge a start and an end; what still holds has no end, and networkx writes it so. On reading it makes a
# number or a text of the end that is not there: with days it is the text "None", later than any day as texts are compared, and in a file
# that is written again end="None", which is no date; with years it raises, on the file that it wrote itself. graphology reads no times at
# all, but gives a value for each: of several the one that stands last in the file, not the latest, so that the order in which
# a history was put down says what a party wants today. A truce that ended in 2003 stands beside those that hold.
# Common guess: what a library writes it reads; a reader without time takes the last value in time, or none.
# What helps: one edge or node a period with its days as texts, in GraphML or CSV; in GEXF an end of one's own, and values in order of time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(graphology==0.26.0 graphology-gexf==0.13.2)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check networkx==3.6.1
cd "$folder"
cat > write.py <<'PYTHON'
import re
from pathlib import Path

import networkx

HISTORY = [("accepts", "2001-05-07", "2005-01-01"), ("rejects", "2005-01-01", None)]


def written(path, form, history, truce):
    graph = networkx.DiGraph(mode="dynamic", timeformat=form)
    graph.add_node("Chad", stance=history)
    graph.add_edge("Chad", "Niger", spells=truce, kind="truce")
    networkx.write_gexf(graph, path)


def ends(path):
    return re.findall(r'value="(?:accepts|rejects)" start="[^"]*"(?: end="([^"]*)")?', Path(path).read_text())


written("days.gexf", "date", HISTORY, [("2001-05-07", "2003-05-07")])
written("turned.gexf", "date", HISTORY[::-1], [("2001-05-07", "2003-05-07")])
graph = networkx.read_gexf("days.gexf")
networkx.write_gexf(graph, "again.gexf")
print("networkx reads:", graph.nodes["Chad"]["stance"])
print("ends in the file:", ends("days.gexf"), "| and in one written from it:", ends("again.gexf"))
written("years.gexf", "integer", [("accepts", 2001, 2005), ("rejects", 2005, None)], [(2001, 2003)])
try:
    networkx.read_gexf("years.gexf")
except TypeError as error:
    print("networkx, years:", error)
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import Graph from "graphology";
import gexf from "graphology-gexf";
import { readFileSync } from "node:fs";

for (const [order, path] of [["oldest first", "days.gexf"], ["latest first", "turned.gexf"]]) {
  const graph = gexf.parse(Graph, readFileSync(path, "utf8"));
  const truce = graph.getEdgeAttributes("Chad", "Niger");
  console.log(`graphology, ${order}: Chad ${graph.getNodeAttribute("Chad", "stance")} | edge ${JSON.stringify(truce)}`);
}
JAVASCRIPT
seen=$("$folder/env/bin/python" write.py; node read.mjs)
expected=$(cat <<'TEXT'
networkx reads: [('accepts', '2001-05-07', '2005-01-01'), ('rejects', '2005-01-01', 'None')]
ends in the file: ['2005-01-01', ''] | and in one written from it: ['2005-01-01', 'None']
networkx, years: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
graphology, oldest first: Chad rejects | edge {"kind":"truce"}
graphology, latest first: Chad accepts | edge {"kind":"truce"}
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
