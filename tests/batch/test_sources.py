"""Every form of source gives the same pages, cut into the same spans every time, and a bad record stops nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import BatchError
from stateofplay.pages.harvest import Harvest
from stateofplay.service.batch.crawl.opening import FileWindow
from stateofplay.service.batch.crawl.sources import digest_files, list_files, plan
from stateofplay.service.batch.crawl.taking import TakenPage, take_pages
from stateofplay.service.batch.dataset.folder import Dataset, RunRequest
from stateofplay.service.batch.running import summarise
from tests.batch.crawls import other, pages, talks, write_forms, write_wet
from tests.thoroughness import PATIENCE

FORMS = ("warc.gz", "warc", "whole.warc.gz", "wacz", "jsonl", "jsonl.gz", "parquet", "folder")


def taken(sources: list[str], span_pages: int) -> list[TakenPage]:
    files = list_files(sources)
    spans = list(plan(files, pages=span_pages))
    assert spans == list(plan(files, pages=span_pages))
    assert len({span.id for span in spans}) == len(spans)
    out = [page for span in spans for page in take_pages(span, max_bytes=1_000_000, harvest=Harvest())]
    assert len({page.place for page in out}) == len(out)
    return out


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_forms(tmp_path_factory.mktemp("forms"), pages())


@pytest.mark.parametrize("span_pages", [3, 256])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_every_page_once(forms: dict[str, Path], form: str, span_pages: int) -> None:
    found = taken([str(forms[form])], span_pages)
    wanted = {p.data for p in pages()}
    got = {p.data for p in found}
    if form.startswith(("jsonl", "parquet")):  # Text, not bytes: what is no text comes back otherwise encoded.
        wanted, got = {d for d in wanted if d.isascii()}, {d for d in got if d.isascii()}
    assert got == wanted
    assert len(found) == len(pages())
    assert [p.place for p in found if p.problem] == []
    if form != "folder":
        assert {p.url for p in found} == {p.url for p in pages()}
        assert {p.published for p in found} == {"2031-05-05"}


def test_texts_of_a_crawl(tmp_path: Path) -> None:
    write_wet(tmp_path / "crawl.warc.wet.gz", [talks(1), other(1), talks(2)])
    assert [p.data.decode() for p in taken([str(tmp_path)], 2)] == [talks(1), other(1), talks(2)]


def test_patterns_and_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "deep/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(talks(1))
    assert [f.label for f in list_files([f"{tmp_path}/**/*.txt"])] == ["a.txt", "b.txt", "deep/c.txt"]
    assert [f.label for f in list_files([str(tmp_path / "b.txt"), str(tmp_path)])] == [
        "b.txt",
        "a.txt",
        "deep/c.txt",
        "deep/d.md",
    ]


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "crawl.jsonl").write_text('{"text": "Talks resume."}\n')
    assert len(taken([str(tmp_path / "one" / "crawl.jsonl"), str(tmp_path / "other" / "crawl.jsonl")], 4)) == 2


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(talks(1))
    asked = RunRequest(sources=(str(tmp_path / "pages"),))
    dataset = Dataset(tmp_path / "dataset")
    dataset.begin(asked, digest_files(list_files(asked.sources)))
    dataset.begin(asked, digest_files(list_files(asked.sources)))
    (tmp_path / "pages" / "b.txt").write_text(talks(2))
    with pytest.raises(BatchError) as caught:
        dataset.begin(asked, digest_files(list_files(asked.sources)))
    assert caught.value.slug == "batch.changed"


@pytest.mark.parametrize("name", ["missing", "*.warc", "nowhere/*.gz"])
def test_nothing_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BatchError) as caught:
        list_files([str(tmp_path / name)])
    assert caught.value.slug == "batch.source"


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.wacz", "crawl.jsonl", "crawl.parquet", "crawl.jsonl.gz"])
def test_a_damaged_file_is_named_and_stops_no_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8bthis is nothing at all\n" * 10)
    (tmp_path / "z.txt").write_text(talks(1))
    found = taken([str(tmp_path)], 4)
    assert found[-1].data.decode() == talks(1)
    assert found[:-1]
    assert all(p.problem is not None and name in p.place for p in found[:-1])


def test_a_bad_line_stops_no_other(tmp_path: Path) -> None:
    lines = ['{"url": "https://a.example", "text": "Talks."}', "{", "[]", '{"url": "https://b.example"}', ""]
    (tmp_path / "crawl.jsonl").write_text("\n".join(lines) + '\n{"text": "More talks."}\n')
    found = taken([str(tmp_path)], 2)
    assert [p.data for p in found if p.problem is None] == [b"Talks.", b"More talks."]
    assert len([p for p in found if p.problem is not None]) == 3


@given(st.binary(min_size=1, max_size=200), st.data())
def test_a_window_is_a_file(content: bytes, data: st.DataObject) -> None:
    import io

    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, len(content)))
    window, wanted = FileWindow(io.BytesIO(content), start, stop), io.BytesIO(content[start:stop])
    for _ in range(5):
        place, size = data.draw(st.integers(0, 250)), data.draw(st.integers(0, 250))
        window.seek(place)
        wanted.seek(place)
        assert window.read(size) == wanted.read(size)


@pytest.mark.slow
def test_a_store_is_read_as_a_folder_is(forms: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    server = pytest.importorskip("moto.server")
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("s3fs")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    try:
        host, port = running.get_host_and_port()
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "ours",
            "AWS_SECRET_ACCESS_KEY": "ours",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        store = fsspec.filesystem("s3", endpoint_url=f"http://{host}:{port}", skip_instance_cache=True)
        store.mkdir("crawl")
        for form in ("warc.gz", "jsonl", "parquet"):
            store.put(str(forms[form]), f"crawl/2031/{forms[form].name}")
        fsspec.filesystem("s3").invalidate_cache()
        found = taken(["s3://crawl/2031"], 4)
        assert len(found) == 3 * len(pages())
        assert {p.data for p in found if p.place.startswith("each.warc.gz")} == {p.data for p in pages()}
        assert len(taken(["s3://crawl/2031/*.warc.gz"], 256)) == len(pages())
    finally:
        running.stop()


@pytest.mark.parametrize("engine", ["local", pytest.param("ray", marks=pytest.mark.slow)])
def test_a_store_that_goes_away_stops_the_run_and_loses_no_page(tmp_path: Path, engine: str) -> None:
    if engine == "ray":
        pytest.importorskip("ray")
    (tmp_path / "sitecustomize.py").write_text(STORE.format(folder=str(tmp_path / "store")))
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "crawl.jsonl").write_text(
        "".join(json.dumps({"url": f"https://news.example/{n}", "text": talks(n)}) + "\n" for n in range(9))
    )
    environment = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [
        sys.executable, "-m", "stateofplay.cli", "batch", "away://crawl.jsonl", "--out", str(tmp_path / "dataset"),
        "--span", "3", "--workers", "1", "--engine", engine,
    ]  # fmt: skip
    for down, code in (("1", 69), ("0", 0)):
        done = subprocess.run(
            command, env={**os.environ, **environment, "AWAY": down}, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == code, done.stderr
        if down == "1":
            assert "crawl.jsonl cannot be reached: no route to the store" in done.stderr
            assert len(Dataset(tmp_path / "dataset").done()) < 3
    summary = summarise(Dataset(tmp_path / "dataset"))
    assert (summary.pages, summary.failures, summary.finished) == (9, {}, True)


STORE = """
import os
import fsspec
from fsspec.implementations.local import LocalFileSystem

class Broken:
    def __init__(self, stream, worker):
        self.stream, self.worker = stream, worker
    def __getattr__(self, name):
        return getattr(self.stream, name)
    def read(self, size=-1):
        # The driver plans; the second span is no longer read.
        if self.worker and os.environ["AWAY"] == "1" and self.stream.tell() > 0:
            raise RuntimeError("no route to the store")
        return self.stream.read(size)

class Away(LocalFileSystem):
    protocol = "away"
    def open(self, path, mode="rb", **more):
        return Broken(super().open(path, mode), os.getpid() != DRIVER)
    @classmethod
    def _strip_protocol(cls, path):
        return os.path.join({folder!r}, path.removeprefix("away://").removeprefix({folder!r}).lstrip("/"))

DRIVER = int(os.environ.setdefault("AWAY_DRIVER", str(os.getpid())))
fsspec.register_implementation("away", Away, clobber=True)
"""


def test_a_store_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs")
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ACCESS_KEY_ID": "ours", "AWS_SECRET_ACCESS_KEY": "ours",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with pytest.raises(BatchError) as caught:
        list_files(["s3://crawl/2031"])
    assert caught.value.slug == "batch.store"
    assert "s3://crawl/2031 cannot be reached" in caught.value.sentence


def test_a_name_with_brackets_in_a_store_is_that_file() -> None:
    store = pytest.importorskip("fsspec").filesystem("memory")
    for name in ("page1.txt", "page[1].txt"):
        store.pipe(f"/bracketed/{name}", name.encode())
    try:
        (found,) = list_files(["memory://bracketed/page[1].txt"])
        assert found.label == "page[1].txt"
        assert [f.label for f in list_files(["memory://bracketed/page[0-9].txt"])] == ["page1.txt"]
    finally:
        store.rm("/bracketed", recursive=True)
