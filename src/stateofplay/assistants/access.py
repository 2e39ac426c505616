"""The token of the HTTP server: nobody is answered without it."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from stateofplay.errors import ExchangeError

VARIABLE = "STATEOFPLAY_MCP_TOKEN"
SHORTEST = 16


class WithToken:
    """Lets a request through to an application where it brings the token (``Authorization: Bearer ...``)."""

    def __init__(self, application: ASGIApp, token: str) -> None:
        self._application, self._token = application, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or self._knows(Headers(scope=scope).get("authorization", "")):
            await self._application(scope, receive, send)
            return
        said = {"error": "unauthorized", "message": "Bring the token: Authorization: Bearer TOKEN"}
        await JSONResponse(said, status_code=401, headers={"www-authenticate": "Bearer"})(scope, receive, send)

    def _knows(self, said: str) -> bool:
        scheme, _, brought = said.partition(" ")
        return scheme.casefold() == "bearer" and hmac.compare_digest(brought.strip().encode(), self._token)


def token_of(file: Path | None) -> tuple[str, bool]:
    """The token, and whether it was made just now: from a file, else the environment, else a new one.

    Raises
    ------
    ExchangeError
        ``exchange.token`` where the file cannot be read, or what it holds is too short to keep anybody out.
    """
    if file is not None:
        try:
            token = file.expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ExchangeError(f"the token cannot be read from {file}", slug="exchange.token") from error
    else:
        token = os.environ.get(VARIABLE, "").strip()
        if not token:
            return secrets.token_urlsafe(24), True
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise ExchangeError(
            f"the token is too short to keep anybody out; it takes {SHORTEST} signs, without spaces",
            slug="exchange.token",
            hint="Make one: python -c 'import secrets; print(secrets.token_urlsafe(24))'",
        )
    return token, False
