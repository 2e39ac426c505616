"""The catalogue of classic conflicts: models as TOML, each with its source, and what was published about them.

>>> load_case("prisoners-dilemma").dm_ids
('Prisoner One', 'prisoner 2')
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from stateofplay.conflict.files import parse_model
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.errors import ConflictError

_FOLDER = files("stateofplay.conflict.catalogue")
ALIASES = {"elmira": "elmira-9-state"}
"""What the literature calls a case by one word."""


@cache
def case_names() -> tuple[str, ...]:
    """Return the names of all cases, sorted."""
    return tuple(sorted(e.name.removesuffix(".toml") for e in _FOLDER.iterdir() if e.name.endswith(".toml")))


def find_case(words: str) -> str:
    """Return the name of the one case that goes by some words: its name or alias, else how it begins, else a part of it.

    Raises
    ------
    ConflictError
        ``conflict.no_such_case`` where none or several do; the hint lists them.

    Examples
    --------
    >>> find_case("elmira"), find_case("garrison")
    ('elmira-9-state', 'garrison-diversion-unit')
    """
    name = ALIASES.get(words.strip().lower(), words.strip().lower())
    if name in case_names():
        return name
    known = case_names()
    fits = [k for k in known if k.startswith(name)] or [k for k in known if name in k]
    if len(fits) == 1:
        return fits[0]
    problem = f"several cases go by {words!r}" if fits else f"the catalogue has no case {words!r}"
    raise ConflictError(
        problem,
        slug="conflict.no_such_case",
        hint=f"Say which: {', '.join(fits)}." if fits else f"It has: {', '.join(known)}.",
    )


def case_text(name: str) -> str:
    """Return the model file of a case; see :func:`find_case`.

    Examples
    --------
    >>> case_text("chicken").splitlines()[0]
    'name = "Game of chicken"'
    """
    return _FOLDER.joinpath(f"{find_case(name)}.toml").read_text(encoding="utf-8")


def load_case(name: str) -> Conflict:
    """Return the model of a case; see :func:`find_case`.

    Examples
    --------
    >>> len(load_case("elmira").space)
    9
    """
    return parse_model(case_text(name), where=find_case(name))
