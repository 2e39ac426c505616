"""The catalogue of classic conflicts: models as TOML, each with its source, and what was published about them.

>>> load_case("prisoners-dilemma").dm_ids
('Prisoner One', 'prisoner 2')
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from stateofplay.conflict.files import parse_model
from stateofplay.conflict.model import Conflict
from stateofplay.errors import ConflictError

_FOLDER = files("stateofplay.conflict.catalogue")


@cache
def case_names() -> tuple[str, ...]:
    """Return the names of all cases, sorted."""
    return tuple(sorted(e.name.removesuffix(".toml") for e in _FOLDER.iterdir() if e.name.endswith(".toml")))


def case_text(name: str) -> str:
    """Return the model file of a case.

    Raises
    ------
    ConflictError
        ``conflict.no_such_case``; the hint lists those there are.
    """
    if name not in case_names():
        raise ConflictError(
            f"the catalogue has no case {name!r}",
            slug="conflict.no_such_case",
            hint=f"It has: {', '.join(case_names())}.",
        )
    return _FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8")


def load_case(name: str) -> Conflict:
    """Return the model of a case.

    Examples
    --------
    >>> len(load_case("elmira-9-state").space)
    9
    """
    return parse_model(case_text(name), where=name)
