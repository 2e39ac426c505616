"""``ask``: the questions that a mediator asks of a case."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import console, deliver, progress_console
from stateofplay.cli.terminal.words import Output, samples_of


def ask(
    case: Annotated[str, Parameter(help="A case file, or a model file that was drafted from one.")],
    question: Annotated[
        tuple[str, ...],
        Parameter(
            help="stand, move, hold, change, misread, wait, join or since; several may be; all of them without any."
        ),
    ] = (),
    /,
    *,
    since: Annotated[
        str | None, Parameter(help="ISO day to compare with; the day before the latest page by default.")
    ] = None,
    samples: Annotated[
        int | None, Parameter(help="How many readings of the record to draw; by default as the settings say.")
    ] = None,
    format: Annotated[Literal["terminal", "md", "json"], Parameter(help="How to dress the answers.")] = "terminal",
    output: Output = None,
) -> int:
    """Answer a mediator's questions from a case (a model is drafted on the spot) or from a model file.

    stand: where it stands, and whether that is stable. move: who could move, and what deters them. hold: which outcomes would
    hold, and the way there. change: what would have to change for another. misread: which misunderstanding keeps it where it
    is. wait: who holds out for whom. join: which coalition could jump. since: what changed, and which page changed it.

    Try:

        stateofplay ask talks.sop

        stateofplay ask talks.sop stand hold

        stateofplay ask talks.sop since --since 2025-06-01
    """
    from stateofplay.casework.questions.records import find_question
    from stateofplay.exchange.reports import answers as dressed
    from stateofplay.service.analysing import is_case
    from stateofplay.service.models.subjects import load_subject
    from stateofplay.service.questions import answer, answer_of_model

    keys = tuple(dict.fromkeys(map(find_question, question)))
    drawn = samples_of(samples)
    if is_case(case):
        with using(case) as opened:
            found = answer(opened, keys, since=since, samples=drawn, progress=_tell)
    else:
        found = answer_of_model(load_subject(case), keys, samples=drawn, progress=_tell)
    parts = (found.title, found.answers, found.rows, found.caveats)
    if format == "json":
        deliver(dressed.to_json(*parts), output)
    elif format == "md" or output is not None:
        deliver(dressed.to_markdown(*parts), output)
    else:
        dressed.print_answers(*parts, console())
    return 0


def answer(
    model: Annotated[str, Parameter(help="A model file that was drafted from a case.")],
    question: Annotated[
        str | None, Parameter(help="A question by its number or by words that only one has; all are listed without it.")
    ] = None,
    reply: Annotated[
        Literal["yes", "no", "either", "open"] | None,
        Parameter(help="yes: it wants it; no: it wants it not; either: it does not mind; open: not known."),
    ] = None,
) -> int:
    """Answer what the record leaves open: the answer is kept in the model file and narrows every analysis of it.

    Try:

        stateofplay answer talks.toml

        stateofplay answer talks.toml 4 yes

        stateofplay answer talks.toml "Russia ceasefire" no
    """
    from stateofplay.service.models.answering import answer_question, questions_of

    out = console()
    if question is None:
        asked = questions_of(model)
        for one in asked:
            out.print(f"{one.number:>3}  {one.answer:<6}  {one.words}", highlight=False, markup=False, soft_wrap=True)
        if not asked:
            out.print("Nothing is open in this model.", highlight=False)
        return 0
    if reply is None:
        print("stateofplay: answer needs yes, no, either or open after the question", file=sys.stderr)
        print("  stateofplay answer --help shows how.", file=sys.stderr)
        return 2
    done = answer_question(model, question, reply, samples=samples_of())
    lines = [f"{done.asked.words} {reply}.", f"Before: {done.before}", f"Now: {done.after}"]
    lines += [
        f"It goes against what is stated: {one}. That counts first; strike it out of the file where it no longer holds."
        for one in done.against
    ]
    lines.append(f"{done.left} more open." if done.left else "Nothing more is open.")
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    return 0


_LINE = 60
"""Width of a line of progress, so that a shorter one leaves nothing of the longer before it."""


def _tell(text: str, done: int, total: int) -> None:
    """Tell the steps of long work on a terminal; nothing elsewhere."""
    out = progress_console()
    if out.is_terminal:
        # Written past the console, which takes a carriage return out of what it prints.
        out.file.write(f"\r{f'{text}: {done} of {total}':<{_LINE}}" + ("" if done < total else "\n"))
        out.file.flush()
