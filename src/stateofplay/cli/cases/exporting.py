"""``export``, ``import`` and ``watch``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from stateofplay.cli.terminal.accounts import reported
from stateofplay.cli.terminal.opening import using, warn_of_share
from stateofplay.cli.terminal.output import deliver, progress_console
from stateofplay.cli.terminal.words import Output
from stateofplay.errors import ExchangeError
from stateofplay.exchange.names import FORMATS
from stateofplay.settings import load_settings

_MOST_SHOWN = 20
_PLURAL = {
    "page": "pages",
    "claim": "claims",
    "actor": "actors on pages",
    "sentence": "sentences",
    "lost": "claims that lost their sentence",
    "judgement": "judgements",
    "identity": "verdicts on names",
    "issue_edit": "edits of issues",
    "feed": "watched addresses",
}


def export(
    case: Annotated[str | None, Parameter(help="The case file, or the address of a case on PostgreSQL.")] = None,
    *,
    format: Annotated[str, Parameter(help=f"{', '.join(FORMATS)}.")] = "jsonl",
    output: Output = None,
    codebook: Annotated[
        str | None, Parameter(help="Explain every field of a format ('all' for every format), and stop.")
    ] = None,
    kind: Annotated[tuple[str, ...], Parameter(help="Only these kinds of claims.", negative=())] = (),
    party: Annotated[str | None, Parameter(help="Only claims of this party.")] = None,
    issue: Annotated[str | None, Parameter(help="Only claims with these words in their issue.")] = None,
    since: Annotated[str | None, Parameter(help="Only pages of this ISO day and later.")] = None,
    until: Annotated[str | None, Parameter(help="Only pages up to this ISO day.")] = None,
    source: Annotated[str | None, Parameter(help="Only pages with these words in source or site.")] = None,
    status: Annotated[str | None, Parameter(help="Only claims of this status, stance or firmness.")] = None,
    rejected: Annotated[bool, Parameter(help="Rejected claims too.", negative=())] = False,
    full_sources: Annotated[
        bool, Parameter(help="Name files with their folders, as far as the case knows them.", negative=())
    ] = False,
    mask_tokens: Annotated[
        bool, Parameter(help="Cover tokens, keys and names of sessions in addresses.", negative=())
    ] = False,
) -> int:
    """Write a case for other programs, each format with its codebook.

    Try:

        stateofplay export talks.sop --format csv -o talks.csv

        stateofplay export talks.sop --format ics -o talks.ics

        stateofplay export --codebook plover
    """
    from stateofplay.exchange.formats import codebooks, load_format

    if codebook is not None:
        deliver(codebooks() if codebook == "all" else load_format(codebook).codebook, output)
        return 0
    if case is None:
        raise ExchangeError("no case was named", slug="exchange.case", hint="Try: stateofplay export CASE --format csv")
    from stateofplay.model import CLAIM_KINDS
    from stateofplay.record.views import Filter
    from stateofplay.service.exporting import export as write

    found = load_format(format)
    if found.binary and output is None and sys.stdout.isatty():
        raise ExchangeError(
            f"{format} is no text for a terminal", slug="exchange.binary", hint=f"Name a file: -o case{found.suffix}"
        )
    wanted = Filter(party=party, issue=issue, since=since, until=until, source=source, status=status, rejected=rejected)
    with using(case) as opened:
        written = write(
            opened,
            format,
            output or sys.stdout.buffer,
            wanted=wanted,
            full_sources=full_sources,
            kinds=kind or CLAIM_KINDS,
            mask_tokens=mask_tokens,
        )
    where = f" to {output}" if output else ""
    out = progress_console()
    out.print(f"{written.count:,} {written.what} written{where}", markup=False, soft_wrap=True)
    for note in written.notes:
        out.print(f"  {note}", markup=False, soft_wrap=True)
    return 0


def import_(
    case: Annotated[str, Parameter(help="The case to add to; made where there is none.")],
    source: Annotated[
        str, Parameter(help="Another case, or a file written by: stateofplay export CASE --format jsonl")
    ],
    /,
    *,
    take_rest: Annotated[
        bool, Parameter(help="Leave doubtful rows out, and take the others; each is named.", negative=())
    ] = False,
) -> int:
    """Merge another case, or a JSONL export of one: what the case has not is added, nothing is doubled.

    Two reviewers can work on copies of a case and merge them; where they disagree, the later word counts, and both are shown.

    Try:

        stateofplay import talks.sop talks-of-ana.sop

        stateofplay import copy.sop talks.jsonl
    """
    from stateofplay.exchange.brief.wording import count
    from stateofplay.record.storage.locations import shown
    from stateofplay.service.exporting import import_case

    imported = import_case(case, source, take_rest=take_rest)
    warn_of_share(case)
    parts = [f"{count:,} {_PLURAL.get(name, name)}" for name, count in imported.added.items()]
    out = progress_console()
    out.print(
        f"Added to {shown(case)}: {', '.join(parts) or 'nothing'}; there already: {imported.known:,} rows",
        markup=False,
        soft_wrap=True,
    )
    for left in imported.refused[:_MOST_SHOWN]:
        out.print(f"Left out: line {left.line}: {left.reason}", markup=False, soft_wrap=True)
    if len(imported.refused) > _MOST_SHOWN:
        out.print(f"Left out: {len(imported.refused) - _MOST_SHOWN:,} more lines", markup=False)
    if imported.unplaced:
        out.print(
            f"{count(imported.unplaced, 'judgement is', 'judgements are')} on claims that this case does not have",
            markup=False,
        )
    for found in imported.disagreements:
        said = ", ".join(f"{row.author} {row.verdict} ({row.at[:10]})" for row in found.judgements)
        out.print(f"Judged differently: {found.claim_id}: {said}; the last one counts", markup=False, soft_wrap=True)
    return 0


def watch(
    case: Annotated[str, Parameter(help="The case file.")],
    /,
    *,
    add: Annotated[
        tuple[str, ...], Parameter(help="Watch these feeds, pages or OPML lists from now on.", negative=())
    ] = (),
    remove: Annotated[tuple[str, ...], Parameter(help="Do not watch these any more.", negative=())] = (),
    every: Annotated[str | None, Parameter(help="Go on, a round every 30m, 2h, 1d; once where left out.")] = None,
    delay: Annotated[float, Parameter(help="Seconds between two requests to one host.")] = 2.0,
    per_host: Annotated[int, Parameter(help="New pages fetched from one host in one round.")] = 30,
    pages: Annotated[
        bool, Parameter(help="Visit pages again too, to see what changed in them; else feeds only.")
    ] = True,
    allow_private: Annotated[
        bool, Parameter(name="--allow-private", negative=(), help="Fetch from loopback and private addresses too.")
    ] = False,
    settings: Annotated[Path | None, Parameter(help="A settings file (docs/settings.md).")] = None,
) -> int:
    """Fetch the feeds and pages of a case again, politely, and add what is new.

    Try:

        stateofplay watch talks.sop --add https://news.example/world.rss

        stateofplay watch talks.sop --every 30m
    """
    from dataclasses import replace

    from stateofplay.service.visiting import watching

    loaded = load_settings(settings)
    if allow_private:
        loaded = replace(loaded, pages=replace(loaded.pages, allow_private_addresses=True))
    out = progress_console()
    seconds = watching.seconds_of(every) if every else None
    with reported(), using(case, writing=True) as opened:
        for address in remove:
            watching.forget(opened, address)
            out.print(f"No longer watched: {address}", markup=False)
        for address in add:
            for found in watching.subscribe(opened, address, settings=loaded):
                out.print(f"Watched from now on: {found.address} ({found.kind})", markup=False)
                if found.note:
                    out.print(found.note, markup=False)
        for watched in watching.watch(
            opened, every=seconds, delay=delay, per_host=per_host, pages=pages, settings=loaded
        ):
            out.print(watched.sentence, markup=False, soft_wrap=True)
    return 0
