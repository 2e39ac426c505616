"""Deadlines in the calendar: only sure days, each once, under the same name however the case grows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from stateofplay.model import Article, Reading
from stateofplay.model.sureness import LESS_SURE
from stateofplay.record import Case, add_page, create_case
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import Filter, rows
from stateofplay.service.cases import add
from stateofplay.service.exporting import export
from stateofplay.service.reading import read_article

DAY = "2024-05-06"  # a Monday
AT = "http://127.0.0.1:8650/case/talks/claim/"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with create_case(str(tmp_path / "talks.sop")) as made:
        yield made


def page(case: Case, folder: Path, text: str, *, name: str = "page", published: str | None = DAY) -> None:
    file = folder / f"{name}.txt"
    file.write_text(f"Chad and Sudan at odds\n{text}\n", encoding="utf-8")
    add(case, str(file), published=published)


def calendar(case: Case, wanted: Filter | None = None, at: str = AT) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """The deadlines of a calendar, read strictly line by line, and what the writing says was left out."""
    out = io.BytesIO()
    notes = export(case, "ics", out, wanted=wanted, claims_at=at).notes
    raw = out.getvalue()
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in raw[:-2].split(b"\r\n"))
    lines = raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        assert colon
        assert re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name)
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            assert name == "END" or name not in events[-1], "each property once"
            events[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    assert len({e["UID"] for e in events}) == len(events)
    return [e for e in events if e["SUMMARY"].startswith("Deadline ")], notes


def days(case: Case) -> list[str]:
    return [e["DTSTART;VALUE=DATE"] for e in calendar(case)[0]]


def test_a_condition_with_a_day_is_a_whole_day_with_words_holder_sentence_and_link(case: Case, tmp_path: Path) -> None:
    page(case, tmp_path, "Chad will walk out unless Sudan withdraws its troops by 9 May.")
    ((one,), _) = calendar(case)
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) == ("20240509", "20240510")
    assert (
        one["SUMMARY"] == "Deadline 9 May 2024: Chad: “Chad will walk out” unless “Sudan withdraws its troops by 9 May”"
    )
    told = one["DESCRIPTION"].split("\n")
    assert told[0] == f'"Chad will walk out unless Sudan withdraws its troops by 9 May." (page.txt, {DAY}, stated)'
    assert re.fullmatch(re.escape(AT) + r"con-\w+", one["URL"])
    assert one["URL"] in told
    ((alone,), _) = calendar(case, at="")
    assert "URL" not in alone
    assert f"Claim {one['URL'].removeprefix(AT)}" in alone["DESCRIPTION"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Chad demands a reply from Sudan by Friday, its minister said.", "20240510"),
        ("Chad demands that Sudan withdraw its troops by 9 May.", "20240509"),
        ("Chad threatened to impose sanctions on Sudan unless it signs the deal by 12 May.", "20240512"),
        ("Chad will walk out unless Sudan withdraws its troops before 2 January 2025.", "20250102"),
    ],
)
def test_demands_and_threats_set_a_day(case: Case, tmp_path: Path, text: str, day: str) -> None:
    page(case, tmp_path, text)
    assert days(case) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Chad warned that it will attack Sudan if it does not withdraw within 48 hours.",
        "Chad demands that Sudan withdraw its troops within two weeks.",
        "Chad demands that Sudan withdraw its troops by the end of May.",
        "Chad demands a ceasefire until 20 May.",
        "Chad demands that no talks be held before 20 May.",
        "Chad demands that Sudan withdraw its troops before Friday's talks.",
        "Chad demands a withdrawal of troops, and Sudan will send its reply by Friday.",
        "Chad rejects any talks before Friday.",
        "Last year, Chad demanded that Sudan withdraw its troops by 9 May.",
    ],
)
def test_a_day_that_is_not_surely_the_last_one_for_it_has_no_entry(case: Case, tmp_path: Path, text: str) -> None:
    page(case, tmp_path, text)
    assert days(case) == []


def test_a_page_without_a_day_sets_none(case: Case, tmp_path: Path) -> None:
    page(case, tmp_path, "Chad demands that Sudan withdraw its troops by Friday.", published=None)
    assert days(case) == []


def test_the_same_deadline_on_several_pages_is_one_entry_and_keeps_its_name(case: Case, tmp_path: Path) -> None:
    page(case, tmp_path, "Chad demands that Sudan withdraw its troops by 9 May.")
    ((before,), _) = calendar(case)
    page(case, tmp_path, "Sudan must go: Chad will walk out unless Sudan pulls out by Thursday.", name="b")
    page(
        case,
        tmp_path,
        "Chad demands that Sudan withdraw its troops by 9 May, a year on.",
        name="c",
        published="2024-04-30",
    )
    ((after,), _) = calendar(case)
    assert after["UID"] == before["UID"]
    assert {name for name in ("page.txt", "b.txt", "c.txt") if name in after["DESCRIPTION"]} == {
        "page.txt",
        "b.txt",
        "c.txt",
    }


def test_another_side_and_another_day_are_other_entries(case: Case, tmp_path: Path) -> None:
    page(
        case,
        tmp_path,
        "Chad demands that Sudan withdraw its troops by 9 May. Sudan demands that Chad open the border by 9 May. "
        "Chad demands a reply from Sudan by Friday.",
    )
    assert days(case) == ["20240509", "20240509", "20240510"]


def add_by_hand(case: Case, read: Reading, source: str) -> None:
    raw = read.article.text.encode()
    with case.write() as connection:
        add_page(connection, read, source=source, raw=raw, sha256=sha256(raw).hexdigest())


def test_a_newer_version_of_a_page_keeps_the_name_and_what_is_gone_from_it_goes(case: Case) -> None:
    def version(text: str) -> list[dict[str, str]]:
        article = Article(text=text, language="en", published=DAY, published_source="page")
        add_by_hand(case, read_article(article), "https://post.example/odds")
        return calendar(case)[0]

    demand = "Chad demands that Sudan withdraw its troops by 9 May."
    (before,) = version(f"Chad and Sudan met in Geneva on Monday. {demand}")
    (after,) = version(f"Chad and Sudan met in Geneva. Rain fell. {demand}")
    assert before["UID"] == after["UID"]
    assert before["URL"] != after["URL"]
    assert version("Chad and Sudan met in Geneva. Rain fell all day long.") == []


def test_a_deadline_that_has_passed_stays(case: Case, tmp_path: Path) -> None:
    page(case, tmp_path, "Chad demands that Sudan withdraw its troops by 9 May.")
    page(
        case,
        tmp_path,
        "The talks of Chad and Sudan went on in Geneva, mediators said.",
        name="later",
        published="2024-08-01",
    )
    assert days(case) == ["20240509"]


def test_what_a_person_rejects_goes(case: Case, tmp_path: Path) -> None:
    page(case, tmp_path, "Chad demands a reply from Sudan by Friday, its minister said.")
    ((one,), _) = calendar(case)
    with case.write() as connection:
        for link in re.findall(r"claim/([\w-]+)", one["DESCRIPTION"]):
            judge(connection, link, Verdict.REJECT, author="Ana")
    assert calendar(case)[0] == []
    assert calendar(case, Filter(rejected=True))[0] == [], "also where rejected claims are asked for"


def test_what_is_folded_away_is_no_entry_until_a_person_accepts_it(case: Case, tmp_path: Path) -> None:
    text = "Chad demands a reply from Sudan by Friday, its minister said."
    read = read_article(Article(text=text, language="en", published=DAY, published_source="page"))
    (demand,) = read.positions
    doubtful = replace(read, positions=(replace(demand, confidence=LESS_SURE - 0.01),))
    add_by_hand(case, doubtful, "page.txt")
    found, notes = calendar(case)
    assert found == []
    assert [note for note in notes if note.endswith("not in the calendar: 1")]
    with case.write() as connection:
        (row,) = rows(connection, "positions")
        judge(connection, row.claim_id, Verdict.ACCEPT, author="Ana")
    assert days(case) == ["20240510"]


def test_a_filter_by_party_keeps_days_and_the_length_of_talks(case: Case, tmp_path: Path) -> None:
    page(
        case,
        tmp_path,
        "Chad and Sudan will hold talks in Geneva on 20-22 May 2024. Chad demands that Sudan withdraw its troops by 9 May.",
    )
    found, _ = calendar(case, Filter(party="Chad"))
    assert [e["DTSTART;VALUE=DATE"] for e in found] == ["20240509"]
    out = io.BytesIO()
    export(case, "ics", out, wanted=Filter(party="Chad"))
    assert b"DTEND;VALUE=DATE:20240523" in out.getvalue()
