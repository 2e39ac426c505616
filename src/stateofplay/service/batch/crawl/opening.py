"""How files are opened wherever they lie, entered in the middle, and unpacked from their beginning where they cannot be."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from stateofplay.errors import BatchError, PageError
from stateofplay.pages.harvest import Harvest
from stateofplay.service.batch.libraries import load_library


def open_store(source: str) -> tuple[Any, str]:
    """The store that an address names, and the path in it.

    Raises
    ------
    BatchError
        ``batch.library`` where the library of such a store is not installed.
    """
    fsspec = load_library("fsspec.core", f"reading {source}")
    try:
        return cast(tuple[Any, str], fsspec.url_to_fs(source))
    except (ImportError, ValueError) as error:
        raise BatchError(
            f"{source} cannot be opened: {error}",
            slug="batch.library",
            hint="Install the library of that store: s3fs for s3://, gcsfs for gs://, adlfs for az://.",
        ) from error


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Tell a store that does not answer from a file that is damaged: its pages are not lost, and their time will come.

    A file that is not there, or closed to us, is one that cannot be opened, as on a disk.

    Raises
    ------
    BatchError
        ``batch.store``, which stops the run.
    """
    try:
        yield
    except (FileNotFoundError, PermissionError, BatchError):
        raise
    except Exception as error:  # each store has errors of its own, which have no kind in common
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise BatchError(
            f"{address} cannot be reached: {reason}",
            slug="batch.store",
            hint="Run the same command again when the store answers: what was read is kept.",
        ) from error


class StoreFile(io.RawIOBase):
    """A file of a store, each call to which may find the store away."""

    def __init__(self, stream: Any, address: str) -> None:
        super().__init__()
        self._stream, self._address = stream, address

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with reaching(self._address):
            return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def readinto(self, buffer: Any) -> int:
        with reaching(self._address):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def open_file(path: str) -> BinaryIO:
    """Open a local path or an address of a store; what comes back can be entered anywhere."""
    if "://" in path[:12]:
        system, name = open_store(path)
        with reaching(path):
            return cast(BinaryIO, io.BufferedReader(StoreFile(system.open(name, "rb"), path), 1 << 20))
    return Path(path).open("rb")


def unpack(stream: Any, path: str, label: str, max_bytes: int, harvest: Harvest) -> Iterator[Any]:
    """Pages of an archive or a mailbox from its beginning, one at a time."""
    from stateofplay.pages.archive import harvest_pages, harvest_wacz
    from stateofplay.pages.mail import split_mbox

    low = path.lower()
    if low.endswith(".mbox"):
        yield from split_mbox(stream, name=label, max_bytes=max_bytes, harvest=harvest)
    elif low.endswith(".wacz"):
        yield from harvest_wacz(stream, name=label, max_bytes=max_bytes, harvest=harvest)
    else:
        yield from harvest_pages(stream, name=label, max_bytes=max_bytes, harvest=harvest)


def count_pages(path: str, kind: str) -> int:
    """How many pages or lines a file holds that cannot be entered in the middle."""
    if kind == "lines":
        with open_file(path) as stream, gzip.open(stream) as lines:
            return sum(1 for _ in lines)
    with open_file(path) as stream:
        try:
            return sum(1 for _ in unpack(stream, path, path, 20_000_000, Harvest()))
        except PageError:
            return 0


class FileWindow(io.RawIOBase):
    """A part of a file as a file of its own, from `start` to `stop`."""

    def __init__(self, stream: BinaryIO, start: int, stop: int) -> None:
        super().__init__()
        self._stream, self._start, self._stop, self._at = stream, start, stop, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._stop}[whence]
        self._at = max(self._start, base + offset)
        return self._at - self._start

    def tell(self) -> int:
        return self._at - self._start

    def readinto(self, buffer: Any) -> int:
        self._stream.seek(self._at)
        data = self._stream.read(max(0, min(len(buffer), self._stop - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
