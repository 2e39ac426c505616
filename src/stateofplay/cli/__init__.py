"""The terminal face. Parses words, calls a verb of `service`, prints. No logic."""

from __future__ import annotations

import signal

from stateofplay.cli.stopping import stop
from stateofplay.threads import hold_to_one_thread


def main() -> None:
    """Entry point of the ``stateofplay`` command."""
    # From the first moment: a stop while libraries load would end in their traceback.
    signal.signal(signal.SIGINT, stop)
    # Before NumPy is loaded, which asks once.
    hold_to_one_thread()
    from stateofplay.cli.app import run

    raise SystemExit(run())
