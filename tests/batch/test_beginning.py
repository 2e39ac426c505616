"""A dataset is begun once, whenever the run that began it was killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stateofplay.cli.app import run
from stateofplay.service.batch.dataset import tables
from stateofplay.service.batch.dataset.folder import MANIFEST, Dataset, RunRequest
from stateofplay.service.batch.dataset.tables import TABLES
from stateofplay.service.batch.running import run_batch


@pytest.mark.parametrize("written", range(len(TABLES) + 1))
def test_killed_while_it_is_begun_it_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    dataset, asked = Dataset(tmp_path / "dataset"), RunRequest(sources=("crawl",))
    left = [written]
    write = tables.write_table

    def killed(*given: Any) -> int:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return write(*given)

    monkeypatch.setattr(tables, "write_table", killed)
    if written < len(TABLES):
        with pytest.raises(KeyboardInterrupt):
            dataset.begin(asked, "digest")
    monkeypatch.undo()
    dataset.begin(asked, "digest")
    for table in TABLES:
        assert dataset.part(table, "000000000000").exists()


def test_killed_while_its_manifest_is_written_it_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    (folder / ".lock").touch()
    left = folder / f".{MANIFEST}.{_ended()}-00ff3c.part"
    left.write_bytes(b"{")
    Dataset(folder).begin(RunRequest(sources=("crawl",)), "digest")
    assert not left.exists()


def test_what_killed_runs_left_half_written_goes_when_a_run_begins(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "dataset")
    asked = RunRequest(sources=("crawl",))
    dataset.begin(asked, "digest")
    ended = _ended()
    left = [
        tmp_path / "dataset" / folder / f".part-0a.parquet.{ended}-00ff3c.part"
        for folder in ("pages", "claims", "done")
    ]
    (tmp_path / "dataset" / "done").mkdir()
    alive = tmp_path / "dataset" / "pages" / f".part-0a.parquet.{os.getpid()}-00ff3c.part"
    for path in [*left, alive]:
        path.write_bytes(b"half")
    dataset.begin(asked, "digest")
    assert [path for path in left if path.exists()] == []
    assert alive.exists()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, an empty folder, a file, and datasets of that page by other versions."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.txt").write_text("Norway and Chad to meet in Geneva\nEnvoys will meet on Monday.")
    monkeypatch.chdir(tmp_path)
    others: dict[str, dict[str, Any]] = {"older": {"version": "0.0.1"}, "later": {"form": 99}, "same": {}}
    run_batch(RunRequest(sources=("page.txt",), span_pages=3), tmp_path / "made", workers=1)
    for name, changed in others.items():
        shutil.copytree(tmp_path / "made", tmp_path / name)
        manifest = json.loads((tmp_path / name / MANIFEST).read_text())
        (tmp_path / name / MANIFEST).write_text(json.dumps({**manifest, **changed}))
    return tmp_path


@pytest.mark.slow
def test_what_is_wrong_is_named_with_what_to_do(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ("--out", "dataset")
    for words, code, told in (
        (("nowhere.warc.gz", *out), 65, "there is nothing at nowhere.warc.gz"),
        (("empty", *out), 65, "empty is an empty folder"),
        (("empty/*.warc", *out), 65, "there is nothing at empty/*.warc"),
        (("page.txt", *out, "--span", "0"), 2, "--span and --workers are numbers from 1 on"),
        (("page.txt", *out, "--workers", "0"), 2, "--span and --workers are numbers from 1 on"),
        (("page.txt", "--out", "page.txt"), 74, "page.txt is a file, and a dataset is a folder"),
        (("page.txt", "--out", "older", "--span", "3"), 65, "older was begun with State of Play 0.0.1, and this is"),
        (("page.txt", "--out", "later", "--span", "3"), 65, "later has form 99, and this version reads form 1"),
        (("page.txt", "--out", "same"), 65, "same was begun with other settings (--span)"),
        (("status", "later"), 65, "read it with that one, or make it again with this one"),
        (("status", "empty"), 65, "Make one: stateofplay batch SOURCE... --out DATASET"),
    ):
        returned, said = run(["batch", *words]), capsys.readouterr().err
        assert told in said, words
        assert returned == code, words
        # A page is what a batch wants: another command for it is no help.
        assert "stateofplay brief" not in said, words
    assert not (desk / "dataset").exists()


def _ended() -> int:
    """The number of a process that lives no more."""
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        return process.pid
