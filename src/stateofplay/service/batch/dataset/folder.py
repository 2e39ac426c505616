"""The folder of a dataset: its manifest, which spans are done, and a lock, so that it is written by one run at a time.

A span's tables have names made of its id, and its receipt in ``done/`` is written last: whatever is killed when, the next run
writes the same files again or passes over the span. Nothing is lost and nothing doubled.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stateofplay import __version__
from stateofplay.errors import BatchError
from stateofplay.partial import is_partial, partial_name, sweep_folder

FORM = 1
"""Version of the dataset's form; another one is refused."""
MANIFEST = "manifest.json"
OPTIONS = {
    "gate": "--no-gate",
    "span_pages": "--span",
    **{n: f"--{n}" for n in ("about", "since", "until", "languages")},
}
"""Field of a request -> the option that sets it, as an error names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a run is asked for; what changes which rows come out. Kept in the manifest and compared when a run goes on."""

    sources: tuple[str, ...]
    gate: bool = True
    about: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ("en",)
    span_pages: int = 256


@dataclass(slots=True, kw_only=True)
class Receipt:
    """What came of a span."""

    span: str
    pages: int = 0
    read: int = 0
    claims: int = 0
    evidence: int = 0
    """Quotes that were compared with their text, and stand in it."""
    turned_away: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    """Records of archives that are no pages."""
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    source_bytes: int = 0
    bytes: int = 0
    memory: int = 0
    """Most memory of the worker so far, in bytes."""
    files: dict[str, str] = field(default_factory=dict)
    """Table -> sha256 of its file."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset on disk."""

    folder: Path

    def part(self, table: str, span: str) -> Path:
        """The file of a table that holds a span's rows."""
        return self.folder / table / f"part-{span}.parquet"

    def parts(self, table: str) -> list[Path]:
        """Files of a table of spans that are done."""
        from stateofplay.service.batch.dataset.tables import READ

        if table in READ:
            return [path for span in self.done() if (path := self.part(table, span)).exists()]
        return sorted((self.folder / table).glob("part-*.parquet"))

    def done(self) -> list[str]:
        """Ids of spans that are done, sorted."""
        folder = self.folder / "done"
        with suppress(FileNotFoundError):
            return sorted(name.removesuffix(".json") for name in os.listdir(folder) if name.endswith(".json"))
        return []

    def receipts(self) -> Iterator[Receipt]:
        """Receipts of the spans that are done, one at a time."""
        for span in self.done():
            if (receipt := self.receipt(span)) is not None:
                yield receipt

    def receipt(self, span: str) -> Receipt | None:
        """The receipt of a span, where it is done."""
        with suppress(FileNotFoundError):
            return Receipt(**json.loads((self.folder / "done" / f"{span}.json").read_text(encoding="utf-8")))
        return None

    def accept(self, receipt: Receipt) -> None:
        """Write a span's receipt: from here on it is done."""
        _write(self.folder / "done" / f"{receipt.span}.json", asdict(receipt))

    def manifest(self) -> dict[str, Any]:
        """The manifest.

        Raises
        ------
        BatchError
            ``batch.no-dataset`` where the folder is none; ``batch.newer`` where it is of another form.
        """
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            form = found["form"]
        except (OSError, ValueError, KeyError, TypeError):
            raise BatchError(
                f"{self.folder} is no dataset",
                slug="batch.no-dataset",
                hint="Make one: stateofplay batch SOURCE... --out DATASET",
            ) from None
        if form != FORM:
            raise BatchError(
                f"{self.folder} has form {form}, and this version reads form {FORM}",
                slug="batch.newer",
                hint="It is of another version of State of Play: read it with that one, or make it again with this one.",
            )
        return dict(found)

    def begin(self, asked: RunRequest, files: str) -> None:
        """Make the folder, or see that a run that goes on asks for the same.

        Parameters
        ----------
        asked
            The request.
        files
            Digest of the sources' files: spans of other files would stand beside those that are done.

        Raises
        ------
        BatchError
            ``batch.other`` where the dataset was begun with other settings; ``batch.changed`` where its sources are no longer
            the same; ``batch.folder`` where the folder holds other things.
        """
        wanted = json.loads(json.dumps(asdict(asked)))
        if (self.folder / MANIFEST).exists():
            kept = self.manifest()
            if kept["version"] != __version__:
                raise BatchError(
                    f"{self.folder} was begun with State of Play {kept['version']}, and this is {__version__}",
                    slug="batch.other",
                    hint="Go on with that version, or name another folder: two versions do not read alike.",
                )
            changed = [name for name, value in wanted.items() if kept["asked"].get(name) != value]
            if changed:
                what = ", ".join(OPTIONS.get(name, name) for name in changed)
                raise BatchError(
                    f"{self.folder} was begun with other settings ({what})",
                    slug="batch.other",
                    hint="Give the same sources and options to go on, or another folder.",
                )
            if kept["files"] != files:
                raise BatchError(
                    f"the sources of {self.folder} are no longer the same files",
                    slug="batch.changed",
                    hint="Make another dataset of what is new; a case takes pages from several.",
                )
        elif self.folder.exists() and any(p.name != ".lock" and not is_partial(p) for p in self.folder.iterdir()):
            raise BatchError(
                f"{self.folder} holds other things, and no dataset",
                slug="batch.folder",
                hint="Name a new or an empty folder.",
            )
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / MANIFEST, {"form": FORM, "version": __version__, "asked": wanted, "files": files})
        self._lay_out()

    def _lay_out(self) -> None:
        """Give every table its folder and a file without rows, so that a pattern over it finds its columns from the beginning.

        After the manifest, and again with each run: one that was killed meanwhile left some tables without.
        """
        from stateofplay.service.batch.dataset.tables import TABLES, write_table

        for table in TABLES:
            if not (empty := self.part(table, "000000000000")).exists():
                write_table(empty, table, ())
        # Once a run, and not with every file: the folder of receipts of a large crawl has a hundred thousand.
        for folder in (self.folder, self.folder / "done", *(self.folder / table for table in TABLES)):
            sweep_folder(folder)

    def conclude(self, told: dict[str, Any]) -> None:
        """Add to the manifest what a finished run comes to."""
        _write(self.folder / MANIFEST, {**self.manifest(), **told})

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the dataset for one run; the system lets go of it when the process ends, however it ends."""
        import fcntl

        if self.folder.is_file():
            raise BatchError(
                f"{self.folder} is a file, and a dataset is a folder",
                slug="batch.folder",
                hint="Name a new or an empty folder.",
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BatchError(
                    f"another run writes {self.folder}", slug="batch.busy", hint="Wait for it, or stop it."
                ) from None
            yield


def is_dataset(path: str | Path) -> bool:
    """Whether a path is the folder of a dataset."""
    return (Path(path) / MANIFEST).is_file() and (Path(path) / "pages").is_dir()


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = partial_name(path)
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(part, path)
