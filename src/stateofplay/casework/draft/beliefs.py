"""What parties say of each other's wishes: accusations of bad faith, of stalling, of bluff, read by patterns (`beliefs.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft, DraftOption
from stateofplay.model import Act
from stateofplay.record.views import Row

_NEAR = 90
"""Characters in front of the pattern in which whom it is about is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What one party says of another's wish."""

    viewer: str
    about: str
    option: str
    wants: bool
    kind: str
    """"refuses", "bluffs" (of a threat), "feigns" (the wish for a joint act is a bluff), or "told" where the record has it as a
    position that another tells."""
    row: Row


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = tomllib.loads(files("stateofplay.casework.draft").joinpath("beliefs.toml").read_text(encoding="utf-8"))
    return tuple(
        (row["kind"], re.compile("|".join(f"(?:{p})" for p in row["patterns"]), re.IGNORECASE)) for row in raw["belief"]
    )


_OF_ITSELF = re.compile(r"\b(?:I|we)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""Who says "we do not want" speaks of its own wish."""


def beliefs_said(ground: Ground, draft: Draft, statements: Iterable[Row]) -> tuple[Belief, ...]:
    """Beliefs in what parties say (statements of the record), of options of the draft.

    Parameters
    ----------
    statements
        Rows of the kind "statements": who said what.
    """
    found: dict[tuple[str, str, str, bool], Belief] = {}
    for row in statements:
        viewer = ground.spoken_for(row.party or "")
        words = row.what or ""
        if viewer not in draft.parties or row.lost_in is not None:
            continue
        for kind, pattern in _patterns():
            hit = pattern.search(words)
            if hit is None or _OF_ITSELF.search(words[: hit.start()]):
                continue
            about = _about(ground, words, hit.start(), viewer, draft.parties) or _accused(ground, row, viewer, draft)
            if not about:
                continue
            for option in _meant(draft, kind, about, words[hit.start() :]):
                key = (viewer, about, option.id, False)
                how = "feigns" if kind == "bluffs" and option.joint else kind
                found.setdefault(
                    key, Belief(viewer=viewer, about=about, option=option.id, wants=False, kind=how, row=row)
                )
    return tuple(found.values())


def _about(ground: Ground, words: str, start: int, viewer: str, parties: Sequence[str]) -> str:
    """The other party that stands in front of a pattern in its clause, or else after it."""
    before = re.split(r"[.;!?]", words[max(0, start - _NEAR) : start])[-1]
    for part in (before, words[start:]):
        named = [ground.side(n) for n in ground.named_in(part)]
        others = [p for p in named if p in parties and p != viewer]
        if others:
            return others[-1] if part is before else others[0]
    return ""


def _accused(ground: Ground, row: Row, viewer: str, draft: Draft) -> str:
    """Whom an accusation is laid on where what is said leaves it out: "Delta accused Tollmark of bluffing"."""
    at = row.quote.find(row.what or "") if row.state == Act.ACCUSE else -1
    return _about(ground, row.quote[:at], at, viewer, draft.parties) if at > 0 else ""


def _meant(draft: Draft, kind: str, about: str, words: str) -> list[DraftOption]:
    """The options that a belief is about."""
    joint = [o for o in draft.options if o.joint and about in o.owners]
    pieces = [piece.strip() for piece in re.split(r"\b(?:in|about|to|for|on|over|of)\b", words)]
    act = next((found for piece in pieces if piece and (found := act_of(piece))), None)
    named = [o for o in joint if act is not None and act.family == o.family]
    if kind == "bluffs":
        return named or [o for o in draft.options if o.owners == (about,) and o.hostile]
    return named or [o for o in joint if not o.holds_now] or joint
