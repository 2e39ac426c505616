"""Web archives of the wild: every coding of a body, every kind of record, archives that end too early."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from itertools import product
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import PageError
from stateofplay.pages import read_page
from stateofplay.pages.archive import ArchivedPage, read_archive, write_archive
from stateofplay.pages.harvest import Harvest
from stateofplay.pages.parts import take_parts
from stateofplay.pages.received.codings import undo_codings
from tests.thoroughness import examples

HTML = (
    "<html><head><title>Envoys meet in Arda</title></head><body><h1>Envoys meet in Arda</h1>"
    + "<p>The envoys of Norvia and Estwald met in Arda on Sunday, two officials said.</p>" * 20
    + "</body></html>"
).encode()


def chunk(data: bytes, size: int = 97) -> bytes:
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACK = {
    "": lambda data: data,
    "identity": lambda data: data,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "zstd": lambda data: zstandard.ZstdCompressor().compress(data),
}


def record(kind: str, headers: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2031-05-04T10:00:00Z\r\n{headers}"
    )
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def response(body: bytes, *, url: str = "https://harbour.example/a", status: int = 200, headers: str = "") -> bytes:
    fields = headers or "Content-Type: text/html; charset=utf-8\r\n"
    http = f"HTTP/1.1 {status} OK\r\n{fields}\r\n".encode() + body
    return record("response", f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n", http)


@pytest.mark.parametrize(("coding", "chunked"), [*product(PACK, (False, True))])
def test_every_coding_of_a_body_is_undone(coding: str, chunked: bool) -> None:
    packed = PACK[coding](HTML)
    transfer = "Transfer-Encoding: chunked\r\n" if chunked else ""
    headers = f"Content-Type: text/html\r\n{transfer}Content-Encoding: {coding}\r\n"
    article = read_page(response(chunk(packed) if chunked else packed, headers=headers))
    assert article.title == "Envoys meet in Arda"
    assert article.text.count("two officials said.") >= 1
    assert article.repairs == ()


def test_codings_one_over_the_other_and_in_members() -> None:
    twice = gzip.compress(brotli.compress(HTML))
    assert undo_codings(twice, "br, gzip", name="page", max_bytes=10**6).data == HTML
    members = gzip.compress(HTML[:700]) + gzip.compress(HTML[700:]) + b"\0\0"
    assert undo_codings(members, "gzip", name="page", max_bytes=10**6).data == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "chunked"])
def test_a_header_that_does_not_match_the_body_does_no_harm(coding: str) -> None:
    content, transfer = ("", coding) if coding == "chunked" else (coding, "")
    assert undo_codings(HTML, content, transfer, name="page", max_bytes=10**6).data == HTML
    for packed in (gzip.compress(HTML), zstandard.ZstdCompressor().compress(HTML)):
        assert undo_codings(packed, content, transfer, name="page", max_bytes=10**6).data == HTML
    text = b"1200 soldiers were freed.\nThe talks go on."
    assert undo_codings(text, transfer="chunked", name="page", max_bytes=10**6).data == text


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_small_bomb_stops_at_the_limit_and_a_torn_body_is_told(coding: str) -> None:
    with pytest.raises(PageError) as caught:
        undo_codings(PACK[coding](b"a" * 3_000_000), coding, name="page", max_bytes=100_000)
    assert caught.value.slug == "pages.too-large"
    varied = " ".join(f"Clause {i} of the draft names {i * 7919 % 1000} villages." for i in range(3000)).encode()
    packed = PACK[coding](varied)
    torn = undo_codings(packed[: len(packed) * 2 // 3], coding, name="page", max_bytes=10**6)
    assert not torn.whole
    assert varied.startswith(torn.data)


@examples(60)
@given(
    st.binary(max_size=300), st.sampled_from([*PACK, "chunked", "gzip, br", "no-such", "gzip,gzip,gzip,gzip,gzip,gzip"])
)
def test_whatever_the_bytes_nothing_but_a_page_error_comes_out(data: bytes, coding: str) -> None:
    slug = ""
    try:
        undo_codings(data, coding, coding, name="page", max_bytes=1000)
    except PageError as error:
        slug = error.slug
    assert slug in ("", "pages.coding", "pages.damaged", "pages.too-large")


MANY = b"".join(
    [
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: own\r\n"),
        response(HTML, url="https://harbour.example/1"),
        response(b"User-agent: *", url="https://harbour.example/robots.txt", headers="Content-Type: text/plain\r\n"),
        response(b"", url="https://harbour.example/old", status=301),
        response(b"gone", url="https://harbour.example/none", status=404),
        response(b"p{}", url="https://harbour.example/a.css", headers="Content-Type: text/css\r\n"),
        response(b"{}", url="https://harbour.example/a.json", headers="Content-Type: application/json\r\n"),
        response(b"\x89PNG", url="https://harbour.example/a.png", headers="Content-Type: image/png\r\n"),
        record("request", "WARC-Target-URI: https://harbour.example/1\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "revisit",
            "WARC-Target-URI: https://harbour.example/1\r\nContent-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
        record("resource", "WARC-Target-URI: <https://harbour.example/2>\r\nContent-Type: text/html\r\n", HTML),
        record(
            "conversion",
            "WARC-Target-URI: https://harbour.example/3\r\nContent-Type: text/plain\r\n",
            b"The envoys met on Sunday.",
        ),
    ]
)


def take(source: Path | bytes) -> tuple[list[str], Harvest]:
    harvest = Harvest()
    parts = take_parts(source, name="crawl", max_bytes=10**6, harvest=harvest)
    assert parts is not None
    return [p.url or "" for p in parts], harvest


def test_pages_of_an_archive_are_taken_and_everything_else_is_counted() -> None:
    urls, harvest = take(MANY)
    assert urls == [f"https://harbour.example/{i}" for i in (1, 2, 3)]
    assert harvest.passed == {
        "robots.txt files": 1,
        "redirects": 1,
        "error pages": 1,
        "style sheets and scripts": 1,
        "data files and feeds": 1,
        "images, sounds and fonts": 1,
        "revisits, whose page the archive keeps elsewhere": 1,
    }
    assert harvest.notes == []
    assert "redirects (1)" in harvest.sentence


def test_a_wacz_is_an_archive_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(MANY))
        archive.writestr("datapackage.json", "{}")
    assert len(take(out.getvalue())[0]) == 3


def test_an_archive_of_many_pages_is_no_page_and_says_what_to_do() -> None:
    with pytest.raises(PageError, match="holds 3 pages") as caught:
        read_page(MANY)
    assert "stateofplay add" in caught.value.hint


@pytest.mark.parametrize("compress", [True, False])
def test_a_cut_archive_says_in_which_record_it_ends(compress: bool) -> None:
    pages = [
        ArchivedPage(url=f"https://harbour.example/{i}", data=HTML + b"%d" % i, fetched="2031-05-04T10:00:00Z")
        for i in range(3)
    ]
    one = len(write_archive(pages[:1], compress=compress))
    data = write_archive(pages, compress=compress)
    assert take(data)[1].notes == []
    for cut in range(one + 60, len(data) - 4, 41):
        urls, harvest = take(data[:cut])
        inside = 1 + sum(cut >= len(write_archive(pages[:n], compress=compress)) for n in (1, 2, 3))
        if cut in [len(write_archive(pages[:n], compress=compress)) for n in (1, 2, 3)]:
            continue
        assert len(urls) >= inside - 1
        assert any("cut short" in n or "damaged" in n for n in harvest.notes), (cut, harvest.notes)
        told = next(n for n in harvest.notes if "cut short" in n or "damaged" in n)
        assert f"record {inside}" in told or f"behind record {inside - 1}" in told, (cut, inside, told)


def test_a_page_that_is_cut_says_so() -> None:
    told = "Content-Type: text/html\r\nContent-Length: 99999\r\n"
    article = read_page(response(HTML, headers=told))
    assert article.repairs == (f"The page is cut short: {len(HTML)} of its 99999 bytes were kept.",)
    stopped = record(
        "resource",
        "WARC-Target-URI: https://harbour.example/2\r\nContent-Type: text/html\r\nWARC-Truncated: time\r\n",
        HTML,
    )
    assert "crawler stopped (time)" in read_page(stopped).repairs[0]


def test_what_a_user_gave_comes_back_out_of_our_own_archives() -> None:
    page = ArchivedPage(
        url="urn:x:1", data=HTML, fetched="2031-05-04T10:00:00Z", published="2031-05-03", source="first.html"
    )
    back = next(read_archive(write_archive([page])))
    assert (back.published, back.source, back.data) == ("2031-05-03", "first.html", HTML)
    assert read_page(write_archive([page])).published == "2031-05-03"
