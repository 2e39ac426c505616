"""Addresses of pages without what concerns nobody else: who fetched them, with which password, by which token."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HIDDEN = "***"


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
