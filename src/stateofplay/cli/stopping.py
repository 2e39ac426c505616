"""What Ctrl-C does while nothing is at work. Imports nothing heavy: it is there from the first moment."""

from __future__ import annotations

import os


def stop(*_: object) -> None:
    """End at once with one sentence and 130: while nothing is at work, nothing needs to be put away."""
    os.write(2, b"stateofplay: stopped\n")
    os._exit(130)
