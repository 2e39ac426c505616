"""What accounts and cases may be called."""

from __future__ import annotations

import re
import unicodedata

from stateofplay.errors import TeamError

MOST_LETTERS = 60
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Letters that nobody sees, or that turn the direction of a text: with them one name could pose as another."""


def checked_name(name: str) -> str:
    """A name as it is kept and shown.

    Raises
    ------
    TeamError
        ``team.name`` where it is empty, too long, or holds what nobody sees.

    Examples
    --------
    >>> checked_name("  Ana   Lima ")
    'Ana Lima'
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    wrong = not plain or len(plain) > MOST_LETTERS or any(unicodedata.category(c) in _UNSEEN for c in plain)
    if wrong:
        raise TeamError(
            f"{ascii(name)[:80]} cannot be the name of an account",
            slug="team.name",
            hint=f"Use 1 to {MOST_LETTERS} letters, digits, signs and spaces.",
        )
    return plain


def name_key(name: str) -> str:
    """A name as it is compared: case and the ways of writing one letter do not matter.

    Examples
    --------
    >>> name_key("Ana LIMA") == name_key("ana  lima")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def case_name(title: str) -> str:
    """What addresses call a case of a title.

    Examples
    --------
    >>> case_name("Istanbul process, 2025"), case_name("¿?")
    ('istanbul-process-2025', 'case')
    """
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")[:60].strip("-") or "case"
