"""The example pages for trying things out."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

from cyclopts import Parameter

from stateofplay.cli.terminal.output import progress_console


def example(folder: Annotated[Path, Parameter(help="Where to put the pages; made where it is not there.")]) -> int:
    """Copy the example pages into a folder: thirteen pages on one negotiation, written for this project.

    Try:

        stateofplay example pages

        stateofplay new talks.sop && stateofplay add talks.sop pages
    """
    from stateofplay.service.examples import copy_example

    pages = copy_example(folder)
    line = f"{len(pages)} pages in {folder}. Next: stateofplay new talks.sop, stateofplay add talks.sop {quote(str(folder))}"
    progress_console().print(line, highlight=False, soft_wrap=True)
    return 0
