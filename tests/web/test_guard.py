"""What is let in, and what every answer carries."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from stateofplay.web.operations import OPERATIONS
from tests.web.conftest import ORIGIN, SAME, TOKEN

JUDGE = "/case/talks/claim/pos/judge"


def test_the_link_lets_in_once_and_leaves_no_token_in_the_address(stranger: TestClient) -> None:
    answer = stranger.get(f"/case/talks?since=2024-06&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/case/talks?since=2024-06"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert stranger.get("/case/talks").status_code == 200


@pytest.mark.parametrize("path", ["/", "/case/talks", "/case/talks.json", "/openapi.json", "/case/nothing", "/nowhere"])
def test_nobody_else_is_let_in(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 401
    assert stranger.get(path, headers={"cookie": "desk=other"}).status_code == 401
    assert stranger.get(f"{path}?token=other").status_code == 401
    assert stranger.get(path, headers={"authorization": "Bearer "}).status_code == 401


def test_a_token_leads_to_no_other_place(stranger: TestClient) -> None:
    assert stranger.get(f"//evil.example/?token={TOKEN}").headers.get("location", "/").startswith("//") is False


def test_a_program_may_bring_the_token_itself(stranger: TestClient) -> None:
    answer = stranger.get("/case/talks.json", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.json()["title"] == "Chad and Sudan; talks, 2024"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8650", "127.0.0.1", "127.0.0.1:8650.evil.example", ""])
def test_another_name_of_the_server_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/case/talks", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": ORIGIN},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
    ],
)
def test_what_another_site_sends_is_refused(desk: TestClient, headers: dict[str, str]) -> None:
    answer = desk.post(JUDGE, data={"verdict": "reject"}, headers=headers)
    assert answer.status_code == 403
    assert desk.get("/case/talks.json").json()["judged"] == 1


@pytest.mark.parametrize("headers", [SAME, {"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}])
def test_what_our_own_page_sends_is_taken(desk: TestClient, headers: dict[str, str]) -> None:
    assert desk.post("/case/talks/seen", headers=headers).status_code == 303


def test_too_much_is_refused_whatever_it_says_of_itself(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stateofplay.web.security.MOST_BYTES", 1_000)
    assert desk.post(JUDGE, data={"note": "x" * 2_000}, headers=SAME).status_code == 413

    def endless() -> object:
        for _ in range(10):
            yield b"note=" + b"x" * 500

    unsaid = {**SAME, "content-type": "application/x-www-form-urlencoded"}
    assert desk.post(JUDGE, content=endless(), headers=unsaid).status_code == 413


def test_every_answer_is_closed_to_the_outside(desk: TestClient) -> None:
    for path in ("/", "/case/talks", "/case/talks.csv", "/nowhere", "/case/nothing", "/static/x/desk.css"):
        headers = desk.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "cache-control" in headers


@pytest.mark.parametrize(
    "name", [".hidden", "..%2fcommand.py", "%2e%2e/pages.py", "desk.py", "nothing.css", "a\\b.css"]
)
def test_static_files_are_style_sheets_and_scripts_alone(desk: TestClient, name: str) -> None:
    assert desk.get(f"/static/x/{name}").status_code == 404


def test_static_files_are_kept_by_their_digest(desk: TestClient) -> None:
    page = desk.get("/case/talks").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in desk.get(address).headers["cache-control"]
    assert desk.get("/static/old/desk.css").headers["cache-control"] == "no-cache"


def test_each_operation_says_what_it_asks_of_its_caller() -> None:
    unsafe = [o for o in OPERATIONS if o.method != "GET"]
    assert unsafe
    assert len({o.name for o in OPERATIONS}) == len(OPERATIONS)
    assert len({(o.method, o.path) for o in OPERATIONS}) == len(OPERATIONS)
    assert not [o.name for o in unsafe if o.twins]
