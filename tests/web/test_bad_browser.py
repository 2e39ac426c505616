"""In a real browser: a case that cannot be written, one that is gone or too new, and a server that does not answer."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stateofplay.record import open_case
from stateofplay.record.judging.judgements import history
from stateofplay.record.storage import engines
from tests.browsing import close_sheet
from tests.web.closed import MODES_HOLD, keep_to_modes
from tests.web.desks import PHONE, Desk, Visit, served
from tests.web.test_bad_cases import full_disk, locked

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]
VIEWS = ("", "/review", "/search?q=talks", "/page/1", "/conflict")


def judged(case: Path, claim: str) -> list[str]:
    with open_case(case) as opened, opened.read() as connection:
        return [str(j.verdict) for j in history(connection, claim)]


def opened_for_judging(visit: Visit, note: str) -> str:
    """The first claim of the queue, with a note written into its form; its id."""
    page = visit.go("/case/talks/review")
    page.keyboard.press("n")
    page.keyboard.type(note)
    page.keyboard.press("Escape")
    return str(page.get_attribute("#claim", "data-selected"))


def told_in_sheet(visit: Visit) -> str:
    visit.page.wait_for_selector("#sheet[open] .problem")
    words = visit.page.locator("#sheet").inner_text()
    assert "Traceback" not in words
    close_sheet(visit.page)
    return words


@pytest.mark.skipif(not MODES_HOLD, reason="whoever runs the tests may write every file")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_case_that_is_closed_to_its_reader_is_read_and_says_why_it_is_not_judged(
    browser: sync_api.Browser, folder: Path, closed: str
) -> None:
    path = folder / "talks.sop"
    path.chmod(0o444 if closed == "file" else 0o644)
    folder.chmod(0o755 if closed == "file" else 0o555)
    lying = sorted(p.name for p in folder.iterdir())
    with served(folder, before=keep_to_modes) as desk, Visit(browser, desk) as visit:
        for view in VIEWS:
            assert visit.go(f"/case/talks{view}").locator("main h1, main h2").count()
        claim = opened_for_judging(visit, "as I read it")
        visit.page.keyboard.press("a")
        words = told_in_sheet(visit)
        assert "cannot be written" in words
        assert "Copy the case to a folder of yours" in words
        assert visit.page.input_value("input[name=note]") == "as I read it", "nothing that was written is lost"
        # The same without scripts.
        with Visit(browser, desk, viewport=PHONE, java_script_enabled=False) as plain:
            plain.go(f"/case/talks/claim/{claim}")
            plain.page.get_by_role("button", name="Accept a").click()
            assert "cannot be written" in plain.page.locator("main").inner_text()
            plain.page.go_back()
            assert plain.page.locator("#claim mark.lit").count() == 1
        assert [c for c in visit.complaints if "403" not in c] == []
    folder.chmod(0o755)
    assert judged(path, claim) == []
    assert sorted(p.name for p in folder.iterdir()) == lying


@pytest.mark.parametrize(("hinder", "words"), [(locked, "is being written"), (full_disk, "full")])
def test_who_cannot_judge_now_keeps_their_words_and_judges_later(
    browser: sync_api.Browser, folder: Path, monkeypatch: pytest.MonkeyPatch, hinder: object, words: str
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    note = "many words of why " * 100
    with served(folder) as desk, Visit(browser, desk) as visit:
        with hinder(desk.case):  # type: ignore[operator]
            for _ in range(8):  # what is free in the last pages of the file takes a few
                claim = opened_for_judging(visit, "")
                before = judged(desk.case, claim)
                visit.page.fill("input[name=note]", note)
                visit.page.keyboard.press("Escape")
                visit.page.keyboard.press("u")
                visit.page.wait_for_selector("#sheet[open] .problem, .done")
                if visit.page.locator("#sheet[open]").count():
                    break
            assert words in told_in_sheet(visit)
            assert visit.page.input_value("input[name=note]") == note
            assert judged(desk.case, claim) == before
        visit.page.keyboard.press("u")
        visit.page.wait_for_selector(".done")
        assert judged(desk.case, claim) == [*before, "unsure"]


def test_a_case_that_is_gone_or_too_new_is_told_where_it_is_asked_for(
    browser: sync_api.Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.copy(folder / "talks.sop", folder / "newer.sop")
    with closing(sqlite3.connect(folder / "newer.sop")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with served(folder) as desk, Visit(browser, desk) as visit:
        page = visit.go("/")
        assert "Cannot be opened" in page.locator(".card.broken").inner_text()
        page.locator(".card.broken a").first.click()
        assert "newer State of Play" in page.locator("main").inner_text()
        assert "nothing was changed" in page.locator("main").inner_text()
        page = visit.go("/case/talks")
        shutil.move(folder / "talks.sop", tmp_path_factory.mktemp("away") / "talks.sop")
        page.locator("table.positions td a[data-claim]").first.click()
        assert "The list of cases has all that are" in told_in_sheet(visit)
        page.get_by_role("link", name="Review", exact=True).click()
        assert page.locator("main h1").inner_text() == "Not here"
        page.get_by_role("link", name="State of Play").first.click()
        assert page.locator("ul.cases > li").count() == 1
        assert [c for c in visit.complaints if "404" not in c and "409" not in c] == []


def test_nothing_is_lost_while_the_server_is_away(browser: sync_api.Browser, folder: Path) -> None:
    first = Desk(folder)
    with Visit(browser, first) as visit:
        claim = opened_for_judging(visit, "said twice")
        first.close()
        visit.page.keyboard.press("r")
        visit.page.wait_for_selector("form.judge .unheard[role=alert]")
        assert visit.page.input_value("input[name=note]") == "said twice"
        assert judged(first.case, claim) == []
        with served(folder, port=first.port):
            visit.page.keyboard.press("r")
            visit.page.wait_for_selector(".done")
            assert judged(first.case, claim) == ["reject"]
