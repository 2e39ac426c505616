"""Words are found as they are written too, without reading every sentence that has their stems."""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect

from stateofplay.record.storage.schema import SERVER_FORMS, protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the sentences by their words as they are written, those that are there too, and claims by where they lie."""
    connection = op.get_bind()
    op.execute("DROP INDEX IF EXISTS claim_page")
    op.execute('CREATE INDEX claim_page ON claim (page_id, start, "end")')
    if connection.dialect.name == "sqlite":
        protect(connection)
        op.execute("INSERT INTO sentence_forms(sentence_forms) VALUES ('rebuild')")
    elif "forms" not in {column["name"] for column in inspect(connection).get_columns("sentence")}:
        for statement in SERVER_FORMS:
            op.execute(statement)
