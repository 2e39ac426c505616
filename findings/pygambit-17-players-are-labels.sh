#!/usr/bin/env bash
# pygambit 17.0.0b2: looping over the players of a game gives their labels, plain texts, where 16.x gave Player objects.
#
# The loops of every tutorial, [p.label for p in game.players] and profile[strategy], fail or, worse for code that only counts or prints,
# go on with texts. game.players cannot be asked by number any more; a mixed profile is a run of one distribution a player, itself a run of
# (label, probability).
# Common guess: a reader of .nfg files keeps its classes from one major version to the next.
# What helps: name the version beside every exported game, and read a profile by pairs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pygambit==17.0.0b2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import io

import pygambit

game = pygambit.read_nfg(io.BytesIO(b'NFG 1 R "t" { "A" "B" } { { "a" "b" } { "c" "d" } } "" 1 1 0 0 0 0 1 1'))
print([type(player).__name__ for player in game.players], list(game.players))
try:
    game.players[0]
except TypeError as error:
    print("TypeError:", error)
first = pygambit.nash.enumpure_solve(game).equilibria[0]
print([[(label, str(share)) for label, share in mixed] for mixed in first])
PYTHON
)
expected=$(cat <<'TEXT'
['str', 'str'] ['A', 'B']
TypeError: 'pygambit.gambit.GamePlayers' object is not subscriptable
[[('a', '1'), ('b', '0')], [('c', '1'), ('d', '0')]]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
