"""What people say of claims, names and issues: judge, history, merge, split, actors, issues."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import deliver, progress_console
from stateofplay.cli.terminal.words import Author, CaseFile, ListFormat, Note
from stateofplay.errors import RecordError

Name = Annotated[str, Parameter(help="A name, as stateofplay actors CASE shows it.")]


def judge(
    case: CaseFile,
    claim: Annotated[str, Parameter(help="The claim's id, or its beginning.")],
    verdict: Annotated[
        Literal["accept", "reject", "unsure", "withdraw"], Parameter(help="withdraw takes the last one back.")
    ],
    *,
    note: Note = "",
    correct: Annotated[tuple[str, ...], Parameter(help="field=value that should hold instead.", negative=())] = (),
    author: Author = None,
) -> int:
    """Say what you think of a claim. Nothing is overwritten; withdraw undoes, an addition by hand too.

    Try:

        stateofplay judge talks.sop pos-12ab accept --correct stance=demands --note "read the original"
    """
    from stateofplay.record.judging.judgements import Verdict
    from stateofplay.service.judgements.judging import judge as decide

    if wrong := [part for part in correct if "=" not in part]:
        raise RecordError(
            f"{wrong[0]!r} is no correction", slug="record.correction", hint="Write it as: --correct stance=demands"
        )
    correction = dict(part.split("=", 1) for part in correct)
    with using(case, writing=True) as opened:
        row = decide(opened, claim, Verdict(verdict), author=author or login(), note=note, correction=correction)
    progress_console().print(f"{row.claim_id}: {_JUDGED[row.verdict]} by {row.author}", highlight=False, markup=False)
    return 0


_JUDGED = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "marked as unsure",
    "withdraw": "the last judgement taken back",
}
_SAID = {
    "same": "are the same actor now",
    "different": "are different actors now",
    "withdraw": "are told by their pages alone again",
}


def history(
    case: CaseFile,
    claim: Annotated[str, Parameter(help="The claim's id, or its beginning.")],
    *,
    format: ListFormat = "terminal",
) -> int:
    """Every judgement on a claim, in the order of judging.

    Try:

        stateofplay history talks.sop pos-12ab
    """
    from stateofplay.record.judging.judgements import find_claim
    from stateofplay.record.judging.judgements import history as past

    with using(case) as opened, opened.read() as connection:
        found = past(connection, find_claim(connection, claim))
    if format == "json":
        names = ("at", "author", "verdict", "note")
        _as_json([{**{n: getattr(row, n) for n in names}, "correction": dict(row.correction or ())} for row in found])
        return 0
    lines = []
    for row in found:
        changed = f" {', '.join(f'{k}={v}' for k, v in row.correction)}" if row.correction else ""
        lines.append(f"{row.at[:19]}  {row.author}  {row.verdict}{changed}  {row.note}".rstrip())
    deliver("\n".join(lines) or "Nobody has judged this claim.", None)
    return 0


def merge(case: CaseFile, left: Name, right: Name, *, note: Note = "", author: Author = None) -> int:
    """Say that two names are the same actor; `split` takes it back.

    Try:

        stateofplay merge talks.sop "Umerov" "Rustem Umerov"
    """
    return _identity(case, left, right, "same", note, author)


def split(
    case: CaseFile,
    left: Name,
    right: Name,
    *,
    note: Note = "",
    author: Author = None,
    undo: Annotated[bool, Parameter(help="Take back the last word on the two.", negative=())] = False,
) -> int:
    """Say that two names are different actors, or with --undo take the last word on them back.

    Try:

        stateofplay split talks.sop "Umerov" "Rustem Umerov"

        stateofplay split talks.sop "Umerov" "Rustem Umerov" --undo
    """
    return _identity(case, left, right, "withdraw" if undo else "different", note, author)


def _identity(case: str, left: str, right: str, verdict: str, note: str, author: str | None) -> int:
    from stateofplay.record.actors.identity import IdentityVerdict, say

    with using(case, writing=True) as opened, opened.write() as connection:
        say(connection, left, right, IdentityVerdict(verdict), author=author or login(), note=note)
    progress_console().print(f"{left} and {right} {_SAID[verdict]}", highlight=False, markup=False)
    return 0


def actors(case: CaseFile, *, format: ListFormat = "terminal") -> int:
    """The actors of the case with their offices and days, why names were joined, and which pairs wait for a person.

    Try:

        stateofplay actors talks.sop
    """
    from stateofplay.model.listing import list_names
    from stateofplay.record.actors.identity import identify
    from stateofplay.record.actors.roles import roles, successions
    from stateofplay.record.views.sources import UNDATED

    with using(case) as opened, opened.read() as connection:
        found = identify(connection)
        titles = roles(connection, found)
    if format == "json":
        listed = [
            {
                "name": name,
                "kind": found.kinds.get(name, ""),
                "also": [n for n in found.names_of(name) if n != name],
                "roles": [asdict(role) for role in titles if role.actor == name],
            }
            for name in sorted(set(found.canonical.values()))
        ]
        pairs = {"joined": found.joins, "perhaps_the_same": found.proposals}
        _as_json({"actors": listed, **{key: [asdict(pair) for pair in value] for key, value in pairs.items()}})
        return 0
    lines = []
    for name in sorted(set(found.canonical.values())):
        others = [n for n in found.names_of(name) if n != name]
        lines.append(f"{name} ({found.kinds.get(name, '')})" + (f": also {', '.join(others)}" if others else ""))
        for role in (r for r in titles if r.actor == name):
            days = " to ".join(dict.fromkeys((role.first, role.last))) or UNDATED
            pages = list_names([str(number) for number in sorted(role.pages)])
            lines.append(f"    {role.title}: {days}, {'page' if len(role.pages) == 1 else 'pages'} {pages}")
    if handed := successions(titles):
        lines += ["", "Offices that changed hands:"]
        lines += [f"  {m[0].side}, {m[0].title}: {', then '.join(f'{r.actor} ({r.first})' for r in m)}" for m in handed]
    lines += ["", "Joined:", *(f"  {j.left} = {j.right}: {j.reason}" for j in found.joins)] if found.joins else []
    if found.proposals:
        lines += ["", "Perhaps the same (stateofplay merge or split):"]
        lines += [f"  {j.left} ? {j.right}: {j.reason}" for j in found.proposals]
    deliver("\n".join(lines) or "The case names nobody yet.", None)
    return 0


def issues(
    case: CaseFile,
    edit: Annotated[Literal["list", "rename", "merge", "split", "withdraw"], Parameter(help="What to do.")] = "list",
    issue: Annotated[str, Parameter(help="Name of an issue.")] = "",
    value: Annotated[str, Parameter(help="Its new name, the issue to merge, or the words to split off.")] = "",
    *,
    note: Note = "",
    author: Author = None,
    format: ListFormat = "terminal",
) -> int:
    """The issues of the case with the reason for every word in them; rename, merge and split them.

    Try:

        stateofplay issues talks.sop

        stateofplay issues talks.sop merge ceasefire "short pauses"
    """
    from stateofplay.record.issues import IssueEdit
    from stateofplay.record.issues import edit as change
    from stateofplay.service.state import gather

    with using(case, writing=edit != "list") as opened:
        found = gather(opened).issues
        if edit != "list":
            with opened.write() as connection:
                change(connection, found, IssueEdit(edit), issue, value, author=author or login(), note=note)
            found = gather(opened).issues
    if format == "json":
        _as_json([{"name": one.name, "words": one.words} for one in found.issues])
        return 0
    lines = []
    for one in found.issues:
        lines.append(one.name)
        lines += [f"    “{words}”: {reason}" for words, reason in one.words.items()]
    deliver("\n".join(lines) or "No page gives a position yet.", None)
    return 0


def _as_json(listed: object) -> None:
    deliver(json.dumps(listed, ensure_ascii=False, indent=1), None)


def login() -> str:
    """The name that judgements are signed with where none is given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
