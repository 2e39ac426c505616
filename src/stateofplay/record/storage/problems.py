"""What a database complains of, as sentences with the next step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, TimeoutError

from stateofplay.errors import RecordError
from stateofplay.record.storage.locations import is_address, shown


@dataclass(frozen=True, slots=True)
class _Complaint:
    """Words or codes of the database, and what they mean to a user."""

    signs: tuple[str, ...]
    slug: str
    sentence: str
    hint: str


_AGAIN = "run the same command again; it goes on where it stopped."
_GRANTS = (
    "Ask the owner of the database for: GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {user}; GRANT USAGE ON ALL "
    "SEQUENCES IN SCHEMA public TO {user}; GRANT UPDATE, DELETE ON feed, case_info TO {user}; to read alone, SELECT is enough."
)

# In order: the first whose sign stands in the complaint speaks.
_OF_FILES = (
    _Complaint(("never changed",), "record.append_only", "{where}: {words}", ""),
    _Complaint(
        ("locked", "busy"),
        "record.locked",
        "{where} is being written by another program",
        "Wait for it, then try again.",
    ),
    _Complaint(
        ("is full",),
        "record.full",
        "the disk is full: nothing of this step was written to {where}",
        f"Make room and {_AGAIN}",
    ),
    _Complaint(
        ("disk I/O error",),
        "record.disk",
        "the disk refused to read or write {where}: nothing of this step was written",
        f"Check that it has room and is well, and {_AGAIN}",
    ),
    _Complaint(
        ("not a database",),
        "record.not_a_case",
        "{where} is no case file, or is damaged: {words}",
        "See what is left of it with: stateofplay check {where}",
    ),
    _Complaint(
        ("readonly", "unable to open"),
        "record.unwritable",
        "{where} cannot be written: {words}",
        "Check who may write the file and its folder, or work on a copy.",
    ),
    _Complaint(
        (
            "malformed",
            "corrupt",
            "Could not decode",
            "no such table",
            "no such column",
            "no such module",
            "datatype mismatch",
            "file is encrypted",
            "unsupported file format",
        ),
        "record.damaged",
        "{where} is damaged: {words}",
        "See what is left of it with: stateofplay check {where} --repair",
    ),
)

# By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_OF_SERVERS = (
    _Complaint(("P0001",), "record.append_only", "{where}: {words}", ""),
    _Complaint(
        ("55P03", "57014", "40P01", "40001"),
        "record.locked",
        "{where} is being written by somebody else, who did not finish in time",
        "Try again in a moment.",
    ),
    _Complaint(("42501",), "record.forbidden", "{where} does not let {user} do this: {words}", _GRANTS),
    _Complaint(
        ("25006",),
        "record.unwritable",
        "{where} cannot be written: {words}",
        "Name a server that takes changes, not a copy of it.",
    ),
    _Complaint(
        ("53100", "53200", "53300"),
        "record.full",
        "the server of {where} has no room left: {words}",
        f"Make room and {_AGAIN}",
    ),
    _Complaint(
        ("28P01", "28000"),
        "record.forbidden",
        "{where} does not let {user} in: {words}",
        "Put the password into ~/.pgpass, as host:port:database:name:password.",
    ),
    _Complaint(
        ("3D000",),
        "record.missing",
        "there is no such database: {where}",
        "Have it made (createdb), then: stateofplay new ADDRESS",
    ),
    _Complaint(
        ("42P01", "42703"),
        "record.damaged",
        "{where} is not as a case should be: {words}",
        "See what is wrong with: stateofplay check ADDRESS",
    ),
)
_AWAY = _Complaint(
    (),
    "record.unreachable",
    "{where} does not answer: {words}",
    "Check that the server runs and the address is right.",
)


@contextmanager
def plain_errors(location: str) -> Iterator[None]:
    """Turn the database's errors into sentences."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise told(location, error) from error
    except TimeoutError as error:
        raise RecordError(
            f"{shown(location)} is asked by too many at once",
            slug="record.locked",
            hint="Try again in a moment.",
        ) from error
    except UnicodeDecodeError as error:
        # Python's driver raises it where SQLite's own complaint quotes broken bytes of the schema.
        raise told(location, sqlite3.DatabaseError("malformed schema: what should be text is none")) from error


def told(location: str, error: Exception) -> RecordError:
    """A database's error as a sentence."""
    origin = getattr(error, "orig", None) or error
    said = str(origin).strip() or type(origin).__name__
    words = said.splitlines()[0][:300]
    where, user = shown(location), _user_of(location)
    if is_address(location):
        code = str(getattr(origin, "sqlstate", None) or "")
        found = next((c for c in _OF_SERVERS if code in c.signs), None)
        if not code and isinstance(error, DBAPIError):
            code = next((code for words_of, code in _AT_THE_DOOR if words_of in said), "")
            found = next((c for c in _OF_SERVERS if code in c.signs), _AWAY)
    else:
        found = next((c for c in _OF_FILES if any(sign in said for sign in c.signs)), None)
    found = found or _Complaint((), "record.unusable", "{where} cannot be used: {words}", "")
    return RecordError(
        found.sentence.format(where=where, words=words, user=user),
        slug=found.slug,
        hint=found.hint.format(where=where, user=user),
    )


_AT_THE_DOOR = (
    ("password", "28P01"),
    ('database "', "3D000"),
    ('role "', "28000"),
    ("too many", "53300"),
    ("lock timeout", "55P03"),
)
"""A refusal at the door carries no code, only words; these stand for the codes of the server."""


def _user_of(location: str) -> str:
    if not is_address(location):
        return "you"
    who = shown(location).split("://", 1)[1].split("/", 1)[0]
    return who.rpartition("@")[0].split(":")[0] or "you"
