"""Every page with answers is judged, whichever number it has."""

from __future__ import annotations

import json
from pathlib import Path

from training.claims.judging import judged

TEXT = "Talks on the lake\n\nKenya and Uganda will hold talks in Arda on Friday. Kenya demands a truce.\n"


def test_all_pages_are_judged_and_as_found(tmp_path: Path, shared: Path) -> None:
    empty = {
        kind: [] for kind in ("actors", "meetings", "attendance", "statements", "positions", "conditions", "events")
    }
    for number in ("201", "202", "205"):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
        answer = {"published": "2024-03-05", "body": TEXT, "dates": [], "roles": [], **empty}
        (tmp_path / f"{number}.json").write_text(json.dumps(answer), encoding="utf-8")
    pages = [page for _, page, *_ in judged(str(tmp_path), shared / "gold")]
    assert set(pages) == {"201", "202", "205"}
    assert {page for _, page, *_ in judged(str(tmp_path), shared / "gold", told=True)} == {"205"}
