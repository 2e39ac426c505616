"""States of a base-size encoder for each word of many pages.

    python -m training.claims.teacher MPNET OUT --cache CACHE --news FILE

`MPNET` is a folder of all-mpnet-base-v2. Pages of the cache come first, then the news stories that speak of politics most.
Goes on where it stopped. The states teach the reader's own layers (`training.claims.distil`).
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from stateofplay.finding.learned.view import View
from stateofplay.language import parse
from stateofplay.pages import read_page

LAYERS = (9, 12)
WINDOW = 160
TOPICAL = re.compile(
    r"\b(talks?|negotiat\w+|minister\w*|government\w*|president|deal|agreement|cease-?fire|truce|sanctions?|summit|union|"
    r"strike|treaty|opposition|envoy|parliament|demand\w*|reject\w*|threat\w*|offer\w*)\b", re.I)  # fmt: skip


def stories(path: Path) -> Iterator[tuple[str, str]]:
    """News stories of middling length, those with most words of politics first."""
    rows = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            if 800 < len(text) < 7000:
                rows.append((-len(TOPICAL.findall(text)) / len(text), number, text))
    for _, number, text in sorted(rows):
        yield f"news-{number:05}", text


class Teacher:
    def __init__(self, folder: Path) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval().to(torch.bfloat16)
        self.pieces: dict[str, list[int]] = {}

    def split(self, word: str) -> list[int]:
        if word not in self.pieces:
            unknown = self.tokenizer.unk_token_id
            self.pieces[word] = self.tokenizer(word, add_special_tokens=False)["input_ids"][:8] or [unknown]
        return self.pieces[word]

    @torch.no_grad()
    def states(self, view: Any) -> Any:
        """(words, 768): the mean of two layers, each normalised, averaged over a word's pieces."""
        out = np.zeros((len(view.words), self.model.config.hidden_size), dtype=np.float16)
        first = 0
        while first < len(view.words):
            inside = [end for begin, end in view.sentences if begin >= first and end - first <= WINDOW]
            end = max(inside, default=min(first + WINDOW, len(view.words)))
            numbers, owner = [self.tokenizer.cls_token_id], [-1]
            for n, word in enumerate(view.words[first:end]):
                pieces = self.split(word)
                numbers += pieces
                owner += [n] * len(pieces)
            numbers, owner = [*numbers[:510], self.tokenizer.sep_token_id], [*owner[:510], -1]
            hidden = self.model(torch.tensor([numbers]), output_hidden_states=True).hidden_states
            mixed = sum(functional.layer_norm(hidden[n][0].float(), (768,)) for n in LAYERS) / len(LAYERS)
            index = torch.tensor(owner)
            total = torch.zeros(end - first, 768).index_add_(0, index[index >= 0], mixed[index >= 0])
            count = torch.bincount(index[index >= 0], minlength=end - first).clamp(min=1)
            out[first:end] = (total / count[:, None]).numpy().astype(np.float16)
            first = end
        return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mpnet", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after that long, to go on later")
    parser.add_argument("--stories", type=int, default=588)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(options.mpnet)
    begin, words = time.time(), 0
    cached = ((p.stem, None) for p in sorted(options.cache.glob("*.pickle")))
    for number, (key, text) in enumerate((*cached, *islice(stories(options.news), options.stories))):
        target = options.out / f"{key}.pickle"
        if target.exists():
            continue
        if text is None:
            record = pickle.loads((options.cache / target.name).read_bytes())
            view, states = record["view"], record["states"]
        else:
            document = parse(read_page(text.encode("utf-8"), content_type="text/plain", charset="utf-8", name=key))
            view = View.of(document, ())
            states = document.doc.source.tensor[list(view.tokens)]
        kept = {"states": states, "teacher": teacher.states(view), "sentences": view.sentences}
        partial = target.with_suffix(".partial")
        partial.write_bytes(pickle.dumps(kept))
        partial.rename(target)
        words += len(view.words)
        spent = (time.time() - begin) / 60
        if number % 20 == 0:
            print(key, words, f"{spent:.1f}m", flush=True)
        if spent > options.minutes:
            break


if __name__ == "__main__":
    main()
