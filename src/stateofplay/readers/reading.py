"""What a reader is, and the account that it gives of what it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from stateofplay.model import Article, Reading


class Reader(Protocol):
    """Something that reads articles.

    Attributes
    ----------
    name
        What settings and marks call it.
    languages
        ISO 639-1 codes of the languages whose claims it reads.
    """

    @property
    def name(self) -> str:
        """What settings and marks call it."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages whose claims it reads."""
        ...

    def read(self, article: Article) -> Reading:
        """Read an article that is freed of its clutter."""
        ...

    def report(self) -> str:
        """What it asked, what that cost and what it refused; empty where it asks nobody."""
        ...


@dataclass(slots=True, kw_only=True)
class ReadingAccount:
    """What a reader asked for, what that cost, and which of the answers were refused."""

    requests: int = 0
    from_cache: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    """Whether the server left out how many tokens it used, so that they are counted by the length of the texts."""
    claims: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """Why -> how many claims of the answers were refused."""
    pages: int = 0

    @property
    def tokens(self) -> int:
        """Tokens of both directions."""
        return self.tokens_in + self.tokens_out
