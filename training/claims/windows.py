"""Windows of pages as tensors, and which pages train, choose and test."""

from __future__ import annotations

import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from training.claims.targets import items_of

Record = dict[str, Any]


def split(keys: list[str], fold: int | None) -> dict[str, list[str]]:
    """Keys of pages that test (``train-NNN``, number divisible by five), that choose (remainder `fold`), that train."""
    press = [k for k in keys if k.startswith("train-")]
    test = [k for k in press if int(k[-3:]) % 5 == 0]
    chosen = [k for k in press if int(k[-3:]) % 5 == fold]
    left = {*test, *chosen}
    return {"test": test, "choose": chosen, "train": [k for k in keys if k not in left]}


class Pages:
    """Windows of pages as tensors, made once."""

    def __init__(
        self, records: dict[str, Record], paths: dict[str, int], score: Any, teacher: Path | None, soft: Path | None
    ) -> None:
        self.items: dict[str, list[Record]] = {}
        for key, record in records.items():
            names = score.Names(record["answer"]["actors"], record["reading"]["actors"]) if record["answer"] else None
            views = [record["states"], record["masked"]]
            if teacher is not None:
                told = pickle.loads((teacher / f"{key}.pickle").read_bytes())["teacher"]
                views = [np.concatenate([v, told], 1) for v in views]
            self.items[key] = []
            taught = None
            if soft is not None:
                taught = torch.from_numpy(pickle.loads((soft / f"{key}.pickle").read_bytes())["teacher"])
            for item in items_of(record, paths, names):
                first = item["first"]
                ready = {
                    "words": torch.from_numpy(item["words"] - first), "sentence": torch.from_numpy(item["sentence"].copy()),
                    "heads": torch.from_numpy(np.where(item["heads"] >= 0, item["heads"] - first, -1)),
                    "whose": torch.from_numpy(item["whose"].copy()), "count": len(item["actors"]),
                    "sentences": item["sentences"], "pairs": torch.from_numpy(item["pairs"]),
                    "near": torch.from_numpy(item["near"]), "rows": torch.from_numpy(item["rows"]),
                    "ruled": torch.from_numpy(item["ruled"]),
                    "features": torch.from_numpy(item["features"].copy()), "actors": item["actors"], "core": item["core"],
                    "first": first, "last": item["last"],
                    "views": [torch.from_numpy(v[first : item["last"]].copy()) for v in views],
                }  # fmt: skip
                for name in ("side", "any", "types", "events", "said", "says", "seats"):
                    if name in item:
                        ready[name] = torch.from_numpy(item[name])
                if taught is not None:
                    ready["states"] = taught[first : item["last"]].clone()
                ready["spans"] = item.get("spans", {})
                bounds = [record["view"].sentences[s] for s in item["core"]]
                ready["bounds"] = [(a - first, b - first) for a, b in bounds]
                self.items[key].append(ready)


def batch_of(items: list[Record], rng: random.Random | None) -> tuple[Tensor, Tensor, Tensor]:
    """States, features and lengths; with `rng` four in ten windows have most names hidden."""
    longest = max(i["last"] - i["first"] for i in items)
    width = items[0]["views"][0].shape[1]
    states = torch.zeros(len(items), longest, width)
    features = torch.zeros(len(items), longest, items[0]["features"].shape[1], dtype=torch.long)
    for row, item in enumerate(items):
        size = item["last"] - item["first"]
        item["hidden"] = rng is not None and rng.random() < 0.4
        states[row, :size] = item["views"][int(item["hidden"])].float()
        features[row, :size] = item["features"]
    return states, features, torch.tensor([i["last"] - i["first"] for i in items])


def prepared(item: Record, rules: bool) -> Record:
    """An item with or without what the rules say of it."""
    pairs, ruled = item["pairs"].long(), item["ruled"].long()
    if not rules:
        pairs[..., -1] = 0
        ruled = torch.zeros_like(ruled)
    return {**item, "pairs": pairs, "ruled": ruled}


def sentence_of(item: Record, row: int) -> tuple[int, int, int]:
    """A carrier's word, and where its sentence begins and ends in the window."""
    first, last = item["bounds"][int(item["sentence"][row])]
    return int(item["words"][row]), first, min(last, item["last"] - item["first"])
