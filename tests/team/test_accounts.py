"""Joining, signing in and out, passwords, limits, and the audit that keeps it."""

from __future__ import annotations

import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from stateofplay.errors import RecordError, TeamError
from stateofplay.service.team.audit import entries
from stateofplay.service.team.names import checked_name, name_key
from stateofplay.service.team.signin import accounts, limits
from stateofplay.service.team.tables import ACCOUNT, LINK, SESSION
from tests.team.conftest import ORIGIN, PASSWORD, SAME, SHELL, SHIPPED, House

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


def sign_in(house: House, name: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    client = house.stranger()
    given = {"name": name, "password": password, "next": "/", **more}
    return client, client.post("/sign-in", data=given, headers={**SAME, "accept": "application/json"})


def test_an_invitation_is_used_once_and_signs_in(house: House) -> None:
    shown = house.browser("ada").post("/team/invite", data={"name": "Bo Ek"}, headers=SAME)
    assert shown.headers["cache-control"] == "no-store"
    address = shown.text.split('<pre id="link">')[1].split("<")[0]
    assert address.startswith(f"{ORIGIN}/join/")
    path = address.removeprefix(ORIGIN)
    browser = house.stranger()
    form = browser.get(path)
    assert "Bo Ek" in form.text
    assert form.headers["referrer-policy"] == "same-origin"
    assert browser.post(path, data={"password": "short"}, headers=SAME).status_code == 400
    assert browser.post(path, data={"password": PASSWORD}, headers={"origin": "http://evil.example"}).status_code == 403
    entered = browser.post(path, data={"password": PASSWORD}, headers=SAME)
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert browser.get("/").status_code == 200
    assert house.stranger().get(path).status_code == 404
    assert house.stranger().post(path, data={"password": PASSWORD}, headers=SAME).status_code == 404


def test_two_who_use_one_link_at_once_are_one(house: House) -> None:
    link = accounts.invite(house.team, "once", by=SHELL)
    came: list[str] = []
    refused: list[str] = []

    def use() -> None:
        try:
            came.append(accounts.use_link(house.team, link, PASSWORD, ""))
        except TeamError as error:
            refused.append(error.slug)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(came), refused) == (1, ["team.link"] * 3)


def test_nothing_that_lets_in_lies_in_the_database(house: House) -> None:
    link = accounts.invite(house.team, "kept", by=SHELL)
    token = accounts.use_link(house.team, link, PASSWORD, "")
    with house.team.read() as connection:
        held = repr([connection.execute(select(t)).all() for t in (ACCOUNT, LINK, SESSION)])
    assert PASSWORD not in held
    assert link not in held
    assert token not in held
    assert "$argon2id$" in held


def test_passwords_are_dear_to_try_where_it_ships() -> None:
    shipped = SHIPPED()
    assert (shipped.type.name, shipped.salt_len >= 16) == ("ID", True)
    assert shipped.memory_cost >= 64 * 1024
    assert shipped.time_cost >= 3
    assert shipped.verify(shipped.hash(PASSWORD), PASSWORD)


def test_signing_in_and_out(house: House) -> None:
    house.join("ivo")
    client, answer = sign_in(house, "  IVO ")
    assert answer.status_code == 303
    assert client.get("/account").status_code == 200
    token = client.cookies["stateofplay_team"]
    client.post("/sign-out", headers=SAME)
    again = house.stranger()
    again.cookies.set("stateofplay_team", token)
    assert again.get("/account").headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize(
    "next", ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/\n/x"]
)
def test_signing_in_leads_to_no_other_place(house: House, next: str) -> None:
    _, answer = sign_in(house, "ivo", next=next)
    assert answer.headers["location"] == "/"


def test_what_is_wrong_is_not_said(house: House) -> None:
    accounts.invite(house.team, "not yet", by=SHELL)
    house.join("gone")
    accounts.set_disabled(house.team, "gone", True, by=SHELL)
    told = {sign_in(house, name, password)[1].text for name, password in
            (("ivo", "another password"), ("nobody at all", PASSWORD), ("not yet", PASSWORD), ("gone", PASSWORD))}  # fmt: skip
    assert len(told) == 1
    assert "the name or the password is wrong" in told.pop()


def test_whoever_is_shut_out_while_they_sign_in_learns_no_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.join("mia")
    tried = accounts.is_password

    def and_meanwhile(kept: str | None, password: str) -> bool:
        accounts.set_disabled(house.team, "mia", True, by=SHELL)
        return tried(kept, password)

    monkeypatch.setattr(accounts, "is_password", and_meanwhile)
    told = sign_in(house, "mia", PASSWORD)[1]
    monkeypatch.undo()
    other = sign_in(house, "nobody at all", PASSWORD)[1]
    assert (told.status_code, told.text) == (other.status_code, other.text)


def test_an_unknown_name_takes_the_same_work(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    # By counting what takes the time, not by the clock: one trial of a password each.
    from stateofplay.service.team.signin import passwords

    class Counting:
        def __init__(self) -> None:
            self.tried, self.real = 0, passwords._hasher()

        def verify(self, kept: str, given: str) -> bool:
            self.tried += 1
            return bool(self.real.verify(kept, given))

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

    passwords.make_ready()
    counting = Counting()
    monkeypatch.setattr(passwords, "_hasher", lambda: counting)
    for number, name in enumerate(("ivo", "nobody whom we know", "not yet", "gone"), 1):
        assert sign_in(house, name, "wrong, wrong, wrong")[1].status_code == 403
        assert counting.tried == number


@pytest.mark.parametrize("name", ["hal", "nobody of this name"])
def test_attempts_are_limited_for_each_name_known_or_not(house: House, name: str) -> None:
    with house.team.write() as connection:
        connection.execute(text("DELETE FROM team.attempt"))
    if name == "hal":
        house.join(name)
    got = [sign_in(house, name, "wrong, wrong, wrong")[1].status_code for _ in range(limits.MOST_OF_NAME + 2)]
    assert got == [403] * limits.MOST_OF_NAME + [429, 429]
    shut = sign_in(house, name)[1]
    assert shut.status_code == 429
    assert shut.headers["retry-after"] == "900"
    with house.team.write() as connection:  # a quarter of an hour later
        connection.execute(text("UPDATE team.attempt SET at = at - interval '16 minutes'"))
    assert sign_in(house, name)[1].status_code == (303 if name == "hal" else 403)


def test_attempts_are_limited_for_each_address(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.team.write() as connection:
        connection.execute(text("DELETE FROM team.attempt"))
    monkeypatch.setattr(limits, "MOST_OF_ADDRESS", 5)
    got = [sign_in(house, f"name {n}", "wrong, wrong, wrong")[1].status_code for n in range(7)]
    assert got == [403] * 5 + [429] * 2
    with house.team.write() as connection:
        connection.execute(text("DELETE FROM team.attempt"))


def test_attempts_at_once_are_counted_before_they_are_made(house: House) -> None:
    with house.team.write() as connection:
        connection.execute(text("DELETE FROM team.attempt"))
    let_in: list[int] = []
    refused: list[str] = []

    def attempt() -> None:
        try:
            let_in.append(limits.begin_attempt(house.team, "many at once", "10.0.0.1"))
        except TeamError as error:
            refused.append(error.slug)

    threads = [threading.Thread(target=attempt) for _ in range(limits.MOST_OF_NAME + 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) <= limits.MOST_OF_NAME
    assert set(refused) == {"team.too_many"}


def test_sessions_end_when_they_are_ended(house: House) -> None:
    house.join("eva")
    one, two = sign_in(house, "eva")[0], sign_in(house, "eva")[0]
    assert one.get("/account.csv").text.count("\n") >= 4
    one.post("/account/end", data={"session": "others"}, headers=SAME)
    assert one.get("/account").status_code == 200
    assert two.get("/account").status_code == 303
    changed = one.post("/account/password", data={"old": PASSWORD, "password": "another row of words"}, headers=SAME)
    assert changed.status_code == 303
    assert sign_in(house, "eva")[1].status_code == 403
    three, answer = sign_in(house, "eva", "another row of words")
    assert answer.status_code == 303
    house.browser("ada").post("/team/disable", data={"name": "eva", "disabled": "yes"}, headers=SAME)
    assert one.get("/account").status_code == 303
    assert three.get("/account").status_code == 303


def test_an_idle_session_ends(house: House) -> None:
    house.join("idle")
    client = house.browser("idle")
    assert client.get("/account").status_code == 200
    with house.team.write() as connection:
        connection.execute(text("UPDATE team.session SET seen_at = seen_at - interval '15 days'"
                                " WHERE account_id = (SELECT id FROM team.account WHERE name = 'idle')"))  # fmt: skip
    assert client.get("/account").status_code == 303


def test_nobody_ends_the_session_of_another(house: House) -> None:
    house.join("ola")
    with house.team.read() as connection:
        id = connection.execute(
            text("SELECT s.id FROM team.session s JOIN team.account a ON a.id = s.account_id WHERE a.name = 'ola'")
        ).scalar()
    assert house.browser("sam").post("/account/end", data={"session": str(id)}, headers=SAME).status_code == 404
    assert house.browser("ola").get("/account").status_code == 200


def test_a_reset_link_sets_a_password_and_ends_what_was(house: House) -> None:
    house.join("uma")
    before = house.browser("uma")
    shown = house.browser("ada").post("/team/reset", data={"name": "uma"}, headers=SAME).text
    path = shown.split('<pre id="link">')[1].split("<")[0].removeprefix(ORIGIN)
    assert before.get("/account").status_code == 200
    assert house.stranger().post(path, data={"password": "words of a new kind"}, headers=SAME).status_code == 303
    assert before.get("/account").status_code == 303
    assert sign_in(house, "uma")[1].status_code == 403
    assert sign_in(house, "uma", "words of a new kind")[1].status_code == 303


def test_the_last_administrator_stays(house: House) -> None:
    for act in (accounts.set_administrator, accounts.set_disabled):
        with pytest.raises(TeamError) as caught:
            act(house.team, "ada", act is accounts.set_disabled, by=SHELL)
        assert caught.value.slug == "team.last_administrator"


def test_the_audit_keeps_who_did_what_and_nobody_changes_it(house: House) -> None:
    with house.team.read() as connection:
        kept = entries(connection, limit=None)
    done = {(e.name, e.action) for e in kept}
    assert {("ada", "invite"), ("ivo", "sign in"), ("ivo", "sign out"), ("Bo Ek", "join")} <= done
    assert ("somebody unknown", "refused sign-in") in done
    assert PASSWORD not in repr(kept)
    for statement in ("UPDATE team.audit SET name = 'x'", "DELETE FROM team.audit", "TRUNCATE team.audit"):
        with pytest.raises(RecordError) as caught, house.team.write() as connection:
            connection.execute(text(statement))
        assert caught.value.slug == "record.append_only"


def test_strangers_send_little(house: House) -> None:
    answer = house.stranger().post("/sign-in", data={"name": "x" * 200_000}, headers=SAME)
    assert answer.status_code == 413


@given(st.text(max_size=80))
def test_two_names_that_look_alike_are_one_or_refused(name: str) -> None:
    try:
        kept = checked_name(name)
    except TeamError:
        return
    assert checked_name(kept) == kept
    assert name_key(unicodedata.normalize("NFD", kept)) == name_key(kept)
    assert all(c.isprintable() for c in kept)


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\u202eb", "a\u200bb", "a\x00b", "\ud800"])
def test_names_that_hide_something_are_refused(name: str) -> None:
    with pytest.raises(TeamError) as caught:
        checked_name(name)
    assert caught.value.slug == "team.name"
