"""``merge-models``: several analysts' models of one conflict side by side."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.models.conflict import telling
from stateofplay.cli.terminal.output import deliver
from stateofplay.cli.terminal.words import Output, concepts_of, samples_of


def merge_models(
    models: Annotated[tuple[str, ...], Parameter(help="Two or more model files of the same conflict.")],
    *,
    concepts: Annotated[
        tuple[str, ...],
        Parameter(help="NASH, GMR, SMR, SEQ ...; several times or by commas.", negative=()),
    ] = (),
    group: Annotated[
        Path | None, Parameter(help="Write the model with the group's preferences (rule of Borda) to this file.")
    ] = None,
    format: Annotated[Literal["terminal", "json"] | None, Parameter(help="How to dress the result.")] = None,
    output: Output = None,
) -> int:
    """Lay models of several analysts side by side: where they differ, which verdicts survive all of them.

    Decision makers and options are matched by id. The group's preferences follow the rule of Borda (1781); where most analysts
    order a pair the other way, that is said.

    Try:

        stateofplay merge-models anna.toml bela.toml

        stateofplay merge-models anna.toml bela.toml --concepts SEQ --group group.toml -o both.json
    """
    from stateofplay.service.models.joining import join_files, write_group

    asked = concepts_of(concepts)
    try:
        with telling() as progress:
            found = join_files(models, asked, samples=samples_of(), progress=progress)
    except KeyboardInterrupt:
        print("stateofplay: stopped; nothing was written", file=sys.stderr)
        return 130
    written = write_group(found) if group is not None else None
    plain = format == "json" or (format is None and output is not None and output.suffix.lower() == ".json")
    deliver(
        json.dumps(found.to_dict(), ensure_ascii=False, indent=1) if plain else "\n".join(found.sentences()), output
    )
    if written is not None:
        deliver(written, group)
    return 0
