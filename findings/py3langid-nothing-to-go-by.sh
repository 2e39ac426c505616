#!/usr/bin/env bash
# py3langid 0.4.0: what holds no known letters is Afrikaans, with the lowest number that a float of 32 bits can hold.
#
# classify() of an empty text, of digits or of "OK" returns neither None nor an error nor English: it returns the first label of its
# table, 'af', and -3.4028e+38 where every other answer is a sum of logarithms around -10 to -1000. A score near the minimum is thus
# no bad guess but no guess at all.
# Common guess: an empty text raises or gives ('en', 0.0); scores are probabilities, so a threshold of 0.5 sorts them out.
# What helps: ask only of twenty words and more, and take the minimum for "unknown".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check py3langid==0.4.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import py3langid

for text in ["", "30", "OK", "The envoys of both sides met in the capital on Monday."]:
    label, score = py3langid.classify(text)
    print(repr(text[:12]), label, "no guess" if score < -1e38 else "a guess")
PYTHON
)
expected=$(cat <<'TEXT'
'' af no guess
'30' af no guess
'OK' af no guess
'The envoys o' en a guess
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
