"""Assemble the reader from named finders and run it over a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from importlib import import_module

from stateofplay import __version__
from stateofplay.errors import FindingError
from stateofplay.finding.components import REGISTRY, Finder, Found
from stateofplay.finding.confidence import weigh
from stateofplay.finding.sources import attribute
from stateofplay.language.document import Document
from stateofplay.model import Reading

# Modules that register our own finders. A plug-in registers its own by being imported (setting `finding.modules`).
OWN_MODULES = (
    "stateofplay.finding.dates",
    "stateofplay.finding.statements",
    "stateofplay.finding.meetings",
    "stateofplay.finding.attendance",
    "stateofplay.finding.positions",
    "stateofplay.finding.conditions",
    "stateofplay.finding.events",
    "stateofplay.finding.ambiguities",
    "stateofplay.finding.learned.attendance",
    "stateofplay.finding.learned.network",
)


def assemble(names: Sequence[str], *, modules: Iterable[str] = ()) -> tuple[Finder, ...]:
    """Look up finders by name and check that what each requires is assigned before it.

    Raises
    ------
    FindingError
        ``finding.unknown`` for a name that nobody registered; ``finding.order`` where a requirement comes too late.
    """
    for module in (*OWN_MODULES, *modules):
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            if error.name == module:
                raise FindingError(f"the module {module!r} of a finder is not there", slug="finding.module") from error
            raise
    finders = tuple(REGISTRY.get(name) for name in names)
    assigned: set[str] = set()
    for finder in finders:
        missing = [kind for kind in finder.requires if kind not in assigned]
        if missing:
            raise FindingError(
                f"the finder {finder.name!r} needs {', '.join(missing)}, which no finder before it assigns",
                slug="finding.order",
                hint="Put the finders into an order in which each finds what it requires.",
            )
        assigned.add(finder.assigns)
    return finders


def find_claims(document: Document, finders: Iterable[Finder]) -> Found:
    """Run the finders over a document and ask who says each claim; confidence is still the finders' own."""
    found = Found()
    for finder in finders:
        found = found.having(finder.assigns, finder.find(document, found))
    return attribute(document, found)


def find(document: Document, finders: Iterable[Finder], *, reader: str = "embedded") -> Reading:
    """Run the finders over a document and bind the result into a `Reading`, whose quotes are verified."""
    found = weigh(document, find_claims(document, finders))
    return Reading(
        article=document.article,
        actors=document.actors,
        reader=f"stateofplay {__version__} ({reader})",
        **{f.name: getattr(found, f.name) for f in fields(found)},
    )
