#!/usr/bin/env bash
# powerindices 1.0.2 beside power-index-calculator 1.0: asked twice of one council, it gives each member another power the second time.
#
# compute_ssi and compute_pbi cut the weight of a member that nobody can pass without down to what that needs, and lower the quota by as
# much; the weights are cut in the list that was handed over, the quota only inside. Whoever asks for both indices, or for one at two
# quotas, asks the second time about other weights under the old quota: a chair with 6 votes of 12 has half of the power at first and as
# much as each of the others afterwards; in the Security Council of 1946 to 1965 (11 members, 5 with a veto, 7 votes to pass) an elected
# member has ten times its power. Each of these answers sums to 1 and looks like any other.
# Common guess: a function of a quota and weights reads them, and an index that is wrong gives itself away by its sum.
# What helps: hand over list(weights) each time; a tuple is refused, which shows what is done to a list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check powerindices==1.0.2 power-index-calculator==1.0 numpy==2.4.6
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import power_index_calculator
import powerindices


def told(index):
    return [round(float(share), 3) for share in index]


for name, quota, votes in (("a chair and three", 9, [6, 2, 2, 2]), ("the council until 1965", 37, [7] * 5 + [1] * 6)):
    print(f"{name}, Shapley and Shubik, power-index-calculator:", told(power_index_calculator.shapley(list(votes), quota)))
    for time in ("first", "second"):
        print(f"  powerindices, {time} answer:", told(powerindices.compute_ssi(quota, votes)), "| votes now:", votes)
votes = [7] * 5 + [1] * 6
print("  of Banzhaf, by itself:", told(powerindices.compute_pbi(37, list(votes))))
powerindices.compute_ssi(37, votes)
print("  of Banzhaf, after the other:", told(powerindices.compute_pbi(37, votes)))
try:
    powerindices.compute_ssi(9, (6, 2, 2, 2))
except TypeError as error:
    print("of a tuple: TypeError:", error)
PYTHON
)
expected=$(cat <<'TEXT'
a chair and three, Shapley and Shubik, power-index-calculator: [0.5, 0.167, 0.167, 0.167]
  powerindices, first answer: [0.5, 0.167, 0.167, 0.167] | votes now: [4, 2, 2, 2]
  powerindices, second answer: [0.25, 0.25, 0.25, 0.25] | votes now: [2, 2, 2, 2]
the council until 1965, Shapley and Shubik, power-index-calculator: [0.197, 0.197, 0.197, 0.197, 0.197, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002]
  powerindices, first answer: [0.197, 0.197, 0.197, 0.197, 0.197, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002] | votes now: [5, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1]
  powerindices, second answer: [0.176, 0.176, 0.176, 0.176, 0.176, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02] | votes now: [3, 5, 7, 7, 7, 1, 1, 1, 1, 1, 1]
  of Banzhaf, by itself: [0.056, 0.056, 0.056, 0.056, 0.056, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005]
  of Banzhaf, after the other: [0.021, 0.021, 0.021, 0.021, 0.021, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]
of a tuple: TypeError: 'tuple' object does not support item assignment
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
