"""Where output goes: the terminal or a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

STANDARD_INPUT = "\0-"
"""Stands for the page ``-``; no word of a command line can hold this character."""


_MARKS = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)} | {0x7F: "\u2421"}
# C1 controls, and the marks that turn the direction of what follows: overrides, embeddings, isolates.
_MARKS |= {code: f"<U+{code:04X}>" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_HIDDEN = re.compile("[" + "".join(map(re.escape, map(chr, _MARKS))) + "]")


def visible(text: str) -> str:
    """Show what a terminal would obey instead of showing: escape sequences, and marks that turn the direction of text.

    Names of files and words of pages come from outside; a terminal takes orders from whoever writes to it.

    Examples
    --------
    >>> visible("a\\x1b[2Jb\\u202etxt.exe")
    'a␛[2Jb<U+202E>txt.exe'
    """
    return _HIDDEN.sub(lambda found: _MARKS[ord(found[0])], text)


_LOGIN = re.compile(r"(?<=://)[^\s/@]+:[^\s/@]+@")


def without_logins(text: str) -> str:
    """A sentence without the names and passwords that stand in addresses.

    Examples
    --------
    >>> without_logins("https://ana:s3cret@news.example/a does not answer")
    'https://news.example/a does not answer'
    """
    return _LOGIN.sub("", text)


_FILLED = re.compile(r"[ \t]+(?=\n)")


class _Console(Console):
    """A console on which nothing out of a page or a file's name is obeyed."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as ever, with the text of every segment made `visible`; styles are added later and not touched."""
        for segment in super().render(renderable, options):
            hidden = not segment.control and _HIDDEN.search(segment.text)
            yield segment._replace(text=visible(segment.text)) if hidden else segment

    def _render_buffer(self, buffer: Iterable[Segment]) -> str:
        """Without the blanks that fill lines to the width: a file or another program has no use for them."""
        text = super()._render_buffer(buffer)
        return text if self.is_terminal else _FILLED.sub("", text)

    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to `run`, which ends quietly; rich would end the program as if it had failed."""
        raise BrokenPipeError


def console() -> Console:
    """The console for people; plain text of at most 100 columns where the output is no terminal."""
    width = None if sys.stdout.isatty() else 100
    return _Console(width=width, highlight=False, soft_wrap=False)


def progress_console() -> Console:
    """The console for progress and notices, so that stdout stays clean."""
    return _Console(stderr=True, highlight=False)


def deliver(text: str, output: Path | None) -> None:
    """Write text, with a line end at its end, to a file, or to stdout where none is named."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None:
        # A file or another program gets the text as it is; a terminal would obey what stands in it.
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        return
    from stateofplay.exchange.delivery import write_text

    write_text(output, text)
    print(f"Written to {visible(str(output))}", file=sys.stderr)


def deliver_bytes(data: bytes, output: Path | None) -> None:
    """Write what is no text to a file; to stdout only where that is no terminal."""
    if output is None:
        if sys.stdout.isatty():
            from stateofplay.errors import ExchangeError

            raise ExchangeError(
                "this is no text for a terminal",
                slug="exchange.write",
                hint="Name a file with -o, or send it to one with >.",
            )
        sys.stdout.buffer.write(data)
        return
    from stateofplay.exchange.delivery import written_whole

    with written_whole(output) as file:
        file.write(data)
    print(f"Written to {visible(str(output))}", file=sys.stderr)
