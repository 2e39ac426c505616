"""Bytes to text: which charset, what was damaged, and what was repaired.

The order is that of certainty: a byte order mark; strict UTF-8 (text in another charset practically never passes as
UTF-8); the charset of the HTTP header; that of the ``<meta>`` tag; resiliparse's detector; charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
# Browsers read these labels as Windows-1252, and so do the pages' authors.
_AS_WINDOWS = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "l1"}
# Everything below a space but white space, and invisible marks that are no part of a text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u0080-\u0084\u0086-\u009f\ufeff\ufffe\uffff]")

# Pairs that UTF-8 leaves when it is read as Windows-1252, 1250 or 1251: a cheap look before ftfy's thorough one.
_GARBLED = re.compile(
    r"[ÂÃÄÅÎÏÐÑ×ØÙÚâãäåæçèéïðĂĹ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|[РС][\u00a0-\u00bf\u2013-\u203a\u20ac\u2116\u2122ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєїјЅѕ]"
)


_GARBLED_BYTES = re.compile(rb"[\xc3\xc4\xd0][\x82-\xb9][\xc2\xc5\xc6\xcb\xe2\xd0\xd1\xd2]")
"""What `_GARBLED` finds, as UTF-8 bytes, and a little more."""
_GARBLED_LEADS = (b"\xc3", b"\xc4", b"\xd0")
_BOXES = bytes((0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD)).decode("koi8-r")
_BOXED = re.compile(f"[а-яёА-ЯЁ][{_BOXES}]|[{_BOXES}][а-яёА-ЯЁ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a page, the charset it was read in, and sentences about what was repaired."""

    text: str
    charset: str
    repairs: tuple[str, ...]


def decode(data: bytes, *, charset: str | None = None) -> Decoded:
    """Decode a page.

    Parameters
    ----------
    data
        The page as received.
    charset
        What the HTTP header says, where there was one.

    Examples
    --------
    >>> decode("Gespräche".encode("cp1252"), charset="windows-1252").text
    'Gespräche'
    >>> decode("Gespräche".encode()).charset
    'utf-8'
    """
    repairs: list[str] = []
    text, used = _decode_marked(data)
    if text is None:
        text, used = _decode_plain(data, charset, repairs)
    lost = text.count("\ufffd")
    if lost:
        repairs.append(
            f"{lost} {'byte' if lost == 1 else 'groups of bytes'} could not be read as {used}, shown as \ufffd."
        )
    text, controls = _CONTROL.subn("", text)
    if controls:
        repairs.append(f"{controls} control {'character was' if controls == 1 else 'characters were'} taken out.")
    # UTF-8 bytes tell in a quarter of the time whether a pair of this kind can be there at all.
    led = used != "utf-8" or any(lead in data for lead in _GARBLED_LEADS)
    clean = not led or (used == "utf-8" and not _GARBLED_BYTES.search(data))
    return Decoded(text=text if clean else _mend(text, repairs), charset=used, repairs=tuple(repairs))


def _decode_marked(data: bytes) -> tuple[str | None, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) if name == "utf-8" else 0 :].decode(name, "replace"), name
    # UTF-16 without its mark: every second byte of Western text is zero.
    head = data[:4000]
    if len(head) >= 8 and head.count(0) > len(head) // 4:
        odd, even = head[1::2].count(0), head[::2].count(0)
        name = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
        if name:
            return data.decode(name, "replace"), name
    return None, ""


def _decode_plain(data: bytes, header: str | None, repairs: list[str]) -> tuple[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        named = _known(header)
        if named not in (None, "utf-8", "cp1252") and not text.isascii():
            repairs.append(f"The page was announced as {named} but is UTF-8, and was read as UTF-8.")
        return text, "utf-8"
    meta = _META.search(data[:4096])
    named_meta = _known((meta.group(1) or meta.group(2)).decode("ascii", "replace")) if meta else None
    for name in (_known(header), named_meta):
        if name == "utf-8":
            text = data.decode("utf-8", "replace")
            # A page may carry a few broken bytes; when it is full of them the label is wrong.
            if text.count("\ufffd") <= max(2, len(text) // 200):
                return text, name
        elif name is not None:
            return _tell_koi8(data, name, repairs)
    return _tell_koi8(data, _guess(data), repairs)


def _tell_koi8(data: bytes, name: str, repairs: list[str]) -> tuple[str, str]:
    """Decode, telling KOI8-U from KOI8-R: where the one has Ukrainian letters the other draws boxes, inside words."""
    text = data.decode(name, "replace")
    if name == "koi8-r" and _BOXED.search(text):
        repairs.append("The page has Ukrainian letters, and was read as KOI8-U instead of KOI8-R.")
        return data.decode("koi8-u", "replace"), "koi8-u"
    return text, name


def _guess(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    sample = data[:200_000]
    name = _known(detect_encoding(sample))
    if name is None:
        from charset_normalizer import from_bytes

        best = from_bytes(sample[:20_000]).best()
        name = _known(best.encoding) if best else None
    return name or "cp1252"


def _known(name: str | None) -> str | None:
    """Python's name of a charset, or None for a name that is none."""
    if not name:
        return None
    label = name.strip().strip("\"'").lower()
    if label in _AS_WINDOWS:
        return "cp1252"
    try:
        codec = codecs.lookup(label)
        codec.decode(b"")  # "hex", "rot13" and their like are codecs, but no charsets
    except Exception:
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _mend(text: str, repairs: list[str]) -> str:
    """Repair lines that were decoded in a wrong charset by someone before us, where ftfy is certain."""
    if text.isascii() or not _GARBLED.search(text):
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    lines = text.split("\n")
    mended = 0
    for index, line in enumerate(lines):
        if _GARBLED.search(line) and is_bad(line):
            fixed = fix_encoding(line)
            if fixed != line and not is_bad(fixed) and "\n" not in fixed:
                lines[index] = fixed
                mended += 1
    if mended:
        repairs.append(
            f"{mended} {'line was' if mended == 1 else 'lines were'} garbled by a wrong charset and put right."
        )
    return "\n".join(lines)
