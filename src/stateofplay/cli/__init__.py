"""The terminal face. Parses words, calls a verb of `service`, prints. No logic."""

from __future__ import annotations

import os
import signal


def main() -> None:
    """Entry point of the ``stateofplay`` command."""
    # From the first moment: a stop while libraries load would end in their traceback.
    signal.signal(signal.SIGINT, stop)
    from stateofplay.cli.app import run

    raise SystemExit(run())


def stop(*_: object) -> None:
    """End at once with one sentence and 130: while nothing is at work, nothing needs to be put away."""
    os.write(2, b"stateofplay: stopped\n")
    os._exit(130)
