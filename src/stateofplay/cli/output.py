"""Where output goes: the terminal or a file."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from stateofplay.errors import ExchangeError

STANDARD_INPUT = "\0-"
"""Stands for the page ``-``; no word of a command line can hold this character."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to `run`, which ends quietly; rich would end the program as if it had failed."""
        raise BrokenPipeError


def console() -> Console:
    """The console for people; plain text of at most 100 columns where the output is no terminal."""
    width = None if sys.stdout.isatty() else 100
    return _Console(width=width, highlight=False, soft_wrap=False)


def progress_console() -> Console:
    """The console for progress and notices, so that stdout stays clean."""
    return Console(stderr=True, highlight=False)


def deliver(text: str, output: Path | None) -> None:
    """Write text, with a line end at its end, to a file, or to stdout where none is named."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExchangeError(
            f"{output} cannot be written: {error.strerror or error}",
            slug="exchange.write",
            hint="Name another file with -o.",
        ) from error
    print(f"Written to {output}", file=sys.stderr)
