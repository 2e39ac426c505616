"""Which settings file applies, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.errors import SettingsError
from stateofplay.settings import ENVIRONMENT_VARIABLE, Settings, load_settings, settings_from


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home and working folder."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home"


def write(path: Path, seconds: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[pages]\ntimeout_seconds = {seconds}\n")
    return path


def test_the_first_file_that_exists_wins(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings() == Settings()
    write(home / ".config" / "stateofplay" / "settings.toml", 1)
    assert load_settings().pages.timeout_seconds == 1
    write(Path("stateofplay.toml"), 2)
    assert load_settings().pages.timeout_seconds == 2
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(write(tmp_path / "named.toml", 3)))
    assert load_settings().pages.timeout_seconds == 3
    assert load_settings(write(tmp_path / "given.toml", 4)).pages.timeout_seconds == 4


def test_what_a_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "a.toml", 9))
    assert settings.pages.max_bytes == Settings().pages.max_bytes
    assert settings.finding == Settings().finding


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"colours": {}}, "[colours]"),
        ({"pages": 3}, "[pages]"),
        ({"pages": {"speed": 1}}, "'speed'"),
        ({"pages": {"max_bytes": "much"}}, "max_bytes"),
        ({"language": {"read_languages": "en"}}, "read_languages"),
        ({"finding": {"finders": [1]}}, "finders"),
        ({"analysis": {"samples": 0}}, "samples must be above zero"),
    ],
)
def test_wrong_keys_and_types_are_named(data: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(data, where="mine.toml")
    assert caught.value.slug == "settings.invalid"
    assert "mine.toml" in caught.value.sentence
    assert words in caught.value.sentence
    assert caught.value.hint


def test_files_that_are_missing_or_no_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as missing:
        load_settings(tmp_path / "none.toml")
    assert missing.value.slug == "settings.missing"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "gone.toml"))
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        load_settings()
    for content in (b"[pages", b"\xff\xfe"):
        (tmp_path / "bad.toml").write_bytes(content)
        with pytest.raises(SettingsError, match=r"bad\.toml"):
            load_settings(tmp_path / "bad.toml")
