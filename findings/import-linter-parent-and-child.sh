#!/usr/bin/env bash
# import-linter 2.17: the new contract acyclic_siblings sees late imports, and does not see the commonest circle of all.
#
# "No circle between siblings" compares modules of one folder. A package whose __init__ imports from its module, which imports the package
# (pkg -> pkg.a -> pkg), is a circle of parent and child: the contract holds. An import inside a function of a sibling is counted.
# Common guess: depth = 10 and ancestors = pkg mean that no import circle is left anywhere below pkg.
# What helps: a test of its own that no module imports the face of its own package.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check import-linter==2.17
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import subprocess
import sys
from pathlib import Path


def verdict(files):
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, env={"PYTHONPATH": ".", "PATH": ""})
    return "kept" if done.returncode == 0 else "broken"


Path(".importlinter").write_text(
    "[importlinter]\nroot_package = pkg\n[importlinter:contract:one]\nname = one\ntype = acyclic_siblings\nancestors = pkg\n"
)
late = "def use():\n    import {}\n"
print("parent and child:", verdict({"pkg/__init__.py": "from pkg import a\n", "pkg/a.py": "import pkg\n"}))
print("late, siblings:", verdict({"pkg/b.py": "import pkg.c\n", "pkg/c.py": late.format("pkg.b")}))
PYTHON
)
expected=$(cat <<'TEXT'
parent and child: kept
late, siblings: broken
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
