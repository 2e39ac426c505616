"""Whom a reader asks, said once before the first page is sent. Nothing leaves this machine before that is allowed."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from stateofplay.errors import ReaderError
from stateofplay.settings import ReaderSettings


def _file() -> Path:
    return Path.home() / ".config" / "stateofplay" / "allowed-readers.json"


def notice(name: str, settings: ReaderSettings) -> str:
    """What would be sent where, in words.

    Examples
    --------
    >>> said = notice("ministry", ReaderSettings(base_url="https://llm.example/v1", model="m-7"))
    >>> "to https://llm.example/v1 (model m-7), which is another machine" in said
    True
    """
    where = "this machine" if is_local(settings.base_url) else "another machine"
    return (
        f"The reader {name} sends the text, the day and the names of every page that it reads to {settings.base_url} "
        f"(model {settings.model}), which is {where}; nothing else of the case is sent"
    )


def is_local(base_url: str) -> bool:
    """Whether an address is of this machine."""
    from urllib.parse import urlsplit

    host = (urlsplit(base_url).hostname or "").casefold()
    return host in ("localhost", "::1") or host.startswith("127.")


def _allowed() -> dict[str, str]:
    with suppress(OSError, ValueError):
        found = json.loads(_file().read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return {str(k): str(v) for k, v in found.items()}
    return {}


def _where(settings: ReaderSettings) -> str:
    return f"{settings.base_url} {settings.model}"


def is_allowed(name: str, settings: ReaderSettings) -> bool:
    """Whether this user allowed this reader to send to this address and model."""
    return _allowed().get(name) == _where(settings)


def allow(name: str, settings: ReaderSettings) -> None:
    """Allow a reader to send pages; for this user, this address and this model."""
    _write({**_allowed(), name: _where(settings)})


def forbid(name: str) -> None:
    """Take the leave of a reader back."""
    _write({k: v for k, v in _allowed().items() if k != name})


def _write(allowed: dict[str, str]) -> None:
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(allowed, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise ReaderError(
            f"what readers may send cannot be kept in {_file()}: {error.strerror or error}", slug="readers.unwritable"
        ) from error


def require(name: str, settings: ReaderSettings) -> None:
    """Refuse to send anything where it was not allowed.

    Raises
    ------
    ReaderError
        ``readers.first-use``, with what would be sent where.
    """
    if not is_allowed(name, settings):
        raise ReaderError(
            f"{notice(name, settings)}. Nothing was sent yet",
            slug="readers.first-use",
            hint=f"If that is right: stateofplay readers allow {name}",
        )
