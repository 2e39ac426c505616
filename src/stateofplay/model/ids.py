"""Content-derived ids: the same claim read twice from the same text has the same id."""

from __future__ import annotations

import hashlib
from dataclasses import Field, fields
from functools import cache
from typing import Any, ClassVar, Protocol

from stateofplay.model.evidence import Evidence


class Identified(Protocol):
    """A record that rests on words of a page. Claims are; they get their ids here and so are not imported."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def evidence(self) -> Evidence:
        """The words that it rests on."""


# How sure the reader is, and who else says so, may change between versions of the reader without making it another claim.
_NOT_IDENTITY = frozenset({"confidence", "said_by", "firmness", "disputed_by", "component", "evidence", "span"})


def digest(*parts: str, length: int = 12) -> str:
    """Hash texts into a short hexadecimal id.

    Examples
    --------
    >>> digest("a", "b") == digest("a", "b") != digest("ab")
    True
    """
    whole = "".join([f"{part}\x1f" for part in parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@cache
def _content(kind: type[Identified]) -> tuple[str, ...]:
    """The fields by which claims of a kind are told apart."""
    return tuple(f.name for f in fields(kind) if f.name not in _NOT_IDENTITY)


def identify(claim: Identified) -> str:
    """Make the id of a claim from its kind, its content and the words it rests on."""
    kind = type(claim).__name__.lower()
    content = [f"{name}={getattr(claim, name)!s}" for name in _content(type(claim))]
    return f"{kind[:3]}-{digest(kind, claim.evidence.quote, str(claim.evidence.start), *content)}"
