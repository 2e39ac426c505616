"""Undo what a server did to a body on its way: chunks, gzip, deflate, Brotli, Zstandard, one over the other.

Headers lie in both directions: crawlers unpack a body and keep its header, and servers pack without saying so. So each
coding is undone only where the body shows that it is there, and a body that shows one unannounced is unpacked too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from stateofplay.errors import PageError

_STEP = 65_536
_CHUNK_HEAD = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
MAX_LAYERS = 5
"""More codings than this one over the other are a bomb or a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedBody:
    """A body with its codings undone; `whole` is False where the packed data ended before their end mark."""

    data: bytes
    whole: bool = True


class _Damaged(ValueError):
    """The bytes are not in the coding that was tried."""


def undo_codings(data: bytes, content: str = "", transfer: str = "", *, name: str, max_bytes: int) -> DecodedBody:
    """Undo transfer codings, then content codings, in the reverse order of their headers.

    Parameters
    ----------
    data
        The body as it stood on the wire.
    content, transfer
        The headers ``Content-Encoding`` and ``Transfer-Encoding``, or "".
    name
        What errors call the page.
    max_bytes
        Largest size at every step, so that a small bomb does no harm.

    Raises
    ------
    PageError
        ``pages.too-large``, ``pages.coding`` for a coding that nobody knows, ``pages.damaged``.

    Examples
    --------
    >>> undo_codings(b"5\\r\\nTalks\\r\\n0\\r\\n\\r\\n", transfer="chunked", name="page", max_bytes=100).data
    b'Talks'
    """
    named = [*reversed(_split(transfer)), *reversed(_split(content))]
    if len(named) > MAX_LAYERS:
        raise PageError(
            f"{name} came in {len(named)} codings one over the other.",
            slug="pages.coding",
            hint="Save it in a browser.",
        )
    whole = True
    for coding in named:
        undo = _UNDO.get(coding)
        if undo is None:
            raise PageError(
                f"{name} came in the unknown coding {coding}.", slug="pages.coding", hint="Save it in a browser."
            )
        try:
            data, ended = undo(data, max_bytes)
        except _Damaged:
            own = _GZIP if "gzip" in coding else _ZSTD if coding == "zstd" else None
            if own is not None and data.startswith(own):
                raise PageError(f"{name} came damaged.", slug="pages.damaged", hint="Try again later.") from None
            if _is_packed(data):
                continue  # in another coding than the header says: seen to below
            if not _is_plain(data):
                raise PageError(f"{name} came damaged.", slug="pages.damaged", hint="Try again later.") from None
            continue  # unpacked before it was kept
        except OverflowError:
            raise _too_large(name, max_bytes) from None
        whole = whole and ended
    for _ in range(2):
        if not _is_packed(data) or _is_archive(data) or content.strip().lower() == "identity":
            break
        try:
            data, ended = (_gunzip if data.startswith(_GZIP) else _unzstd)(data, max_bytes)
        except _Damaged:
            break  # bytes that only begin like packed ones; nobody said that they are
        except OverflowError:
            raise _too_large(name, max_bytes) from None
        whole = whole and ended
    return DecodedBody(data=data, whole=whole)


def _split(header: str) -> list[str]:
    return [x for part in header.lower().split(",") if (x := part.strip()) not in ("", "identity")]


def _is_packed(data: bytes) -> bool:
    return data.startswith((_GZIP, _ZSTD))


def _is_archive(data: bytes) -> bool:
    """Whether what is packed is a web archive, which is packed by itself and read as such."""
    if not data.startswith(_GZIP):
        return False
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 64).startswith(b"WARC/")
    except zlib.error:
        return False


def _is_plain(data: bytes) -> bool:
    """Whether the bytes read as text already."""
    sample = data[:2000]
    return sum(b < 9 or 13 < b < 32 for b in sample) * 50 <= len(sample)


def _unchunk(data: bytes, limit: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    at = 0
    while True:
        head = _CHUNK_HEAD.match(data, at)
        if head is None:
            if not parts:
                raise _Damaged
            return b"".join(parts), False
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts), True
        start = head.end()
        parts.append(data[start : start + size])
        if start + size > len(data):
            if len(parts) == 1 and size > 8 * len(data):
                raise _Damaged  # a text whose first line happens to be a figure
            return b"".join(parts), False
        at = start + size
        if data[at : at + 2] == b"\r\n":
            at += 2
        elif data[at : at + 1] == b"\n":
            at += 1
        elif len(parts) == 1:
            raise _Damaged


def _inflate(data: bytes, limit: int, window: int, *, members: bool = False) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    size = 0
    while True:
        unpack = zlib.decompressobj(window)
        rest = data
        try:
            while rest and not unpack.eof:
                piece = unpack.decompress(rest, _STEP)
                rest = unpack.unconsumed_tail
                size += len(piece)
                if size > limit:
                    raise OverflowError
                parts.append(piece)
        except zlib.error:
            if not parts or not size:
                raise _Damaged from None
            return b"".join(parts), False
        if not unpack.eof:
            return b"".join(parts), False
        data = unpack.unused_data
        # A gzip body may have several members; what follows the last is padding.
        if not members or not data.startswith(_GZIP):
            return b"".join(parts), True


def _gunzip(data: bytes, limit: int) -> tuple[bytes, bool]:
    if not data.startswith(_GZIP):
        raise _Damaged
    return _inflate(data, limit, 31, members=True)


def _undeflate(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Deflate with its zlib head, as the standard wants it, or without, as some servers send it."""
    try:
        return _inflate(data, limit, 15)
    except _Damaged:
        found = _inflate(data, limit, -15)
        if not _is_plain(found[0]) or (not found[1] and len(found[0]) < len(data)):
            raise _Damaged from None
        return found


def _unbrotli(data: bytes, limit: int) -> tuple[bytes, bool]:
    import brotli

    unpack = brotli.Decompressor()
    parts: list[bytes] = []
    size, rest = 0, data
    try:
        while not unpack.is_finished():
            piece = unpack.process(rest, output_buffer_limit=_STEP)
            rest = b""
            size += len(piece)
            if size > limit:
                raise OverflowError
            if not piece and unpack.can_accept_more_data():
                return b"".join(parts), False
            parts.append(piece)
    except brotli.error:
        if not size or not _is_plain(b"".join(parts)):
            raise _Damaged from None
        return b"".join(parts), False
    return b"".join(parts), True


def _unzstd(data: bytes, limit: int) -> tuple[bytes, bool]:
    if not data.startswith(_ZSTD):
        raise _Damaged
    try:
        import zstandard
    except ImportError:
        raise PageError(
            "A page came packed with Zstandard, and the library to unpack it is not installed.",
            slug="pages.library",
            hint="pip install 'stateofplay[documents]'",
        ) from None
    parts: list[bytes] = []
    size = 0
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data, read_across_frames=True) as stream:
            while piece := stream.read(_STEP):
                size += len(piece)
                if size > limit:
                    raise OverflowError
                parts.append(piece)
    except zstandard.ZstdError:
        if not size:
            raise _Damaged from None
        return b"".join(parts), False
    found = b"".join(parts)
    try:
        told = zstandard.frame_content_size(data)
    except zstandard.ZstdError:
        told = -1
    return found, told < 0 or len(found) >= told


_UNDO: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "chunked": _unchunk,
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def _too_large(name: str, limit: int) -> PageError:
    return PageError(
        f"{name} has more than the {limit / 1e6:.0f} MB that a page may have.",
        slug="pages.too-large",
        hint="Give the address of the article itself, or raise max_bytes.",
    )
