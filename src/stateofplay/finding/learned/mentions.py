"""Features of a mention: what it is, what it hangs on, and how the clause above it is modal, negated and completed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from stateofplay.finding.learned.view import NEGATIONS, SeenMention, View

_AROUND_VERB = frozenset({"aux", "cop", "mark", "advmod", "xcomp", "obl", "obj"})
_FIRST, _EARLY, _CROWDED = 2, 6, 6


def features_of_neighbours(lemmas: Collection[str], relation: str) -> frozenset[str]:
    """Features that all mentions of one relation in a sentence share: its lemmas, by themselves and with the relation."""
    return frozenset([told for lemma in lemmas for told in (f"near={lemma}", f"near={lemma}|{relation}")])


def features_of_mention(view: View, mention: SeenMention, near: Set[str]) -> set[str]:
    """Features of one mention, as strings; `near` are those of its sentence. It serves training and reading alike."""
    word = mention.head
    out = {f"mention={mention.kind}", *near}
    out.update(_above(view, word))
    out.update(f"child={view.relation(c)}|{view.lemma(c)}" for c in view.children[word])
    sentence = view.sentence[word]
    out.add("first" if sentence < _FIRST else "early" if sentence < _EARLY else "late")
    for saying in view.sayings:
        if word in saying.words:
            out.add("quoted" if saying.direct else "reported")
    return out


def _above(view: View, word: int) -> Iterator[str]:
    up = view.chain(word)
    for level, above in enumerate(up):
        lemma = view.lemma(above)
        if level:
            yield f"up{min(level, 3)}={lemma}"
            yield f"up={lemma}"
        if level == 1:
            yield f"as={view.relations[word]}|{lemma}"
        if level == 2:
            yield f"as={view.relations[word]}>{view.relation(up[1])}|{lemma}"
        if view.classes[above] in ("VERB", "AUX") or view.relation(above) == "root":
            path = ">".join(view.relation(w) for w in up[:level])
            yield f"path={path}|{lemma}"
            yield f"path={path}"
            yield from _clause(view, above)
            if view.head[above] != above:
                yield f"under={view.relation(above)}|{view.lemma(view.head[above])}"
            return


def _clause(view: View, verb: int) -> Iterator[str]:
    lemma = view.lemma(verb)
    for child in view.children[verb]:
        relation, own = view.relation(child), view.lemma(child)
        if relation in _AROUND_VERB:
            yield f"verb.{relation}={own}"
            yield f"{lemma}.{relation}={own}"
        if own in NEGATIONS:
            yield "verb.not"
            yield f"{lemma}.not"
        if relation == "obl":
            yield f"obl={own}"
            yield from (f"{lemma}.{view.lemma(c)}={own}" for c in view.children[child] if view.relation(c) == "case")
