#!/usr/bin/env bash
# igraph 1.0.0 and networkx 3.6.1 on one GraphML file: what a node or move does not say is False to igraph, and moves bear the names of states.
#
# In a graph of states and moves, a move whose worth nobody knows has no <data> for "improving". networkx leaves the attribute off; igraph
# fills it with False, an empty text or, for numbers, nan, and an int becomes a float: unknown and "no" are one, and what igraph writes says
# "false" for good. An edge's own id (m1, m2 ...) is not kept: its attribute "id" holds the id of the node that has the same place in the
# list, s1 for the first edge, and nothing once the nodes are used up, so a look-up by id finds a wrong thing instead of none. Back in
# networkx, nodes are called n0, n1 ... and the old names are an attribute. A <default> of the file is used by igraph, while networkx puts
# it into graph["node_default"] and leaves the nodes without.
# Common guess: both read one standard alike, what is not there is None, and ids survive.
# What helps: write what can be unknown as text with words of its own, spell out every value, and name edges in a <data> element, not by id.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check igraph==1.0.0 networkx==3.6.1
cd "$folder"
cat > moves.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="r" for="node" attr.name="rank" attr.type="int"/>
<key id="a" for="node" attr.name="allowed" attr.type="string"><default>yes</default></key>
<key id="i" for="edge" attr.name="improving" attr.type="boolean"/>
<graph edgedefault="directed">
<node id="s1"><data key="r">2</data></node>
<node id="s2"/>
<edge id="m1" source="s1" target="s2"><data key="i">true</data></edge>
<edge id="m2" source="s2" target="s1"/>
<edge id="m3" source="s1" target="s2"><data key="i">false</data></edge>
</graph>
</graphml>
XML
seen=$("$folder/env/bin/python" - <<'PYTHON'
import igraph
import networkx

first = networkx.read_graphml("moves.graphml")
print("networkx:", dict(first.nodes(data=True)))
print("networkx:", {key: data for _, _, key, data in first.edges(keys=True, data=True)}, first.graph["node_default"])
second = igraph.Graph.Read_GraphML("moves.graphml")
print("igraph:", [(v["id"], v["rank"], v["allowed"]) for v in second.vs])
print("igraph:", [(e["id"], e["improving"]) for e in second.es])
second.write_graphml("again.graphml")
third = networkx.read_graphml("again.graphml", force_multigraph=True)
print("networkx again:", list(third.nodes), [data["improving"] for _, _, data in third.edges(data=True)])
PYTHON
)
expected=$(cat <<'TEXT'
networkx: {'s1': {'rank': 2}, 's2': {}}
networkx: {'m1': {'improving': True}, 'm3': {'improving': False}, 'm2': {}} {'allowed': 'yes'}
igraph: [('s1', 2.0, 'yes'), ('s2', nan, 'yes')]
igraph: [('s1', True), ('s2', False), ('', False)]
networkx again: ['n0', 'n1'] [True, False, False]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
