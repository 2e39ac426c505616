#!/usr/bin/env bash
# SQLAlchemy 2.1.9: an address that begins with postgresql:// means psycopg (3); before 2.1 it meant psycopg2.
#
# With psycopg2 alone installed, an address that has worked for ten years asks for a module of another name; with both installed it
# silently connects by the other driver, whose server-side binding refuses what psycopg2 pasted into the text (IN %s with a tuple).
# Common guess: the default driver of an address never changes within a major version; "postgresql://" is psycopg2.
# What helps: name the driver, postgresql+psycopg:// or postgresql+psycopg2://.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check sqlalchemy==2.1.9 psycopg2-binary==2.9.11
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

print(make_url("postgresql://u@127.0.0.1/talks").get_dialect().driver)
try:
    create_engine("postgresql://u@127.0.0.1/talks")
except ModuleNotFoundError as error:
    print(error)
print(create_engine("postgresql+psycopg2://u@127.0.0.1/talks").dialect.driver)
PYTHON
)
expected=$(cat <<'TEXT'
psycopg
No module named 'psycopg'
psycopg2
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
