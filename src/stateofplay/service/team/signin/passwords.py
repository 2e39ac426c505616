"""Passwords: kept as Argon2id, tried in the same time whether or not there is an account."""

from __future__ import annotations

import hashlib
import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from stateofplay.errors import TeamError
from stateofplay.service.team.names import name_key

SHORTEST, LONGEST = 12, 1_000
_AT_ONCE = threading.Semaphore(2)
"""One trial takes 64 MB and a core for a moment: those that come at once wait, rather than bring the server down."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """What is tried where there is no account: the same work as with one."""
    return _hasher().hash(secrets.token_urlsafe(16))


def make_ready() -> None:
    """Work out what trials for unknown names need, so that the first one takes no longer than the next."""
    _nobodys()


def kept_password(password: str, name: str) -> str:
    """A new password as it is kept.

    Raises
    ------
    TeamError
        ``team.password`` where it is too short, too long, or the name.
    """
    wrong = (
        f"it needs at least {SHORTEST} characters" if len(password) < SHORTEST
        else f"it has more than {LONGEST} characters" if len(password) > LONGEST
        else "it is the name of the account" if name_key(password) == name_key(name)
        else "it is one character again and again" if len(set(password)) == 1
        else ""
    )  # fmt: skip
    if wrong:
        raise TeamError(
            f"this password cannot be taken: {wrong}", slug="team.password", hint="Several words in a row do well."
        )
    with _AT_ONCE:
        return _hasher().hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; without one that is kept, no after the same work."""
    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobodys(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a password was kept with less work than is asked for now."""
    return _hasher().check_needs_rehash(kept)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """A token as it is kept: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
