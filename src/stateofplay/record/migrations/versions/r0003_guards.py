"""Rows are not replaced or emptied away either, and what people say names what stood before it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String, inspect

from stateofplay.record.storage.schema import protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `follows`, empty for what was said before, and the triggers against REPLACE and TRUNCATE."""
    connection = op.get_bind()
    for table in ("judgement", "identity", "issue_edit"):
        if "follows" not in {column["name"] for column in inspect(connection).get_columns(table)}:
            op.add_column(table, Column("follows", String))
    protect(connection)
    if connection.dialect.name == "sqlite":
        # From this form on a case at rest needs no file beside it (docs/case-file.md): one that says otherwise lacks something.
        op.execute("PRAGMA user_version = 3")
