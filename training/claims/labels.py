"""Answers of annotated pages put on words and on the units that the linear reader judges: an actor in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from stateofplay.finding.learned.pairs import CARRIERS
from stateofplay.finding.learned.seats import STATUSES
from stateofplay.finding.learned.view import View

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the answer says: the seats of an actor in a sentence."""

    seats: dict[tuple[int, int], set[int]]


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote of the raw page stands in the article, spaces aside."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def head_of(view: View, words: range) -> int | None:
    """The word of a phrase that hangs outside of it, one that can head an issue if there is any."""
    able = [w for w in words if view.classes[w] in CARRIERS]
    tops = [w for w in able if view.head[w] == w or view.head[w] not in words]
    return (tops or able or [None])[0]


def labels_of(record: Record, names: Any) -> Labels:
    """Put a page's answer on its sentences; `names` resolves the page's actors to annotated ones, as the scorer does."""
    view, text, answer = record["view"], record["text"], record["answer"]
    whose: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(record["reading"]["actors"]):
        whose[names.of(actor["name"])].append(number)
    seats: dict[tuple[int, int], set[int]] = defaultdict(set)
    for seat in answer["attendance"]:
        if at := locate(text, seat["evidence"]):
            for sentence in {view.sentence[w] for w in view.words_in(*at)}:
                for actor in whose.get(seat["who"], ()):
                    seats[sentence, actor].add(STATUSES.index(seat["status"]))
    return Labels(seats=seats)
