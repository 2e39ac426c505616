"""What one line of a page is by itself: prose, a label, a credit, a loose line; and what it weighs for the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stateofplay.pages.plain.labels import Label, find_label
from stateofplay.pages.plain.patterns import match_shape

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_END = re.compile(r"[.!?…。！？؟।]['\"”’»›)\]*_]*\s*$|[.!?]['\"”’»)]*\s*[\[(][^\])]{1,30}[\])]\s*$")
_INNER_END = re.compile(r"[.!?…。！？؟।]['\"”’»)]*\s+[\"“‘«(\[]*[A-ZÀ-ÞА-ЯЁЄІЇҐ0-9]|[。！？]")
_QUOTE_LED = re.compile(r"^\s*[\"“‘«„'—–-]")
_BULLET = re.compile(r"^\s*[•»›▪■●○◦·*+]\s")
_INITIAL = re.compile(r"(?<!\S)[\"“‘«(\[]*([^\W\d_])")
# Longer function words say nothing about what a line is about.
_EMPTY = frozenset(
    re.split(
        " ",
        "about after again against also although among another around because been before being between both could does "
        "during each even every first from have having here however into itself just last latest like made make many more "
        "most much must need next only other over said same says should since some still such than that their them then "
        "there these they this those through told under until upon very want were what when where which while will with "
        "within without would year years your",
    )
)

PROSE_PER_WORD = 0.12
PROSE_CAP = 4.0
WEIGHTS = {
    "closing_label": -2.5,
    "shape": -1.6,
    "loose_short": -0.8,
    "loose_long": -0.8,
    "bulleted": -1.3,
    "capitalised_row": -1.6,
    "short_sentence": 0.3,
}
"""What a line of each kind adds to the sum of its run; prose adds `PROSE_PER_WORD` a word, at most `PROSE_CAP`."""


MIN_LOWER = 0.3
"""A long line with a smaller share of words in lower case is a row of labels, whatever its end."""


@dataclass(slots=True)
class Line:
    """One line with what can be said about it alone; `reason` is None where its form is not that of clutter."""

    text: str
    words: int
    ended: bool
    label: Label | None
    reason: str | None
    weight: float
    topic: frozenset[str]
    bulleted: bool

    @property
    def loose(self) -> bool:
        """Neither clutter by its form nor a sentence: a heading, a highlight, a teaser."""
        return self.reason is None and not self.ended and self.words < 22


def count_words(line: str) -> int:
    """Number of words; for scripts written without spaces an estimate of 1.7 characters a word.

    Examples
    --------
    >>> count_words("The U.S. envoy's plane")
    4
    """
    wide = len(_WIDE.findall(line))
    if wide:
        return round(wide / 1.7) + len(_WORD.findall(_WIDE.sub(" ", line)))
    return len(_WORD.findall(line))


def share_lower(text: str) -> float:
    """Share of the words that begin with a small letter; 1.0 for scripts without capitals.

    Examples
    --------
    >>> share_lower("Home World Sport"), share_lower("the Talks go on")
    (0.0, 0.75)
    """
    initials = _INITIAL.findall(text)
    if not initials:
        return 1.0
    return sum(not ch.isupper() for ch in initials) / len(initials)


def weigh(text: str) -> Line:
    """Judge one line by itself.

    Examples
    --------
    >>> weigh("The envoys of both sides met in Arda on Monday.").weight > 0 > weigh("Most read").weight
    True
    """
    words = count_words(text)
    label = find_label(text) if words <= 60 else None
    # A whole label says it all; the table of shapes is long.
    reason = label.reason if label is not None and label.whole else match_shape(text, words)
    ended = bool(_END.search(text)) or (words >= 30 and bool(_INNER_END.search(text)))
    if label is not None and reason is None and label.reason != "highlights":
        reason = label.reason
    bulleted = bool(_BULLET.match(text))
    if reason is None and words >= 12 and share_lower(text) < MIN_LOWER:
        ended = False
        weight = WEIGHTS["capitalised_row"]
    else:
        weight = _weigh_kind(text, words, ended, bulleted, label, reason)
    topic = frozenset(w for x in _WORD.findall(text[:600]) if len(x) > 3 and (w := x.casefold()) not in _EMPTY)
    return Line(
        text=text, words=words, ended=ended, label=label, reason=reason, weight=weight, topic=topic, bulleted=bulleted
    )


def _weigh_kind(text: str, words: int, ended: bool, bulleted: bool, label: Label | None, reason: str | None) -> float:
    if reason == "bio":
        return 0.0
    if reason is not None:
        return WEIGHTS["closing_label"] if label is not None and label.closes else WEIGHTS["shape"]
    prose = min(PROSE_CAP, PROSE_PER_WORD * words)
    if ended and words >= 6:
        return prose
    if ended or (_QUOTE_LED.match(text) and words >= 4):
        return WEIGHTS["short_sentence"]
    if words >= 22:
        return prose * 0.8
    if bulleted:
        return WEIGHTS["bulleted"]
    return WEIGHTS["loose_long"] if words >= 9 else WEIGHTS["loose_short"]
