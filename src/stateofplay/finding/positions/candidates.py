"""A position before it is bound to its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stateofplay.finding.positions.issues import IssueSpan
from stateofplay.language.tokens import Token
from stateofplay.model import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Who is for or against what, and the word that says so. `confidence` goes from 0 to 1."""

    trigger: Token
    holders: tuple[str, ...]
    stance: Stance
    issue: IssueSpan
    confidence: float


def each(
    issues: Iterable[IssueSpan], trigger: Token, holders: tuple[str, ...], stance: Stance, confidence: float
) -> Iterator[Candidate]:
    """The same stance on each of some issues."""
    for issue in issues:
        yield Candidate(trigger=trigger, holders=holders, stance=stance, issue=issue, confidence=confidence)
