"""An Atom feed (RFC 4287) of a case."""

from __future__ import annotations

import xml.etree.ElementTree as xml

from stateofplay.service.library import KeptCase

ATOM = "http://www.w3.org/2005/Atom"


class AtomFeed:
    """A feed in the making.

    Parameters
    ----------
    name
        What it tells of the case, as its id ends.
    page
        The page of the case that tells the same.
    origin, self_address
        Address of the server, and of this feed.

    Attributes
    ----------
    tag
        What the ids of the case begin with; it stays as long as the case is the same.
    updated
        When a page was added last.
    """

    def __init__(self, kept: KeptCase, name: str, title: str, *, page: str, origin: str, self_address: str) -> None:
        added = [str(p["added_at"]) for p in kept.state.pages]
        self.tag = f"tag:stateofplay,{min(added, default='1970-01-01')[:10]}:{kept.id}"
        self.updated = max(added, default="1970-01-01T00:00:00")[:19] + "Z"
        self._case = f"{origin}/case/{kept.id}"
        self._root = xml.Element(f"{{{ATOM}}}feed")
        self._head(self._root, f"{self.tag}/{name}", f"{kept.state.title}: {title}", self.updated)
        _put(_put(self._root, "author"), "name", "State of Play")
        _put(self._root, "link", rel="self", href=self_address)
        self._lead_to(self._root, page)

    def add(self, id: str, title: str, *, updated: str = "", page: str, summary: str) -> None:
        """Add an entry; `id` is put behind the tag of the case, `page` behind its address."""
        entry = _put(self._root, "entry")
        self._head(entry, f"{self.tag}/{id}", title, updated or self.updated)
        self._lead_to(entry, page)
        _put(entry, "summary", summary)

    def written(self) -> bytes:
        """The feed."""
        xml.register_namespace("", ATOM)
        told: bytes = xml.tostring(self._root, encoding="utf-8", xml_declaration=True)
        return told

    def _head(self, parent: xml.Element, id: str, title: str, updated: str) -> None:
        _put(parent, "id", id)
        _put(parent, "title", title)
        _put(parent, "updated", updated)

    def _lead_to(self, parent: xml.Element, page: str) -> None:
        _put(parent, "link", rel="alternate", href=f"{self._case}/{page}")


def _put(parent: xml.Element, name: str, text: str = "", **attributes: str) -> xml.Element:
    made = xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = _plain(text) or None
    return made


def _plain(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
