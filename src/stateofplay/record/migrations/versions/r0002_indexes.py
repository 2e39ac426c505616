"""Indexes for cases of a hundred thousand claims. Nothing of what the case says is touched."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index claims by kind and page, and let the database count names without reading the rows."""
    op.execute("CREATE INDEX IF NOT EXISTS claim_kind_page ON claim (kind, page_id)")
    if op.get_bind().dialect.name == "sqlite":
        # PostgreSQL counts by hashing, and refuses long rows in an index.
        op.execute(
            "CREATE INDEX IF NOT EXISTS actor_spoken ON actor (name, kind, side, identifiers, aliases, mentions)"
        )
