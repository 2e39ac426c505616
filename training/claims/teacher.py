"""States of a base-size encoder for each word of many pages.

    python -m training.claims.teacher MPNET OUT CACHE... [--tuned TUNED.pt]

`MPNET` is a folder of all-mpnet-base-v2. Goes on where it stopped. The states teach the reader's own layers
(`training.claims.distil`, `training.claims.train`).
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from stateofplay.finding.learned import pairs
from stateofplay.finding.learned.view import View

LAYERS = (9, 12)


class Teacher:
    """The encoder, its upper layers as `tuned` has them (a file of `training.claims.train --tune`)."""

    def __init__(self, folder: Path, tuned: Path | None = None) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = self.load(folder)
        if tuned is not None:
            upper = torch.load(tuned, weights_only=True)["upper"]
            self.model.encoder.layer[-len({name.split(".")[0] for name in upper}) :].load_state_dict(upper)
        self.model.to(torch.bfloat16)
        self.pieces: dict[str, list[int]] = {}

    @staticmethod
    def load(folder: Path) -> Any:
        """The encoder as it was published."""
        return AutoModel.from_pretrained(folder).eval()

    def split(self, word: str) -> list[int]:
        if word not in self.pieces:
            unknown = self.tokenizer.unk_token_id
            self.pieces[word] = self.tokenizer(word, add_special_tokens=False)["input_ids"][:8] or [unknown]
        return self.pieces[word]

    def pieces_of(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Numbers of a window's pieces, and the word of each, -1 at both ends."""
        numbers, owner = [self.tokenizer.cls_token_id], [-1]
        for n, word in enumerate(words):
            pieces = self.split(word)
            numbers += pieces
            owner += [n] * len(pieces)
        return [*numbers[:510], self.tokenizer.sep_token_id], [*owner[:510], -1]

    @torch.no_grad()
    def states(self, view: View) -> Any:
        """(words, 768): the mean of two layers, each normalised, averaged over a word's pieces."""
        out = np.zeros((len(view.words), self.model.config.hidden_size), dtype=np.float16)
        for window in pairs.windows(view):
            first, end = window.first, window.last
            numbers, owner = self.pieces_of(view.words[first:end])
            hidden = self.model(torch.tensor([numbers]), output_hidden_states=True).hidden_states
            mixed = sum(functional.layer_norm(hidden[n][0].float(), (768,)) for n in LAYERS) / len(LAYERS)
            index = torch.tensor(owner)
            total = torch.zeros(end - first, 768).index_add_(0, index[index >= 0], mixed[index >= 0])
            count = torch.bincount(index[index >= 0], minlength=end - first).clamp(min=1)
            out[first:end] = (total / count[:, None]).numpy().astype(np.float16)
        return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mpnet", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("cache", type=Path, nargs="+")
    parser.add_argument("--tuned", type=Path, help="upper layers trained on the answers")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(options.mpnet, options.tuned)
    begin, words = time.time(), 0
    for number, path in enumerate(p for folder in options.cache for p in sorted(folder.glob("*.pickle"))):
        target = options.out / path.name
        if target.exists():
            continue
        record = pickle.loads(path.read_bytes())
        view = record["view"]
        kept = {"states": record["states"], "teacher": teacher.states(view), "sentences": view.sentences}
        partial = target.with_suffix(".partial")
        partial.write_bytes(pickle.dumps(kept))
        partial.rename(target)
        words += len(view.words)
        if number % 20 == 0:
            print(path.stem, words, f"{(time.time() - begin) / 60:.1f}m", flush=True)


if __name__ == "__main__":
    main()
