"""An hour at the desk in a real browser: names and issues put right, pages and feeds brought in, what is new since a look."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from stateofplay.model import Actor, ActorKind, Article, Evidence, Reading, Stance
from stateofplay.record import open_case
from stateofplay.record.storage.tables import FEED
from stateofplay.record.views import pages
from stateofplay.web import security
from tests.exchange.cases import add
from tests.service.test_watching import STORIES, Site, site
from tests.web.conftest import stances
from tests.web.desks import DESK, PHONE, Visit, served

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["site"]
WITHOUT_SCRIPTS = {"viewport": PHONE, "java_script_enabled": False}
BOTH = pytest.mark.parametrize("window", [{"viewport": DESK}, WITHOUT_SCRIPTS], ids=["desk", "phone without scripts"])


def named(*names: str) -> Reading:
    """A page that names people."""
    text = " and ".join(names) + " spoke."
    evidence = [Evidence.cut(text, at := text.index(name), at + len(name)) for name in names]
    actors = tuple(Actor(name=n, kind=ActorKind.PERSON, evidence=e) for n, e in zip(names, evidence, strict=True))
    article = Article(text=text, title=None, published="2024-06-12", published_source="page", language="en")
    return Reading(article=article, actors=actors, reader="by hand")


@BOTH
def test_names_are_proposed_joined_parted_and_taken_back(
    browser: sync_api.Browser, folder: Path, window: dict[str, object]
) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, named("Michael Pemberton"), "one.txt")
        add(connection, named("Mike Pemberton", "Lena Voss"), "two.txt")
    with served(folder) as desk, Visit(browser, desk, **window) as visit:
        page = visit.go("/case/talks")
        page.get_by_role("link", name="Actors", exact=True).click()
        pair = page.locator("section", has_text="Perhaps the same").locator("li", has_text="Mike Pemberton")
        assert "names that look alike" in pair.inner_text(), "a proposal tells its reason"
        pair.get_by_role("button", name="The same", exact=True).click()
        assert "They are one actor now" in page.locator(".done").inner_text()
        one = page.locator("ul.claims > li", has_text=re.compile("also .*Pemberton"))
        assert one.count() == 1
        # The join tells who said so; the pages of both names are one.
        one.locator("summary").click()
        assert "says ana" in page.locator("section", has_text="What people said").inner_text()
        for name in ("Mike Pemberton", "Michael Pemberton"):
            heading = visit.go(f"/case/talks/party/{name}").locator("main h1").inner_text()
            assert heading.startswith("Mi")
        assert page.locator("main").get_by_text("Also called: Mi").count() == 1
        # Split again where it was joined, and each word taken back.
        page = visit.go("/case/talks/actors")
        one = page.locator("ul.claims > li", has_text=re.compile("also .*Pemberton"))
        one.locator("summary").click()
        one.get_by_role("button", name="They are different").first.click()
        assert "They are kept apart" in page.locator(".done").inner_text()
        assert page.locator("ul.claims > li", has_text=re.compile("also .*Pemberton")).count() == 0
        # Undo goes back step by step: first to what was said before, then to the proposal.
        for joined in (1, 0):
            said = page.locator("section", has_text="What people said").locator("li", has_text="Mike Pemberton")
            said.get_by_role("button", name="Undo").click()
            assert "Taken back" in page.locator(".done").inner_text()
            assert page.locator("ul.claims > li", has_text=re.compile("also .*Pemberton")).count() == joined
        assert (
            page.locator("section", has_text="Perhaps the same").locator("li", has_text="Mike Pemberton").count() == 1
        )
        # Any two names by hand, with the reason.
        join = page.locator("section", has_text="Join two names")
        join.get_by_label("One name").fill("Lena Voss")
        join.get_by_label("the other").fill("Amina Saleh")
        join.get_by_label("why").fill("married name")
        join.get_by_role("button", name="The same", exact=True).click()
        assert "married name" in page.locator("section", has_text="What people said").inner_text()
        join = page.locator("section", has_text="Join two names")
        join.get_by_label("One name").fill("Lena Voss")
        join.get_by_label("the other").fill("Nobody of that name")
        join.get_by_role("button", name="The same", exact=True).click()
        page.wait_for_selector("main .problem")
        page.go_back()
        assert page.get_by_label("One name").input_value() in ("", "Lena Voss")
        assert [c for c in visit.complaints if "404" not in c] == []


@BOTH
def test_issues_are_renamed_merged_split_and_taken_back(
    browser: sync_api.Browser, folder: Path, window: dict[str, object]
) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        one = ("Chad demands a toll on the river bridge.", "Chad", "toll on the river bridge", Stance.DEMANDS)
        two = ("Sudan opposes a fee for lorries.", "Sudan", "fee for lorries", Stance.OPPOSES)
        add(connection, stances("2024-06-11", one, two), "toll.txt")

    with served(folder) as desk, Visit(browser, desk, **window) as visit:
        page = visit.go("/case/talks/issues")

        def opened(name: str) -> sync_api.Locator:
            issue = page.locator("ul.claims > li").filter(has=page.get_by_role("link", name=name, exact=True))
            issue.locator("summary").click()
            return issue

        issue = opened("fee for lorries")
        issue.get_by_label("New name").fill("lorry fee")
        issue.get_by_role("button", name="Rename").click()
        assert "Renamed" in page.locator(".done").inner_text()
        issue = opened("toll on the river bridge")
        issue.get_by_label("Take in another issue").fill("lorry fee")
        issue.get_by_role("button", name="Merge").click()
        assert "Merged" in page.locator(".done").inner_text()
        assert page.get_by_role("link", name="lorry fee", exact=True).count() == 0
        visit.go("/case/talks")
        row = page.locator("table.positions tbody tr", has_text="toll on the river bridge")
        assert row.locator("td a[data-claim]").count() == 2, "both parties stand in one row"
        page = visit.go("/case/talks/issues")
        issue = opened("toll on the river bridge")
        issue.locator("li", has_text="fee for lorries").get_by_role("button", name="Split off").click()
        assert "Split off" in page.locator(".done").inner_text()
        assert "was split off" in page.locator("section", has_text="What people did").inner_text()
        for left in (2, 1, 0):
            page.get_by_role("button", name="Undo my last edit").click()
            assert "Taken back" in page.locator(".done").inner_text()
            assert page.locator("section", has_text="What people did").locator("li").count() == left
        assert page.get_by_role("link", name="fee for lorries", exact=True).count() == 1
        assert visit.is_quiet()


def test_what_came_since_the_last_look_has_its_sign_in_the_table(browser: sync_api.Browser, folder: Path) -> None:
    with served(folder) as desk, Visit(browser, desk) as visit:
        visit.go("/case/talks")
        later(visit)
        page = visit.go("/case/talks")
        assert "Nothing changed since your last look" in page.locator(".bold-line").inner_text()
        assert page.get_by_label("Arrows since").get_attribute("placeholder") == "your last look"
        assert page.locator("td .arrow").count() == 0
        with open_case(folder / "talks.sop") as case, case.write() as connection:
            wish = ("Chad demands a toll on the bridge.", "Chad", "toll on the bridge", Stance.DEMANDS)
            add(connection, stances("2023-01-05", wish), "late.txt")
        page = visit.go("/case/talks")
        cell = page.locator("td", has_text="toll on the bridge")
        assert cell.locator(".arrow").get_attribute("title") == "new"
        assert page.locator("td .arrow").count() == 1
        page.get_by_role("link", name="Changes", exact=True).click()
        page.get_by_role("button", name="I have seen these").click()
        assert page.locator("td .arrow").count() == 0
        assert "Nothing changed since your last look" in page.locator(".bold-line").inner_text()
        page.get_by_label("Arrows since").fill("2023-01-01")
        page.get_by_role("button", name="Show").click()
        assert page.locator("td", has_text="toll on the bridge").locator(".arrow").count() == 1
        assert visit.is_quiet()


def later(visit: Visit) -> None:
    """An hour passes since the last thing that was looked at."""
    (cookie,) = [c for c in visit.context.cookies() if c["name"] == "looked_talks"]
    before, last, at = str(cookie["value"]).split("_")
    visit.context.add_cookies([{**cookie, "value": f"{before}_{last}_{int(at) - 3600}"}])


def allow_private_addresses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of the tests is on this machine."""
    settings = folder / "settings.toml"
    settings.write_text("[pages]\nallow_private_addresses = true\n", encoding="utf-8")
    monkeypatch.setenv("STATEOFPLAY_SETTINGS", str(settings))


def test_a_list_of_feeds_is_taken_in_visited_and_forgotten(
    browser: sync_api.Browser, folder: Path, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a feed has comes in as pages, with what was done told on the page of the job; and again where nothing is new."""
    allow_private_addresses(tmp_path, monkeypatch)
    site.publish("one")
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        connection.execute(FEED.delete())
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(
        f'<opml version="2.0"><body><outline text="Post" xmlUrl="{site.address}/rss"/>'
        f'<outline text="Gone" xmlUrl="{site.address}/nothing.rss"/></body></opml>',
        encoding="utf-8",
    )
    with served(folder) as desk, Visit(browser, desk) as visit:
        page = visit.go("/case/talks/add")
        page.get_by_label("Or a list of feeds (OPML)").set_input_files(feeds)
        page.get_by_role("button", name="Watch these, and look now").click()
        page.wait_for_url("**/job/*")
        page.wait_for_selector("#job[data-over=yes]", timeout=120_000)
        told = page.locator("#job").inner_text()
        assert "watched from now on (feed)" in told
        assert "1 page looked at" in told
        gone = page.locator("#job li", has_text="nothing.rss").locator(".problem")
        assert "does not exist" in gone.inner_text(), "the feed that is not there is told, and keeps no other out"
        page.get_by_role("link", name="The state of play").click()
        page.get_by_role("link", name="Pages", exact=True).click()
        assert page.get_by_role("link", name="Story one").or_(page.get_by_role("link", name="one", exact=True)).count()
        page = visit.go("/case/talks/add")
        watched = page.locator("section", has_text="that are watched").locator("ul.pairs > li")
        feed = watched.filter(has_text=f"{site.address}/rss")
        assert "last looked at" in feed.inner_text()
        feed.get_by_role("button", name="Forget").click()
        assert page.locator("li", has_text=f"{site.address}/rss").count() == 0
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        kept = [address for (address,) in connection.execute(FEED.select().with_only_columns(FEED.c.address))]
        assert f"{site.address}/rss" not in kept
        assert any(str(p["source"]).startswith(f"{site.address}/one") for p in pages(connection))


@BOTH
def test_a_job_shows_how_far_it_is_and_stops_where_it_is_told(
    browser: sync_api.Browser,
    folder: Path,
    tmp_path: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    window: dict[str, object],
) -> None:
    """Two files and three addresses, the first of which answers when the job has been told to stop."""
    allow_private_addresses(tmp_path, monkeypatch)
    site.publish(*STORIES)
    site.held["/one"] = threading.Event()
    files = [tmp_path / f"page {n}.txt" for n in (1, 2)]
    for file in files:
        file.write_text(f"{file.stem}: Chad demands a toll on the bridge. Sudan rejects the toll.", encoding="utf-8")
    with served(folder) as desk, Visit(browser, desk, **window) as visit:
        page = visit.go("/case/talks/add")
        page.get_by_label("Files").set_input_files(files)
        page.locator("textarea[name=addresses]").fill("\n".join(f"{site.address}/{name}" for name in STORIES))
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_url("**/job/*")
        page.wait_for_selector("#job ul.pairs li:nth-child(2)", timeout=120_000)
        assert page.locator("progress").count() == 1
        assert visit.go("/case/talks").locator("main h1").count() == 1, "views are given meanwhile"
        page.go_back()
        page.get_by_role("button", name="Stop after this page").click()
        site.held["/one"].set()
        page.wait_for_selector("#job[data-over=yes]", timeout=120_000)
        assert "topped" in page.locator("#job .bold-line").inner_text()
        assert page.locator("#job ul.pairs > li").count() == 3
        with open_case(folder / "talks.sop") as case, case.read() as connection:
            added = [str(p["source"]) for p in pages(connection)][-3:]
        assert added == ["page 1.txt", "page 2.txt", f"{site.address}/one"]
        page.get_by_role("link", name="Add more").click()
        jobs = page.locator("section", has_text="Jobs").locator("li")
        assert re.search(r"cancelled|stopped", jobs.first.inner_text())
        assert visit.is_quiet()


@BOTH
def test_more_than_may_come_at_once_is_told_and_nothing_is_lost(
    browser: sync_api.Browser, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: dict[str, object]
) -> None:
    """A browser that is refused while it still sends shows an error of its own, and nothing of what we say."""
    monkeypatch.setattr(security, "MOST_BYTES", 2_000_000)
    large = tmp_path / "large.txt"
    large.write_bytes(b"Chad demands a toll. " * 600_000)
    many = [tmp_path / f"{n}.txt" for n in range(600)]
    for file in many:
        file.write_text(f"Chad demands {file.stem} tolls.", encoding="utf-8")
    with served(folder) as desk, Visit(browser, desk, **window) as visit:
        for files, words in ((large, "MB at once"), (many, "at once")):
            page = visit.go("/case/talks/add")
            page.locator("textarea[name=addresses]").fill("https://post.example/one")
            page.get_by_label("Files").set_input_files(files)
            page.get_by_role("button", name="Add", exact=True).click()
            page.wait_for_selector("main .problem")
            told = page.locator("main").inner_text()
            assert words in told
            assert "fewer files" in told
            page.go_back()
            assert page.locator("textarea[name=addresses]").input_value() == "https://post.example/one"
        assert page.locator("section", has_text="Jobs").count() == 0
