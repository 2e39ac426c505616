"""One row of the table of operations: what can be asked for or done, and what it asks of who calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stateofplay.web.identity import Identity, Permission

TWINS = ("json", "csv", "md")
"""Endings that give the data of a page instead of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something that an operation takes from the query or the form."""

    name: str
    says: str
    example: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked for or done.

    Parameters
    ----------
    name
        Unique; ``module.function`` below `stateofplay.web.handlers` is `runs`.
    path
        Address with ``{case}`` and further parts.
    says
        One sentence for the docs and OpenAPI.
    permission
        What it asks of who calls it; in the case that the path names, if it names one.
    parameters
        What it takes from the query (GET) or the form (POST).
    twins
        Endings under which its data can be had.
    keeps
        Whether its answer holds as long as the case stays as it is (then a browser that has it is told so).
    fresh
        Whether it is always of the newest version, also where another person wrote a moment ago: what is judged is.
    personal
        Whether its answer says more of who asks than their name: the keys of their feeds.
    counts
        Whether it counts changes from where who asks looked last, which their browser says.
    checked
        Whether it says when what the case watches was last looked at.
    slow
        Whether it may take seconds; then it does not keep other views waiting.
    face
        ``"both"``, or ``"team"`` for what only a server with accounts has.
    """

    name: str
    path: str
    says: str
    runs: str
    method: str = "GET"
    permission: Permission = Permission.READ
    parameters: tuple[Parameter, ...] = ()
    twins: tuple[str, ...] = TWINS
    keeps: bool = True
    fresh: bool = False
    personal: bool = False
    counts: bool = False
    checked: bool = False
    slow: bool = False
    label: str = ""
    """What the navigation of a case calls it; empty where it is not there."""
    face: str = "both"
    extra: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, identity: Identity) -> bool:
        """Whether a program can ask for it with its token: people see to accounts, and who only reads posts nothing."""
        if not identity.program or self.permission is Permission.ANYONE:
            return True
        of_accounts = self.face == "team" and "{case}" not in self.path
        return not of_accounts and (self.method == "GET" or identity.writes)
