"""Whether the text that a row states is the text of its bytes.

Versions of the reader cut a page differently, so the text need not be cut as this version would cut it; but each of its lines
must stand in the bytes, letter by letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from stateofplay.errors import StateOfPlayError
from stateofplay.pages import read_page
from stateofplay.pages.received.encoding import decode

_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrtbf]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_CHARSETS = ("utf-8", "cp1252", "cp1251", "cp1250", "koi8-r", "koi8-u", "utf-16")


def stands_in_bytes(text: str, raw: bytes, *, url: str | None = None, published: str | None = None) -> bool:
    """Whether every line of a text can be read in the bytes that it is said to come from.

    Examples
    --------
    >>> page = b"<p>Arda will <b>not</b> sign.</p><p>Borel &amp; Arda met.</p>"
    >>> stands_in_bytes("Arda will not sign.\\nBorel & Arda met.", page), stands_in_bytes("Arda will sign.", page)
    (True, False)
    """
    wanted = [line for line in text.splitlines() if _letters(line)]
    for said in _ways_to_read(raw):
        wanted = [line for line in wanted if not _stands(line, said)]
        if not wanted:
            return True
    try:
        article = read_page(raw, url=url, published=published)
    except StateOfPlayError:
        return False
    read = _letters(article.text) + " " + " ".join(_letters(piece.text) for piece in article.clutter)
    return all(_stands(line, read) for line in wanted)


def _stands(line: str, said: str) -> bool:
    """Whether every sentence of a line stands in what was read: two of them may have been parted there."""
    return all(_letters(part) in said for part in _SENTENCE.split(line))


def _ways_to_read(raw: bytes) -> Iterator[str]:
    """The letters of the bytes: as they are, without marks of HTML, without those of JSON; in likely charsets."""
    seen: set[str] = set()
    for number, charset in enumerate(("", *_CHARSETS)):
        try:
            plain = raw.decode(charset) if charset else decode(raw).text
        except (UnicodeError, LookupError, StateOfPlayError):
            continue
        if plain in seen:
            continue
        seen.add(plain)
        yield _letters(plain)
        bare = html.unescape(_TAG.sub("", plain))
        yield _letters(bare)
        if "\\" in plain and number < 2:
            yield _letters(html.unescape(_TAG.sub("", _ESCAPE.sub(_character, plain))))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] and not 0xD800 <= int(found[1], 16) < 0xE000 else " "


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
