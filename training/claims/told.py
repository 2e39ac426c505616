"""What a tuned network thinks of many pages, kept to teach a smaller one.

    python -m training.claims.told MPNET TUNED.pt OUT CACHE... --below BELOW

Goes on where it stopped. Of each page it keeps the encoder's states of each word, and of each window the chances
(`training.claims.soft`).
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn
from training.claims.soft import chances_of
from training.claims.train import read_cache
from training.claims.upper import Tuned, look_below
from training.claims.windows import Pages, split

TOGETHER = 4
"""Windows that are read at once."""


def tuned_network(folder: Path, path: Path) -> tuple[Tuned, dict[str, int]]:
    """A network with the upper layers that were trained with it, and its numbers of paths."""
    stored = torch.load(path, weights_only=True)
    settings = json.loads(stored["settings"])
    network = Tuned(folder, settings["layers"])
    network.load_state_dict(stored["network"] | {f"upper.{name}": value for name, value in stored["upper"].items()})
    network.eval()
    for name, part in network.named_modules():
        if name.startswith("upper.") and isinstance(part, nn.Linear | nn.LayerNorm):
            part.bfloat16()
    return network, settings["paths"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mpnet", type=Path)
    parser.add_argument("tuned", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("cache", type=Path, nargs="+", help="of annotated pages those that train are read")
    parser.add_argument("--fold", type=int, default=1, help="remainder by five of the numbers that choose; -1 for none")
    parser.add_argument("--below", type=Path, required=True, help="what the lower layers told (training.claims.below)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    network, paths = tuned_network(options.mpnet, options.tuned)
    begin, words = time.time(), 0
    for folder in options.cache:
        records = read_cache(folder)
        for number, key in enumerate(split(list(records), options.fold)["train"]):
            record = records[key]
            target = options.out / f"{key}.pickle"
            if target.exists() or not (options.below / f"{key}.pt").exists():
                continue
            pages = Pages({key: record | {"answer": None}}, paths, None, None, None)
            look_below(pages, options.below)
            items, kept = pages.items[key], list[dict[str, Any]]()
            with torch.no_grad():
                for at in range(0, len(items), TOGETHER):
                    group = items[at : at + TOGETHER]
                    vectors = network.read(group, None)
                    for x, item, states in zip(vectors, group, network.word_states, strict=True):
                        first, soft = item["first"], chances_of([network], [x], item)
                        told = states[: item["last"] - first].half().clone()
                        kept.append({"first": first, "soft": soft, "states": told})
            partial = target.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(kept))
            partial.rename(target)
            words += len(record["view"].words)
            if number % 20 == 0:
                print(key, words, f"{(time.time() - begin) / 60:.1f}m", flush=True)


if __name__ == "__main__":
    main()
