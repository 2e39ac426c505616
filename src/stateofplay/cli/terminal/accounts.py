"""What readers that ask somebody tell at the end of a command, on the terminal's side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stateofplay.cli.terminal.output import progress_console


@contextmanager
def reported() -> Iterator[None]:
    """Tell what was asked, what it cost and what was refused, also where the command stops in the middle."""
    from stateofplay.service.readers import close_readers, reports

    close_readers()
    try:
        yield
    finally:
        for line in reports():
            progress_console().print(line, highlight=False, markup=False, soft_wrap=True)
