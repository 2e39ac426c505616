"""``batch run``, ``batch status`` and ``batch report``: many pages at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.output import deliver, progress_console
from stateofplay.cli.terminal.words import Output, SettingsFile, settings_of
from stateofplay.errors import BatchError

if TYPE_CHECKING:
    from stateofplay.service.batch.dataset.folder import Receipt


def batch(
    *sources: Annotated[
        str, Parameter(help="Folders, files, patterns, WARC, WACZ, WET, JSONL, Parquet, s3:// addresses.")
    ],
    out: Annotated[Path | None, Parameter(help="Folder of the dataset; a run that was stopped goes on in it.")] = None,
    engine: Annotated[
        Literal["local", "ray"], Parameter(help="Processes of this machine, or Ray (stateofplay[ray]).")
    ] = "local",
    workers: Annotated[int | None, Parameter(help="Processes that read; as many as processors by default.")] = None,
    about: Annotated[
        tuple[str, ...], Parameter(help="Only pages with all words of this; give it again for another.", negative=())
    ] = (),
    since: Annotated[str | None, Parameter(help="Only pages published on this ISO day or later.")] = None,
    until: Annotated[str | None, Parameter(help="Only pages published on this ISO day or earlier.")] = None,
    languages: Annotated[str, Parameter(help="Languages to read, parted by commas.")] = "en",
    gate: Annotated[bool, Parameter(help="Read only what speaks of a negotiation.")] = True,
    span: Annotated[int, Parameter(help="Pages that are read at once.")] = 256,
    format: Annotated[Literal["html", "md"], Parameter(help="Of a report.")] = "md",
    output: Output = None,
    settings: SettingsFile = None,
) -> int:
    """Read many pages into a dataset of Parquet files; stop it at any moment and give the same command again.

    With `status` or `report` and a dataset instead of sources: how far it is, or what it came to.

    Try:

        stateofplay batch crawl/ --out talks-2024

        stateofplay batch "s3://crawl/2024/*.warc.gz" --out talks-2024 --about "Istanbul talks"

        stateofplay batch status talks-2024

        stateofplay batch report talks-2024 --format html -o report.html
    """
    if sources[:1] in (("status",), ("report",)) and out is None:
        if len(sources) != 2:
            raise BatchError(f"batch {sources[0]} needs a dataset", slug="batch.source", hint="Name its folder.")
        return (_status if sources[0] == "status" else _report)(Path(sources[1]), format, output)
    if not sources or out is None:
        raise BatchError(
            "batch needs sources and --out",
            slug="batch.source",
            hint="For example: stateofplay batch crawl/ --out talks-2024",
        )
    from stateofplay.record.views import Filter
    from stateofplay.service.batch.dataset.folder import RunRequest
    from stateofplay.service.batch.libraries import spare_pandas
    from stateofplay.service.batch.running import run_batch

    spare_pandas()
    Filter(since=since, until=until)  # refuses what is no day
    asked = RunRequest(
        sources=sources,
        gate=gate,
        about=about,
        since=since,
        until=until,
        languages=tuple(code.strip() for code in languages.split(",") if code.strip()),
        span_pages=span,
    )
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    shown = progress_console()
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)
        counts = [0, 0]

        def tell(receipt: Receipt | None, done: int, total: int) -> None:
            if receipt is not None:
                counts[0] += receipt.pages
                counts[1] += receipt.read
            bar.update(task, completed=done, total=total, description=f"{counts[0]:,} pages, {counts[1]:,} read")

        summary = run_batch(
            asked, out, engine=engine, workers=workers, settings=settings_of(settings, False), progress=tell
        )
    shown.print(summary.sentence, highlight=False, markup=False, soft_wrap=True)
    return 0


def _status(folder: Path, format: str, output: Path | None) -> int:
    from stateofplay.service.batch.report import status_lines

    deliver("\n".join(status_lines(folder)), output)
    return 0


def _report(folder: Path, format: str, output: Path | None) -> int:
    from stateofplay.service.batch.report import report

    deliver(report(folder, format), output)
    return 0
