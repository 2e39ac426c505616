"""The version of a case: what has been added to it so far, by which a view that was kept is known to hold still."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import zip_longest

from sqlalchemy import Connection, select, text

from stateofplay.record.storage.tables import CASE_INFO

_COUNTED = ("judgement", "identity", "issue_edit")
# Rows of these tables are only ever added, so that the highest row id of SQLite is their number, without counting.
# What is kept in the notebook is a handful of rows of a table of a handful.
_KEPT = "(SELECT count(*) FROM case_info WHERE key LIKE 'model:%' OR key LIKE 'whatif:%')"
_LOOKED = "(SELECT max(fetched_at) FROM feed)"
_SQLITE = text(
    "SELECT (SELECT max(number) FROM page), "
    + ", ".join(f"(SELECT max(rowid) FROM {name})" for name in _COUNTED)
    + f", {_KEPT}, {_LOOKED}"
)
# One value: to take seven apart takes the driver longer than the server takes to answer, and it is asked with every view.
_POSTGRESQL = text(
    "SELECT concat_ws(' ', coalesce((SELECT max(number) FROM page), 0), "
    + ", ".join(f"(SELECT count(*) FROM {name})" for name in _COUNTED)
    + f", {_KEPT}, {_LOOKED})"
)


def case_version(connection: Connection) -> str:
    """What a case has come to: its pages, judgements, words on names, and edits of issues, each as a number.

    Two readings that give the same version saw the same case. Cost: four look-ups at the end of an index (SQLite).

    Examples
    --------
    >>> from stateofplay.record.storage.case import passing_case
    >>> with passing_case() as case, case.read() as connection:
    ...     case_version(connection)
    '0.0.0.0'
    """
    return version_and_look(connection)[0]


def version_and_look(connection: Connection) -> tuple[str, str]:
    """The version of a case, and when what it watches was last looked at, as an ISO moment: empty where nothing was.

    A look that brought no page is no new version. Asked at once: both are asked for with every view.
    """
    if connection.dialect.name == "sqlite":
        *counted, kept, looked = connection.execute(_SQLITE).one()
    else:
        told: list[str] = str(connection.execute(_POSTGRESQL).scalar_one()).split(" ")
        counted, kept, looked = (
            told[: len(_COUNTED) + 1],
            int(told[len(_COUNTED) + 1]),
            " ".join(told[len(_COUNTED) + 2 :]),
        )
    return ".".join([*(str(number or 0) for number in counted), *([str(kept)] if kept else [])]), looked or ""


def only_judged(before: str, after: str) -> bool:
    """Whether nothing but judgements (with the claims by hand that come with them) and models by hand was added in between.

    Examples
    --------
    >>> only_judged("3.4.0.0", "3.6.0.0"), only_judged("3.4.0.0", "4.4.0.0")
    (True, False)
    """
    old, new = before.split("."), after.split(".")
    return (old[0], *old[2:4]) == (new[0], *new[2:4])


def covers(version: str, other: str) -> bool:
    """Whether a version has everything that another one has: rows are only ever added.

    Examples
    --------
    >>> covers("3.6.0.0", "3.4.0.0"), covers("3.6.0.0", "4.4.0.0"), covers("3.6.0.0", "3.6.0.0")
    (True, False, True)
    """
    return all(m >= t for m, t in zip_longest(_numbers(version), _numbers(other), fillvalue=0))


_ROWS = (("page", "number"), ("judgement", "rowid"), ("identity", "rowid"), ("issue_edit", "rowid"))
"""Tables of which a version tells the number of rows, with what numbers them, in the order of a version."""


def history_of(connection: Connection, version: str) -> str:
    """What stands in a case file up to a version, as one digest of the ids of all that was added.

    Numbers alone may be those of another file that was copied over this one: one case in two copies, each with one judgement
    of its own. A file that goes on from a version has the same digest of it as before. Cost: linear in pages and judgements.

    Examples
    --------
    >>> from stateofplay.record.storage.case import passing_case
    >>> with passing_case() as one, one.read() as connection:
    ...     before = history_of(connection, "0.0.0.0")
    >>> with passing_case() as other, other.read() as connection:
    ...     history_of(connection, "0.0.0.0") == before  # made at another moment
    False
    """
    made = connection.execute(select(CASE_INFO.c.value).where(CASE_INFO.c.key == "created")).scalar()
    digest = hashlib.sha256(repr(made).encode())
    for (table, number), most in zip(_ROWS, _numbers(version), strict=False):
        query = text(f"SELECT id FROM {table} WHERE {number} <= :most ORDER BY {number}")
        digest.update(repr(connection.execute(query, {"most": most}).scalars().all()).encode())
    return digest.hexdigest()


def _numbers(version: str) -> Sequence[int]:
    return [int(number) for number in version.split(".")]
