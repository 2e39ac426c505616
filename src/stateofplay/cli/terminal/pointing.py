"""The next step: which command takes a file that was given to another, and what a command wanted to be told."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

CASE, MODEL, EXPORT, PAGE, FEED = "case", "model", "export", "page", "feed"

NEXT = {
    CASE: "{file} is a case: stateofplay status {file}",
    MODEL: "{file} is a conflict model: stateofplay analyse {file}",
    EXPORT: "{file} is an export of a case: stateofplay import NEW.sop {file}",
    PAGE: "{file} looks like a page: stateofplay brief {file}, or stateofplay add CASE {file}",
    FEED: "{file} is a feed or a list of feeds: stateofplay watch CASE --add {file}",
}
"""Kind of file -> the command for it."""
_SUFFIXES = {
    ".toml": MODEL,
    ".gmcr": MODEL,
    ".opml": FEED,
    ".rss": FEED,
    ".atom": FEED,
    **dict.fromkeys((".html", ".htm", ".xhtml", ".txt", ".md", ".pdf", ".docx", ".odt", ".eml", ".mbox", ".warc", ".gz"), PAGE),
}  # fmt: skip
_TAKES = {
    **dict.fromkeys(("read", "brief", "batch"), frozenset({PAGE})),
    **dict.fromkeys(
        ("analyse", "whatif", "reach", "cases", "ask", "answer", "elicit", "merge-models"), frozenset({MODEL, CASE})
    ),
    "import": frozenset({CASE, EXPORT}),
    "watch": frozenset({CASE, FEED}),
    "add": frozenset({CASE, PAGE}),
}
"""Command -> kinds of files that it takes; the others take a case."""
_WRITTEN = frozenset(("-o", "--output", "--group", "--answers"))
"""Options behind which a file stands that is written: it is not what the command was given to read."""


def kind_of(file: Path) -> str | None:
    """What a file is, by its first bytes, else by its name; None where it cannot be told."""
    try:
        with file.open("rb") as stream:
            head = stream.read(200)
    except OSError:
        return None
    if head.startswith(b"SQLite format 3\0"):
        return CASE
    if head.startswith(b'{"row":"case"'):
        return EXPORT
    return _SUFFIXES.get(file.suffix.lower())


def point(command: str, words: Sequence[str]) -> str | None:
    """Where a file was given to a command that does not take its kind: which one does."""
    takes = _TAKES.get(command, frozenset({CASE}))
    for before, word in zip(("", *words), words, strict=False):
        if word.startswith("-") or before in _WRITTEN or not os.path.isfile(word):
            continue
        kind = kind_of(Path(word))
        if kind is not None and kind not in takes:
            return NEXT[kind].format(file=word)
    return None


def examples_of(function: Callable[..., object]) -> list[str]:
    """The examples in the help of a command."""
    lines = (function.__doc__ or "").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("stateofplay ")]


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The command that a mistyped one is most like."""
    found = difflib.get_close_matches(word, known, n=1)
    return found[0] if found else None
