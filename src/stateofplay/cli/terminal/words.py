"""Arguments and options that several commands share, each with its help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.settings import Settings, load_settings

CaseFile = Annotated[str, Parameter(help="The case file, or the address of a case on PostgreSQL.")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="Write to this file instead of the terminal.")]
Party = Annotated[str | None, Parameter(help="Only claims of this party, under any of its names.")]
IssueWords = Annotated[str | None, Parameter(help="Only claims with these words in their issue.")]
Since = Annotated[str | None, Parameter(help="Only pages of this ISO day and later.")]
Until = Annotated[str | None, Parameter(help="Only pages up to this ISO day.")]
Source = Annotated[str | None, Parameter(help="Only pages with these words in source or site.")]
Status = Annotated[str | None, Parameter(help="Only claims of this status, stance, act, relation or firmness.")]
Rejected = Annotated[bool, Parameter(help="Show rejected claims too.", negative=())]
Folded = Annotated[bool, Parameter(help="Show the lines too that are folded away as doubtful.", negative=())]
Ids = Annotated[bool, Parameter(help="End each line in the id of its claim (terminal).", negative=())]
Author = Annotated[str | None, Parameter(help="Who says so; your login name by default.")]
Note = Annotated[str, Parameter(help="Why.")]
BriefFormat = Annotated[Literal["terminal", "md", "html", "json"], Parameter(help="How to dress it.")]
ViewFormat = Annotated[Literal["terminal", "json", "csv", "md"], Parameter(help="How to dress the rows.")]
ListFormat = Annotated[Literal["terminal", "json"], Parameter(help="How to dress the list.")]
SettingsFile = Annotated[Path | None, Parameter(name="--settings", help="A settings file (docs/settings.md).")]
Private = Annotated[
    bool, Parameter(name="--allow-private", negative=(), help="Fetch from loopback and private addresses too.")
]

ReaderName = Annotated[
    str | None,
    Parameter(
        name="--reader", help="Who reads: embedded, a reader of the settings, a spaCy pipeline, or two joined by +."
    ),
]
MostRequests = Annotated[
    int | None, Parameter(name="--max-requests", help="Send no more requests to language models than this.")
]
MostTokens = Annotated[
    int | None, Parameter(name="--max-tokens", help="Spend no more tokens of language models than this.")
]


def concepts_of(words: Iterable[str]) -> tuple[str, ...]:
    """The names of concepts that were written, each by itself or several in one word by commas.

    >>> concepts_of(["NASH,SEQ", "GMR"])
    ('NASH', 'SEQ', 'GMR')
    """
    return tuple(c for word in words for c in word.replace(",", " ").split())


def samples_of(given: int | None = None) -> int:
    """How many readings of what is open a command draws: as many as it was told, else as the settings that apply say."""
    return load_settings().analysis.samples if given is None else given


def settings_of(
    file: Path | None,
    allow_private: bool,
    *,
    reader: str | None = None,
    max_requests: int | None = None,
    max_tokens: int | None = None,
) -> Settings:
    """The settings that a command was given."""
    settings = load_settings(file)
    before = settings.reading
    reading = replace(
        before,
        reader=reader or before.reader,
        max_requests=before.max_requests if max_requests is None else max_requests,
        max_tokens=before.max_tokens if max_tokens is None else max_tokens,
    )
    settings = replace(settings, reading=reading)
    if allow_private:
        settings = replace(settings, pages=replace(settings.pages, allow_private_addresses=True))
    return settings
