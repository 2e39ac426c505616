"""Steps that every model file needs: lists of entries, tuples of texts, keys that a form does not have, kinds of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeAlias, cast

from stateofplay.errors import ConflictError

Data: TypeAlias = Mapping[str, object]


def entries(data: Data, key: str) -> list[Data]:
    return cast("list[Data]", data.get(key, []))


def check_keys(entry: Data, known: Iterable[str], where: str) -> None:
    for key in entry:
        if key not in known:
            close = get_close_matches(key, list(known), 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(sorted(known))}."
            raise ConflictError(f"{where} has an unknown key {key!r}", slug="conflict.file_key", hint=hint)


def texts(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in cast("Iterable[object]", value or ()))
