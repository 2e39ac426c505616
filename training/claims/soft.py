"""What a taller network thinks of each window, kept and learned."""

from __future__ import annotations

import pickle
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.graph import SPANS, Network
from training.claims.windows import Pages, Record, prepared, sentence_of

WEIGHTS = {"side": 1.0, "any": 0.6, "types": 0.3, "events": 1.0, "spans": 0.1, "soft": 1.0, "states": 60.0, "said": 1.0,
           "says": 0.6, "seats": 1.0}  # fmt: skip
CHOICES, CHANCES = ("side", "any"), ("events", "types", "said", "says", "seats")
"""Scores that are one of several, and scores each of which is a chance of its own."""
LIKELY = 0.3


@torch.no_grad()
def soften(networks: list[Network], pages: Pages) -> None:
    """Keep what taller networks, which also read the teacher's states, think of each window, in the mean."""
    for network in networks:
        network.eval()
    for item in (item for items in pages.items.values() for item in items):
        states = torch.cat([item["views"][0], item["states"]], 1).float()[None]
        length = torch.tensor([item["last"] - item["first"]])
        seen = [network.encode(states, item["features"][None], length)[0] for network in networks]
        item["soft"] = chances_of(networks, seen, item)


def recall(folder: Path, pages: Pages) -> None:
    """Put with each window what `training.claims.told` kept of it; a page of which it kept nothing has its answers alone."""
    for key, items in pages.items.items():
        path = folder / f"{key}.pickle"
        for item, kept in zip(items, pickle.loads(path.read_bytes()) if path.exists() else (), strict=False):
            item |= kept


def chances_of(networks: list[Network], seen: list[Tensor], item: Record) -> Record:
    """What networks think of a window, in the mean, by the vectors of its words that each has seen; who comes is asked of the
    first alone."""
    scores = [n.score(x, prepared(item, True)) for n, x in zip(networks, seen, strict=True)]
    soft = {name: _mean([s[name].softmax(-1) for s in scores]).half() for name in CHOICES}
    soft |= {name: _mean([s[name].sigmoid() for s in scores]).half() for name in CHANCES}
    soft["seats"] = scores[0]["seats"].sigmoid().half()
    spans = []
    for name, *likely in zip(SPANS, *map(heads_of, scores), strict=True):
        for row in (_mean(likely) > LIKELY).nonzero()[:, 0].tolist():
            word, first, last = sentence_of(item, row)
            told = [n.span(x, word, first, last, name).sigmoid() for n, x in zip(networks, seen, strict=True)]
            spans.append((name, row, _mean(told).half()))
    return soft | {"spans": spans}


def _mean(some: list[Tensor]) -> Tensor:
    return torch.stack(some).mean(0)


def heads_of(scores: dict[str, Tensor]) -> list[Tensor]:
    """How likely each word heads each of `SPANS`."""
    return [1 - scores["any"].softmax(-1)[:, 0], scores["says"].sigmoid()]


def soft_losses(
    network: Network, tell: nn.Linear, x: Tensor, scores: dict[str, Tensor], item: Record
) -> dict[str, Tensor]:
    """Sums of losses against what the taller network thinks; what the words `x` become is to tell its states."""
    soft, total = item["soft"], torch.zeros(())
    for name in CHOICES:
        total = total - WEIGHTS[name] * (soft[name].float() * scores[name].log_softmax(-1)).sum()
    for name in CHANCES:
        truth = soft[name].float()
        said = functional.binary_cross_entropy_with_logits(scores[name], truth, reduction="sum")
        total = total + WEIGHTS[name] * said
    for name, row, truth in soft["spans"]:
        word, first, last = sentence_of(item, row)
        said = network.span(x, word, first, last, name)
        total = total + 0.1 * functional.binary_cross_entropy_with_logits(said, truth.float(), reduction="sum")
    size = item["last"] - item["first"]
    near = functional.cosine_similarity(tell(x[:size]), item["states"].float(), dim=-1)
    return {"soft": total, "states": (1 - near).mean()}
