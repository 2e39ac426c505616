"""Follow a how-to to the letter: the ``edit`` blocks of a page, applied to a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.warm import warm

EDIT = re.compile(r"^```edit\n(?P<file>\S+)\n(?P<place>[^\n]*)\n---\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


def follow(page: Path, root: Path, folder: Path) -> int:
    """Copy the package into `folder` and apply the page's edits; returns how many lines they add."""
    shutil.copytree(root / "src", folder / "src")  # with what is compiled, which holds for files that stay as they are
    added = 0
    for edit in EDIT.finditer(page.read_text(encoding="utf-8")):
        path, place, body = folder / edit["file"], edit["place"], edit["body"]
        added += body.count("\n")
        if place == "new file":
            assert not path.exists(), path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
            continue
        where, _, mark = place.partition(": ")
        mark, text = mark.replace("\\n", "\n"), path.read_text(encoding="utf-8")
        assert text.count(mark) == 1, f"{edit['file']}: {mark!r} stands there {text.count(mark)} times"
        at = text.index(mark) + (len(mark) if where == "after" else 0)
        path.write_text(text[:at] + body + text[at:], encoding="utf-8")
    assert added
    return added


@contextmanager
def program(folder: Path) -> Iterator[Callable[..., str]]:
    """The program of the changed copy: takes its words and gives back what it prints."""
    (folder / "program").mkdir()
    with warm(folder / "program", without=("assistants", "service.batch"), PYTHONPATH=str(folder / "src")) as bin:
        yield lambda *words: _printed([f"{bin}/stateofplay", *words], folder)


def python(folder: Path, *arguments: str) -> str:
    """Run Python beside the changed copy and return what it prints."""
    return _printed([sys.executable, *arguments], folder)


def _printed(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    return done.stdout
