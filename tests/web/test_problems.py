"""What an error tells whoever asks a page."""

from __future__ import annotations

import pytest

from stateofplay.errors import RecordError
from stateofplay.web.problems import told_of


@pytest.mark.parametrize("slug", ["record.damaged", "record.newer", "record.unusable"])
def test_no_error_tells_whoever_asks_where_the_database_is(slug: str) -> None:
    place = "postgresql://desk:secret@db.example/cases?options=-csearch_path%3Dcase_7"
    error = RecordError(f"{place} is not as a case should be", slug=slug, hint=f"Look at it: stateofplay check {place}")
    _, _, sentence, hint = told_of(error)
    assert "postgresql" not in sentence + hint
    assert "secret" not in sentence + hint
    assert sentence == "the case is not as a case should be"
