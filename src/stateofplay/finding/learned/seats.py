"""Features of a seat: an actor in a sentence that may say whether it comes to a meeting."""

from __future__ import annotations

from collections import Counter

from stateofplay.finding.learned.mentions import features_of_mention, features_of_neighbours
from stateofplay.finding.learned.view import View

STATUSES = ("attends", "absent", "conditional", "undecided")
_CROWD = 6

Unit = tuple[int, int]
"""(sentence, actor by number)."""


def units(view: View, meetings: frozenset[int]) -> dict[Unit, set[str]]:
    """Features of each actor mentioned in each sentence; `meetings` are the sentences on which meetings rest."""
    out: dict[Unit, set[str]] = {}
    crowd = Counter(view.sentence[m.head] for m in view.mentions)
    lemmas = {s: {view.lemma(w) for w in range(*view.sentences[s])} for s in crowd}
    told: dict[tuple[int, str], frozenset[str]] = {}
    for mention in view.mentions:
        sentence = view.sentence[mention.head]
        near = "in" if sentence in meetings else "by" if {sentence - 1, sentence + 1} & meetings else "far"
        place = (sentence, view.relations[mention.head])
        if place not in told:
            told[place] = features_of_neighbours(lemmas[sentence], place[1])
        found = features_of_mention(view, mention, told[place])
        found |= {f"meeting={near}", f"crowd={min(crowd[sentence], _CROWD)}"}
        for actor in mention.actors:
            out.setdefault((sentence, actor), {f"kind={view.kinds[actor]}"}).update(found)
    return out
