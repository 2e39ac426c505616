"""What guards every request before anything is asked of a case: host, size, sign-in, same origin; and headers on every answer."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stateofplay.errors import StateOfPlayError
from stateofplay.web.identity import Identity
from stateofplay.web.problems import AWAY

Refuse = Callable[[int, str, str, str], Response]
"""(status, slug, sentence, hint) -> answer, dressed as the request wants it."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FEEDS = (".atom", ".ics")
"""Endings of addresses that their own key opens."""
MOST_BYTES = 64_000_000
"""Of one request with its files."""
MOST_OF_STRANGERS = 100_000
"""Of one request of somebody who has not signed in."""
CALLER = "stateofplay.caller"
"""Under which the scope of a request says who calls."""
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FIGURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Of a drawing, which brings its own style and runs nothing."""
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
    "cache-control": "private, no-cache",
}
"""Of every answer that does not say something else itself."""
_EACH = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a server lets in.

    Parameters
    ----------
    hosts
        Names under which it may be called, with the port: a page of a foreign name that leads here is refused.
    token
        Who has it is let in; it comes once in the link, then in the cookie.
    cookie
        Name of the cookie.
    """

    hosts: frozenset[str]
    token: str
    cookie: str

    def feed_key(self, path: str) -> str:
        """What opens one feed, and nothing else, to a program that keeps no cookies."""
        return hmac.new(self.token.encode(), path.encode("utf-8", "replace"), "sha256").hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls, and whether a program brought its key itself: no other site can make it do so."""

    identity: Identity
    by_program: bool = False


class Door(Protocol):
    """Knows who calls."""

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the server may be called, with the port."""

    @property
    def waits(self) -> bool:
        """Whether it has to ask a database."""

    @property
    def secure(self) -> bool:
        """Whether it is reached by https, whatever the last part of the way is."""

    def caller(self, scope: Scope, headers: Headers, refuse: Refuse) -> Caller | Response:
        """Who calls, or the answer that they get at the door."""

    def unknown(self, address: str, format: str, refuse: Refuse) -> Response:
        """The answer to somebody who has to sign in first."""

    def feed_key(self, identity: Identity, path: str) -> str:
        """What opens one feed, and nothing else, to a program that keeps no cookies."""


class DeskDoor:
    """The door of a desk: whoever has the token is its one person."""

    waits = False
    secure = False

    def __init__(self, guard: Guard, identity: Identity) -> None:
        self._guard, self._identity = guard, identity

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the desk may be called."""
        return self._guard.hosts

    def caller(self, scope: Scope, headers: Headers, refuse: Refuse) -> Caller | Response:
        """The person at the desk, or nobody."""
        query = query_of(scope)
        given = query.pop("token", None)
        if given is not None and scope["method"] in SAFE:
            return self._enter(scope, given, query, refuse)
        if (key := query.get("key")) and scope["path"].endswith(FEEDS) and scope["method"] in SAFE:
            if hmac.compare_digest(key.encode("utf-8", "replace"), self._guard.feed_key(scope["path"]).encode()):
                return Caller(identity=self._identity)
        if self._is_token(bearer_of(headers)):
            return Caller(identity=self._identity, by_program=True)
        if self._is_token(cookies_of(headers).get(self._guard.cookie, "")):
            return Caller(identity=self._identity)
        return self.unknown("", "", refuse)

    def unknown(self, address: str, format: str, refuse: Refuse) -> Response:
        """Nobody else is let in."""
        return refuse(
            401, "web.sign_in", "this browser is not signed in", "Open the link that `stateofplay serve` printed."
        )

    def feed_key(self, identity: Identity, path: str) -> str:
        """What opens one feed."""
        return self._guard.feed_key(path)

    def _enter(self, scope: Scope, given: str, query: Mapping[str, str], refuse: Refuse) -> Response:
        if not self._is_token(given):
            return refuse(
                401, "web.token", "the link is of another run of the server", "Open the link that it printed last."
            )
        # The token leaves the address at once: addresses end up in histories and in what people copy.
        target = quote(scope["path"]) + ("?" + urlencode(query) if query else "")
        answer = Response(status_code=303, headers={"location": target if target.startswith("/") else "/"})
        if target.startswith("//"):
            answer.headers["location"] = "/"
        answer.set_cookie(self._guard.cookie, self._guard.token, httponly=True, samesite="lax", path="/")
        return answer

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._guard.token.encode())


class Guarded:
    """The application behind its door."""

    def __init__(self, app: ASGIApp, door: Door, refuse: Callable[[Scope], Refuse]) -> None:
        self._app, self._door, self._refuse = app, door, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        headers, refuse = Headers(scope=scope), self._refuse(scope)
        answer = self._stop(headers, refuse)
        most = MOST_BYTES
        if answer is None and not scope["path"].startswith("/static/"):
            door = self._door
            try:
                if door.waits:
                    caller = await run_in_threadpool(door.caller, scope, headers, refuse)
                else:
                    caller = door.caller(scope, headers, refuse)
            except StateOfPlayError:  # the database that knows who calls is away, or no more
                caller = refuse(503, *AWAY)
            if isinstance(caller, Response):
                answer = caller
            else:
                scope[CALLER] = caller
                answer = _of_elsewhere(scope, headers, caller, refuse)
                if not caller.identity.signed_in:
                    most = min(most, MOST_OF_STRANGERS)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, _limited(receive, most), send)

    def _stop(self, headers: Headers, refuse: Refuse) -> Response | None:
        if headers.get("host", "") not in self._door.hosts:
            return refuse(
                421, "web.host", "this server does not go by that name", "Open the link that `serve` printed."
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return refuse(
                413,
                "web.too_large",
                f"more than {MOST_BYTES // 1_000_000} MB at once",
                "Go back and send fewer files at a time.",
            )
        return None


def _of_elsewhere(scope: Scope, headers: Headers, caller: Caller, refuse: Refuse) -> Response | None:
    if scope["method"] in SAFE or caller.by_program or _is_same_origin(headers, headers.get("host", "")):
        return None
    return refuse(
        403,
        "web.cross_site",
        "this was not sent from a page of this server",
        "Go back to the page and send the form from there.",
    )


def query_of(scope: Scope) -> dict[str, str]:
    """The query of a request, of each name the last value."""
    return dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))


def bearer_of(headers: Headers) -> str:
    """The key that a program brings."""
    return headers.get("authorization", "").removeprefix("Bearer ")


def _is_same_origin(headers: Headers, host: str) -> bool:
    """Whether a browser says that one of our own pages sent this; a caller that says nothing is no page of ours."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == host and urlsplit(origin).scheme in ("http", "https")
    return site == "same-origin"


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request."""
    return cookie_parser(headers.get("cookie", ""))


class TooLarge(Exception):
    """More came than may."""


def _limited(receive: Receive, most: int) -> Receive:
    """Count what comes in: a request may say that it is small, or say nothing, and send without end."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                raise TooLarge
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message["headers"]
            said = {name.lower() for name, _ in given}
            message["headers"] = [*given, *(header for header in _EACH if header[0] not in said)]
        await send(message)

    return sending
