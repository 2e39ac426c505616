"""Several processes that share each batch of a training, on one machine; what each learns is added up after each step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable

import numpy as np
import torch
from torch import Tensor, distributed, nn
from torch.multiprocessing import get_context
from training.claims.rest import Rest


class Hands:
    """One of `count` processes, the first with number 0; alone it shares with nobody."""

    def __init__(self, number: int = 0, count: int = 1) -> None:
        self.number, self.count = number, count

    def __bool__(self) -> bool:
        """Whether this one speaks and keeps what is learned."""
        return self.number == 0

    def own(self, group: list[dict[str, object]]) -> list[dict[str, object]]:
        """What of a batch is this one's."""
        return group[self.number :: self.count]

    def scatter(self, network: nn.Module, seed: int) -> None:
        """Have each hand drop other units."""
        for n, part in enumerate(p for p in network.modules() if isinstance(p, Rest)):
            part.dice = np.random.default_rng((seed, self.number, n))

    def add_up(self, weights: Iterable[Tensor]) -> None:
        """Put the sum of what all hands learned of each weight in the place of what this one did."""
        if self.count == 1:
            return
        kept = [w for w in weights if w.requires_grad]
        flat = torch.cat([(w.grad if w.grad is not None else torch.zeros_like(w)).flatten() for w in kept])
        distributed.all_reduce(flat)
        at = 0
        for weight in kept:
            weight.grad = flat[at : at + weight.numel()].view_as(weight)
            at += weight.numel()


def share(count: int, work: Callable[[Hands], None]) -> None:
    """Do `work` with `count` hands, which begin as copies of this process, so that what it has loaded is there once."""
    if count == 1:
        work(Hands())
        return
    context = get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        others = [context.Process(target=_join, args=(folder, n, count, work)) for n in range(1, count)]
        for other in others:
            other.start()
        try:
            _join(folder, 0, count, work)
        finally:
            for other in others:
                other.join(60)
                if other.is_alive():
                    other.terminate()


def _join(folder: str, number: int, count: int, work: Callable[[Hands], None]) -> None:
    torch.set_num_threads(1)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group("gloo", init_method=f"file://{folder}/meeting", rank=number, world_size=count)
    work(Hands(number, count))
    distributed.destroy_process_group()
