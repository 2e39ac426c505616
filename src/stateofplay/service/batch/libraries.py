"""Libraries that only batches need: loaded when first used, and named with their extra where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from stateofplay.errors import BatchError


def load_library(module: str, what: str) -> Any:
    """The module of a library of the extra ``batch``.

    Parameters
    ----------
    module
        The module's name.
    what
        What needs it, as the error says.

    Raises
    ------
    BatchError
        ``batch.library`` where it is not installed.

    Examples
    --------
    >>> load_library("not_there.core", "reading s3://crawl")
    Traceback (most recent call last):
    stateofplay.errors.BatchError: reading s3://crawl needs not_there, which is not installed
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise BatchError(
            f"{what} needs {module.split('.')[0]}, which is not installed",
            slug="batch.library",
            hint="Install it with: pip install 'stateofplay[batch]'",
        ) from error
