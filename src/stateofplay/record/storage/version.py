"""The version of a case: what has been added to it so far, by which a view that was kept is known to hold still."""

from __future__ import annotations

from itertools import zip_longest

from sqlalchemy import Connection, text

_COUNTED = ("judgement", "identity", "issue_edit")
# Rows of these tables are only ever added, so that the highest row id of SQLite is their number, without counting.
# What is kept in the notebook is a handful of rows of a table of a handful.
_KEPT = "(SELECT count(*) FROM case_info WHERE key LIKE 'model:%' OR key LIKE 'whatif:%')"
_SQLITE = text(
    "SELECT (SELECT max(number) FROM page), "
    + ", ".join(f"(SELECT max(rowid) FROM {name})" for name in _COUNTED)
    + f", {_KEPT}"
)
_POSTGRESQL = text(
    "SELECT (SELECT max(number) FROM page), "
    + ", ".join(f"(SELECT count(*) FROM {name})" for name in _COUNTED)
    + f", {_KEPT}"
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
    query = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    *counted, kept = connection.execute(query).one()
    return ".".join([*(str(number or 0) for number in counted), *([str(kept)] if kept else [])])


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
    mine, theirs = ([int(number) for number in v.split(".")] for v in (version, other))
    return all(m >= t for m, t in zip_longest(mine, theirs, fillvalue=0))
