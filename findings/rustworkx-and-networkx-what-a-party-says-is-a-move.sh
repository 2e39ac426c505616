#!/usr/bin/env bash
# rustworkx 0.18.1 and networkx 3.6.1: through GraphML a party's stance comes back as its "kind", and 3 statements as a share of 3.0.
#
# rustworkx numbers the attributes it declares afresh for nodes and for edges, so that d1 is declared twice, which the format forbids. It
# reads its own files well, as graphology and igraph do, who keep the two apart; networkx has one list, in which the later declaration, of
# the edges, takes the place of the first: what nodes have is given the names and types of what edges have, in their order. Where the types
# do not fit it raises; texts always fit, and a count becomes a share. The other way rustworkx refuses what networkx writes of True and
# False, which begin with a capital there.
# Common guess: two libraries of one lineage agree on GraphML; a file that three programs read right is right.
# What helps: write with networkx and booleans as text; or put edges' attributes under the same names, types and order as the nodes'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check rustworkx==0.18.1 networkx==3.6.1 numpy==2.4.6
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import re
from pathlib import Path

import networkx
import rustworkx


def through(name, of_node, of_edge):
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from([{"id": "Chad"} | of_node, {"id": "Norway"}])
    graph.add_edge(0, 1, of_edge)
    rustworkx.write_graphml(graph, "talks.graphml")
    keys = re.findall(r'<key id="(\w+)" for="(\w+)" attr.name="(\w+)"', Path("talks.graphml").read_text())
    print(f"{name}: {of_node} on a node, {of_edge} on an edge | declared:", *(" ".join(key) for key in keys))
    (own,) = rustworkx.read_graphml("talks.graphml")
    print("  rustworkx:", {key: own[0][key] for key in of_node})
    try:
        print("  networkx:", networkx.read_graphml("talks.graphml").nodes["Chad"])
    except ValueError as error:
        print("  networkx:", error)


through("texts", {"stance": "rejects"}, {"kind": "meeting"})
through("a count", {"statements": 3}, {"share": 0.75})
through("a share", {"share": 0.75}, {"statements": 3})
through("a boolean", {"signed": True}, {"kind": "meeting"})
graph = networkx.DiGraph()
graph.add_node("Chad", signed=True)
networkx.write_graphml(graph, "talks.graphml")
try:
    rustworkx.read_graphml("talks.graphml")
except Exception as error:
    print("the other way:", error)
PYTHON
)
expected=$(cat <<'TEXT'
texts: {'stance': 'rejects'} on a node, {'kind': 'meeting'} on an edge | declared: d1 node stance d1 edge kind
  rustworkx: {'stance': 'rejects'}
  networkx: {'kind': 'rejects'}
a count: {'statements': 3} on a node, {'share': 0.75} on an edge | declared: d1 node statements d1 edge share
  rustworkx: {'statements': 3}
  networkx: {'share': 3.0}
a share: {'share': 0.75} on a node, {'statements': 3} on an edge | declared: d1 node share d1 edge statements
  rustworkx: {'share': 0.75}
  networkx: invalid literal for int() with base 10: '0.75'
a boolean: {'signed': True} on a node, {'kind': 'meeting'} on an edge | declared: d1 node signed d1 edge kind
  rustworkx: {'signed': True}
  networkx: {'kind': 'true'}
the other way: Failed conversion to 'bool': provided string was not `true` or `false`
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
