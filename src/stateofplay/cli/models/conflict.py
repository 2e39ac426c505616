"""``analyse`` and ``cases``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from cyclopts import Parameter

from stateofplay.cli.terminal.output import console, deliver, deliver_bytes, progress_console, visible
from stateofplay.cli.terminal.words import Output, concepts_of
from stateofplay.exchange.names import TABLE_SUFFIXES, FigureKind, TableFormat

if TYPE_CHECKING:
    from stateofplay.conflict import Conflict, PreferenceReading
    from stateofplay.conflict.engine.stability import Progress
    from stateofplay.exchange.analysis_page.content import Quote
    from stateofplay.service.analysing import Beyond
    from stateofplay.service.models.studying import WantedStudies

Format = Literal["terminal", "md", "html", "json"]
SUFFIXES: dict[str, Format] = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}
Study = Literal[
    "all",
    "hypergame",
    "goals",
    "sensitivity",
    "evolution",
    "attitudes",
    "power",
    "third-parties",
    "thresholds",
    "mixed",
]
MODEL_FORMS = {".json": "json", ".gmcr": "gmcr"}


def analyse(
    model: Annotated[
        str, Parameter(help="A model file (.toml, .json, .gmcr), a conflict of the catalogue, or a case file (.sop).")
    ],
    *,
    concepts: Annotated[
        tuple[str, ...],
        Parameter(help="NASH, GMR, SMR, SEQ, SSEQ, SIM, L_2, NM, MR_3 ...; several times or by commas.", negative=()),
    ] = (),
    reading: Annotated[
        str | None,
        Parameter(help="How to read preferences that leave pairs open, are graded, fuzzy or uncertain: unknown-a ..."),
    ] = None,
    format: Annotated[
        Format | TableFormat | None,
        Parameter(
            help="How to dress the result, as a report or as a table for another program; by default as the output file is"
            " called, else for the terminal."
        ),
    ] = None,
    state: Annotated[str | None, Parameter(help="One state: its number, label or YN string.")] = None,
    why: Annotated[
        bool, Parameter(help="Say why --state is stable or not, with the proof in words.", negative=())
    ] = False,
    status_quo: Annotated[
        bool, Parameter(help="What can be reached from the status quo, or from --state.", negative=())
    ] = False,
    all_moves: Annotated[
        bool, Parameter(help="With --status-quo: by all moves, not improvements only.", negative=())
    ] = False,
    coalitions: Annotated[bool, Parameter(help="Stability against every coalition.", negative=())] = False,
    inverse: Annotated[str | None, Parameter(help="Which preferences would make this state an equilibrium.")] = None,
    free: Annotated[
        tuple[str, ...],
        Parameter(help="With --inverse or goals: whose preferences may change; by default all.", negative=()),
    ] = (),
    robust: Annotated[
        int | None, Parameter(help="How often each state is an equilibrium over so many drawn preferences.")
    ] = None,
    seed: Annotated[int, Parameter(help="Seed of --robust.")] = 0,
    study: Annotated[
        tuple[Study, ...],
        Parameter(
            help="Analyse further, by what the model's file says of it; all: whatever it has tables for.", negative=()
        ),
    ] = (),
    goal: Annotated[
        tuple[str, ...],
        Parameter(help='A state that is to be an equilibrium; "not STATE": that is to be none.', negative=()),
    ] = (),
    own: Annotated[
        tuple[str, ...], Parameter(help="PARTY=CONCEPT: this party goes by a concept of its own.", negative=())
    ] = (),
    attitude: Annotated[
        tuple[str, ...], Parameter(help="A:B=+: A wishes B well (+), ill (-), or does not care (0).", negative=())
    ] = (),
    figure: Annotated[FigureKind | None, Parameter(help="Draw this figure as SVG instead of a report.")] = None,
    case: Annotated[
        str | None, Parameter(help="The case that the model was drafted from: shows the sentences of claims.")
    ] = None,
    long: Annotated[
        bool, Parameter(help="Of a drafted model everything, rather than a note of one page.", negative=())
    ] = False,
    output: Output = None,
) -> int:
    """Find which outcomes of a conflict model could hold, and why.

    Try:

        stateofplay analyse elmira-9

        stateofplay analyse prisoners --state 4 --why

        stateofplay analyse talks.sop

        stateofplay analyse elmira-9 --status-quo --coalitions -o elmira.html

        stateofplay analyse elmira-9 --figure moves -o moves.svg

        stateofplay analyse model.toml --format json

        stateofplay analyse elmira-9 -o elmira.xlsx
    """
    from stateofplay.conflict import SIMPLE, PreferenceReading
    from stateofplay.service.analysing import Beyond, draw_figure, is_case, is_file
    from stateofplay.service.models.studying import WantedStudies

    further = WantedStudies(studies=study, goals=goal, own=own, attitudes=attitude, free=free)
    drawn_from_state = status_quo or figure == "status-quo"
    _check_together(
        ("--why needs --state", why and state is None),
        ("--state goes with --why or --status-quo", state is not None and not (why or drawn_from_state)),
        ("--all-moves goes with --status-quo", all_moves and not drawn_from_state),
        ("--free goes with --inverse or goals", bool(free) and inverse is None and "goals" not in further.names),
        (
            "--figure draws one figure, so --format and --why do not go with it",
            figure is not None and (why or bool(format)),
        ),
        ("--robust takes a number of samples above zero", robust is not None and robust < 1),
    )
    asked = concepts_of(concepts)
    beyond = Beyond(
        status_quo=status_quo,
        state=state if drawn_from_state else None,
        all_moves=all_moves,
        coalitions=coalitions,
        inverse=inverse,
        free=free,
        robust=robust,
        seed=seed,
    )
    read = SIMPLE if reading is None else PreferenceReading.of(reading)
    plainest = not (why or figure or reading or further.names) and beyond == Beyond(seed=seed)
    suffix = output.suffix.lower() if output else ""
    given = format or TABLE_SUFFIXES.get(suffix) or SUFFIXES.get(suffix, "terminal")
    table: TableFormat | None = next((one for one in get_args(TableFormat) if one == given), None)
    if table is not None:
        _check_together(
            (
                f"--format {table} is a table of verdicts, so --why and --figure do not go with it",
                why or figure is not None,
            )
        )
        return _write_table(model, case, asked, read, table, output)
    dress: Format = next((one for one in get_args(Format) if one == given), "terminal")
    if plainest and (is_case(model) or is_file(model)):
        from stateofplay.cli.models.casework import analyse_drafted

        if (done := analyse_drafted(model, case, asked, dress, output, long=long)) is not None:
            return done
    try:
        with telling() as progress:
            conflict, quotes = _load(model, case)
            if figure is not None:
                text = draw_figure(conflict, figure, beyond, asked, reading=read, progress=progress).svg
            else:
                explained = state if why else None
                plainly = output is not None
                text = _report(
                    conflict, asked, read, dress, explained, beyond, further, model, quotes, progress, plainly=plainly
                )
    except KeyboardInterrupt:
        print("stateofplay: stopped; nothing was written", file=sys.stderr)
        return 130
    deliver(text, output)
    return 0


def _write_table(
    model: str,
    case: str | None,
    asked: tuple[str, ...],
    read: PreferenceReading,
    table: TableFormat,
    output: Path | None,
) -> int:
    from stateofplay.conflict import analyse as solve
    from stateofplay.exchange.model_tables import write_table

    try:
        with telling() as progress:
            conflict, _ = _load(model, case)
            analysis = solve(conflict, asked or None, reading=read, progress=progress)
            written = write_table(analysis, table)
    except KeyboardInterrupt:
        print("stateofplay: stopped; nothing was written", file=sys.stderr)
        return 130
    for notice in analysis.notices:  # a table of verdicts has no place for what its reader has to know
        print(f"Note: {visible(notice.text)} {visible(notice.hint)}".rstrip(), file=sys.stderr)
    if isinstance(written, bytes):
        deliver_bytes(written, output)
    else:
        deliver(written, output)
    return 0


def _load(model: str, case: str | None) -> tuple[Conflict, dict[str, Quote]]:
    """A model, and the sentences of its claims where its case is known. Only cases need the machinery of cases."""
    from stateofplay.service.analysing import is_case, load_model

    if case is None and not is_case(model):
        return load_model(model), {}
    from stateofplay.exchange.analysis_page.content import Quote
    from stateofplay.service.models.subjects import load_subject

    subject = load_subject(model, case=case)
    return subject.conflict, {
        claim: Quote(words=row.quote, where=f"{row.source}, {row.day}") for claim, row in subject.rows.items()
    }


def _check_together(*rules: tuple[str, bool]) -> None:
    """Refuse options that do not go together, as wrong usage."""
    from stateofplay.errors import ConflictError

    for sentence, broken in rules:
        if broken:
            error = ConflictError(sentence, slug="conflict.usage", hint="See stateofplay analyse --help.")
            error.exit_code = 2
            raise error


def _report(
    conflict: Conflict,
    asked: tuple[str, ...],
    reading: PreferenceReading,
    dress: Format,
    explained: str | None,
    beyond: Beyond,
    further: WantedStudies,
    source: str,
    quotes: Mapping[str, Quote],
    progress: Progress,
    *,
    plainly: bool,
) -> str:
    from stateofplay.conflict import analyse as solve
    from stateofplay.exchange.analysis_page import text as analysis_report
    from stateofplay.service.analysing import explain_plainly, find_state, look_beyond
    from stateofplay.service.models.catalogue import compare_published
    from stateofplay.service.models.studying import study

    states = () if explained is None else (find_state(conflict, explained),)
    found = (
        *look_beyond(conflict, beyond, asked, reading=reading, progress=progress),
        *study(conflict, further, asked, reading=reading, progress=progress),
    )
    if dress != "terminal" and (published := compare_published(source)) is not None:
        found = (published, *found)
    findings = tuple(finding for finding, _ in found)
    analysis = solve(conflict, asked or None, reading=reading, progress=progress)
    if dress == "json":
        plain: dict[str, object] = dict(analysis.to_dict())
        plain.update({finding.key: data for finding, data in found})
        if states:
            plain["why"] = explain_plainly(analysis, states[0])
        return json.dumps(plain, ensure_ascii=False, indent=1)
    if dress == "html":
        from stateofplay.exchange.analysis_page.html import to_html

        return to_html(analysis, findings, source=source, states=states, quotes=quotes, progress=progress)
    if dress == "md":
        return analysis_report.to_markdown(
            analysis, findings, source=source, states=states, quotes=quotes, progress=progress
        )
    if states:
        told = [analysis_report.why(analysis, states[0]), *([f.title, *f.sentences] for f in findings)]
        return "\n\n".join("\n".join(lines) for lines in told)
    if plainly:
        from rich.console import Console

        out = Console(file=io.StringIO(), width=100, highlight=False)
    else:
        out = console()
    with out.capture() as caught:
        analysis_report.print_analysis(analysis, out, findings)
    return caught.get()


@contextmanager
def telling() -> Iterator[Progress]:
    """Tell the steps of long work on a terminal, on a line that goes away; nothing elsewhere."""
    from rich.progress import Progress as Bar

    out = progress_console()
    with Bar(console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("reading the model", total=None)

        def tell(text: str, done: int, total: int) -> None:
            bar.update(task, description=text, completed=done, total=total)

        yield tell


def cases(
    name: Annotated[
        str | None,
        Parameter(help="Print this case of the catalogue, or a model file in another form; without it, list all."),
    ] = None,
    *,
    format: Annotated[
        Literal["toml", "json", "gmcr"] | None,
        Parameter(help="The form of the model; by default as the output file is called, else TOML."),
    ] = None,
    schema: Annotated[bool, Parameter(help="Print the JSON Schema of models in JSON.", negative=())] = False,
    output: Output = None,
) -> int:
    """List the catalogue of classic conflicts, or print one as a model file to start from.

    Try:

        stateofplay cases

        stateofplay cases elmira-9 -o elmira.toml

        stateofplay cases model.toml -o model.json
    """
    from stateofplay.service.models.catalogue import list_cases, model_schema, write_case

    if schema:
        deliver(model_schema(), output)
        return 0
    if name is None:
        lines = [
            f"{one.name:<44}{one.decision_makers} DMs  {one.options:>2} options  {one.title}" for one in list_cases()
        ]
        deliver("\n".join(lines), output)
        return 0
    form = format or MODEL_FORMS.get(output.suffix.lower() if output else "", "toml")
    deliver(write_case(name, form), output)
    return 0
