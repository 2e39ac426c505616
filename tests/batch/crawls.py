"""Small crawls of our own writing: talks, other news, copies, broken pages; the same every time."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from stateofplay.pages.archive import ArchivedPage, write_archive

FETCHED = "2031-05-06T10:00:00Z"
PLACES = ("Oslo", "Geneva", "Doha", "Cairo", "Vienna", "Lima")
SIDES = (
    ("Norway", "Chad"),
    ("Peru", "Chile"),
    ("Ghana", "Togo"),
    ("Nepal", "Bhutan"),
    ("Kenya", "Sudan"),
    ("Cuba", "Haiti"),
)


def talks(number: int) -> str:
    """A page on talks."""
    one, other = SIDES[number % len(SIDES)]
    place = PLACES[number // len(SIDES) % len(PLACES)]
    return (
        f"{one} and {other} to resume talks in {place}\n"
        f"{one} and {other} will hold a new round of talks in {place} on {number % 27 + 1} May 2031, the foreign minister of "
        f"{one} said on Monday.\n{other} demands that the port be reopened. {one} rejects a reopening of the port before an "
        f"agreement on prisoners is signed.\nThe president of {other} will attend only if {one} withdraws its ships.\n"
        f"A mediator said that page {number} of the draft was still disputed between the delegations."
    )


def other(number: int) -> str:
    """A page on something else."""
    return (
        f"Rain delays harvest in valley {number}\n"
        f"Growers in valley {number} have lost a second week to rain, and the cooperative expects a tenth less barley than last "
        "year. Combine harvesters stood idle on Tuesday while water lay between the rows. A dry September could still save the "
        "oats, but the quality of the grain would suffer whatever the weather did next."
    )


def pages(talking: int = 6, others: int = 6) -> list[ArchivedPage]:
    """Pages on talks and on other things in turn, one copy, and one that is no text."""
    out = []
    for number in range(max(talking, others)):
        for made, most, site in ((talks, talking, "news"), (other, others, "farm")):
            if number < most:
                text = made(number)
                html = "<html><head><title>{}</title></head><body><article><h1>{}</h1>{}</article></body></html>"
                lines = text.split("\n")
                body = html.format(lines[0], lines[0], "".join(f"<p>{line}</p>" for line in lines[1:]))
                out.append(_page(f"https://{site}.example/{number}", body.encode()))
    copy = talks(0).split("\n")
    body = "<html><body><article>" + "".join(f"<p>{line}</p>" for line in copy) + "<p>Wire.</p></article></body></html>"
    out.append(_page("https://wire.example/copy", body.encode()))
    out.append(_page("https://news.example/broken", b"\x89PNG\r\n\x1a\n" + bytes(64)))
    return out


def _page(url: str, data: bytes) -> ArchivedPage:
    return ArchivedPage(
        url=url, data=data, fetched=FETCHED, content_type="text/html", charset="utf-8", published="2031-05-05"
    )


def write_forms(folder: Path, crawl: list[ArchivedPage]) -> dict[str, Path]:
    """The same pages in every form that a batch reads: form -> file or folder."""
    folder.mkdir(parents=True, exist_ok=True)
    packed, plain = write_archive(crawl), write_archive(crawl, compress=False)
    made = {
        "warc.gz": folder / "each.warc.gz",
        "warc": folder / "plain.warc",
        "whole.warc.gz": folder / "whole.warc.gz",
        "wacz": folder / "crawl.wacz",
        "jsonl": folder / "crawl.jsonl",
        "jsonl.gz": folder / "crawl.jsonl.gz",
        "parquet": folder / "crawl.parquet",
        "folder": folder / "pages",
    }
    made["warc.gz"].write_bytes(packed)
    made["warc"].write_bytes(plain)
    made["whole.warc.gz"].write_bytes(gzip.compress(plain))
    with zipfile.ZipFile(made["wacz"], "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", packed)
    rows = [{"url": p.url, "html": p.data.decode("latin-1"), "published": p.published} for p in crawl]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    made["jsonl"].write_bytes(lines)
    made["jsonl.gz"].write_bytes(gzip.compress(lines))
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows), made["parquet"], row_group_size=5)
    made["folder"].mkdir()
    # Names that other readers drop without a word.
    names = ["_begins-with-a-line.html", ".begins-with-a-dot.html", *(f"{n}.html" for n in range(len(crawl) - 2))]
    for name, page in zip(names, crawl, strict=True):
        (made["folder"] / name).write_bytes(page.data)
    return made


def write_wet(path: Path, texts: list[str]) -> None:
    """An archive of texts alone, as crawls publish them beside the pages."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    stream = io.BytesIO()
    for number, text in enumerate(texts):
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.conversion)
        record.headers["WARC-Target-URI"] = f"https://wet.example/{number}"
        record.headers["WARC-Date"] = FETCHED
        record.headers["Content-Type"] = "text/plain"
        record.set_bytes_content(text.encode())
        plain = io.BytesIO()
        record.write(plain)
        stream.write(gzip.compress(plain.getvalue(), mtime=0))
    path.write_bytes(stream.getvalue())
