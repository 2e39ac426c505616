"""A case in which nobody faces another firmly: no model to show, but one to go on from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.errors import CaseworkError
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.library import Library
from stateofplay.service.views.conflicts import conflict_model
from tests.web.conftest import TOKEN, desk_of

TALKS = "Talks ahead\n\nChad and Niger will hold talks in Zinder on Friday, officials said on Tuesday.\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    page = tmp_path / "page.txt"
    page.write_text(TALKS, encoding="utf-8")
    with create_case(tmp_path / "talks.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
    page.unlink()
    with desk_of(tmp_path) as made:
        made.get(f"/?token={TOKEN}")
        yield made


@pytest.mark.slow
def test_it_is_no_model_to_show_but_can_be_changed_and_edited(client: TestClient, tmp_path: Path) -> None:
    kept = Library([str(tmp_path)]).kept("talks")
    with pytest.raises(CaseworkError, match="firmly enough"):
        conflict_model.drafted(kept)
    assert len(conflict_model.draft_to_edit(kept).options) == 1
    for path in ("conflict", "whatif", "reach", "model", "compare"):
        assert client.get(f"/case/talks/{path}").status_code == 200, path
