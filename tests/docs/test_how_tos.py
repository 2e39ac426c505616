"""The how-tos, followed to the letter on a copy of the package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.docs.followed import follow, run


@pytest.mark.slow
def test_a_claim_kind_is_found_shown_added_searched_and_exported(root: Path, tmp_path: Path) -> None:
    page = root / "docs" / "add-a-claim-kind.md"
    added = follow(page, root, tmp_path)
    assert f"{added} lines" in page.read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_text(
        "Harvest talks\n\nNorway pledged to reopen the port of Bergen. Chad did not answer the letter on Monday.\n"
    )
    read = json.loads(run(tmp_path, "read", "page.txt", "--format", "json"))
    (pledge,) = read["pledges"]
    assert (pledge["who"], pledge["what"]) == ("Norway", "to reopen the port of Bergen")
    assert (
        read["article"]["text"][slice(pledge["evidence"]["start"], pledge["evidence"]["end"])]
        == pledge["evidence"]["quote"]
    )
    assert re.search(r"pledges \(1\)", run(tmp_path, "read", "page.txt"))
    run(tmp_path, "new", "case.sop", "--title", "Harvest")
    run(tmp_path, "add", "case.sop", "page.txt")
    assert "pledged to reopen the port" in run(tmp_path, "search", "case.sop", "reopen")
    rows = run(tmp_path, "export", "case.sop", "--format", "csv", "--kind", "pledges").splitlines()
    assert len(rows) == 2
    assert ",pledges,Norway," in rows[1]
    whole = run(tmp_path, "export", "case.sop", "--format", "jsonl")
    assert "Norway pledged to reopen the port of Bergen." in whole
    assert '"pledges"' in whole
