"""Fetching against a real HTTP server on this machine; the refusal of private addresses against real look-ups."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from stateofplay.errors import PageError
from stateofplay.pages import read_page
from stateofplay.pages.network.addresses import is_public
from stateofplay.pages.network.fetching import fetch

PAGE = "<html><body><h1>Gespräche in Arda</h1><p>Die Gesandten trafen sich am Montag in Arda.</p></body></html>"


class Pages(BaseHTTPRequestHandler):
    """A small site: pages, redirects, a loop, a flood, a bomb, a slow answer."""

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/page":
            self.answer(PAGE.encode("cp1252"), "text/html; charset=windows-1252")
        elif path == "/text":
            self.answer(b"The envoys met in Arda on Monday and left.", "text/plain; charset=utf-8")
        elif path == "/zipped":
            self.answer(gzip.compress(PAGE.encode()), "text/html; charset=utf-8", ("Content-Encoding", "gzip"))
        elif path == "/bomb":
            self.answer(gzip.compress(b"a" * 3_000_000), "text/html", ("Content-Encoding", "gzip"))
        elif path == "/torn":
            self.answer(b"\x1f\x8bno gzip at all", "text/html", ("Content-Encoding", "gzip"))
        elif path == "/image":
            self.answer(b"not really", "image/png")
        elif path == "/moved":
            self.answer(b"", "text/html", ("Location", "/page"), status=301)
        elif path == "/loop":
            self.answer(b"", "text/html", ("Location", "/loop"), status=302)
        elif path == "/to-file":
            self.answer(b"", "text/html", ("Location", "file:///etc/hostname"), status=302)
        elif path == "/slow":
            time.sleep(2)
            self.answer(b"late", "text/plain")
        elif path == "/broken":
            self.answer(b"sorry", "text/html", status=503)
        else:
            self.answer(b"nothing here", "text/html", status=404)

    def answer(self, body: bytes, kind: str, *headers: tuple[str, str], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        # A reader that has seen enough hangs up, as it should.
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_read_in_the_charset_of_its_header(site: str) -> None:
    article = read_page(f"{site}/page", allow_private=True)
    assert article.text.startswith("Gespräche in Arda\nDie Gesandten")
    assert article.url == f"{site}/page"


@pytest.mark.parametrize("path", ["/moved", "/zipped", "/text"])
def test_redirects_compression_and_plain_text(site: str, path: str) -> None:
    assert "Arda" in read_page(site + path, allow_private=True).text


def test_the_address_after_redirects_is_kept(site: str) -> None:
    assert fetch(f"{site}/moved", allow_private=True).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "slug", "code", "words"),
    [
        ("/none", "pages.status", 65, "does not exist"),
        ("/broken", "pages.status", 69, "status 503"),
        ("/loop", "pages.redirects", 65, "more than 8 times"),
        ("/to-file", "pages.scheme", 65, "neither http nor https"),
        ("/bomb", "pages.too-large", 65, "more than the 1 MB"),
        ("/torn", "pages.damaged", 65, "damaged"),
        ("/image", "pages.content-type", 65, "image/png"),
        ("/slow", "pages.timeout", 69, "did not answer in time"),
    ],
)
def test_what_goes_wrong_is_named(site: str, path: str, slug: str, code: int, words: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(site + path, allow_private=True, max_bytes=1_000_000, timeout=0.7)
    assert (caught.value.slug, caught.value.exit_code) == (slug, code)
    assert words in caught.value.sentence
    assert caught.value.hint


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    with pytest.raises(PageError, match="inside a private network") as caught:
        read_page(f"{site}/page")
    assert caught.value.slug == "pages.private-address"


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_other_spellings_of_this_machine_are_refused_too(site: str, host: str) -> None:
    port = site.rsplit(":", 1)[1]
    with pytest.raises(PageError) as caught:
        fetch(f"http://{host}:{port}/page", timeout=5)
    assert caught.value.slug in ("pages.private-address", "pages.unreachable", "pages.address")


def test_a_name_that_resolves_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rsplit(":", 1)[1])
    row = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [row])
    with pytest.raises(PageError, match=r"news\.example is at 127\.0\.0\.1") as caught:
        fetch(f"http://news.example:{port}/page")
    assert caught.value.slug == "pages.private-address"
    assert fetch(f"http://news.example:{port}/page", allow_private=True).data == PAGE.encode("cp1252")


def test_a_public_page_that_redirects_inside_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes for public here, as it would on the net; the one it redirects to is judged anew."""
    from stateofplay.pages.network import fetching

    asked: list[str] = []

    def judge(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    monkeypatch.setattr(fetching, "is_public", judge)
    with pytest.raises(PageError) as caught:
        fetch(site.replace("127.0.0.1", "localhost") + "/leave", timeout=5)
    assert caught.value.slug == "pages.status"
    asked.clear()
    monkeypatch.setattr(
        Pages, "do_GET", lambda self: self.answer(b"", "text/html", ("Location", f"{site}/page"), status=302)
    )
    with pytest.raises(PageError) as caught:
        fetch(site + "/leave", timeout=5)
    assert caught.value.slug == "pages.private-address"
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("ftp://news.example/a", "pages.scheme"),
        ("file:///etc/hostname", "pages.scheme"),
        ("http://", "pages.address"),
        ("http://[::1", "pages.address"),
        ("http://news.example:99999/", "pages.address"),
        ("http://a b/", "pages.address"),
        ("http://\x00/", "pages.address"),
        ("http://" + "a" * 300 + ".example/", "pages.unreachable"),
    ],
)
def test_addresses_that_are_none(url: str, slug: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(url, timeout=3)
    assert caught.value.slug == slug


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PageError, match="cannot be reached") as caught:
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)
    assert (caught.value.slug, caught.value.exit_code) == ("pages.unreachable", 69)


def serve_once(answer: Callable[[socket.socket], None]) -> str:
    """A server of one connection that answers as it is told, byte by byte."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        connection, _ = listener.accept()
        with connection, listener:
            connection.recv(65536)
            try:
                answer(connection)
            except OSError:
                return  # the reader has had enough

    threading.Thread(target=run, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def drip(connection: socket.socket, *parts: bytes) -> None:
    for part in parts:
        connection.sendall(part)
        time.sleep(0.1)


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X-Wait: 1\r\n"] * 60],
        [b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 60,
        [b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n", *[b"x"] * 60],
    ],
    ids=["header", "interim answers", "body"],
)
def test_one_deadline_for_everything(parts: list[bytes]) -> None:
    url = serve_once(lambda connection: drip(connection, *parts))
    with pytest.raises(PageError) as caught:
        fetch(url, allow_private=True, timeout=0.5)
    assert caught.value.slug == "pages.timeout"


def answer_with(body: bytes, *headers: str) -> str:
    head = "HTTP/1.1 200 OK\r\nConnection: close\r\n" + "".join(f"{h}\r\n" for h in headers) + "\r\n"
    return serve_once(lambda connection: connection.sendall(head.encode() + body))


def test_members_and_bare_deflate_are_unpacked() -> None:
    half = len(PAGE) // 2
    members = gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode())
    assert fetch(answer_with(members, "Content-Encoding: gzip"), allow_private=True).data == PAGE.encode()
    packer = zlib.compressobj(wbits=-15)
    bare = packer.compress(PAGE.encode()) + packer.flush()
    assert fetch(answer_with(bare, "Content-Encoding: deflate"), allow_private=True).data == PAGE.encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE.encode(), ["Content-Length: 5000"]),
        (b"64\r\n" + PAGE.encode()[:40], ["Transfer-Encoding: chunked"]),
        (gzip.compress(os.urandom(2000))[:900], ["Content-Encoding: gzip"]),
    ],
)
def test_a_body_that_ends_early_is_told(body: bytes, headers: list[str]) -> None:
    with pytest.raises(PageError, match="cut short") as caught:
        fetch(answer_with(body, *headers), allow_private=True)
    assert caught.value.slug == "pages.damaged"


@pytest.mark.parametrize(
    "address",
    [
        "fec0::1", "2001:db8::1", "3fff::1", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "100.64.0.1",
        "192.88.99.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:a00:1::", "fe80::1%eth0", "fd00::1",
        "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:192.168.0.1", "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_ranges_that_are_not_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["2a00:1450:4001::200e", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_addresses_stay_public(address: str) -> None:
    assert is_public(address)
