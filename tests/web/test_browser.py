"""The pages in a real browser: phone and desk, light and dark, keys alone, without scripts, axe, print, and hostile text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import quote

import pytest

from stateofplay.record import open_case
from stateofplay.record.judging.judgements import current, history
from tests.browsing import barriers, in_view
from tests.web.desks import DESK, PHONE, Desk, Visit, served
from tests.web.hostile import LINES, NAME, TEXT, make_hostile_case

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    make_hostile_case(folder / "talks.sop")
    with served(folder) as made:
        yield made


def addresses(desk: Desk) -> list[str]:
    claim = next(r for r in desk.told() if r.party == NAME).claim_id
    return [
        "/",
        "/case/talks",
        "/case/talks/review",
        f"/case/talks/claim/{claim}",
        "/case/talks/page/1",
        "/case/talks/page/3",
        "/case/talks/page/4",
        "/case/talks/page/4/claim?kind=positions&words=fear+delays",
        "/case/talks/search?q=talks",
        "/search?q=sides",
        "/case/talks/timeline",
        "/case/talks/actors",
        "/case/talks/issues",
        "/case/talks/issue?name=ceasefire",
        "/case/talks/party/Sudan",
        f"/case/talks/party/{quote(NAME, safe='')}",
        f"/case/talks/meeting?name={desk.told('meetings')[0].claim_id}",
        "/case/talks/whatif",
        "/case/talks/changes?since=2024-01-01",
        "/case/talks/conflict",
        "/case/talks/model",
        "/case/talks/compare",
        "/case/talks/pages",
        "/case/talks/add",
        "/case/talks/exports",
        "/case/talks/cite?of=/case/talks",
        "/case/talks/nothing-here",
    ]


def test_every_page_is_quiet_fits_and_passes_axe(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        for path in addresses(desk):
            page = visit.go(path)
            if path.endswith("nothing-here"):
                visit.complaints = [c for c in visit.complaints if "404" not in c]
            assert page.title().endswith("State of Play"), path
            assert path.endswith("nothing-here") or page.locator("main h1").first.inner_text() != "Not here", path
            assert page.evaluate("window.owned") is None, path
            assert barriers(page, (PHONE, DESK)) == [], path
        assert visit.is_quiet()


def test_faults_in_one_scheme_or_size_are_told(browser: sync_api.Browser) -> None:
    page = browser.new_page(viewport=DESK)
    page.set_content(
        "<!doctype html><html lang=en><title>t</title><meta name=viewport content='width=device-width'>"
        "<style>body { margin: 0 } input { display: none }"
        "@media (max-width: 30rem) { div { width: 600px } input { display: block } }"
        "@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style>"
        "<main><h1>t</h1><p>grey</p><div>wide</div><input></main>"
    )
    told = [line.partition(":")[0] for line in barriers(page, (PHONE, DESK))]
    assert told == ["600 wide in a window of 390", "light, label", "dark, color-contrast", "dark, color-contrast"]
    page.close()


def test_hostile_text_stays_text(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/page/4")
        assert page.locator("#text script, #text b, #text img, main img, main iframe").count() == 0
        assert "".join(page.locator("#text p").all_text_contents()).replace("\ufffd", "") == TEXT.replace(
            "\n", ""
        ).replace("\ufffd", "")
        for link in page.locator("a[href]").all():
            assert not (link.get_attribute("href") or "").lower().startswith("javascript:")
        assert page.locator("a", has_text="live page").count() == 0
        # What poses as a judgement of ours stands in the page's serif, inside the archived page.
        forged = page.locator("#text p", has_text="Accepted by a person")
        assert "serif" in forged.evaluate("e => getComputedStyle(e).fontFamily")
        assert forged.evaluate("e => getComputedStyle(e).unicodeBidi") in ("plaintext", "isolate")
        claim = next(r for r in desk.told() if r.party == NAME).claim_id
        page = visit.go(f"/case/talks/claim/{claim}")
        assert page.locator("#claim h1").inner_text().startswith(NAME)
        assert page.evaluate("window.owned") is None
        assert visit.is_quiet()


def test_from_the_case_list_to_a_judged_claim_with_keys_alone(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for _ in range(20):
            page.keyboard.press("Tab")
            if "Chad and Sudan" in page.evaluate("document.activeElement.textContent"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/case/talks")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#sheet[open] form.judge")
        claim = page.get_attribute("#sheet #claim", "data-selected")
        page.keyboard.press("n")
        page.keyboard.type("read twice")
        page.keyboard.press("Escape")
        if page.locator("#sheet[open]").count() == 0:
            page.keyboard.press("Enter")
            page.wait_for_selector("#sheet[open] form.judge")
        page.locator("#sheet h1").focus() if page.locator("#sheet h1[tabindex]").count() else None
        page.keyboard.press("u")
        page.wait_for_selector("#sheet .done")
        with open_case(desk.case) as case, case.read() as connection:
            assert current(connection, claim).verdict == "unsure"
        page.keyboard.press("z")
        page.wait_for_function("() => document.querySelector('#sheet .done')?.textContent.includes('Taken back')")
        page.keyboard.press("Escape")
        # What was judged shows at once: the page below comes anew.
        page.wait_for_selector("#sheet", state="detached")
        page.wait_for_load_state()
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        assert visit.is_quiet()


def test_the_queue_is_worked_through_with_keys(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/review")
        first = page.get_attribute("#claim", "data-selected")
        assert page.locator(".why").is_visible()
        page.keyboard.press("u")
        page.wait_for_selector(".done")
        with open_case(desk.case) as case, case.read() as connection:
            assert current(connection, first).verdict == "unsure"
        page.keyboard.press("s")
        page.wait_for_url("**offset=1**")
        first = page.get_attribute("#claim", "data-selected")
        page.keyboard.press("j")  # to the next of the queue, not of the page
        page.wait_for_url("**/review?claim=**")
        assert page.get_attribute("#claim", "data-selected") != first
        page.keyboard.press("k")
        page.wait_for_function("first => document.querySelector('#claim')?.dataset.selected === first", arg=first)
        assert page.locator("#sheet").count() == 0
        assert visit.is_quiet()


def test_the_slash_leads_to_the_search_from_every_page(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/review")
        page.keyboard.press("/")
        page.wait_for_url("**/case/talks/search")
        page.wait_for_function("() => document.activeElement.name === 'q'")
        assert visit.is_quiet()


def test_two_tabs_of_one_person_say_what_was_said_before(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/review")
        other = visit.context.new_page()
        other.goto(page.url)
        page.keyboard.press("a")
        page.wait_for_selector(".done")
        other.keyboard.press("r")
        other.wait_for_selector(".done")
        assert "Before that, ana: accepted." in other.locator(".done").inner_text()


def test_the_last_judgement_is_told_taken_back_with_a_key_and_never_shown_stale(
    browser: sync_api.Browser, desk: Desk
) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/review")
        first = page.get_attribute("#claim", "data-selected")
        words = page.locator("#claim h1 .text").inner_text()
        page.keyboard.press("r")
        page.wait_for_selector(".done")
        assert words[:20] in page.locator(".done a").inner_text()
        assert page.get_attribute("#claim", "data-selected") != first
        page.go_back()
        page.wait_for_selector(f"#claim:not([data-selected='{first}']), #claim .tag.judged")
        page.go_forward()
        page.wait_for_selector(".done form")
        page.keyboard.press("z")
        page.wait_for_selector(".done:not(:has(form))")
        assert "Taken back" in page.locator(".done").inner_text()
        with open_case(desk.case) as case, case.read() as connection:
            assert [str(j.verdict) for j in history(connection, first)][-2:] == ["reject", "withdraw"]
        assert visit.is_quiet()


def test_beside_the_page_claims_and_sentences_light_each_other(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/page/1")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#claim")
        lit = page.locator("#text .lit")
        assert lit.count() >= 1
        quote = page.locator("#claim mark").inner_text()
        assert "".join(lit.all_text_contents()) == quote
        page.locator(
            "#text a.seg",
            has_text="Both sides" if page.locator("#text a.seg", has_text="Both sides").count() else "Sudan rejects",
        ).first.click()
        page.wait_for_function("q => document.querySelector('#claim mark').innerText !== q", arg=quote)
        page.keyboard.press("Escape")
        page.wait_for_url("**/page/1#**")
        page.go_back()
        assert visit.is_quiet()


def test_words_are_marked_behind_characters_beyond_the_first_plane(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk) as visit:
        page = visit.go("/case/talks/page/4")
        for words in ("fear delays", "\U0001d4b3 is a letter", "🙂 Both"):
            span = page.evaluate(
                """async (words) => {
                    const home = document.querySelector('script[type=module]').src;
                    const { markedSpan } = await import(home.replace('desk.js', 'offsets.js'));
                    const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
                    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                        const at = node.data.indexOf(words);
                        if (at < 0) continue;
                        document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
                        return markedSpan();
                    }
                    return null;
                }""",
                words,
            )
            assert TEXT[span["start"] : span["end"]] == words == span["words"]
        bar = page.locator("#marked")
        assert bar.is_visible()
        bar.get_by_role("button", name="position").click()
        page.wait_for_url("**/page/4/claim?**")
        page.fill("input[name='field.holder']", "Chad")
        page.select_option("select[name='field.stance']", "opposes")
        page.get_by_role("button", name="Add the position").click()
        page.wait_for_selector(".done")
        added = next(r for r in desk.told() if r.by_hand)
        assert (added.party, added.state, added.what) == ("Chad", "opposes", "🙂 Both")
        assert added.quote in TEXT
        assert page.locator("#claim .tag.hand").first.is_visible()
        # Its evidence is moved to words marked in the page.
        page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf('fear delays');
                    if (at >= 0) return document.getSelection().setBaseAndExtent(node, at, node, at + 11);
                }
            }"""
        )
        page.wait_for_function("() => !document.getElementById('marked').hidden")
        page.keyboard.press("e")
        assert not page.locator("#marked").is_visible(), "it would cover the button that is next"
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelector('#claim mark')?.innerText === 'fear delays'")
        assert next(r for r in desk.told() if r.claim_id == added.claim_id).quote == "fear delays"
        assert visit.is_quiet()


def test_everything_works_without_scripts(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk, java_script_enabled=False) as visit:
        page = visit.go("/")
        page.locator("ul.cases h2 a").first.click()
        page.locator("table.positions td a").first.click()
        assert page.locator("#claim mark.lit").count() == 1
        claim = page.get_attribute("#claim", "data-selected")
        page.fill("form.judge input[name=note]", "by hand")
        page.get_by_role("button", name="Accept a").click()
        assert "Accepted" in page.locator(".done").inner_text()
        page.locator("details.correct summary").click()
        page.select_option("select[name='field.firmness']", "hinted")
        page.get_by_role("button", name="Accept as corrected").click()
        assert "Corrected" in page.locator(".done").inner_text()
        page.get_by_role("button", name="Undo").click()
        with open_case(desk.case) as case, case.read() as connection:
            verdicts = [str(j.verdict) for j in history(connection, claim)]
        assert verdicts[-3:] == ["accept", "accept", "withdraw"]
        page = visit.go("/case/talks/page/1")
        page.get_by_role("link", name="Add a claim that the reader missed").click()
        page.select_option("select[name=kind]", "events")
        page.fill("textarea[name=words]", "Both sides fear delays.")
        page.get_by_role("button", name="Go on").click()
        page.select_option("select[name='field.event']", "PROTEST")
        page.fill("input[name='field.actor']", "Chad")
        page.select_option("select[name='field.status']", "happened")
        page.get_by_role("button", name="Add the event").click()
        assert "Added" in page.locator(".done").inner_text()
        page = visit.go("/case/talks/search?q=delays")
        assert page.locator(".hits li").count() >= 1
        assert not visit.complaints


def test_a_model_is_edited_by_hand_and_a_step_taken_back(browser: sync_api.Browser, desk: Desk) -> None:
    for context in ({"viewport": DESK}, {"viewport": PHONE, "java_script_enabled": False}):
        with Visit(browser, desk, **context) as visit:
            page = visit.go("/case/talks/conflict")
            page.get_by_role("link", name="Edit the model by hand").click()
            page.get_by_label("may also").fill("open the river to ships")
            page.get_by_role("button", name="Add option").click()
            assert "may: “open the river to ships”" in page.locator(".done").inner_text()
            page.get_by_role("button", name="Remove the option: open the river to ships").click()
            page.get_by_role("button", name="Undo the last step").click()
            page.get_by_role("button", name="Remove the option: open the river to ships").wait_for()
            page.get_by_role("button", name="Back to the draft").click()
            assert "nothing was edited by hand" in page.locator(".bold-line").inner_text()
            page = visit.go("/case/talks/whatif")
            page.get_by_label("If it is settled that").select_option(index=1)
            page.get_by_role("button", name="Ask").click()
            page.get_by_label("And if a party wants above all").select_option(index=1)
            page.get_by_role("button", name="Ask").click()
            page.locator("label.keep").nth(1).wait_for()
            page.get_by_label("Keep it as").fill("as they ask")
            page.get_by_role("button", name="Keep", exact=True).click()
            page.get_by_role("columnheader", name="as they ask").wait_for()
            page.get_by_role("button", name="Give up the what-if as they ask").click()
            assert "No what-if is kept" in page.locator(".bold-line").inner_text()
            assert visit.is_quiet()


def test_on_a_phone_a_sentence_opens_in_place_with_a_way_back(browser: sync_api.Browser, desk: Desk) -> None:
    with Visit(browser, desk, viewport=PHONE, has_touch=True) as visit:
        page = visit.go("/case/talks")
        cell = page.locator("table.positions td a[data-claim]").last
        cell.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        cell.tap()
        page.wait_for_selector("#sheet[open] mark.lit")
        box = page.locator("#sheet mark.lit").bounding_box()
        assert 0 <= box["y"] < PHONE["height"]
        assert page.url.endswith("/case/talks")
        for button in page.locator("#sheet .verdicts button").all():
            assert button.bounding_box()["height"] >= 24, "large enough for a finger (WCAG 2.2, 2.5.8)"
        page.get_by_role("button", name="Close").click()
        page.wait_for_function("() => !document.querySelector('#sheet').open && !history.state")
        assert abs(page.evaluate("scrollY") - before) < 5
        # The Back button closes it too, and leaves the page where it is.
        cell.tap()
        page.wait_for_selector("#sheet[open] mark.lit")
        page.go_back()
        page.wait_for_function("() => !document.querySelector('#sheet').open")
        assert page.url.endswith("/case/talks")
        assert abs(page.evaluate("scrollY") - before) < 5
        # Beside its page: down to the sentence there, and back to the claim.
        page = visit.go("/case/talks/page/1")
        page.locator("ol.claims a[data-claim]").last.tap()
        page.wait_for_selector("#claim mark.lit")
        page.locator("#claim a.to-page").tap()
        page.wait_for_url("**#lit")
        page.wait_for_timeout(300)
        assert in_view(page.locator("#text .lit").first)
        page.go_back()
        page.wait_for_function("() => document.querySelector('#claim h1').getBoundingClientRect().top >= 0")
        assert visit.is_quiet()


def test_every_page_prints_without_a_cut_margin(browser: sync_api.Browser, desk: Desk) -> None:
    """A4 with the margins that browsers leave is 720 pixels wide: nothing stands out of it, and what it is of is in print."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    with Visit(browser, desk, viewport={"width": 720, "height": 1000}) as visit:
        for path in addresses(desk)[:-1]:
            page = visit.go(path)
            page.emulate_media(media="print")
            assert page.evaluate("document.documentElement.scrollWidth") <= 720, path
            cut = page.evaluate(
                """() => [...document.querySelectorAll('main *')]
                    .filter((e) => e.getClientRects().length && !e.closest('svg, .unseen'))
                    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                    .map((e) => e.outerHTML.slice(0, 90))"""
            )
            assert cut == [], path
            assert page.locator(".main-nav").is_hidden(), path
            printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", margin={"left": "1cm", "right": "1cm"})))
            words = re.findall(r"[A-Za-z]{4,}", page.locator("main h1").first.inner_text())
            text = "".join(normalize("NFKC", printed.pages[0].extract_text()).split())
            assert words, path
            assert words[0] in text, path
            if path.endswith("/page/4"):
                title, claims = page.locator(".about-page h1"), page.locator(".side h2")
                assert title.bounding_box()["y"] < claims.bounding_box()["y"], "what a print is of stands first"


def test_a_form_of_another_site_is_refused(browser: sync_api.Browser, desk: Desk) -> None:
    claim = desk.told()[0].claim_id
    with Visit(browser, desk) as visit:
        before = len(desk.told())
        page = visit.context.new_page()
        page.set_content(
            f"<form method=post action='{desk.origin}/case/talks/claim/{claim}/judge'>"
            "<input name=verdict value=reject><button>go</button></form>"
        )
        with page.expect_response("**/judge") as answered:
            page.click("button")
        assert answered.value.status in (401, 403)
        with open_case(desk.case) as case, case.read() as connection:
            assert not [j for j in history(connection, claim) if j.author == "ana" and j.verdict == "reject"]
        assert len(desk.told()) == before


def test_two_windows_at_one_claim_see_each_other(browser: sync_api.Browser, desk: Desk) -> None:
    from stateofplay.record.judging.judgements import Verdict, judge

    claim = desk.told()[-1].claim_id
    with Visit(browser, desk) as visit:
        page = visit.go(f"/case/talks/claim/{claim}")
        with open_case(desk.case) as case, case.write() as connection:
            judge(connection, claim, Verdict.ACCEPT, author="dora", note="I was first")
        page.locator("form.judge [data-key=r]").click()
        page.wait_for_selector("#sheet .problem")
        assert "dora" in page.locator("#sheet .problem").inner_text()
        assert page.locator("main").count() == page.locator("#main").count() == 1
        assert page.locator("#sheet .sheet-bar a").count() == 0  # there is nothing to open
        caption = page.locator("#sheet").evaluate("e => getComputedStyle(e, '::before').content")
        assert caption == "none"
        with open_case(desk.case) as case, case.read() as connection:
            assert history(connection, claim)[-1].author == "dora"
        page.locator("#sheet").get_by_role("link", name="See it as it is now").click()
        page.wait_for_selector("#claim .tag.accept")
        assert "I was first" in page.locator(".history").inner_text()
        assert [c for c in visit.complaints if "409" not in c] == []
        assert re.search(r"claim/", page.url)
    assert LINES
