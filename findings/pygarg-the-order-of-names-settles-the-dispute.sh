#!/usr/bin/env bash
# pygarg 1.0.2 beside formal-argumentation 0.3.0: of two plans that attack each other one is accepted beyond dispute, by the order of names.
#
# Under the semi-stable semantics both plans stand, each in an extension of its own, so that neither is accepted skeptically and both are
# credulously. pygarg finds one, and keeps what holds of it among the clauses with which it looks for the next, which contradict it: the
# other is never found. Nothing raises; "skeptical" is True of the one and "credulous" False of the other, and with the same arguments in
# another order it is the other way round. Where all extensions leave the same arguments out of reach, as the stable ones of the books'
# examples do, it is right. Its preferred extensions of the same graph are right.
# Common guess: an order of names means nothing to a solver that stood in a competition; at worst it is slow.
# What helps: keep those preferred extensions whose reach, themselves and what they attack, lies in no other's.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pygarg==1.0.2 formal-argumentation==0.3.0 python-sat==1.9.dev24
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from argumentation.core import dung
from pygarg.dung import solver

# two plans against each other; "mines" and "ice" speak against themselves, and each plan answers one of them
ATTACKS = [
    ("north", "south"), ("south", "north"), ("north", "ice"), ("south", "mines"),
    ("mines", "ice"), ("ice", "ice"), ("mines", "mines"),
]  # fmt: skip


def shown(extensions):
    return " or ".join(sorted("+".join(sorted(extension)) for extension in extensions))


for names in (["ice", "mines", "north", "south"], ["ice", "mines", "south", "north"]):
    framework = dung.ArgumentationFramework(arguments=frozenset(names), defeats=frozenset(ATTACKS))
    attacks = [list(attack) for attack in ATTACKS]
    print("named:", *names)
    print("  semi-stable: pygarg", shown(solver.extension_enumeration(names, attacks, "SST")), end=" | ")
    print("formal-argumentation", shown(dung.semi_stable_extensions(framework)))
    for plan in ("north", "south"):
        surely, _ = solver.skeptical_acceptability(names, attacks, plan, "SST")
        perhaps, _ = solver.credulous_acceptability(names, attacks, plan, "SST")
        print(f"  {plan}: in all extensions {surely}, in some {perhaps}")
    print("  preferred: pygarg", shown(solver.extension_enumeration(names, attacks, "PR")), end=" | ")
    print("formal-argumentation", shown(dung.preferred_extensions(framework)))
PYTHON
)
expected=$(cat <<'TEXT'
named: ice mines north south
  semi-stable: pygarg north | formal-argumentation north or south
  north: in all extensions True, in some True
  south: in all extensions False, in some False
  preferred: pygarg north or south | formal-argumentation north or south
named: ice mines south north
  semi-stable: pygarg south | formal-argumentation north or south
  north: in all extensions False, in some False
  south: in all extensions True, in some True
  preferred: pygarg north or south | formal-argumentation north or south
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
