#!/usr/bin/env bash
# SQLite 3.40 (apsw 3.40.0.0) against 3.51 (pysqlite3-binary 0.5.4.post2): a trigger that keeps a full-text index, under trusted_schema = off.
#
# PRAGMA trusted_schema = OFF is what to set before opening a database file that somebody else made. With 3.40, the SQLite of Debian 12 and
# of many Python builds, every insert then fails at the trigger that fills an FTS5 index: "unsafe use of virtual table". With 3.51 the same
# file takes it.
# Common guess: FTS5 is built in, hence trusted; the pragma is about functions that an application registers.
# What helps: fill the index by statements of your own beside the insert, or set the pragma for reading alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check apsw==3.40.0.0 pysqlite3-binary==0.5.4.post2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import apsw
import pysqlite3


def tried(run):
    run("create table claim (quote text)")
    run("create virtual table words using fts5(quote)")
    run("create trigger filled after insert on claim begin insert into words values (new.quote); end")
    run("pragma trusted_schema = off")
    try:
        run("insert into claim values ('The talks begin on Monday.')")
    except Exception as error:
        return str(error).removeprefix("SQLError: ")
    return "inserted"


print(apsw.sqlitelibversion(), tried(apsw.Connection(":memory:").cursor().execute))
print(pysqlite3.sqlite_version, tried(pysqlite3.connect(":memory:").execute))
PYTHON
)
expected=$(cat <<'TEXT'
3.40.0 unsafe use of virtual table "words"
3.51.1 inserted
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
