"""OpenDocument texts (.odt). The commented example for a format of your own: see docs/pages.md.

A format is a module with three things: a function that recognises the first bytes, a function that reads, and `FORMAT`,
which names them. This one shows every part of it in the smallest form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stateofplay.pages.formats.form import Extract, PageFormat
from stateofplay.pages.formats.zipped import read_member
from stateofplay.pages.received.signatures import is_zip_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
# What stands inside a paragraph and is not said by it: deleted words, notes, the reading above a name, remarks of reviewers.
_UNSAID = {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_TEXT}ruby-text", f"{_OFFICE}annotation"}
_SPACES = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def recognise(data: bytes) -> bool:
    """The first step: say quickly, and without raising, whether the bytes are of this format."""
    return is_zip_of(data[:400], b"mimetypeapplication/vnd.oasis.opendocument.text")


def read(data: bytes, name: str) -> Extract:
    """The second step: bytes to lines, one a paragraph; `read_member` refuses what is damaged with a `PageError`."""
    root = read_member(data, "content.xml", name)
    lines: list[str] = []
    _gather(root, lines)
    # "chosen": the document is all article, so only clear clutter is taken out of these lines.
    return Extract(text="\n".join(lines), kind="chosen")


def _gather(root: _Element, lines: list[str]) -> None:
    queue = [root]
    while queue:  # a list instead of recursion: documents nest as deep as they like
        element = queue.pop()
        if element.tag in _UNSAID:
            continue
        if element.tag in _BLOCKS:
            lines += [x for line in _text(element).split("\n") if (x := " ".join(line.split()))]
            continue
        queue += reversed(list(element))


def _text(block: _Element) -> str:
    parts: list[str] = []
    queue: list[_Element | str] = [block]
    while queue:
        item = queue.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item.tail and item is not block:
            queue.append(item.tail)
        if not isinstance(item.tag, str) or item.tag in _UNSAID:
            continue
        if item.tag == f"{_TEXT}s":
            parts.append(" ")
        parts.append(_SPACES.get(item.tag, ""))
        queue += reversed(list(item))
        parts.append(item.text or "")
    return "".join(parts)


# The third step: name it. The fourth is one word in `formats()`.
FORMAT = PageFormat(name="odt", says="an OpenDocument text", suffixes=(".odt",), recognise=recognise, read=read)
