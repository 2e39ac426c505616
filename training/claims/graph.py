"""The network in PyTorch: some layers over the words' vectors, then positions, spans and events as one graph over words.

The forward pass is computed again in NumPy by `stateofplay.finding.learned.graph`; both must change together.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.rest import Rest
from training.claims.windows import batch_of, sentence_of
from training.network import GATE, HEADS, WIDTH, read_safetensors
from training.network import Layer as ParserLayer

from stateofplay.finding.learned.pairs import COLUMNS, WORD
from stateofplay.finding.learned.reader import EVENTS
from stateofplay.finding.learned.seats import STATUSES

HIDDEN, SIDES = 96, 4
SPANS = ("span", "content")
"""Runs of words that a word heads: an issue, and what is said."""
Item = dict[str, Any]


class Layer(ParserLayer):
    """The parser's layer, run in the precision of what it is given; here attention is dropped out too."""

    def __init__(self, inner: int, dropout: float = 0.1) -> None:
        super().__init__(inner, dropout)
        self.drop = Rest(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = linear(x, self.qkv).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = attend(q, k, v, mask).transpose(1, 2).reshape(batch, length, WIDTH)
        x = norm(x + self.drop(linear(mixed, self.out)), self.norm1)
        inner = functional.silu(GATE * linear(x, self.up)) / GATE
        return norm(x + self.drop(linear(inner, self.down)), self.norm2)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention by plain products: on a processor the fused kernel takes several times as long on the way back."""
    return (torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2)) + mask).softmax(-1) @ v


def linear(x: Tensor, layer: nn.Linear) -> Tensor:
    return functional.linear(x, layer.weight.to(x.dtype), layer.bias.to(x.dtype))


def norm(x: Tensor, layer: nn.LayerNorm) -> Tensor:
    return functional.layer_norm(x, layer.normalized_shape, layer.weight.to(x.dtype), layer.bias.to(x.dtype), layer.eps)


class Network(nn.Module):
    """`inputs` is the width of the words' vectors: the parser's, or also a teacher's beside them."""

    waits = False
    """Whether an encoder under it stays as it is."""

    def __init__(self, inputs: int = WIDTH, layers: int = 3, inner: int = 768, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = {"inputs": inputs, "layers": layers, "inner": inner}
        self.enter = nn.Linear(inputs, WIDTH) if inputs != WIDTH else None
        self.features = nn.ModuleList(nn.Embedding(n, WIDTH) for n in WORD.values())
        self.drop = Rest(dropout)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(layers))
        self.heads_drop = Rest(0.25)
        self.any = nn.Linear(WIDTH, 1 + SIDES)
        self.trigger = nn.Linear(WIDTH, len(EVENTS))
        self.left = nn.Linear(WIDTH, 2 * HIDDEN)
        self.right = nn.Linear(WIDTH, 2 * HIDDEN)
        self.absent = nn.Parameter(torch.zeros(WIDTH))
        sizes = list(COLUMNS.values())
        self.pair = nn.EmbeddingBag(sum(sizes), 2 * HIDDEN, mode="sum")
        self.register_buffer("shift", torch.tensor([sum(sizes[:n]) for n in range(len(sizes))]), persistent=False)
        self.holder = nn.Linear(HIDDEN, SIDES)
        self.party = nn.Linear(HIDDEN, 2 * len(EVENTS))
        self.alone = nn.Linear(WIDTH, len(EVENTS))
        self.told = nn.Parameter(torch.zeros(4, len(EVENTS)))
        self.says = nn.Linear(WIDTH, 1)
        self.teller = nn.Linear(HIDDEN, 1)
        self.seat = nn.Linear(WIDTH, len(STATUSES))
        for name in SPANS:
            setattr(self, f"{name}_left", nn.Linear(WIDTH, 64))
            setattr(self, f"{name}_right", nn.Linear(WIDTH, 64))
            setattr(self, f"{name}_far", nn.Embedding(81, 1))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)
        nn.init.normal_(self.pair.weight, std=0.1)
        with torch.no_grad():
            for name in SPANS:
                getattr(self, f"{name}_far").weight.zero_()
            self.teller.bias.fill_(-3.0)
            self.seat.bias.fill_(-4.0)
            self.holder.bias.fill_(-5.0)
            self.trigger.bias.fill_(-9.0)

    def start_from(self, path: Path, first: int = 3) -> None:
        """Take layers from MiniLM's, from the `first` on, with their strongest inner units."""
        old = read_safetensors(path)
        for number, layer in enumerate(self.layers):
            layer.start_from(old, f"encoder.layer.{first + number}.")

    def run(self, x: Tensor, lengths: Tensor) -> Tensor:
        """The layers over windows of vectors, some of them shorter than the longest."""
        mask = torch.where(torch.arange(x.shape[1])[None] < lengths[:, None], 0.0, -1e4)[:, None, None, :]
        x, mask = self.drop(x).bfloat16(), mask.bfloat16()
        for layer in self.layers:
            x = layer(x, mask)
        return x.float()

    def read(self, items: list[Item], rng: random.Random | None) -> Tensor:
        """Vectors of the words of windows; with `rng` as in training."""
        return self.encode(*batch_of(items, rng))

    def idle(self) -> list[str]:
        """Weights of an encoder under it that the last step did not reach, which must be none once it no longer waits."""
        encoder = [(n, p) for n, p in self.named_parameters() if n.startswith(("upper.", "below."))]
        return [name for name, weight in encoder if weight.grad is None]

    def groups(self, rate: float, new: float, upper: float) -> list[dict[str, Any]]:
        """Parameters with the highest rate at which each learns: `rate` for layers, `new` for what stands around them."""
        layers = list(self.layers.parameters())
        known = {id(p) for p in layers}
        around = [p for n, p in self.named_parameters() if id(p) not in known and not n.startswith("upper.")]
        return [{"params": layers, "peak": rate}, {"params": around, "peak": new}]

    def encode(self, states: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """Vectors of the words of each window: (windows, longest, width)."""
        x = states if self.enter is None else self.enter(states)
        for number, table in enumerate(self.features):
            x = x + table(features[..., number])
        return self.run(x, lengths)

    def score(self, x: Tensor, item: Item) -> dict[str, Tensor]:
        """Scores of one window; names as in `losses`."""
        x = self.heads_drop(x)
        c = x[item["words"]]
        m = torch.where((item["heads"] >= 0)[:, None], x[item["heads"].clamp(min=0)], self.absent)
        actors, sentences, kinds = item["count"], item["sentences"], len(EVENTS)
        rows, columns = item["near"].nonzero(as_tuple=True)
        hidden = self.left(c)[rows] + self.right(m)[columns] + self.pair(item["pairs"][rows, columns] + self.shift)
        one, two = functional.relu(hidden).split(HIDDEN, -1)
        table = torch.cat([self.holder(one), self.party(two), self.teller(one)], -1).clamp(-30, 30).exp()
        slot = rows * actors + item["whose"][columns]
        total = torch.zeros(len(c) * actors, table.shape[1]).index_add(0, slot, table).view(len(c), actors, -1)
        anyone, trigger = self.any(c), self.trigger(c)
        side = torch.log(total[..., :SIDES] + 1e-13) + anyone[:, None, 1:]
        actor, recipient = total[..., SIDES:-1].split(kinds, -1)
        says = self.says(c)[:, 0]
        recipient = torch.cat([recipient, self.alone(c).clamp(-30, 30).exp()[:, None]], 1)
        strength = trigger.clamp(-30, 30).exp()
        told = torch.stack([row[item["ruled"][..., n]] for n, row in enumerate(self.told.T)], -1)
        events, types = [], []
        for s in range(sentences):
            here = item["sentence"] == s
            t, a, r = strength[here], actor[here], recipient[here]
            mixed = torch.bmm((a * t[:, None]).permute(2, 1, 0), r.permute(2, 0, 1))
            events.append(torch.log(mixed.permute(1, 2, 0) + 1e-13))
            types.append(torch.log(t.sum(0) + 1e-9))
        return {
            "seats": self.seats(x, item),
            "any": anyone, "side": torch.cat([torch.zeros_like(side[..., :1]), side], -1),
            "events": torch.stack(events) + told, "types": torch.stack(types) + 3.0,
            "trigger": strength, "actor": actor, "recipient": recipient, "says": says,
            "said": torch.log(total[..., -1] + 1e-13) + says[:, None],
        }  # fmt: skip

    def seats(self, x: Tensor, item: Item) -> Tensor:
        """Whether each actor mentioned in each sentence comes: (sentences, actors, statuses)."""
        there = item["rows"] >= 0
        strength = self.seat(x[item["heads"][there]]).clamp(-30, 30).exp()
        slot = item["rows"][there] * item["count"] + item["whose"][there]
        total = torch.zeros(item["sentences"] * item["count"], strength.shape[1]).index_add(0, slot, strength)
        return torch.log(total + 1e-13).view(item["sentences"], item["count"], -1)

    def span(self, x: Tensor, head: int, first: int, last: int, name: str = "span") -> Tensor:
        """How surely each word of `first` to `last` belongs to the run of words, one of `SPANS`, of the word `head`."""
        place = torch.arange(first, last)
        left, right, far = (getattr(self, f"{name}_{part}") for part in ("left", "right", "far"))
        near = left(self.heads_drop(x[head])) @ right(self.heads_drop(x[first:last])).T / 8
        return near + far((place - head).clamp(-40, 40) + 40)[:, 0]


def losses(scores: dict[str, Tensor], item: Item) -> dict[str, Tensor]:
    """Sums of losses of one window, a kind each."""
    known, anyone = item["side"] >= 0, item["any"] >= 0
    typed, told = item["types"] >= 0, item["events"] >= 0
    return {
        "side": functional.cross_entropy(scores["side"][known], item["side"][known], reduction="sum"),
        "any": functional.cross_entropy(scores["any"][anyone], item["any"][anyone], reduction="sum"),
        "types": functional.binary_cross_entropy_with_logits(
            scores["types"][typed], item["types"][typed], reduction="sum"
        ),
        "events": functional.binary_cross_entropy_with_logits(
            scores["events"][told], item["events"][told], reduction="sum"
        ),
        "seats": functional.binary_cross_entropy_with_logits(scores["seats"], item["seats"], reduction="sum"),
        "said": functional.binary_cross_entropy_with_logits(scores["said"], item["said"], reduction="sum"),
        "says": functional.binary_cross_entropy_with_logits(scores["says"], item["says"], reduction="sum"),
    }


def span_loss(network: Network, x: Tensor, item: Item) -> Tensor:
    total = torch.zeros(())
    for name, spans in item["spans"].items():
        for row, start, stop in spans:
            word, first, last = sentence_of(item, row)
            place = torch.arange(first, last)
            truth = ((place >= start) & (place < stop)).float()
            said = network.span(x, word, first, last, name)
            total = total + functional.binary_cross_entropy_with_logits(said, truth, reduction="sum")
    return total
