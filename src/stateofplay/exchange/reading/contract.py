"""The reading as JSON, and back: the project's contract (docs/claims.md)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import msgspec

from stateofplay.errors import ExchangeError, ModelError
from stateofplay.model import Claim, Reading

Plain = dict[str, object]


def to_plain(reading: Reading) -> Plain:
    """Turn a reading into plain dicts and lists with the contract's keys; each claim carries its `id`."""
    names = [f.name for f in fields(reading)]
    names.sort(key=lambda name: (name == "reader", name not in ("article", "actors")))
    return {name: _plain(getattr(reading, name)) for name in names}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        out: Plain = {"id": value.id} if isinstance(value, Claim) else {}
        for f in fields(value):
            out[f.name] = _plain(getattr(value, f.name))
        return out
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, str):
        return str(value)
    return value


def to_json(reading: Reading, *, indent: int = 2) -> str:
    """Write a reading as JSON; ``indent=0`` gives one line."""
    encoded = msgspec.json.encode(to_plain(reading))
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode("utf-8")


def from_json(data: str | bytes) -> Reading:
    """Read a reading back; every quote is verified again.

    Raises
    ------
    ExchangeError
        ``exchange.reading`` where the JSON does not follow the contract.
    """
    try:
        return msgspec.json.decode(data, type=Reading)
    except (msgspec.ValidationError, msgspec.DecodeError, ModelError) as error:
        raise ExchangeError(f"this is no reading: {error}", slug="exchange.reading") from error
