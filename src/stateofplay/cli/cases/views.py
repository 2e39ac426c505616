"""Claims of a case as tables, and search: positions, meetings, attendance, statements, conditions, events, timeline, search."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from msgspec.structs import asdict as fields_of

from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import console, deliver
from stateofplay.cli.terminal.words import (
    CaseFile,
    IssueWords,
    Output,
    Party,
    Rejected,
    Since,
    Source,
    Status,
    Until,
    ViewFormat,
)
from stateofplay.errors import RecordError

if TYPE_CHECKING:
    from stateofplay.record.views import Filter, Row


def _view(kind: str, case: str, wanted: Filter, format: str, output: Path | None) -> int:
    from stateofplay.record.views import rows

    with using(case) as opened, opened.read() as connection:
        found = rows(connection, kind, wanted)
        nothing = "" if found else _nothing(len(rows(connection, kind)), kind, wanted)
    return _deliver_rows(found, format, output, nothing=nothing)


def _nothing(number: int, kind: str, wanted: Filter) -> str:
    """Why a view is empty: the case has no such claims, or none of them is what was asked for."""
    from stateofplay.model.listing import list_names

    if not number:
        return f"No page of the case has {kind}."
    asked = [f"--{name}" for name in ("party", "issue", "since", "until", "source", "status") if getattr(wanted, name)]
    if not asked:  # every one of them is rejected
        return f"All {number} are rejected; --rejected shows them."
    turned = wanted.since and wanted.until and wanted.since > wanted.until
    hint = (
        " --since lies behind --until."
        if turned
        else f" Without {list_names(asked)} there {'is' if number == 1 else 'are'}"
    )
    return f"Nothing of this kind is what was asked for.{hint}" + ("" if turned else f" {number}.")


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


def _deliver_rows(
    found: Sequence[Row], format: str, output: Path | None, when: Sequence[str] = (), nothing: str = ""
) -> int:
    """Rows in some dress; `when` are the days that they are sorted by, where these are not those of their pages."""
    from stateofplay.record.views.sources import UNDATED

    columns = ("when", *_COLUMNS) if when else _COLUMNS
    listed = [{**fields_of(r), **({"when": day} if when else {})} for r, day in zip_longest(found, when)]
    if format == "json":
        deliver(json.dumps(listed, ensure_ascii=False, indent=1), output)
        return 0
    for told in (row for row in listed if not row["dated"]):
        told["day"] = "" if format == "csv" else UNDATED
    if format == "csv":
        from stateofplay.exchange.formats.csv import neutralise

        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(columns)
        writer.writerows([neutralise(str(r[c] or "")) for c in columns] for r in listed)
        deliver(buffer.getvalue(), output)
    elif format == "md" or output is not None:
        from stateofplay.exchange.brief.markdown import escape

        lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
        lines += ["| " + " | ".join(escape(str(r[c] or "")) for c in columns) + " |" for r in listed]
        deliver("\n".join(lines), output)
    else:
        from rich import box
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        from stateofplay.exchange.reading.tables import NARROW

        out = console()
        if found and out.width < NARROW:
            for row, day in zip_longest(found, when):
                about = f"{day or row.told_day}  {row.party or ''}".rstrip()
                out.print(Text(f"{about}: {_in_words(row)}"))
                out.print(Padding(Text(f"page {row.page}, {row.claim_id}", style="dim"), (0, 0, 0, 4)))
            return 0
        table = Table(box=box.SIMPLE_HEAD)
        for column in ("when" if when else "day", "party", "claim", "page", "claim id"):
            table.add_column(column, overflow="fold", no_wrap=column in ("when", "day", "page", "claim id"))
        for row, day in zip_longest(found, when):
            table.add_row(day or row.told_day, Text(row.party or ""), Text(_in_words(row)), str(row.page), row.claim_id)
        out.print(table if found else Text(nothing, style="italic"))
    return 0


_OTHER = {"meetings": "proposed by", "attendance": "as", "events": "toward", "conditions": "hangs on"}
"""What the column `other` means, by kind of claim."""


def _in_words(row: Row) -> str:
    """What a claim says beside whose it is: one cell for people, where the other formats have a column for each field."""
    from stateofplay.exchange.brief.wording import shorten, told_by

    said = f"{row.state.replace('_', ' ')}: " if row.state and row.what else row.state or ""
    facts = [
        said + shorten(row.what or "", 120),
        f"{_OTHER.get(row.kind, '')} {shorten(row.other, 90)}".strip() if row.other else "",
        row.date or "",
        row.place or "",
        told_by(row.said_by) if row.said_by and row.said_by != row.party else "",
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
    """Every meeting that a page names, page by page; `status` shows them joined.

    Try:

        stateofplay meetings talks.sop --since 2025-06-01

        stateofplay meetings talks.sop --status planned --format csv -o meetings.csv
    """
    return _view("meetings", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def attendance(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Who comes, leads, stays away or may come.

    Try:

        stateofplay attendance talks.sop --party Zelensky
    """
    return _view("attendance", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def statements(
    case: CaseFile, *, party: Party = None, issue: IssueWords = None, since: Since = None, until: Until = None,
    source: Source = None, status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Who said what; --issue finds words in what was said.

    Try:

        stateofplay statements talks.sop --issue ceasefire --source guardian
    """
    return _view("statements", case, _wanted(party, issue, since, until, source, status, rejected), format, output)


def conditions(
    case: CaseFile, *, party: Party = None, issue: IssueWords = None, since: Since = None, until: Until = None,
    source: Source = None, status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """What hangs on what.

    Try:

        stateofplay conditions talks.sop --party Russia
    """
    return _view("conditions", case, _wanted(party, issue, since, until, source, status, rejected), format, output)


def events(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    status: Status = None, rejected: Rejected = False, format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """What happened, is planned, threatened or denied, coded in PLOVER.

    Try:

        stateofplay events talks.sop --since 2025-06-01 --status happened
    """
    return _view("events", case, _wanted(party, None, since, until, source, status, rejected), format, output)


def timeline(
    case: CaseFile, *, party: Party = None, since: Since = None, until: Until = None, source: Source = None,
    format: ViewFormat = "terminal", output: Output = None,
) -> int:  # fmt: skip
    """Events and meetings in the order of their own dates; those without one under the day of their page.

    Try:

        stateofplay timeline talks.sop --since 2025-05 --format md -o timeline.md
    """
    from stateofplay.record.views import rows

    wanted = _wanted(party, None, since, until, source, None, False)
    with using(case) as opened, opened.read() as connection:
        found = [*rows(connection, "events", wanted), *rows(connection, "meetings", wanted)]
        number = 0 if found else len(rows(connection, "events")) + len(rows(connection, "meetings"))
    found.sort(key=lambda r: (not (r.date or r.dated), r.date or r.day, r.page, r.start))
    return _deliver_rows(
        found,
        format,
        output,
        when=[r.date or r.told_day for r in found],
        nothing="" if found else _nothing(number, "events or meetings", wanted),
    )


def _wanted(
    party: str | None, issue: str | None, since: str | None, until: str | None, source: str | None, status: str | None, rejected: bool
) -> Filter:  # fmt: skip
    from stateofplay.record.views import Filter

    return Filter(party=party, issue=issue, since=since, until=until, source=source, status=status, rejected=rejected)


def search(
    case: CaseFile,
    *words: Annotated[str, Parameter(help="Words to find; in quotation marks as they are written.")],
    limit: Annotated[int, Parameter(help="How many sentences to show.")] = 20,
    format: Annotated[Literal["terminal", "json"], Parameter(help="How to dress the hits.")] = "terminal",
) -> int:
    """Find sentences by words, the best first, with the claims that rest on them.

    Try:

        stateofplay search talks.sop prisoner exchange

        stateofplay search talks.sop '"full ceasefire" Kremlin'
    """
    if not any(c.isalnum() for word in words for c in word):
        raise RecordError(
            "no words to search for were given",
            slug="record.words",
            hint=f"For example: stateofplay search {quote(str(case))} ceasefire",
        )
    from rich.padding import Padding
    from rich.text import Text

    from stateofplay.record.views.searching import search as find
    from stateofplay.record.views.sources import UNDATED

    with using(case) as opened, opened.read() as connection:
        hits = find(connection, " ".join(words), limit=limit)
    if format == "json":
        deliver(json.dumps([asdict(h) for h in hits], ensure_ascii=False, indent=1), None)
        return 0
    out = console()
    for hit in hits:
        out.print(
            Text.assemble(
                (f"page {hit.page}, {hit.day if hit.dated else UNDATED}  ", "dim"), " ".join(hit.text.split())
            )
        )
        for claim, kind, what in hit.claims:
            out.print(Padding(Text(f"{claim}  {kind}: {what}", style="cyan"), (0, 0, 0, 4)))
    if not hits:
        out.print(Text("No sentence has these words.", style="italic"))
    return 0
