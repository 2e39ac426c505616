"""What a position is about: features of a word that may head the issue, and the phrase around it."""

from __future__ import annotations

from collections.abc import Iterator

from training.claims.stances import SIDES

from stateofplay.finding.learned.view import NEGATIONS, View

CANDIDATES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LEADING = frozenset("case mark cc punct det nsubj aux cop advmod expl discourse".split())
_CLAUSES = frozenset("acl:relcl parataxis appos advcl advcl:relcl conj punct cc".split())
_GRAMMAR = frozenset("case mark det punct cc".split())
_AROUND = frozenset({"aux", "case", "mark", "advmod", "cop", "det"})
_LONGEST_HALF = 14
_FAR = 3


def candidates(view: View, sentence: int) -> list[int]:
    """Words of a sentence that may head an issue."""
    return [w for w in range(*view.sentences[sentence]) if view.classes[w] in CANDIDATES]


def features_of_word(view: View, word: int, actor: int, side: int) -> set[str]:
    """Features of a word as the head of what an actor wants or refuses."""
    above, top = view.head[word], view.head[view.head[word]]
    out = {
        f"class={view.classes[word]}",
        f"as={view.relations[word]}",
        f"word={view.lemma(word)}",
        f"as={view.relations[word]}|{view.lemma(above)}",
        f"as={view.relation(word)}>{view.relation(above)}|{view.lemma(top)}",
        f"above={view.lemma(above)}|{SIDES[side]}",
        f"above={view.classes[above]}",
    }
    for name, place in (("word", word), ("above", above), ("top", top)):
        for child in view.children[place]:
            if child != word and view.relation(child) in _AROUND:
                out.add(f"{name}.{view.relation(child)}={view.lemma(child)}")
            if view.lemma(child) in NEGATIONS:
                out.add(f"{name}.not|{SIDES[side]}")
    out.update(_place(view, word, actor))
    return out


def _place(view: View, word: int, actor: int) -> Iterator[str]:
    """Where the word stands to the actor: in the parse, in the sentence, in what the actor says."""
    if any(s.speaker == actor and word in s.words for s in view.sayings):
        yield "in.saying"
    sentence = view.sentence[word]
    heads = [m.head for m in view.mentions if actor in m.actors and view.sentence[m.head] == sentence]
    if not heads:
        yield "actor=elsewhere"
        return
    if word in heads:
        yield "actor=itself"
    nearest = min(heads, key=lambda h: abs(h - word))
    yield "actor=before" if nearest < word else "actor=behind"
    up = view.chain(word)
    for level, place in enumerate(up):
        for head in heads:
            if view.head[head] == place and head != word:
                yield f"actor.{view.relations[head]}.{min(level, _FAR)}"
                yield f"actor.{view.relations[head]}.{'>'.join(view.relation(w) for w in up[:level][:_FAR])}"
    yield f"depth={len(up)}"


def phrase_of(view: View, head: int) -> tuple[int, int]:
    """Words (end exclusive) of the phrase of a head: what hangs on it, without grammar in front and clauses behind."""
    inside = {head}
    stack = [c for c in view.children[head] if view.relations[c] not in _CLAUSES and view.relation(c) not in _LEADING]
    while stack:
        word = stack.pop()
        inside.add(word)
        stack.extend(c for c in view.children[word] if view.relations[c] not in _CLAUSES)
    first = last = head
    while first - 1 in inside and head - first < _LONGEST_HALF:
        first -= 1
    while last + 1 in inside and last - head < _LONGEST_HALF:
        last += 1
    while first < head and view.relations[first] in _GRAMMAR:
        first += 1
    return first, last + 1
