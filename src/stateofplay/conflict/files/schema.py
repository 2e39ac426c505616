"""Conflict models as JSON, and the JSON Schema (2020-12) that such files follow."""

from __future__ import annotations

import json
from importlib.resources import files

from stateofplay.conflict.files.form import FORMAT, to_form
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.errors import ConflictError


def model_schema() -> str:
    """Return the JSON Schema of model files as text; TOML models have the same shape.

    Examples
    --------
    >>> json.loads(model_schema())["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    return files("stateofplay.conflict.files").joinpath("model.schema.json").read_text(encoding="utf-8")


def write_json(conflict: Conflict) -> str:
    """Write a model as JSON: the keys of the TOML form, and the format with its version.

    Raises
    ------
    ConflictError
        ``conflict.file_form`` for a preference of a kind that files do not know, or a number that JSON cannot hold.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> talks = Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A"),))
    >>> json.loads(write_json(talks))["option"]
    [{'id': 't', 'owner': 'A'}]
    """
    try:
        return json.dumps({"format": FORMAT, **to_form(conflict)}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    except ValueError as error:
        raise ConflictError(
            "the model holds a number that JSON cannot hold (infinite, or none at all)",
            slug="conflict.file_form",
            hint="Give finite numbers.",
        ) from error
