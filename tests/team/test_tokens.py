"""Tokens for programs: shown once, to read or to write, never more than their owner may, ended at once, and in the audit."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text
from starlette.testclient import TestClient

from stateofplay.errors import TeamError
from stateofplay.record.views import rows
from stateofplay.service.team import opening
from stateofplay.service.team.cases import opened
from stateofplay.service.team.opening import open_team
from stateofplay.service.team.roles import TeamRole, set_role
from stateofplay.service.team.signin import accounts, tokens
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.tables import TOKEN
from tests.team.conftest import PASSWORD, SAME, SHELL, House

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
JSON = {"accept": "application/json"}


def made(browser: TestClient, name: str, scope: str) -> str:
    answer = browser.post("/account/token", data={"name": name, "scope": scope}, headers=SAME)
    assert answer.headers["cache-control"] == "no-store"
    return re.search(r'<pre id="token">(\S+)</pre>', answer.text)[1]


def program(house: House, token: str) -> TestClient:
    client = house.stranger()
    client.headers.update({"authorization": f"Bearer {token}", **JSON})
    return client


def claim_of(house: House) -> str:
    with opened(house.team, "talks") as case, case.read() as connection:
        return rows(connection, "conditions")[0].claim_id


def number_of(browser: TestClient, name: str) -> str:
    return re.search(f"End the token for {name}, number ([0-9]+)", browser.get("/account").text)[1]


def test_a_token_to_read_reads_and_does_nothing_else(house: House) -> None:
    token = made(house.browser("owner"), "nightly export", "read")
    script, address = program(house, token), f"/case/talks/claim/{claim_of(house)}"
    assert [c["id"] for c in script.get("/index.json").json()["entries"]] == ["talks"]
    assert script.get("/case/talks/export/jsonl").status_code == 200
    assert script.get(f"{address}.json").status_code == 200
    assert script.post(f"{address}/judge", data={"verdict": "accept"}).status_code == 403
    assert script.get("/case/talks/audit").status_code == 403
    assert script.get("/case/other").status_code == 404
    for path in (
        "/account/token",
        "/account/token/end",
        "/account/password",
        "/account/end",
        "/sign-out",
        "/team/invite",
    ):
        assert script.post(path, data={"name": "x", "scope": "write"}).status_code == 403, path
    assert script.get("/account").status_code == 403


def test_a_token_to_write_judges_in_the_name_of_its_owner_and_sees_to_no_account(house: House) -> None:
    script = program(house, made(house.browser("reviewer"), "second look", "write"))
    address = f"/case/talks/claim/{claim_of(house)}"
    assert script.post(f"{address}/judge", data={"verdict": "accept", "note": "by script"}).status_code == 303
    assert script.post("/case/talks/page/1/claim", data={"kind": "events"}).status_code == 403
    assert script.post("/account/token", data={"name": "x", "scope": "write"}).status_code == 403
    told = house.browser("owner").get("/case/talks/audit.csv").text
    assert re.search("reviewer,judge,talks,.*accept.*[(]token second look[)]", told)
    assert "by script" in house.browser("owner").get(address).text


def test_a_token_of_an_administrator_administers_nothing(house: House) -> None:
    script = program(house, made(house.browser("ada"), "all of it", "write"))
    assert script.get("/case/talks").status_code == script.get("/case/other").status_code == 200
    for path in ("/team", "/team/audit", "/case/talks/audit"):
        assert script.get(path).status_code == 403, path
    for path in ("/team/invite", "/cases", "/case/talks/members", "/case/talks/delete"):
        assert script.post(path, data={"name": "talks", "title": "x", "role": "owner"}).status_code == 403, path


def test_a_token_ends_with_its_word_its_account_and_a_new_link(house: House) -> None:
    house.join("Ida Berg")
    set_role(house.team, "talks", "Ida Berg", TeamRole.READER, by=SHELL)
    ida = house.browser("Ida Berg")
    one, two, three = (program(house, made(ida, f"program {n}", "read")) for n in range(3))
    assert one.get("/case/talks").status_code == 200
    assert (
        house.browser("owner")
        .post("/account/token/end", data={"token": number_of(ida, "program 0")}, headers={**SAME, **JSON})
        .status_code
        == 404
    )
    assert one.get("/case/talks").status_code == 200
    ida.post("/account/token/end", data={"token": number_of(ida, "program 0")}, headers=SAME)
    assert one.get("/case/talks").json()["slug"] == "web.token"
    assert two.get("/case/talks").status_code == 200
    set_role(house.team, "talks", "Ida Berg", None, by=SHELL)
    assert two.get("/case/talks").status_code == 404
    accounts.use_link(house.team, accounts.reset(house.team, "Ida Berg", by=SHELL), PASSWORD, "a browser")
    assert two.get("/").status_code == three.get("/").status_code == 401
    house.tokens["Ida Berg"] = accounts.sign_in(house.team, "Ida Berg", PASSWORD, address="x", agent="")
    four = program(house, made(house.browser("Ida Berg"), "program 4", "read"))
    assert four.get("/").status_code == 200
    accounts.set_disabled(house.team, "Ida Berg", True, by=SHELL)
    accounts.set_disabled(house.team, "Ida Berg", False, by=SHELL)
    assert four.get("/").status_code == 401


def test_the_database_has_hashes_alone_and_old_tokens_hold_no_longer(house: House) -> None:
    token = made(house.browser("editor"), "old one", "read")
    script = program(house, token)
    assert script.get("/").status_code == 200
    with house.team.read() as connection:
        assert all(token not in str(value) for row in connection.execute(select(TOKEN)) for value in row)
    with house.team.write() as connection:
        connection.execute(text("UPDATE team.token SET made_at = made_at - interval '366 days' WHERE name = 'old one'"))
    assert script.get("/").status_code == 401
    assert "old one" not in house.browser("editor").get("/account").text


def test_other_keys_open_nothing_and_leave_sessions_alone(house: House) -> None:
    for wrong in ("", "sop_", "sop_x", "x", house.tokens["owner"]):
        assert program(house, wrong).get("/").status_code == 401, wrong
    odd = house.stranger().get("/", headers={"authorization": b"Bearer sop_\xff\xfe"})
    assert odd.status_code == 401
    behind_a_proxy = house.browser("reader")
    assert behind_a_proxy.get("/", headers={"authorization": "Basic YTpi"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "scope"), [("", "read"), ("x" * 61, "read"), ("a\u202eb", "read"), ("x", "all"), ("x", "")]
)
def test_a_token_needs_a_name_and_a_scope(house: House, name: str, scope: str) -> None:
    with pytest.raises(TeamError) as caught:
        tokens.make_token(house.team, name, scope, by=By(name="ada", account=1))
    assert caught.value.slug == "team.token"


def test_a_team_from_before_there_were_tokens_gets_them(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.team.write() as connection:
        connection.execute(text("DROP TABLE team.token"))
        connection.execute(text("UPDATE team.setting SET value = '1' WHERE key = 'form'"))
    with open_team(house.team.address) as again:
        assert tokens.tokens_of(again, 1) == ()
    with house.team.write() as connection:
        connection.execute(text("UPDATE team.setting SET value = '99' WHERE key = 'form'"))
    with pytest.raises(TeamError, match="newer"):
        open_team(house.team.address)
    with house.team.write() as connection:
        connection.execute(text("UPDATE team.setting SET value = :form WHERE key = 'form'"), {"form": opening.FORM})
