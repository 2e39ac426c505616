"""XML members of documents that are zip archives, read within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from stateofplay.errors import PageError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBER = 60_000_000
"""Bytes of one member when unpacked; above it the document is a bomb or a book."""


def read_member(data: bytes, member: str, name: str) -> _Element:
    """Parse one XML member of a zipped document; entities are never resolved.

    Raises
    ------
    PageError
        ``pages.damaged`` or ``pages.too-large``.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as stream:
            xml = stream.read(MAX_MEMBER + 1)
        if len(xml) > MAX_MEMBER:
            raise PageError(
                f"{name} unpacks to more than {MAX_MEMBER // 1_000_000} MB.",
                slug="pages.too-large",
                hint="Save the article alone.",
            )
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise PageError(
            f"{name} is damaged: {str(error).rstrip('.') or type(error).__name__}.",
            slug="pages.damaged",
            hint="Open it in its program, save it again, and read that file.",
        ) from None
