"""What guards every request before anything is asked of a case: host, size, sign-in, same origin; and headers on every answer."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Refuse = Callable[[int, str, str, str], Response]
"""(status, slug, sentence, hint) -> answer, dressed as the request wants it."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FEEDS = (".atom", ".ics")
"""Endings of addresses that their own key opens."""
MOST_BYTES = 64_000_000
"""Of one request with its files."""
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
}


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


class Guarded:
    """The application behind its guard."""

    def __init__(self, app: ASGIApp, guard: Guard, refuse: Callable[[Scope], Refuse]) -> None:
        self._app, self._guard, self._refuse = app, guard, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        answer = self._stop(scope)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, _limited(receive), send)

    def _stop(self, scope: Scope) -> Response | None:
        headers, refuse = Headers(scope=scope), self._refuse(scope)
        host = headers.get("host", "")
        if host not in self._guard.hosts:
            return refuse(
                421, "web.host", "this server does not go by that name", "Open the link that `serve` printed."
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return refuse(
                413, "web.too_large", f"more than {MOST_BYTES // 1_000_000} MB at once", "Send fewer files at a time."
            )
        if scope["path"].startswith("/static/"):
            return None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        given = query.pop("token", None)
        if given is not None and scope["method"] in SAFE:
            return self._enter(scope, given, query, refuse)
        if (key := query.get("key")) and scope["path"].endswith(FEEDS) and scope["method"] in SAFE:
            if hmac.compare_digest(key.encode("utf-8", "replace"), self._guard.feed_key(scope["path"]).encode()):
                return None
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        by_bearer = self._is_token(bearer)
        if not by_bearer and not self._is_token(_cookies(headers).get(self._guard.cookie, "")):
            return refuse(
                401, "web.sign_in", "this browser is not signed in", "Open the link that `stateofplay serve` printed."
            )
        if scope["method"] not in SAFE and not by_bearer and not _is_same_origin(headers, host):
            return refuse(
                403,
                "web.cross_site",
                "this was not sent from a page of this server",
                "Go back to the page and send the form from there.",
            )
        return None

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


def _is_same_origin(headers: Headers, host: str) -> bool:
    """Whether a browser says that one of our own pages sent this; a caller that says nothing is no page of ours."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == host and urlsplit(origin).scheme in ("http", "https")
    return site == "same-origin"


def _cookies(headers: Headers) -> dict[str, str]:
    return cookie_parser(headers.get("cookie", ""))


class TooLarge(Exception):
    """More came than may."""


def _limited(receive: Receive) -> Receive:
    """Count what comes in: a request may say that it is small, or say nothing, and send without end."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise TooLarge
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
            if "cache-control" not in headers:
                headers["cache-control"] = "private, no-cache"
        await send(message)

    return sending
