"""``check`` and ``pack``: whether a case is whole, and one file of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.output import console, deliver, progress_console

_MOST_SHOWN = 40
CaseFile = Annotated[str, Parameter(help="The case file, or the address of a case on PostgreSQL.")]


def check(
    case: CaseFile,
    *,
    repair: Annotated[bool, Parameter(help="Mend what can be mended; a damaged file is kept.", negative=())] = False,
    format: Annotated[Literal["terminal", "json"], Parameter(help="How to dress what was found.")] = "terminal",
) -> int:
    """Try all that a case says of itself: the file, the bytes of every page, every quote, every judgement.

    Exit code 65 where something is not as it should be.

    Try:

        stateofplay check talks.sop

        stateofplay check talks.sop --repair
    """
    from stateofplay.service.keeping.checking import check_case
    from stateofplay.service.keeping.repairing import repair_case

    found = check_case(case)
    mended = repair_case(case, found) if repair and not found.is_well else None
    last = found if mended is None else mended.left
    if format == "json":
        said = asdict(found) if mended is None else {"before": asdict(found), "done": mended.done, **asdict(last)}
        deliver(json.dumps(said, ensure_ascii=False, indent=1), None)
        return 0 if last.is_well else 65
    out = console()

    def tell(line: str) -> None:
        out.print(line, markup=False, soft_wrap=True)

    for note in found.notes:
        tell(note)
    for fault in found.faults[:_MOST_SHOWN]:
        tell(f"- {fault.what}")
    if len(found.faults) > _MOST_SHOWN:
        tell(f"- and {len(found.faults) - _MOST_SHOWN:,} more (--format json has them all)")
    if mended is not None:
        for done in mended.done[:_MOST_SHOWN]:
            tell(f"Mended: {done}")
        if mended.kept_as is not None:
            tell(f"The damaged file is kept as {mended.kept_as}")
    tried = ", ".join(f"{last.counts.get(name, 0):,} {words}" for name, words in _COUNTED.items())
    if last.is_well:
        tell(f"{case} is well: {tried}, and all that hangs on them.")
    else:
        tell(f"{case} is not as it should be: {len(last.faults):,} faults in {tried}.")
        if any(fault.mends or fault.of_file for fault in last.faults) and mended is None:
            tell(f"Next: stateofplay check {quote(case)} --repair")
        else:
            tell(
                "What is doubtful in a sound file stays as it is. The rest of it: stateofplay import NEW CASE --take-rest"
            )
    return 0 if last.is_well else 65


_COUNTED = {"page": "pages", "claim": "claims", "sentence": "sentences", "judgement": "judgements"}


def pack(
    case: CaseFile,
    *,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="The file; talks.sop becomes talks.packed.sop without it.")
    ] = None,
) -> int:
    """Make one file of a case as it is now, to mail or to keep; it may be open elsewhere meanwhile.

    Try:

        stateofplay pack talks.sop -o talks-june.sop
    """
    from stateofplay.service.keeping.packing import pack as write

    made = write(case, output)
    size = made.stat().st_size
    progress_console().print(
        f"Packed into {made} ({size / 1e6:.1f} MB). It holds the pages, your notes and the names of those who judged.",
        markup=False,
        soft_wrap=True,
    )
    return 0
