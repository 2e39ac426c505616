"""Named what-ifs as a small TOML file beside the model: the changes only, no copy of the model. The form::

[[whatif]]
name = "no red line"
note = "if the finance ministry gives way"
set = ["neutrality = yes"]
prefer = ["Russia: ceasefire > offensive"]
answer = ["Russia: leaders_meeting = yes"]
drop = ["pos-1234567890"]
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from stateofplay.casework.whatif.changes import KINDS, ModelChange, WhatIf
from stateofplay.errors import CaseworkError

_KEYS = ("name", "note", *KINDS)


def place_of(model: str | Path) -> Path:
    """Where the what-ifs of a model are kept: ``talks.toml`` -> ``talks.whatifs.toml``.

    Examples
    --------
    >>> place_of("talks.toml").name
    'talks.whatifs.toml'
    """
    path = Path(model)
    return path.with_name(f"{path.stem}.whatifs.toml")


def read_whatifs(path: Path) -> tuple[WhatIf, ...]:
    """Read the saved what-ifs, in the order of the file; none where there is no file.

    Raises
    ------
    CaseworkError
        ``casework.whatif_file`` with what is wrong.
    """
    if not path.exists():
        return ()
    try:
        return parse_whatifs(path.read_text(encoding="utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise CaseworkError(
            f"{path} cannot be read", slug="casework.whatif_file", hint="Check the file, or move it away."
        ) from error


def parse_whatifs(text: str, *, where: str = "the what-ifs") -> tuple[WhatIf, ...]:
    """Read what-ifs from TOML text; see `read_whatifs`."""

    def wrong(what: str) -> CaseworkError:
        return CaseworkError(f"{where}: {what}", slug="casework.whatif_file", hint="See docs/what-if-and-reach.md.")

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise wrong(str(error)) from error
    entries = data.get("whatif", [])
    if set(data) - {"whatif"} or not isinstance(entries, list):
        raise wrong("only [[whatif]] tables are known here")
    found: list[WhatIf] = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
            raise wrong(f"what-if {number} has no name")
        name = entry["name"]
        if unknown := sorted(set(entry) - set(_KEYS)):
            raise wrong(f'"{name}" has an unknown key {unknown[0]!r}; known: {", ".join(_KEYS)}')
        if any(w.name == name for w in found):
            raise wrong(f'two what-ifs are called "{name}"')
        changes: list[ModelChange] = []
        for kind in KINDS:
            words = entry.get(kind, [])
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise wrong(f'"{name}": {kind} is no list of texts')
            changes += [ModelChange(kind=kind, words=w) for w in words]
        found.append(WhatIf(name=name, changes=tuple(changes), note=str(entry.get("note", ""))))
    return tuple(found)


def write_whatifs(whatifs: Sequence[WhatIf]) -> str:
    """Write what-ifs as TOML.

    Examples
    --------
    >>> print(write_whatifs([WhatIf(name="calm", changes=(ModelChange(kind="set", words="strike = no"),))]), end="")
    [[whatif]]
    name = "calm"
    set = ["strike = no"]
    """
    blocks = []
    for one in whatifs:
        lines = ["[[whatif]]", f"name = {_quote(one.name)}"]
        lines += [f"note = {_quote(one.note)}"] if one.note else []
        for kind in KINDS:
            words = [_quote(c.words) for c in one.changes if c.kind == kind]
            lines += [f"{kind} = [{', '.join(words)}]"] if words else []
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def find_whatif(whatifs: Sequence[WhatIf], name: str, where: Path) -> WhatIf:
    """The saved what-if of this name."""
    for one in whatifs:
        if one.name.casefold() == name.strip().casefold():
            return one
    known = ", ".join(w.name for w in whatifs)
    raise CaseworkError(
        f'no what-if of the name "{name}" is saved in {where}',
        slug="casework.whatif_unknown",
        hint=f"Saved: {known}." if known else "Save one with --name and some changes.",
    )


def with_whatif(whatifs: Sequence[WhatIf], made: WhatIf, *, replace: bool = False) -> tuple[WhatIf, ...]:
    """Add a what-if to the saved ones; another one of its name is replaced only where that is asked for."""
    old = next((w for w in whatifs if w.name.casefold() == made.name.casefold()), None)
    if old is None:
        return (*whatifs, made)
    if old.changes != made.changes and not replace:
        raise CaseworkError(
            f'another what-if is saved as "{made.name}"',
            slug="casework.whatif_taken",
            hint="Give another --name, or --replace to save over it.",
        )
    return tuple(made if w is old else w for w in whatifs)


def _quote(text: str) -> str:
    # JSON's escapes are TOML's but for the delete character, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
