"""Read CoNLL-U treebanks and name annotations into plain records that both training and evaluation use."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Sentence:
    """One sentence of a treebank; ``heads`` are indices into the sentence, a root points at itself."""

    id: str
    forms: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    paragraph: bool = False
    names: list[tuple[int, int, str]] | None = None

    @property
    def text(self) -> str:
        return "".join(w + (" " if s else "") for w, s in zip(self.forms, self.spaces, strict=True)).rstrip()


def _open(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def read_conllu(path: Path) -> list[list[Sentence]]:
    """Documents of a CoNLL-U file (plain or xz), each a list of sentences with at least one word."""
    documents: list[list[Sentence]] = []
    sentence = Sentence("")
    paragraph = False
    parts: tuple[int, bool] | None = None
    for line in _open(path):
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# sent_id"):
            sentence = Sentence(line.split("=", 1)[1].strip())
        elif line and not line.startswith("#"):
            parts = _add_word(sentence, line.split("\t"), parts)
        elif not line and sentence.forms:
            sentence.paragraph, paragraph = paragraph, False
            documents[-1].append(sentence)
            sentence = Sentence("")
    return [d for d in documents if d]


def _add_word(sentence: Sentence, columns: list[str], parts: tuple[int, bool] | None) -> tuple[int, bool] | None:
    """Append one row; ``parts`` is the last word of a contraction and whether a space follows the whole."""
    number, form, lemma, upos, _, feats, head, rel, _, misc = columns
    space = "SpaceAfter=No" not in misc
    if "-" in number:
        return int(number.split("-")[1]), space
    if "." in number:
        return parts
    if parts is not None:
        space = parts[1] if int(number) == parts[0] else False
        if int(number) == parts[0]:
            parts = None
    index = len(sentence.forms)
    sentence.forms.append(form)
    sentence.lemmas.append(lemma)
    sentence.upos.append(upos)
    sentence.feats.append("" if feats == "_" else feats)
    sentence.heads.append(int(head) - 1 if head != "0" else index)
    sentence.rels.append(rel if head != "0" else "root")
    sentence.spaces.append(space)
    entity = [part[7:] for part in misc.split("|") if part.startswith("Entity=")]
    sentence.entities.append(entity[0] if entity else "")
    return parts


NAME_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_names(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Names of a Universal NER file: sentence id to (first word, one past the last, label)."""
    names: dict[str, list[tuple[int, int, str]]] = {}
    spans: list[tuple[int, int, str]] = []
    index = 0
    for line in _open(path):
        if line.startswith("# sent_id"):
            spans = names.setdefault(line.split("=", 1)[1].strip(), [])
            index = 0
        elif line and not line.startswith("#"):
            tag = line.split("\t")[2]
            kind = NAME_LABELS.get(tag[2:])
            if kind and tag[0] == "I" and spans and spans[-1][1:] == (index, kind):
                spans[-1] = (spans[-1][0], index + 1, kind)
            elif kind:
                spans.append((index, index + 1, kind))
            index += 1
    return names
