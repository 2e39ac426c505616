"""Libraries that only batches need: loaded when first used, and named with their extra where they are missing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
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


class _NoPandas(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
        return None


def spare_pandas() -> None:
    """Let pyarrow do without pandas in this process, where it is not loaded yet.

    With its first array pyarrow asks whether pandas is installed, and so loads it: 38 MB and a third of a second in each worker,
    none of which ever hands it a series. Who calls ``to_pandas`` afterwards is still given one.
    """
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        load_library("pyarrow", "a dataset").array(["it asks once"])
    finally:
        sys.meta_path.remove(finder)
