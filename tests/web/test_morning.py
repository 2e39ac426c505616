"""The tutorial "a morning at the desk" in a real browser: what it names is clicked, and its pictures are made.

The pictures of the docs are made anew with ``STATEOFPLAY_PICTURES=1``; otherwise they go to a folder that vanishes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.record import create_case, open_case
from stateofplay.record.views import rows
from stateofplay.service.cases import add_all
from stateofplay.service.examples import example_case
from tests.browsing import keep_picture
from tests.web.desks import Visit, served

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("morning") / "talks.sop"
    with create_case(path, title="Istanbul process of 2025") as made:
        assert all(page.added for page in add_all(made, [str(p) for p in example_case()]))
    return path


def test_the_morning(browser: sync_api.Browser, case: Path, root: Path) -> None:
    tutorial = (root / "docs/tutorial-morning-at-the-desk.md").read_text(encoding="utf-8")

    def named(label: str) -> str:
        """A label that is clicked; the tutorial must name it."""
        assert f"**{label}**" in tutorial, f"the tutorial does not name {label}"
        return label

    with served(case.parent) as desk, Visit(browser, desk, viewport={"width": 1160, "height": 720}) as visit:
        page = visit.page

        def picture(name: str) -> None:
            assert f"images/{name}.jpg" in tutorial
            keep_picture(page, root / "docs/images" / f"{name}.jpg")

        visit.go("/case/talks")
        assert page.get_by_role("link", name=named("State of play"), exact=True).get_attribute("aria-current") == "page"
        assert "Istanbul talks" in page.locator(".bold-line").inner_text()
        assert page.get_by_label(named("Arrows since")).input_value()
        picture("desk-state")

        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#sheet[open] mark.lit")
        page.get_by_role("link", name=named("Open beside its page")).click()
        page.wait_for_selector("#text .lit")
        picture("desk-evidence")

        page.get_by_role("link", name=named("Review"), exact=True).click()
        assert "Why this one" in page.locator(".why").inner_text()
        picture("desk-review")
        first = page.get_attribute("#claim", "data-selected")
        page.keyboard.press("a")
        page.wait_for_selector(".done")
        visit.go(f"/case/talks/claim/{first}")
        assert page.get_by_text(named("What people said of it")).is_visible()
        page.locator("summary", has_text=named("Correct fields")).click()
        page.select_option("select[name='field.firmness']", "claimed")
        page.get_by_role("button", name=named("Accept as corrected")).click()
        page.wait_for_function("() => document.querySelector('.done')?.textContent.includes('Corrected')")
        with open_case(case) as opened, opened.read() as connection:
            row = next(
                r
                for k in ("positions", "conditions", "meetings", "attendance")
                for r in rows(connection, k)
                if r.claim_id == first
            )
        assert (row.verdict, row.corrected, row.firmness) == ("accept", True, "claimed")

        visit.go("/case/talks/page/4")
        assert page.get_by_role("link", name=named("Add a claim that the reader missed")).is_visible()
        page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf('negotiate only with Putin');
                    if (at >= 0) return document.getSelection().setBaseAndExtent(node, at, node, at + 25);
                }
            }"""
        )
        page.wait_for_function("() => !document.getElementById('marked').hidden")
        page.locator("#marked").get_by_role("button", name=named("position"), exact=True).click()
        page.wait_for_url("**/claim?**")
        page.fill("input[name='field.holder']", "Volodymyr Zelensky")
        page.select_option("select[name='field.stance']", "demands")
        page.get_by_role("button", name=named("Add the position")).click()
        page.wait_for_selector(".done")
        picture("desk-added")
        with open_case(case) as opened, opened.read() as connection:
            added = [r for r in rows(connection, "positions") if r.by_hand]
        assert [(r.party, r.what) for r in added] == [("Volodymyr Zelensky", "negotiate only with Putin")]
        assert "He has said that he would negotiate only with Putin." in added[0].quote

        page.get_by_role("link", name=named("Conflict"), exact=True).click()
        assert page.locator("table.options").is_visible()
        picture("desk-conflict")
        page.get_by_role("link", name=named("What if …")).click()
        assert page.get_by_role("button", name="Ask").is_visible()
        for label in ("Timeline", "Search", "Actors", "Issues", "Take away", "Changes"):
            page.get_by_role("link", name=named(label), exact=True).click()
            assert page.locator("main h1").first.is_visible()
        assert page.get_by_role("link", name=named("cite this view")).is_visible()
        assert visit.is_quiet()
