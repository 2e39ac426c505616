"""Look ahead at a model by its text, telling how far that has come and stopping when asked to: what jobs that analyse run."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

MODEL = "the model by hand"
SAMPLES = 200
"""Readings of a model by hand."""
TOLD_EVERY = 0.5
"""Seconds between two words on how far it has come."""


def digest_of(model: str) -> str:
    """What tells one text of a model from another."""
    return hashlib.sha256(model.encode("utf-8", "replace")).hexdigest()[:32]


class _Stopped(Exception):
    """Somebody asked to stop."""


def look_ahead_at(model: str, told: Callable[[str, int, int], bool]) -> str | None:
    """What a look ahead at a model finds, in short; None where it was stopped.

    Parameters
    ----------
    told
        Is told how far it has come, twice a second, and says whether to stop.

    Raises
    ------
    ConflictError, CaseworkError
        The model cannot be read or analysed.
    """
    from stateofplay.casework.outlook.looking_ahead import look_ahead
    from stateofplay.conflict.files import parse_model
    from stateofplay.exchange.reports.outlook import in_short

    last = time.monotonic()

    def progress(what: str, done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= TOLD_EVERY:
            last = now
            if told(what, done, total):
                raise _Stopped

    try:
        return in_short(look_ahead(parse_model(model, where=MODEL), samples=SAMPLES, progress=progress))
    except _Stopped:
        return None
