"""Names from everywhere: put other names in place of those in a training sentence, with the tree kept sound."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from pathlib import Path

from names import PEOPLES
from treebank import Sentence

PARTS = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
GIVEN, FAMILY = PARTS["given"].split(), PARTS["family"].split()
ONE_WORD = {
    "LOC": PARTS["places"].split(),
    "ORG": PARTS["bodies"].split(),
    "NORP": [word for word in sorted(PEOPLES) if not word.endswith("s")],
}
RATES = {"PERSON": 0.5, "LOC": 0.35, "ORG": 0.2, "NORP": 0.3}
LINKS = frozenset(["flat", "compound", "punct"])


def swap_names(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with some of its names replaced; itself where none can be."""
    for start, end, kind in sorted(sentence.names or (), reverse=True):
        if rng.random() < RATES[kind] and _replaceable(sentence, start, end, kind):
            name = person(rng, end - start) if kind == "PERSON" else rng.choice(ONE_WORD[kind])
            sentence = _replace(sentence, start, end, kind, [w for part in name.split() for w in re.split("(-)", part)])
    return sentence


def person(rng: random.Random, words: int) -> str:
    """A person's name; one word stays one name part, since most texts then use the family name alone."""
    family = rng.choice(FAMILY)
    if rng.random() < 0.12:
        family = f"{rng.choice(PARTS['particles'])} {family}"
    if words == 1:
        return family
    given = rng.choice(GIVEN)
    if rng.random() < 0.12:
        given = f"{given} {rng.choice(GIVEN)}"
    elif rng.random() < 0.06:
        given = f"{given} {rng.choice('ABCDEFGHJKLMNPRSTVWYZ')}."
    return f"{given} {family}"


def _replaceable(sentence: Sentence, start: int, end: int, kind: str) -> bool:
    if kind == "NORP":
        return end - start == 1 and not sentence.forms[start].endswith("s")
    if kind != "PERSON" and end - start > 1:
        return False
    if not sentence.heads:
        return True
    if any(sentence.upos[i] not in ("PROPN", "PUNCT") or "Number=Plur" in sentence.feats[i] for i in range(start, end)):
        return False
    outward = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i]
    inward = {head for i, head in enumerate(sentence.heads) if not start <= i < end and start <= head < end}
    inside = [sentence.rels[i] in LINKS for i in range(start, end) if i not in outward]
    return len(outward) == 1 and all(inside) and inward <= {outward[0]}


def _replace(sentence: Sentence, start: int, end: int, kind: str, forms: list[str]) -> Sentence:
    shift = len(forms) - (end - start)
    spaces = [not (i + 1 < len(forms) and "-" in forms[i : i + 2]) for i in range(len(forms))]
    spaces[-1] = sentence.spaces[end - 1]
    names = [
        (a, b, label) if b <= start else (start, end + shift, kind) if a == start else (a + shift, b + shift, label)
        for a, b, label in sentence.names or ()
    ]
    changed = {"forms": _spliced(sentence.forms, start, end, forms), "names": names}
    changed["spaces"] = _spliced(sentence.spaces, start, end, spaces)
    if not sentence.heads:
        return replace(sentence, **changed)

    def moved(head: int) -> int:
        return head if head < start else start if head < end else head + shift

    top = next(i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i)
    heads = [moved(head) for head in sentence.heads[:start]]
    heads.append(start if sentence.heads[top] == top else moved(sentence.heads[top]))
    heads += [start + i + 1 if forms[i] == "-" else start for i in range(1, len(forms))]
    heads += [moved(head) for head in sentence.heads[end:]]
    punct = [form == "-" for form in forms]
    linked = "flat" if kind == "PERSON" else "compound"
    upos = sentence.upos[top]
    changed |= {
        "heads": heads,
        "rels": _spliced(
            sentence.rels, start, end, [sentence.rels[top], *("punct" if mark else linked for mark in punct[1:])]
        ),
        "lemmas": _spliced(sentence.lemmas, start, end, list(forms)),
        "upos": _spliced(sentence.upos, start, end, ["PUNCT" if mark else upos for mark in punct]),
        "feats": _spliced(sentence.feats, start, end, ["" if mark else sentence.feats[top] for mark in punct]),
        "entities": _spliced(sentence.entities, start, end, [""] * len(forms)),
    }
    return replace(sentence, **changed)


def _spliced(values: list, start: int, end: int, new: list) -> list:  # type: ignore[type-arg]
    return values[:start] + new + values[end:]
