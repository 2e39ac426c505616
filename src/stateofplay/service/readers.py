"""Which reader reads: of a command, of a case, of the settings; and what readers tell of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stateofplay.errors import ReaderError
from stateofplay.readers.asking import consent
from stateofplay.readers.naming import EMBEDDED, names_in, open_reader
from stateofplay.readers.reading import Reader
from stateofplay.settings import ReaderSettings, Settings

if TYPE_CHECKING:
    from stateofplay.record import Case

# Whoever only reads a page loads no database: what asks a case imports it where it asks.

_KEY = "reader"
_open: list[tuple[Settings, Reader]] = []
"""Readers of this process: each keeps its connection, its budget and its account for all pages."""


def reader_of(settings: Settings) -> Reader:
    """The reader that settings name, opened once a process."""
    for known, reader in _open:
        if known == settings:
            return reader
    reader = open_reader(settings)
    _open.append((settings, reader))
    return reader


def reports() -> Iterator[str]:
    """What the readers of this process asked, what that cost and what was refused; nothing of readers that ask nobody."""
    for _, reader in _open:
        yield from reader.report().splitlines()


def close_readers() -> None:
    """Forget the readers of this process, with their budgets and accounts."""
    _open.clear()


def reader_of_case(case: Case) -> str | None:
    """The reader that a case names for itself."""
    from sqlalchemy import select

    from stateofplay.record.storage.tables import CASE_INFO

    with case.read() as connection:
        found: str | None = connection.execute(select(CASE_INFO.c.value).where(CASE_INFO.c.key == _KEY)).scalar()
    return found


def use_reader(case: Case, name: str | None, settings: Settings) -> None:
    """Name the reader of a case; None for that of the settings again.

    Raises
    ------
    ReaderError
        Where there is none of this name.
    """
    from sqlalchemy import delete

    from stateofplay.record.storage.tables import CASE_INFO

    if name is not None:
        open_reader(settings, name)
    with case.write() as connection:
        connection.execute(delete(CASE_INFO).where(CASE_INFO.c.key == _KEY))
        if name is not None:
            connection.execute(CASE_INFO.insert(), {"key": _KEY, "value": name})


def settings_for(case: Case, settings: Settings, given: str | None = None) -> Settings:
    """Settings with the reader that applies: the one given, else the case's own, else the settings'."""
    name = given or reader_of_case(case)
    return settings if name is None else with_reader(settings, name)


def with_reader(settings: Settings, name: str | None) -> Settings:
    """Settings with another reader."""
    return settings if name is None else replace(settings, reading=replace(settings.reading, reader=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReader:
    """A reader that the settings know."""

    name: str
    what: str
    languages: tuple[str, ...]
    allowed: bool | None
    """Whether it may send pages; None where it sends nothing."""
    chosen: bool


def named_readers(settings: Settings) -> tuple[NamedReader, ...]:
    """Every reader that the settings know."""
    chosen = names_in(settings.reading.reader)
    found = [
        NamedReader(
            name=EMBEDDED,
            what="ships with State of Play; nothing leaves this machine",
            languages=settings.language.read_languages,
            allowed=None,
            chosen=EMBEDDED in chosen,
        )
    ]
    for name, one in settings.readers.items():
        asks = not one.pipeline
        found.append(
            NamedReader(
                name=name,
                what=f"language model {one.model} at {one.base_url}" if asks else f"spaCy pipeline {one.pipeline}",
                languages=one.languages,
                allowed=consent.is_allowed(name, one) if asks else None,
                chosen=name in chosen,
            )
        )
    return tuple(found)


def allow(settings: Settings, name: str) -> str:
    """Allow a language model to be sent pages; what is sent where comes back in words."""
    one = _model_named(settings, name)
    consent.allow(name, one)
    return consent.notice(name, one)


def forbid(settings: Settings, name: str) -> None:
    """Take that leave back."""
    _model_named(settings, name)
    consent.forbid(name)


def notice_of(settings: Settings, name: str) -> str | None:
    """What a reader would send where, or None where it sends nothing."""
    one = settings.readers.get(name)
    return consent.notice(name, one) if one is not None and not one.pipeline else None


def _model_named(settings: Settings, name: str) -> ReaderSettings:
    one = settings.readers.get(name)
    if one is None or one.pipeline or not one.base_url:
        named = ", ".join(n for n, r in settings.readers.items() if not r.pipeline) or "none"
        raise ReaderError(
            f"the settings have no language model named {name!r}",
            slug="readers.unknown",
            hint=f"Language models of the settings: {named}. docs/readers.md shows how to add one.",
        )
    return one
