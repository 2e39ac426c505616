"""Which text trains, which text is held out: the one place that decides."""

from __future__ import annotations

import json
import re
from pathlib import Path

from names import PEOPLES, gum_names, re3d_documents
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab
from treebank import Sentence, read_conllu, read_names

from stateofplay.language.for_spacy.component import build_tokenizer

HELD_OUT = 3
"""Every third re3d document, by the order of its folders, only tests."""


def parsed(data: Path, names: Path | None) -> list[list[Sentence]]:
    """EWT and GUM training documents; EWT sentences carry names where a UNER training file is at hand."""
    ewt, gum = read_conllu(data / "ewt-train.conllu.xz"), read_conllu(data / "gum-train.conllu.xz")
    path = names / "en_ewt-ud-train.iob2" if names else None
    known = read_names(path) if path and path.exists() else {}
    for sentence in (s for document in ewt for s in document):
        found = known.get(sentence.id)
        sentence.names = None if found is None else with_groups(sentence.forms, found)
    for sentence in (s for document in gum for s in document):
        sentence.names = with_groups(sentence.forms, gum_names(sentence))
    return ewt + gum


def with_groups(forms: list[str], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans and, outside them, each word for a people or faith as NORP."""
    inside = {i for start, end, _ in spans for i in range(start, end)}
    return [*spans, *((i, i + 1, "NORP") for i, form in enumerate(forms) if form in PEOPLES and i not in inside)]


def dev(data: Path) -> dict[str, list[list[Sentence]]]:
    """EWT dev with the names of Universal NER, GUM dev with names cut from its mentions; no NORP here."""
    known = read_names(data / "en_ewt-ud-dev.iob2")
    ewt, gum = read_conllu(data / "ewt-dev.conllu.xz"), read_conllu(data / "gum-dev.conllu.xz")
    for sentence in (s for document in ewt for s in document):
        sentence.names = known.get(sentence.id)
    for sentence in (s for document in gum for s in document):
        sentence.names = gum_names(sentence)
    return {"ewt": ewt, "gum": gum}


def named(data: Path, names: Path | None) -> list[list[Sentence]]:
    """Text with names but no trees: two thirds of re3d, and wikigold where at hand."""
    tokenizer = build_tokenizer(Vocab())
    documents = [
        _paragraphs(text, spans, tokenizer)
        for number, (_, text, spans) in enumerate(re3d_documents(data / "re3d"))
        if number % HELD_OUT
    ]
    if names and (names / "wikigold.conll.txt").exists():
        documents += read_wikigold(names / "wikigold.conll.txt")
    return [d for d in documents if d]


def _paragraphs(text: str, spans: list[tuple[int, int, str]], tokenizer: Tokenizer) -> list[Sentence]:
    """Lines of a document as unparsed sentences; long lines are cut after a full stop."""
    sentences = []
    for match in re.finditer(r"[^\n]{20,}?(?:(?<=[a-z\d][.!?])[\"”]? +(?=[A-Z])|\n|$)", text):
        doc = tokenizer(match.group().strip())
        offset = match.start() + len(match.group()) - len(match.group().lstrip())
        words = [token for token in doc if not token.is_space]
        forms = [token.text for token in words]
        found = []
        for start, end, kind in spans:
            inside = [i for i, w in enumerate(words) if start - offset <= w.idx and w.idx + len(w) <= end - offset]
            if inside:
                found.append((inside[0], inside[-1] + 1, kind))
        if forms:
            names = with_groups(forms, found)
            sentences.append(Sentence("", forms=forms, spaces=[bool(w.whitespace_) for w in words], names=names))
    return sentences


CLOSING = frozenset([".", ",", ";", ":", "!", "?", ")", "%", "'", "'s"])
WIKIGOLD_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_wikigold(path: Path) -> list[list[Sentence]]:
    """Sentences of wikigold; its text has no spacing, so words stand apart except before closing marks."""
    documents: list[list[Sentence]] = [[]]
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line and not line.startswith("-DOCSTART-"):
            rows.append(line.rsplit(" ", 1))
            continue
        if rows:
            spans: list[tuple[int, int, str]] = []
            for i, (_, tag) in enumerate(rows):
                kind = WIKIGOLD_LABELS.get(tag[2:])
                if kind and spans and spans[-1][1:] == (i, kind):
                    spans[-1] = (spans[-1][0], i + 1, kind)
                elif kind:
                    spans.append((i, i + 1, kind))
            forms = [word for word, _ in rows]
            spaces = [
                not (following in CLOSING or word == "(")
                for word, following in zip(forms, [*forms[1:], "."], strict=True)
            ]
            documents[-1].append(Sentence("", forms=forms, spaces=spaces, names=with_groups(forms, spans)))
            rows = []
        if len(documents[-1]) >= 20:
            documents.append([])
    return documents


def vocabulary(minilm: Path) -> dict[str, int]:
    """Pieces of MiniLM's vocabulary in Latin letters, digits and marks, with their rows; "[UNK]" comes first."""
    pieces: dict[str, int] = json.loads((minilm / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    wanted = re.compile(r"(##)?([a-z0-9ßæðøđłœþıŋəħʻʼ]+|[!-/:-@\[-`{-~£€¥¢§°±·×–—‘’“”„†•…′″−™©®«»¿¡½¼¾²³])")
    kept = {piece: row for piece, row in pieces.items() if wanted.fullmatch(piece)}
    return {"[UNK]": pieces["[UNK]"]} | kept
