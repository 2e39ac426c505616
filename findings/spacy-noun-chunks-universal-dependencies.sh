#!/usr/bin/env bash
# spaCy 3.8.18: Doc.noun_chunks knows the English labels of its own pipelines, not Universal Dependencies.
#
# Over a parse with UD labels (obj, obl, nmod: what stanza, UDPipe or a pipeline of one's own gives) it raises nothing and warns of
# nothing: it returns the subjects and drops the objects, since "dobj" and "pobj" never occur. The same sentence with the English
# labels gives all three phrases.
# Common guess: noun_chunks needs a dependency parse, so any parse will do; or it would raise E029 where the parse does not fit.
# What helps: take subtrees of nouns by relation yourself, or map obj -> dobj and obl, nmod -> pobj before asking.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check spacy==3.8.18
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import spacy
from spacy.tokens import Doc

vocab = spacy.blank("en").vocab
words = "The envoy met the rebels in Oslo .".split()
tags = ["DET", "NOUN", "VERB", "DET", "NOUN", "ADP", "PROPN", "PUNCT"]


def chunks(heads, labels):
    return [chunk.text for chunk in Doc(vocab, words=words, pos=tags, heads=heads, deps=labels).noun_chunks]


universal = ["det", "nsubj", "root", "det", "obj", "case", "obl", "punct"]
print("UD     ", chunks([1, 2, 2, 4, 2, 6, 2, 2], universal))
english = ["det", "nsubj", "ROOT", "det", "dobj", "prep", "pobj", "punct"]
print("English", chunks([1, 2, 2, 4, 2, 2, 5, 2], english))
PYTHON
)
expected=$(cat <<'TEXT'
UD      ['The envoy']
English ['The envoy', 'the rebels', 'Oslo']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
