"""Settings: one TOML file says which parts the reader is made of.

Looked up in this order, the first that exists wins: the file given by the caller, the file named in the environment
variable ``STATEOFPLAY_SETTINGS``, ``stateofplay.toml`` in the working folder, ``~/.config/stateofplay/settings.toml``. What a
file leaves out keeps the default of `Settings`. docs/settings.md explains every key; a test fails when one is missing there.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

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
        "ambiguities",
    )
    modules: tuple[str, ...] = ()
    """Python modules to import for finders of your own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings."""

    pages: PagesSettings = field(default_factory=PagesSettings)
    language: LanguageSettings = field(default_factory=LanguageSettings)
    finding: FindingSettings = field(default_factory=FindingSettings)


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


def _without_unknown(data: dict[str, object], where: str) -> dict[str, object]:
    known: dict[str, type] = {"pages": PagesSettings, "language": LanguageSettings, "finding": FindingSettings}
    for table, content in data.items():
        fields = getattr(known.get(table), "__dataclass_fields__", None)
        if fields is None or not isinstance(content, dict):
            raise SettingsError(
                f"{where}: there is no table [{table}]", slug="settings.invalid", hint=f"Known: {', '.join(known)}."
            )
        for key in content:
            if key not in fields:
                raise SettingsError(
                    f"{where}: [{table}] has no key {key!r}",
                    slug="settings.invalid",
                    hint=f"Known: {', '.join(fields)}.",
                )
    return data
