"""Commands on a case: new, add, status, changes, the views, search, judge, history, merge, split, actors, issues."""

from __future__ import annotations

import csv
import getpass
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from msgspec.structs import asdict as fields_of

from stateofplay.cli.output import console, deliver, progress_console
from stateofplay.errors import RecordError
from stateofplay.settings import load_settings

if TYPE_CHECKING:
    from stateofplay.exchange.brief import Brief
    from stateofplay.record.views import Filter, Row

CaseFile = Annotated[str, Parameter(help="The case file, or the address of a case on PostgreSQL.")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the terminal.")]
Party = Annotated[str | None, Parameter(help="Only claims of this party, under any of its names.")]
IssueWords = Annotated[str | None, Parameter(help="Only claims with these words in their issue.")]
Since = Annotated[str | None, Parameter(help="Only pages of this ISO day and later.")]
Until = Annotated[str | None, Parameter(help="Only pages up to this ISO day.")]
Source = Annotated[str | None, Parameter(help="Only pages with these words in source or site.")]
Status = Annotated[str | None, Parameter(help="Only claims of this status, stance, act, relation or firmness.")]
Rejected = Annotated[bool, Parameter(help="Show rejected claims too.", negative=())]
Author = Annotated[str | None, Parameter(help="Who says so; your login name by default.")]
Note = Annotated[str, Parameter(help="Why.")]
BriefFormat = Annotated[Literal["terminal", "md", "html", "json"], Parameter(help="How to dress it.")]
ViewFormat = Annotated[Literal["terminal", "json", "csv", "md"], Parameter(help="How to dress the rows.")]


def new(case: CaseFile, *, title: Annotated[str, Parameter(help="What the case is called.")] = "") -> int:
    """Make a new, empty case file.

    Try:

        stateofplay new talks.sop --title "Istanbul process"
    """
    from stateofplay.record import create_case

    create_case(case, title=title).close()
    progress_console().print(
        f"Made {case}. Next: stateofplay add {case} PAGE ...", highlight=False, markup=False, soft_wrap=True
    )
    return 0


def add(
    case: CaseFile,
    *pages: Annotated[str, Parameter(help="Files, folders of pages, web archives, mailboxes, or http(s) addresses.")],
    published: Annotated[
        str | None, Parameter(help="Date of publication (ISO), where the page does not say it.")
    ] = None,
    source: Annotated[str | None, Parameter(help="What to call the source instead of its path.")] = None,
) -> int:
    """Add pages to a case; each is kept as received. Can be stopped at any moment and run again.

    Try:

        stateofplay add talks.sop pages/

        stateofplay add talks.sop article.txt --published 2025-05-15
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from stateofplay.record import Outcome, open_case
    from stateofplay.service.cases import add_all

    out = progress_console()
    counts: dict[str, int] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with open_case(case) as opened, Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("Adding", total=None)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"Adding {Path(name).name[:40]}")

        for page in add_all(opened, pages, published=published, label=source, settings=load_settings(), progress=tell):
            if page.added is None:
                if page.problem is not None:
                    counts["not readable"] = counts.get("not readable", 0) + 1
                words = page.problem.sentence if page.problem else page.note
                out.print(f"{page.source}: {words}", highlight=False, markup=False, soft_wrap=True)
                continue
            added = page.added
            counts[str(added.outcome)] = counts.get(str(added.outcome), 0) + 1
            words = {
                Outcome.NEW: f"page {added.number}, {added.claims} claims",
                Outcome.SAME: f"the case has it already, page {added.of}",
                Outcome.COPY: f"page {added.number}, a copy of page {added.of} (resemblance {added.resemblance or 0:.2f})",
                Outcome.VERSION: f"page {added.number}, a newer version of page {added.of}; {added.lost} claims lost their sentence",
            }[added.outcome]
            out.print(f"{Path(page.source).name}: {words}", highlight=False, markup=False, soft_wrap=True)
    out.print(", ".join(f"{n} {what}" for what, n in counts.items()) or "nothing added", highlight=False, markup=False)
    return 65 if set(counts) == {"not readable"} else 0


def status(
    case: CaseFile,
    *,
    format: BriefFormat = "terminal",
    outlook: Annotated[bool, Parameter(help="Draft a model and say what could hold.")] = True,
    party: Party = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    sentences: Annotated[bool, Parameter(help="List the sentences that the marks lead to (terminal).")] = False,
    output: Output = None,
) -> int:
    """The state of play of the whole case.

    Try:

        stateofplay status talks.sop

        stateofplay status talks.sop --format html -o status.html
    """
    from stateofplay.record import open_case
    from stateofplay.record.views import Filter
    from stateofplay.service.briefing import case_brief

    wanted = Filter(party=party, since=since, until=until, source=source)
    with open_case(case) as opened:
        made = case_brief(opened, wanted, outlook=outlook, articles=format == "html", drawings=format == "html")
    return _show(made, format, output, sentences)


def changes(
    case: CaseFile,
    *,
    since: Annotated[str, Parameter(help="ISO day.")],
    format: BriefFormat = "terminal",
    sentences: Annotated[bool, Parameter(help="List the sentences that the marks lead to (terminal).")] = False,
    output: Output = None,
) -> int:
    """What is new, withdrawn, contradicted, firmer or softer since a day. That nothing changed is said aloud.

    Try:

        stateofplay changes talks.sop --since 2025-06-01
    """
    from stateofplay.record import open_case
    from stateofplay.record.views import Filter
    from stateofplay.service.briefing import changes_brief

    Filter(since=since)  # refuses what is no day
    with open_case(case) as opened:
        made = changes_brief(opened, since, articles=format == "html")
    return _show(made, format, output, sentences)


def _show(made: Brief, format: str, output: Path | None, sentences: bool) -> int:
    from stateofplay.cli.reading import show_brief

    return show_brief(made, format, output, sentences)


def _view(kind: str, case: str, wanted: Filter, format: str, output: Path | None) -> int:
    from stateofplay.record import open_case
    from stateofplay.record.views import rows

    with open_case(case) as opened, opened.read() as connection:
        found = rows(connection, kind, wanted)
    return _deliver_rows(found, format, output)


_COLUMNS = (
    "day",
    "party",
    "state",
    "what",
    "other",
    "date",
    "place",
    "said_by",
    "firmness",
    "page",
    "claim_id",
    "quote",
)


def _deliver_rows(found: Sequence[Row], format: str, output: Path | None) -> int:
    if format == "json":
        deliver(json.dumps([fields_of(r) for r in found], ensure_ascii=False, indent=1), output)
    elif format == "csv":
        from stateofplay.exchange.formats.csv import neutralise

        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(_COLUMNS)
        writer.writerows([neutralise(str(getattr(r, c) or "")) for c in _COLUMNS] for r in found)
        deliver(buffer.getvalue(), output)
    elif format == "md" or output is not None:
        from stateofplay.exchange.brief.markdown import escape

        lines = ["| " + " | ".join(_COLUMNS) + " |", "|" + "---|" * len(_COLUMNS)]
        lines += ["| " + " | ".join(escape(str(getattr(r, c) or "")) for c in _COLUMNS) + " |" for r in found]
        deliver("\n".join(lines), output)
    else:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD)
        for column in ("day", "party", "claim", "page", "claim id"):
            table.add_column(column, overflow="fold", no_wrap=column in ("day", "page", "claim id"))
        for row in found:
            table.add_row(row.day, Text(row.party or ""), Text(_in_words(row)), str(row.page), row.claim_id)
        console().print(table if found else Text("Nothing of this kind.", style="italic"))
    return 0


_OTHER = {"meetings": "proposed by", "attendance": "as", "events": "toward", "conditions": "hangs on"}
"""What the column `other` means, by kind of claim."""


def _in_words(row: Row) -> str:
    """What a claim says beside whose it is: one cell for people, where the other formats have a column for each field."""
    from stateofplay.exchange.brief.wording import shorten

    said = f"{row.state.replace('_', ' ')}: " if row.state and row.what else row.state or ""
    facts = [
        said + shorten(row.what or "", 120),
        f"{_OTHER.get(row.kind, '')} {shorten(row.other, 90)}".strip() if row.other else "",
        row.date or "",
        row.place or "",
        f"says {row.said_by}" if row.said_by and row.said_by != row.party else "",
        row.firmness if row.firmness != "stated" else "",
        f"gone from page {row.lost_in}" if row.lost_in is not None else "",
        f"judged: {row.verdict}" if row.verdict else "",
    ]
    return "; ".join(f for f in facts if f)


def positions(
    case: CaseFile, *, party: Party = None, issue: IssueWords = None, since: Since = None, until: Until = None,
    source: Source = None, status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """What each party wants, offers, rejects or weighs, page by page.

    Try:

        stateofplay positions talks.sop --party Ukraine --issue ceasefire
    """
    return _view("positions", case, _wanted(party, issue, since, until, source, status, rejected), format, output)


def meetings(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Every meeting that a page names, page by page; `status` shows them joined."""
    return _view("meetings", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def attendance(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Who comes, leads, stays away or may come."""
    return _view("attendance", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def statements(
    case: CaseFile, *, party: Party = None, issue: IssueWords = None, since: Since = None, until: Until = None,
    source: Source = None, status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Who said what; --issue finds words in what was said."""
    return _view("statements", case, _wanted(party, issue, since, until, source, status, rejected), format, output)


def conditions(
    case: CaseFile, *, party: Party = None, issue: IssueWords = None, since: Since = None, until: Until = None,
    source: Source = None, status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """What hangs on what."""
    return _view("conditions", case, _wanted(party, issue, since, until, source, status, rejected), format, output)


def events(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """What happened, is planned, threatened or denied, coded in PLOVER."""
    return _view("events", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def timeline(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Events and meetings in the order of their own dates; those without one under the day of their page."""
    from stateofplay.record import open_case
    from stateofplay.record.views import rows

    wanted = _wanted(party, None, since, until, source, None, False)
    with open_case(case) as opened, opened.read() as connection:
        found = [*rows(connection, "events", wanted), *rows(connection, "meetings", wanted)]
    return _deliver_rows(sorted(found, key=lambda r: (r.date or r.day, r.page, r.start)), format, output)


def _wanted(
    party: str | None, issue: str | None, since: str | None, until: str | None, source: str | None, status: str | None, rejected: bool
) -> Filter:  # fmt: skip
    from stateofplay.record.views import Filter

    return Filter(party=party, issue=issue, since=since, until=until, source=source, status=status, rejected=rejected)


def search(
    case: CaseFile,
    *words: Annotated[str, Parameter(help="Words to find.")],
    limit: Annotated[int, Parameter(help="How many sentences to show.")] = 20,
    format: Annotated[Literal["terminal", "json"], Parameter(help="How to dress the hits.")] = "terminal",
) -> int:
    """Find sentences by words, the best first, with the claims that rest on them.

    Try:

        stateofplay search talks.sop prisoner exchange
    """
    from rich.text import Text

    from stateofplay.record import open_case
    from stateofplay.record.views.searching import search as find

    with open_case(case) as opened, opened.read() as connection:
        hits = find(connection, " ".join(words), limit=limit)
    if format == "json":
        deliver(json.dumps([asdict(h) for h in hits], ensure_ascii=False, indent=1), None)
        return 0
    out = console()
    for hit in hits:
        out.print(Text.assemble((f"page {hit.page}, {hit.day}  ", "dim"), " ".join(hit.text.split())))
        for claim, kind, what in hit.claims:
            out.print(Text(f"    {claim}  {kind}: {what}", style="cyan"))
    if not hits:
        out.print(Text("No sentence has these words.", style="italic"))
    return 0


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
    """Say what you think of a claim. Nothing is overwritten; withdraw undoes.

    Try:

        stateofplay judge talks.sop pos-12ab accept --correct stance=demands --note "read the original"
    """
    from stateofplay.record import open_case
    from stateofplay.record.judging.judgements import Verdict
    from stateofplay.record.judging.judgements import judge as decide

    if wrong := [part for part in correct if "=" not in part]:
        raise RecordError(
            f"{wrong[0]!r} is no correction", slug="record.correction", hint="Write it as: --correct stance=demands"
        )
    correction = dict(part.split("=", 1) for part in correct)
    with open_case(case) as opened, opened.write() as connection:
        row = decide(connection, claim, Verdict(verdict), author=author or login(), note=note, correction=correction)
    progress_console().print(f"{row.claim_id}: {row.verdict} by {row.author}", highlight=False, markup=False)
    return 0


def history(case: CaseFile, claim: Annotated[str, Parameter(help="The claim's id, or its beginning.")]) -> int:
    """Every judgement on a claim, the oldest first."""
    from stateofplay.record import open_case
    from stateofplay.record.judging.judgements import find_claim
    from stateofplay.record.judging.judgements import history as past

    with open_case(case) as opened, opened.read() as connection:
        found = past(connection, find_claim(connection, claim))
    lines = []
    for row in found:
        changed = f" {', '.join(f'{k}={v}' for k, v in row.correction)}" if row.correction else ""
        lines.append(f"{row.at[:19]}  {row.author}  {row.verdict}{changed}  {row.note}".rstrip())
    deliver("\n".join(lines) or "Nobody has judged this claim.", None)
    return 0


def merge(case: CaseFile, left: str, right: str, *, note: Note = "", author: Author = None) -> int:
    """Say that two names are the same actor; `split` takes it back.

    Try:

        stateofplay merge talks.sop "Umerov" "Rustem Umerov"
    """
    return _identity(case, left, right, "same", note, author)


def split(
    case: CaseFile,
    left: str,
    right: str,
    *,
    note: Note = "",
    author: Author = None,
    undo: Annotated[bool, Parameter(help="Take back the last word on the two.", negative=())] = False,
) -> int:
    """Say that two names are different actors, or with --undo take the last word on them back."""
    return _identity(case, left, right, "withdraw" if undo else "different", note, author)


def _identity(case: str, left: str, right: str, verdict: str, note: str, author: str | None) -> int:
    from stateofplay.record import open_case
    from stateofplay.record.actors.identity import IdentityVerdict, say

    with open_case(case) as opened, opened.write() as connection:
        say(connection, left, right, IdentityVerdict(verdict), author=author or login(), note=note)
    progress_console().print(f"{left}, {right}: {verdict}", highlight=False, markup=False)
    return 0


def actors(case: CaseFile) -> int:
    """The actors of the case with their offices and days, why names were joined, and which pairs wait for a person."""
    from stateofplay.record import open_case
    from stateofplay.record.actors.identity import identify
    from stateofplay.record.actors.roles import roles, successions

    with open_case(case) as opened, opened.read() as connection:
        found = identify(connection)
        titles = roles(connection, found)
    lines = []
    for name in sorted(set(found.canonical.values())):
        others = [n for n in found.names_of(name) if n != name]
        lines.append(f"{name} ({found.kinds.get(name, '')})" + (f": also {', '.join(others)}" if others else ""))
        for role in (r for r in titles if r.actor == name):
            days = role.first if role.first == role.last else f"{role.first} to {role.last}"
            lines.append(f"    {role.title}: {days}, page {', '.join(map(str, role.pages))}")
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
) -> int:
    """The issues of the case with the reason for every word in them; rename, merge and split them.

    Try:

        stateofplay issues talks.sop

        stateofplay issues talks.sop merge ceasefire "short pauses"
    """
    from stateofplay.record import open_case
    from stateofplay.record.issues import IssueEdit
    from stateofplay.record.issues import edit as change
    from stateofplay.service.state import gather

    with open_case(case) as opened:
        found = gather(opened).issues
        if edit != "list":
            with opened.write() as connection:
                change(connection, found, IssueEdit(edit), issue, value, author=author or login(), note=note)
            found = gather(opened).issues
    lines = []
    for one in found.issues:
        lines.append(one.name)
        lines += [f"    “{words}”: {reason}" for words, reason in one.words.items()]
    deliver("\n".join(lines) or "No page gives a position yet.", None)
    return 0


def login() -> str:
    """The name that judgements are signed with where none is given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
