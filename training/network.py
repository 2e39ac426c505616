"""The network: the lower layers of a pretrained MiniLM over words instead of word pieces, with one head per question.

A word enters as the mean of its pieces' embeddings plus what MiniLM, which reads lower case, cannot see: the word's
shape, its ending, and whether a space follows. Position 0 is MiniLM's [CLS] and stands for the root of every sentence.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
POSITIONS = 258
GATE = 1.702


@dataclass(frozen=True, slots=True)
class Sizes:
    pieces: int
    shapes: int
    endings: int
    upos: int
    feats: int
    lemmas: int
    rels: int
    names: int
    layers: int = 3
    inner: int = 768
    arc: int = 256
    rel: int = 256


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file (eight bytes of length, a JSON header, raw little-endian data)."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            data = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype="<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(data.copy())
    return tensors


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Plain products: on a CPU they train twice as fast as the fused kernel at these lengths.
        weights = (q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask).softmax(-1)
        mixed = weights.to(v.dtype) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.drop(self.down(functional.silu(GATE * self.up(x)) / GATE)))

    def start_from(self, old: dict[str, Tensor], prefix: str) -> None:
        """Take one of MiniLM's layers, named by its prefix, with its strongest inner units."""
        up, down = old[f"{prefix}intermediate.dense.weight"], old[f"{prefix}output.dense.weight"]
        best = (up.norm(dim=1) * down.norm(dim=0)).topk(self.up.out_features).indices.sort().values
        with torch.no_grad():
            for part in ("weight", "bias"):
                parts = [old[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(self.qkv, part).copy_(torch.cat(parts))
                getattr(self.out, part).copy_(old[f"{prefix}attention.output.dense.{part}"])
                getattr(self.norm1, part).copy_(old[f"{prefix}attention.output.LayerNorm.{part}"])
                getattr(self.norm2, part).copy_(old[f"{prefix}output.LayerNorm.{part}"])
                getattr(self.up, part).copy_(old[f"{prefix}intermediate.dense.{part}"][best])
            self.down.weight.copy_(down[:, best])
            self.down.bias.copy_(old[f"{prefix}output.dense.bias"])


class Network(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.EmbeddingBag(sizes.pieces, WIDTH, mode="mean")
        self.shapes = nn.Embedding(sizes.shapes, WIDTH)
        self.endings = nn.Embedding(sizes.endings, WIDTH)
        self.space = nn.Embedding(2, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.edges = nn.Parameter(torch.zeros(2, WIDTH))
        for table in (self.shapes, self.endings, self.space):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(sizes.inner) for _ in range(sizes.layers))
        self.heads_drop = nn.Dropout(0.3)
        answers = sizes.upos + sizes.feats + sizes.lemmas + sizes.names + 2
        self.tags = nn.Linear(WIDTH, answers)
        self.arc_head = nn.Linear(WIDTH, sizes.arc)
        self.arc_dep = nn.Linear(WIDTH, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.rel_head = nn.Linear(WIDTH, sizes.rel)
        self.rel_dep = nn.Linear(WIDTH, sizes.rel)
        self.rel = nn.Linear(sizes.rel, sizes.rels)

    def start_from(self, path: Path, kept: list[int]) -> None:
        """Take embeddings (rows ``kept``) and the first layers, with their strongest inner units, from MiniLM."""
        old = read_safetensors(path)
        words = old["embeddings.word_embeddings.weight"]
        with torch.no_grad():
            self.pieces.weight.copy_(words[kept])
            self.position.weight.copy_(old["embeddings.position_embeddings.weight"][:POSITIONS])
            self.position.weight += old["embeddings.token_type_embeddings.weight"][0]
            self.edges.copy_(words[[101, 102]])
            self.norm.weight.copy_(old["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(old["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(self.layers):
            layer.start_from(old, f"encoder.layer.{number}.")

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Vectors for [CLS], the words and [SEP] of each passage: (passages, longest + 2, width)."""
        count, length = batch["shapes"].shape
        words = self.pieces(batch["pieces"], batch["offsets"]).view(count, length, WIDTH)
        words = words + self.shapes(batch["shapes"]) + self.endings(batch["endings"]) + self.space(batch["spaces"])
        x = torch.cat([self.edges[0].expand(count, 1, -1), words, self.edges[1].expand(count, 1, -1)], dim=1)
        ends = batch["lengths"] + 1
        x = x.clone()
        x[torch.arange(count), ends] = self.edges[1]
        x = self.drop(self.norm(x + self.position.weight[: length + 2]))
        mask = torch.where(torch.arange(length + 2)[None] <= ends[:, None], 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores: per word for tags, (words, 1 + words) for arcs; relations come from `relations`."""
        x = self.heads_drop(self.encode(batch))
        words = x[:, 1:-1]
        sizes = self.sizes
        split = self.tags(words).split([sizes.upos, sizes.feats, sizes.lemmas, sizes.names, 2], dim=-1)
        heads = functional.relu(self.arc_head(x[:, :-1]))
        deps = functional.relu(self.arc_dep(words))
        arcs = self.arc(self.heads_drop(deps)) @ self.heads_drop(heads).transpose(1, 2) / sizes.arc**0.5
        arcs = arcs + self.arc_bias(heads).transpose(1, 2)
        return dict(zip(("upos", "feats", "lemmas", "names", "starts"), split, strict=True)) | {"arcs": arcs, "x": x}

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of every word given the position of its head (0 is the root)."""
        chosen = self.rel_head(x).gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, self.sizes.rel))
        return self.rel(self.heads_drop(functional.relu(chosen + self.rel_dep(x[:, 1:-1]))))
