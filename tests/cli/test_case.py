"""The commands on a case as a user types them: output, formats, filters, what is said when something is wrong, exit codes."""

from __future__ import annotations

import csv
import http.server
import io
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import event

from stateofplay.cli.app import run
from stateofplay.errors import RecordError
from stateofplay.model import Stance
from stateofplay.record import create_case, open_case
from stateofplay.record.views import rows
from stateofplay.service.cases import add as add_one
from stateofplay.service.examples import example_case
from tests.exchange.cases import add, make_case
from tests.thoroughness import PATIENCE
from tests.web.conftest import stances

Capture = pytest.CaptureFixture[str]
PAGES = example_case()


@pytest.fixture
def case(tmp_path: Path) -> str:
    make_case(tmp_path / "talks.sop").close()
    return str(tmp_path / "talks.sop")


@pytest.fixture(scope="module")
def read_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three of the example pages: a page, its copy, and another."""
    folder = tmp_path_factory.mktemp("read")
    assert run(["new", str(folder / "case.sop"), "--title", "Three pages"]) == 0
    assert run(["add", str(folder / "case.sop"), *map(str, PAGES[:3])]) == 0
    return folder / "case.sop"


def say(capfd: Capture, *words: str, code: int = 0) -> tuple[str, str]:
    """Run a command, check its exit code, and return what it wrote; no traceback ever."""
    capfd.readouterr()
    got = run(list(words))
    out, err = capfd.readouterr()
    assert got == code, err
    assert "Traceback" not in err
    return out, err


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "stateofplay.cli", *map(str, words)]


def page(folder: Path, name: str, day: int) -> Path:
    """A page of our own, different for every name."""
    path = folder / name
    path.write_text(
        f"Talks in round {day}\n\nOslo, {day} May 2025. Chad and Sudan will hold direct talks in Geneva on {day + 3} June.\n"
        f"Chad demands a truce of {day} days, Foreign Minister Amina Saleh said on Monday, and rejects foreign bases.\n",
        encoding="utf-8",
    )
    return path


# New and add


def test_new_and_add_say_what_was_done(tmp_path: Path, capfd: Capture) -> None:
    case = str(tmp_path / "deep" / "talks.sop")
    _, err = say(capfd, "new", case, "--title", "Two rounds")
    assert f"stateofplay add {case}" in err
    folder = tmp_path / "pages"
    folder.mkdir()
    page(folder, "b.txt", 2)
    page(folder, "a.txt", 1)
    (folder / "notes.xlsx").write_bytes(b"no page")
    _, err = say(capfd, "add", case, str(folder), "--published", "2025-05-20")
    assert "a.txt: page 1" in err
    assert "b.txt: page 2" in err
    assert err.strip().endswith("2 new")
    _, err = say(capfd, "add", case, str(folder))
    assert err.count("the case has it already") == 2
    with open_case(case) as opened, opened.read() as connection:
        assert opened.title == "Two rounds"
        found = connection.exec_driver_sql("SELECT source, published FROM page ORDER BY number").all()
    assert [tuple(row) for row in found] == [("a.txt", "2025-05-20"), ("b.txt", "2025-05-20")]


def test_a_page_may_be_given_another_name(tmp_path: Path, capfd: Capture) -> None:
    case = str(tmp_path / "talks.sop")
    say(capfd, "new", case)
    say(capfd, "add", case, str(page(tmp_path, "a.txt", 3)), "--source", "embassy [note]", "--published", "2025-05-03")
    out, _ = say(capfd, "positions", case, "--source", "embassy", "--format", "json")
    assert {row["source"] for row in json.loads(out)} == {"embassy [note]"}


def test_copies_and_what_cannot_be_read_are_told(read_pages: Path, tmp_path: Path, capfd: Capture) -> None:
    case = tmp_path / "case.sop"
    shutil.copy(read_pages, case)
    broken = tmp_path / "[bold] broken.html"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    copy = tmp_path / "copy.txt"
    copy.write_text(PAGES[1].read_text(encoding="utf-8").replace("Sunday", "Sunday night", 1), encoding="utf-8")
    _, err = say(capfd, "add", str(case), str(broken), str(copy))
    assert "[bold] broken.html" in err
    assert "a copy of page 1" in err
    assert "1 not readable, 1 copy" in err
    _, err = say(capfd, "add", str(case), str(broken), code=65)
    with open_case(case) as opened, opened.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM page").scalar() == 4


# Views


VIEWS = ("positions", "meetings", "attendance", "statements", "conditions", "events")


@pytest.mark.parametrize("view", [*VIEWS, "timeline"])
def test_every_view_in_every_format_has_the_same_rows(
    view: str, read_pages: Path, tmp_path: Path, capfd: Capture
) -> None:
    plain = json.loads(say(capfd, view, str(read_pages), "--format", "json")[0])
    assert plain
    texts = {}
    with open_case(read_pages) as opened, opened.read() as connection:
        texts = dict(connection.exec_driver_sql("SELECT number, text FROM page").all())
    assert all(texts[row["page"]][row["start"] : row["end"]] == row["quote"] != "" for row in plain)
    table = list(csv.DictReader(io.StringIO(say(capfd, view, str(read_pages), "--format", "csv")[0])))
    assert [row["claim_id"] for row in table] == [row["claim_id"] for row in plain]
    markdown = say(capfd, view, str(read_pages), "--format", "md")[0].splitlines()
    assert len(markdown) == len(plain) + 2
    terminal = say(capfd, view, str(read_pages))[0]
    assert all(row["claim_id"] in terminal for row in plain)
    assert max(map(len, terminal.splitlines())) <= 100
    file = tmp_path / "out" / "rows.csv"
    out, err = say(capfd, view, str(read_pages), "--format", "csv", "-o", str(file))
    assert (out, str(file) in err) == ("", True)
    assert file.read_text(encoding="utf-8").count("\n") >= len(plain)


@pytest.mark.parametrize(
    ("words", "test"),
    [
        (["positions", "--party", "Zelensky"], lambda r: "Zelensky" in f"{r['party']} {r['other']}"),
        (["positions", "--party", "Volodymyr Zelensky"], lambda r: "Zelensky" in f"{r['party']} {r['other']}"),
        (["positions", "--issue", "ceasefire"], lambda r: "ceasefire" in r["what"]),
        (["positions", "--status", "demands"], lambda r: r["state"] == "demands"),
        (["statements", "--since", "2025-05-12"], lambda r: r["day"] >= "2025-05-12"),
        (["statements", "--until", "2025-05-11"], lambda r: r["day"] <= "2025-05-11"),
        (["statements", "--until", "2025-05"], lambda r: r["day"] < "2025-06"),
        (["statements", "--source", "03-waiting"], lambda r: r["page"] == 3),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_filters_keep_what_they_say_and_drop_the_rest(
    words: list[str], test: Callable[[dict[str, str]], bool], read_pages: Path, capfd: Capture
) -> None:
    view, *options = words
    kept = json.loads(say(capfd, view, str(read_pages), *options, "--format", "json")[0])
    everything = json.loads(say(capfd, view, str(read_pages), "--format", "json")[0])
    assert kept
    assert all(test(row) for row in kept)
    assert sum(test(row) for row in everything) == len(kept)


def test_a_view_with_nothing_says_so(case: str, capfd: Capture) -> None:
    empty, _ = say(capfd, "positions", case, "--party", "Atlantis")
    assert "Nothing of this kind is what was asked for. Without --party there is 1." in empty
    empty, _ = say(capfd, "timeline", case, "--since", "2025-05", "--until", "2025-01")
    assert "--since lies behind --until" in empty
    assert say(capfd, "positions", case, "--party", "Atlantis", "--format", "json")[0].strip() == "[]"


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(case: str, capfd: Capture) -> None:
    table = list(csv.reader(io.StringIO(say(capfd, "positions", case, "--format", "csv")[0])))
    assert any("foreign bases" in cell for row in table for cell in row)
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@"))]


# Status, changes, search


@pytest.mark.parametrize("format", ["terminal", "md", "html", "json"])
def test_status_and_changes_in_every_format(format: str, case: str, tmp_path: Path, capfd: Capture) -> None:
    for words in (["status", case, "--no-outlook"], ["changes", case, "--since", "2024-06-01"]):
        out, _ = say(capfd, *words, "--format", format)
        assert "Davos" in out
        file = tmp_path / f"{words[0]}.{format}"
        say(capfd, *words, "--format", format, "-o", str(file))
        assert "Davos" in file.read_text(encoding="utf-8")
    if format == "json":
        assert json.loads(out)
    if format == "html":
        assert "<b>foreign</b>" not in out, "words of a page are never markup"


def test_status_can_be_narrowed_and_lists_its_sentences(case: str, capfd: Capture) -> None:
    assert "Davos" not in say(capfd, "status", case, "--until", "2024-05", "--no-outlook")[0]
    assert "A second round between Chad and Sudan" in say(capfd, "status", case, "--sentences", "--no-outlook")[0]


def test_that_nothing_changed_is_said_aloud(case: str, capfd: Capture) -> None:
    assert "Nothing changed since 2030-01-01" in " ".join(
        say(capfd, "changes", case, "--since", "2030-01-01")[0].split()
    )


def test_search_finds_sentences_with_claims(case: str, capfd: Capture) -> None:
    out, _ = say(capfd, "search", case, "shelling", "town")
    assert "Sudan shelled the border town" in out
    assert "events: Sudan ASSAULT" in out
    hits = json.loads(say(capfd, "search", case, "shelling", "--format", "json")[0])
    assert [hit["page"] for hit in hits] == [2]
    assert "No sentence has these words" in say(capfd, "search", case, "submarine")[0]
    assert "No sentence has these words" in say(capfd, "search", case, '"" ( * NEAR')[0]


# What people decide


def test_judgements_from_the_shell(case: str, capfd: Capture) -> None:
    claim = json.loads(say(capfd, "events", case, "--format", "json")[0])[0]["claim_id"]
    assert "Nobody has judged" in say(capfd, "history", case, claim)[0]
    say(
        capfd, "judge", case, claim[:9], "accept", "--correct", "recipient=Chad", "--note", "read it", "--author", "ana"
    )
    row = next(r for r in json.loads(say(capfd, "events", case, "--format", "json")[0]) if r["claim_id"] == claim)
    assert (row["other"], row["verdict"], row["corrected"]) == ("Chad", "accept", True)
    say(capfd, "judge", case, claim, "reject", "--author", "bo")
    assert claim not in say(capfd, "events", case, "--format", "csv")[0]
    assert claim in say(capfd, "events", case, "--format", "csv", "--rejected")[0]
    say(capfd, "judge", case, claim, "withdraw", "--author", "bo")
    lines = say(capfd, "history", case, claim)[0].splitlines()
    assert [line.split()[1:3] for line in lines] == [["ana", "accept"], ["bo", "reject"], ["bo", "withdraw"]]
    assert "recipient=Chad" in lines[0]
    assert "read it" in lines[0]


def test_a_status_is_asked_of_the_corrected_claim(case: str, capfd: Capture) -> None:
    claim = json.loads(say(capfd, "events", case, "--format", "json")[0])[0]["claim_id"]
    say(capfd, "judge", case, claim, "accept", "--correct", "status=denied")
    assert claim in say(capfd, "events", case, "--status", "denied", "--format", "csv")[0]
    assert claim not in say(capfd, "events", case, "--status", "happened", "--format", "csv")[0]


def test_identities_from_the_shell(case: str, capfd: Capture) -> None:
    assert "Amina Saleh (person)" in say(capfd, "actors", case)[0]
    say(capfd, "merge", case, "Chad", "Sudan", "--note", "only for the test")
    assert "a person said so" in say(capfd, "actors", case)[0]
    say(capfd, "split", case, "Chad", "Sudan", "--undo")
    assert "a person said so" not in say(capfd, "actors", case)[0]


def test_issues_from_the_shell(read_pages: Path, tmp_path: Path, capfd: Capture) -> None:
    case = str(tmp_path / "case.sop")
    shutil.copy(read_pages, case)
    before, _ = say(capfd, "issues", case)
    assert before.splitlines()[0] == "ceasefire"
    after, _ = say(capfd, "issues", case, "rename", "ceasefire", "the long pause", "--author", "ana")
    assert "the long pause" in after.splitlines()[0]
    assert say(capfd, "issues", case, "withdraw", "--author", "ana")[0] == before


# What is wrong


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["new", "CASE"], 74, "is there already"),
        (["new", "CASE/below.sop"], 74, "cannot be made"),
        (["add", "missing.sop", "a.txt"], 74, "Make one with: stateofplay new missing.sop"),
        (["add", "CASE", "missing.txt"], 65, "missing.txt"),
        (["add", "CASE", "EMPTY"], 65, "there is no page in the folder"),
        (["status", "missing.sop"], 74, "there is no case at missing.sop"),
        (["status", "TEXT"], 65, "is no case file"),
        (["status", "DATABASE"], 65, "is a database, but no case"),
        (["status", "NEWER"], 65, "Install the newer version"),
        (["positions", "CASE", "--since", "yesterday"], 2, "'yesterday' is no day, month or year"),
        (["changes", "CASE", "--since", "last week"], 2, "Write it as 2025-06-01"),
        (["changes", "CASE"], 2, "--since"),
        (["judge", "CASE", "pos-zzz", "accept"], 65, "the case has no claim pos-zzz"),
        (["judge", "CASE", "CLAIM", "maybe"], 2, "maybe"),
        (["judge", "CASE", "CLAIM", "accept", "--correct", "status"], 65, "'status' is no correction"),
        (["judge", "CASE", "CLAIM", "accept", "--correct", "status=perhaps"], 65, "does not fit"),
        (["judge", "CASE", "CLAIM", "accept", "--correct", "status=perhaps"], 65, "It is one of: "),
        (["judge", "CASE", "CLAIM", "accept", "--correct", "colour=red"], 65, "It has: "),
        (["claim", "add", "CASE", "1", "positons", "--words", "x"], 65, "there is no kind of claim 'positons'"),
        (["judge", "CASE", "CLAIM", "reject", "--correct", "status=denied"], 65, "goes with accept"),
        (["judge", "CASE", "CLAIM", "withdraw"], 65, "no judgement"),
        (["history", "CASE", "zzz"], 65, "the case has no claim zzz"),
        (["merge", "CASE", "Chad", "Atlantis"], 65, "no page of the case names an actor 'Atlantis'"),
        (["split", "CASE", "Chad", "Sudan", "--undo"], 65, "nothing was said of Chad and Sudan yet"),
        (["issues", "CASE", "rename", "colours", "x"], 65, "the case has no issue 'colours'"),
        (["status", "CASE", "--format", "docx"], 2, "docx"),
        (["positions", "CASE", "--format", "json", "-o", "CASE/rows.json"], 74, "cannot be written"),
        (["example", "CASE/pages"], 74, "cannot be written"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_errors_are_sentences(
    words: list[str], code: int, says: str, case: str, tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.sop").write_text("not a case at all, but a long enough text")
    sqlite3.connect(tmp_path / "other.sop").execute("CREATE TABLE t (x)").connection.close()
    create_case(tmp_path / "newer.sop").close()
    with sqlite3.connect(tmp_path / "newer.sop") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with open_case(case) as opened, opened.read() as read:
        claim = rows(read, "events")[0].claim_id
    names = {"EMPTY": "empty", "TEXT": "text.sop", "DATABASE": "other.sop", "NEWER": "newer.sop", "CLAIM": claim}
    before = Path(case).read_bytes()
    out, err = say(capfd, *(names.get(w, w.replace("CASE", case)) for w in words), code=code)
    assert says in " ".join((out + err).split())
    assert Path(case).read_bytes() == before


def test_a_locked_case_is_waited_for_and_then_said(case: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stateofplay.record.storage.engines.BUSY_SECONDS", 0.2)
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _, err = say(capfd, "judge", case, "eve", "accept", code=74)
    assert "is being written by another program" in err
    assert "Wait for it" in err
    assert "Davos" in say(capfd, "status", case, "--no-outlook")[0], "readers do not wait for a writer"
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.slow
def test_a_full_disk_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    with create_case(path) as case:
        used = path.stat().st_size // 4096
        event.listen(case.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {used + 40}"))
        case.engine.dispose()
        added = 0
        with pytest.raises(RecordError) as caught:  # noqa: PT012
            for number in range(1, 200):
                text = page(tmp_path, "p.txt", number).read_text(encoding="utf-8") + f"\nNote {number}. " * 400
                (tmp_path / "p.txt").write_text(text, encoding="utf-8")
                add_one(case, str(tmp_path / "p.txt"), published="2025-05-01")
                added = number
    assert caught.value.slug == "record.full"
    assert "Make room" in caught.value.hint
    with open_case(path) as case, case.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM page").scalar() == added
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    with open_case(path) as case:
        assert add_one(case, str(tmp_path / "p.txt")).number == added + 1


LIMITED = """
import resource, signal, sys
from stateofplay.cli.app import run
from stateofplay.service.reading import read
read(sys.argv[3])  # what a reader loads into temporary files is loaded before the disk ends
resource.setrlimit(resource.RLIMIT_FSIZE, (320_000, 320_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.exit(run(sys.argv[1:]))
"""
"""A process whose files may not grow beyond 320 kB."""


@pytest.mark.slow
def test_a_disk_that_refuses_in_the_middle_of_adding_is_said(program: Path, tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    create_case(path).close()
    words = ["add", str(path), *map(str, PAGES[:6])]
    limited = [sys.executable, "-c", LIMITED, *words]
    stopped = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert stopped.returncode == 74
    assert "nothing of this step was written" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    before = sqlite3.connect(path)
    assert before.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    kept = before.execute("SELECT count(*) FROM page").fetchone()[0]
    before.close()
    assert 0 < kept < 6
    again = subprocess.run([program, *words], capture_output=True, text=True, check=True)
    assert again.stderr.count("the case has it already") == kept
    with open_case(path) as case, case.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM page").scalar() == 6


# Several at once, and stops


@pytest.mark.slow
def test_two_processes_add_at_once_and_nothing_is_lost(program: Path, tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    create_case(path).close()
    sources = []
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        for number in range(1, 9):
            page(folder, f"{name}{number}.txt", number + (10 if name == "b" else 0))
        page(folder, "shared.txt", 30)
        sources.append(folder)
    running = [subprocess.Popen([program, "add", path, f], stderr=subprocess.PIPE, text=True) for f in sources]
    said = [process.communicate(timeout=PATIENCE)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    with open_case(path) as case, case.read() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM page ORDER BY number").scalars().all()
        hashes = connection.exec_driver_sql("SELECT count(DISTINCT sha256) FROM page").scalar()
        claims = connection.exec_driver_sql("SELECT count(*), count(DISTINCT id) FROM claim").one()
    assert numbers == list(range(1, 18))
    assert hashes == 17
    assert claims[0] == claims[1]


def _listen_to_interrupts() -> None:
    """A shell's background job ignores Ctrl-C, and so would what the tests start there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_stopped_while_adding_it_goes_on_where_it_was(stop: signal.Signals, program: Path, tmp_path: Path) -> None:
    path, folder = tmp_path / "talks.sop", tmp_path / "pages"
    create_case(path).close()
    folder.mkdir()
    for number in range(1, 25):
        page(folder, f"{number:02}.txt", number)
    working = subprocess.Popen(
        command("add", path, folder), stderr=subprocess.PIPE, text=True, preexec_fn=_listen_to_interrupts
    )
    watching = sqlite3.connect(path)
    while watching.execute("SELECT count(*) FROM page").fetchone()[0] < 4 and working.poll() is None:
        time.sleep(0.01)
    working.send_signal(stop)
    said = working.communicate(timeout=PATIENCE)[1]
    if stop == signal.SIGINT:
        assert working.returncode == 130
        assert "What was finished before is kept" in said
    kept = watching.execute("SELECT count(*) FROM page").fetchone()[0]
    assert watching.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    watching.close()
    assert 4 <= kept < 24
    again = subprocess.run([program, "add", path, folder], capture_output=True, text=True, check=True).stderr
    assert again.count("the case has it already") == kept
    with open_case(path) as case, case.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*), count(DISTINCT sha256) FROM page").one() == (24, 24)
        numbers = connection.exec_driver_sql("SELECT number FROM page ORDER BY number").scalars().all()
        claims = connection.exec_driver_sql("SELECT count(*), count(DISTINCT id) FROM claim").one()
    assert numbers == list(range(1, 25))
    assert claims[0] == claims[1] > 24


# The network


@pytest.fixture
def site() -> Iterator[str]:
    """A server with one article and nothing else; what is no feed and what vanished are asked of it too."""
    body = (
        b"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>Chad and Sudan will meet in Geneva on 3 June "
        b"2025, Chad said on Monday. The talks are to be direct and to last for two days.</p></article></body></html>"
    )

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path in ("/talks", "/feed")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if found:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses_are_added_and_a_page_that_vanished_does_not_stop_the_others(
    site: str, tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[pages]\nallow_private_addresses = true\n")
    monkeypatch.setenv("STATEOFPLAY_SETTINGS", str(settings))
    case = str(tmp_path / "talks.sop")
    say(capfd, "new", case)
    _, err = say(capfd, "add", case, f"{site}/gone", f"{site}/talks", "--published", "2025-05-27")
    assert f"{site}/gone" in err
    assert "404" in err
    assert "1 not readable, 1 new" in err
    monkeypatch.delenv("STATEOFPLAY_SETTINGS")
    _, err = say(capfd, "add", case, f"{site}/talks", code=65)
    assert "private" in err


def test_a_feed_that_is_html_is_said_and_the_case_stays_as_it_was(site: str, case: str, capfd: Capture) -> None:
    before = Path(case).stat().st_size
    out, err = say(capfd, "watch", case, "--add", f"{site}/feed", "--no-pages", "--allow-private", "--delay", "0")
    assert "feed" in out + err
    with open_case(case) as opened, opened.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM page").scalar() in (3, 4)
    assert Path(case).stat().st_size >= before


# Example pages


def test_example_pages_are_copied_and_nothing_is_overwritten(tmp_path: Path, capfd: Capture) -> None:
    folder = tmp_path / "new" / "pages"
    _, err = say(capfd, "example", str(folder))
    assert "13 pages" in err
    assert sorted(p.name for p in folder.iterdir()) == sorted([*(p.name for p in PAGES), "README.md"])
    say(capfd, "example", str(folder))
    (folder / PAGES[4].name).write_text("my own notes")
    _, err = say(capfd, "example", str(folder), code=74)
    assert "is another file" in err
    assert (folder / PAGES[4].name).read_text() == "my own notes"


def test_a_claim_is_added_and_edited_in_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stateofplay.record import open_case
    from stateofplay.record.views import rows
    from tests.exchange.cases import make_case

    case = str(tmp_path / "talks.sop")
    make_case(case).close()
    words = "Both sides fear delays."
    fields = ["--set", "holder=Chad", "--set", "stance=opposes", "--set", "issue=delays"]
    assert run(["claim", "add", case, "1", "positions", "--words", words, *fields, "--author", "ana"]) == 0
    claim = capsys.readouterr().err.split(":")[0].split()[-1]
    assert (
        run(["claim", "edit", case, claim, "--set", "stance=demands", "--words", "fear delays", "--author", "ben"]) == 0
    )
    with open_case(case) as opened, opened.read() as connection:
        row = next(r for r in rows(connection, "positions") if r.claim_id == claim)
    assert (row.by_hand, row.state, row.quote) == (True, "demands", "fear delays")
    for wrong in (
        ["add", case, "1", "positions", "--words", "nobody wrote this", *fields],
        ["add", case, "1", "--words", words],
        ["add", case, "1", "positions", "--words", words, "--set", "stance"],
        ["add", case, "1", "positions", "--span", "9"],
        ["edit", case, claim],
        ["edit", case, claim, "--set", "place=Davos"],
    ):
        assert run(["claim", *wrong]) == 65
        assert "stateofplay: " in capsys.readouterr().err


def test_an_addition_by_hand_is_taken_back_in_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.exchange.cases import make_case

    case = str(tmp_path / "talks.sop")
    make_case(case).close()
    fields = ["--set", "holder=Chad", "--set", "stance=opposes", "--set", "issue=delays"]
    assert run(["claim", "add", case, "1", "positions", "--words", "Both sides fear delays.", *fields]) == 0
    claim = capsys.readouterr().err.split(":")[0].split()[-1]
    assert run(["positions", case, "--format", "json"]) == 0
    assert claim in capsys.readouterr().out
    assert run(["judge", case, claim, "withdraw"]) == 0
    assert "reject" in capsys.readouterr().err
    assert run(["positions", case, "--format", "json"]) == 0
    assert claim not in capsys.readouterr().out
    assert run(["judge", case, claim, "withdraw"]) == 0
    capsys.readouterr()
    assert run(["positions", case, "--format", "json"]) == 0
    assert claim in capsys.readouterr().out


# Pages without a day


def test_when_a_page_was_added_is_never_shown_as_its_day(case: str, capfd: Capture) -> None:
    with open_case(case) as opened, opened.write() as connection:
        said = ("Chad is ready to lease the lighthouse.", "Chad", "lease the lighthouse", Stance.OFFERS)
        add(connection, stances(None, said), "undated.txt")
    today = datetime.now(UTC).date().isoformat()
    shown, _ = say(capfd, "positions", case)
    assert shown.index("lease the lighthouse") > shown.index("undated page") > 0
    for words in (["positions"], ["positions", "--format", "md"], ["timeline"], ["search", "lighthouse"], ["actors"]):
        out, _ = say(capfd, words[0], case, *words[1:])
        assert today not in out, words
    table, _ = say(capfd, "positions", case, "--format", "csv")
    assert [row["day"] for row in csv.DictReader(io.StringIO(table)) if "lighthouse" in row["what"]] == [""]
    assert "undated page" in say(capfd, "search", case, "lighthouse")[0]


# A case without pages, and one that is narrowed


def test_the_status_of_an_empty_case_is_the_next_step(tmp_path: Path, capfd: Capture) -> None:
    case = str(tmp_path / "new.sop")
    say(capfd, "new", case)
    shown, _ = say(capfd, "status", case)
    assert "This case holds no page yet. Next: stateofplay add CASE PAGE ..." in shown
    assert "No page" not in shown
    assert json.loads(say(capfd, "status", case, "--format", "json")[0])["sections"] == []


def test_a_narrowed_status_says_to_what(case: str, capfd: Capture) -> None:
    shown, _ = say(capfd, "status", case, "--no-outlook", "--since", "2099", "--party", "Chad")
    assert "Narrowed to claims of Chad and pages of 2099 and later." in shown
    assert "Narrowed" not in say(capfd, "status", case, "--no-outlook")[0]


def test_piped_paragraphs_stand_in_from_their_first_line_to_their_last(case: str, capfd: Capture) -> None:
    shown, _ = say(capfd, "status", case, "--sentences", "--all")
    lines = shown.split("\n")
    assert not [line for line in lines if line != line.rstrip()]
    assert not [line for line in lines[1:] if line and not line.startswith((" ", "[")) and "──" not in line]


def test_a_view_in_a_narrow_terminal_breaks_no_word(case: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stateofplay.cli.cases.views.console", lambda: Console(width=40, highlight=False))
    shown, _ = say(capfd, "positions", case)
    assert "─" not in shown
    assert re.search(r"page \d+, pos-\w+", shown)
    assert max(map(len, shown.splitlines())) <= 40


def test_actors_issues_and_judgements_are_data_too(case: str, capfd: Capture) -> None:
    claim = json.loads(say(capfd, "positions", case, "--format", "json")[0])[0]
    say(capfd, "judge", case, claim["claim_id"], "accept", "--note", "read")
    named = json.loads(say(capfd, "actors", case, "--format", "json")[0])
    assert claim["party"] in {actor["name"] for actor in named["actors"]}
    issues = json.loads(say(capfd, "issues", case, "--format", "json")[0])
    assert issues
    assert all(issue["name"] and issue["words"] for issue in issues)
    said = json.loads(say(capfd, "history", case, claim["claim_id"], "--format", "json")[0])
    assert (said[-1]["verdict"], said[-1]["note"]) == ("accept", "read")
