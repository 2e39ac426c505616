"""A TOML file as text cut into its parts, without losing a character: blocks, keys, values, and the comments around them.

A model that people edit is merged part by part; what nobody touched must come out byte for byte as it was. So this cuts
text and never writes values of its own. `tomllib` says what the values are.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace

_KEY = re.compile(r"""\s*((?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*=""")
_TABLES = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")

MINE, MIDDLE, THEIRS = "<<<<<<< yours", "=======", ">>>>>>> new draft"
"""The lines around two versions of a place; no TOML reader takes them for data."""

Value = bool | int | float | str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlPiece:
    """One ``key = value`` with the comment lines above it; a sub-table is one piece with the key ``[name]``."""

    key: str
    above: tuple[str, ...]
    text: str
    """Everything from the key to the end of the value; may hold line ends."""
    suffix: str = ""
    """What follows the value on its last line: a comment."""

    def value(self) -> Value:
        """The value, read by `tomllib`."""
        if self.key.startswith("["):
            return self.text
        found = tomllib.loads(self.text)
        while isinstance(found, dict) and len(found) == 1 and self.key:
            (found,) = found.values()
            if "." not in self.key:
                break
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlTable:
    """One ``[[table]]`` with its keys, or, with an empty header, the keys before the first."""

    table: str
    above: tuple[str, ...]
    header: str
    pieces: tuple[TomlPiece, ...]
    below: tuple[str, ...] = ()
    """Comment lines directly below the last key."""

    def piece(self, key: str) -> TomlPiece | None:
        """The piece of this key."""
        return next((p for p in self.pieces if p.key == key), None)

    def value(self, key: str) -> Value | None:
        """The value of this key."""
        found = self.piece(key)
        return None if found is None else found.value()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelText:
    """A whole file in parts."""

    blocks: tuple[TomlTable, ...]
    """The first is the head."""
    tail: tuple[str, ...]
    """Comment lines at the end, apart from the last block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of an array with the comment lines above it and the comment behind it."""

    above: tuple[str, ...]
    text: str
    suffix: str = ""

    def value(self) -> Value:
        """The value, read by `tomllib`."""
        found: Value = tomllib.loads(f"x = {self.text}")["x"]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Elements of two versions of which a person must choose."""

    mine: tuple[Element, ...]
    theirs: tuple[Element, ...]


def cut(text: str) -> ModelText:
    """Cut a TOML text into parts. The text must be valid TOML with ``\\n`` line ends.

    Examples
    --------
    >>> parts = cut('# mine\\nname = "x" # why\\n\\n# an option\\n[[option]]\\nid = "a"\\n')
    >>> parts.blocks[1].above, parts.blocks[1].value("id"), parts.blocks[0].pieces[0].suffix
    (('', '# an option'), 'a', ' # why')
    >>> join(parts) == '# mine\\nname = "x" # why\\n\\n# an option\\n[[option]]\\nid = "a"\\n'
    True
    """
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    blocks: list[TomlTable] = []
    open_block = TomlTable(table="", above=(), header="", pieces=())
    waiting: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            waiting.append(line)
            at += 1
            continue
        if header := _TABLES.match(line):
            below, above = _split(waiting, bool(open_block.pieces or open_block.header))
            blocks.append(replace(open_block, below=below))
            open_block = TomlTable(table=header[1], above=above, header=line, pieces=())
            at += 1
        elif header := _TABLE.match(line):
            end = at + 1
            while end < len(lines) and not (_TABLES.match(lines[end]) or _TABLE.match(lines[end])):
                end += len(_value_lines(lines, end)) if _KEY.match(lines[end]) else 1
            while end > at + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
                end -= 1
            piece = TomlPiece(key=f"[{header[1]}]", above=tuple(waiting), text="\n".join(lines[at:end]))
            open_block = replace(open_block, pieces=(*open_block.pieces, piece))
            at = end
        else:
            whole = _value_lines(lines, at)
            piece = _piece(whole, tuple(waiting))
            open_block = replace(open_block, pieces=(*open_block.pieces, piece))
            at += len(whole)
        waiting = []
    below, tail = _split(waiting, bool(open_block.pieces or open_block.header))
    blocks.append(replace(open_block, below=below))
    return ModelText(blocks=tuple(blocks), tail=tail)


def join(parts: ModelText) -> str:
    """Put the parts together again."""
    lines: list[str] = []
    for block in parts.blocks:
        lines += block.above
        lines += [block.header] if block.header else []
        for piece in block.pieces:
            lines += [*piece.above, piece.text + piece.suffix]
        lines += block.below
    return "\n".join([*lines, *parts.tail]) + "\n"


def cut_array(text: str) -> tuple[tuple[Element, ...], tuple[str, ...]] | None:
    """Cut ``key = [...]`` into the elements of the array, and the comment lines before its end; None for other values.

    Examples
    --------
    >>> elements, rest = cut_array('s = [\\n  # first\\n  "a", # so\\n  ["b", "c"],\\n]')
    >>> [(e.above, e.text, e.suffix) for e in elements]
    [(('# first',), '"a"', ' # so'), ((), '["b", "c"]', '')]
    """
    start = text.index("=") + 1
    while start < len(text) and text[start] in " \t":
        start += 1
    if start >= len(text) or text[start] != "[":
        return None
    elements: list[Element] = []
    above: list[str] = []
    current = ""
    suffix_open = False  # whether a comment now would stand behind the last element, on its line
    at, depth = start + 1, 0
    while at < len(text):
        sign = text[at]
        end = _after(text, at)
        if sign == "#":
            comment = text[at : end - 1] if text[end - 1 : end] == "\n" else text[at:end]
            if suffix_open and elements and not current.strip():
                elements[-1] = replace(elements[-1], suffix=f"{current or ' '}{comment.rstrip()}")
                current = ""
            else:
                above.append(comment.strip())
            suffix_open = False
        elif sign == "," and depth == 0:
            elements.append(Element(above=tuple(above), text=current.strip()))
            above, current, suffix_open = [], "", True
        elif sign == "]" and depth == 0:
            if current.strip():
                elements.append(Element(above=tuple(above), text=current.strip()))
                above = []
            return tuple(elements), tuple(above)
        else:
            depth += (sign in "[{") - (sign in "]}")
            if sign == "\n" and not current.strip():
                suffix_open = False
            current += text[at:end]
        at = end
    return None


def array_text(
    key: str, elements: Sequence[Element | Unsettled], rest: Sequence[str] = (), *, long: bool = True
) -> str:
    """Write an array: one element a line, or on one line where `long` is false and no comment stands in it.

    Examples
    --------
    >>> array_text("s", [Element(above=(), text='"a"'), Element(above=(), text='"b"')], long=False)
    's = ["a", "b"]'
    """
    plain = [e for e in elements if isinstance(e, Element)]
    if not long and len(plain) == len(elements) and not rest and not any(e.above or e.suffix for e in plain):
        return f"{key} = [{', '.join(e.text for e in plain)}]"
    lines = [f"{key} = ["]
    for one in elements:
        if isinstance(one, Element):
            lines += _element_lines(one)
        else:
            lines += [MINE, *(line for e in one.mine for line in _element_lines(e)), MIDDLE]
            lines += [*(line for e in one.theirs for line in _element_lines(e)), THEIRS]
    return "\n".join([*lines, *(f"  {line}" for line in rest), "]"])


def value_text(value: Value) -> str:
    """Write a text, a number, a list or an inline table as TOML.

    Examples
    --------
    >>> value_text({"formula": "a", "evidence": ["pos-1"]})
    '{ formula = "a", evidence = ["pos-1"] }'
    """
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {value_text(one)}' for key, one in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _element_lines(element: Element) -> list[str]:
    return [*(f"  {line}" for line in element.above), f"  {element.text},{element.suffix}"]


def _piece(whole: list[str], above: tuple[str, ...]) -> TomlPiece:
    text = "\n".join(whole)
    found = _KEY.match(text)
    if found is None:
        return TomlPiece(key="", above=above, text=text)
    at, last = found.end(), found.end()
    while at < len(text):
        end = _after(text, at)
        if text[at] == "#" and "\n" not in text[at : end - 1] and end >= len(text):
            break
        if text[at] not in " \t":
            last = end
        at = end
    return TomlPiece(key=found[1].strip().strip("\"'"), above=above, text=text[:last], suffix=text[last:])


def _value_lines(lines: list[str], at: int) -> list[str]:
    """The lines of one ``key = value``: until every bracket and string is closed."""
    for count in range(1, len(lines) - at + 1):
        if _closed("\n".join(lines[at : at + count])):
            return lines[at : at + count]
    return lines[at:]


def _closed(text: str) -> bool:
    found = _KEY.match(text)
    at, depth = (found.end() if found else 0), 0
    while at < len(text):
        sign, end = text[at], _after(text, at)
        if end < 0:
            return False
        depth += (sign in "[{") - (sign in "]}")
        at = end
    return depth <= 0


def _after(text: str, at: int) -> int:
    """The place after the string, the comment or the sign that begins here; -1 where a string is not closed."""
    for quote in ('"""', "'''"):
        if text.startswith(quote, at):
            end = at + 3
            while (end := text.find(quote, end)) >= 0 and quote == '"""' and _escaped(text, end):
                end += 1
            if end < 0:
                return -1
            end += 3
            while text.startswith(quote[0], end):  # up to two quotes may stand directly before the closing three
                end += 1
            return end
    if text[at] == '"':
        end = at + 1
        while end < len(text) and text[end] != '"':
            end += 2 if text[end] == "\\" else 1
        return end + 1 if end < len(text) else -1
    if text[at] == "'":
        end = text.find("'", at + 1)
        return end + 1 if end >= 0 else -1
    if text[at] == "#":
        end = text.find("\n", at)
        return end + 1 if end >= 0 else len(text)
    return at + 1


def _escaped(text: str, at: int) -> bool:
    before = at
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _split(waiting: list[str], inside: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines between two blocks: comments directly below the first belong to it, the rest to the next."""
    if not inside:
        return (), tuple(waiting)
    for place, line in enumerate(waiting):
        if not line.strip():
            return tuple(waiting[:place]), tuple(waiting[place:])
    return (), tuple(waiting)
