"""Things that words name without an action: something that two sides could agree on, hold, or be granted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.casework.acts.phrases import PREPOSITIONS, STOP, stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import ActWords, tables
from stateofplay.record.issues import concept_of

CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|did|does|had|has|have|needed|needs|came|went|said|says|would|will|could|should|must)\b"
)
"""A finite verb or what is left of one: the words are a piece of a clause, and no thing."""
_POINTING = frozenset("such this these those it he she they that what who like as with in on at by than".split())
_FINITE = frozenset("is are was were did does do has had came comes went said says would will could".split())
AUXILIARY = frozenset("be have get do become seem happen".split())
_DETERMINED = frozenset("another one its their his her".split())
_ARTICLES = ("a", "an", "the")
_SAYS_NOTHING = frozenset(
    "arrangement arrangements mechanism framework package text terms compromise reforms changes".split()
)


def thing(rest: str, pieces: list[str], words: ActWords, concept: str | None) -> PossibleAct | None:
    """A bare noun phrase without a concept: something to agree to, to hold or to be granted, if it is a thing at all."""
    lowered = [p.lower().strip(".,'") for p in pieces]
    place = before_preposition(lowered)
    heads = [w for w in lowered[:place] if w not in STOP]
    if "," in rest or not heads or heads[-1] in words.vague or lowered[0] in _POINTING or lowered[0] in AUXILIARY:
        return None
    if lowered[1:2] and lowered[1] in _ARTICLES:
        return None  # a verb that the table does not know: "chair a panel"
    if len(pieces) == 1 and lowered[0] in _SAYS_NOTHING:
        return None  # "an arrangement": of what, nobody says
    if any(w in _FINITE or (w in words.verbs and w.endswith(("s", "ed")) and w != heads[-1]) for w in lowered[1:3]):
        return None  # a finite clause that the reader cut out: "he gets the changes he seeks"
    if (
        lowered[0].endswith("ed")
        or heads[-1].endswith("ly")
        or (len(heads) == 1 and len(heads[0]) < 6 and place == len(pieces))
    ):
        return None
    if words.nominal.get(heads[-1]) in ("make", "give", "pay"):
        text = f"{words.nominal[heads[-1]]} {' '.join(pieces[:place] if pieces[place:][:1] == ['from'] else pieces)}"
        return PossibleAct(text=text, family=stems_text(text), concept=concept, given=text.startswith("give"))
    if heads[-1] in words.values:
        return PossibleAct(text=rest, family=stems_text(rest), concept=concept, value=True)
    if heads[-1] not in words.agreeable or CLAUSE.search(rest):
        return None  # nothing that two sides could agree on
    text = f"agree to {_article(rest, lowered[place - 1])}{rest}"
    if any(pattern.search(text) for pattern in words.hollow):
        return None
    joint = heads[-1] in words.mutual
    return PossibleAct(text=text, family=stems_text(rest), concept=concept, joint=joint)


def _article(rest: str, head: str) -> str:
    first = rest.split()[0]
    words = tables()[1]
    uncounted = head.endswith("s") or head not in words.agreeable or head in words.uncounted
    if uncounted or first[:1].isupper() or first.lower() in _DETERMINED:
        return ""
    return "an " if first[:1].lower() in "aeiou" else "a "


def only_about(pieces: Sequence[str], words: ActWords) -> bool:
    """Whether a concept stands only behind a preposition: "interference in the election" holds none."""
    place = before_preposition([p.lower() for p in pieces])
    heads = " ".join(pieces[:place])
    last = heads.split()[-1].lower().strip(".,")
    if CLAUSE.search(heads) or place == len(pieces):
        return False
    return concept_of(heads) is None and last not in words.nominal and last not in words.frames


def before_preposition(lowered: list[str]) -> int:
    for place, word in enumerate(lowered):
        if place and word in PREPOSITIONS:
            return place
    return len(lowered)
