"""Settings: one TOML file says which parts the reader is made of.

Looked up in this order, the first that exists wins: the file given by the caller, the file named in the environment
variable ``STATEOFPLAY_SETTINGS``, ``stateofplay.toml`` in the working folder, ``~/.config/stateofplay/settings.toml``. What a
file leaves out keeps the default of `Settings`. docs/settings.md explains every key; a test fails when one is missing there.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from stateofplay.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSettings:
    """Limits for what comes in."""

    max_bytes: int = 20_000_000
    """Larger pages are refused."""
    timeout_seconds: float = 20.0
    allow_private_addresses: bool = False
    """Fetch from loopback, private and link-local addresses too."""
    mask_tokens: bool = False
    """Cover tokens, keys and names of sessions in the addresses that a case keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSettings:
    """How text is understood."""

    pipeline: str = "embedded"
    """``"embedded"`` for the shipped model, or the name or folder of any spaCy pipeline with UD labels."""
    lexicon: tuple[str, ...] = ()
    """Further lexicon files (docs/lexicon.md); they outrank the shipped ones."""
    read_languages: tuple[str, ...] = ("en",)
    """Languages that the pipeline can read; pages in others give an honest, empty reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSettings:
    """Which finders read, in order."""

    finders: tuple[str, ...] = (
        "dates",
        "statements",
        "meetings",
        "attendance",
        "attendance-learned",
        "positions",
        "conditions",
        "events",
        "events-learned",
        "positions-learned",
        "statements-learned",
        "ambiguities",
    )
    modules: tuple[str, ...] = ()
    """Python modules to import for finders of your own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """Who reads."""

    reader: str = "embedded"
    """``"embedded"``, a reader of a ``[readers.NAME]`` table, a spaCy pipeline, or two joined by ``+``."""
    max_requests: int = 0
    """Requests that one command may send to language models; 0 for any number."""
    max_tokens: int = 0
    """Tokens, of both directions, that one command may spend on language models; 0 for any number."""
    cache: str = "~/.cache/stateofplay/readings"
    """Where answers of language models are kept, so that nothing is asked twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """One reader by name: a spaCy pipeline, or a language model behind an OpenAI-compatible endpoint."""

    pipeline: str = ""
    """Name or folder of a spaCy pipeline with UD labels; empty for a language model."""
    languages: tuple[str, ...] = ("en",)
    """Languages whose claims it reads."""
    base_url: str = ""
    """Address of the endpoint, up to and without ``/chat/completions``."""
    model: str = ""
    key_env: str = ""
    """Environment variable that holds the key."""
    key_file: str = ""
    """File that holds the key."""
    answers: Literal["json_schema", "json_object", "text"] = "json_schema"
    """How the server is asked for JSON: by a schema, as any object, or by words alone."""
    plain_http: bool = False
    """Send the key over http to another machine too."""
    chunk_characters: int = 6000
    """Longer pages are asked about in parts, cut between paragraphs."""
    max_answer_tokens: int = 4000
    timeout_seconds: float = 120.0
    """For the whole of one answer."""
    retries: int = 2
    """How often a request is sent again that was not answered well."""
    longest_wait_seconds: float = 60.0
    """Where the server asks for a longer wait, the command stops and says so."""
    price_in: float = 0.0
    """Of a million tokens sent, for the report."""
    price_out: float = 0.0
    """Of a million tokens answered."""
    currency: str = ""


SAMPLES = 2000
"""Readings that one command draws of what a model leaves open, where nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSettings:
    """How thoroughly models are looked at."""

    samples: int = SAMPLES
    """Readings that one command draws of what a model leaves open: fewer are quicker, and their shares coarser."""

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise ValueError(f"samples must be above zero, not {self.samples}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings."""

    pages: PagesSettings = field(default_factory=PagesSettings)
    language: LanguageSettings = field(default_factory=LanguageSettings)
    finding: FindingSettings = field(default_factory=FindingSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    readers: dict[str, ReaderSettings] = field(default_factory=dict)
    """Readers by name."""


ENVIRONMENT_VARIABLE = "STATEOFPLAY_SETTINGS"


def locate(given: str | Path | None = None) -> Path | None:
    """Find the settings file that applies, or None where there is none."""
    if given is not None:
        path = Path(given)
        if not path.is_file():
            raise SettingsError(
                f"the settings file {path} is not there", slug="settings.missing", hint="Check the path."
            )
        return path
    if named := os.environ.get(ENVIRONMENT_VARIABLE):
        return locate(named)
    for path in (Path("stateofplay.toml"), Path.home() / ".config" / "stateofplay" / "settings.toml"):
        if path.is_file():
            return path
    return None


def load_settings(given: str | Path | None = None) -> Settings:
    """Load the settings that apply.

    Raises
    ------
    SettingsError
        ``settings.missing``, ``settings.syntax`` (no TOML) or ``settings.invalid`` (an unknown key, a wrong type).
    """
    path = locate(given)
    if path is None:
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file {path} cannot be read: {error}", slug="settings.missing") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the settings file {path} is no TOML: {error}", slug="settings.syntax") from error
    return settings_from(data, where=str(path))


def settings_from(data: dict[str, object], *, where: str = "the settings") -> Settings:
    """Make settings from nested tables; unknown keys and wrong types are errors that name the key."""
    import msgspec

    try:
        return msgspec.convert(_without_unknown(data, where), Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{where}: {error}", slug="settings.invalid", hint="docs/settings.md lists every key."
        ) from error


_TABLES: dict[str, type] = {
    "pages": PagesSettings,
    "language": LanguageSettings,
    "finding": FindingSettings,
    "reading": ReadingSettings,
    "analysis": AnalysisSettings,
}
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def _without_unknown(data: dict[str, object], where: str) -> dict[str, object]:
    for table, content in data.items():
        if table == "readers" and isinstance(content, dict):
            for name, reader in content.items():
                _known_keys(reader, ReaderSettings, f"readers.{name}", where)
                if not _NAME.fullmatch(name) or name == "embedded":
                    raise SettingsError(
                        f"{where}: {name!r} cannot be the name of a reader",
                        slug="settings.invalid",
                        hint="Small letters, digits and hyphens, a letter first; `embedded` is taken.",
                    )
            continue
        _known_keys(content, _TABLES.get(table), table, where)
    return data


def _known_keys(content: object, settings: type | None, table: str, where: str) -> None:
    fields = getattr(settings, "__dataclass_fields__", None)
    if fields is None or not isinstance(content, dict):
        raise SettingsError(
            f"{where}: there is no table [{table}]",
            slug="settings.invalid",
            hint=f"Known: {', '.join(_TABLES)}, readers.NAME.",
        )
    for key in content:
        if key not in fields:
            raise SettingsError(
                f"{where}: [{table}] has no key {key!r}",
                slug="settings.invalid",
                hint=f"Known: {', '.join(fields)}.",
            )
