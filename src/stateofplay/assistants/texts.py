"""Instructions and prompts: the words stand in ``texts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("texts.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptWords:
    """A prompt that a user can choose."""

    title: str
    says: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All words of the server."""

    instructions: str
    prompts: dict[str, PromptWords]


@cache
def texts() -> Texts:
    """The words that ship with the project.

    Examples
    --------
    >>> list(texts().prompts)
    ['brief_me', 'what_changed', 'check_sentence']
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    prompts = {
        name: PromptWords(title=one["title"], says=one["says"], text=one["text"].strip())
        for name, one in data["prompts"].items()
    }
    return Texts(instructions=data["instructions"].strip(), prompts=prompts)


def prompt(name: str, **words: str) -> str:
    """A prompt with its words put in; what was left out leaves no gap.

    Examples
    --------
    >>> prompt("what_changed", case="talks", since="2025-06-01").split("?")[0]
    'What changed in the negotiation “talks” since 2025-06-01'
    """
    case, since = words.get("case", "").strip(), words.get("since", "").strip()
    filled = {
        "{case}": f" “{case}”" if case else "",
        "{since}": f" since {since}" if since else "",
        "{sentence}": words.get("sentence", "").strip(),
    }
    text = texts().prompts[name].text
    for mark, said in filled.items():
        text = text.replace(mark, said)
    return text
