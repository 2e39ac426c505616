"""What a pipeline tells of a text, as plain lists: from it `tokens` makes words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from stateofplay.language.syntax.letters import is_stop, like_num

_Key = TypeVar("_Key", bound=Hashable)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a pipeline tells of a text, word by word."""

    text: str
    words: Sequence[str]
    followed: Sequence[bool]
    """Whether a space that is no word of its own follows."""
    lemmas: Sequence[str]
    classes: Sequence[str]
    tags: Sequence[str]
    relations: Sequence[str]
    features: Sequence[str]
    heads: Sequence[int]
    """How many words further on the head stands; nought for a root."""
    starts: Sequence[int] | None
    """The words that start a sentence; None where the text was not cut."""
    names: Sequence[tuple[int, int, str]]
    """First word, one past the last, and kind."""
    layers: Collection[str]
    """What was set at all, by spaCy's names: "DEP", "SENT_START"."""
    states: Any = None
    """How each word entered the network, a row each."""
    is_stop: Callable[[str], bool] = is_stop
    like_num: Callable[[str], bool] = like_num


def each(column: Sequence[_Key], find: Callable[[_Key], _Found]) -> list[_Found]:
    """What is found for each key of a column; each is looked up once."""
    known = {key: find(key) for key in set(column)}
    return [known[key] for key in column]
