"""Fetch a page over http or https, within limits, and not from inside a private network.

The check against private addresses is made on the very address that is connected to, after the name was resolved and
for every redirect: a public name that resolves to ``127.0.0.1`` gets no further than its address written out.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin, urlsplit

from stateofplay.errors import PageError
from stateofplay.pages.network.addresses import is_public
from stateofplay.pages.received.codings import undo_codings

if TYPE_CHECKING:
    import httpcore

MAX_REDIRECTS = 8
AGENT_NAME = "stateofplay"
"""What robots.txt files can call us by."""
_AGENT = f"{AGENT_NAME}/0.1 (reads single news pages on behalf of a person)"
_WAIT_UNSAID = 300.0
"""Seconds to stay away from a host that asks to wait and does not say how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAnswer:
    """What a server sent: the bytes, the address in the end, and what its header says of type and charset.

    `etag` and `modified` are its stamps on this version of the page; `unchanged` says that it is still the version whose
    stamps were sent along, and then `data` is empty.
    """

    data: bytes
    url: str
    content_type: str | None
    charset: str | None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    max_bytes: int = 20_000_000,
    timeout: float = 20.0,
    etag: str | None = None,
    modified: str | None = None,
) -> ServerAnswer:
    """Fetch one page.

    Parameters
    ----------
    url
        An ``http`` or ``https`` address.
    allow_private
        Connect to loopback, link-local and private addresses too.
    max_bytes
        Largest size, counted after decompression.
    timeout
        Seconds for everything together, redirects included.
    etag, modified
        The server's stamps on the version that is at hand: it then sends the page only where it has changed.

    Raises
    ------
    PageError
        ``pages.scheme``, ``pages.private-address``, ``pages.unreachable``, ``pages.timeout``, ``pages.redirects``,
        ``pages.status``, ``pages.too-large`` or ``pages.address``.
    """
    import httpcore

    deadline = time.monotonic() + timeout
    stamps = [(k, v) for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v and v.isprintable()]
    with httpcore.ConnectionPool(network_backend=_backend(allow_private, deadline)) as pool:
        address = url
        for _ in range(MAX_REDIRECTS + 1):
            _check_scheme(address)
            with _named_errors(address), _open(pool, address, deadline, stamps) as response:
                headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
                if response.status in (301, 302, 303, 307, 308) and headers.get("location"):
                    address = urljoin(address, headers["location"])
                    continue
                if response.status == 304 and stamps:
                    return ServerAnswer(data=b"", url=address, content_type=None, charset=None, unchanged=True)
                if response.status >= 400:
                    raise _refused(address, response.status, headers.get("retry-after"))
                chunks = cast("Iterable[bytes]", response.iter_stream())
                data = _collect(chunks, headers.get("content-encoding", ""), address, max_bytes, deadline)
            kind, charset = _read_type(headers.get("content-type"))
            return ServerAnswer(
                data=data,
                url=address,
                content_type=kind,
                charset=charset,
                etag=headers.get("etag"),
                modified=headers.get("last-modified"),
            )
    raise PageError(
        f"{url} redirects more than {MAX_REDIRECTS} times.",
        slug="pages.redirects",
        hint="Open the page in a browser and give the address that it ends at.",
    )


def _backend(allow_private: bool, deadline: float) -> httpcore.NetworkBackend:
    import httpcore

    def left(timeout: float | None) -> float:
        """Seconds until the deadline; whoever sends a byte now and then gets no more time by it."""
        rest = deadline - time.monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return rest if timeout is None else min(timeout, rest)

    class TimedStream(httpcore.NetworkStream):
        """A connection on which everything together, header and interim answers included, has one deadline."""

        def __init__(self, stream: httpcore.NetworkStream) -> None:
            self._stream = stream

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._stream.read(max_bytes, left(timeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._stream.write(buffer, left(timeout))

        def close(self) -> None:
            self._stream.close()

        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            return TimedStream(self._stream.start_tls(ssl_context, server_hostname, left(timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    class CheckedBackend(httpcore.SyncBackend):
        """Resolves a name once, refuses addresses that are not public, and connects to the address it has judged."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
        ) -> httpcore.NetworkStream:
            try:
                found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
            except (OSError, UnicodeError) as error:
                raise httpcore.ConnectError(f"the name {host} is not known") from error
            usable = [a for a in dict.fromkeys(found) if allow_private or is_public(a)]
            if not usable:
                raise PageError(
                    f"{host} is {'an address' if host == found[0] else 'at ' + found[0] + ','} inside a private network.",
                    slug="pages.private-address",
                    hint="Allow private addresses if you mean to read from your own network.",
                )
            last: Exception | None = None
            for address in usable[:4]:
                try:
                    return TimedStream(super().connect_tcp(address, port, left(timeout), local_address, socket_options))
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    last = error
            raise last or httpcore.ConnectError(f"{host} cannot be reached")

    return CheckedBackend()


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise PageError(f"{url} is not a valid address.", slug="pages.address", hint="Check its spelling.") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise PageError(
            f"{url} is neither http nor https.",
            slug="pages.scheme",
            hint="Give an address that begins with http:// or https://, or the name of a file.",
        )
    if not host or any(ch.isspace() or ord(ch) < 32 for ch in url):
        raise PageError(f"{url!r} is not a valid address.", slug="pages.address", hint="Check its spelling.")


@contextmanager
def _open(
    pool: httpcore.ConnectionPool, url: str, deadline: float, stamps: list[tuple[str, str]]
) -> Iterator[httpcore.Response]:
    left = max(0.05, deadline - time.monotonic())
    headers = [
        ("User-Agent", _AGENT),
        ("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate, br"),
        *stamps,
    ]
    import httpx

    # httpx knows how to write an address down (international names, odd characters); httpcore wants it ready.
    target = httpx.URL(url)
    sent = [("Host", target.netloc.decode("ascii")), *headers]
    parts = {"connect": left, "read": left, "write": left, "pool": left}
    with pool.stream(
        "GET",
        _core_url(target),
        headers=[(k.encode(), v.encode("latin-1", "replace")) for k, v in sent],
        extensions={"timeout": parts},
    ) as response:
        yield response


def _core_url(url: object) -> httpcore.URL:
    import httpcore
    import httpx

    assert isinstance(url, httpx.URL)
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _collect(chunks: Iterable[bytes], coding: str, url: str, max_bytes: int, deadline: float) -> bytes:
    """Join the chunks and unpack them, so that neither the wire nor a small bomb can exceed the limit."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise _late(url)
        size += len(chunk)
        if size > max_bytes:
            raise PageError(
                f"{url} has more than the {max_bytes / 1e6:.0f} MB that a page may have.",
                slug="pages.too-large",
                hint="Give the address of the article itself, or raise max_bytes.",
            )
        parts.append(chunk)
    body = undo_codings(b"".join(parts), coding, name=url, max_bytes=max_bytes)
    if not body.whole:
        raise PageError(
            f"{url} came cut short: its packed body ends before its end.", slug="pages.damaged", hint="Try again later."
        )
    return body.data


@contextmanager
def _named_errors(url: str) -> Iterator[None]:
    """Turn what goes wrong on the way into one sentence that names the address."""
    import httpcore
    import httpx

    try:
        yield
    except httpcore.TimeoutException as error:
        raise _late(url) from error
    except httpcore.RemoteProtocolError as error:
        if "without sending complete message body" not in str(error) and "incomplete chunked" not in str(error):
            raise _unreachable(url, error) from error
        raise PageError(
            f"{url} came cut short: the server closed the connection before the end of the page.",
            slug="pages.damaged",
            hint="Try again later.",
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, OSError) as error:
        raise _unreachable(url, error) from error
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise PageError(f"{url} is not a valid address.", slug="pages.address", hint="Check its spelling.") from error


def _unreachable(url: str, error: Exception) -> PageError:
    reason = str(error).rstrip(".") or type(error).__name__
    return PageError(
        f"{url} cannot be reached: {reason}.",
        slug="pages.unreachable",
        hint="Check the address and the connection, or save the page and read the file.",
        unreachable=True,
    )


def _late(url: str) -> PageError:
    return PageError(
        f"{url} did not answer in time.",
        slug="pages.timeout",
        hint="Try again, or raise the timeout.",
        unreachable=True,
    )


def _refused(url: str, status: int, retry_after: str | None = None) -> PageError:
    why = {401: "asks for a login", 403: "refuses access", 404: "does not exist", 410: "is gone", 429: "asks to wait"}
    said = why.get(status, "answers with an error")
    return PageError(
        f"{url} {said} (status {status}).",
        slug="pages.status",
        hint="Open the page in a browser, save it, and read the file.",
        unreachable=status >= 500,
        retry_after=_wait(status, retry_after),
    )


def _wait(status: int, header: str | None) -> float | None:
    """Seconds that a server asks to wait, given as a number or as a date (RFC 9110, 10.2.3)."""
    if status not in (429, 503):
        return None
    if header and header.strip().isdigit():
        return float(min(int(header.strip()[:9]), 10**8))
    if header:
        from datetime import UTC, datetime
        from email.utils import parsedate_to_datetime

        try:
            when = parsedate_to_datetime(header)
        except (TypeError, ValueError):
            when = None
        if when is not None:
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            return max(0.0, (when - datetime.now(UTC)).total_seconds())
    return _WAIT_UNSAID if status == 429 else None


def _read_type(header: str | None) -> tuple[str | None, str | None]:
    if not header:
        return None, None
    from email.message import Message

    message = Message()
    message["content-type"] = header
    return message.get_content_type() if "/" in header else None, message.get_content_charset()
