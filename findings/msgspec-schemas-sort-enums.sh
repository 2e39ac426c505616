#!/usr/bin/env bash
# msgspec 0.22.0: a JSON Schema made of an enum lists its values by the alphabet, not in the order of the class.
#
# What reads the schema, a form or a language model, meets the values in another order than the one that was chosen for people. Decoding is
# not touched by it.
# Common guess: the order of an Enum carries over, as it does with pydantic.
# What helps: put the order back where it means something, before the schema is handed on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check msgspec==0.22.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from enum import Enum

import msgspec


class Firmness(str, Enum):
    STATED = "stated"
    REPORTED = "reported"
    HINTED = "hinted"


_, parts = msgspec.json.schema_components([Firmness])
print("class:", [f.value for f in Firmness])
print("schema:", parts["Firmness"]["enum"])
PYTHON
)
expected=$(cat <<'TEXT'
class: ['stated', 'reported', 'hinted']
schema: ['hinted', 'reported', 'stated']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
