"""Read annotated pages once with the product and keep what training needs: ``python -m training.claims.cache OUT SOURCE...``.

A SOURCE is a folder of ``NNN.txt`` and ``NNN.json`` (answers), or of ``NNN.page`` (own writing), or ``TEXTS:ANNOTATIONS``
(stand-off annotations and the folder of their texts), each with a name before an equals sign: ``train=FOLDER``. Run it
where State of Play is installed; it needs no PyTorch. Pages that are there already are left alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.claims.markup import parse_page
from training.claims.standoff import text_of, unpack

from stateofplay.exchange.reading.contract import to_plain
from stateofplay.finding.assembly import assemble, find
from stateofplay.finding.learned.view import View
from stateofplay.language import understand
from stateofplay.language.pipeline import load
from stateofplay.pages import read_page
from stateofplay.settings import load_settings

Record = dict[str, Any]
LONGEST = 110
NAMES_MASKED, WORDS_MASKED = 0.6, 0.08


def hidden_words(view: View, rng: random.Random) -> list[bool]:
    """Which words are hidden: most names and some others."""
    return [rng.random() < (NAMES_MASKED if name == "PROPN" else WORDS_MASKED) for name in view.classes]


def words_entering(view: View, hidden: Sequence[bool] = ()) -> NDArray[np.float32]:
    """The words of a page as they enter the parser, some of them hidden."""
    syntax = load().get_pipe("syntax").model
    lexicon = syntax.lexicon
    pieces = [[0] if hide else lexicon.split(w) for w, hide in zip_longest(view.words, hidden, fillvalue=False)]
    rows = syntax.encoder.embed(pieces, [*map(lexicon.shape, view.words)], [*map(lexicon.ending, view.words)])
    return syntax.encoder.part(rows, np.append(view.start[1:] > view.end[:-1], False).astype(np.intp))


def states_of(view: View, rng: random.Random) -> Record:
    """The parser's vectors of the words: as they stand, and with most names and some words hidden from it."""
    lengths = [0]
    for first, end in view.sentences:
        if lengths[-1] and lengths[-1] + end - first > LONGEST:
            lengths.append(0)
        while lengths[-1] + end - first > LONGEST:
            lengths[-1] += LONGEST
            first += LONGEST
            lengths.append(0)
        lengths[-1] += end - first
    encoder, sizes = load().get_pipe("syntax").model.encoder, [n for n in lengths if n]
    both = []
    for hidden in ((), hidden_words(view, rng)):
        words, rows, bounds = encoder.place(words_entering(view, hidden), sizes)
        both.append(encoder.layers.run(words, bounds)[rows].astype(np.float16))
    return {"states": both[0], "masked": both[1]}


def sources(place: str) -> Iterator[tuple[str, str, Record | None]]:
    """(number, text, answer) of each page of a source."""
    if ":" in place:
        texts, annotations = map(Path, place.split(":"))
        for path in sorted(annotations.glob("[0-9]*.json")):
            text = text_of(texts, path.stem)
            yield path.stem, text, unpack(json.loads(path.read_text(encoding="utf-8")), text)
        return
    for path in sorted(Path(place).glob("[0-9]*.page")):
        page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
        yield path.stem, page.text, {"published": page.published, **page.answer}
    for path in sorted(Path(place).glob("[0-9]*.txt")):
        answer = path.with_suffix(".json")
        yield path.stem, path.read_text("utf-8"), json.loads(answer.read_text("utf-8")) if answer.exists() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    finders = assemble([n for n in settings.finding.finders if not n.endswith("-learned")])
    for source in options.sources:
        name, _, place = source.partition("=")
        for number, text, answer in sources(place):
            target = options.out / f"{name}-{number}.pickle"
            if target.exists():
                continue
            article = read_page(text.encode("utf-8"), content_type="text/plain", charset="utf-8",
                                published=(answer or {}).get("published"), name=number)  # fmt: skip
            document = understand(article, settings.language)
            reading = find(document, finders)
            record = {"key": f"{name}-{number}", "raw": text, "text": article.text, "answer": answer,
                      "view": View.of(document, reading.statements), "reading": to_plain(reading)}  # fmt: skip
            record |= states_of(record["view"], random.Random(number))
            partial = target.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(record))
            partial.rename(target)
        print(source, len(list(options.out.glob(f"{name}-*.pickle"))), flush=True)


if __name__ == "__main__":
    main()
