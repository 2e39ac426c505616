"""Features of a mention: what it is, what it hangs on, and how the clause above it is modal, negated and completed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from stateofplay.finding.learned.view import NEGATIONS, SeenMention, View

_AROUND_VERB = frozenset({"aux", "cop", "mark", "advmod", "xcomp", "obl", "obj"})
NEAR = "near="
"""How the name of a feature begins that a neighbour gives; one that its relation gives too ends in ``|RELATION``."""
_FIRST, _EARLY = 2, 6


def features_of_neighbours(lemmas: Collection[str], relation: str) -> frozenset[str]:
    """Features that all mentions of one relation in a sentence share: its lemmas, by themselves and with the relation."""
    return frozenset([told for lemma in lemmas for told in (f"{NEAR}{lemma}", f"{NEAR}{lemma}|{relation}")])


def features_of_mention(view: View, mention: SeenMention) -> set[str]:
    """Features of one mention but for those of its neighbours, as strings. It serves training and reading alike."""
    word = mention.head
    out = {f"mention={mention.kind}"}
    out.update(_above(view, word))
    out.update([f"child={view.bare_relations[c]}|{view.common_lemmas[c]}" for c in view.children[word]])
    sentence = view.sentence[word]
    out.add("first" if sentence < _FIRST else "early" if sentence < _EARLY else "late")
    for saying in view.sayings:
        if word in saying.words:
            out.add("quoted" if saying.direct else "reported")
    return out


def _above(view: View, word: int) -> Iterator[str]:
    lemmas, bare = view.common_lemmas, view.bare_relations
    up = view.chain(word)
    for level, above in enumerate(up):
        lemma = lemmas[above]
        if level:
            yield f"up{min(level, 3)}={lemma}"
            yield f"up={lemma}"
        if level == 1:
            yield f"as={view.relations[word]}|{lemma}"
        if level == 2:
            yield f"as={view.relations[word]}>{bare[up[1]]}|{lemma}"
        if view.classes[above] in ("VERB", "AUX") or bare[above] == "root":
            path = ">".join([bare[w] for w in up[:level]])
            yield f"path={path}|{lemma}"
            yield f"path={path}"
            yield from _clause(view, above)
            if view.head[above] != above:
                yield f"under={bare[above]}|{lemmas[view.head[above]]}"
            return


def _clause(view: View, verb: int) -> Iterator[str]:
    lemmas, bare = view.common_lemmas, view.bare_relations
    lemma = lemmas[verb]
    for child in view.children[verb]:
        relation, own = bare[child], lemmas[child]
        if relation in _AROUND_VERB:
            yield f"verb.{relation}={own}"
            yield f"{lemma}.{relation}={own}"
        if own in NEGATIONS:
            yield "verb.not"
            yield f"{lemma}.not"
        if relation == "obl":
            yield f"obl={own}"
            yield from [f"{lemma}.{lemmas[c]}={own}" for c in view.children[child] if bare[c] == "case"]
