"""``ask``: the questions that a mediator asks of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.opening import using
from stateofplay.cli.output import console, deliver, progress_console


def ask(
    case: Annotated[str, Parameter(help="A case file.")],
    question: Annotated[
        str | None,
        Parameter(help="stand, move, hold, change, misread, wait, join or since; all of them without it."),
    ] = None,
    *,
    since: Annotated[
        str | None, Parameter(help="ISO day to compare with; the day before the latest page by default.")
    ] = None,
    samples: Annotated[int, Parameter(help="How many readings of the record to draw.")] = 2000,
    format: Annotated[Literal["terminal", "md", "json"], Parameter(help="How to dress the answers.")] = "terminal",
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the terminal.")
    ] = None,
) -> int:
    """Answer a mediator's questions from a case: a model is drafted and analysed on the spot.

    stand: where it stands, and whether that is stable. move: who could move, and what deters them. hold: which outcomes would
    hold, and the way there. change: what would have to change for another. misread: which misunderstanding keeps it where it
    is. wait: who holds out for whom. join: which coalition could jump. since: what changed, and which page changed it.

    Try:

        stateofplay ask talks.sop

        stateofplay ask talks.sop hold

        stateofplay ask talks.sop since --since 2025-06-01
    """
    from stateofplay.casework.questions.records import find_question
    from stateofplay.exchange.reports import answers as dressed
    from stateofplay.service.questions import answer

    keys = (find_question(question),) if question is not None else ()
    with using(case) as opened:
        found = answer(opened, keys, since=since, samples=samples, progress=_tell)
    parts = (found.title, found.answers, found.rows, found.outlook.caveats)
    if format == "json":
        deliver(dressed.to_json(*parts), output)
    elif format == "md" or output is not None:
        deliver(dressed.to_markdown(*parts), output)
    else:
        dressed.print_answers(*parts, console())
    return 0


def _tell(text: str, done: int, total: int) -> None:
    """Tell the steps of long work on a terminal; nothing elsewhere."""
    out = progress_console()
    if out.is_terminal:
        out.print(f"\r{text}: {done} of {total}", end="" if done < total else "\n")
