"""The upper layers of a base-size encoder under the network, trained with it on the answers.

The lower layers stay as they are: each window goes through them once (`Below`), in 16 bits, and from there on through the
upper ones at each step, whose products are in 16 bits and whose weights are kept in 32.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.graph import Item, Network, linear, norm
from training.claims.rest import Rest
from training.claims.teacher import LAYERS, Teacher
from training.claims.windows import Pages, batch_of

FIRST = 6
"""The lowest layer that learns."""
DECAY = 0.85
"""By how much each layer learns more slowly than the one above it."""


class Tuned(Network):
    """The network over the parser's vectors and over states of an encoder whose upper layers learn as well."""

    def __init__(self, folder: Path, layers: int, dropout: float = 0.1) -> None:
        super().__init__(384 + 768, layers)
        model = Teacher.load(folder)
        self.upper = model.encoder.layer[FIRST:].float()
        self.rest = Rest(dropout)
        self.waits = False
        with torch.no_grad():
            self.register_buffer("near", model.encoder.compute_position_bias(torch.zeros(1, 512, 1)), persistent=False)

    def read(self, items: list[Item], rng: random.Random | None) -> Tensor:
        """Vectors of the words of windows that `look_below` has seen."""
        states, features, lengths = batch_of(items, rng)
        longest = states.shape[1]
        lower = nn.utils.rnn.pad_sequence([i["lower"] for i in items], batch_first=True)
        sizes = torch.tensor([len(i["lower"]) for i in items])
        owners = nn.utils.rnn.pad_sequence([i["owner"] for i in items], batch_first=True, padding_value=-1)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.waits):
            mixed = self.climb(lower, sizes)
        self.word_states = of_words(mixed, owners, longest)
        return self.encode(torch.cat([states, self.word_states], -1), features, lengths)

    def climb(self, x: Tensor, sizes: Tensor) -> Tensor:
        """The upper layers over what the lower ones told; the mean of the states that `Teacher` gives."""
        batch, length, width = x.shape
        outside = torch.where(torch.arange(length)[None] < sizes[:, None], 0.0, -1e4)[:, None, None, :]
        bias = (self.near[:, :, :length, :length] + outside).bfloat16()
        heads = self.near.shape[1]
        out = torch.zeros(())
        for number, layer in enumerate(self.upper, start=FIRST + 1):
            own = layer.attention.attn
            q, k, v = (linear(x, part).view(batch, length, heads, -1).transpose(1, 2) for part in (own.q, own.k, own.v))
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
            mixed = linear(mixed.transpose(1, 2).reshape(batch, length, width), own.o)
            x = norm(self.rest(mixed) + x, layer.attention.LayerNorm)
            inner = linear(functional.gelu(linear(x, layer.intermediate.dense)), layer.output.dense)
            x = norm(self.rest(inner) + x, layer.output.LayerNorm)
            if number in LAYERS:
                out = out + functional.layer_norm(x.float(), (width,)) / len(LAYERS)
        return out

    def groups(self, rate: float, new: float, upper: float) -> list[dict[str, Any]]:
        """Parameters with their rates: as in the network, and the lower a layer the less it moves."""
        top = len(self.upper) - 1
        moved = [{"params": list(p.parameters()), "peak": upper * DECAY ** (top - n)} for n, p in enumerate(self.upper)]
        return [*super().groups(rate, new, upper), *moved]


def of_words(states: Tensor, owners: Tensor, longest: int) -> Tensor:
    """States of pieces as those of words, of which each is the mean of its pieces; `owners` is -1 where a piece is nobody's."""
    count, inside = len(states), owners >= 0
    slot = (owners + torch.arange(count)[:, None] * longest)[inside]
    total = torch.zeros(count * longest, states.shape[-1]).index_add(0, slot, states[inside])
    pieces = torch.bincount(slot, minlength=len(total)).clamp(min=1)
    return (total / pieces[:, None]).view(count, longest, -1)


def look_below(pages: Pages, folder: Path) -> None:
    """Put with each window what `training.claims.below` kept of it: what the lower layers told, and whose word each piece is."""
    for key, items in pages.items.items():
        kept = torch.load(folder / f"{key}.pt", weights_only=True)
        for item in items:
            item["lower"] = kept[item["first"]]["lower"]
            item["owner"] = kept[item["first"]]["owner"].long()
