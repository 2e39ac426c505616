"""Write a file whole or not at all: under a name beside it first, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from stateofplay.errors import ExchangeError
from stateofplay.partial import partial_name, sweep


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which appears at `path` when the block ends well; until then what was there stays.

    A link stays a link, and the file behind it is replaced; who may read a file that is replaced may read the new one. What
    is no plain file (a device, a pipe) is written to as it is.

    Raises
    ------
    ExchangeError
        ``exchange.write`` where it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     place = Path(folder) / "brief.md"
    ...     with written_whole(place) as file:
    ...         _ = file.write(b"# Brief")
    ...     place.read_bytes(), [p.name for p in Path(folder).iterdir()]
    (b'# Brief', ['brief.md'])
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise IsADirectoryError(0, "it is a folder")
            with path.open("wb") as device:
                yield device
            return
        target = path.resolve() if path.is_symlink() else path
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        beside = partial_name(target)
        with beside.open("xb") as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
        try:
            beside.chmod(_mode(target))
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise ExchangeError(
            f"{path} cannot be written: {error.strerror or error}",
            slug="exchange.write",
            hint="Name another file with -o.",
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all."""
    with written_whole(path) as file:
        file.write(text.encode("utf-8"))


def _mode(target: Path) -> int:
    """As the file that is replaced; else as any new file of this user, not closed to others as temporary ones are."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
