"""On a server every word of a sentence is found, as in a file: no sign joins words into one, and none is too common."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from stateofplay.record.storage.schema import SERVER_WORDS

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the sentences of a server anew. A file needs nothing: its index takes sentences apart like this already."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    if connection.execute(text("SELECT to_regprocedure('plain_words(text)')")).scalar() is None:
        for statement in SERVER_WORDS:
            op.execute(statement)
