"""Say which names are one actor, and what the issues are called; both are written down with their author, and taken back."""

from __future__ import annotations

from stateofplay.record import Case
from stateofplay.record.actors.identity import IdentityVerdict, say
from stateofplay.record.issues import IssueEdit, cluster, edits_of
from stateofplay.record.issues import edit as write_edit
from stateofplay.record.views import rows


def say_of_names(case: Case, left: str, right: str, verdict: IdentityVerdict, *, author: str, note: str = "") -> None:
    """Say that two names are the same actor, or different ones, or take the last word on them back.

    Raises
    ------
    RecordError
        ``record.no_such_actor``, ``record.nothing_to_withdraw``.
    """
    with case.write() as connection:
        say(connection, left, right, verdict, author=author, note=note)


def edit_issue(case: Case, edit: IssueEdit, issue: str, value: str, *, author: str, note: str = "") -> None:
    """Rename an issue, merge it with another, split words off, or take one's own last edit back.

    The issues are worked out inside the transaction, so that an edit is checked against those of this moment.

    Raises
    ------
    RecordError
        ``record.no_such_issue``, ``record.issue_name``, ``record.nothing_to_withdraw``.
    """
    with case.write() as connection:
        positions = rows(connection, "positions")
        issues = cluster((r.what for r in positions if r.what), edits_of(connection))
        write_edit(connection, issues, edit, issue, value, author=author, note=note)
