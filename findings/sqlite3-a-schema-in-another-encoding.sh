#!/usr/bin/env bash
# sqlite3 of Python 3.11 to 3.13: where the stored schema holds bytes that are no UTF-8, opening raises UnicodeDecodeError, no sqlite3.Error.
#
# SQLite answers "malformed database schema" and quotes the name from the file; the module decodes that message of its own strictly, and what
# comes out is the decoding error. Code that tells users of damaged files by `except sqlite3.Error` lets it through as a traceback.
# Common guess: whatever is wrong with a database file is a sqlite3.DatabaseError.
# What helps: catch UnicodeDecodeError beside it wherever a file from elsewhere is opened.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
seen=$(python3 - <<'PYTHON'
import sqlite3

with sqlite3.connect("case.db") as connection:
    connection.execute("CREATE TABLE talks (place TEXT)")
connection.close()
data = open("case.db", "rb").read()
assert data.count(b"CREATE TABLE talks") == 1
open("damaged.db", "wb").write(data.replace(b"CREATE TABLE talks", b"CREATE \xbcABLE talks"))
for file in ("case.db", "damaged.db"):
    connection = sqlite3.connect(file)
    try:
        print(file, connection.execute("SELECT count(*) FROM talks").fetchone())
    except Exception as error:
        print(file, type(error).__name__, "is a sqlite3.Error:", isinstance(error, sqlite3.Error))
PYTHON
)
expected=$(cat <<'TEXT'
case.db (0,)
damaged.db UnicodeDecodeError is a sqlite3.Error: False
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
