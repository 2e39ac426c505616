"""One module a kind of claim. A finder sees a Document and returns claims; it touches neither network nor disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stateofplay.finding.assembly import assemble, find
    from stateofplay.finding.components import Finder, Found, finder

__all__ = ["Finder", "Found", "assemble", "find", "finder"]


def __getattr__(name: str) -> object:
    """Load the finders when they are asked for: tables of words are wanted without them, and they bring spaCy along."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stateofplay.finding import assembly, components

    return getattr(assembly if name in ("assemble", "find") else components, name)
