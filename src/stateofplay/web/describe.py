"""The table of operations told: as OpenAPI for programs, and as a table for docs/web.md.

``python -m stateofplay.web.describe docs/web.md`` writes the table into the page again; a test fails where it is not as here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TypeAlias

from stateofplay import __version__
from stateofplay.web.operations import OPERATIONS, TWINS, Operation

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"]
BEGIN, END = "<!-- operations -->", "<!-- end of operations -->"
_MEDIA = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}


def to_openapi() -> dict[str, Json]:
    """Every operation in OpenAPI 3.1; of a page each of its data twins is a path of its own.

    Examples
    --------
    >>> sorted(to_openapi()["paths"]["/case/{case}.json"])
    ['get']
    """
    paths: dict[str, Json] = {}
    for one in OPERATIONS:
        for path, media in _paths(one):
            entry = paths.setdefault(path, {})
            assert isinstance(entry, dict)
            entry[one.method.lower()] = _operation(one, path, media)
    return {
        "openapi": "3.1.0",
        "info": {"title": "State of Play", "version": __version__, "summary": "What the pages show, as data."},
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
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
        cells = (f"`{one.name}`", f"{one.method} `{one.path}`{data}", one.permission.name.lower(), one.says, said)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """A page of the docs with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{to_markdown()}\n{END}{after}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_table(file.read_text(encoding="utf-8")), encoding="utf-8")
