"""Word documents (.docx), with tracked changes as they would read once accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stateofplay.pages.formats.form import Extract, PageFormat
from stateofplay.pages.formats.zipped import read_member
from stateofplay.pages.received.signatures import is_zip_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved-away words, field codes, the reading above a name, and the second copy that shapes carry for old programs.
_UNSAID = {f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rt")}
_UNSAID.add(f"{_MC}Fallback")
_TRACKED = (f"{_W}del", f"{_W}ins", f"{_W}moveFrom", f"{_W}moveTo")
_SIGNS = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTE_MARK = re.compile(r"[\d*†‡§,\s\[\]()]*")
_OFF = ("0", "false", "off", "none")


def recognise(data: bytes) -> bool:
    """A zip archive with a Word document inside."""
    return is_zip_of(data, b"word/")


def read(data: bytes, name: str) -> Extract:
    """Read the paragraphs of the body in their order, tables and text boxes included."""
    root = read_member(data, "word/document.xml", name)
    lines: list[str] = []
    open_end = ""
    changed = sum(1 for _ in root.iter(*_TRACKED))
    struck = counted = 0
    for block in root.iter(f"{_W}p"):
        if any(a.tag in _UNSAID for a in block.iterancestors()):
            continue
        text, gone = _text(block)
        struck += gone
        counted += bool(text.strip()) and _is_counted(block)
        text = open_end + text
        mark = block.find(f"{_W}pPr/{_W}rPr")
        # A deleted paragraph mark joins the paragraph with the next.
        if mark is not None and (mark.find(f"{_W}del") is not None or mark.find(f"{_W}moveFrom") is not None):
            open_end = text
            continue
        open_end = ""
        lines += [x for line in text.split("\n") if (x := " ".join(line.split()))]
    if open_end.strip():
        lines.append(" ".join(open_end.split()))
    repairs = []
    if changed:
        repairs.append(f"{changed} tracked {'change is' if changed == 1 else 'changes are'} read as accepted.")
    if struck:
        repairs.append(f"{struck} struck-out {'run of words was' if struck == 1 else 'runs of words were'} left out.")
    if counted:
        repairs.append(
            f"{counted} {'paragraph has' if counted == 1 else 'paragraphs have'} a number or bullet that is not in the text."
        )
    return Extract(text="\n".join(lines), kind="chosen", repairs=tuple(repairs))


def _text(block: _Element) -> tuple[str, int]:
    """Words of one paragraph and how many runs in it are struck out; paragraphs of text boxes inside come by themselves."""
    parts: list[str] = []
    struck = 0
    queue: list[_Element] = list(reversed(block))
    while queue:
        item = queue.pop()
        if item.tag in _UNSAID or item.tag == f"{_W}p":
            continue
        if item.tag == f"{_W}t":
            parts.append(item.text or "")
        elif item.tag in _SIGNS:
            parts.append(_SIGNS[item.tag])
        elif item.tag == f"{_W}r":
            look = item.find(f"{_W}rPr")
            words = "".join(t.text or "" for t in item.iter(f"{_W}t"))
            if look is not None and words:
                if _is_on(look, "strike") or _is_on(look, "dstrike"):
                    struck += 1
                    continue
                raised = look.find(f"{_W}vertAlign")
                is_raised = raised is not None and raised.get(f"{_W}val") == "superscript"
                if _is_on(look, "vanish") or (is_raised and _NOTE_MARK.fullmatch(words)):
                    continue
            queue += reversed(list(item))
        else:
            queue += reversed(list(item))
    return "".join(parts), struck


def _is_counted(block: _Element) -> bool:
    """Whether the paragraph is told to be an item of a list, whose number Word works out whenever it shows the page."""
    of = block.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    return of is not None and of.get(f"{_W}val") != "0"


def _is_on(look: _Element, name: str) -> bool:
    found = look.find(f"{_W}{name}")
    return found is not None and (found.get(f"{_W}val") or "1").lower() not in _OFF


FORMAT = PageFormat(name="docx", says="a Word document", suffixes=(".docx",), recognise=recognise, read=read)
