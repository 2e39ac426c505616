"""Words of the tables that finders ask, held against how a text is cut into words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Set

from stateofplay.language.pipeline import load
from stateofplay.service.reading import read
from stateofplay.settings import LanguageSettings

ROOMS = ("stateofplay.finding", "stateofplay.language.actors", "stateofplay.language.mod")
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]*)*")
"""A word, also with a hyphen in it; several words of one phrase are joined otherwise."""


def tables() -> Iterator[tuple[str, str]]:
    """(table, word) of all that is keyed by words."""
    read(b"Norway will attend the talks.", content_type="text/plain")  # loads all that reads
    for name, module in sorted(sys.modules.items()):
        if name.startswith(ROOMS):
            for key, value in vars(module).items():
                if isinstance(value, (Set, Mapping)):
                    yield from ((f"{name}.{key}", word) for word in value if type(word) is str)


def test_each_word_can_be_a_word_of_a_page() -> None:
    # "Cease-fire" is three tokens and "cannot" two: a table that is asked token by token holds them in vain.
    cut = load(LanguageSettings().pipeline).tokenizer
    words: dict[str, str] = {word: table for table, word in tables() if _PLAIN.fullmatch(word)}
    assert len(words) > 3000
    assert "co-host" in words
    assert {word: table for word, table in words.items() if len(cut(word)) > 1} == {}
