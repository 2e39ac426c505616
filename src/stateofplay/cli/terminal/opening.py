"""Open a case for a command, and tell what whoever works with it should know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stateofplay.cli.terminal.output import progress_console

if TYPE_CHECKING:
    from stateofplay.record import Case

OPENED: list[str] = []
"""Cases that this process has opened: where something fails that should not, they are looked into first."""


@contextmanager
def using(case: str, *, writing: bool = False) -> Iterator[Case]:
    """An open case; notices go to the terminal's side, not into the output."""
    from stateofplay.record import open_case

    OPENED.append(case)
    with open_case(case) as opened:
        for notice in opened.notices:
            _tell(notice)
        if writing and opened.is_file:
            warn_of_share(case)
        yield opened


def warn_of_share(case: str) -> None:
    """Say where a case lies on a network share: there the locks of two machines do not see each other."""
    from stateofplay.record.storage.locations import is_address
    from stateofplay.record.storage.places import network_of

    if not is_address(case) and (kind := network_of(Path(case))) is not None:
        _tell(
            f"{case} lies on a network share ({kind}), where two machines that write at once can damage it. Write from "
            "one machine only, or work on a copy and merge: stateofplay import."
        )


def _tell(sentence: str) -> None:
    progress_console().print(sentence, highlight=False, markup=False, soft_wrap=True)
