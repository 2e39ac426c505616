"""The how-tos, followed to the letter on a copy of the package, which has all that they add."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.docs.followed import Changed, changed, edits_of

PAGES = ("claim-kind", "page-format", "stability-concept", "web-view", "export-format")


def page_of(root: Path, what: str) -> Path:
    return next((root / "docs").glob(f"add-a*-{what}.md"))


@pytest.fixture(scope="module")
def house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changed]:
    """The package with all that the how-tos add."""
    with changed([page_of(root, what) for what in PAGES], root, tmp_path_factory.mktemp("changed")) as made:
        yield made


@pytest.mark.parametrize("what", PAGES)
def test_a_how_to_says_how_many_lines_it_adds(root: Path, what: str) -> None:
    page = page_of(root, what)
    added = sum(edit.body.count("\n") for edit in edits_of(page))
    assert f"{added} lines" in page.read_text(encoding="utf-8")
    assert f"({page.name}), {added} lines" in (root / "docs" / "house.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_claim_kind_is_found_shown_added_searched_and_exported(house: Changed, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Harvest talks\n\nNorway pledged to reopen the port of Bergen. Chad did not answer the letter on Monday.\n"
    )
    run = partial(house.run, tmp_path)
    read = json.loads(run("read", "page.txt", "--format", "json"))
    (pledge,) = read["pledges"]
    assert (pledge["who"], pledge["what"]) == ("Norway", "to reopen the port of Bergen")
    assert (
        read["article"]["text"][slice(pledge["evidence"]["start"], pledge["evidence"]["end"])]
        == pledge["evidence"]["quote"]
    )
    assert re.search(r"pledges \(1\)", run("read", "page.txt"))
    run("new", "case.sop", "--title", "Harvest")
    run("add", "case.sop", "page.txt")
    assert "pledged to reopen the port" in run("search", "case.sop", "reopen")
    rows = run("export", "case.sop", "--format", "csv", "--kind", "pledges").splitlines()
    assert len(rows) == 2
    assert ",pledges,Norway," in rows[1]
    whole = run("export", "case.sop", "--format", "jsonl")
    assert "Norway pledged to reopen the port of Bergen." in whole
    assert '"pledges"' in whole


@pytest.mark.slow
def test_a_page_format_is_read(house: Changed, tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "press.vtt").write_text(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Dahl>Norway will not\n\n"
        "2\n00:00:04.000 --> 00:00:07.000\nattend the talks in Geneva.\n"
    )
    run = partial(house.run, tmp_path)
    read = json.loads(run("read", "press/press.vtt", "--published", "2025-05-01", "--format", "json"))
    assert read["article"]["text"].splitlines()[-1] == "Norway will not attend the talks in Geneva."
    assert [(seat["who"], seat["status"]) for seat in read["attendance"]] == [("Norway", "absent")]
    run("new", "case.sop", "--title", "Harvest")
    run("add", "case.sop", "press")
    assert "will not attend" in run("search", "case.sop", "attend")


@pytest.mark.slow
def test_an_export_format_is_written(house: Changed, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Harvest talks\n\nNorway will attend the talks in Geneva.\n")
    run = partial(house.run, tmp_path)
    run("new", "case.sop", "--title", "Harvest")
    run("add", "case.sop", "page.txt", "--published", "2025-05-01")
    written = run("export", "case.sop", "--format", "ris")
    assert "TI  - page.txt" in written
    assert "DA  - 2025/05/01" in written
    assert "ris" in run("export", "--help")


@pytest.mark.slow
def test_a_web_view_is_a_page_and_its_twins(house: Changed, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Harvest talks\n\nNorway demands a ceasefire on the river.\n")
    run = partial(house.run, tmp_path)
    run("new", "case.sop", "--title", "Harvest")
    run("add", "case.sop", "page.txt", "--published", "2025-05-01")
    asked = house.python(tmp_path, "-c", ASK_FOR_VOICES)
    html, data, table = asked.split("=====\n")
    assert "Norway" in html, data
    assert ">Voices</a>" in html, "it stands in the navigation"
    assert json.loads(data)["voices"] == [["Norway", 1, 1]]
    assert "| Norway | 1 | 1 |" in table


@pytest.mark.slow
def test_a_stability_concept_is_analysed_and_named(house: Changed, tmp_path: Path) -> None:
    words = ("--concepts", "GMR_ONE", "--format", "json")
    asked = json.loads(house.run(tmp_path, "analyse", "garrison-diversion-unit", *words))
    assert asked["concepts"][0]["name"] == "general metarationality by one move"
    assert asked["equilibria"] == {"GMR_ONE": [2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22]}


@pytest.mark.slow
def test_the_contracts_that_how_tos_inherit_are_kept(house: Changed) -> None:
    tests = ("tests/exchange/test_ris.py", "tests/conflict/test_gmr_by_one_move.py")
    tried = house.python(house.package, "-m", "pytest", "-v", "-p", "no:cacheprovider", *tests)
    assert tried.count("PASSED") >= 10, tried
    assert all(f"{test}::" in tried for test in tests), tried


ASK_FOR_VOICES = """
from starlette.testclient import TestClient
from stateofplay.service.servers.jobs import Jobs
from stateofplay.service.library import Library
from stateofplay.web.application import build_application
from stateofplay.web.identity import desk_identity
from stateofplay.web.security import Guard

guard = Guard(hosts=frozenset({"127.0.0.1:8650"}), token="a-token", cookie="desk")
application = build_application(Library(["case.sop"]), desk_identity("ana"), guard, {"jobs": Jobs()})
with TestClient(application, base_url="http://127.0.0.1:8650", follow_redirects=True) as client:
    client.get("/?token=a-token")
    answers = [client.get(f"/case/case/voices{twin}") for twin in ("", ".json", ".md")]
    assert [a.status_code for a in answers] == [200, 200, 200], answers
    print("=====\\n".join(a.text for a in answers))
"""
