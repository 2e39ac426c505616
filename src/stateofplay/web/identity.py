"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum


class Permission(IntEnum):
    """What an operation asks of who calls it; whoever has a higher one has the lower ones too.

    ========  =====================================================
    ANYONE    be anybody, signed in or not
    READ      see a case; outside of all cases, be signed in
    REVIEW    judge its claims
    EDIT      add claims and pages, join names, edit issues
    OWN       say who else may, remove the case
    ADMINISTER  see to accounts
    ========  =====================================================
    """

    ANYONE = 0
    READ = 1
    REVIEW = 2
    EDIT = 3
    OWN = 4
    ADMINISTER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody who is known to this server."""

    name: str
    """What judgements are signed with."""
    everywhere: Permission | None = None
    """What they may do in every case; None where it is said case by case."""
    in_case: tuple[tuple[str, Permission], ...] = ()
    """(id of a case, what they may do there)."""
    account: int = 0
    """Number of their account, where there are accounts."""
    session: int = 0
    """Number of the session that this was asked in."""
    program: str = ""
    """What the token is called that a program brought; empty for a person."""
    writes: bool = True
    """Whether they may do more than look."""

    @property
    def signed_in(self) -> bool:
        """Whether it is known who asks."""
        return bool(self.name)

    def may(self, wanted: Permission, case: str | None = None) -> bool:
        """Whether they may do what asks for a permission, in a case or outside of all.

        Examples
        --------
        >>> ana = Identity(name="Ana", in_case=(("talks", Permission.REVIEW),))
        >>> ana.may(Permission.READ, "talks"), ana.may(Permission.EDIT, "talks"), ana.may(Permission.READ, "other")
        (True, False, False)
        """
        if wanted is Permission.ANYONE:
            return True
        if self.everywhere is not None and self.everywhere >= wanted:
            return True
        if case is None:
            return self.signed_in and wanted is Permission.READ
        return any(id == case and held >= wanted for id, held in self.in_case)


def desk_identity(name: str) -> Identity:
    """The one person at a desk: everything is theirs."""
    return Identity(name=name, everywhere=Permission.ADMINISTER)


def as_program(owner: Identity, token: str, *, writes: bool) -> Identity:
    """A program with a token of somebody: it may do what they may, up to editing; to read, only look.

    Examples
    --------
    >>> script = as_program(desk_identity("Ana"), "nightly", writes=False)
    >>> script.may(Permission.READ, "talks"), script.may(Permission.REVIEW, "talks")
    (True, False)
    """
    most = Permission.EDIT if writes else Permission.READ
    return replace(
        owner,
        everywhere=min(owner.everywhere, most) if owner.everywhere is not None else None,
        in_case=tuple((case, min(held, most)) for case, held in owner.in_case),
        program=token,
        writes=writes,
    )


NOBODY = Identity(name="")
"""Whoever has not signed in."""
