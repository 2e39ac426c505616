"""Every operation, asked by everybody: what a server with accounts answers is what docs/team.md says."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.record.views import rows
from stateofplay.service.team.cases import opened
from stateofplay.service.team.signin import accounts
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.signin.tokens import make_token
from stateofplay.web.describe import CALLERS, TOKENS, access, with_access_table
from stateofplay.web.identity import Permission
from stateofplay.web.operations import OPERATIONS, Operation
from tests.team.conftest import SAME, House
from tests.web.hostile import make_firm

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
PEOPLE = [c for c in CALLERS if c not in dict(TOKENS)]
WHO = {"no role there": "sam", "administrator": "ada"}
ENDS = ("sign_out", "end_session")


def browsers(house: House) -> dict[str, TestClient]:
    """A browser for every column of the table."""
    people = {c: house.stranger() if c == CALLERS[0] else house.browser(WHO.get(c, c)) for c in PEOPLE}
    return people | {c: program(house, "owner", "write" if writes else "read") for c, writes in TOKENS}


def program(house: House, owner: str, scope: str) -> TestClient:
    """A program with a token of somebody."""
    with house.team.read() as connection:
        by = By(name=owner, account=accounts.account_of(connection, owner).id)
    client = house.stranger()
    client.headers["authorization"] = f"Bearer {make_token(house.team, 'a script', scope, by=by)}"
    return client


def asked(client: TestClient, one: Operation, case: str, claim: str, *, twin: str = ""):  # type: ignore[no-untyped-def]
    """Ask for an operation, in a way that changes nothing where it is allowed."""
    parts = {
        "case": case,
        "claim": claim,
        "page": "1",
        "party": "Chad",
        "job": "999",
        "figure": "table",
        "take": "jsonl",
        "token": "none",
    }
    path = one.path.format(**parts)
    head = {"accept": "application/json"}
    if one.method == "GET":
        return client.get(f"{'/index' if path == '/' else path}.{twin}" if twin else path, headers=head)
    return client.post(path, headers={**SAME, **head})


def told(answer) -> str:  # type: ignore[no-untyped-def]
    """What an answer comes to, in the words of the table."""
    slug = answer.json()["slug"] if answer.headers.get("content-type", "").startswith("application/problem") else ""
    return {"web.sign_in": "sign in", "web.403": "no", "web.404": "unknown"}.get(slug, "yes")


@pytest.fixture(scope="module")
def claim(house: House) -> str:
    with opened(house.team, "talks") as case, case.read() as connection:
        return rows(connection, "conditions")[0].claim_id


def test_the_docs_say_who_may_do_what(root: Path) -> None:
    page = (root / "docs/team.md").read_text(encoding="utf-8")
    assert page == with_access_table(page), "run: python -m stateofplay.web.describe docs/team.md"


def test_every_operation_by_every_role_in_the_own_case(house: House, claim: str) -> None:
    clients = browsers(house)
    wrong = []
    for one in OPERATIONS:
        for caller, client in clients.items():
            if one.name in ENDS and caller in PEOPLE[1:]:
                continue  # tried below: it would sign them out
            for twin in ("", *one.twins[:1]):
                answer = asked(client, one, "talks", claim, twin=twin)
                if told(answer) != access(one, caller) or answer.status_code >= 500:
                    wrong.append((one.name, twin, caller, told(answer), access(one, caller), answer.status_code))
    assert wrong == []


def test_every_operation_by_every_role_in_the_case_of_others(house: House, claim: str) -> None:
    clients = browsers(house)
    wrong = []
    for one in (o for o in OPERATIONS if "{case}" in o.path):
        for caller, client in clients.items():
            if caller in ("no role there", "administrator"):
                continue  # it is theirs
            expected = "sign in" if caller == CALLERS[0] else "unknown"
            for twin in ("", *one.twins[:1]):
                answer = asked(client, one, "other", claim, twin=twin)
                if told(answer) != expected:
                    wrong.append((one.name, twin, caller, told(answer)))
                nowhere = asked(client, one, "nowhere", claim, twin=twin)
                same = (nowhere.status_code, nowhere.text) == (answer.status_code, answer.text)
                if not same and caller != CALLERS[0]:
                    wrong.append((one.name, twin, caller, "differs from a case that is not there"))
    assert wrong == []


def test_no_operation_is_left_out_of_the_gate() -> None:
    open_to_all = {o.name for o in OPERATIONS if o.permission is Permission.ANYONE}
    assert open_to_all == {"sign_in_form", "sign_in", "link_form", "use_link"}
    for one in OPERATIONS:
        if "{case}" in one.path:
            assert access(one, "no role there") == "unknown", one.name
            if one.method != "GET" and one.name != "seen":
                assert access(one, "reader") == access(one, "token to read") == "no", one.name
        elif one.method != "GET" and one.path.startswith("/team"):
            assert {access(one, c) for c in CALLERS[1:] if c != "administrator"} == {"no"}, one.name


def behind(address: str, method: str) -> Operation | None:
    """The operation behind an address of a page."""
    path = re.sub(r"\.(json|csv|md)$", "", address.partition("#")[0].partition("?")[0])
    path = "/" if path == "/index" else path
    for one in OPERATIONS:
        wanted = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(one.path))
        if one.method == method and re.fullmatch(wanted, path):
            return one
    return None


def test_no_page_offers_what_who_asks_may_not_do(house: House, claim: str) -> None:
    """Every form and every link of every page of a case, for every role: what it leads to is allowed to them."""
    with opened(house.team, "talks") as made, made.write() as connection:
        make_firm(connection)  # The pages of the model are among those that are looked through.
    clients = browsers(house)
    views = [o for o in OPERATIONS if o.method == "GET" and "{case}" in o.path and o.twins and o.name != "job"]
    wrong, seen = set(), 0
    for caller in ("reader", "reviewer", "editor", "owner"):
        for one in views:
            answer = asked_as_page(clients[caller], one, claim)
            forms = re.findall(r'<form[^>]*method="post"[^>]*>', answer)
            found = [("POST", re.search(r'action="([^"]*)"', form)[1]) for form in forms]  # type: ignore[index]
            found += [("GET", address) for address in re.findall(r'<a[^>]* href="(/[^"]*)"', answer)]
            for method, address in found:
                target = behind(unescape(address), method)
                assert target is not None, (one.name, method, address)
                seen += 1
                if access(target, caller) != "yes":
                    wrong.add((caller, one.name, target.name))
    assert wrong == set()
    assert seen > 500


def asked_as_page(client: TestClient, one: Operation, claim: str) -> str:
    """A page of the own case as a browser gets it; empty where the role has none."""
    data = {name: client.get(f"/case/talks/{name}.json").json() for name in ("issues", "timeline")}
    talks = next(e for d in data["timeline"]["days"] for e in d["entries"] if e["lane"] == "talks")
    query = {"issue": data["issues"]["names"][0], "search": "Chad", "meeting": talks["claim_id"]}.get(one.name, "")
    path = one.path.format(case="talks", claim=claim, page="1", party="Chad", figure="table", take="jsonl")
    answer = client.get(path, params={"name": query, "q": query} if query else {}, follow_redirects=True)
    assert answer.status_code in (200, 403), (one.name, answer.status_code)
    return str(answer.text)


def test_another_cases_ids_give_nothing_away(house: House, claim: str) -> None:
    sam, other = house.browser("sam"), f"/case/other/claim/{claim}x"
    assert sam.get(other).status_code == 404
    reader = house.browser("reader")
    for path in ("/", "/index.json", "/search?q=Chad", "/search.json?q=Chad", "/account"):
        assert "/case/other" not in reader.get(path).text
        assert '"other"' not in reader.get(path).text


def test_a_role_holds_from_the_next_request_on(house: House, claim: str) -> None:
    reader, owner = house.browser("reader"), house.browser("owner")
    judge = {"verdict": "accept"}
    assert reader.post(f"/case/talks/claim/{claim}/judge", data=judge, headers=SAME).status_code == 403
    owner.post("/case/talks/members", data={"name": "reader", "role": "reviewer"}, headers=SAME)
    assert reader.post(f"/case/talks/claim/{claim}/judge", data=judge, headers=SAME).status_code == 303
    owner.post("/case/talks/members", data={"name": "reader", "role": "none"}, headers=SAME)
    assert reader.get("/case/talks").status_code == 404
    owner.post("/case/talks/visibility", data={"open": "yes"}, headers=SAME)
    assert reader.get("/case/talks").status_code == 200
    assert reader.get("/case/talks/review").status_code == 200
    assert reader.post(f"/case/talks/claim/{claim}/judge", data=judge, headers=SAME).status_code == 403
    owner.post("/case/talks/visibility", data={"open": "no"}, headers=SAME)
    owner.post("/case/talks/members", data={"name": "reader", "role": "reader"}, headers=SAME)
    last = owner.post("/case/talks/members", data={"name": "owner", "role": "reader"}, headers=SAME)
    assert last.status_code == 409


def test_a_feed_key_opens_one_feed_as_long_as_its_account_may_read(house: House) -> None:
    page = house.browser("reviewer").get("/case/talks/exports").text
    address = re.search(r'href="([^"]*changes\.atom[^"]*)"', page).group(1)
    program = house.stranger()
    assert program.get(address).status_code == 200
    for wrong in (
        address.replace("changes.atom", "talks.ics"),
        address.replace("talks/", "other/"),
        address[:-1] + "x",
    ):
        assert program.get(wrong, headers={"accept": "application/json"}).status_code in (401, 404)
    key = address.split("key=")[1]
    assert program.get(f"/case/talks?key={key}").status_code == 303
    house.browser("owner").post("/case/talks/members", data={"name": "reviewer", "role": "none"}, headers=SAME)
    assert program.get(address).status_code == 404
    house.browser("owner").post("/case/talks/members", data={"name": "reviewer", "role": "reviewer"}, headers=SAME)


def test_an_administrator_makes_a_case_and_owns_it(house: House) -> None:
    ada = house.browser("ada")
    made = ada.post("/cases", data={"title": "Water talks, 2031"}, headers=SAME)
    assert made.headers["location"] == "/case/water-talks-2031/add"
    assert ada.get("/case/water-talks-2031").status_code == 200
    assert "ada" in ada.get("/case/water-talks-2031/members.csv").text
    assert ada.post("/cases", data={"title": "Water talks, 2031"}, headers=SAME).headers["location"].endswith("-2/add")
    assert house.browser("owner").get("/case/water-talks-2031").status_code == 404


def test_openapi_tells_what_a_team_has(house: House) -> None:
    told = house.browser("reader").get("/openapi.json").json()
    assert "/case/{case}/members" in told["paths"]
    assert told["security"] == [{"session": []}, {"token": []}]


def test_what_was_added_is_in_the_audit(house: House) -> None:
    many = "\n".join(f"https://a.example/{n}/{'x' * 100}" for n in range(300))
    assert house.browser("editor").post("/case/talks/add", data={"addresses": many}, headers=SAME).status_code == 303
    assert "editor,add_pages,talks,https://a.example/0/" in house.browser("owner").get("/case/talks/audit.csv").text
