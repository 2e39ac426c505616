#!/usr/bin/env bash
# starlette 1.10.0: starlette.testclient asks for a package of another name, httpx2, and warns at import where only httpx is there.
#
# Under warnings as errors every test module that imports TestClient fails while it is collected, with httpx installed as the
# documentation of the years before has it. The product itself needs neither.
# Common guess: pip install starlette httpx is what TestClient needs.
# What helps: httpx2 among the test dependencies.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check starlette==1.10.0 httpx==0.28.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import warnings

with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    import starlette.testclient
print([(type(w.message).__name__, str(w.message)) for w in told])
PYTHON
)
expected=$(cat <<'TEXT'
[('StarletteDeprecationWarning', 'Using `httpx` with `starlette.testclient` is deprecated; install `httpx2` instead.')]
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
