"""The network with an encoder of its own, begun as the parser's layers, over words as they enter the parser.

Words enter as they enter the parser (`stateofplay.language.syntax.encoder`), whose tables stay as they are, so the parse cannot
fall and nothing is embedded twice. A window is one passage here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.cache import hidden_words, words_entering
from training.claims.graph import Layer, Network
from training.claims.windows import Record, batch_of
from training.network import WIDTH

from stateofplay.finding.learned.view import View
from stateofplay.language.pipeline import load

INNER = 768
DECAY = 0.9
"""By how much each layer learns more slowly than the one above it."""


class Deep(Network):
    """`below` layers of its own over words, then `layers` over what they told and the words' features."""

    def __init__(
        self, layers: int = 2, below: int = 3, inner: int = 768, dropout: float = 0.1, inputs: int = WIDTH
    ) -> None:
        super().__init__(inputs, layers, inner, dropout)
        self.sizes |= {"below": below}
        self.syntax = load().get_pipe("syntax").model
        for name in ("edges", "position", "norm.weight", "norm.bias", "space"):
            table = torch.from_numpy(np.array(self.syntax.encoder.weights[name], dtype=np.float32))
            self.register_buffer("enter_" + name.replace(".", "_"), table, persistent=False)
        self.below = nn.ModuleList(Layer(INNER, dropout) for _ in range(below))

    def see(self, items: Sequence[Record], key: str, view: View) -> None:
        """Put with the windows of a page their words as they enter, as they stand and with some hidden."""
        hidden = hidden_words(view, random.Random(key.partition("-")[2]))
        rows = [torch.from_numpy(words_entering(view, some).astype(np.float16)) for some in ((), hidden)]
        for item in items:
            item["views"] = [some[item["first"] : item["last"]].clone() for some in rows]

    def read(self, items: list[Record], rng: random.Random | None) -> Tensor:
        """Vectors of the words of windows that `see` has seen."""
        states, features, lengths = batch_of(items, rng)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.waits):
            below = self.words_of(states, lengths)
        return self.encode(below, features, lengths)

    def words_of(self, states: Tensor, lengths: Tensor) -> Tensor:
        """What the layers below make of words as they enter; a mark stands at both ends of a window."""
        count, longest, _ = states.shape
        x = torch.cat([self.enter_edges[0].expand(count, 1, -1), states, torch.zeros(count, 1, WIDTH)], 1)
        x[torch.arange(count), lengths + 1] = self.enter_edges[1]
        x += self.enter_position[torch.arange(longest + 2).clamp(max=len(self.enter_position) - 1)]
        x = functional.layer_norm(x, (WIDTH,), self.enter_norm_weight, self.enter_norm_bias, 1e-12)
        mask = torch.where(torch.arange(longest + 2)[None] < lengths[:, None] + 2, 0.0, -1e4)[
            :, None, None, :
        ].bfloat16()
        x = self.drop(x).bfloat16()
        for layer in self.below:
            x = layer(x, mask)
        return x[:, 1:-1].float()

    def groups(self, rate: float, new: float, upper: float) -> list[dict[str, Any]]:
        """Its own layers learn at `upper`, the lower ones of them more slowly."""
        parts = super().groups(rate, new, upper)
        own = {id(p) for p in self.below.parameters()}
        parts[1]["params"] = [p for p in parts[1]["params"] if id(p) not in own]
        depth = len(self.below)
        moved = [
            {"params": list(p.parameters()), "peak": upper * DECAY ** (depth - 1 - n)} for n, p in enumerate(self.below)
        ]
        return [*parts, *moved]

    @torch.no_grad()
    def start_below(self) -> None:
        """Begin as the parser's layers."""
        weights = self.syntax.encoder.weights
        for number, layer in enumerate(self.below):
            for name, part in layer.named_parameters():
                array = np.array(weights[f"layers.{number}.{name}"], dtype=np.float32)
                part.copy_(torch.from_numpy(array.T.copy() if array.ndim == 2 else array))
