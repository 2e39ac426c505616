"""A reading: one article with every claim found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.errors import ModelError
from stateofplay.model.article import Article
from stateofplay.model.claims import Actor, Claim
from stateofplay.model.kinds import CLAIM_KINDS, ClaimLists


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(ClaimLists):
    """What one page says. Every claim's quote is verified to stand in the article when the reading is made."""

    article: Article
    actors: tuple[Actor, ...] = ()
    reader: str = ""
    """Name and version of what read it: ``"stateofplay 0.1.0 (embedded)"``."""

    def __post_init__(self) -> None:
        text = self.article.text
        rests = [a.evidence for a in self.actors] + [c.evidence for c in self.claims()]
        for evidence in (*rests, *(a.evidence for a in self.ambiguities)):
            if not evidence.stands_in(text):
                raise ModelError(
                    f"the quote {evidence.quote[:60]!r} does not stand in the article at {evidence.start}",
                    slug="model.evidence",
                    hint="Whatever reads, a claim whose quote is not in the text is refused.",
                )

    def claims(self) -> Iterator[Claim]:
        """All claims, kind by kind, in the order of `CLAIM_KINDS`."""
        for kind in CLAIM_KINDS:
            yield from getattr(self, kind)
