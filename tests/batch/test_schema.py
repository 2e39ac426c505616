"""The page on the schema says what the code does."""

from __future__ import annotations

from pathlib import Path

from stateofplay.service.batch.dataset.tables import TABLES, schema_of


def test_the_schema_is_documented(root: Path) -> None:
    text = (root / "docs/batch-schema.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        assert f"\n## {table}: " in text
        for name, (kind, meaning) in columns.items():
            assert f"| `{name}` | {kind} | {meaning} |" in text
        assert schema_of(table).names == list(columns)
    assert text.count("\n| `") == sum(map(len, TABLES.values()))
