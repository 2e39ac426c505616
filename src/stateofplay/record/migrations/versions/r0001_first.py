"""The first form of the case file."""

from __future__ import annotations

from alembic import op

from stateofplay.record.storage.schema import protect
from stateofplay.record.storage.tables import METADATA

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, the full-text index and the triggers that keep rows from being changed."""
    connection = op.get_bind()
    METADATA.create_all(connection)
    if connection.dialect.name != "sqlite":
        _postgresql()
    protect(connection)


def _postgresql() -> None:
    op.execute(
        "ALTER TABLE sentence ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED"
    )
    op.execute("CREATE INDEX sentence_words ON sentence USING gin(words)")
    op.execute(
        "CREATE FUNCTION rows_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
    )
