"""``read``, ``brief`` and ``demo``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.accounts import reported
from stateofplay.cli.terminal.output import STANDARD_INPUT, console, deliver, progress_console, visible, without_logins
from stateofplay.cli.terminal.words import (
    Folded,
    Ids,
    MostRequests,
    MostTokens,
    Output,
    Private,
    ReaderName,
    SettingsFile,
    settings_of,
)
from stateofplay.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from stateofplay.exchange.brief import Brief
    from stateofplay.model import Reading

Published = Annotated[
    str | None, Parameter(name="--published", help="Date of publication (ISO), where the page does not say it.")
]


def read(
    *pages: Annotated[str, Parameter(help="Files, folders, http(s) addresses, or - for standard input.")],
    format: Annotated[
        Literal["table", "json", "jsonl"], Parameter(help="json is the contract of docs/claims.md.")
    ] = "table",
    published: Published = None,
    output: Output = None,
    reader: ReaderName = None,
    max_requests: MostRequests = None,
    max_tokens: MostTokens = None,
    allow_private: Private = False,
    settings: SettingsFile = None,
) -> int:
    """Read pages and show every claim with its sentence.

    Try:

        stateofplay read article.html

        stateofplay read page.txt --published 2025-05-15 --format json -o page.json

        curl -s https://example.org/talks.html | stateofplay read -
    """
    from stateofplay.exchange.reading.contract import to_json
    from stateofplay.exchange.reading.tables import print_tables

    chosen = settings_of(settings, allow_private, reader=reader, max_requests=max_requests, max_tokens=max_tokens)
    with reported():
        readings = list(_read_all(pages, published, chosen))
    if format == "table":
        out = console()
        for source, reading in readings:
            if len(readings) > 1:
                out.rule(source)
            print_tables(reading, out)
        return 0
    if format == "json" and len(readings) == 1:
        deliver(to_json(readings[0][1]), output)
    elif format == "json":
        deliver("[\n" + ",\n".join(to_json(r) for _, r in readings) + "\n]", output)
    else:
        deliver("\n".join(to_json(r, indent=0) for _, r in readings), output)
    return 0


def brief(
    *pages: Annotated[str, Parameter(help="Files, folders, http(s) addresses, or - for standard input.")],
    format: Annotated[
        Literal["terminal", "md", "html", "json"], Parameter(help="How to dress the brief.")
    ] = "terminal",
    published: Published = None,
    output: Output = None,
    sentences: Annotated[bool, Parameter(help="List the sentences that the marks lead to (terminal).")] = True,
    all: Folded = False,
    ids: Ids = False,
    outlook: Annotated[bool, Parameter(help="Draft a model of the pages and say what could hold.")] = True,
    reader: ReaderName = None,
    max_requests: MostRequests = None,
    max_tokens: MostTokens = None,
    allow_private: Private = False,
    settings: SettingsFile = None,
) -> int:
    """Brief the state of play: which talks, who comes, who wants what, what hangs on what, who says so.

    Try:

        stateofplay brief article.html

        stateofplay brief page.txt --published 2025-05-15 --format html -o brief.html
    """
    chosen = settings_of(settings, allow_private, reader=reader, max_requests=max_requests, max_tokens=max_tokens)
    with reported():
        readings = list(_read_all(pages, published, chosen))
    return _show(readings, format, output, sentences, outlook=outlook, folded=all, ids=ids)


def demo(
    *,
    format: Annotated[
        Literal["terminal", "md", "html", "json"], Parameter(help="How to dress the brief.")
    ] = "terminal",
    output: Output = None,
    all: Folded = False,
    ids: Ids = False,
) -> int:
    """Brief the example pages that ship with the project (our own writing).

    Try:

        stateofplay demo

        stateofplay demo --format html -o brief.html
    """
    from stateofplay.service.examples import example_pages

    pages = example_pages()
    if format == "terminal" and output is None:
        progress_console().print(
            f"[bold]Next:[/bold] open the same brief as a page with  stateofplay demo --format html -o brief.html ; "
            f"the pages lie in {pages[0].parent}",
            soft_wrap=True,
        )
    readings = list(_read_all([str(p) for p in pages], None, load_settings()))
    return _show(readings, format, output, sentences=True, folded=all, ids=ids)


def _show(
    readings: Sequence[tuple[str, Reading]],
    format: Literal["terminal", "md", "html", "json"],
    output: Path | None,
    sentences: bool,
    *,
    outlook: bool = True,
    folded: bool = False,
    ids: bool = False,
) -> int:
    from stateofplay.service.briefing import pages_brief

    content = pages_brief(readings, outlook=outlook, drawings=format == "html")
    return show_brief(content, format, output, sentences, folded=folded, ids=ids)


def show_brief(
    content: Brief, format: str, output: Path | None, sentences: bool, *, folded: bool = False, ids: bool = False
) -> int:
    """Dress a brief and deliver it; `folded` shows doubtful lines too, `ids` ends a line in the id of its claim."""
    if format == "terminal":
        from rich.console import Console

        from stateofplay.exchange.brief.terminal import print_brief

        if output is None:
            print_brief(content, console(), sentences=sentences, folded=folded, ids=ids)
        else:
            import io

            buffer = io.StringIO()
            plain = Console(file=buffer, width=100, highlight=False)
            print_brief(content, plain, sentences=sentences, folded=folded, ids=ids)
            deliver("\n".join(line.rstrip() for line in buffer.getvalue().split("\n")), output)
    elif format == "md":
        from stateofplay.exchange.brief.markdown import to_markdown

        deliver(to_markdown(content, folded=folded), output)
    elif format == "html":
        from stateofplay.exchange.brief.html import to_html

        deliver(to_html(content), output)
    else:
        from stateofplay.exchange.brief import brief_to_json

        deliver(brief_to_json(content), output)
    return 0


def _read_all(pages: Sequence[str], published: str | None, settings: Settings) -> Iterator[tuple[str, Reading]]:
    from stateofplay.errors import PageError

    if not pages:
        raise PageError(
            "no page was named",
            slug="pages.none",
            hint="Name a file or an address, or - for standard input; see --help.",
        )
    from stateofplay.pages.harvest import Harvest
    from stateofplay.service.page_sources import page_sources
    from stateofplay.service.reading import read as read_page
    from stateofplay.service.reading import read_part, take_source

    out = progress_console()
    sources = [page if page == STANDARD_INPUT else name for page in pages for name, _ in _opened(page, page_sources)]
    unread: list[PageError] = []
    with _progress(out, len(sources)) as tell:
        for page in sources:
            tell(page)
            if page == STANDARD_INPUT:
                data = sys.stdin.buffer.read()
                yield "standard input", read_page(data, published=published, name="standard input", settings=settings)
                continue
            harvest = Harvest()
            parts = take_source(page, settings, harvest)
            if parts is None:
                try:
                    reading = read_page(page, published=published, name=page, settings=settings)
                except PageError as error:
                    unread.append(error)
                    if len(unread) == len(sources):
                        raise  # nothing was read: that is the answer
                    # One page that cannot be read stops none of the others.
                    _tell(out, without_logins(named(page, error.sentence)))
                    continue
                yield without_logins(page), reading
                continue
            found = 0
            for part in parts:
                name = f"{page}, {part.name}"
                try:
                    reading = read_part(part, name=page, published=published, settings=settings)
                except PageError as error:
                    # One page of an archive that cannot be read stops none of its neighbours.
                    _tell(out, f"{name}: {error.sentence}")
                    continue
                found += 1
                yield name, reading
            for note in (*harvest.notes, harvest.sentence):
                if note:
                    _tell(out, f"{page}: {note}")
            if not found:
                raise PageError(f"{page} holds no page that can be read.", slug="pages.archive", hint="Fetch it again.")


def named(source: str, sentence: str) -> str:
    """What is wrong with a page, with its name where the sentence does not have it.

    >>> named("a.txt", "a.txt is empty."), named("a.txt", "The server does not answer.")
    ('a.txt is empty.', 'a.txt: The server does not answer.')
    """
    return sentence if source in sentence else f"{source}: {sentence}"


@contextmanager
def _progress(out: Console, pages: int) -> Iterator[Callable[[str], None]]:
    """What tells which page is read, where there are several and somebody looks."""
    if pages < 2 or not out.is_terminal:
        yield lambda page: None
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task("Reading", total=pages)

        def tell(page: str) -> None:
            bar.update(task, description=f"Reading {visible(Path(page).name[:40])}")
            bar.advance(task)

        yield tell


def _opened(page: str, open_folder: Callable[[list[str]], Iterable[tuple[str, str]]]) -> Iterable[tuple[str, str]]:
    return [(page, page)] if page == STANDARD_INPUT else open_folder([page])


def _tell(out: Console, sentence: str) -> None:
    out.print(visible(sentence), highlight=False, markup=False, soft_wrap=True)
