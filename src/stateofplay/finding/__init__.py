"""One room a kind of claim: a `Document` comes in, claims go out. A finder touches neither network nor disk.

Begin at `assembly` (which finders run, in what order) and `dates` (the smallest finder, to copy from).

========================  ==========================================================================================
`components`              how a finder declares its name, what it requires and what it assigns
`assembly`                look finders up by name, run them over a document, bind the claims into a `Reading`
`denials`                 who denies what was said, where the words of the denial only point at it
`hearing`                 what the network heard of who said what, kept for `confidence`
`sources`                 who says each claim: asked once all kinds are found
`confidence/`             how likely each claim is right: the last step
`dates`                   time expressions
`statements/`             who is given as the source of which words (the other rooms ask it)
`meetings/`               rounds of talks; `attendance/` asks it who sits at which table
`attendance/`             who comes, leads, stays away or comes only if
`positions/`              who wants, offers, refuses or weighs what
`conditions/`             what hangs on what
`events/`                 who did what to whom, in PLOVER
`ambiguities/`            where the text itself is unclear
`learned/`                models trained on annotated pages, beside the rules
`words/`                  tables of words of meetings, attendance, positions and saying
========================  ==========================================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stateofplay.finding.assembly import assemble, find
    from stateofplay.finding.components import Finder, Found, finder

__all__ = ["Finder", "Found", "assemble", "find", "finder"]


def __getattr__(name: str) -> object:
    """What reads, loaded with spaCy when first asked for: who shows claims asks the tables of words alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "assembly" if name in ("assemble", "find") else "components"
    return getattr(import_module(f"stateofplay.finding.{home}"), name)
