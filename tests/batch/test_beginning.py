"""A dataset is begun once, whenever the run that began it was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stateofplay.service.batch.dataset import tables
from stateofplay.service.batch.dataset.folder import MANIFEST, Dataset, RunRequest
from stateofplay.service.batch.dataset.tables import TABLES


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


def _ended() -> int:
    """The number of a process that lives no more."""
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        return process.pid
