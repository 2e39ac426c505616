"""Where a case lies: a file by its path, or a database on a server by its address. No password is ever shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from stateofplay.errors import RecordError

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_SERVERS = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_SECRETS = frozenset({"password", "sslpassword", "passfile", "sslkey"})
"""Parameters of a server's address that are nobody else's business."""
_HIDDEN = "***"


def is_address(location: str) -> bool:
    """Whether a location is the address of a server.

    Examples
    --------
    >>> is_address("postgresql://db.example/talks"), is_address("Postgres://db.example/talks"), is_address("a:b.sop")
    (True, True, False)
    """
    found = _SCHEME.match(location)
    return found is not None and found[1].lower() in _SERVERS


def file_of(location: str) -> Path:
    """The file that a location names, letter by letter: no character of it means anything to the database.

    Raises
    ------
    RecordError
        ``record.location`` for the address of something that cannot hold a case, and for what can be no file's name.
    """
    if found := _SCHEME.match(location):
        raise RecordError(
            f"a case cannot lie at {shown(location)}: {found[1]} is no kind of place for it",
            slug="record.location",
            hint="Name a file, or a database as postgresql://name@host/database.",
        )
    if not location or "\0" in location:
        raise RecordError(
            "a case needs the name of a file", slug="record.location", hint="Try: stateofplay new talks.sop"
        )
    return Path(location)


def server_of(location: str) -> URL:
    """The address of a server as the driver takes it.

    Raises
    ------
    RecordError
        ``record.location`` where it is no address after all.
    """
    try:
        return make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise RecordError(
            f"{shown(location)} is no address of a database",
            slug="record.location",
            hint="Write it as postgresql://name@host/database.",
        ) from error


def shown(location: str) -> str:
    """A location as it may stand in a message: without a password.

    Examples
    --------
    >>> shown("postgresql://ana:secret@db.example/talks?sslpassword=x")
    'postgresql://ana:***@db.example/talks?sslpassword=***'
    """
    if not _SCHEME.match(location):
        return location
    scheme, rest = location.split("://", 1)
    # By hand: what is wrong with an address must not keep its password from being hidden.
    before, mark, query = rest.partition("?")
    who, at, where = before.rpartition("@")
    if ":" in who:
        who = f"{who.split(':', 1)[0]}:{_HIDDEN}"
    parts = [f"{k}={_HIDDEN}" if k.lower() in _SECRETS else f"{k}{e}{v}" for k, e, v in
             (p.partition("=") for p in query.split("&"))]  # fmt: skip
    return f"{scheme}://{who}{at}{where}{mark}{'&'.join(parts)}"


def plain_address(address: str) -> str:
    """A page's or a feed's address without the name and password of who fetched it.

    Examples
    --------
    >>> plain_address("https://ana:secret@news.example:8080/a?b=1#c")
    'https://news.example:8080/a?b=1#c'
    >>> plain_address("notes/ana@home.txt")
    'notes/ana@home.txt'
    """
    if not _SCHEME.match(address):
        return address
    scheme, rest = address.split("://", 1)
    end = min((rest.find(c) for c in "/?#" if c in rest), default=len(rest))
    return f"{scheme}://{rest[:end].rpartition('@')[2]}{rest[end:]}"


_TOKENS = re.compile(
    r"(^|[_.-])(access|auth|authorization|code|cookie|credential|csrf|hash|hmac|id_token|jsessionid|jwt|key|api[_-]?key|pass|"
    r"passwd|password|phpsessid|pin|pwd|refresh|secret|session|session[_-]?id|sess|sid|sig|signature|ticket|token|user|email)$",
    re.IGNORECASE,
)
"""Names of parameters that say who asked, not what was asked for."""


def masked_address(address: str) -> str:
    """An address whose tokens, keys and names of sessions are covered: what is left still names the page.

    Examples
    --------
    >>> masked_address("https://news.example/a;jsessionid=8F2?id=7&access_token=abc&X-Amz-Signature=9&page=2")
    'https://news.example/a;jsessionid=***?id=7&access_token=***&X-Amz-Signature=***&page=2'
    """
    if not _SCHEME.match(address):
        return address
    parts = urlsplit(plain_address(address))
    path = re.sub(r"(?i)(;jsessionid=)[^/?#;]*", rf"\1{_HIDDEN}", parts.path)
    query = parts.query
    named = parse_qsl(query, keep_blank_values=True)
    if any(_TOKENS.search(name) for name, _ in named):
        covered = [(name, _HIDDEN if _TOKENS.search(name) else value) for name, value in named]
        query = urlencode(covered, safe="*", quote_via=quote)
    fragment = parts.fragment
    if "=" in fragment and any(_TOKENS.search(unquote(p.partition("=")[0])) for p in fragment.split("&")):
        fragment = _HIDDEN
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
