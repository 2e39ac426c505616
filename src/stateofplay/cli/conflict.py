"""``analyse``, ``cases`` and ``draft``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.output import console, deliver, progress_console

Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the terminal.")]


def analyse(
    model: Annotated[str, Parameter(help="A model file (.toml, .json, .gmcr) or the name of a case of the catalogue.")],
    *,
    concepts: Annotated[
        tuple[str, ...],
        Parameter(help="NASH, GMR, SMR, SEQ, SSEQ, SIM, L_2, NM, MR_3 ...; several times or by commas.", negative=()),
    ] = (),
    format: Annotated[Literal["terminal", "md", "json"], Parameter(help="How to dress the result.")] = "terminal",
    state: Annotated[str | None, Parameter(help="One state: its number, label or YN string.")] = None,
    why: Annotated[
        bool, Parameter(help="Say why --state is stable or not, with the proof in words.", negative=())
    ] = False,
    status_quo: Annotated[
        bool, Parameter(help="What can be reached from the status quo, or from --state.", negative=())
    ] = False,
    coalitions: Annotated[bool, Parameter(help="Stability against every coalition.", negative=())] = False,
    inverse: Annotated[str | None, Parameter(help="Which preferences would make this state an equilibrium.")] = None,
    robust: Annotated[
        int | None, Parameter(help="How often each state is an equilibrium over so many drawn preferences.")
    ] = None,
    seed: Annotated[int, Parameter(help="Seed of --robust.")] = 0,
    output: Output = None,
) -> int:
    """Find which outcomes of a conflict model could hold, and why.

    Try:

        stateofplay analyse elmira-9

        stateofplay analyse prisoners --state 4 --why

        stateofplay analyse model.toml --format json
    """
    from stateofplay.conflict import analyse as solve
    from stateofplay.service.analysing import load_model

    if why and state is None:
        print("stateofplay: --why needs --state", file=sys.stderr)
        return 2
    if state is not None and not (why or status_quo):
        print("stateofplay: --state goes with --why or --status-quo", file=sys.stderr)
        return 2
    conflict = load_model(model)
    asked = tuple(c for word in concepts for c in word.replace(",", " ").split()) or None
    records: list[tuple[str, tuple[str, ...], object]] = []
    if status_quo:
        from stateofplay.conflict.statusquo import status_quo as trace

        found = trace(conflict, state)
        records.append(("status_quo", found.sentences(), found.to_dict()))
    if coalitions:
        from stateofplay.conflict.coalition import coalition_analysis

        joined = coalition_analysis(conflict)
        records.append(("coalitions", joined.sentences(), joined.to_dict()))
    if inverse is not None:
        from stateofplay.conflict.inverse import inverse as invert

        wanted = invert(conflict, inverse, (asked or ("SEQ",))[0])
        records.append(("inverse", wanted.sentences(), wanted.to_dict()))
    if robust is not None:
        from stateofplay.conflict.robustness import robustness

        drawn = robustness(conflict, robust, seed)
        records.append(("robustness", drawn.sentences(), drawn.to_dict()))
    analysis = solve(conflict, asked, progress=_progress())
    if format == "json":
        plain: dict[str, object] = dict(analysis.to_dict())
        plain.update({key: data for key, _, data in records})
        deliver(json.dumps(plain, ensure_ascii=False, indent=1), output)
        return 0
    from stateofplay.exchange import analysis_report

    if why and state is not None:
        index = conflict.space.index_of(int(state) if state.isdigit() else state)
        provable = [c for c in analysis.concepts if c in ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")]
        deliver("\n".join(analysis_report.why(analysis, index, provable)), output)
        return 0
    if records:
        deliver("\n\n".join("\n".join(sentences) for _, sentences, _ in records), output)
        return 0
    if format == "md" or output is not None:
        deliver(analysis_report.to_markdown(analysis), output)
    else:
        analysis_report.print_analysis(analysis, console())
    return 0


def _progress() -> Callable[[str, int, int], None] | None:
    """Tell the steps of long work on a terminal; nothing elsewhere."""
    out = progress_console()
    if not out.is_terminal:
        return None

    def tell(text: str, done: int, total: int) -> None:
        out.print(f"\r{text}: {done} of {total}", end="" if done < total else "\n")

    return tell


def cases(
    name: Annotated[str | None, Parameter(help="Print this case as a model file; without it, list all.")] = None,
    *,
    output: Output = None,
) -> int:
    """List the catalogue of classic conflicts, or print one as a model file to start from.

    Try:

        stateofplay cases

        stateofplay cases elmira-9 -o elmira.toml
    """
    from stateofplay.conflict.files import parse_model
    from stateofplay.service.analysing import catalogue, find_case

    if name is not None:
        deliver(find_case(name)[1], output)
        return 0
    lines = []
    for slug, text in catalogue().items():
        conflict = parse_model(text, where=slug)
        lines.append(
            f"{slug:<44}{len(conflict.decision_makers)} DMs  {len(conflict.options):>2} options  {conflict.name}"
        )
    deliver("\n".join(lines), output)
    return 0


def draft(
    case: Annotated[str, Parameter(help="A case file.")],
    *,
    as_of: Annotated[str | None, Parameter(help="Only pages published by this ISO day.")] = None,
    parties: Annotated[tuple[str, ...], Parameter(help="Only these parties.", negative=())] = (),
    issues: Annotated[tuple[str, ...], Parameter(help="Only options with these words.", negative=())] = (),
    most_options: Annotated[int, Parameter(help="How many options to keep, at most 14.")] = 10,
    output: Output = None,
) -> int:
    """Draft a conflict model from a case: options, preferences and open questions, each with the claims it rests on.

    Try:

        stateofplay draft talks.sop -o model.toml

        stateofplay analyse model.toml
    """
    from stateofplay.casework.files import to_toml
    from stateofplay.record import open_case
    from stateofplay.service.drafting import draft_model

    with open_case(case) as opened:
        made = draft_model(opened, as_of=as_of, parties=parties, issues=issues, most_options=most_options)
    deliver(to_toml(made), output)
    return 0
