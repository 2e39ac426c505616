"""Extras that are installed slow nothing that does without them: nothing of them is loaded, and nothing of them is needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.thoroughness import PATIENCE

EXTRAS = (
    "mcp",
    "mcp_types",
    "fastmcp",
    "starlette",
    "uvicorn",
    "python_multipart",
    "psycopg",
    "pyarrow",
    "pypdf",
)
READ = """
from stateofplay.model import Article
from stateofplay.service.reading import read_article
from stateofplay.settings import Settings
assert read_article(Article(text="Norway demands the port.", language="en"), settings=Settings()).positions
"""
DEMO = """
from stateofplay.cli.app import run
assert run(["demo"]) == 0
assert run(["readers"]) == 0
assert run(["mcp", "."]) == 78
"""


def run_without(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code where importing an extra fails, as where it is not installed."""
    blocked = f"import sys\nsys.modules.update(dict.fromkeys({EXTRAS!r}))\n"
    paths = os.pathsep.join(p for p in sys.path if p)
    return subprocess.run(
        [sys.executable, "-c", blocked + code],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "HOME": str(folder)},
        check=False,
    )


def test_reading_loads_no_extra(tmp_path: Path) -> None:
    told = f"{READ}\nimport sys\nprint(sorted(set({EXTRAS!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "HOME": str(tmp_path)},
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.slow
def test_the_demo_needs_no_extra_and_assistants_say_which_one_they_lack(tmp_path: Path) -> None:
    done = run_without(DEMO, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "pip install 'stateofplay[mcp]'" in done.stderr


def test_what_every_installation_has_holds_no_extra(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    named = {re.split(r"[<>=\[; ]", one)[0].lower() for one in project["dependencies"]}
    extras = {
        re.split(r"[<>=\[; ]", one)[0].lower() for extra in project["optional-dependencies"].values() for one in extra
    }
    assert len(named) > 15
    assert named & extras == set()
    assert named & {"openai", "anthropic", "pydantic", "jsonschema", "torch", "transformers"} == set()
