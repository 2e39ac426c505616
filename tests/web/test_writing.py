"""What can be written beside judgements: claims by hand, moved evidence, names, issues; and what can be fetched."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from starlette.testclient import TestClient

from stateofplay.record import open_case
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import Row, rows
from stateofplay.service.cases import add
from tests.exchange.readings import TEXT
from tests.web.conftest import SAME, TOKEN

FEAR = "Both sides fear delays."
POSITION = {"kind": "positions", "field.holder": "Chad", "field.stance": "opposes", "field.issue": "delays"}


def told(folder: Path, kind: str = "positions") -> dict[str, Row]:
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        return {r.claim_id: r for r in rows(connection, kind)}


def test_a_claim_is_added_from_marked_words_behind_an_emoji(desk: TestClient, folder: Path) -> None:
    start = TEXT.index("fear delays")
    form = desk.get(f"/case/talks/page/1/claim?kind=positions&start={start}&end={start + 11}&words=fear+delays").text
    assert f'name="end" value="{TEXT.index(FEAR) + len(FEAR)}"' in form, "the sentence is the evidence"
    assert 'value="fear delays"' in form
    begin = TEXT.index(FEAR)
    given = {**POSITION, "start": str(begin), "end": str(begin + len(FEAR)), "words": FEAR, "note": "missed"}
    answer = desk.post("/case/talks/page/1/claim", data=given, headers=SAME)
    claim = answer.headers["location"].split("/claim/")[1].split("?")[0]
    row = told(folder)[claim]
    assert (row.quote, row.by_hand, row.party, row.what) == (FEAR, True, "Chad", "delays")
    page = desk.get(f"/case/talks/claim/{claim}").text
    assert "added by hand" in page
    assert "missed" in page
    again = desk.post("/case/talks/page/1/claim", data=given, headers=SAME)
    assert again.headers["location"].endswith("done=known#claim")


def test_who_takes_an_addition_back_is_rid_of_it_and_may_have_it_again(desk: TestClient, folder: Path) -> None:
    start = TEXT.index(FEAR)
    given = {**POSITION, "start": str(start), "end": str(start + len(FEAR)), "words": FEAR}
    claim = desk.post("/case/talks/page/1/claim", data=given, headers=SAME).headers["location"]
    claim = claim.split("/claim/")[1].split("?")[0]
    assert claim in told(folder)
    for shown, done in ((False, "reject"), (True, "withdraw"), (False, "reject")):
        answer = desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "withdraw"}, headers=SAME)
        assert f"done={done}" in answer.headers["location"]
        assert (claim in told(folder)) is shown
    # On what the reader found, and where somebody else stands by it, a word taken back is that and no more.
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        judge(connection, claim, Verdict.ACCEPT, author="ben")
    desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "withdraw"}, headers=SAME)
    assert claim in told(folder)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "nobody wrote this"},
        {"start": "0", "end": "5", "words": FEAR},
        {"start": "9", "end": "3"},
        {"words": FEAR, "field.stance": "hopes"},
        {"words": FEAR, "field.holder": ""},
        {"words": FEAR, "kind": "treaties"},
    ],
)
def test_what_is_no_claim_is_refused_with_a_way_on(desk: TestClient, folder: Path, wrong: dict[str, str]) -> None:
    before = told(folder)
    answer = desk.post("/case/talks/page/1/claim", data={**POSITION, **wrong}, headers=SAME)
    assert answer.status_code == 400
    assert "problem" in answer.text
    assert told(folder) == before


def test_evidence_is_moved_to_other_words(desk: TestClient, folder: Path) -> None:
    claim = next(iter(told(folder)))
    old = told(folder)[claim].quote
    given = {"verdict": "accept", "words": FEAR, "was.words": old}
    assert desk.post(f"/case/talks/claim/{claim}/judge", data=given, headers=SAME).status_code == 303
    assert told(folder)[claim].quote == FEAR
    assert claim in desk.get("/case/talks/search?q=fear+delays").text, "it is found where it rests now"
    assert desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "withdraw"}, headers=SAME).status_code == 303
    assert told(folder)[claim].quote == old


def test_names_are_joined_parted_and_the_word_taken_back(desk: TestClient) -> None:
    pair = {"left": "Amina Saleh", "right": "Idris Omar"}
    page = desk.get("/case/talks/actors").text
    assert "What people said" in page
    for verdict in ("withdraw", "same", "withdraw"):
        assert desk.post("/case/talks/actors", data={**pair, "verdict": verdict}, headers=SAME).status_code == 303
        names = desk.get("/case/talks/actors.json").json()["actors"]
        assert any(set(a["names"]) & {*pair.values()} for a in names) == (verdict == "same")
    assert desk.post("/case/talks/actors", data={**pair, "verdict": "withdraw"}, headers=SAME).status_code == 400
    assert (
        desk.post("/case/talks/actors", data={**pair, "right": "X", "verdict": "same"}, headers=SAME).status_code == 404
    )
    assert desk.post("/case/talks/actors", data={**pair, "verdict": "maybe"}, headers=SAME).status_code == 400


def test_an_issue_is_renamed_and_the_edit_taken_back(desk: TestClient) -> None:
    old = desk.get("/case/talks/issues.json").json()["issues"][0]["name"]
    desk.post("/case/talks/issues", data={"edit": "rename", "issue": old, "value": "bases <b>abroad</b>"}, headers=SAME)
    page = desk.get("/case/talks/issues").text
    assert "bases &lt;b&gt;abroad" in page
    assert desk.get("/case/talks/issue", params={"name": "bases <b>abroad</b>"}).status_code == 200
    assert desk.post("/case/talks/issues", data={"edit": "withdraw"}, headers=SAME).status_code == 303
    assert desk.get("/case/talks/issues.json").json()["issues"][0]["name"] == old
    assert desk.post("/case/talks/issues", data={"edit": "withdraw"}, headers=SAME).status_code == 400
    assert (
        desk.post("/case/talks/issues", data={"edit": "split", "issue": old, "value": "x"}, headers=SAME).status_code
        == 404
    )


def test_feeds_open_with_their_own_key_and_nothing_else_does(desk: TestClient, stranger: TestClient) -> None:
    page = desk.get("/case/talks/exports").text
    address = page.split('href="/case/talks/changes.atom?key=')[1].split('"')[0]
    stranger.cookies.clear()
    feed = stranger.get(f"/case/talks/changes.atom?key={address}&since=2024-01-01")
    assert feed.status_code == 200
    root = xml.fromstring(feed.content)
    ns = {"a": "http://www.w3.org/2005/Atom"}
    assert root.find("a:title", ns).text == "Chad and Sudan; talks, 2024: what changed"
    entries = root.findall("a:entry", ns)
    assert entries
    ids = [e.find("a:id", ns).text for e in entries]
    assert len(ids) == len(set(ids))
    assert all(e.find("a:updated", ns).text.endswith("Z") for e in entries)
    for path in ("/case/talks", "/case/talks/talks.ics", "/case/talks.json", "/"):
        assert stranger.get(f"{path}?key={address}").status_code == 401
    assert stranger.get(f"/case/talks/changes.atom?key={TOKEN}").status_code == 401
    desk.get(f"/?token={TOKEN}")
    assert desk.get("/case/talks/talks.ics").text.startswith("BEGIN:VCALENDAR")


def test_a_deadline_of_the_calendar_leads_to_its_claim(desk: TestClient, folder: Path) -> None:
    (folder / "odds.txt").write_text("Chad demands that Sudan withdraw its troops by 9 May 2025.\n", encoding="utf-8")
    with open_case(folder / "talks.sop") as case:
        add(case, str(folder / "odds.txt"), published="2025-05-06")
    feed = desk.get("/case/talks/talks.ics").text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20250509" in feed
    (address,) = re.findall(r"\r\nURL:(.+)\r\n", feed)
    assert address.startswith("http://127.0.0.1:8650/case/talks/claim/")
    assert "withdraw its troops by 9 May 2025" in desk.get(address).text


@pytest.mark.parametrize("name", ["jsonl", "csv", "bibtex", "ics", "opml", "warc"])
def test_every_format_can_be_taken_away(desk: TestClient, name: str) -> None:
    answer = desk.get(f"/case/talks/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="talks.')
    assert answer.content
    assert desk.get("/case/talks/export/docx").status_code == 400


def test_a_view_is_cited_with_its_filters_and_version(desk: TestClient) -> None:
    told = desk.get("/case/talks/cite.json", params={"of": "/case/talks?since=2024-01-01&q=a_b"}).json()
    assert "/case/talks?since=2024-01-01" in told["lead"]
    assert told["version"] in told["lead"]
    assert told["accessed"] in told["bibtex"]
    assert r"a\_b" in told["bibtex"]
    assert desk.get("/case/talks/cite", params={"of": "/case/talks"}).status_code == 200


@pytest.mark.parametrize(
    "of", ["javascript:alert(1)", "//evil.example", "/case/other/claim/x", "/case/talks-of-others", "/", "x\0"]
)
def test_what_is_no_view_of_the_case_is_not_cited_as_one(desk: TestClient, of: str) -> None:
    answer = desk.get("/case/talks/cite", params={"of": of})
    assert answer.status_code == 400
    assert "is no view of this case" in answer.text


def test_what_is_far_too_long_to_be_shown_is_refused_and_told(desk: TestClient) -> None:
    issue = desk.get("/case/talks/issues.json").json()["names"][0]
    claim = next(
        q["claim"] for q in desk.get("/case/talks/review.json").json()["queue"] if q["claim"]["kind"] == "positions"
    )
    judge = f"/case/talks/claim/{claim['id']}/judge"
    for path, given in (
        ("/case/talks/issues", {"edit": "rename", "issue": issue, "value": "x" * 301}),
        ("/case/talks/whatifs", {"name": "x" * 301, "set": "a = yes"}),
        (judge, {"verdict": "accept", "field.holder": "x" * 2001, "was.holder": "Chad"}),
    ):
        answer = desk.post(path, data=given, headers=SAME)
        assert answer.status_code == 400, path
        assert "is too long" in answer.text, path
    untouched = {"verdict": "accept", "field.holder": "x" * 2001, "was.holder": "x" * 2001}
    assert desk.post(judge, data=untouched, headers=SAME).status_code == 303


@pytest.mark.parametrize("verdict", ["same", "different", "withdraw"])
def test_nothing_is_said_of_a_name_with_itself(desk: TestClient, verdict: str) -> None:
    given = {"left": "Chad", "right": "Chad", "verdict": verdict}
    answer = desk.post("/case/talks/actors", data=given, headers={**SAME, "accept": "application/json"})
    assert (answer.status_code, answer.json()["slug"]) == (400, "record.one_name")
    assert desk.get("/case/talks/actors").status_code == 200
