"""The HTML brief in a real browser: marks, keys, no scripts, dark, print, phone; nothing loaded, nothing complained of."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.exchange.brief import build_brief
from stateofplay.exchange.brief.html import to_html
from tests.browsing import Visit, contrast, illegible, in_view, luminance
from tests.exchange.readings import reading

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(to_html(build_brief([("talks.txt", reading())])), encoding="utf-8")
    return path.as_uri()


def lit(visit: Visit) -> str:
    """The words of the article that stand out."""
    return "".join(
        segment.inner_text()
        for segment in visit.page.locator(".source .seg").all()
        if segment.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    )


def sentence_of(visit: Visit, mark: sync_api.Locator) -> str:
    """What the brief's own data says a mark leads to."""
    number = int(mark.inner_text())
    brief = build_brief([("talks.txt", reading())])
    return next(m.evidence.quote for m in brief.marks if m.number == number)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_click_on_a_mark_lights_its_sentence(browser: sync_api.Browser, address: str, scripts: bool) -> None:
    with Visit(browser, address, java_script_enabled=scripts, reduced_motion="reduce") as visit:
        marks = visit.page.locator("#brief .mark")
        assert marks.count() > 5
        for number in (0, marks.count() - 1):
            mark = marks.nth(number)
            mark.click()
            assert lit(visit) == sentence_of(visit, mark)
            assert in_view(visit.page.locator(f".source .e{mark.inner_text()}").first)
        assert visit.complaints == []


def test_keys_walk_through_the_marks(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, reduced_motion="reduce") as visit:
        marks = visit.page.locator("#brief .mark")
        assert lit(visit) == ""
        visit.page.keyboard.press("j")
        assert lit(visit) == sentence_of(visit, marks.nth(0))
        for _ in range(3):
            visit.page.keyboard.press("j")
        assert lit(visit) == sentence_of(visit, marks.nth(3))
        visit.page.keyboard.press("k")
        assert lit(visit) == sentence_of(visit, marks.nth(2))
        assert visit.page.evaluate("document.activeElement.className") == "mark"
        visit.page.keyboard.press("b")
        assert in_view(marks.nth(2))
        for _ in range(200):
            visit.page.keyboard.press("j")
        assert lit(visit) == sentence_of(visit, marks.last)
        assert visit.complaints == []


def test_tab_and_enter_do_as_well(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, java_script_enabled=False, reduced_motion="reduce") as visit:
        mark = visit.page.locator("#brief .mark").nth(1)
        mark.focus()
        visit.page.keyboard.press("Enter")
        assert lit(visit) == sentence_of(visit, mark)


def test_nothing_is_loaded(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address) as visit:
        visit.page.locator("#brief .mark").first.click()
        visit.page.wait_for_load_state("networkidle")
        assert {r.split("#")[0] for r in visit.requests} == {address}
        assert visit.complaints == []


def test_foreign_markup_is_shown_as_words(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address) as visit:
        assert visit.page.locator("#brief b, article b").count() == 0
        assert "<b>foreign</b> bases" in visit.page.locator("#brief").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible_in_light_and_dark(browser: sync_api.Browser, address: str, scheme: str) -> None:
    with Visit(browser, address, color_scheme=scheme, reduced_motion="reduce") as visit:
        paper = luminance(visit.background("body"))
        assert paper > 0.8 if scheme == "light" else paper < 0.05
        words = (".lead", ".notes", ".about", ".red_line .lead", ".conditional .lead", "#brief .mark", "article p")
        assert illegible(visit.page, words, paper) == []
        visit.page.locator("#brief .mark").first.click()
        number = visit.page.locator("#brief .mark").first.inner_text()
        lit = luminance(visit.background(f".source .e{number}"))
        assert illegible(visit.page, [f".source .e{number}"], lit) == []
        assert contrast(lit, paper) > 1.15, "a lit sentence must stand out from the paper"


def test_a_phone_shows_one_column_and_never_scrolls_sideways(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, viewport={"width": 360, "height": 740}) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
        brief, source = (visit.page.locator(s).bounding_box() for s in ("section.brief", "section.source"))
        assert brief is not None
        assert source is not None
        assert source["y"] >= brief["y"] + brief["height"] - 1
        mark = visit.page.locator("#brief .mark").first
        mark.click()
        assert lit(visit) == sentence_of(visit, mark)


def test_print_shows_brief_and_article_whole(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, color_scheme="dark") as visit:
        visit.page.emulate_media(media="print")
        assert visit.background("body") == "rgb(255, 255, 255)"
        assert not visit.page.locator("nav").is_visible()
        source = visit.page.locator("section.source")
        assert source.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), "nothing of the article is cut off"
        ink = visit.page.locator(".red_line .lead").first.evaluate("e => getComputedStyle(e).color")
        assert contrast(luminance(ink), 1.0) >= 4.5
        assert visit.page.pdf().startswith(b"%PDF")
