"""What people meet in their first ten minutes: a mistake ends in a sentence and the next step, and help has examples."""

from __future__ import annotations

import ast
import re
import runpy
import shlex
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import stateofplay.errors as errors
from stateofplay.cli.app import COMMANDS, run
from stateofplay.cli.terminal.opening import OPENED
from stateofplay.cli.terminal.pointing import examples_of
from stateofplay.errors import CODE_OF, EXIT_CODES, StateOfPlayError
from stateofplay.exchange.delivery import write_text, written_whole
from stateofplay.service.examples import copy_example
from stateofplay.service.exporting import export
from tests.exchange.cases import make_case
from tests.source import nodes, sources

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, a page, a model, an export and a feed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    with make_case(tmp_path / "talks.sop") as case:
        export(case, "jsonl", tmp_path / "talks.jsonl")
    (tmp_path / "page.html").write_text("<p>Envoys met in Arda.</p>")
    (tmp_path / "model.toml").write_text('title = "t"\n')
    (tmp_path / "feeds.opml").write_text("<opml/>")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "next_step"),
    [
        ("merge talks.sop", 2, 'stateofplay merge talks.sop "Umerov" "Rustem Umerov"'),
        ("merge talks.sop Chad", 2, "merge needs RIGHT"),
        ("merge", 2, "merge needs CASE"),
        ("merge talks.sop Chad Chadd", 65, "Did you mean 'Chad'"),
        ("search talks.sop", 2, "stateofplay search talks.sop ceasefire"),
        ("search talks.sop ?!", 2, "stateofplay search talks.sop ceasefire"),
        ("judge talks.sop zzz accept", 65, "stateofplay positions CASE"),
        ("judge talks.sop", 2, "judge needs CLAIM"),
        ("judge talks.sop pos maybe", 2, "accept"),
        ("history talks.sop zzz", 65, "stateofplay search CASE"),
        ("changes talks.sop", 2, "--since: day from which on, such as 2025-06-01"),
        ("add talks.sop", 2, "stateofplay add talks.sop pages/"),
        ("add talks.sop model.toml", 65, "stateofplay analyse model.toml"),
        ("add talks.sop talks.sop", 65, "stateofplay import talks.sop talks.sop"),
        ("add talks.sop page.html feeds.opml", 65, "stateofplay watch CASE --add feeds.opml"),
        ("status page.html", 65, "stateofplay brief page.html"),
        ("status model.toml", 65, "stateofplay analyse model.toml"),
        ("status talks.jsonl", 65, "stateofplay import NEW.sop talks.jsonl"),
        ("positions feeds.opml", 65, "stateofplay watch CASE --add feeds.opml"),
        ("brief talks.sop", 65, "stateofplay status talks.sop"),
        ("read talks.sop", 65, "stateofplay status talks.sop"),
        ("analyse page.html", 65, "stateofplay brief page.html"),
        ("import new.sop page.html", 65, "stateofplay brief page.html"),
        ("import new.sop model.toml", 65, "stateofplay analyse model.toml"),
        ("stauts talks.sop", 2, "Did you mean: stateofplay status talks.sop"),
        ("zzz", 2, "stateofplay --help"),
        ("status talks.sop --frmat x", 2, "--format"),
        ("positions talks.sop --since yesterday", 2, "2025-06-01"),
        ("export talks.sop --format docx", 2, "jsonl, csv"),
        ("ask talks.sop weather", 65, "stand"),
    ],
)
def test_every_mistake_names_the_next_step(desk: Path, capfd: Capture, words: str, code: int, next_step: str) -> None:
    assert run(words.split()) == code
    said = " ".join("".join(capfd.readouterr()).split())
    assert next_step in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_how_it_is_written_and_no_empty_default(name: str, capfd: Capture, desk: Path) -> None:
    path, _, function = COMMANDS[name][0].partition(":")
    shown = examples_of(getattr(import_module(path), function))
    assert shown, f"{name} has no example"
    assert shown[0].split()[1] == name
    assert run([name, "--help"]) == 0
    text = capfd.readouterr().out
    assert not re.search(r"default:\s*(?:\]|\(\)|False|None)", text)


def counted() -> Iterator[tuple[str, str]]:
    """Options that take a number, by command."""
    for name, (path, _, _) in COMMANDS.items():
        module, _, function = path.partition(":")
        for key, hint in get_type_hints(getattr(import_module(module), function)).items():
            if key != "return" and int in (hint, *get_args(hint)):
                yield name, f"--{key.replace('_', '-')}"


@pytest.mark.parametrize("given", ["2.5", "-1", "1_0", "1e3"])
def test_what_counts_is_a_whole_number(given: str, capfd: Capture) -> None:
    asked = list(counted())
    assert len(asked) > 12
    for name, option in asked:
        assert run([name, f"{option}={given}"]) == 2, (name, option)
        told = capfd.readouterr().err
        assert f'{option}: a whole number is asked for, 0 or more, not "{given}"' in told, told


def test_add_takes_the_options_of_read(capfd: Capture) -> None:
    texts = []
    for name in ("read", "add"):
        assert run([name, "--help"]) == 0
        texts.append(set(re.findall(r"--[a-z-]+", capfd.readouterr().out)) - {"--help"})
    assert texts[0] - texts[1] == {"--format", "--output"}


def test_the_next_line_works_as_it_is_written(tmp_path: Path, capfd: Capture) -> None:
    assert run(["new", str(tmp_path / "talks & more #2.sop"), "--title", "Talks"]) == 0
    told = capfd.readouterr()
    line = (told.out + told.err).partition("Next: stateofplay ")[2].strip()
    assert shlex.split(line)[:2] == ["add", str(tmp_path / "talks & more #2.sop")]


def test_the_timeline_shows_the_day_that_it_sorts_by(desk: Path, capfd: Capture) -> None:
    assert run(["timeline", "talks.sop", "--format", "csv"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("when,day,")
    days = [line.split(",")[0] for line in lines[1:]]
    assert days == sorted(days)
    assert len(days) > 2
    assert run(["timeline", "talks.sop"]) == 0
    shown = re.findall(r"^ *(\d{4}(?:-\d\d){0,2}) ", capfd.readouterr().out, flags=re.M)
    assert shown == days


def test_the_examples_folder_has_no_page_about_itself(tmp_path: Path) -> None:
    from stateofplay.service.page_sources import page_sources

    copy_example(tmp_path / "pages")
    assert (tmp_path / "pages" / "README.md").exists()
    assert len(list(page_sources([str(tmp_path / "pages")]))) == 13
    assert len(list(page_sources([str(tmp_path / "pages" / "README.md")]))) == 1


# --- one table of exit codes ---


def test_every_slug_has_a_code_of_the_table(root: Path) -> None:
    classes = {c.__name__: c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, StateOfPlayError)}
    slugs: set[str] = set()
    for path in sources(root):
        for call in nodes(path):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in classes:
                slugs |= {
                    str(w.value.value) for w in call.keywords if w.arg == "slug" and isinstance(w.value, ast.Constant)
                }
    assert {c.exit_code for c in classes.values()} | set(CODE_OF.values()) <= set(EXIT_CODES)
    named = {slug for slug in CODE_OF if slug not in slugs}
    speakers = ("record/storage/problems.py", "readers/asking/endpoint.py")
    spoken = "".join((root / "src/stateofplay" / one).read_text() for one in speakers)
    assert {slug for slug in named if slug not in spoken} == set()


def test_the_page_of_exit_codes_is_the_table(root: Path) -> None:
    text = (root / "docs" / "exit-codes.md").read_text()
    rows = dict(re.findall(r"^\| (\d+) \| (.*) \|$", text, flags=re.M))
    assert rows == {str(code): words for code, words in EXIT_CODES.items()}


def test_a_fault_of_our_own_is_a_sentence_and_a_damaged_case_is_named(
    desk: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("x")

    OPENED[:] = ["gone-and-damaged.sop"]  # of an earlier command in this process
    monkeypatch.setattr("stateofplay.record.views.rows", fail)
    assert run(["positions", "talks.sop"]) == 70
    assert OPENED == ["talks.sop"]
    said = capfd.readouterr().err
    assert "a fault of State of Play itself: KeyError" in said
    assert "STATEOFPLAY_TRACEBACK" in said
    with closing(sqlite3.connect(desk / "talks.sop")) as plain:
        plain.execute("DROP TRIGGER claim_no_update")
        plain.execute("UPDATE claim SET kind = 'offices' WHERE kind = 'events'")
        plain.commit()
    assert run(["positions", "talks.sop"]) == 65
    assert "stateofplay check talks.sop --repair" in capfd.readouterr().err
    monkeypatch.setenv("STATEOFPLAY_TRACEBACK", "1")
    with pytest.raises(KeyError):
        run(["positions", "talks.sop"])


# --- files appear whole ---


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "brief.md"
    place.write_text("as it was")
    place.chmod(0o640)
    with pytest.raises(ZeroDivisionError), written_whole(place) as file:  # noqa: PT012
        file.write(b"half of it")
        assert place.read_text() == "as it was"
        raise ZeroDivisionError
    assert place.read_text() == "as it was"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]
    write_text(place, "new")
    assert place.read_text() == "new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_link_stays_and_devices_are_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_text(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"
    write_text(Path("/dev/null"), "gone")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    "command",
    [
        "status talks.sop --format md",
        "status talks.sop --format html",
        "status talks.sop --format terminal",
        "changes talks.sop --since 2024 --format json",
        "positions talks.sop --format csv",
        "export talks.sop --format csv",
        "export talks.sop --format warc",
        "draft talks.sop --parties Chad --parties Sudan",
        "read page.html --format json",
        "brief page.html --format md",
        "pack talks.sop",
    ],
)
def test_no_command_leaves_half_a_file(desk: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = {p.name for p in desk.iterdir()}
    monkeypatch.setattr(os, "fsync", full)
    code = run([*command.split(), "-o", "out.file"])
    assert code == 74
    assert {p.name for p in desk.iterdir()} == before


def test_commands_in_hints_name_a_file_as_the_shell_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "who comes?.sop", "--title", "Harvest"]) == 0
    assert run(["search", "who comes?.sop"]) == 2
    assert "stateofplay search 'who comes?.sop' ceasefire" in capsys.readouterr().err


def test_the_package_is_the_program_too(capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["stateofplay", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("stateofplay", run_name="__main__")
    assert not end.value.code
    assert re.search(r"\d+\.\d+", capfd.readouterr().out)
