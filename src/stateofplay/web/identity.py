"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Permission(IntEnum):
    """What an operation asks of who calls it; whoever has a higher one has the lower ones too.

    ========  =====================================================
    READ      see a case
    REVIEW    judge its claims
    EDIT      add claims and pages, join names, edit issues
    OWN       say who else may, remove the case
    ADMINISTER  see to accounts
    ========  =====================================================
    """

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

    def may(self, wanted: Permission, case: str | None = None) -> bool:
        """Whether they may do what asks for a permission, in a case or outside of all.

        Examples
        --------
        >>> ana = Identity(name="Ana", in_case=(("talks", Permission.REVIEW),))
        >>> ana.may(Permission.READ, "talks"), ana.may(Permission.EDIT, "talks"), ana.may(Permission.READ, "other")
        (True, False, False)
        """
        if self.everywhere is not None and self.everywhere >= wanted:
            return True
        return any(id == case and held >= wanted for id, held in self.in_case)


def desk_identity(name: str) -> Identity:
    """The one person at a desk: everything is theirs."""
    return Identity(name=name, everywhere=Permission.ADMINISTER)
