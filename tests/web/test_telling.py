"""What pages tell agrees from one to the other: counts, moments, who said what, and which way an edit went."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from stateofplay.model import Article, Event, EventStatus, Evidence, PloverEvent, Position, Reading, Stance
from stateofplay.record import AddingOutcome, open_case
from stateofplay.record.storage.tables import FEED
from tests.exchange.cases import add
from tests.web.conftest import PORT, SAME, at_odds


def counts(desk: TestClient) -> list[tuple[int, int]]:
    """(judged, claims) as the list of cases and the case itself tell them."""
    (entry,) = desk.get("/index.json").json()["entries"]
    case = desk.get("/case/talks.json").json()
    assert desk.get("/case/talks/review.json").json()["judged"] == case["judged"]
    return [(entry["judged"], entry["claims"]), (case["judged"], case["claims"])]


def test_a_rejected_claim_is_judged_and_stays_one_of_all(desk: TestClient) -> None:
    queue = desk.get("/case/talks/review.json").json()
    before, again = counts(desk)
    assert before == again
    assert before[1] == before[0] + queue["total"]
    claim = queue["queue"][0]["claim"]["id"]
    desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "reject", "seen": ""}, headers=SAME)
    assert counts(desk) == [(before[0] + 1, before[1])] * 2
    assert desk.get("/case/talks/review.json").json()["total"] == queue["total"] - 1
    desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "withdraw"}, headers=SAME)
    assert counts(desk) == [before] * 2


def test_the_list_of_pages_counts_the_claims_that_each_page_shows(desk: TestClient, folder: Path) -> None:
    one = at_odds()
    first = replace(one, article=replace(one.article, text=f"{PORT}\nMore is not known."))
    later = Article(
        text="Chad demands that Sudan reopen the port. More is known now.",
        title=None,
        published="2024-06-10",
        published_source="page",
        language="en",
    )
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        old = add(connection, first, "https://post.example/port").number
        new = add(connection, Reading(article=later, reader="by hand"), "https://post.example/port").number
    pages = {p["number"]: p for p in desk.get("/case/talks/pages.json").json()["pages"]}
    assert (pages[old]["newer"], pages[new]["earlier"]) == (new, old)
    for number, listed in pages.items():
        assert listed["claims"] == len(desk.get(f"/case/talks/page/{number}.json").json()["claims"]), number
    assert f"older version of page {new}, which lost" in desk.get("/case/talks/pages").text


def dated(day: str, number: int = 1) -> Reading:
    """A page of 2024 on which something of a day happens, several times."""
    words = "Sudan shelled the border town"
    text = " ".join(f"{words} {n}." for n in range(number))
    events = tuple(
        Event(
            evidence=Evidence.cut(text, start := text.index(f"{words} {n}."), start + len(words)),
            anchor=start,
            component="hand",
            event=PloverEvent.ASSAULT,
            actor="Sudan",
            status=EventStatus.HAPPENED,
            date=day,
        )
        for n in range(number)
    )
    article = Article(text=text, title=None, published="2024-06-10", published_source="page", language="en")
    return Reading(article=article, events=events, reader="by hand")


def test_what_lies_years_before_the_line_is_told_at_its_edge(desk: TestClient, folder: Path) -> None:
    assert desk.get("/case/talks/timeline.json").json()["before"] == ""
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, dated("2019"), "past.txt")
    view = desk.get("/case/talks/timeline.json").json()
    assert view["before"] == "2019"
    places = {dot["day"]: dot["x"] for dot in view["dots"]}
    assert places["2019"] == 0.0 < 0.02 < min(x for day, x in places.items() if day != "2019")
    page = desk.get("/case/talks/timeline").text
    assert "earlier, from 2019 on" in page
    assert 'class="edge"' in page


def test_all_of_a_day_can_be_opened(desk: TestClient, folder: Path) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, dated("2024-06-05", 20), "many.txt")
    page = desk.get("/case/talks/timeline").text
    address = re.search(r'href="([^"]+)">8 more of this day', page)
    assert address is not None
    day = desk.get(address.group(1).replace("&amp;", "&")).text
    assert day.count('<span class="kind">events</span>') == 20
    assert "more of this day" not in day


def test_moments_say_by_which_clock(desk: TestClient) -> None:
    moment = re.compile(r"\d\d:\d\d UTC")
    for path in ("/case/talks", "/case/talks/page/1", "/case/talks/changes"):
        assert moment.search(desk.get(path).text), path


def test_who_said_what_of_two_names_and_why(desk: TestClient) -> None:
    given = {"left": "Chad", "right": "Sudan", "verdict": "different", "note": "two states"}
    desk.post("/case/talks/actors", data=given, headers=SAME)
    said = desk.get("/case/talks/actors.json").json()["said"]
    assert [(s["left"], s["right"], s["verdict"], s["author"], s["note"]) for s in said] == [
        ("Chad", "Sudan", "different", "ana", "two states"),
        ("Amina Saleh", "Idris Omar", "different", "ana", ""),
    ]
    assert re.search(r"says ana, \d{4}-\d\d-\d\d: two states", desk.get("/case/talks/actors").text)


def test_an_issue_that_was_taken_in_is_told_as_such(desk: TestClient) -> None:
    names = desk.get("/case/talks/issues.json").json()["names"]
    taken, kept = names[0], names[1]
    desk.post("/case/talks/issues", data={"edit": "merge", "issue": kept, "value": taken}, headers=SAME)
    assert kept in desk.get("/case/talks/issues.json").json()["names"]
    part = desk.get("/case/talks/issues").text.split("What people did")[1]
    assert re.search(f"<q>{re.escape(taken)}</q> went into <q>{re.escape(kept)}</q>", part)


def test_an_error_names_a_page_and_no_command(desk: TestClient) -> None:
    for path, data in (
        ("/case/talks/actors", {"left": "Nobody", "right": "Chad", "verdict": "same"}),
        ("/case/talks/issues", {"edit": "rename", "issue": "nothing", "value": "something"}),
        ("/case/talks/claim/pos-nothing/judge", {"verdict": "accept"}),
    ):
        answer = desk.post(path, data=data, headers=SAME)
        assert answer.status_code == 404
        assert "stateofplay " not in answer.text, path
        assert "page " in answer.text


def test_a_look_that_brought_nothing_is_told_beside_nothing_changed(desk: TestClient, folder: Path) -> None:
    """Nothing was added, so that the case is of the same version; the pages of before say when it was checked all the same."""
    page = "/case/talks?since=2031-01-01"
    first = desk.get(page)
    assert "Nothing changed since 2031-01-01." in first.text
    assert "last checked" not in first.text
    again = {"if-none-match": first.headers["etag"]}
    assert desk.get(page, headers=again).status_code == 304
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        looked = {
            "address": "https://post.example/later.rss",
            "kind": "feed",
            "fetched_at": "2031-02-03T04:05:06.000000Z",
        }
        connection.execute(FEED.insert(), {**looked, "problem": "the server answers 500"})
    for path in (page, "/case/talks/changes?since=2031-01-01"):
        told = desk.get(path, headers=again).text
        assert "ast checked 2031-02-03 04:05 UTC" in told, path
        assert "Nothing changed since 2031-01-01." in told
    assert "Last checked 2031-02-03 04:05 UTC" in desk.get(page).text.split('id="changes"')[1]
    watched = desk.get("/case/talks/add").text
    assert "last looked at 2031-02-03 04:05 UTC" in watched
    assert "The server answers 500" in watched


def test_what_the_reader_doubts_and_who_says_it_is_told_on_every_page_that_has_it(
    desk: TestClient, folder: Path
) -> None:
    words = "Chad threatens to close the canal, Mali said"
    said = Position(
        evidence=Evidence.cut(f"{words}.", 0, len(words)), anchor=0, component="hand", holder="Chad", issue="close the canal",
        stance=Stance.THREATENS, said_by="Mali", confidence=0.2,
    )  # fmt: skip
    article = Article(text=f"{words}.", title=None, published="2024-06-11", published_source="page", language="en")
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, Reading(article=article, positions=(said,), reader="by hand"), "canal.txt")
    (entry,) = (e for e in desk.get("/case/talks/timeline.json").json()["entries"] if "canal" in e["text"])
    assert (entry["sureness"], entry["notes"]) == ("doubtful", ["says Mali"])
    (issue,) = (c["issue"] for c in desk.get("/case/talks/party/Chad.json").json()["cells"] if "canal" in c["what"])
    cell = re.search(
        r'<td data-party="Chad"[^>]*>\s*<a [^>]*>(?:(?!</td>).)*canal.*?</td>', desk.get("/case/talks").text, re.DOTALL
    )
    assert cell is not None
    assert "says Mali" in cell.group()
    assert "doubtful" in cell.group()
    for path in ("timeline", "party/Chad", f"issue?name={quote(issue)}", "search?q=canal", "changes?since=2024-06-11"):
        told = desk.get(f"/case/talks/{path}").text
        assert any("doubtful" in item for item in re.findall(r"(?=close the canal(.{0,500}))", told, re.DOTALL)), path
        assert any("says Mali" in item for item in re.findall(r"(?=close the canal(.{0,500}))", told, re.DOTALL)), path


def test_an_act_that_is_planned_weighed_or_denied_is_told_as_such_among_changes(desk: TestClient, folder: Path) -> None:
    for status, told in (
        (EventStatus.PLANNED, "planned"),
        (EventStatus.HYPOTHETICAL, "has not happened"),
        (EventStatus.DENIED, "did not come about"),
        (EventStatus.HAPPENED, ""),
    ):
        one = dated("2024-06-12")
        words = f"{one.article.text} {status}."
        changed = replace(
            one, article=replace(one.article, text=words), events=(replace(one.events[0], status=status),)
        )
        with open_case(folder / "talks.sop") as case, case.write() as connection:
            added = add(connection, changed, f"{status}.txt")
        assert added.outcome is AddingOutcome.NEW
        page = desk.get("/case/talks/changes?since=2024-06-10").text
        here = [line for line in re.findall(r"<li>.*?</li>", page, re.DOTALL) if "on 12 June 2024" in line]
        assert any(told in line for line in here), (status, here)
    assert [sum(told in line for line in here) for told in ("planned", "has not happened")] == [1, 1]


def test_voices_and_parties_of_an_issue_are_told_apart(desk: TestClient, folder: Path) -> None:
    view = desk.get("/case/talks/issue.json?name=reopen+the+port").json()
    assert view["lead"].startswith("2 parties speak on it")
