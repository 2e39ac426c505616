"""Where a case lies: a file by its path, or a database on a server by its address. No password is ever shown."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from stateofplay.errors import RecordError

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_SERVERS = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_SECRETS = frozenset({"password", "sslpassword", "passfile", "sslkey"})
"""Parameters of a server's address that are nobody else's business."""
_HIDDEN = "***"


def is_address(location: str) -> bool:
    """Whether a location is the address of a server.

    Examples
    --------
    >>> is_address("postgresql://db.example/talks"), is_address("Postgres://db.example/talks"), is_address("a:b.sop")
    (True, True, False)
    """
    found = _SCHEME.match(location)
    return found is not None and found[1].lower() in _SERVERS


def file_of(location: str) -> Path:
    """The file that a location names, letter by letter: no character of it means anything to the database.

    Raises
    ------
    RecordError
        ``record.location`` for the address of something that cannot hold a case, and for what can be no file's name.
    """
    if found := _SCHEME.match(location):
        raise RecordError(
            f"a case cannot lie at {shown(location)}: {found[1]} is no kind of place for it",
            slug="record.location",
            hint="Name a file, or a database as postgresql://name@host/database.",
        )
    if not location or "\0" in location:
        raise RecordError(
            "a case needs the name of a file", slug="record.location", hint="Try: stateofplay new talks.sop"
        )
    return Path(location)


def server_of(location: str) -> URL:
    """The address of a server as the driver takes it.

    Raises
    ------
    RecordError
        ``record.location`` where it is no address after all.
    """
    try:
        return make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise RecordError(
            f"{shown(location)} is no address of a database",
            slug="record.location",
            hint="Write it as postgresql://name@host/database.",
        ) from error


def in_schema(location: str, schema: str) -> str:
    """The address of what lies in a schema of a server's database, for those that hold several cases.

    Examples
    --------
    >>> in_schema("postgresql://db.example/team", "case_7")
    'postgresql://db.example/team?options=-csearch_path%3Dcase_7'
    """
    address = make_url(location)
    before = address.query.get("options", "")
    given = [before] if isinstance(before, str) and before else [*before]
    options = " ".join([*given, f"-csearch_path={schema}"])
    return address.update_query_dict({"options": options}).render_as_string(hide_password=False)


def shown(location: str) -> str:
    """A location as it may stand in a message: without a password.

    Examples
    --------
    >>> shown("postgresql://ana:secret@db.example/talks?sslpassword=x")
    'postgresql://ana:***@db.example/talks?sslpassword=***'
    """
    if not _SCHEME.match(location):
        return location
    scheme, rest = location.split("://", 1)
    # By hand: what is wrong with an address must not keep its password from being hidden.
    before, mark, query = rest.partition("?")
    who, at, where = before.rpartition("@")
    if ":" in who:
        who = f"{who.split(':', 1)[0]}:{_HIDDEN}"
    parts = [f"{k}={_HIDDEN}" if k.lower() in _SECRETS else f"{k}{e}{v}" for k, e, v in
             (p.partition("=") for p in query.split("&"))]  # fmt: skip
    return f"{scheme}://{who}{at}{where}{mark}{'&'.join(parts)}"
