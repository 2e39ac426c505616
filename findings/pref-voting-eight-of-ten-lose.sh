#!/usr/bin/env bash
# pref-voting 1.18.2: who names one option alone says nothing against the others; eight of ten want C, and A is the Condorcet winner.
#
# Delegations often name only what they would sign. In a ProfileWithTies an option that is not named is below none: C, named alone by eight,
# has beaten nobody, A beats B by the one that named both, and C by another one. Copeland, minimax, ranked pairs, split cycle and beat path
# all elect A, while plurality, Borda and instant runoff, which look at the same ballots in another way, elect C. After
# use_extended_strict_preference() every method elects C. Ballots of this kind from PrefLib (.soi, .toi) are read into such a profile.
# Common guess: an option left out is below all that are named, as on the ballots of the methods' papers; the methods differ in hard cases
# only.
# What helps: profile.use_extended_strict_preference() wherever silence means "rather not", and telling which of the two was meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pref-voting==1.18.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import warnings

warnings.simplefilter("ignore")  # of packages below this one
from pref_voting import voting_methods
from pref_voting.profiles_with_ties import ProfileWithTies

BALLOTS = [({"C": 1}, 8), ({"A": 1, "B": 2}, 1), ({"A": 1, "C": 2}, 1)]
METHODS = ("condorcet", "copeland", "minimax", "ranked_pairs", "split_cycle", "beat_path", "plurality", "borda", "instant_runoff")

profile = ProfileWithTies([ballot for ballot, _ in BALLOTS], [count for _, count in BALLOTS], candidates=["A", "B", "C"])
print("as it comes:", {name: "".join(getattr(voting_methods, name)(profile)) for name in METHODS})
print("A over C:", profile.support("A", "C"), "| C over A:", profile.support("C", "A"))
profile.use_extended_strict_preference()
print("extended:", {name: "".join(getattr(voting_methods, name)(profile)) for name in METHODS})
print("A over C:", profile.support("A", "C"), "| C over A:", profile.support("C", "A"))
PYTHON
)
expected=$(cat <<'TEXT'
as it comes: {'condorcet': 'A', 'copeland': 'A', 'minimax': 'A', 'ranked_pairs': 'A', 'split_cycle': 'A', 'beat_path': 'A', 'plurality': 'C', 'borda': 'C', 'instant_runoff': 'C'}
A over C: 1 | C over A: 0
extended: {'condorcet': 'C', 'copeland': 'C', 'minimax': 'C', 'ranked_pairs': 'C', 'split_cycle': 'C', 'beat_path': 'C', 'plurality': 'C', 'borda': 'C', 'instant_runoff': 'C'}
A over C: 2 | C over A: 8
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
