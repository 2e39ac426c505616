"""A case file on its disk: what its first bytes say, what lies beside it, how it comes to be there all at once.

A case at rest is one file. While it is written two more lie beside it (`-wal`, `-shm`), into which SQLite writes first; the
last program that closes the case folds them in, and the header says so again.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from stateofplay.errors import RecordError
from stateofplay.partial import partial_name, sweep

APPLICATION_ID = 0x536F5031  # "SoP1", in the header of every case file so that it is not taken for another database
RESTS = 3
"""`user_version` from which on a case at rest says so in its header."""
_MAGIC = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")
_OPEN: Counter[tuple[int, int]] = Counter()
_GUARD = threading.RLock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first hundred bytes of a database file say (https://www.sqlite.org/fileformat2.html#database_header)."""

    in_use: bool
    """Whether writing goes to a `-wal` beside it."""
    user_version: int
    application_id: int


def read_header(path: Path) -> Header:
    """Read the header of a case file, and no more of it.

    Raises
    ------
    RecordError
        ``record.missing``, ``record.not_a_case``, ``record.unreadable``.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder, no case", slug="record.not_a_case", hint="Name the file in it.")
    if not path.exists():
        raise RecordError(f"there is no case at {path}", slug="record.missing", hint=_how_to_make(path))
    if not path.is_file():
        raise RecordError(f"{path} is no file", slug="record.not_a_case", hint="Name a file made by stateofplay new.")
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(100)
    except OSError as error:
        raise RecordError(
            f"{path} cannot be read: {error.strerror or error}",
            slug="record.unreadable",
            hint="Check who may read it.",
        ) from error
    if not head.startswith(_MAGIC) or len(head) < 100:
        what = "is empty" if not head else "is no case file"
        raise RecordError(f"{path} {what}", slug="record.not_a_case", hint="Name a file made by stateofplay new.")
    return Header(
        in_use=2 in (head[18], head[19]),
        user_version=int.from_bytes(head[60:64], "big"),
        application_id=int.from_bytes(head[68:72], "big"),
    )


def _how_to_make(path: Path) -> str:
    if alone := [beside.name for beside in beside_of(path)]:
        return (
            f"{', '.join(alone)} of it is still there: put the case back beside it, or what was written last is lost."
        )
    return f"Make one with: stateofplay new {path}"


def beside_of(path: Path) -> list[Path]:
    """Files that SQLite has left beside a case and that hold something."""
    found = [path.with_name(path.name + suffix) for suffix in _BESIDE]
    return [file for file in found if file.is_file() and file.stat().st_size and not file.name.endswith("-shm")]


@contextmanager
def unopened(path: Path) -> Iterator[bool]:
    """Whether nobody in this process has the case open; while that is so, its bytes may be read.

    To close a file takes every lock from it that this process holds, SQLite's too: so a case that is open is not read by
    hand (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    with _GUARD:
        key = _key(path)
        yield key is None or not _OPEN[key]


def hold(path: Path) -> tuple[int, int] | None:
    """Note that a case is open."""
    with _GUARD:
        key = _key(path)
        if key is not None:
            _OPEN[key] += 1
        return key


def release(key: tuple[int, int] | None) -> bool:
    """Note that it is closed; whether it was the last time."""
    with _GUARD:
        if key is None:
            return False
        _OPEN[key] -= 1
        if _OPEN[key] > 0:
            return False
        del _OPEN[key]
        return True


def _key(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def told_beside(path: Path, header: Header) -> str | None:
    """What lies beside a case, or is missing there, and should not.

    Returns
    -------
    str or None
        A notice for people.

    Raises
    ------
    RecordError
        ``record.left_behind`` where the `-wal` of another file lies beside a case at rest: SQLite would take its pages for this
        case's.
    """
    waiting = [file for file in beside_of(path) if file.name.endswith("-wal")]
    if header.in_use:
        if waiting or header.user_version < RESTS:
            return None
        return (
            f"{path} was being written when it was copied, or a {path.name}-wal was left behind: the words added last may be "
            "missing. Fetch that file too, or have it packed with: stateofplay pack"
        )
    if waiting and header.user_version >= RESTS:
        raise RecordError(
            f"{waiting[0]} does not belong to {path}: it was left behind by another file of that name",
            slug="record.left_behind",
            hint=f"Move it away, then try again. If {path.name} is an older copy, what was added since is in the other one.",
        )
    return None


def settle(path: Path) -> None:
    """Fold what lies beside a case into it and let its header say so, unless another program has it open."""
    for attempt in range(4):
        if attempt:
            time.sleep(random.uniform(0.005, 0.03))
        try:
            # Never made anew: the file may have been deleted while it was open.
            there = f"{Path(os.path.abspath(path)).as_uri()}?mode=rw"
            with closing(sqlite3.connect(there, uri=True, timeout=0, isolation_level=None)) as connection:
                if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    return
                if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "wal":
                    return
        except (sqlite3.Error, UnicodeDecodeError):
            continue  # somebody else has it open, and will do it; or it is damaged


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A name beside `path` under which a case is made; when all went well it appears at `path`, complete.

    Raises
    ------
    RecordError
        ``record.exists``, ``record.left_behind`` or ``record.unwritable``.
    """
    _refuse_taken(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path)
        making = partial_name(path)
        making.touch()
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield making
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        _refuse_taken(path)
        if path.exists():
            path.unlink()  # empty, as `_refuse_taken` saw
        try:
            os.link(making, path)
        except FileExistsError:
            _refuse_taken(path)
            raise
        except OSError:
            making.rename(path)  # no second names on this disk
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        for suffix in ("", *_BESIDE):
            with suppress(OSError):
                making.with_name(making.name + suffix).unlink(missing_ok=True)


def _refuse_taken(path: Path) -> None:
    if path.is_dir() or (path.exists() and path.stat().st_size):
        raise RecordError(f"{path} is there already", slug="record.exists", hint="Choose another name, or add to it.")
    if alone := beside_of(path):
        raise RecordError(
            f"{alone[0]} of a case that is gone lies where {path.name} is to be",
            slug="record.left_behind",
            hint="Put that case back beside it, or move the file away.",
        )


def _unwritable(path: Path, error: OSError) -> RecordError:
    return RecordError(
        f"{path} cannot be made: {error.strerror or error}", slug="record.unwritable", hint="Choose another folder."
    )
