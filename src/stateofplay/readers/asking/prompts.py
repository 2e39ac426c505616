"""What a language model is asked. The words stand in ``prompts.toml``; a version is made from them by itself."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stateofplay.model.ids import digest

_FILE = Path(__file__).with_name("prompts.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """The words of every request."""

    system: str
    kinds: dict[str, str]
    """Kind of claim -> what is asked for; the order of requests."""
    version: str
    """Made from all words: any change makes another."""


@cache
def prompts() -> Prompts:
    """The prompts that ship with the project.

    Examples
    --------
    >>> list(prompts().kinds)
    ['meetings', 'attendance', 'statements', 'positions', 'conditions', 'events']
    """
    text = _FILE.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Prompts(
        system=data["system"].strip(),
        kinds={kind: words.strip() for kind, words in data["kinds"].items()},
        version=digest(text, length=8),
    )


def messages(
    kind: str, *, text: str, published: str | None, language: str | None, cast: tuple[str, ...]
) -> list[dict[str, str]]:
    """The messages of one request: what is asked comes first and is the same for every page; the page is one JSON string."""
    asked = prompts()
    page = {"published": published, "language": language, "cast": list(cast), "text": text}
    return [
        {"role": "system", "content": f"{asked.system}\n\n{asked.kinds[kind]}"},
        {"role": "user", "content": json.dumps(page, ensure_ascii=False)},
    ]
