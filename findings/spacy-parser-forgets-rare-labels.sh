#!/usr/bin/env bash
# spaCy 3.8.18: a parser trained on a few sentences knows no label but "dep", whatever the sentences say.
#
# When the component is initialised, every labelled action that is seen fewer than min_action_freq times (30 by default) is backed off to
# "dep", without a word. Small samples, as in tests of a pipeline of one's own, have no label that is so frequent.
# Common guess: the training data or the number of rounds are at fault.
# What helps: config={"min_action_freq": 1} when the pipe is added (trainable_lemmatizer has min_tree_freq, 3 by default).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check spacy==3.8.18
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import spacy
from spacy.training import Example


def labels(config):
    nlp = spacy.blank("en")
    nlp.add_pipe("parser", config=config)
    doc = nlp.make_doc("Norway rejects the offer")
    truth = {"heads": [1, 1, 3, 1], "deps": ["nsubj", "ROOT", "det", "obj"]}
    nlp.initialize(lambda: [Example.from_dict(doc, truth)] * 5)
    return sorted(nlp.pipe_labels["parser"])


print("as it comes:", labels({}))
print("min_action_freq 1:", labels({"min_action_freq": 1}))
PYTHON
)
expected=$(cat <<'TEXT'
as it comes: ['ROOT', 'dep']
min_action_freq 1: ['ROOT', 'dep', 'det', 'nsubj', 'obj']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
