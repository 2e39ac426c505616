"""Where the example pages lie, and a copy of them for somebody who wants to try."""

from __future__ import annotations

from pathlib import Path

import stateofplay.examples
from stateofplay.errors import RecordError

CASE = "istanbul-2025"
DEMO_PAGES = ("03-waiting-for-putin.txt", "04-delegation-named.html")


def example_case() -> tuple[Path, ...]:
    """All pages of the example case, in the order of their publication."""
    return tuple(p for p in sorted(_folder().iterdir()) if p.suffix in (".html", ".txt"))


def example_pages() -> tuple[Path, ...]:
    """The pages that ``stateofplay demo`` briefs."""
    return tuple(p for p in example_case() if p.name in DEMO_PAGES)


def copy_example(folder: Path) -> tuple[Path, ...]:
    """Copy the example pages into a folder, with the note on where they come from; files that are there are kept.

    Returns
    -------
    tuple of Path
        The pages, in the order of their publication.

    Raises
    ------
    RecordError
        ``record.exists`` where a file of the same name has other content, ``record.unwritable`` where it cannot be written.
    """
    pages = example_case()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page in (*pages, _folder() / "README.md"):
            target, data = folder / page.name, page.read_bytes()
            if not target.exists():
                target.write_bytes(data)
            elif target.read_bytes() != data:
                raise RecordError(
                    f"{target} is there already and is another file",
                    slug="record.exists",
                    hint="Name a new folder; nothing of yours was changed.",
                )
    except OSError as error:
        raise RecordError(
            f"{error.filename or folder} cannot be written: {error.strerror or error}",
            slug="record.unwritable",
            hint="Choose another folder.",
        ) from error
    return tuple(folder / page.name for page in pages)


def _folder() -> Path:
    return Path(stateofplay.examples.__file__).parent / CASE
