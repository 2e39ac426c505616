"""Measure a pipeline on the held-out treebanks: ``python training/evaluate.py TREEBANKS [--pipeline NAME]``.

Words are the treebank's own except in the rows on words and names of re3d, which start from raw text. A row "own
sentences" reads each document as one text, with a line break where the treebank marks a paragraph; "no breaks" without any.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from names import re3d_documents
from sources import HELD_OUT
from spacy.language import Language
from spacy.tokens import Doc
from treebank import Sentence, read_conllu, read_names

from stateofplay.language.pipeline import load

TESTS = {"EWT test": "ewt-test", "GUM test": "gum-test", "PUD": "pud-test"}


def read_words(nlp: Language, sentences: list[Sentence], *, breaks: bool) -> tuple[Doc, list[int]]:
    """Parse the treebank's words; returns the document and where in it each word is."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    for number, sentence in enumerate(sentences):
        if breaks and sentence.paragraph and number:
            words.append("\n")
            spaces.append(False)
        places.extend(range(len(words), len(words) + len(sentence.forms)))
        words += sentence.forms
        spaces += sentence.spaces
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc, places


def count_words(doc: Doc, places: list[int], sentences: list[Sentence]) -> Counter[str]:
    """Hits of each kind over the words of a document."""
    hits: Counter[str] = Counter()
    where = {place: i for i, place in enumerate(places)}
    base = 0
    for sentence in sentences:
        for i, head in enumerate(sentence.heads):
            word = doc[places[base + i]]
            attached = where.get(word.head.i) == base + head
            relation = sentence.rels[i]
            hits["words"] += 1
            hits["UPOS"] += word.pos_ == sentence.upos[i]
            hits["feats"] += str(word.morph) == sentence.feats[i]
            hits["lemma"] += word.lemma_ == sentence.lemmas[i]
            hits["UAS"] += attached
            hits["LAS"] += attached and word.dep_ == relation
        base += len(sentence.forms)
    return hits


def sentence_starts(doc: Doc, places: list[int], sentences: list[Sentence]) -> tuple[int, int, int]:
    """(right, found, gold) sentences; a sentence is right when both its ends are."""
    where = {place: i for i, place in enumerate(places)}
    found = set()
    for span in doc.sents:
        own = [where[word.i] for word in span if word.i in where]
        if own:
            found.add((own[0], own[-1]))
    gold = set()
    base = 0
    for sentence in sentences:
        gold.add((base, base + len(sentence.forms) - 1))
        base += len(sentence.forms)
    return len(found & gold), len(found), len(gold)


def f1(right: int, found: int, gold: int) -> float:
    return 200 * right / max(found + gold, 1)


def measure_syntax(nlp: Language, documents: list[list[Sentence]], limit: int | None = None) -> dict[str, float]:
    """All syntax rows of one test set, in percent."""
    documents = documents[:limit]
    alone, running = Counter[str](), Counter[str]()
    ends = {True: [0, 0, 0], False: [0, 0, 0]}
    for document in documents:
        for sentence in document:
            doc, places = read_words(nlp, [sentence], breaks=False)
            alone += count_words(doc, places, [sentence])
        for breaks in (True, False):
            doc, places = read_words(nlp, document, breaks=breaks)
            for i, value in enumerate(sentence_starts(doc, places, document)):
                ends[breaks][i] += value
            if breaks:
                running += count_words(doc, places, document)
    rows = {name: 100 * alone[name] / alone["words"] for name in ("UPOS", "feats", "lemma", "UAS", "LAS")}
    rows["LAS own sentences"] = 100 * running["LAS"] / running["words"]
    rows["sentence F1"] = f1(*ends[True])
    rows["sentence F1, no breaks"] = f1(*ends[False])
    return rows


def measure_tokens(nlp: Language, documents: list[list[Sentence]]) -> float:
    """F1 of words cut from the raw text of each sentence."""
    right = found = gold = 0
    for sentence in (s for document in documents for s in document):
        spans, position = set(), 0
        for form, space in zip(sentence.forms, sentence.spaces, strict=True):
            spans.add((position, position + len(form)))
            position += len(form) + space
        own = {(w.idx, w.idx + len(w)) for w in nlp.tokenizer(sentence.text) if not w.is_space}
        right, found, gold = right + len(spans & own), found + len(own), gold + len(spans)
    return f1(right, found, gold)


def measure_names(nlp: Language, data: Path) -> dict[str, tuple[float, float, float]]:
    """(precision, recall, F1) of persons, organisations and places on Universal NER's test part and held-out re3d."""
    kinds = ("PERSON", "ORG", "LOC")
    counts: dict[str, Counter[str]] = {"UNER test": Counter(), "re3d held out": Counter()}
    gold_names = read_names(data / "en_ewt-ud-test.iob2")
    for document in read_conllu(data / "ewt-test.conllu.xz"):
        doc, places = read_words(nlp, document, breaks=True)
        where = {place: i for i, place in enumerate(places)}
        found = {(where[e.start], where[e.end - 1] + 1, e.label_) for e in doc.ents if e.label_ in kinds}
        gold, base = set(), 0
        for sentence in document:
            gold |= {(base + a, base + b, kind) for a, b, kind in gold_names.get(sentence.id, [])}
            base += len(sentence.forms)
        _tally(counts["UNER test"], found, gold)
    for number, (_, text, spans) in enumerate(re3d_documents(data / "re3d")):
        if number % HELD_OUT == 0:
            found = {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents if e.label_ in kinds}
            _tally(counts["re3d held out"], found, set(spans))
    return {name: _rates(count) for name, count in counts.items()}


def _tally(count: Counter[str], found: set[tuple[int, int, str]], gold: set[tuple[int, int, str]]) -> None:
    count.update(right=len(found & gold), found=len(found), gold=len(gold))


def _rates(count: Counter[str]) -> tuple[float, float, float]:
    right, found, gold = count["right"], count["found"], count["gold"]
    return 100 * right / max(found, 1), 100 * right / max(gold, 1), f1(right, found, gold)


def measure_speed(nlp: Language, data: Path) -> float:
    """Words (by blanks) a second of processor time on re3d's documents, best of three."""
    texts = [text for _, text, _ in re3d_documents(data / "re3d")]
    total = sum(len(text.split()) for text in texts)
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            nlp(text)
        best = max(best, total / (time.process_time() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pipeline", default="embedded")
    parser.add_argument("--limit", type=int, default=None, help="that many documents of each set")
    options = parser.parse_args()
    nlp = load(options.pipeline)
    header: list[str] = []
    for title, name in TESTS.items():
        documents = read_conllu(options.data / f"{name}.conllu.xz")
        rows = {"words F1": measure_tokens(nlp, documents)} | measure_syntax(nlp, documents, options.limit)
        if not header:
            header = ["test set", *rows]
            print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
        print(f"| {title} | " + " | ".join(f"{value:.1f}" for value in rows.values()) + " |", flush=True)
    print("\n| names | precision | recall | F1 |\n|---|---|---|---|")
    for title, rates in measure_names(nlp, options.data).items():
        print(f"| {title} | " + " | ".join(f"{rate:.1f}" for rate in rates) + " |", flush=True)
    print(f"\nSpeed: {measure_speed(nlp, options.data):.0f} words a second of processor time on one core.")


if __name__ == "__main__":
    main()
