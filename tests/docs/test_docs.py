"""The docs are run as tests: every Python block of a page, in order, in one namespace; shell blocks of tutorials."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from stateofplay.cli.app import run
from tests.thoroughness import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md"])
FOLLOWED = ("tutorial-", "readers.md", "assistants.md")
"""Pages whose shell blocks are followed too."""
COLD = ("tutorial-from-crawl",)
"""Those of them whose commands start from nothing, as they do for a user."""
QUICK = "[analysis]\nsamples = 60\n"
"""Settings beside what is followed: fewer readings of what is open, as docs/settings.md has it; texts compare no shares."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    return [body for tag, body in BLOCK.findall(page.read_text(encoding="utf-8")) if tag == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {"__name__": "docs"}
    for number, body in enumerate(blocks(page, "python"), 1):
        exec(compile(body, f"{page.name}, Python block {number}", "exec"), namespace)


@pytest.fixture(scope="module")
def path(program: Path) -> str:
    """Where a shell looks for programs: the warm ``stateofplay`` before what this environment has."""
    return os.pathsep.join((str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name.startswith(FOLLOWED)], ids=lambda p: str(p.relative_to(ROOT))
)
def test_tutorials_run(page: Path, tmp_path: Path, path: str) -> None:
    environment = {**os.environ, "PATH": path.partition(os.pathsep)[2] if page.name.startswith(COLD) else path}
    environment["COLUMNS"] = "100"
    (tmp_path / "stateofplay.toml").write_text(QUICK)
    script = "set -eu\n" + "\n".join(blocks(page, "sh"))
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{page.name} stopped:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


YOURS = ("crawl", "talks-2024", "ministry", "pos-12ab", '"..."', "anna.toml", "https://", " serve ", " team ", " mcp ")
"""Words of the README's commands that stand for something of the reader's own, or that go on until they are stopped."""


@pytest.mark.slow
def test_the_commands_of_the_readme_run(tmp_path: Path, path: str) -> None:
    lines = "\n".join(re.findall(r"^```\n(.*?)^```", text_of("README.md"), re.MULTILINE | re.DOTALL)).splitlines()
    told = [line.partition("  #")[0].strip() for line in lines if line.startswith("stateofplay ")]
    run_here = [line for line in told if not any(word in f"{line} " for word in YOURS)]
    assert len(run_here) > 20
    (tmp_path / "stateofplay.toml").write_text(QUICK)
    for line in run_here:
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr[-2000:]}"


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    from dataclasses import fields

    from stateofplay.settings import ReaderSettings, Settings

    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert "[readers.NAME]" in text
    for key in fields(ReaderSettings):
        assert re.search(rf"^{key.name} = ", text, re.MULTILINE), f"docs/settings.md does not explain {key.name}"
    for table in fields(Settings):
        if table.name == "readers":
            continue
        assert f"[{table.name}]" in text
        for key in fields(getattr(Settings(), table.name)):
            assert re.search(rf"^{key.name} = ", text, re.MULTILINE), f"docs/settings.md does not explain {key.name}"


def test_every_command_is_in_the_readme() -> None:
    from stateofplay.cli.app import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"stateofplay {command}" in text, f"the README does not show `stateofplay {command}`"


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [
        *project["project"]["dependencies"],
        *(one for extra in extras for one in extra),
        *project["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[<>=\[; ]", one)[0] for one in asked}
    told = re.findall(r"^\| ([\w.-]+) \| \S", (ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) - {"package", "---"} == names


def test_a_pages_way_through_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(ROOT / "docs/house.md"), module_relative=False)
    assert tried > 20
    assert failed == 0


def test_the_house_names_every_room() -> None:
    text = (ROOT / "docs/house.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "stateofplay"
    for room in sorted(
        p.name for p in package.iterdir() if p.is_dir() and p.name not in ("__pycache__", "examples", "testing")
    ):
        assert f"`{room}/`" in text, f"docs/house.md does not name {room}/"


def file_meant(named: str) -> Path:
    """The file of which a page gives the path in the package, from the top, or its end."""
    for whole in (ROOT / "src" / "stateofplay" / named, ROOT / named):
        if whole.exists():
            return whole
    found = list(ROOT.glob(f"src/stateofplay/**/{named}"))
    assert len(found) == 1, f"{named} is {found or 'nowhere'}"
    return found[0]


def test_files_and_names_that_pages_speak_of_are_there() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    spoken = [(page, named) for page, text in texts.items() for named in _FILE.findall(text) if "/xx." not in named]
    assert len(spoken) > 200
    for page, named in spoken:
        assert file_meant(named), page
    placed = [(page, *found) for page, text in texts.items() for found in _NAME_OF.findall(text)]
    assert len(placed) > 10
    for page, name, named in placed:
        text = file_meant(named).read_text(encoding="utf-8")
        assert re.search(rf"\b{name}\b", text), f"{page}: {name} is not in {named}"


_FILE = re.compile(r"`([a-z_]+/[a-z_/]+\.(?:py|toml|csv|tsv|j2|js|css))`")
_NAME_OF = re.compile(r"`(\w+)` of `([a-z_]+/[a-z_/]+\.py)`")


def test_the_first_screen_shows_what_the_program_prints(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(["demo"]) == 0
    printed = [line.rstrip() for line in capfd.readouterr().out.splitlines()]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.partition("$ stateofplay demo\n")[2].partition("\n ...\n")[0].splitlines()
    assert len(shown) >= 10
    assert printed[: len(shown)] == shown
