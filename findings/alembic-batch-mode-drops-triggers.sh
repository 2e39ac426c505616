#!/usr/bin/env bash
# alembic 1.20.1 with SQLAlchemy 2.1.9 on SQLite: batch_alter_table brings indexes along and loses the triggers of the table.
#
# SQLite cannot change a column, so batch mode makes a new table, copies the rows, drops the old table and renames the new one. Indexes
# and constraints are reflected and made again; triggers go down with the old table, without a word. A table that refuses deletion by a
# trigger (append-only records, audit) accepts it from that migration on.
# Common guess: a table that is "altered" keeps what was declared on it; or autogenerate would notice (it does not look at triggers).
# What helps: make the triggers again after every batch, and test that a delete is refused on a migrated file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check alembic==1.20.1 sqlalchemy==2.1.9
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

engine = sa.create_engine("sqlite://")
with engine.begin() as connection:
    run = connection.exec_driver_sql
    run("create table claim (id integer primary key, quote text)")
    run("create index claim_quote on claim (quote)")
    run("create trigger kept before delete on claim begin select raise(abort, 'append only'); end")
    run("insert into claim values (1, 'The talks begin on Monday.')")
    try:
        run("delete from claim")
    except sa.exc.IntegrityError as error:
        print("before:", error.orig)
    print([row[0] for row in run("select name from sqlite_master order by name")])
    with Operations(MigrationContext.configure(connection)).batch_alter_table("claim") as batch:
        batch.alter_column("quote", existing_type=sa.Text(), nullable=False)
    print([row[0] for row in run("select name from sqlite_master order by name")])
    print("after: rows deleted:", run("delete from claim").rowcount)
PYTHON
)
expected=$(cat <<'TEXT'
before: append only
['claim', 'claim_quote', 'kept']
['claim', 'claim_quote']
after: rows deleted: 1
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
