"""Teach the reader's layers what a base-size encoder sees: ``python -m training.claims.distil TEACHER OUT.pt --minilm FILE``.

The layers begin as MiniLM's upper ones, read the parser's vectors, and learn to tell the teacher's states of each word. Goes
on after the last whole epoch when started again.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.graph import Network

LENGTH = 200


def passages(folder: Path) -> list[tuple[Tensor, Tensor]]:
    """Runs of whole sentences of the teacher's pages: the parser's states and the teacher's."""
    out = []
    for path in sorted(folder.glob("*.pickle")):
        page = pickle.loads(path.read_bytes())
        states, told = torch.from_numpy(page["states"]), torch.from_numpy(page["teacher"])
        first = 0
        ends = [end for _, end in page["sentences"]]
        for number, end in enumerate(ends):
            following = ends[number + 1] if number + 1 < len(ends) else 10**9
            if following - first > LENGTH:
                out.append((states[first : min(end, first + 2 * LENGTH)], told[first : min(end, first + 2 * LENGTH)]))
                first = end
    return [(s, t) for s, t in out if len(s) > 20]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=4e-4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    work = passages(options.teacher)
    checks, work = work[::97], [p for n, p in enumerate(work) if n % 97]
    network = Network(layers=options.layers, dropout=0.0)
    network.start_from(options.minilm)
    tell = nn.Linear(384, 768)
    optimizer = torch.optim.AdamW([*network.layers.parameters(), *tell.parameters()], lr=options.rate, weight_decay=0.01,
                                  betas=(0.9, 0.98), fused=True)  # fmt: skip
    steps = options.epochs * math.ceil(len(work) / options.batch)
    print(len(work), "passages", sum(len(s) for s, _ in work), "words", steps, "steps", flush=True)
    begin, step, seen = time.time(), 0, 0.0

    def loss_of(group: list[tuple[Tensor, Tensor]]) -> Tensor:
        lengths = torch.tensor([len(s) for s, _ in group])
        states = nn.utils.rnn.pad_sequence([s.float() for s, _ in group], batch_first=True)
        told = torch.cat([t for _, t in group]).float()
        x = network.run(states, lengths)
        inside = torch.arange(x.shape[1])[None] < lengths[:, None]
        return (1 - functional.cosine_similarity(tell(x[inside]), told, dim=-1)).mean()

    for epoch in range(options.epochs):
        rng = random.Random(epoch)
        order = sorted(work, key=lambda p: len(p[0]) + rng.random() * 60)
        groups = [order[i : i + options.batch] for i in range(0, len(order), options.batch)]
        rng.shuffle(groups)
        for group in groups:
            for part in optimizer.param_groups:
                part["lr"] = (
                    options.rate * min(1, (step + 1) / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))
                )
            loss = loss_of(group)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            seen = 0.98 * seen + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 100 == 0:
                print(f"{step}/{steps} {(time.time() - begin) / 60:.1f}m {seen:.4f}", flush=True)
        with torch.no_grad():
            print(
                "checks",
                sum(float(loss_of(checks[i : i + 6])) for i in range(0, len(checks), 6)) / math.ceil(len(checks) / 6),
            )
        kept = {k: v for k, v in network.state_dict().items() if k.startswith("layers.")}
        torch.save({"network": kept, "tell": tell.state_dict()}, options.out)


if __name__ == "__main__":
    main()
