"""The first form of the case file."""

from __future__ import annotations

from alembic import op

from stateofplay.record.storage.tables import APPEND_ONLY, METADATA

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, the full-text index and the triggers that keep rows from being changed."""
    connection = op.get_bind()
    METADATA.create_all(connection)
    if connection.dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='sentence', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER sentence_indexed AFTER INSERT ON sentence BEGIN "
        "INSERT INTO sentence_words(rowid, text) VALUES (new.id, new.text); END"
    )
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )


def _postgresql() -> None:
    op.execute(
        "ALTER TABLE sentence ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED"
    )
    op.execute("CREATE INDEX sentence_words ON sentence USING gin(words)")
    op.execute(
        "CREATE FUNCTION rows_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION rows_are_never_changed()"
        )
