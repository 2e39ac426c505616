"""How finders declare themselves.

A finder is a function from a `Document` and the claims found before it to claims of one kind. It declares its name, the
kinds that it requires and the one that it assigns; `finding.assembly` orders and runs them. It touches neither network nor disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields

from stateofplay.errors import FindingError
from stateofplay.language.document import Document
from stateofplay.model import Ambiguity, Claim, ClaimLists

Found = ClaimLists
"""The claims found so far, by kind. A finder gets it and adds nothing to it: its own claims come back as its result."""

KNOWN = frozenset(f.name for f in fields(ClaimLists))
Find = Callable[[Document, Found], tuple[Claim, ...] | tuple[Ambiguity, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """A registered finder."""

    name: str
    assigns: str
    requires: tuple[str, ...]
    find: Find


@dataclass(slots=True)
class Registry:
    """Finders by name."""

    finders: dict[str, Finder] = field(default_factory=dict)

    def get(self, name: str) -> Finder:
        """Look up a finder; an unknown name is an error that lists the known ones."""
        try:
            return self.finders[name]
        except KeyError:
            known = ", ".join(sorted(self.finders))
            raise FindingError(
                f"no finder is called {name!r}", slug="finding.unknown", hint=f"Known: {known}."
            ) from None


REGISTRY = Registry()


def finder(name: str, *, assigns: str, requires: tuple[str, ...] = ()) -> Callable[[Find], Find]:
    """Register a function as a finder (decorator).

    Parameters
    ----------
    name
        Its name in the settings.
    assigns
        The kind of claim that it returns, a field of `Found`.
    requires
        Kinds that must have been found before.
    """
    if assigns not in KNOWN:
        raise FindingError(f"{assigns!r} is no kind of claim", slug="finding.kind")

    def register(find: Find) -> Find:
        REGISTRY.finders[name] = Finder(name=name, assigns=assigns, requires=requires, find=find)
        return find

    return register
