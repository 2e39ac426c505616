"""The terminal face. Parses words, calls a verb of `service`, prints. No logic.

Begin at `app`, the tree of commands by import path. Commands: `pages/` (read), `cases/` (follow), `models/` (analyse) and `team`;
`terminal/` is what they share, `stopping` is Ctrl-C.
"""

from __future__ import annotations

import gc
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

    try:
        raise SystemExit(run())
    finally:
        # All is said and written: a stop from here on has nothing to end, and the interpreter, shutting down, would die of it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # What is left dies with the process: to walk the model and the libraries once more takes a third of a first brief.
        gc.freeze()
