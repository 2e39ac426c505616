"""Models of several analysts, read from their files and laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stateofplay.conflict import write_model
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.studies.joining import CORE, Joined, join_models
from stateofplay.errors import ConflictError
from stateofplay.service.analysing import load_model


def join_files(names: Sequence[str], concepts: Sequence[str] = (), *, progress: Progress | None = None) -> Joined:
    """Read the models and join them; each is called as its file is, by its path where two files have one name."""
    short = [Path(name).stem for name in names]
    called = [name if short.count(one) > 1 else one for name, one in zip(names, short, strict=True)]
    if len(set(called)) < len(called):
        raise ConflictError("one model is named twice", slug="conflict.join", hint="Name each model once.")
    models = {one: load_model(name) for one, name in zip(called, names, strict=True)}
    return join_models(models, concepts or CORE, progress=progress)


def write_group(found: Joined) -> str:
    """The model with the group's preferences as TOML.

    Raises
    ------
    ConflictError
        ``conflict.join`` where there is none.
    """
    if found.group is None:
        raise ConflictError(
            "there is no group preference: a preference does not compare every two states, or moves are listed one by one",
            slug="conflict.join",
            hint="Complete the preferences, or join without --group.",
        )
    return write_model(found.group)
