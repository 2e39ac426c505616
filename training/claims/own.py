"""The network over an encoder of its own: layers over word pieces, begun as MiniLM's, whose states join the parser's vectors.

The pieces' vectors are the parser's and stay as they are. What it reached is in docs/learned-claims.md; it does not ship.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from training.claims.cache import hidden_words
from training.claims.graph import Layer, Network, linear
from training.claims.upper import of_words
from training.claims.windows import Record, batch_of
from training.network import GATE, WIDTH, read_safetensors

from stateofplay.finding.learned.view import View
from stateofplay.language.pipeline import load
from stateofplay.language.syntax.wordpieces import PieceNumbers

INNER = 768
LONGEST = 512
"""Pieces of a window, with a mark at both ends; what lies beyond is not read."""
MOST_PIECES = 8
"""Pieces of a word."""
DECAY = 0.9
"""By how much each layer learns more slowly than the one above it."""
RIDGE = 1e-3
CLS, SEP = 101, 102


def pieces_of(lexicon: PieceNumbers, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Numbers of a window's pieces, and the place of the word that each belongs to."""
    numbers: list[int] = []
    owner: list[int] = []
    for place, word in enumerate(words):
        pieces = lexicon.split(word)[:MOST_PIECES]
        numbers += pieces
        owner += [place] * len(pieces)
    return numbers[: LONGEST - 2], owner[: LONGEST - 2]


class Own(Network):
    """`below` layers of its own over the pieces of words, then `layers` over words."""

    def __init__(
        self, layers: int = 2, below: int = 5, inner: int = 768, dropout: float = 0.1, inputs: int = WIDTH
    ) -> None:
        super().__init__(inputs, layers, inner, dropout)
        self.sizes |= {"below": below}
        syntax = load().get_pipe("syntax").model
        self.lexicon = syntax.lexicon
        self.register_buffer("pieces", torch.from_numpy(syntax.encoder.pieces[:]).half(), persistent=False)
        self.own_edges = nn.Parameter(torch.zeros(2, WIDTH))
        self.own_position = nn.Embedding(LONGEST, WIDTH)
        self.own_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.own = nn.ModuleList(Layer(INNER, dropout) for _ in range(below))
        self.own_join = nn.Linear(WIDTH, WIDTH)
        nn.init.normal_(self.own_join.weight, std=0.01)
        nn.init.zeros_(self.own_join.bias)

    def see(self, items: Sequence[Record], key: str, view: View) -> None:
        """Put with the windows of a page what their words are in pieces, as they stand and with those hidden that the parser
        did not see either."""
        hidden = hidden_words(view, random.Random(key.partition("-")[2]))
        for item in items:
            part = slice(item["first"], item["last"])
            words = view.words[part]
            masked = ["" if hide else word for word, hide in zip(words, hidden[part], strict=True)]
            item["own"] = [tuple(map(torch.tensor, pieces_of(self.lexicon, some))) for some in (words, masked)]

    def read(self, items: list[Record], rng: random.Random | None) -> Tensor:
        """Vectors of the words of windows that `see` has seen."""
        states, features, lengths = batch_of(items, rng)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.waits):
            self.word_states = self.words_of(items, states.shape[1])
        return self.encode(states + self.own_join(self.word_states), features, lengths)

    def words_of(self, items: list[Record], longest: int) -> Tensor:
        """States of the words of windows, by the layers over pieces."""
        x, owners, sizes = self.opened(items)
        mask = torch.where(torch.arange(x.shape[1])[None] < sizes[:, None], 0.0, -1e4)[:, None, None, :].bfloat16()
        x = self.drop(self.own_norm(x)).bfloat16()
        for layer in self.own:
            x = layer(x, mask)
        return of_words(x.float(), owners, longest)

    def opened(self, items: list[Record]) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors of the pieces of windows with a mark at both ends, whose word each is, and how many there are."""
        told = [item["own"][int(item.get("hidden", False))] for item in items]
        sizes = torch.tensor([len(pieces) + 2 for pieces, _ in told])
        longest = int(sizes.max())
        x = torch.zeros(len(items), longest, WIDTH)
        owners = torch.full((len(items), longest), -1)
        for row, (pieces, owner) in enumerate(told):
            x[row, 1 : len(pieces) + 1] = self.pieces[pieces].float()
            owners[row, 1 : len(pieces) + 1] = owner
        first = torch.zeros(len(items), longest, 1)
        first[:, 0] = 1
        last = torch.zeros(len(items), longest, 1)
        last[torch.arange(len(items)), sizes - 1] = 1
        edges = first * self.own_edges[0] + last * self.own_edges[1]
        return x + edges + self.own_position.weight[:longest], owners, sizes

    def groups(self, rate: float, new: float, upper: float) -> list[dict[str, Any]]:
        """Its own layers learn at `upper`, the lower ones of them more slowly."""
        parts = super().groups(rate, new, upper)
        own = {id(p): n for n, layer in enumerate(self.own) for p in layer.parameters()}
        opening = {id(p) for part in (self.own_edges, *self.own_position.parameters(), *self.own_norm.parameters())
                   for p in [part]}  # fmt: skip
        parts[1]["params"] = [p for p in parts[1]["params"] if id(p) not in own and id(p) not in opening]
        depth = len(self.own)
        for n, layer in enumerate(self.own):
            parts.append({"params": list(layer.parameters()), "peak": upper * DECAY ** (depth - 1 - n)})
        first = [self.own_edges, *self.own_position.parameters(), *self.own_norm.parameters()]
        return [*parts, {"params": first, "peak": upper * DECAY**depth}]

    @torch.no_grad()
    def start_own(self, path: Path, items: list[Record]) -> None:
        """Begin as MiniLM, each layer with the inner units that add most on some windows, and what they add fitted anew."""
        old = read_safetensors(path)
        embeddings = old["embeddings.word_embeddings.weight"]
        self.own_edges.copy_(embeddings[[CLS, SEP]])
        places = old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        self.own_position.weight.copy_(places[:LONGEST])
        self.own_norm.weight.copy_(old["embeddings.LayerNorm.weight"])
        self.own_norm.bias.copy_(old["embeddings.LayerNorm.bias"])
        self.eval()
        seen = [self.opened([item])[0] for item in items]
        xs = [self.own_norm(x) for x in seen]
        zero = torch.zeros(1, 1, 1, 1)
        for number, layer in enumerate(self.own):
            prefix = f"encoder.layer.{number}."
            layer.start_from(old, prefix)
            inner = old[f"{prefix}intermediate.dense.weight"], old[f"{prefix}intermediate.dense.bias"]
            outer = old[f"{prefix}output.dense.weight"], old[f"{prefix}output.dense.bias"]
            middle = torch.cat([self.middle(layer, x, zero)[0] for x in xs])
            hidden = nn.functional.linear(middle, *inner)
            hidden = nn.functional.silu(GATE * hidden) / GATE
            target = nn.functional.linear(hidden, *outer)
            best = (hidden.pow(2).mean(0) * outer[0].pow(2).sum(0)).topk(INNER).indices.sort().values
            h = torch.cat([hidden[:, best], torch.ones(len(hidden), 1)], 1)
            gram = h.T @ h
            gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
            fitted = torch.linalg.solve(gram, h.T @ target)
            before = (hidden[:, best] @ outer[0][:, best].T + outer[1] - target).pow(2).mean() / target.var()
            after = (h @ fitted - target).pow(2).mean() / target.var()
            print(f"layer {number}: {before:.3f} of what its inner half adds was lost, {after:.3f} is", flush=True)
            layer.up.weight.copy_(inner[0][best])
            layer.up.bias.copy_(inner[1][best])
            layer.down.weight.copy_(fitted[:-1].T)
            layer.down.bias.copy_(fitted[-1])
            xs = [layer(x, zero) for x in xs]
        self.train()

    @staticmethod
    def middle(layer: Layer, x: Tensor, mask: Tensor) -> Tensor:
        """What comes out of a layer's attention, normalised."""
        batch, length, _ = x.shape
        q, k, v = linear(x, layer.qkv).view(batch, length, 3, 12, WIDTH // 12).permute(2, 0, 3, 1, 4)
        weights = ((q * (WIDTH // 12) ** -0.5) @ k.transpose(2, 3) + mask).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        out: Tensor = layer.norm1(x + linear(mixed, layer.out))
        return out
