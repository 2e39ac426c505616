"""Pages and their twins: every view opens, is data too, and errors say what to do next."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from stateofplay.model import Stance
from stateofplay.record import create_case, open_case
from stateofplay.record.views import rows
from stateofplay.service.cases import add_all
from stateofplay.service.views.records import Sheet
from stateofplay.web.answers import to_json
from stateofplay.web.operations import OPERATIONS, Operation
from tests.exchange.cases import add
from tests.web.conftest import PORT, SAME, TOKEN, at_odds, desk_of, stances

GETS = [o for o in OPERATIONS if o.method == "GET" and o.name != "job" and o.face != "team"]
"""All that need nothing to be done before; jobs have their own tests."""


def filled(one: Operation, folder: Path) -> str:
    """An address of an operation in the case of the tests."""
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        claim = rows(connection, "positions")[0].claim_id
        meeting = rows(connection, "meetings")[0].claim_id
    parts = {
        "case": "talks",
        "claim": claim,
        "page": "1",
        "party": "Sudan",
        "figure": "moves",
        "take": "csv",
        "job": "1",
    }
    path = re.sub(r"\{(\w+)\}", lambda m: parts[m.group(1)], one.path)
    query = {
        "issue": "?name=%3Dforeign%20bases",
        "search": "?q=talks",
        "search_all": "?q=talks",
        "meeting": f"?name={meeting}",
    }
    return path + query.get(one.name, "")


@pytest.mark.parametrize("one", GETS, ids=lambda o: o.name)
def test_every_page_opens_and_nothing_of_a_page_is_markup(one: Operation, desk: TestClient, folder: Path) -> None:
    answer = desk.get(filled(one, folder))
    assert answer.status_code == 200, answer.text
    assert "<b>foreign</b>" not in answer.text or not answer.headers["content-type"].startswith("text/html")
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("one", [o for o in GETS if o.twins], ids=lambda o: o.name)
def test_every_page_is_data_too(one: Operation, desk: TestClient, folder: Path) -> None:
    path, mark, query = filled(one, folder).partition("?")
    path = "/index" if path == "/" else path
    data = desk.get(f"{path}.json{mark}{query}")
    assert data.status_code == 200
    assert data.json()["title"]
    assert "lead" in data.json()
    table = desk.get(f"{path}.csv{mark}{query}")
    assert table.headers["content-type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(lines) >= 2, "the case of the tests has something for every view"
    assert {len(line) for line in lines} == {len(lines[0])}
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "@"))]
    told = desk.get(f"{path}.md{mark}{query}")
    assert told.text.startswith("# ")
    assert "<b>" not in told.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/case/nothing", 404),
        ("/case/talks/page/99", 404),
        ("/case/talks/page/x", 404),
        ("/case/talks/claim/xyz", 404),
        ("/case/talks/party/Nobody", 404),
        ("/case/talks/issue?name=nothing", 404),
        ("/case/talks/meeting?name=nothing", 404),
        ("/case/talks?since=soon", 400),
        ("/case/talks?offset=-1", 400),
        ("/case/talks?offset=%F0%9F%98%80", 400),
        ("/case/talks/changes?since=2025-W01", 400),
        ("/case/talks/timeline?since=soon", 400),
        ("/case/talks/timeline?until=2025-13-45", 400),
        ("/nowhere", 404),
        ("/case/talks/claim/pos/judge", 405),
    ],
)
def test_what_is_wrong_is_told_with_the_next_step(desk: TestClient, path: str, status: int) -> None:
    page = desk.get(path)
    assert page.status_code == status
    assert "Traceback" not in page.text
    assert "All cases" in page.text
    if status != 405:
        told = desk.get(path, headers={"accept": "application/json"})
        assert told.headers["content-type"] == "application/problem+json"
        assert told.json()["status"] == status
        assert told.json()["detail"]


def test_what_is_no_number_is_null_in_the_data_of_a_page() -> None:
    @dataclass
    class Shares:
        title: str
        lead: str
        share: float

        def sheet(self) -> Sheet:
            return Sheet(columns=("share",), rows=((self.share,),))

    for share in (float("nan"), float("inf"), float("-inf")):
        assert json.loads(to_json(Shares(title="", lead="", share=share)))["share"] is None


def test_a_page_that_the_browser_has_is_not_sent_again(desk: TestClient, folder: Path) -> None:
    first = desk.get("/case/talks")
    tag = first.headers["etag"]
    assert desk.get("/case/talks", headers={"if-none-match": tag}).status_code == 304
    assert desk.get("/case/talks?since=2024-01", headers={"if-none-match": tag}).status_code == 200
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        claim = rows(connection, "conditions")[0].claim_id
    assert desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "reject"}, headers=SAME).status_code == 303
    assert desk.get("/case/talks", headers={"if-none-match": tag}).status_code == 200


def test_a_case_that_vanished_is_told(desk: TestClient, folder: Path) -> None:
    assert desk.get("/case/talks").status_code == 200
    (folder / "talks.sop").unlink()
    assert desk.get("/case/talks").status_code == 404
    assert "No case is in this folder" in desk.get("/").text


def test_a_file_that_is_no_case_does_not_hide_the_others(desk: TestClient, folder: Path) -> None:
    (folder / "other.sop").write_bytes(b"no case")
    page = desk.get("/").text
    assert "Cannot be opened" in page
    assert "Chad and Sudan" in page


def test_what_only_looks_like_a_case_does_not_hide_the_others(desk: TestClient, folder: Path) -> None:
    (folder / "loop.sop").symlink_to("loop.sop")
    (folder / "broken.sop").symlink_to("nowhere")
    (folder / "folder.sop").mkdir()
    os.mkfifo(folder / "pipe.sop")
    (folder / "empty.sop").write_bytes(b"")
    assert desk.get("/case/talks").status_code == 200
    entries = {e["id"]: e["problem"] for e in desk.get("/index.json").json()["entries"]}
    assert set(entries) == {"talks", "empty"}
    assert (entries["talks"], bool(entries["empty"])) == ("", True)
    for gone in ("loop", "broken", "folder", "pipe"):
        assert desk.get(f"/case/{gone}").status_code == 404


def test_a_case_of_a_newer_version_is_told_and_the_others_stay(desk: TestClient, folder: Path) -> None:
    from tests.exchange.cases import make_case

    make_case(folder / "newer.sop").close()
    with closing(sqlite3.connect(folder / "newer.sop")) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    page = desk.get("/case/newer")
    assert page.status_code == 409
    assert "newer State of Play" in page.text
    listed = desk.get("/").text
    assert "Cannot be opened" in listed
    assert "Chad and Sudan" in listed


def test_a_case_that_a_newer_version_took_over_while_it_is_shown_is_told(desk: TestClient, folder: Path) -> None:
    claim = desk.get("/case/talks/review.json").json()["queue"][0]["claim"]["id"]
    with closing(sqlite3.connect(folder / "talks.sop")) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    judged = desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "accept", "seen": ""}, headers=SAME)
    for answer in (judged, desk.get("/case/talks")):
        assert answer.status_code == 409
        assert "newer State of Play" in answer.text
    with closing(sqlite3.connect(folder / "talks.sop")) as plain:
        assert plain.execute("SELECT count(*) FROM judgement WHERE claim_id = ?", (claim,)).fetchone() == (0,)


def test_a_case_that_somebody_writes_can_be_read_and_judging_says_why_not(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stateofplay.record.storage.engines.BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(folder / "talks.sop", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert desk.get("/case/talks").status_code == 200
        claim = desk.get("/case/talks/review.json").json()["queue"][0]["claim"]["id"]
        answer = desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "accept"}, headers=SAME)
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "Wait" in answer.text
        other.execute("ROLLBACK")
    assert desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "accept"}, headers=SAME).status_code == 303


def test_who_waited_for_a_case_in_vain_is_told_so_without_another_wait(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds the file for themselves alone: views cannot be made, and the answer takes one wait, not several."""
    monkeypatch.setattr("stateofplay.record.storage.engines.BUSY_SECONDS", 4.0)
    assert desk.get("/case/talks").status_code == 200
    with closing(sqlite3.connect(folder / "talks.sop", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        answer = desk.get("/case/talks/actors")
        waited = time.monotonic() - begun
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "Chad and Sudan" in answer.text, "the frame of the page is that of the case"
    assert waited < 7.5, "two waits are eight seconds"
    assert desk.get("/case/talks/actors").status_code == 200


def test_many_write_and_read_at_once_and_nothing_is_lost(desk: TestClient, folder: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from stateofplay.record.judging.judgements import history

    claims = [q["claim"]["id"] for q in desk.get("/case/talks/review.json").json()["queue"]][:4]

    def write(number: int) -> int:
        claim, verdict = claims[number % len(claims)], ("accept", "unsure", "reject")[number % 3]
        data = {"verdict": verdict, "note": f"n{number}"}
        return desk.post(f"/case/talks/claim/{claim}/judge", data=data, headers=SAME).status_code

    def read(number: int) -> int:
        return desk.get(
            ("/case/talks", f"/case/talks/claim/{claims[number % len(claims)]}", "/case/talks/review")[number % 3]
        ).status_code

    with ThreadPoolExecutor(16) as pool:
        written = [pool.submit(write, n) for n in range(40)]
        seen = [pool.submit(read, n) for n in range(40)]
        assert {job.result() for job in written} == {303}
        assert {job.result() for job in seen} == {200}
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        notes = [j.note for claim in claims for j in history(connection, claim)]
    assert sorted(n for n in notes if n.startswith("n") and n[1:].isdigit()) == sorted(f"n{n}" for n in range(40))


def test_what_stresses_a_claim_is_no_class_of_the_layout() -> None:
    from stateofplay.web.pages import STATIC

    css = (STATIC / "desk.css").read_text(encoding="utf-8")
    for emphasis in ("head", "red_line", "absent", "conditional", "cancelled", "denied", "hypothetical"):
        rules = re.findall(rf"([^,{{}}]*)\.{emphasis}(?![\w-])", css)
        assert all(before.endswith(".claim") for before in rules), (emphasis, rules)


def test_a_name_with_a_slash_has_a_page(tmp_path: Path) -> None:
    from urllib.parse import quote

    from tests.web.conftest import TOKEN, desk_of
    from tests.web.hostile import NAME, make_hostile_case

    make_hostile_case(tmp_path / "talks.sop")
    with desk_of(tmp_path) as desk:
        desk.get(f"/?token={TOKEN}")
        for ending in ("", ".json", ".csv"):
            assert desk.get(f"/case/talks/party/{quote(NAME, safe='')}{ending}").status_code == 200
        listed = desk.get("/case/talks/actors").text
        address = re.search(r'href="(/case/talks/party/Chad[^"]*Sudan[^"]*)"', listed).group(1)
        assert desk.get(address.replace("&amp;", "&")).status_code == 200


def test_a_copy_and_a_newer_version_are_told_on_the_pages_of_both(desk: TestClient, folder: Path) -> None:
    def page(number: int) -> dict[str, object]:
        found: dict[str, object] = desk.get(f"/case/talks/page/{number}.json").json()
        return found

    assert (page(1)["copies"], page(3)["copy_of"]) == ([3], 1)
    one = replace(at_odds(), positions=())
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        first = add(connection, one, "https://post.example/port").number
    assert page(first)["newer"] is None
    changed = replace(one.article, text=f"{PORT}\nMore is known now, says the port.")
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        newer = add(connection, replace(one, article=changed), "https://post.example/port").number
    assert (page(newer)["earlier"], page(first)["newer"]) == (first, newer)


def test_a_claim_whose_sentence_a_newer_version_lost_says_so(desk: TestClient, folder: Path) -> None:
    one = at_odds()
    first = replace(one, article=replace(one.article, text=f"{PORT}\nMore is not known."))
    changed = replace(one.article, text="Chad demands that Sudan reopen the port. More is known now.")
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        old = add(connection, first, "https://post.example/port").number
        new = add(connection, replace(one, article=changed, positions=()), "https://post.example/port").number
    (lost,) = [c for c in desk.get(f"/case/talks/page/{old}.json").json()["claims"] if c["lost_in"]]
    page = desk.get(f"/case/talks/claim/{lost['id']}").text
    assert "Its sentence is gone from the newer version of the page" in page
    assert f'href="/case/talks/page/{new}"' in page.split("Its sentence is gone")[1][:200]
    assert "Sudan refuses to reopen the port." in page.split("<mark")[1]
    assert lost["id"] not in [q["claim"]["id"] for q in desk.get("/case/talks/review.json").json()["queue"]]


def test_the_live_page_opens_at_the_words_of_a_claim(desk: TestClient) -> None:
    claims = desk.get("/case/talks/page/2.json").json()["claims"]
    for claim in claims:
        page = desk.get(f"/case/talks/claim/{claim['id']}").text
        (fragment,) = re.findall(r'href="https://post\.example/talks\?id=2#:~:text=([^"]+)"', page)
        parts = [unquote(part) for part in unescape(fragment).split(",")]
        words = " ".join(claim["quote"].split())
        assert words.startswith(parts[0])
        assert words.endswith(parts[-1])


def test_the_page_of_a_claim_shows_it_alone_and_its_data_all_of_its_page(desk: TestClient) -> None:
    every = desk.get("/case/talks/page/1.json").json()["claims"]
    assert len(every) > 1
    address = f"/case/talks/claim/{every[0]['id']}"
    assert desk.get(f"{address}.json").json()["claims"] == every
    assert 'class="panel"' in desk.get(address).text


def test_a_page_without_a_day_lies_on_none(folder: Path) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        said = ("Chad is ready to lease the lighthouse.", "Chad", "lease the lighthouse", Stance.OFFERS)
        add(connection, stances(None, said), "undated.txt")
    today = datetime.now(UTC).date().isoformat()
    with desk_of(folder) as desk:
        desk.get(f"/?token={TOKEN}")
        for path in (
            "timeline",
            "search?q=lighthouse",
            "issue?name=lease the lighthouse",
            "party/Chad",
            "review",
            "conflict",
        ):
            shown = desk.get(f"/case/talks/{path}").text
            assert not re.search(rf"(?<!added ){today}", shown), path
        timeline = desk.get("/case/talks/timeline").text
        assert "On pages without a day" in timeline
        assert "1 without a day, on pages without one." in timeline
        assert "lighthouse" not in desk.get("/case/talks/timeline?since=2000").text
        assert "undated page" in desk.get("/case/talks/search?q=lighthouse").text
        assert "last on a page without a day" in desk.get("/case/talks/issue?name=lease the lighthouse").text
        row = next(
            r
            for r in csv.DictReader(io.StringIO(desk.get("/case/talks/timeline.csv").text))
            if "lighthouse" in r["text"]
        )
        assert next(iter(row.values())) == ""


def test_an_empty_case_shows_the_next_step_and_no_empty_moments(folder: Path) -> None:
    create_case(folder / "new.sop", title="New talks").close()
    with desk_of(folder) as desk:
        desk.get(f"/?token={TOKEN}")
        shown = desk.get("/case/new").text
        assert '<a href="/case/new/add">Add pages</a>' in shown
        assert "1900" not in shown
        assert "last added" not in shown
        assert "Last added to" not in desk.get("/case/new/changes").text
        assert "0 of 0" not in desk.get("/").text


def test_the_state_of_play_names_pages_whose_language_is_not_read(folder: Path) -> None:
    lines = ("Perú y Bolivia se reúnen", "12 de marzo de 2024", "Las delegaciones se reunieron el martes en la ciudad.")
    with create_case(folder / "sur.sop", title="El sur") as case:
        (folder / "sur.txt").write_text("\n".join(lines), encoding="utf-8")
        assert [one.problem for one in add_all(case, [str(folder / "sur.txt")])] == [None]
    with desk_of(folder) as desk:
        desk.get(f"/?token={TOKEN}")
        assert "Claims are not read in the language of these pages" in desk.get("/case/sur").text
