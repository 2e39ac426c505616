"""Load conflict models, of files and of the catalogue."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from stateofplay.conflict import Conflict
from stateofplay.conflict.files import parse_model, read_model
from stateofplay.errors import ConflictError

_CATALOGUE = files("stateofplay.conflict").joinpath("catalogue")


def catalogue() -> dict[str, str]:
    """Name of every conflict of the catalogue -> its TOML."""
    entries = sorted((e for e in _CATALOGUE.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)
    return {e.name.removesuffix(".toml"): e.read_text(encoding="utf-8") for e in entries}


def find_case(name: str) -> tuple[str, str]:
    """The one conflict of the catalogue whose name begins with, or else holds, some words.

    Raises
    ------
    ConflictError
        ``conflict.no_such_case`` where none or several do; the hint lists them.
    """
    known = catalogue()
    if name in known:
        return name, known[name]
    fits = [k for k in known if k.startswith(name)] or [k for k in known if name.lower() in k]
    if not fits:
        raise ConflictError(
            f"the catalogue has no case {name!r}", slug="conflict.no_such_case", hint=f"It has: {', '.join(known)}."
        )
    if len(fits) > 1:
        raise ConflictError(
            f"several cases go by {name!r}", slug="conflict.no_such_case", hint=f"Say which: {', '.join(fits)}."
        )
    return fits[0], known[fits[0]]


def load_model(name: str) -> Conflict:
    """A model by file, or by its name in the catalogue where no such file exists."""
    if Path(name).exists() or Path(name).suffix:
        return read_model(name)
    slug, text = find_case(name)
    return parse_model(text, where=slug)
