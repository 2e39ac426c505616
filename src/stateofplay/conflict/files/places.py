"""Where in a model file something stands, so that an error can name the line.

TOML tells the line of a slip in its own syntax only. What a model says wrongly (an option that nobody has, a state that
stands twice) is found later, so the lines of tables, keys and items are looked up here, and only when an error needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from stateofplay.errors import ConflictError

Place = tuple[str, int, str, int]
"""Table, its number from 1, key ("" for the table itself), item of the key's list from 1 (0 for the key itself)."""

_HEADER = re.compile(r"[ \t]*\[(\[?)[ \t]*([^\]\n]+?)[ \t]*\]")
_KEY = re.compile(r"[ \t]*[\"']?([\w-]+)[\"']?[ \t]*=")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""'  # texts of several lines and of one, with and without escapes
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{},\n]"
    r"|[^\s\[\]{},\"'#]+",
    re.DOTALL,
)


class PlacedError(ConflictError):
    """A mistake in a model file whose sentence already says where it stands."""


class ModelLines:
    """The lines of one model file.

    Parameters
    ----------
    where
        What the file is called in errors.
    text
        Its TOML; ``""`` for a form without lines to show (JSON), where the table and key are named instead.

    Examples
    --------
    >>> places = ModelLines("strike.toml", '[[option]]\\nid = "strike"\\nowner = "union"\\n')
    >>> places.say("option", 1, "owner")
    'strike.toml, line 3'
    >>> ModelLines("strike.json").say("option", 1, "owner")
    'strike.json, option 1, owner'
    """

    def __init__(self, where: str, text: str = "") -> None:
        self.where, self._text = where, text

    @cached_property
    def lines(self) -> dict[Place, int]:
        """Line number of every place."""
        return dict(_places(self._text))

    def line(self, table: str, number: int, key: str = "", item: int = 0) -> int | None:
        """Return the line of a place, or of the nearest place around it."""
        for place in ((table, number, key, item), (table, number, key, 0), (table, number, "", 0)):
            if place in self.lines:
                return self.lines[place]
        return None

    def say(self, table: str, number: int, key: str = "", item: int = 0) -> str:
        """Name a place for people."""
        line = self.line(table, number, key, item)
        if line is not None:
            return f"{self.where}, line {line}"
        parts = [f"{table} {number}" if table else "", key, f"item {item}" if item else ""]
        return ", ".join([self.where, *filter(None, parts)])

    @contextmanager
    def at(self, table: str, number: int, key: str = "", item: int = 0) -> Iterator[None]:
        """Let errors raised inside say that they are about this place."""
        try:
            yield
        except PlacedError:
            raise
        except ConflictError as error:
            place = self.say(table, number, key, item)
            raise PlacedError(f"{place}: {error.sentence}", slug=error.slug, hint=error.hint) from error


def _places(text: str) -> Iterator[tuple[Place, int]]:
    table, counts = "", {"": 0}
    at, line = 0, 1
    while at < len(text):
        header, key = _HEADER.match(text, at), _KEY.match(text, at)
        if header:
            table = header[2] if header[1] else ""
            counts[table] = counts.get(table, 0) + (1 if table else 0)
            if table:
                yield (table, counts[table], "", 0), line
        elif key:
            place = (table, counts[table], key[1])
            yield (*place, 0), line
            for item, offset in _items(text, key.end()):
                line += text.count("\n", at, offset)
                at = offset
                if item:
                    yield (*place, item), line
        newline = text.find("\n", at)
        if newline < 0:
            return
        at, line = newline + 1, line + 1


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield (number, offset) of each item of a list that starts here, then (0, where the value ends)."""
    depth = item = 0
    fresh, end = True, start
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if sign == "\n":
            if depth == 0:
                break
            continue
        if sign.startswith("#"):
            continue
        end = token.end() if depth or sign in "[{" else end
        if sign in "]}":
            depth -= 1
            continue
        if sign == ",":
            fresh = fresh or depth == 1
            continue
        if depth == 1 and fresh:
            item, fresh = item + 1, False
            yield item, token.start()
        if sign in "[{":
            depth += 1
        end = token.end()
    yield 0, end
