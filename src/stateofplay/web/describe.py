"""The table of operations told: as OpenAPI for programs, and as a table for docs/web.md.

``python -m stateofplay.web.describe docs/web.md`` (or ``docs/team.md``) writes the table into the page again; a test fails where
it is not as here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TypeAlias

from stateofplay import __version__
from stateofplay.web.identity import Identity, Permission, as_program
from stateofplay.web.operations import OPERATIONS, TWINS, Operation

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"]
BEGIN, END = "<!-- operations -->", "<!-- end of operations -->"
_MEDIA = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}


def to_openapi(*, team: bool = False) -> dict[str, Json]:
    """Every operation of a desk or a team in OpenAPI 3.1; of a page each of its data twins is a path of its own.

    Examples
    --------
    >>> sorted(to_openapi()["paths"]["/case/{case}.json"])
    ['get']
    """
    paths: dict[str, Json] = {}
    for one in (o for o in OPERATIONS if team or o.face != "team"):
        for path, media in _paths(one):
            entry = paths.setdefault(path, {})
            assert isinstance(entry, dict)
            entry[one.method.lower()] = _operation(one, path, media)
    return {
        "openapi": "3.1.0",
        "info": {"title": "State of Play", "version": __version__, "summary": "What the pages show, as data."},
        "paths": paths,
        "components": {"securitySchemes": _SCHEMES},
        "security": _BY_TEAM if team else _BY_DESK,
    }


_BY_DESK: list[Json] = [{"token": []}]
_BY_TEAM: list[Json] = [{"session": []}, {"token": []}]
_SCHEMES: dict[str, Json] = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "stateofplay_team"},
}


def _paths(one: Operation) -> list[tuple[str, str]]:
    if one.method != "GET":
        return [(one.path, "")]
    base = "/index" if one.path == "/" else one.path
    return [(one.path, "text/html"), *((f"{base}.{twin}", _MEDIA[twin]) for twin in one.twins)]


def _operation(one: Operation, path: str, media: str) -> dict[str, Json]:
    said: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", path)
    ]
    told: dict[str, Json] = {
        "operationId": one.name + ("" if media in ("", "text/html") else f"_{path.rsplit('.', 1)[-1]}"),
        "summary": one.says,
        "x-permission": one.permission.name.lower(),
    }
    if one.method == "GET":
        said += [
            {"name": p.name, "in": "query", "description": p.says, "schema": {"type": "string"}, "example": p.example}
            for p in one.parameters
        ]
        answer: dict[str, Json] = {"200": {"description": one.says, "content": {media: {}}}}
    else:
        fields: dict[str, Json] = {p.name: {"type": "string", "description": p.says} for p in one.parameters}
        told["requestBody"] = {
            "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": fields}}}
        }
        answer = {"303": {"description": "Done; the address to go on at."}}
    problem: Json = {"description": "What is wrong, and the next step.", "content": {"application/problem+json": {}}}
    return {**told, "parameters": said, "responses": {**answer, "default": problem}}


def to_markdown() -> str:
    """Every operation as a row of a table."""
    lines = ["| operation | address | asks | what it is | parameters |", "|---|---|---|---|---|"]
    for one in OPERATIONS:
        said = " ".join(f"`{p.name}`: {p.says}" for p in one.parameters)
        data = "" if one.method != "GET" or one.twins == TWINS else f" (data: {', '.join(one.twins) or 'none'})"
        of_team = " (team)" if one.face == "team" else ""
        cells = (
            f"`{one.name}`",
            f"{one.method} `{one.path}`{data}{of_team}",
            one.permission.name.lower(),
            one.says,
            said,
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """A page of the docs with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{to_markdown()}\n{END}{after}"


ROLES: tuple[tuple[str, Permission | None], ...] = (
    ("reader", Permission.READ),
    ("reviewer", Permission.REVIEW),
    ("editor", Permission.EDIT),
    ("owner", Permission.OWN),
)
"""What somebody may be in a case."""
TOKENS = (("token to read", False), ("token to write", True))
"""What a program of an owner may bring."""
CALLERS = ("not signed in", "no role there", *(n for n, _ in ROLES), "administrator", *(n for n, _ in TOKENS))
"""Columns of the table of who may do what."""
ACCESS_BEGIN, ACCESS_END = "<!-- access -->", "<!-- end of access -->"


def access(one: Operation, caller: str) -> str:
    """What a server with accounts answers: ``"yes"``, ``"no"`` (403), ``"unknown"`` (404), or ``"sign in"``.

    Examples
    --------
    >>> judge = next(o for o in OPERATIONS if o.name == "judge")
    >>> [access(judge, caller) for caller in CALLERS]
    ['sign in', 'unknown', 'no', 'yes', 'yes', 'yes', 'yes', 'no', 'yes']
    """
    if one.permission is Permission.ANYONE:
        return "yes"
    if caller == CALLERS[0]:
        return "sign in"
    tokens = dict(TOKENS)
    held = Permission.OWN if caller in tokens else dict(ROLES).get(caller)
    identity = Identity(
        name=caller,
        everywhere=Permission.ADMINISTER if caller == "administrator" else None,
        in_case=(("case", held),) if held is not None else (),
    )
    if caller in tokens:
        identity = as_program(identity, caller, writes=tokens[caller])
    in_case = "case" if "{case}" in one.path else None
    if not one.is_for(identity):
        return "no"
    if identity.may(one.permission, in_case):
        return "yes"
    return "no" if in_case is None or identity.may(Permission.READ, in_case) else "unknown"


def to_access_table() -> str:
    """Every operation by everybody who may ask for it."""
    lines = ["| operation | " + " | ".join(CALLERS) + " |", "|---|" + "---|" * len(CALLERS)]
    lines += [f"| `{o.name}` | " + " | ".join(access(o, caller) for caller in CALLERS) + " |" for o in OPERATIONS]
    return "\n".join(lines)


def with_access_table(page: str) -> str:
    """A page of the docs with the table of who may do what as it is now."""
    before, _, rest = page.partition(ACCESS_BEGIN)
    after = rest.partition(ACCESS_END)[2]
    return f"{before}{ACCESS_BEGIN}\n{to_access_table()}\n{ACCESS_END}{after}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    told = file.read_text(encoding="utf-8")
    file.write_text(with_table(told) if BEGIN in told else with_access_table(told), encoding="utf-8")
