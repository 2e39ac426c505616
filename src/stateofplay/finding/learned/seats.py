"""Features of a seat: an actor in a sentence that may say whether it comes to a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from stateofplay.finding.learned.linear import LinearModel
from stateofplay.finding.learned.mentions import features_of_mention, features_of_neighbours
from stateofplay.finding.learned.view import View

STATUSES = ("attends", "absent", "conditional", "undecided")
_CROWD = 6

Unit = tuple[int, int]
"""(sentence, actor by number)."""


def units(view: View, meetings: frozenset[int]) -> dict[Unit, set[str]]:
    """Features of each actor mentioned in each sentence; `meetings` are the sentences on which meetings rest."""
    out: dict[Unit, set[str]] = {}
    for seen in _looks(view, meetings):
        features = seen.own | features_of_neighbours(seen.lemmas, seen.relation)
        for actor in seen.actors:
            out.setdefault((seen.sentence, actor), {f"kind={view.kinds[actor]}"}).update(features)
    return out


def rows_of_units(view: View, meetings: frozenset[int], model: LinearModel) -> dict[Unit, set[int]]:
    """`units`, each feature as the row that the model has for it; what it never saw is row 0.

    The lemmas of a sentence are most of the features: their rows are looked up by the lemma, without a name for each.
    """
    out: dict[Unit, set[int]] = {}
    alone: dict[int, set[int]] = {}
    beside: dict[tuple[int, str], set[int]] = {}
    for seen in _looks(view, meetings):
        sentence, place = seen.sentence, (seen.sentence, seen.relation)
        if sentence not in alone:
            alone[sentence] = model.neighbours.rows(seen.lemmas)
        if place not in beside:
            beside[place] = model.neighbours.rows(seen.lemmas, seen.relation)
        rows = model.rows_of(seen.own)
        for actor in seen.actors:
            unit = (sentence, actor)
            if unit not in out:
                out[unit] = model.rows_of([f"kind={view.kinds[actor]}"])
            out[unit].update(rows, alone[sentence], beside[place])
    return out


class _Look(NamedTuple):
    """A mention: its sentence, its actors, its relation, the lemmas around it, and what else is told of it."""

    sentence: int
    actors: tuple[int, ...]
    relation: str
    lemmas: frozenset[str]
    own: set[str]


def _looks(view: View, meetings: frozenset[int]) -> Iterator[_Look]:
    crowd = Counter(view.sentence[m.head] for m in view.mentions)
    lemmas = {s: frozenset(view.common_lemmas[slice(*view.sentences[s])]) for s in crowd}
    for mention in view.mentions:
        sentence = view.sentence[mention.head]
        near = "in" if sentence in meetings else "by" if {sentence - 1, sentence + 1} & meetings else "far"
        own = features_of_mention(view, mention)
        own |= {f"meeting={near}", f"crowd={min(crowd[sentence], _CROWD)}"}
        yield _Look(sentence, mention.actors, view.relations[mention.head], lemmas[sentence], own)
