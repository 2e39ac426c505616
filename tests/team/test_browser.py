"""The pages of a team in a real browser, and the tutorial "set up a team", whose pictures are made here.

The pictures of the docs are made anew with ``STATEOFPLAY_PICTURES=1``; otherwise they go to a folder that vanishes.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from stateofplay.record.judging.judgements import history
from stateofplay.service.team.cases import delete_case, make_case, opened
from stateofplay.service.team.opening import open_team
from stateofplay.service.team.roles import TeamRole, members_of, set_role
from stateofplay.service.team.signin import accounts
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.signin.tokens import make_token
from tests.browsing import barriers, close_sheet, keep_picture
from tests.exchange.cases import add
from tests.exchange.readings import reading
from tests.team.conftest import PASSWORD, SHELL, House
from tests.team.serving import Server, serving
from tests.team.test_deleting import away
from tests.thoroughness import PATIENCE
from tests.web.desks import DESK, PHONE

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.slow]
COMMAND = re.compile(r"^    (stateofplay (?!serve).*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def server(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(house.team.address, tmp_path_factory.mktemp("server") / "log") as made:
        yield made


def window(browser: sync_api.Browser, server: Server, token: str = "", **options: object):  # type: ignore[no-untyped-def]
    """A browser window, signed in where a token is given; it writes down what it complains of and whom it asks."""
    context = browser.new_context(viewport=options.pop("viewport", DESK), **options)
    if token:
        context.add_cookies([{"name": "stateofplay_team", "value": token, "url": server.origin}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((server.origin, "data:")) else page.complaints.append(r.url))
    return page


def test_every_page_is_quiet_fits_and_passes_axe(browser: sync_api.Browser, house: House, server: Server) -> None:
    link = accounts.invite(house.team, "somebody new", by=SHELL)
    with house.team.read() as connection:
        ada = By(name="ada", account=accounts.account_of(connection, "ada").id)
    for name in ("nightly export", "w" * 60):
        make_token(house.team, name, "read", by=ada)
    seen = {
        "": ("/sign-in", f"/join/{link}", "/join/none"),
        "ada": ("/", "/account", "/team", "/team/audit", "/case/talks/members", "/case/talks/audit", "/case/talks/add"),
        "reader": ("/", "/account", "/case/talks/members", "/case/talks", "/case/other"),
    }
    for who, paths in seen.items():
        page = window(browser, server, house.tokens[who] if who else "")
        for path in paths:
            page.goto(server.origin + path)
            assert barriers(page, (PHONE, DESK)) == [], path
            assert [c for c in page.complaints if "404" not in c] == [], path
        page.context.close()


def test_a_token_is_made_shown_once_and_ended(browser: sync_api.Browser, house: House, server: Server) -> None:
    page = window(browser, server, house.tokens["editor"], viewport=PHONE, java_script_enabled=False)
    page.goto(f"{server.origin}/account")
    page.get_by_label("For which program").fill("a script of ours")
    page.get_by_label("It may").select_option("write")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("#token").inner_text()
    assert token.startswith("sop_")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="Back").click()
    assert token not in page.content()
    page.get_by_role("button", name="End the token for a script of ours").click()
    assert "a script of ours" not in page.content()
    assert page.complaints == []


def test_a_role_shows_what_it_may_do_and_nothing_else(browser: sync_api.Browser, house: House, server: Server) -> None:
    reader = window(browser, server, house.tokens["reader"])
    reader.goto(f"{server.origin}/case/talks")
    assert reader.get_by_role("link", name="Add", exact=True).count() == 0
    assert reader.get_by_role("link", name="Audit", exact=True).count() == 0
    assert reader.get_by_role("link", name="Members", exact=True).count() == 1
    reader.goto(f"{server.origin}/case/talks/members")
    assert reader.locator("main form").count() == 0
    owner = window(browser, server, house.tokens["owner"])
    owner.goto(f"{server.origin}/case/talks/members")
    assert owner.locator("main form").count() > 4
    for page in (reader, owner):
        page.context.close()


def tab_to(page: sync_api.Page, what: str, *, most: int = 120) -> None:
    """Press Tab until what is lit fits a selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"{most} times Tab do not lead to {what}")


def test_by_keys_alone_and_without_scripts_a_team_is_worked_in(
    browser: sync_api.Browser, house: House, server: Server
) -> None:
    """From the form to sign in over a case to a judged claim, and to somebody invited; no mouse, no script."""
    page = window(browser, server, java_script_enabled=False)
    page.goto(f"{server.origin}/")
    tab_to(page, "input[name=name]")
    page.keyboard.type("owner")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.origin}/")
    tab_to(page, "ul.cases h2 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/talks")
    tab_to(page, "table.positions td a[data-claim]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/**")
    claim = page.get_attribute("#claim", "data-selected")
    tab_to(page, "form.judge button[value=unsure]")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=unsure**")
    with opened(house.team, "talks") as case, case.read() as connection:
        assert [(j.author, str(j.verdict)) for j in history(connection, claim)][-1] == ("owner", "unsure")
    tab_to(page, "form.judge button[value=withdraw]")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=withdraw**")
    tab_to(page, ".main-nav a[href$='/members']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/members")
    tab_to(page, "form[action$='/invite'] input[name=name]")
    page.keyboard.type("Noor Idris")
    tab_to(page, "form[action$='/invite'] select[name=role]")
    page.keyboard.type("reviewer")
    tab_to(page, "form[action$='/invite'] button")
    page.keyboard.press("Enter")
    link = page.locator("#link").inner_text()
    # Whoever was invited joins and finds the case, the same way.
    page.context.clear_cookies()
    page.goto(server.origin + re.sub(r"^https?://[^/]+", "", link))
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.origin}/")
    assert page.locator("ul.cases > li").count() == 1
    with house.team.read() as connection:
        assert {m.name: m.role for m in members_of(connection, "talks")}["Noor Idris"] is TeamRole.REVIEWER
    assert page.complaints == []
    page.context.close()


def test_a_case_that_is_deleted_under_its_reader_is_told(
    browser: sync_api.Browser, house: House, server: Server
) -> None:
    make_case(house.team, "brief", by=SHELL)
    with opened(house.team, "brief") as made, made.write() as connection:
        add(connection, reading(), "a.html")
    set_role(house.team, "brief", "reviewer", TeamRole.REVIEWER, by=SHELL)
    page = window(browser, server, house.tokens["reviewer"])
    page.goto(f"{server.origin}/case/brief")
    cell = page.locator("table.positions td a[data-claim]").first
    assert cell.is_visible()
    delete_case(house.team, "brief", typed="brief", by=SHELL)
    cell.click()
    page.wait_for_selector("#sheet[open] .problem")
    assert "There is nothing at this address" in page.locator("#sheet").inner_text()
    close_sheet(page)
    page.goto(f"{server.origin}/")
    assert page.get_by_role("link", name="brief").count() == 0
    assert [c for c in page.complaints if "404" not in c] == []
    page.context.close()


def test_who_judges_while_the_database_is_away_is_told_and_loses_nothing(
    browser: sync_api.Browser, house: House, server: Server
) -> None:
    page = window(browser, server, house.tokens["reviewer"])
    page.goto(f"{server.origin}/case/talks/review")
    claim = page.get_attribute("#claim", "data-selected")
    page.fill("input[name=note]", "many words of why")
    with away(house):
        page.locator(".verdicts button[value=unsure]").click()
        page.wait_for_selector("#sheet[open] .problem")
        assert "does not answer" in page.locator("#sheet").inner_text()
        close_sheet(page)
        assert page.input_value("input[name=note]") == "many words of why"
    page.locator(".verdicts button[value=unsure]").click()
    page.wait_for_selector(".done")
    with opened(house.team, "talks") as case, case.read() as connection:
        said = [(j.author, str(j.verdict), j.note) for j in history(connection, claim) if j.author == "reviewer"]
    assert said[-1] == ("reviewer", "unsure", "many words of why")
    assert len([s for s in said if s[2] == "many words of why"]) == 1
    assert [c for c in page.complaints if "503" not in c] == []
    page.context.close()


def test_keys_alone_and_no_scripts_lead_in(browser: sync_api.Browser, house: House, server: Server) -> None:
    house.join("kim")
    page = window(browser, server, java_script_enabled=False)
    page.goto(f"{server.origin}/case/talks")
    assert page.url.endswith("/sign-in?next=%2Fcase%2Ftalks")
    page.locator("input[name=name]").focus()
    page.keyboard.type("Kim")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.origin}/case/talks")
    assert "There is nothing at this address" in page.locator("main").inner_text()
    page.goto(f"{server.origin}/account")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.context.close()


def test_the_tutorial(
    browser: sync_api.Browser,
    database: str,
    program: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tutorial = (root / "docs/tutorial-set-up-a-team.md").read_text(encoding="utf-8")
    monkeypatch.setenv("STATEOFPLAY_TEAM", database)
    commands = COMMAND.findall(tutorial)
    assert len(commands) == 5

    def named(label: str) -> str:
        """A label that is clicked; the tutorial must name it."""
        assert f"**{label}**" in tutorial, f"the tutorial does not name {label}"
        return label

    def shell(command: str) -> str:
        wrapped = f'stateofplay() {{ "{program}" "$@"; }}\n{command}'
        done = subprocess.run(
            ["sh", "-euc", wrapped], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def picture(page: sync_api.Page, name: str) -> None:
        assert f"images/{name}.jpg" in tutorial
        keep_picture(page, root / "docs/images" / f"{name}.jpg")

    def join(page: sync_api.Page, link: str, name: str = "") -> None:
        page.goto(server.origin + re.sub(r"^https?://[^/]+", "", link))
        page.fill("input[name=password]", PASSWORD)
        if name:
            picture(page, name)
        page.get_by_role("button", name=named("Join"), exact=True).click()
        page.wait_for_url(f"{server.origin}/")

    link = re.search(r"http://\S+/join/\S+", shell(commands[0])).group()
    view = {"viewport": {"width": 1160, "height": 720}}
    with serving(database, tmp_path / "log") as server:
        ana, bo = window(browser, server, **view), window(browser, server, **view)
        join(ana, link, "team-join")
        for command in commands[1:]:
            shell(command)
        ana.goto(f"{server.origin}/")
        assert ana.get_by_role("button", name=named("Make it")).is_visible()
        picture(ana, "team-cases")
        ana.get_by_role("link", name="Istanbul process of 2025").click()
        ana.get_by_role("link", name=named("Members"), exact=True).click()
        invite = ana.locator("form[action$='/invite']")
        invite.get_by_label("Name").fill("Bo Ek")
        invite.get_by_role("button", name=named("Make a link")).click()
        join(bo, ana.locator("#link").inner_text())
        shell(re.search(r"`(stateofplay team invite [^`]*)`", tutorial).group(1))
        ana.get_by_role("link", name="Back").click()
        assert ana.get_by_role("button", name=named("Let every member read it")).is_visible()
        picture(ana, "team-members")

        bo.get_by_role("link", name="Istanbul process of 2025").click()
        assert bo.get_by_role("link", name=named("Add"), exact=True).count() == 0
        bo.get_by_role("link", name=named("Review"), exact=True).click()
        ana.get_by_role("link", name="Review", exact=True).click()
        claim = bo.get_attribute("#claim", "data-selected")
        for page in (ana, bo):
            page.goto(f"{server.origin}/case/talks/claim/{claim}")
        bo.locator(".verdicts button[value=accept]").click()
        bo.wait_for_selector(".done")
        reject = ana.locator(".verdicts button[value=reject]")
        assert named("Reject") in reject.inner_text()
        reject.click()
        ana.get_by_text("it was judged by Bo Ek: accept").first.wait_for()
        picture(ana, "team-meanwhile")
        ana.goto(f"{server.origin}/case/talks/claim/{claim}")
        assert ana.get_by_text(named("What people said of it")).is_visible()
        reject.click()
        ana.wait_for_selector(".done")
        ana.get_by_role("link", name=named("Audit"), exact=True).click()
        told = ana.locator("main table").inner_text()
        assert f"{claim} reject" in told
        assert f"{claim} accept" in told
        ana.get_by_role("link", name=named("Team"), exact=True).click()
        ana.get_by_role("button", name=f"{named('Disable')} Bo Ek").click()
        ana.wait_for_selector(".done")
        bo.goto(f"{server.origin}/")
        assert "/sign-in" in bo.url
        ana.goto(f"{server.origin}/account")
        assert ana.get_by_role("button", name=named("End all others")).is_visible()
        for page in (ana, bo):
            assert [c for c in page.complaints if "409" not in c] == []
            page.context.close()
    with open_team(database) as team, opened(team, "talks") as case, case.read() as connection:
        assert [(j.author, j.verdict) for j in history(connection, claim)] == [
            ("Bo Ek", "accept"),
            ("Ana Lima", "reject"),
        ]
