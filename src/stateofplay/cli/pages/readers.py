"""``readers`` and ``compare-readers``: who reads, whether a pipeline is fit, whom a reader may send pages, and who finds what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich import box
from rich.table import Table

from stateofplay.cli.terminal.accounts import reported
from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import console
from stateofplay.cli.terminal.words import MostRequests, MostTokens, SettingsFile, settings_of
from stateofplay.errors import ReaderError

if TYPE_CHECKING:
    from stateofplay.readers.fitness import Fitness
    from stateofplay.settings import Settings


def readers(
    what: Annotated[
        Literal["list", "check", "allow", "forbid", "use"],
        Parameter(help="list them, check one, allow or forbid one to send pages, use one for a case."),
    ] = "list",
    name: Annotated[str | None, Parameter(help="A reader of the settings, or a spaCy pipeline.")] = None,
    *,
    case: Annotated[
        str | None, Parameter(help="use: the case; without NAME it reads as the settings say again.")
    ] = None,
    settings: SettingsFile = None,
) -> int:
    """Who can read: the embedded reader, spaCy pipelines, language models of your own.

    A reader that sends pages somewhere does so only after `readers allow NAME`, which says what it sends where.

    Try:

        stateofplay readers

        stateofplay readers check my-pipeline

        stateofplay readers allow ministry

        stateofplay readers use embedded+ministry --case talks.sop
    """
    from stateofplay.service import readers as service

    loaded = settings_of(settings, False)
    if what == "use":
        if case is None:
            raise ReaderError("no case was named", slug="readers.case", hint="stateofplay readers use NAME --case CASE")
        with using(case, writing=True) as opened:
            service.use_reader(opened, name, loaded)
        _say(f"{case} is read by {name or loaded.reading.reader} from now on." + _not_yet(loaded, name))
        return 0
    if what == "list":
        return _list(loaded)
    if name is None:
        raise ReaderError("no reader was named", slug="readers.name", hint=f"stateofplay readers {what} NAME")
    if what == "check":
        return _check(loaded, name)
    if what == "allow":
        _say(f"{service.allow(loaded, name)}. Allowed; take it back with: stateofplay readers forbid {name}")
    else:
        service.forbid(loaded, name)
        _say(f"{name} may send nothing any more.")
    return 0


def _not_yet(settings: Settings, name: str | None) -> str:
    from stateofplay.readers.naming import names_in
    from stateofplay.service.readers import named_readers

    waiting = [r.name for r in named_readers(settings) if r.allowed is False and r.name in names_in(name or "")]
    return f" Before that: stateofplay readers allow {waiting[0]}" if waiting else ""


def _say(sentence: str) -> None:
    console().print(sentence, highlight=False, markup=False, soft_wrap=True)


def _list(settings: Settings) -> int:
    from stateofplay.service.readers import named_readers

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("reader", "what it is", "languages", "may send pages", "reads"):
        table.add_column(column, overflow="fold")
    for one in named_readers(settings):
        leave = {None: "sends nothing", True: "yes", False: "not allowed yet"}[one.allowed]
        table.add_row(one.name, one.what, ", ".join(one.languages), leave, "by default" if one.chosen else "")
    console().print(table)
    return 0


def _check(settings: Settings, name: str) -> int:
    from stateofplay.readers.fitness import examine
    from stateofplay.readers.naming import open_reader
    from stateofplay.service.readers import notice_of

    known = settings.readers.get(name)
    if known is not None and not known.pipeline:
        open_reader(settings, name)
        _say(f"{notice_of(settings, name)}.")
        return 0
    found = examine(known.pipeline if known is not None else name)
    _tell_fitness(found)
    return 0 if found.fit else 78


def _tell_fitness(found: Fitness) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("it must assign", "for", "assigned"):
        table.add_column(column, overflow="fold")
    for layer in found.layers:
        said = "yes" if layer.found else "NO" if layer.required else "no; tables find some"
        table.add_row(layer.name, layer.serves, said)
    console().print(table)
    from stateofplay.language.pipeline import DEEPEST

    if found.missing:
        _say(f"Labels that it must have and lacks: {', '.join(found.missing)}.")
    if found.lacking:
        _say(f"Labels without which it finds less: {', '.join(found.lacking)}.")
    if found.depth > DEEPEST:
        _say(
            "In a line of 1,999 words it hangs over a thousand words one on the other; such pages are refused one by one."
        )
    else:
        _say(f"Deepest tree of a line of 1,999 words: {found.depth}.")
    _say(f"Sentences of the text that it was tried on: {len(found.sentences)} of 2.")
    _say(f"{found.pipeline} can read." if found.fit else f"{found.pipeline} cannot read.")


def compare_readers(
    *pages: Annotated[Path, Parameter(help="Files, or a folder of them.")],
    readers: Annotated[str, Parameter(help="Two or more, parted by commas; agreement is told of the first two.")],
    gold: Annotated[Path | None, Parameter(help="A folder with the answers, NAME.json to NAME.txt.")] = None,
    max_requests: MostRequests = None,
    max_tokens: MostTokens = None,
    settings: SettingsFile = None,
) -> int:
    """Read pages with several readers: claims by reader, agreement by kind, and F1 where a key is given.

    Try:

        stateofplay compare-readers pages/ --readers embedded,ministry

        stateofplay compare-readers gold/ --readers embedded,ministry --gold gold/
    """
    from stateofplay.exchange.brief.wording import count
    from stateofplay.service.comparing import compare
    from stateofplay.service.page_sources import page_sources

    chosen = settings_of(settings, False, max_requests=max_requests, max_tokens=max_tokens)
    names = [name.strip() for name in readers.split(",") if name.strip()]
    files = [Path(file) for file, _ in page_sources([str(page) for page in pages])]
    if not files:
        raise ReaderError("no page was named", slug="readers.pages", hint="Name files, or a folder of them.")
    with reported():
        found = compare(files, names, chosen, gold=gold)
    table = Table(box=box.SIMPLE_HEAD, title=count(len(files), "page"), title_justify="left")
    table.add_column("kind")
    for name in names:
        table.add_column(name, justify="right")
    for column in ("agree", "read otherwise", "agreement"):
        table.add_column(column, justify="right")
    for name in names if gold is not None else ():
        table.add_column(f"F1 {name}", justify="right")
    for row in found:
        share = "" if row.agreement is None else f"{row.agreement:.2f}"
        scores = [f"{row.scores[name][2]:.2f}" for name in names] if gold is not None else []
        counts = [str(row.found[name]) for name in names]
        table.add_row(row.kind, *counts, str(row.same), str(row.otherwise), share, *scores)
    console().print(table)
    return 0
