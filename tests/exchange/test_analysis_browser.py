"""The HTML report of an analysis in a real browser: proofs unfold, figures are legible everywhere, nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.conflict import Conflict, DecisionMaker, Option, PreferenceStatement, Statements, analyse
from stateofplay.conflict.studies.statusquo import status_quo
from stateofplay.exchange.analysis_page.content import StudyFinding
from stateofplay.exchange.analysis_page.html import to_html
from stateofplay.exchange.figures import draw_status_quo
from stateofplay.service.analysing import load_model
from tests.browsing import Visit, contrast, illegible, luminance

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.browser

STRIKE = Conflict(
    name="Harbour <b>strike</b> & more",
    note="Our own example.",
    decision_makers=(
        DecisionMaker(id="union", name="The Dock Workers' Union", preference=Statements.of("raise", "not strike")),
        DecisionMaker(
            id="port",
            name="The Port",
            preference=Statements.of(
                "not strike", PreferenceStatement(formula="not raise", note="said in March"), "not arbiter"
            ),
            evidence=("claim-7",),
        ),
    ),
    options=(
        Option(id="strike", owner="union", name="Call a strike of all harbours in the country"),
        Option(id="raise", owner="port", name="Pay a raise", direction="to_yes"),
        Option(id="arbiter", owner="port", name="Call an <i>arbiter</i>"),
    ),
    status_quo="YNN",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("analysis") / "strike.html"
    reached = status_quo(STRIKE, improvements_only=False)
    finding = StudyFinding(
        key="status_quo", title="From the status quo", sentences=reached.sentences(), figure=draw_status_quo(reached)
    )
    path.write_text(to_html(analyse(STRIKE), (finding,), source="strike.toml"), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_proof_unfolds(browser: sync_api.Browser, address: str, scripts: bool) -> None:
    with Visit(browser, address, java_script_enabled=scripts) as visit:
        proof = visit.page.locator(".state[open] details.verdict").first
        line = proof.locator("li").first
        assert not line.is_visible()
        proof.locator("summary").click()
        assert line.is_visible()
        assert line.inner_text().endswith(".")
        proof.locator("summary").focus()
        visit.page.keyboard.press("Enter")
        assert not line.is_visible()
        assert visit.complaints == []


def test_states_that_could_hold_are_open_and_others_a_click_away(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address) as visit:
        states = visit.page.locator("details.state")
        assert states.count() == 8
        for state in states.all():
            words = state.locator("summary").first.inner_text()
            is_open = state.evaluate("e => e.open")
            assert is_open == ("could hold" in words or "· now" in words)
        closed = visit.page.locator(
            "#" + str(visit.page.locator("details.state:not([open])").first.get_attribute("id"))
        )
        closed.locator("summary").first.click()
        assert closed.locator(".verdict").first.is_visible()


def test_links_lead_to_sections_and_nothing_is_loaded(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, reduced_motion="reduce") as visit:
        links = visit.page.locator("nav a")
        assert links.count() >= 6
        for link in links.all():
            link.click()
            target = visit.page.locator(str(link.get_attribute("href")))
            assert target.count() == 1
            assert target.evaluate("e => e.getBoundingClientRect().top < innerHeight")
        equilibrium = visit.page.locator("dl.equilibria a").first
        equilibrium.click()
        state = visit.page.locator(str(equilibrium.get_attribute("href")))
        assert equilibrium.inner_text().lower() in state.locator("summary").first.inner_text().lower()
        assert state.evaluate("e => e.open && e.getBoundingClientRect().top < innerHeight")
        visit.page.wait_for_load_state("networkidle")
        assert {r.split("#")[0] for r in visit.requests} == {address}
        assert visit.complaints == []


def test_foreign_markup_is_shown_as_words(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address) as visit:
        assert visit.page.locator("b, i").count() == 0
        assert visit.page.locator("h1").inner_text() == "Harbour <b>strike</b> & more"
        assert "Call an <i>arbiter</i>" in visit.page.locator("#figures").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible_in_light_and_dark(browser: sync_api.Browser, address: str, scheme: str) -> None:
    with Visit(browser, address, color_scheme=scheme) as visit:
        paper = luminance(visit.background("body"))
        assert paper > 0.8 if scheme == "light" else paper < 0.05
        words = ("h1", ".about", ".definition", ".how", "nav a", ".stable .mark", ".unstable .mark", ".concepts")
        assert illegible(visit.page, words, paper) == []
        pairs = visit.page.evaluate(
            """() => [...document.querySelectorAll('svg text')].map(e => {
                const own = getComputedStyle(e), band = e.ownerSVGElement.querySelector('.band');
                return [e.textContent, own.fill, band ? getComputedStyle(band).fill : null];
            })"""
        )
        sheet = luminance(visit.page.locator("svg rect.paper").first.evaluate("e => getComputedStyle(e).fill"))
        assert abs(sheet - paper) < 0.01, "a figure lies on the page's own paper"
        assert len(pairs) > 100
        for words, ink, band in pairs:
            if words != "now":  # white on black, or the other way round
                grounds = [sheet] if band is None else [sheet, luminance(band)]
                assert all(contrast(luminance(ink), ground) >= 4.5 for ground in grounds), (words, ink)


def test_a_phone_scrolls_figures_inside_and_never_the_page(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, viewport={"width": 360, "height": 740}) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
        for figure in visit.page.locator("figure .scroll").all():
            drawn, natural = figure.locator("svg").evaluate(
                "e => [e.getBoundingClientRect().width, e.width.baseVal.value]"
            )
            assert drawn == pytest.approx(natural, abs=1), "a figure is not shrunk until nobody can read it"
            assert figure.evaluate("e => e.scrollWidth >= e.querySelector('svg').getBoundingClientRect().width - 1")
            assert figure.get_attribute("tabindex") == "0", "the keyboard scrolls it too"


def test_print_shows_every_proof_on_white(browser: sync_api.Browser, address: str) -> None:
    with Visit(browser, address, color_scheme="dark", viewport={"width": 700, "height": 900}) as visit:
        visit.page.emulate_media(media="print")
        assert visit.background("body") == "rgb(255, 255, 255)"
        assert not visit.page.locator("nav").is_visible()
        lines = visit.page.locator("details.verdict li")
        assert lines.count() > 5
        assert all(line.is_visible() for line in lines.all())
        for figure in visit.page.locator("figure svg").all():
            assert figure.evaluate("e => e.getBoundingClientRect().width") <= 700
            fills = figure.evaluate(
                "e => [getComputedStyle(e.querySelector('rect.paper')).fill, getComputedStyle(e.querySelector('text.ink')).fill]"
            )
            assert fills[0] == "rgb(255, 255, 255)"
            assert contrast(luminance(fills[1]), 1.0) >= 4.5
        assert visit.page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("case", ["own", "chicken", "elmira-9", "garrison", "us-north-korea-2017-orig", "american"])
def test_words_stay_inside_what_they_belong_to(browser: sync_api.Browser, tmp_path: Path, case: str) -> None:
    """Widths are estimated where figures are made; a browser with real letters is the judge."""
    conflict = STRIKE if case == "own" else load_model(case)
    start = conflict.status_quo if conflict.status_quo is not None else "#1"
    reached = draw_status_quo(status_quo(conflict, start, improvements_only=False))
    finding = StudyFinding(key="reach", title="Reach", sentences=(), figure=reached)
    path = tmp_path / "page.html"
    path.write_text(to_html(analyse(conflict), (finding,)), encoding="utf-8")
    with Visit(browser, path.as_uri()) as visit:
        outside = visit.page.evaluate(
            """() => [...document.querySelectorAll('svg text')].filter(e => {
                const box = e.getBBox(), sheet = e.ownerSVGElement.viewBox.baseVal;
                return box.x < -1 || box.y < -1 || box.x + box.width > sheet.width + 1 || box.y + box.height > sheet.height + 1;
            }).map(e => [e.ownerSVGElement.getAttribute('class'), e.textContent])"""
        )
        assert outside == []
        spilled = visit.page.evaluate(
            """() => [...document.querySelectorAll('svg.sop-moves g, svg.sop-status-quo g')].flatMap(g => {
                const shapes = [...g.children].filter(e => e.tagName === 'polygon' || e.tagName === 'rect');
                const outline = shapes.find(e => e.getAttribute('stroke'));
                if (!outline || !/^state /.test(g.querySelector('title').textContent)) return [];
                const box = outline.getBBox();
                return [...g.querySelectorAll('text')].filter(t => t.textContent !== 'now').filter(t => {
                    const b = t.getBBox();
                    return b.x < box.x - 1 || b.x + b.width > box.x + box.width + 1;
                }).map(t => t.textContent);
            })"""
        )
        assert spilled == []
        covered = visit.page.evaluate(
            """() => [...document.querySelectorAll('svg')].flatMap(svg => {
                const words = [...svg.querySelectorAll('text')].filter(t => t.getAttribute('font-size') === '11')
                    .filter(t => !t.closest('g.p1, g.p2, g.p3, g.p4')).map(t => [t.textContent, t.getBBox()]);
                return words.flatMap(([a, p], i) => words.slice(i + 1).filter(([b, q]) =>
                    p.x + 1 < q.x + q.width && q.x + 1 < p.x + p.width && p.y + 2 < q.y + q.height && q.y + 2 < p.y + p.height
                ).map(([b, q]) => [a, b]));
            })"""
        )
        assert covered == [], "legend entries and headings do not cover each other"
