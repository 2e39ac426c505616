#!/usr/bin/env bash
# networkx 3.6.1 beside igraph 1.0.0: where a war has more weight than its alliances, louvain_communities puts enemies together, and no
# allies.
#
# Alliances are edges of 1 and wars edges of -1. Modularity divides by the weight of all edges: where that sum falls below nought, what was
# to be kept together is driven apart. Two camps of three that are at war with each other come back as three pairs of enemies with a
# modularity of 0.67, and the true camps have -2.5; the greedy method does the same. Take wars away until the sum is above nought and the
# camps stand; which of the two it is depends on how many wars were coded. label_propagation_communities does not look at weights and says
# one community. igraph refuses: "Weights must not be negative" from most methods, while its Leiden finds the camps.
# Common guess: a negative weight repels, so that enemies end up apart; or it raises.
# What helps: igraph's community_leiden, or alliances alone; and look at the sign of graph.size(weight="weight") before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check networkx==3.6.1 numpy==2.4.6 igraph==1.0.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import random
from itertools import combinations

import igraph
import networkx

CAMPS = [["A1", "A2", "A3"], ["B1", "B2", "B3"]]
ALLIES = [pair for camp in CAMPS for pair in combinations(camp, 2)]
WARS = [(one, other) for one in CAMPS[0] for other in CAMPS[1]]


def sides(communities):
    """Of which camps each community is made, without the numbers, which depend on the seed."""
    return sorted("".join(sorted(name[0] for name in community)) for community in communities)


for wars in (WARS, WARS[:5]):
    graph = networkx.Graph()
    graph.add_edges_from(ALLIES, weight=1)
    graph.add_edges_from(wars, weight=-1)
    found = networkx.community.louvain_communities(graph, seed=1)
    print(len(wars), "wars, sum of weights", graph.size(weight="weight"))
    print("  networkx, Louvain:", sides(found), round(networkx.community.modularity(graph, found), 2))
    print("  networkx, greedy:", sides(networkx.community.greedy_modularity_communities(graph, weight="weight")))
    print("  the camps:", sides(CAMPS), round(networkx.community.modularity(graph, CAMPS), 2))
    other = igraph.Graph.TupleList([(*pair, graph.edges[pair]["weight"]) for pair in graph.edges], weights=True)
    random.seed(1)
    clusters = other.community_leiden(objective_function="modularity", weights="weight")
    print("  igraph, Leiden:", sides([[other.vs[k]["name"] for k in cluster] for cluster in clusters]))
    try:
        other.community_multilevel(weights="weight")
    except igraph.InternalError:
        print("  igraph, Louvain: refused")
PYTHON
)
expected=$(cat <<'TEXT'
9 wars, sum of weights -3.0
  networkx, Louvain: ['AB', 'AB', 'AB'] 0.67
  networkx, greedy: ['AB', 'AB', 'AB']
  the camps: ['AAA', 'BBB'] -2.5
  igraph, Leiden: ['AAA', 'BBB']
  igraph, Louvain: refused
5 wars, sum of weights 1.0
  networkx, Louvain: ['AAA', 'BBB'] 5.5
  networkx, greedy: ['AAA', 'BBB']
  the camps: ['AAA', 'BBB'] 5.5
  igraph, Leiden: ['AAA', 'BBB']
  igraph, Louvain: refused
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
