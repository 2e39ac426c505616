#!/usr/bin/env bash
# contractions 0.1.73: fix() makes "YOU.S." of "U.S.", "the because of war" of "the cause of war", and "she will" of "shell".
#
# Beside "can't" and "it's" the package holds slang and words that lack their apostrophe, and takes them wherever no letter is next to them:
# "u" is "you" also before a dot, so that envoys come from YOU.S. and YOU.N., "cause" is "because", shell and shed are she will and she
# would, a man named U Thant is YOU Thant and the town of Ur You Are. slang=False, the other way than the default, leaves all of these
# alone.
# Common guess: a text without an apostrophe comes back as it was; what is slang is written in small letters and never in a newspaper.
# What helps: slang=False; and compare what comes back for the names of the parties.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check contractions==0.1.73
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import contractions

for text in (
    "Envoys of the U.S. and the U.N. met.",
    "They spoke of the cause of war.",
    "A shell hit the port, and both sides shed blood.",
    "U Thant came to the town of Ur.",
    "They can't agree, and it's late.",
):
    print(f"{text} | {contractions.fix(text)} | slang=False: {contractions.fix(text, slang=False)}")
PYTHON
)
expected=$(cat <<'TEXT'
Envoys of the U.S. and the U.N. met. | Envoys of the YOU.S. and the YOU.N. met. | slang=False: Envoys of the U.S. and the U.N. met.
They spoke of the cause of war. | They spoke of the because of war. | slang=False: They spoke of the cause of war.
A shell hit the port, and both sides shed blood. | A she will hit the port, and both sides she would blood. | slang=False: A shell hit the port, and both sides shed blood.
U Thant came to the town of Ur. | YOU Thant came to the town of You Are. | slang=False: U Thant came to the town of Ur.
They can't agree, and it's late. | They cannot agree, and it is late. | slang=False: They cannot agree, and it is late.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
