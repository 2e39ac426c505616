"""Which runs of a page's lines are the article: sums of weights, and what later or earlier runs share with the heaviest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.pages.plain.weighing import Line

SEEN = 8.0
"""Weight of prose after which an article counts as seen."""

DISCOUNT = {"comments": 0.15, "headline_list": 0.5}
"""What prose behind such a label is still worth once an article has been seen."""

ROW = 0.3
"""What each further line in a row of clear clutter costs of its weight."""

LONE = 0.4
"""What a single line of clear clutter between two sentences costs of its weight."""

MIN_SHARED = {"before": 0.4, "after": 0.6}
"""A further run belongs to the article where it shares so much of its topic words with the heaviest one."""

MIN_FURTHER = 6.0
"""Weight below which a further run is a teaser or a caption: about two paragraphs."""

_COMMENTER = re.compile(
    r"^\W*(?:\d+\.?\s*)?\S.{0,60}\b(?:says|said|writes|wrote|schrieb|dice|ha scritto|пише|пишет)\s*:$"
)


def find_run(weights: Sequence[float]) -> tuple[int, int]:
    """Return start and end (exclusive) of the run with the largest sum; ``(0, 0)`` where every weight is negative.

    Linear in the number of lines.

    Examples
    --------
    >>> find_run([-1, 2, -1, 3, -4, 1])
    (1, 4)
    """
    best, best_span, total, start = 0.0, (0, 0), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_span = total, (start, index + 1)
    return best_span


def find_parts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the runs of lines that make up the article, in the page's order.

    The heaviest run is the core. Long menus or galleries can part an article; runs on either side join the core where
    they speak of the same things.
    """
    name_commenters(lines)
    weights = discount(lines)
    core = find_run(weights)
    if core == (0, 0):
        return []
    parts = [core]
    topic = _collect_topic(lines, core)
    sides = [("before", 0, core[0]), ("after", core[1], len(lines))]
    while sides and len(parts) < 6:
        side, low, high = sides.pop()
        start, end = find_run(weights[low:high])
        start, end = start + low, end + low
        if end <= start or sum(weights[start:end]) < MIN_FURTHER:
            continue
        found = _collect_topic(lines, (start, end))
        if found and len(found & topic) / len(found) >= MIN_SHARED[side]:
            parts.append((start, end))
            sides += [("before", low, start)] if side == "before" else [("after", end, high)]
        sides += [(side, end, high)] if side == "before" else [(side, low, start)]
    return sorted(parts)


def _collect_topic(lines: Sequence[Line], span: tuple[int, int]) -> frozenset[str]:
    return frozenset().union(*(line.topic for line in lines[span[0] : span[1]] if line.reason is None))


def name_commenters(lines: Sequence[Line]) -> None:
    """Three lines of the kind "Reader on 4 May at 9:00 said:" make a comment section; one or two are the article's."""
    found = [line for line in lines if line.words <= 14 and _COMMENTER.match(line.text)]
    if len(found) >= 3:
        for line in found:
            line.reason, line.weight = "comments", -1.6


def discount(lines: Sequence[Line]) -> list[float]:
    """Weights as step 3 sees them: prose behind comments or other headlines counts less once an article was seen."""
    out: list[float] = []
    seen, factor, row = 0.0, 1.0, False
    for index, line in enumerate(lines):
        closes = line.reason in DISCOUNT and (
            line.reason == "comments" or (line.label is not None and line.label.closes)
        )
        if closes and seen >= SEEN and line.reason is not None:
            factor = min(factor, DISCOUNT[line.reason])
        if line.weight > 0:
            seen += line.weight
            out.append(line.weight * factor)
        else:
            # Clutter comes in rows (share, tweet, print); a row says little more than its first line, and a lone promo
            # or credit between two paragraphs says little at all.
            lone = line.reason is not None and not row and _is_between_prose(lines, index)
            out.append(line.weight * (LONE if lone else ROW if line.reason is not None and row else 1.0))
        row = line.reason is not None
    return out


def _is_between_prose(lines: Sequence[Line], index: int) -> bool:
    return 0 < index < len(lines) - 1 and lines[index - 1].weight > 0 and lines[index + 1].weight > 0.5
