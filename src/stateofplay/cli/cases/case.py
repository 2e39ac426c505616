"""Make a case, add pages, and see where things stand: new, add, status, changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from stateofplay.cli.terminal.accounts import reported
from stateofplay.cli.terminal.opening import using, warn_of_share
from stateofplay.cli.terminal.output import progress_console, without_logins
from stateofplay.cli.terminal.words import (
    BriefFormat,
    CaseFile,
    Folded,
    Ids,
    MostRequests,
    MostTokens,
    Output,
    Party,
    Private,
    ReaderName,
    SettingsFile,
    Since,
    Source,
    Until,
    samples_of,
    settings_of,
)
from stateofplay.errors import PageError

if TYPE_CHECKING:
    from stateofplay.exchange.brief import Brief
    from stateofplay.service.cases import AddedPage


def new(case: CaseFile, *, title: Annotated[str, Parameter(help="What the case is called.")] = "") -> int:
    """Make a new, empty case file.

    Try:

        stateofplay new talks.sop --title "Istanbul process"
    """
    from stateofplay.record import create_case
    from stateofplay.record.storage.locations import shown

    create_case(case, title=title).close()
    warn_of_share(case)
    progress_console().print(
        f"Made {shown(case)}. Next: stateofplay add {quote(shown(case))} PAGE ...",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    return 0


def add(
    case: CaseFile,
    *pages: Annotated[str, Parameter(help="Files, folders of pages, web archives, mailboxes, or http(s) addresses.")],
    published: Annotated[
        str | None, Parameter(help="Date of publication (ISO), where the page does not say it.")
    ] = None,
    source: Annotated[str | None, Parameter(help="What to call the source instead of its path.")] = None,
    about: Annotated[
        tuple[str, ...], Parameter(help="Of a dataset: only pages with all words of this.", negative=())
    ] = (),
    since: Annotated[str | None, Parameter(help="Of a dataset: only pages of this ISO day or later.")] = None,
    until: Annotated[str | None, Parameter(help="Of a dataset: only pages of this ISO day or earlier.")] = None,
    mask_tokens: Annotated[
        bool, Parameter(help="Cover tokens and keys in the addresses that are kept.", negative=())
    ] = False,
    reader: ReaderName = None,
    max_requests: MostRequests = None,
    max_tokens: MostTokens = None,
    allow_private: Private = False,
    settings: SettingsFile = None,
) -> int:
    """Add pages to a case; each is kept as received. Can be stopped at any moment and run again.

    Try:

        stateofplay add talks.sop pages/

        stateofplay add talks.sop article.txt --published 2025-05-15

        stateofplay add talks.sop talks-2024 --about "Istanbul talks"

        stateofplay add talks.sop pages/ --reader embedded+ministry --max-requests 200
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from stateofplay.cli.pages.reading import named
    from stateofplay.exchange.brief.wording import count
    from stateofplay.record import AddingOutcome
    from stateofplay.service.cases import add_all

    if not pages:
        raise PageError(
            "no page was named",
            slug="pages.none",
            hint=f"For example: stateofplay add {quote(str(case))} pages/ (stateofplay example pages)",
        )
    datasets = _datasets(pages, narrowed=bool(about or since or until))
    if not datasets:
        _refuse_others(case, pages)
    out = progress_console()
    counts: dict[str, int] = {}
    chosen = settings_of(settings, allow_private, max_requests=max_requests, max_tokens=max_tokens)
    if mask_tokens:
        chosen = replace(chosen, pages=replace(chosen.pages, mask_tokens=True))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        reported(),
        using(case, writing=True) as opened,
        Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar,
    ):
        task = bar.add_task("Adding", total=None)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"Adding {Path(name).name[:40]}")

        adding: Iterable[AddedPage]
        if datasets:
            from stateofplay.service.batch.into_case import add_dataset

            chosen_pages = partial(
                add_dataset, opened, about=about, since=since, until=until, mask_tokens=mask_tokens, progress=tell
            )
            adding = chain.from_iterable(chosen_pages(Path(d)) for d in datasets)
        else:
            adding = add_all(
                opened, pages, published=published, label=source, settings=chosen, progress=tell, reader=reader
            )
        for page in adding:
            if page.added is None:
                if page.problem is not None:
                    counts["not readable"] = counts.get("not readable", 0) + 1
                words = f"{page.problem.sentence} {_next_step(page)}".rstrip() if page.problem else page.note
                out.print(without_logins(named(page.source, words)), highlight=False, markup=False, soft_wrap=True)
                continue
            added = page.added
            counts[str(added.outcome)] = counts.get(str(added.outcome), 0) + 1
            words = {
                AddingOutcome.NEW: f"page {added.number}, {count(added.claims, 'claim')}",
                AddingOutcome.SAME: f"the case has it already, page {added.of}",
                AddingOutcome.COPY: f"page {added.number}, a copy of page {added.of} (resemblance {added.resemblance or 0:.2f})",
                AddingOutcome.VERSION: f"page {added.number}, a newer version of page {added.of}; "
                f"{count(added.lost, 'claim')} lost {'its' if added.lost == 1 else 'their'} sentence",
            }[added.outcome]
            told = f"{words}. {added.unread}" if added.unread else words
            out.print(f"{Path(page.source).name}: {told}", highlight=False, markup=False, soft_wrap=True)
    out.print(", ".join(f"{n} {what}" for what, n in counts.items()) or "nothing added", highlight=False, markup=False)
    return 65 if set(counts) == {"not readable"} else 0


def _datasets(pages: Sequence[str], *, narrowed: bool) -> list[str]:
    """The pages, where they are datasets; they are added by themselves, for they are read already."""
    from stateofplay.service.batch.dataset.folder import is_dataset

    found = [page for page in pages if "://" not in page[:12] and is_dataset(page)]
    if found and len(found) < len(pages):
        raise PageError(
            f"{found[0]} is a dataset, and others are pages", slug="pages.kind", hint="Add datasets by themselves."
        )
    if narrowed and not found:
        raise PageError(
            "--about, --since and --until choose pages of a dataset, and none was named",
            slug="pages.kind",
            hint="Make one with: stateofplay batch SOURCE... --out DATASET",
        )
    return found


def _refuse_others(case: str, pages: Sequence[str]) -> None:
    """Refuse what is no page before anything is added: a case, a model, an export or a list of feeds has its own command."""
    from stateofplay.cli.terminal.pointing import CASE, PAGE, kind_of, point

    for page in pages:
        kind = kind_of(Path(page)) if "://" not in page[:12] and Path(page).is_file() else None
        if kind not in (None, PAGE):
            hint = f"Merge it: stateofplay import {case} {page}" if kind == CASE else point("read", [page]) or ""
            raise PageError(f"{page} is no page; nothing was added", slug="pages.kind", hint=hint)


def _next_step(page: AddedPage) -> str:
    """Which command takes a file that is no page."""
    from stateofplay.cli.terminal.pointing import point

    return point("read", [page.source]) or (page.problem.hint if page.problem else "")


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
    all: Folded = False,
    ids: Ids = False,
    output: Output = None,
) -> int:
    """The state of play of the whole case.

    Try:

        stateofplay status talks.sop

        stateofplay status talks.sop --format html -o status.html
    """
    from stateofplay.record.views import Filter
    from stateofplay.service.briefing import case_brief

    wanted = Filter(party=party, since=since, until=until, source=source)
    with using(case) as opened:
        html = format == "html"
        made = case_brief(opened, wanted, outlook=outlook, articles=html, drawings=html, samples=samples_of())
    return _show(made, format, output, sentences, folded=all, ids=ids)


def changes(
    case: CaseFile,
    *,
    since: Annotated[str, Parameter(help="Day from which on, such as 2025-06-01.")],
    format: BriefFormat = "terminal",
    sentences: Annotated[bool, Parameter(help="List the sentences that the marks lead to (terminal).")] = False,
    all: Folded = False,
    ids: Ids = False,
    output: Output = None,
) -> int:
    """What is new, withdrawn, contradicted, firmer or softer since a day. That nothing changed is said aloud.

    Try:

        stateofplay changes talks.sop --since 2025-06-01
    """
    from stateofplay.record.views import Filter
    from stateofplay.service.briefing import changes_brief

    Filter(since=since)  # refuses what is no day
    with using(case) as opened:
        made = changes_brief(opened, since, articles=format == "html")
    return _show(made, format, output, sentences, folded=all, ids=ids)


def _show(
    made: Brief, format: str, output: Path | None, sentences: bool, *, folded: bool = False, ids: bool = False
) -> int:
    from stateofplay.cli.pages.reading import show_brief

    return show_brief(made, format, output, sentences, folded=folded, ids=ids)
