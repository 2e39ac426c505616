"""A dataset is the same whoever makes it and however often it is stopped; what breaks a worker is set aside and named."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from stateofplay.errors import BatchError
from stateofplay.model import Reading
from stateofplay.pages.archive import write_archive
from stateofplay.record import create_case
from stateofplay.record.views import pages as case_pages
from stateofplay.service.batch.dataset.folder import Dataset, RunRequest
from stateofplay.service.batch.dataset.tables import READ, TABLES, schema_of
from stateofplay.service.batch.into_case import add_dataset
from stateofplay.service.batch.report import report, status_lines
from stateofplay.service.batch.running import Summary, run_batch, summarise
from stateofplay.service.batch.workers.reading import speaks_of
from tests.batch.crawls import pages, talks
from tests.soak.hurting import rounds
from tests.thoroughness import PATIENCE

SPAN = 5
TALKING, OTHERS = 12, 12
KILLS = rounds(30)
STEPS, AT_MOST = 2, 4
"""How many spans further a run may come before it is killed, and with those in flight: each kill is to find work."""

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, list[str]]:
    """All rows of a dataset, table by table, in an order that does not depend on files."""
    from pyarrow import parquet

    dataset = Dataset(folder)
    out = {}
    for table in TABLES:
        rows = [row for path in dataset.parts(table) for row in parquet.read_table(path).to_pylist()]
        out[table] = sorted(repr(row) for row in rows)
    return out


def asked(*sources: Path, **more: Any) -> RunRequest:
    return RunRequest(sources=tuple(map(str, sources)), span_pages=SPAN, **more)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crawl") / "crawl.warc.gz"
    path.write_bytes(write_archive(pages(TALKING, OTHERS)))
    return path


@pytest.fixture(scope="module")
def long_crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many pages that, read one by one, some are left for the last kill."""
    path = tmp_path_factory.mktemp("crawl") / "long.warc.gz"
    path.write_bytes(write_archive(pages(max(TALKING, AT_MOST * KILLS), OTHERS)))
    return path


@pytest.fixture(scope="module")
def made(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("made") / "dataset"
    return folder, run_batch(asked(crawl), folder, workers=2)


def test_what_comes_out(made: tuple[Path, Summary]) -> None:
    from pyarrow import parquet

    folder, summary = made
    assert summary.pages == TALKING + OTHERS + 2
    assert summary.turned_away == {"topic": OTHERS, "no text": 1}
    assert (summary.read, summary.copies, summary.finished) == (TALKING + 1, 1, True)
    rows = contents(folder)
    assert len(rows["claims"]) == summary.claims > 4 * TALKING
    assert len(rows["evidence"]) == summary.claims
    texts = {}
    for path in Dataset(folder).parts("pages"):
        assert parquet.read_schema(path).equals(schema_of("pages"), check_metadata=False)
        texts.update({row["id"]: row["text"] for row in parquet.read_table(path).to_pylist()})
    for path in Dataset(folder).parts("evidence"):
        for row in parquet.read_table(path).to_pylist():
            assert texts[row["page_id"]][row["start"] : row["end"]] == row["quote"]
    by_place = {}
    for path in Dataset(folder).parts("pages"):
        by_place.update({row["id"]: row["url"] for row in parquet.read_table(path, columns=["id", "url"]).to_pylist()})
    ((copy, first),) = [
        (by_place[row["page_id"]], by_place[row["copy_of"]])
        for path in Dataset(folder).parts("copies")
        for row in parquet.read_table(path).to_pylist()
    ]
    assert (copy, first) == ("https://wire.example/copy", "https://news.example/0")
    told = "\n".join(status_lines(folder))
    assert f"{OTHERS} turned away: topic" in told
    for format in ("md", "html"):
        assert "One event, once" in report(folder, format)


def test_the_same_again_reads_nothing_and_changes_nothing(made: tuple[Path, Summary], crawl: Path) -> None:
    folder, summary = made
    before = {p: p.stat().st_mtime_ns for table in READ for p in (folder / table).glob("*.parquet")}
    again = run_batch(asked(crawl), folder, workers=1)
    assert again == summary
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_two_runs_give_the_same_rows(made: tuple[Path, Summary], crawl: Path, tmp_path: Path) -> None:
    run_batch(asked(crawl), tmp_path / "other", workers=1)
    assert contents(tmp_path / "other") == contents(made[0])


def test_other_settings_are_refused(made: tuple[Path, Summary], crawl: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchError) as caught:
        run_batch(asked(crawl, gate=False), made[0])
    assert caught.value.slug == "batch.other"
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BatchError) as caught:
        run_batch(asked(crawl), tmp_path)
    assert caught.value.slug == "batch.folder"
    with Dataset(made[0]).lock(), pytest.raises(BatchError) as caught:
        run_batch(asked(crawl), made[0])
    assert caught.value.slug == "batch.busy"


def test_a_small_disk_is_said_before_anything_is_read(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type(real)(real.total, real.total - 1000, 1000))
    with pytest.raises(BatchError) as caught:
        run_batch(asked(crawl), tmp_path / "dataset")
    assert caught.value.slug == "batch.disk"
    assert Dataset(tmp_path / "dataset").done() == []


def test_into_a_case(made: tuple[Path, Summary], tmp_path: Path) -> None:
    with create_case(tmp_path / "talks.sop", title="Talks") as case:
        added = list(add_dataset(case, made[0], about=("Norway talks",)))
        wanted = [talks(n) for n in range(TALKING) if speaks_of(talks(n), ("Norway talks",))]
        assert len(added) == len(wanted) + 1  # and the copy
        assert all(page.added is not None for page in added)
        with case.read() as connection:
            assert {p["title"] for p in case_pages(connection)} - {None} == {text.split("\n")[0] for text in wanted}
        again = list(add_dataset(case, made[0], about=("Norway talks",)))
        assert {str(page.added.outcome) for page in again if page.added} == {"same"}


BREAKER = """
import os, signal
from stateofplay.finding.components import finder

@finder("breaker", assigns="conditions")
def find_breaking(document, found):
    if "page 3 of the draft" in document.article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return ()
"""


def environment(**more: str) -> dict[str, str]:
    root = Path(__file__).resolve().parents[2]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")]), **more}


def command(crawl: Path, out: Path, *more: str, span: int = SPAN) -> list[str]:
    return [
        sys.executable, "-m", "stateofplay.cli", "batch", str(crawl), "--out", str(out), "--span", str(span),
        "--workers", "2", *more,
    ]  # fmt: skip


ENGINES = ["local", pytest.param("ray", marks=pytest.mark.slow)]


def engine_arguments(engine: str) -> list[str]:
    if engine == "ray":
        pytest.importorskip("ray")
    return ["--engine", engine]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_that_breaks_workers_is_set_aside(crawl: Path, tmp_path: Path, engine: str) -> None:
    (tmp_path / "breaker.py").write_text(BREAKER)
    (tmp_path / "settings.toml").write_text(
        '[finding]\nfinders = ["dates", "statements", "breaker"]\nmodules = ["breaker"]\n'
    )
    done = subprocess.run(
        [
            *command(crawl, tmp_path / "dataset", *engine_arguments(engine)),
            "--settings",
            str(tmp_path / "settings.toml"),
        ],
        env=environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{environment()['PYTHONPATH']}"),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    summary = summarise(Dataset(tmp_path / "dataset"))
    assert summary.failures == {"worker": 1}
    assert summary.read == TALKING
    (row,) = contents(tmp_path / "dataset")["failures"]
    assert "https://news.example/3" in row
    assert "brought its worker down" in row


def children(process: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = status.parent.name, status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(rest[1]) == process:
            found += [int(number), *children(int(number))]
    return found


def is_worker(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().startswith(b"ray::")
    except OSError:
        return False


def await_spans(running: subprocess.Popen[bytes], dataset: Dataset, number: int) -> None:
    """Wait until so many spans are done, or the run has ended."""
    deadline = time.monotonic() + PATIENCE
    while running.poll() is None and len(dataset.done()) < number and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.parametrize("engine", ENGINES)
def test_killed_at_any_moment_nothing_is_lost_or_doubled(long_crawl: Path, tmp_path: Path, engine: str) -> None:
    """kill -9 of a worker, of the driver, or of all of them, then the same command again."""
    run_batch(RunRequest(sources=(str(long_crawl),), span_pages=1), tmp_path / "undisturbed", workers=2)
    arguments = command(long_crawl, tmp_path / "dataset", *engine_arguments(engine), span=1)
    luck = random.Random(7)
    dataset = Dataset(tmp_path / "dataset")
    struck = 0
    for number in range(KILLS):
        before = {span: (dataset.folder / "done" / f"{span}.json").stat().st_mtime_ns for span in dataset.done()}
        running = subprocess.Popen(
            arguments, env=environment(), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # By what was read and not by the clock: on a busy machine an engine takes a minute to begin. One run in ten is
        # killed while it begins.
        await_spans(running, dataset, len(before) + (luck.randrange(1, STEPS + 1) if luck.random() < 0.9 else 0))
        time.sleep(luck.random() * 0.1)
        struck += running.poll() is None and len(dataset.done()) > len(before)
        if running.poll() is None:
            victim = ("worker", "driver", "all")[number % 3]
            below = children(running.pid)
            if engine == "ray":
                below = [b for b in below if is_worker(b)]  # not Ray's own servers, without which it cannot even end
            if victim == "worker" and below:
                os.kill(luck.choice(below), signal.SIGKILL)
                # The others go on without it, to the end where nobody stopped them: the kills to come must find some work.
                await_spans(running, dataset, len(dataset.done()) + 1)
            if victim == "driver":
                os.kill(running.pid, signal.SIGKILL)
            elif running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            running.wait(PATIENCE)
        # What was done is not done again.
        assert before == {span: (dataset.folder / "done" / f"{span}.json").stat().st_mtime_ns for span in before}
    print(f"{struck} of {KILLS} kills met work")
    assert struck >= KILLS // 2, "most runs are to be killed in the middle of their work"
    subprocess.run(arguments, env=environment(), check=True, timeout=PATIENCE, capture_output=True)
    got = contents(dataset.folder)
    wanted_rows = contents(tmp_path / "undisturbed")
    assert got["failures"] == []
    assert got == wanted_rows


def test_a_node_that_comes_too_late_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine: Ray gives its own node half a minute, whatever it is told."""
    ray = pytest.importorskip("ray")
    from stateofplay.service.batch.workers.ray_engine import STARTS, RayEngine

    begun: list[str] = []
    late = "The current node timed out during startup. This could happen because the raylet failed to start."

    def start(**_: object) -> None:
        begun.append("started")
        if begun.count("started") < late_until:
            raise Exception(late)

    monkeypatch.delenv("STATEOFPLAY_RAY_ADDRESS", raising=False)
    monkeypatch.setattr(ray, "init", start)
    monkeypatch.setattr(ray, "shutdown", lambda: begun.append("ended"))
    late_until = 3
    RayEngine()._start(1)
    assert begun == ["started", "ended", "started", "ended", "started"]
    begun.clear()
    late_until = STARTS + 1
    with pytest.raises(BatchError) as caught:
        RayEngine()._start(1)
    assert caught.value.slug == "batch.ray"
    assert begun.count("started") == STARTS


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:1"])
def test_a_cluster_that_is_not_there_is_said(crawl: Path, tmp_path: Path, address: str) -> None:
    pytest.importorskip("ray")
    # Ray's own patience with each try, so that the test has not to wait for it.
    short = {"RAY_py_gcs_connect_timeout_s": "1", "RAY_gcs_rpc_server_connect_timeout_s": "1"}
    done = subprocess.run(
        command(crawl, tmp_path / "dataset", "--engine", "ray"),
        env=environment(STATEOFPLAY_RAY_ADDRESS=address, **short),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 78, done.stderr
    assert "Ray does not start" in done.stderr
    assert "unset STATEOFPLAY_RAY_ADDRESS" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reading_survives_its_way_through_a_dataset(made: tuple[Path, Summary]) -> None:
    import msgspec
    from pyarrow import parquet

    for path in Dataset(made[0]).parts("pages"):
        for row in parquet.read_table(path).to_pylist():
            reading = msgspec.json.decode(row["reading"], type=Reading)
            assert reading.article.text == row["text"]
            assert msgspec.json.encode(reading) == row["reading"]


def test_workers_that_die_again_and_again_are_said(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    from stateofplay.service.batch.workers import ray_engine
    from stateofplay.settings import load_settings

    (tmp_path / "breaker.py").write_text(BREAKER)
    (tmp_path / "settings.toml").write_text('[finding]\nfinders = ["dates", "breaker"]\nmodules = ["breaker"]\n')
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{environment()['PYTHONPATH']}")
    monkeypatch.setattr(ray_engine, "MOST_BREAKS", 0)
    with pytest.raises(BatchError) as caught:
        run_batch(
            asked(crawl), tmp_path / "dataset", engine="ray", workers=1,
            settings=load_settings(tmp_path / "settings.toml"),
        )  # fmt: skip
    assert caught.value.slug == "batch.workers"
