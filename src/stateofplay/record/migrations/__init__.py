"""Migrations of the case file, run by Alembic: `env` hands it the connection, `versions/` holds a step a module."""
