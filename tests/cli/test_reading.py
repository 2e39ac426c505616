"""``read``, ``brief`` and ``demo`` as a user calls them."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from stateofplay.cli.app import COMMANDS, _flowing, run
from stateofplay.exchange.reading.tables import print_tables
from stateofplay.service.reading import read
from tests.thoroughness import PATIENCE

PAGE = (
    "Envoys to meet in Oslo\n\n"
    "Norway and Sweden will hold direct talks in Oslo on Monday, the Norwegian foreign ministry said.\n\n"
    "Sweden said it would come only if Norway withdraws its troops from the border.\n\n"
    "Norway rejects any delay and demands an immediate ceasefire.\n"
)
PUBLISHED = "2031-05-02"


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def out(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints; it must end well."""
    assert run(words) == 0
    return capsys.readouterr().out


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["--help"], ["-h"]):
        text = out(capsys, *words)
        assert all(f"\n  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("command", ["read", "brief", "demo"])
def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert f"Usage: stateofplay {command}" in out(capsys, command, "--help")


def test_read_as_tables(capsys: pytest.CaptureFixture[str], page: str) -> None:
    text = out(capsys, "read", page, "--published", PUBLISHED)
    for kind in ("meetings (", "positions (", "conditions (", "statements (", "dates ("):
        assert kind in text


def test_read_as_json_is_the_contract(capsys: pytest.CaptureFixture[str], page: str) -> None:
    reading = json.loads(out(capsys, "read", page, "--published", PUBLISHED, "--format", "json"))
    text = reading["article"]["text"]
    assert reading["article"]["published"] == PUBLISHED
    (meeting,) = reading["meetings"]
    assert (meeting["place"], meeting["date"], meeting["status"]) == ("Oslo", "2031-05-05", "planned")
    assert set(meeting["parties"]) == {"Norway", "Sweden"}
    for kind in ("actors", "meetings", "positions", "conditions", "statements", "dates"):
        assert reading[kind], kind
        for claim in reading[kind]:
            evidence = claim["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_several_pages(capsys: pytest.CaptureFixture[str], page: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Denmark refused to take part.", encoding="utf-8")
    both = json.loads(out(capsys, "read", page, str(other), "--format", "json"))
    assert [r["article"]["text"][:6] for r in both] == ["Envoys", "Denmar"]
    lines = out(capsys, "read", page, str(other), "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == both
    brief = out(capsys, "brief", page, str(other), "--format", "md")
    assert "Page 1: " in brief
    assert "Page 2: " in brief


def test_brief_in_every_dress(capsys: pytest.CaptureFixture[str], page: str, tmp_path: Path) -> None:
    texts = {
        format: out(capsys, "brief", page, "--published", PUBLISHED, "--format", format)
        for format in ("terminal", "md", "html", "json")
    }
    for format, text in texts.items():
        assert "5 May 2031" in text, format
        assert "Oslo" in text, format
        assert "any delay" in text, format
    assert "The sentences" in texts["terminal"]
    assert json.loads(texts["json"])["marks"]
    HTMLParser().feed(texts["html"])
    assert texts["html"].lstrip().startswith("<!doctype html>")
    target = tmp_path / "new" / "brief.html"
    assert run(["brief", page, "--published", PUBLISHED, "--format", "html", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == texts["html"]
    assert "The sentences" not in out(capsys, "brief", page, "--no-sentences")


def test_the_terminal_brief_can_be_written_to_a_file(
    capsys: pytest.CaptureFixture[str], page: str, tmp_path: Path
) -> None:
    assert out(capsys, "brief", page, "-o", str(tmp_path / "brief.txt")) == ""
    text = (tmp_path / "brief.txt").read_text(encoding="utf-8")
    assert "The talks" in text
    assert "\x1b" not in text


def test_demo_shows_what_it_says_that_it_would(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--all", "--ids"]) == 0
    shown = capsys.readouterr().out
    assert "doubtful" in shown
    assert "[1] att-" in shown


def test_demo_opens_with_one_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith("Next: ")
    assert captured.err.count("\n") == 1
    assert "The talks" in captured.out
    assert "found no meeting" not in captured.out


def test_a_page_from_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    text = out(capsys, "brief", "-", "--published", PUBLISHED)
    assert "standard input · 2031-05-02" in text
    assert "Oslo" in text


def test_settings_choose_the_finders(capsys: pytest.CaptureFixture[str], page: str, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[finding]\nfinders = ["dates"]\n')
    reading = json.loads(out(capsys, "read", page, "--format", "json", "--settings", str(settings)))
    assert reading["dates"]
    assert not reading.get("meetings")
    assert not reading.get("positions")


def test_what_is_no_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path, what in ((tmp_path / "pipe.txt", "a pipe"), (Path("/dev/zero"), "a device")):
        assert run(["read", str(path)]) == 65
        assert f"{path} is {what}" in capsys.readouterr().err


def test_nothing_out_of_a_name_or_a_page_is_obeyed_by_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "talks\x1b[2J\u202egnp.txt"
    (tmp_path / name).write_text(PAGE.replace("ministry said", "ministry\u2066\x9b31m said"), encoding="utf-8")
    (tmp_path / "other.txt").write_text(PAGE, encoding="utf-8")
    folder = str(tmp_path)
    for words in (["read", folder], ["brief", folder], ["read", f"{folder}/missing{name}"]):
        run([*words, "--published", PUBLISHED])
        shown = "".join(capsys.readouterr())
        assert not set("\x1b\x9b\u202e\u2066") & set(shown), words
    assert "␛[2J<U+202E>" in shown


def test_a_folder_and_an_archive_are_read_page_by_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stateofplay.pages.archive import ArchivedPage, write_archive

    pages = [
        ArchivedPage(url=f"https://post.example/{i}", data=PAGE.encode() + b"%d" % i, fetched="2031-05-03T10:00:00Z")
        for i in range(2)
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(write_archive(pages))
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    rows = out(capsys, "read", str(tmp_path), "--published", PUBLISHED, "--format", "jsonl").splitlines()
    assert [json.loads(row)["article"]["url"] for row in rows] == [
        "https://post.example/0",
        "https://post.example/1",
        None,
    ]


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_a_stop_at_any_moment_is_one_sentence(page: str, wait: float) -> None:
    """From the first line of ours on; before it the interpreter itself starts up."""
    starts = "import sys; from stateofplay.cli import main; sys.stderr.write('on\\n'); sys.stderr.flush(); main()"
    work = subprocess.Popen(
        [sys.executable, "-c", f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); {starts}", "read", page],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert work.stderr is not None
    assert work.stderr.readline() == "on\n"
    time.sleep(wait)
    work.send_signal(signal.SIGINT)
    _, err = work.communicate(timeout=PATIENCE)
    if work.returncode == 0:
        return  # it was faster
    if work.returncode == 130:
        assert err.startswith("stateofplay: stopped")
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert work.returncode == 130


def test_a_password_in_an_address_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from stateofplay.service.reading import read

    page = b"<html><body><h1>Talks</h1><p>Arda and Borel met on Monday, officials said, and will meet again.</p></body></html>"
    reading = read(page, url="https://ana:s3cret@news.example/a")
    assert reading.article.url == "https://news.example/a"
    assert run(["brief", "https://ana:s3cret@127.0.0.1:9/a"]) != 0
    assert "s3cret" not in "".join(capsys.readouterr())


def test_a_page_is_read_without_the_database(page: str) -> None:
    code = (
        "import sys; from stateofplay.cli.app import run;"
        f" run(['read', {page!r}]); loaded = {{name.partition('.')[0] for name in sys.modules}};"
        " sys.exit(', '.join(sorted({'sqlalchemy', 'py3langid'} & loaded)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_that_cannot_be_read_stops_none_of_the_others(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Chad demands that Sudan reopen the port, Chad said on Monday.\n", encoding="utf-8")
    for words in (["read", "--format", "jsonl"], ["brief", "--no-outlook"]):
        assert run([words[0], str(tmp_path), *words[1:]]) == 0
        out, err = capfd.readouterr()
        assert "reopen the port" in out
        assert err.count("a.txt") == 1
    assert run(["read", str(tmp_path / "a.txt")]) == 65


def test_paragraphs_of_a_help_are_broken_by_the_terminal_alone() -> None:
    assert "\n" not in _flowing("stateofplay.assistants.command:mcp").split("\n\n")[1]


def test_tables_have_no_empty_column_and_break_no_word_in_a_narrow_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Mozambique demands that Tanzania reopen the port, Mozambique said on Monday.\n", encoding="utf-8")
    reading = read(page)
    wide, narrow = io.StringIO(), io.StringIO()
    print_tables(reading, Console(file=wide, width=100))
    print_tables(reading, Console(file=narrow, width=50))
    assert "aliases" not in wide.getvalue()
    assert "sentence" in wide.getvalue()
    for word in ("Mozambique", "Tanzania", "country"):
        assert word in narrow.getvalue()
    assert max(map(len, narrow.getvalue().splitlines())) <= 50
    assert "─" not in narrow.getvalue()
