"""What people keep in a case beside its record: a model edited by hand, what-ifs under a name. Entries are only ever added.

An entry is a line of a list; which of them counts is for the reader of the list to say (the last; the last of a name). So nothing
that was kept is lost by keeping something else, and every step can be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from stateofplay.record.storage.case import now
from stateofplay.record.storage.tables import CASE_INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookEntry:
    """One thing that somebody kept."""

    number: int
    author: str
    at: str
    content: Mapping[str, object]


def entries(connection: Connection, kind: str) -> tuple[NotebookEntry, ...]:
    """The entries of a kind, the oldest first; one that cannot be read is passed over.

    Examples
    --------
    >>> from stateofplay.record.storage.case import passing_case
    >>> with passing_case() as case, case.write() as connection:
    ...     write_entry(connection, "whatif", {"name": "no red line"}, author="Ada")
    ...     [(e.number, e.author, e.content["name"]) for e in entries(connection, "whatif")]
    [(1, 'Ada', 'no red line')]
    """
    found = connection.execute(
        select(CASE_INFO.c.key, CASE_INFO.c.value).where(CASE_INFO.c.key.like(f"{kind}:%")).order_by(CASE_INFO.c.key)
    )
    out = []
    for key, value in found:
        try:
            told = json.loads(value)
            out.append(
                NotebookEntry(
                    number=int(key[len(kind) + 1 :]), author=told["author"], at=told["at"], content=told["content"]
                )
            )
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(out)


def write_entry(connection: Connection, kind: str, content: Mapping[str, object], *, author: str) -> None:
    """Add an entry."""
    found = entries(connection, kind)
    number = found[-1].number + 1 if found else 1
    value = json.dumps({"author": author, "at": now(), "content": content}, ensure_ascii=False)
    connection.execute(CASE_INFO.insert(), {"key": f"{kind}:{number:06d}", "value": value})
