#!/usr/bin/env bash
# nomenklatura 4.17.4: the matcher logic-v2 remembers the names of an entity by its id, and answers for the old names after a change.
#
# An entity of FollowTheMoney is equal to every other of its id, and hashes as it. logic-v2 keeps the names that it has taken apart in a cache
# with the entity as key: a name that is added later, or another entity under the same id (the next version of a list, another data set,
# a test), is compared by what stood there first. logic-v1 and name-based, in the same process, see the change.
# Common guess: compare(a, b) is a function of what a and b say; a cache would be keyed by the names.
# What helps: an id of its own for every version that is compared, or a fresh process for each list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check nomenklatura==4.17.4 followthemoney==4.11.2 rigour==2.6.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import logging

from followthemoney import model
from nomenklatura.matching import ScoringConfig, get_algorithm

logging.disable(logging.CRITICAL)


def party(id, name):
    entity = model.make_entity("Organization")
    entity.id = id
    entity.add("name", name)
    return entity


for name in ("name-based", "logic-v1", "logic-v2"):
    matcher = get_algorithm(name)

    def score(one, other):
        return matcher.compare(one, other, ScoringConfig.defaults()).score

    ours, theirs = party("ours", "Polar Front"), party("theirs", "Southern Council")
    before = score(ours, theirs)
    theirs.add("name", "Polar Front")
    print(name, "| before:", before, "| it has our name as well:", score(ours, theirs), "| under a new id:", end=" ")
    print(score(ours, party(f"new-{name}", "Polar Front")))
PYTHON
)
expected=$(cat <<'TEXT'
name-based | before: 0.0 | it has our name as well: 1.0 | under a new id: 1.0
logic-v1 | before: 0.0 | it has our name as well: 1.0 | under a new id: 1.0
logic-v2 | before: 0.0 | it has our name as well: 0.0 | under a new id: 1.0
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
