"""Training passages: runs of sentences as a page would show them, with answers for every head of the network."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace

from treebank import Sentence
from variety import swap_names

from stateofplay.language.syntax.lemmas import edit_of
from stateofplay.language.syntax.wordpieces import PieceNumbers, shape_of

IGNORE = -100
NAME_KINDS = ("PERSON", "ORG", "LOC", "NORP")
NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in NAME_KINDS for place in "BIES"))
CURLY = {"'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'m": "’m", "'d": "’d", "'": "’"}
STRAIGHT = {curly: straight for straight, curly in CURLY.items()} | {"“": '"', "”": '"', "‘": "'"}


@dataclass(slots=True)
class Inventory:
    """The answers that each head can give, most frequent first."""

    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    rels: list[str]

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Inventory:
        edits = Counter(edit_of(w, lemma) for s in sentences for w, lemma in zip(s.forms, s.lemmas, strict=True))
        feats = Counter(f for s in sentences for f in s.feats)
        return cls(
            upos=[tag for tag, _ in Counter(t for s in sentences for t in s.upos).most_common()],
            feats=[f for f, count in feats.most_common() if count >= 3],
            lemmas=[edit for edit, count in edits.most_common() if count >= 3],
            rels=[rel for rel, _ in Counter(r for s in sentences for r in s.rels).most_common()],
        )


def lexicon_of(sentences: list[Sentence], pieces: list[str]) -> PieceNumbers:
    """Pieces of the pretrained vocabulary that English news can use; shapes and endings seen often enough."""
    shapes = Counter(shape_of(w) for s in sentences for w in s.forms)
    endings = Counter(w[-3:].lower() for s in sentences for w in s.forms)
    return PieceNumbers(
        pieces=tuple(pieces),
        shapes=("", *(shape for shape, count in shapes.most_common() if count >= 8)),
        endings=("", *(ending for ending, count in endings.most_common() if count >= 12)),
    )


@dataclass(slots=True)
class Passage:
    """A run of sentences; ``heads`` count words from 1, 0 is the root, and missing answers are ``IGNORE``."""

    forms: list[str]
    spaces: list[bool]
    upos: list[int]
    feats: list[int]
    lemmas: list[int]
    rels: list[int]
    heads: list[int]
    sentence: list[int]
    starts: list[int]
    names: list[int]

    def __len__(self) -> int:
        return len(self.forms)


def passages(
    documents: list[list[Sentence]], inventory: Inventory, rng: random.Random, limit: int = 110
) -> list[Passage]:
    """Cut each document anew into passages of one to six sentences, a third of the time at its paragraphs."""
    result = []
    for document in documents:
        index = 0
        while index < len(document):
            size = rng.choice((1, 1, 2, 3, 4, 6))
            group = [document[index]]
            at_paragraphs = rng.random() < 0.35
            while len(group) < size and index + len(group) < len(document):
                following = document[index + len(group)]
                if sum(len(s.forms) for s in group) + len(following.forms) > limit:
                    break
                if at_paragraphs and following.paragraph:
                    break
                group.append(following)
            index += len(group)
            result.append(encode([vary(swap_names(s, rng), rng, last=s is group[-1]) for s in group], inventory))
    return result


def vary(sentence: Sentence, rng: random.Random, *, last: bool) -> Sentence:
    """The sentence as another page might print it: curly marks, capitals, a heading without its final stop."""
    draw = rng.random()
    forms = sentence.forms
    if draw < 0.25:
        forms = [CURLY.get(w, w) for w in forms]
        opening = True
        for i, w in enumerate(forms):
            if w in ('"', "``", "''"):
                forms[i] = "“" if opening else "”"
                opening = not opening
    elif draw < 0.35:
        forms = [STRAIGHT.get(w, w) for w in forms]
    elif draw < 0.37:
        forms = [w.upper() for w in forms]
    elif draw < 0.40 and sentence.heads:
        forms = [w.capitalize() if tag not in ("ADP", "DET", "CCONJ", "PART") else w
                 for w, tag in zip(forms, sentence.upos, strict=True)]  # fmt: skip
    if forms is not sentence.forms:
        sentence = replace(sentence, forms=forms)
    if (
        last
        and sentence.heads
        and len(forms) > 3
        and sentence.upos[-1] == "PUNCT"
        and forms[-1] in ".!?"
        and rng.random() < 0.06
    ):
        if len(forms) - 1 not in [head for i, head in enumerate(sentence.heads[:-1])]:
            fields = ("forms", "lemmas", "upos", "feats", "heads", "rels", "spaces", "entities")
            sentence = replace(sentence, **{name: getattr(sentence, name)[:-1] for name in fields})
    return sentence


def encode(group: list[Sentence], inventory: Inventory) -> Passage:
    upos = {tag: i for i, tag in enumerate(inventory.upos)}
    feats = {tag: i for i, tag in enumerate(inventory.feats)}
    edits = {tag: i for i, tag in enumerate(inventory.lemmas)}
    rels = {tag: i for i, tag in enumerate(inventory.rels)}
    tags = {tag: i for i, tag in enumerate(NAME_TAGS)}
    out = Passage([], [], [], [], [], [], [], [], [], [])
    for number, s in enumerate(group):
        base = len(out.forms)
        parsed = bool(s.heads)
        size = len(s.forms)
        out.forms += s.forms
        out.spaces += s.spaces
        out.upos += [upos.get(t, IGNORE) for t in s.upos] if parsed else [IGNORE] * size
        out.feats += [feats.get(f, IGNORE) for f in s.feats] if parsed else [IGNORE] * size
        scripts = (
            [edits.get(edit_of(w, lemma), IGNORE) for w, lemma in zip(s.forms, s.lemmas, strict=True)] if parsed else []
        )
        out.lemmas += scripts or [IGNORE] * size
        out.rels += [rels[r] for r in s.rels] if parsed else [IGNORE] * size
        out.heads += [0 if h == i else base + h + 1 for i, h in enumerate(s.heads)] if parsed else [IGNORE] * size
        out.sentence += [number] * size
        out.starts += [1] + [0] * (size - 1) if parsed else [IGNORE] * size
        out.names += _name_tags(s, size, tags)
    return out


def _name_tags(sentence: Sentence, size: int, tags: dict[str, int]) -> list[int]:
    if sentence.names is None:
        return [IGNORE] * size
    answer = [0] * size
    for start, end, kind in sentence.names:
        if end > size or kind not in NAME_KINDS:
            continue
        for i in range(start, end):
            place = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
            answer[i] = tags[f"{place}-{kind}"]
    return answer
