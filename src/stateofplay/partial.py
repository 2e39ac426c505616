"""Files that are being made: under a name beside the one they will have, so that a program that is killed leaves none half made.

What it leaves under such a name is removed by the next one that makes the same file.
"""

from __future__ import annotations

import os
import random
import re
from contextlib import suppress
from pathlib import Path


def partial_name(path: Path) -> Path:
    """A name beside `path` that says which process makes it.

    >>> partial_name(Path("talks.sop")).name.startswith(f".talks.sop.{os.getpid()}-")
    True
    """
    return path.with_name(f".{path.name}.{os.getpid()}-{random.randrange(16**6):06x}.part")


def sweep(path: Path) -> None:
    """Remove what programs that live no more had begun to make under this name."""
    before = f".{path.name}."
    with suppress(OSError):
        for left in list(path.parent.iterdir()):
            if left.name.startswith(before) and ".part" in left.name[len(before) :]:
                number = left.name[len(before) :].split("-", 1)[0]
                if number.isdigit() and not _lives(int(number)):
                    left.unlink(missing_ok=True)


def is_partial(path: Path) -> bool:
    """Whether a file is one that is being made, or was.

    >>> is_partial(partial_name(Path("talks.sop"))), is_partial(Path("talks.sop"))
    (True, False)
    """
    return _PART.fullmatch(path.name) is not None


def sweep_folder(folder: Path) -> None:
    """Remove what programs that live no more had begun to make in a folder, under whatever name."""
    with suppress(OSError):
        for left in list(folder.iterdir()):
            if (made := _PART.fullmatch(left.name)) and not _lives(int(made[1])):
                left.unlink(missing_ok=True)


_PART = re.compile(r"\..+\.(\d+)-[0-9a-f]{6}\.part")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
