"""Follow how-tos to the letter: the ``edit`` blocks of their pages, applied to a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.warm import warm

EDIT = re.compile(r"^```edit\n(?P<file>\S+)\n(?P<place>[^\n]*)\n---\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Edit:
    """A block of a how-to: the file, the place in it, and what is put there."""

    file: str
    place: str
    body: str


def edits_of(page: Path) -> list[Edit]:
    """The edits of a how-to, in its order."""
    found = [Edit(e["file"], e["place"], e["body"]) for e in EDIT.finditer(page.read_text(encoding="utf-8"))]
    assert found, page
    return found


@dataclass(frozen=True)
class Changed:
    """A copy of the package with what how-tos add, and its program, warm."""

    package: Path
    bin: str

    def run(self, folder: Path, *words: str) -> str:
        """What the program prints, run in a folder."""
        return _printed([f"{self.bin}/stateofplay", *words], folder, self.package)

    def python(self, folder: Path, *arguments: str) -> str:
        """What Python prints that finds the copy, run in a folder."""
        return _printed([sys.executable, *arguments], folder, self.package)


@contextmanager
def changed(pages: Sequence[Path], root: Path, folder: Path) -> Iterator[Changed]:
    """Copy the package and apply the edits of some how-tos, each by the letter.

    All are put into one copy, which is loaded once. That each stands alone is seen from their words: every place is looked for
    in the package as it is, and no page speaks of what only another adds.
    """
    shutil.copytree(root / "src", folder / "src")  # with what is compiled, which holds for files that stay as they are
    edits = {page: edits_of(page) for page in pages}
    for page in pages:
        others = (e.file for other in pages if other != page for e in edits[other] if e.place == "new file")
        strange = re.compile("|".join(rf"\b{Path(file).name.partition('.')[0]}\b" for file in others))
        for edit in edits[page]:
            assert not strange.search(edit.body), (page, strange.search(edit.body))
            if edit.place != "new file":
                assert (root / edit.file).read_text(encoding="utf-8").count(_mark(edit)[1]) == 1, (page, edit.place)
    for edit in (edit for page in pages for edit in edits[page]):
        _apply(edit, folder)
    (folder / "program").mkdir()
    with warm(folder / "program", without=("assistants", "service.batch"), PYTHONPATH=str(folder / "src")) as bin:
        yield Changed(folder, bin)


def _mark(edit: Edit) -> tuple[str, str]:
    """Whether it stands before or after, and the text at which."""
    where, _, mark = edit.place.partition(": ")
    return where, mark.replace("\\n", "\n")


def _apply(edit: Edit, folder: Path) -> None:
    path = folder / edit.file
    if edit.place == "new file":
        assert not path.exists(), path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit.body, encoding="utf-8")
        return
    where, mark = _mark(edit)
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1, f"{edit.file}: {mark!r} stands there {text.count(mark)} times"
    at = text.index(mark) + (len(mark) if where == "after" else 0)
    path.write_text(text[:at] + edit.body + text[at:], encoding="utf-8")


def _printed(command: list[str], folder: Path, package: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    return done.stdout
