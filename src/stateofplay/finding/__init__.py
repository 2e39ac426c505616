"""One module a kind of claim. A finder sees a Document and returns claims; it touches neither network nor disk."""

from stateofplay.finding.assembly import assemble, find
from stateofplay.finding.components import Finder, Found, finder

__all__ = ["Finder", "Found", "assemble", "find", "finder"]
