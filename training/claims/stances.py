"""Features of a position: an actor in a sentence that may tell what it wants, offers, refuses or weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stateofplay.finding.learned.mentions import features_of_mention
from stateofplay.finding.learned.view import NEGATIONS, Saying, View

SIDES = ("for", "considers", "against", "threatens")
SIDE_OF = {"supports": 0, "demands": 0, "offers": 0, "proposes": 0, "considers": 1, "opposes": 2, "threatens": 3}
_AROUND = frozenset({"aux", "advmod", "mark"})

Unit = tuple[int, int]
Ruled = tuple[int, int, int]
"""(sentence, holder by number, side) of a position of the rules."""


def units(view: View, ruled: Iterable[Ruled]) -> dict[Unit, set[str]]:
    """Features of each actor that a sentence mentions or quotes; what the rules found there are features as well."""
    out: dict[Unit, set[str]] = {}
    for mention in view.mentions:
        for actor in mention.actors:
            out.setdefault((view.sentence[mention.head], actor), set()).update(
                features_of_mention(view, mention, actor)
            )
    for saying in view.sayings:
        if saying.speaker is not None:
            for sentence in sorted({view.sentence[w] for w in saying.words}):
                out.setdefault((sentence, saying.speaker), set()).update(_said(view, saying, sentence))
    for sentence, holder, side in ruled:
        out.setdefault((sentence, holder), set()).update((f"rule={SIDES[side]}", "rule"))
        for unit, found in out.items():
            if unit[0] == sentence and unit[1] != holder:
                found.add(f"other={SIDES[side]}")
    return out


def _said(view: View, saying: Saying, sentence: int) -> Iterator[str]:
    yield from ("says", f"says={saying.act}", "says.quoted" if saying.direct else "says.reported")
    for word in saying.words:
        if view.sentence[word] != sentence:
            continue
        lemma, above = view.lemma(word), view.lemma(view.head[word])
        yield f"said={lemma}"
        yield f"said={above}>{lemma}"
        if lemma in NEGATIONS:
            yield f"said.not={above}"
        if view.classes[word] in ("VERB", "AUX"):
            yield f"said.verb={lemma}"
            for child in view.children[word]:
                if view.relation(child) in _AROUND:
                    yield f"said.verb={lemma}+{view.lemma(child)}"
