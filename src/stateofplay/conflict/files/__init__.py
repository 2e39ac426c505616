"""Conflict models as files: TOML made for people, JSON with a published schema, published cases, and `.gmcr`.

Begin at `toml` and `schema` (JSON), the two that are promised; `gmcr` and `published` read what others write. `form` is what
all have in common, with `preferences` and `cases` for its parts; `settling` and `places` tell what is wrong and in which
line; `plain` holds steps that every form needs; `asked` and `questions` read what a file asks of its model beyond stability.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from stateofplay.conflict.files.form import check_form, from_form
from stateofplay.conflict.files.gmcr import from_gmcr, write_gmcr
from stateofplay.conflict.files.places import ModelLines
from stateofplay.conflict.files.published import from_published
from stateofplay.conflict.files.questions import Questions, questions_of
from stateofplay.conflict.files.schema import model_schema, write_json
from stateofplay.conflict.files.toml import write_model
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.errors import ConflictError

__all__ = [
    "Questions",
    "model_schema",
    "parse_model",
    "questions_of",
    "read_model",
    "write_gmcr",
    "write_json",
    "write_model",
]


def read_model(path: str | Path) -> Conflict:
    """Read a conflict model; the form is told by the file itself.

    Raises
    ------
    ConflictError
        ``conflict.file_missing``, ``conflict.file_syntax`` (with the line), ``conflict.file_form`` (what is missing),
        ``conflict.unmerged`` (a merge left two versions in a place), or ``conflict.pickle``: an old binary ``.gmcr`` is
        refused and never executed. What a TOML file says wrongly about the conflict is told with its line too.

    Examples
    --------
    >>> read_model("nowhere.toml")
    Traceback (most recent call last):
    stateofplay.errors.ConflictError: nowhere.toml cannot be read: No such file or directory
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConflictError(
            f"{path} cannot be read: {error.strerror or error}", slug="conflict.file_missing", hint="Check the path."
        ) from error
    if raw[:1] == b"\x80" or raw[:3] in (b"(ip", b"(dp", b"cco", b"(i_"):
        raise ConflictError(
            f"{path} is an old binary .gmcr file, which could run any code when opened",
            slug="conflict.pickle",
            hint="Open it in the tool that made it and save it as JSON.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConflictError(
            f"{path} is no text file", slug="conflict.file_syntax", hint="Name a .toml, .json or .gmcr file."
        ) from error
    known = path.suffix.lower() in (".toml", ".json", ".gmcr")
    toml = path.suffix.lower() == ".toml" if known else not text.lstrip().startswith("{")
    return parse_model(text, where=str(path), toml=toml)


def parse_model(text: str, *, where: str = "the model", toml: bool = True, settle: bool = True) -> Conflict:
    """Read a model from text; see `read_model`.

    Parameters
    ----------
    text
        TOML, or JSON with ``toml=False``: our own form, a published case, or ``.gmcr``.
    where
        What the text is called in errors.
    settle
        Whether to list the states and ask every preference about them, so that all that is wrong is said with its line;
        False leaves that to the first analysis.

    Examples
    --------
    >>> parse_model('[[decision_maker]]\\nid = "a"\\n\\n[[option]]\\nid = "x"\\nowner = "b"\\n', where="talks.toml")
    Traceback (most recent call last):
    stateofplay.conflict.files.places.PlacedError: talks.toml, line 6: option "x" belongs to "b", who is not a decision maker
    """
    if marks := [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("<<<<<<< ")]:
        places = "one place" if len(marks) == 1 else f"{len(marks)} places"
        raise ConflictError(
            f"{where} still holds two versions in {places}, the first at line {marks[0]}",
            slug="conflict.unmerged",
            hint="Keep what is right between <<<<<<< and >>>>>>> there, and delete the lines <<<<<<<, ======= and >>>>>>>.",
        )
    try:
        data: object = tomllib.loads(text) if toml else json.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ConflictError(
            f"{where}: {error}", slug="conflict.file_syntax", hint="Mend the line that is named."
        ) from error
    if not isinstance(data, dict):
        raise ConflictError(f"{where} holds no model", slug="conflict.file_form", hint="See docs/conflict-models.md.")
    try:
        if "decisionMakers" in data:
            return from_gmcr(data, where)
        if toml or "decision_maker" in data or "format" in data:
            found = ModelLines(where, text if toml else "")
            check_form(data, found)
            return from_form(data, found, settle=settle)
        return from_published(data, where)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise ConflictError(
            f"{where}: this is no complete model: {what}",
            slug="conflict.file_form",
            hint="See docs/conflict-models.md.",
        ) from error
