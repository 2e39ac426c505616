"""Train the network on cached pages: ``python -m training.claims.train CACHE --scorer GOLD --out OUT.pt``.

Writes a state after each hundred steps and goes on from it when started again with the same options.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import pickle
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from training.claims.decode import DECODERS
from training.claims.deep import Deep
from training.claims.graph import Network, losses, span_loss
from training.claims.hands import Hands, share
from training.claims.judge import glance, report
from training.claims.scoring import Scorer
from training.claims.soft import WEIGHTS, recall, soft_losses, soften
from training.claims.targets import number_paths
from training.claims.upper import Tuned, look_below
from training.claims.weights import shipped
from training.claims.windows import Pages, Record, prepared, split

GOLD_BESIDE_SOFT = 0.5
RULES_HIDDEN = 0.4


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="another network, MiniLM's model.safetensors or the product's folder")
    parser.add_argument("--teacher", type=Path, help="states of a teacher as further input")
    parser.add_argument("--tune", type=Path, help="folder of an encoder whose upper layers learn as well")
    parser.add_argument("--below", type=Path, help="what the layers below them told (training.claims.below)")
    parser.add_argument("--warm", type=int, default=0, help="first steps in which an encoder stays as it is")
    parser.add_argument("--upper", type=float, default=5e-5, help="highest rate of the uppermost of them")
    parser.add_argument(
        "--soft",
        type=Path,
        nargs="*",
        default=[],
        help="networks of `--teacher` whose chances, in the mean, and states are learned as well",
    )
    parser.add_argument("--deep", type=int, default=0, help="layers of an encoder of its own, begun as the parser's")
    parser.add_argument("--told", type=Path, help="what a tuned network thinks of the pages (training.claims.told)")
    parser.add_argument("--like", type=Path, help="a network whose numbers of paths are taken")
    parser.add_argument("--states", type=Path, help="the teacher's states, with --soft")
    parser.add_argument("--more", type=Path, help="cached pages without answers, with --soft")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--new", type=float, default=1e-3, help="highest rate of what is no layer")
    parser.add_argument("--fold", type=int, default=1, help="remainder by five of the numbers that choose; -1 for none")
    parser.add_argument("--every", type=int, default=2, help="epochs between reports; 0 for a glance after each epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hands", type=int, default=1, help="processes that share each batch")
    options = parser.parse_args()
    if options.tune and options.below is None:
        parser.error("--tune needs --below: run training.claims.below first")
    return options


def read_cache(folder: Path, most: int | None = None) -> dict[str, Record]:
    """Cached pages by key, the first `most` of them."""
    return {p.stem: pickle.loads(p.read_bytes()) for p in sorted(folder.glob("*.pickle"))[:most]}


def stored_networks(files: list[Path]) -> tuple[list[Network], dict[str, int]]:
    """Networks as they were trained, and the numbers of paths of the last."""
    networks, paths = [], {}
    for path in files:
        stored = torch.load(path, weights_only=True)
        settings = json.loads(stored["settings"])
        paths = settings.pop("paths")
        settings.pop("trained_on")
        networks.append(Deep(**settings) if "below" in settings else Network(**settings))
        networks[-1].load_state_dict(stored["network"])
    return networks, paths


def begin(network: Network, tell: nn.Linear, place: Path, paths: dict[str, int]) -> None:
    """Take weights from another network, from the product or from MiniLM."""
    if place.is_dir():
        known = {name: torch.from_numpy(array) for name, array in shipped(place, paths).items()}
        missing, strangers = network.load_state_dict(known, strict=False)
        if strangers or not all(name.startswith(("seat.", "below.")) for name in missing):
            raise SystemExit(f"the network in {place} is of another shape: {strangers}, without {missing}")
    elif place.suffix == ".pt":
        stored = torch.load(place, weights_only=True)
        tell.load_state_dict(stored["tell"])
        network.load_state_dict(stored["network"], strict=False)
    else:
        network.start_from(place)


def loss_of(
    network: Network, tell: nn.Linear, group: list[Record], whole: int, rng: random.Random
) -> dict[str, Tensor]:
    """Losses of some windows of `whole` by kind, against the answers and against what a taller network thinks, where they
    have it."""
    vectors = network.read(group, rng)
    total: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    for x, item in zip(vectors, group, strict=True):
        ready = prepared(item, rng.random() > RULES_HIDDEN)
        scores = network.score(x, ready)
        answered = losses(scores, ready) | {"spans": span_loss(network, x, item)} if "side" in item else {}
        weight = 1.0
        if "soft" in item:
            weight = GOLD_BESIDE_SOFT
            for name, loss in soft_losses(network, tell, x, scores, ready).items():
                total[name] = total[name] + loss / whole
        for name, loss in answered.items():
            total[name] = total[name] + weight * loss / whole
    return total


class Course:
    """A training that is kept after each hundred steps: the network, the mean of its late states, and the optimizer."""

    def __init__(self, network: Network, tell: nn.Linear, options: argparse.Namespace, hands: Hands) -> None:
        self.network, self.tell, self.options, self.hands = network, tell, options, hands
        hands.scatter(network, options.seed)
        parts = [*network.groups(options.rate, options.new, options.upper), {"params": tell.parameters(), "peak": 1e-3}]
        self.optimizer = torch.optim.AdamW(parts, lr=1e-4, weight_decay=0.02, betas=(0.9, 0.98), fused=True)
        self.average = copy.deepcopy(network)
        self.epoch = self.step = self.done = 0
        self.kept = options.out.with_suffix(".state")
        if self.kept.exists():
            state = torch.load(self.kept, weights_only=True)
            for name, part in self._parts().items():
                part.load_state_dict(state[name])
            for known, fresh in zip(self.optimizer.param_groups, parts, strict=True):
                known["peak"] = fresh["peak"]
            self.epoch, self.step, self.done = state["epoch"], state["step"], state["done"]

    def _parts(self) -> dict[str, Any]:
        return {"network": self.network, "average": self.average, "tell": self.tell, "optimizer": self.optimizer}

    def run_epoch(self, work: list[Record]) -> None:
        """Go once through the windows, those of like length together."""
        options, started = self.options, time.time()
        rng = random.Random(options.seed * 1000 + self.epoch)
        order = sorted(work, key=lambda i: i["last"] - i["first"] + rng.random() * 60)
        groups = [order[i : i + options.batch] for i in range(0, len(order), options.batch)]
        rng.shuffle(groups)
        rng.seed(rng.random() + self.hands.number)  # from here on each hand hides words of its own
        steps = self.step - self.done + (options.epochs - self.epoch) * len(groups)
        seen: dict[str, float] = {}
        for group in groups[self.done :]:
            factor = min(1.0, (self.step + 1) / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * self.step / steps)))
            for part in self.optimizer.param_groups:
                part["lr"] = part["peak"] * factor
            self.network.waits = self.step < options.warm
            total = loss_of(self.network, self.tell, self.hands.own(group), len(group), rng)
            loss = sum((WEIGHTS[name] * value for name, value in total.items()), torch.zeros(()))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.hands.add_up([*self.network.parameters(), *self.tell.parameters()])
            if not self.network.waits and (idle := self.network.idle()):
                raise SystemExit(f"no gradient reaches {idle[0]}")
            nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            self.optimizer.step()
            self.step += 1
            self.done += 1
            decay = min(0.995, self.step / (self.step + 20))
            with torch.no_grad():
                torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - decay)
            for name, value in total.items():
                seen[name] = 0.98 * seen.get(name, value.item()) + 0.02 * value.item()
            if self.step % 100 == 0 and self.hands:
                line = {k: round(v, 2) for k, v in seen.items()}
                print(f"{self.epoch} {self.step}/{steps} {(time.time() - started) / 60:.1f}m", line, flush=True)
                self.keep()
        self.epoch, self.done = self.epoch + 1, 0
        self.keep()

    def keep(self) -> None:
        """Write all that it takes to go on from here."""
        if not self.hands:
            return
        state = {name: part.state_dict() for name, part in self._parts().items()}
        partial = self.kept.with_suffix(".partial")
        torch.save(state | {"epoch": self.epoch, "step": self.step, "done": self.done}, partial)
        partial.rename(self.kept)

    def save(self, settings: Record) -> None:
        """Write the mean of the late states, an encoder's layers apart from the network over them."""
        parts: dict[str, Any] = {"network": {}, "upper": {}, "tell": self.tell.state_dict()}
        for name, value in self.average.state_dict().items():
            parts["upper" if name.startswith("upper.") else "network"][name.removeprefix("upper.")] = value
        torch.save(parts | {"settings": json.dumps({**self.network.sizes, **settings})}, self.options.out)


def main() -> None:
    options = parse_options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    records = {k: r for k, r in read_cache(options.cache).items() if r["answer"] is not None}
    parts = split(list(records), options.fold)
    scorer = Scorer(options.scorer, records)
    networks, paths = stored_networks([*options.soft, *filter(None, [options.like])])
    numbered = options.out.with_suffix(".paths")
    if not paths and numbered.exists():
        paths = json.loads(numbered.read_text(encoding="utf-8"))  # as they were, though pages may have come since
    paths = paths or number_paths([records[k] for k in parts["train"]])
    numbered.write_text(json.dumps(paths), encoding="utf-8")
    if options.more:
        more = read_cache(options.more)
        if options.told:
            more = {k: r for k, r in more.items() if (options.told / f"{k}.pickle").exists()}
        records |= more
        parts["train"] += list(more)
    pages = Pages(records, paths, scorer.score, options.teacher, options.states)
    if options.told:
        recall(options.told, pages)
    if options.soft:
        soften(networks[: len(options.soft)], pages)
    tell = nn.Linear(384, 768)
    work = [item for k in parts["train"] for item in pages.items[k]]
    print({k: len(v) for k, v in parts.items()}, len(work), "windows", flush=True)
    if options.tune:
        network: Network = Tuned(options.tune, options.layers)
        look_below(pages, options.below)
    elif options.deep:
        network = Deep(options.layers, options.deep)
        network.start_below()
        for key, items in pages.items.items():
            network.see(items, key, records[key]["view"])
    else:
        network = Network(384 if options.teacher is None else 384 + 768, options.layers)
    if options.init:
        begin(network, tell, options.init, paths)
    for kind in DECODERS:
        rules = scorer.row(kind, {k: records[k]["reading"][kind] for k in parts["choose"]})
        print(f"  {kind} rules: choose {rules[2]:.3f}", flush=True)
    share(options.hands, lambda hands: learn(network, tell, options, hands, pages, parts, work, scorer, paths))


def learn(
    network: Network, tell: nn.Linear, options: argparse.Namespace, hands: Hands, pages: Pages,
    parts: dict[str, list[str]], work: list[Record], scorer: Scorer, paths: dict[str, int],
) -> None:  # fmt: skip
    """All epochs, with what was found between them; the first hand writes what was learned."""
    course, found = Course(network, tell, options, hands), {}
    while course.epoch < options.epochs:
        course.run_epoch(work)
        last = course.epoch == options.epochs
        if not hands:
            continue
        if parts["choose"] and not options.every:
            found = glance(course.average, pages, scorer, parts)
        elif parts["choose"] and (last or course.epoch % options.every == 0):
            found = report(course.average, pages, scorer, parts, test=last)
    if not hands:
        return
    if parts["choose"] and not found:  # stopped between the last epoch and its report
        found = report(course.average, pages, scorer, parts, test=True)
    # Only now: what is there is finished to `training.claims.pipeline`, which is begun again where it was stopped.
    options.out.with_suffix(".found").write_bytes(pickle.dumps(found))
    course.save({"paths": paths, "trained_on": parts["train"]})


if __name__ == "__main__":
    main()
