"""Train the network on cached pages: ``python -m training.claims.train CACHE --scorer GOLD --out OUT.pt``.

Writes a state after each epoch and goes on from it when started again with the same options.
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

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from training.claims.decode import DECODERS, choose
from training.claims.graph import SPANS, Network, losses
from training.claims.scoring import Scorer
from training.claims.targets import items_of, number_paths

from stateofplay.finding.learned.runs import run_around

Record = dict[str, Any]
WEIGHTS = {"side": 1.0, "any": 0.6, "types": 0.3, "events": 1.0, "spans": 0.1, "soft": 1.0, "states": 60.0, "said": 1.0,
           "says": 0.6}  # fmt: skip
GOLD_BESIDE_SOFT = 0.5
CHOICES, CHANCES = ("side", "any"), ("events", "types", "said", "says")
"""Scores that are one of several, and scores each of which is a chance of its own."""
LIKELY, LEAST = 0.3, 0.03


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
                    "near": torch.from_numpy(item["near"]), "ruled": torch.from_numpy(item["ruled"]),
                    "features": torch.from_numpy(item["features"].copy()), "actors": item["actors"], "core": item["core"],
                    "first": first, "last": item["last"],
                    "views": [torch.from_numpy(v[first : item["last"]].copy()) for v in views],
                }  # fmt: skip
                for name in ("side", "any", "types", "events", "said", "says"):
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
        states[row, :size] = item["views"][int(rng is not None and rng.random() < 0.4)].float()
        features[row, :size] = item["features"]
    return states, features, torch.tensor([i["last"] - i["first"] for i in items])


def prepared(item: Record, rules: bool) -> Record:
    """An item with or without what the rules say of it."""
    pairs, ruled = item["pairs"].long(), item["ruled"].long()
    if not rules:
        pairs[..., -1] = 0
        ruled = torch.zeros_like(ruled)
    return {**item, "pairs": pairs, "ruled": ruled}


def span_loss(network: Network, x: Tensor, item: Record) -> Tensor:
    total = torch.zeros(())
    for name, spans in item["spans"].items():
        for row, start, stop in spans:
            word, first, last = _sentence_of(item, row)
            place = torch.arange(first, last)
            truth = ((place >= start) & (place < stop)).float()
            said = network.span(x, word, first, last, name)
            total = total + functional.binary_cross_entropy_with_logits(said, truth, reduction="sum")
    return total


def _sentence_of(item: Record, row: int) -> tuple[int, int, int]:
    """A carrier's word, and where its sentence begins and ends in the window."""
    first, last = item["bounds"][int(item["sentence"][row])]
    return int(item["words"][row]), first, min(last, item["last"] - item["first"])


@torch.no_grad()
def soften(networks: list[Network], pages: Pages) -> None:
    """Keep what taller networks, which also read the teacher's states, think of each window, in the mean."""
    for network in networks:
        network.eval()
    for item in (item for items in pages.items.values() for item in items):
        states = torch.cat([item["views"][0], item["states"]], 1).float()[None]
        length = torch.tensor([item["last"] - item["first"]])
        seen = [network.encode(states, item["features"][None], length)[0] for network in networks]
        scores = [n.score(x, prepared(item, True)) for n, x in zip(networks, seen, strict=True)]
        soft = {name: _mean([s[name].softmax(-1) for s in scores]).half() for name in CHOICES}
        soft |= {name: _mean([s[name].sigmoid() for s in scores]).half() for name in CHANCES}
        spans = []
        for name, *likely in zip(SPANS, *map(heads_of, scores), strict=True):
            for row in (_mean(likely) > LIKELY).nonzero()[:, 0].tolist():
                word, first, last = _sentence_of(item, row)
                told = [n.span(x, word, first, last, name).sigmoid() for n, x in zip(networks, seen, strict=True)]
                spans.append((name, row, _mean(told)))
        item["soft"] = soft | {"spans": spans}


def _mean(some: list[Tensor]) -> Tensor:
    return torch.stack(some).mean(0)


def heads_of(scores: dict[str, Tensor]) -> list[Tensor]:
    """How likely each word heads each of `SPANS`."""
    return [1 - scores["any"].softmax(-1)[:, 0], scores["says"].sigmoid()]


def soft_losses(
    network: Network, tell: nn.Linear, x: Tensor, scores: dict[str, Tensor], item: Record
) -> dict[str, Tensor]:
    """Sums of losses against what the taller network thinks."""
    soft, total = item["soft"], torch.zeros(())
    for name in CHOICES:
        total = total - WEIGHTS[name] * (soft[name].float() * scores[name].log_softmax(-1)).sum()
    for name in CHANCES:
        truth = soft[name].float()
        said = functional.binary_cross_entropy_with_logits(scores[name], truth, reduction="sum")
        total = total + WEIGHTS[name] * said
    for name, row, truth in soft["spans"]:
        word, first, last = _sentence_of(item, row)
        said = network.span(x, word, first, last, name)
        total = total + 0.1 * functional.binary_cross_entropy_with_logits(said, truth, reduction="sum")
    size = item["last"] - item["first"]
    near = functional.cosine_similarity(tell(x[:size]), item["states"].float(), dim=-1)
    return {"soft": total, "states": (1 - near).mean()}


@torch.no_grad()
def predict(network: Network, pages: Pages, key: str, rules: bool) -> dict[str, list[Any]]:
    """What has some chance on a page.

    Positions: chance, first and last word, head, actor, side. Events: chance, word, type, actor, recipient or -1.
    Statements: chance, first and last word, head, actor.
    """
    out: dict[str, list[Any]] = {"positions": [], "events": [], "statements": []}
    items = pages.items[key]
    if not items:
        return out
    vectors = network.encode(*batch_of(items, None))
    for x, item in zip(vectors, items, strict=True):
        scores = network.score(x, prepared(item, rules))
        chance = scores["side"].softmax(-1)[..., 1:]
        base, actors = item["first"], item["actors"]
        for c, a, s in (chance > LEAST).nonzero().tolist():
            first, last = _run(network, x, item, c, "span")
            out["positions"].append((float(chance[c, a, s]), first, last, int(item["words"][c]) + base, actors[a], s))
        chance = scores["said"].sigmoid()
        for c, a in (chance > LEAST).nonzero().tolist():
            first, last = _run(network, x, item, c, "content")
            out["statements"].append((float(chance[c, a]), first, last, int(item["words"][c]) + base, actors[a]))
        chance = scores["events"].sigmoid()
        for s, a, r, t in (chance > LEAST).nonzero().tolist():
            here = (item["sentence"] == s).nonzero()[:, 0]
            if a == r:
                continue
            at = scores["trigger"][here, t] * scores["actor"][here, a, t] * scores["recipient"][here, r, t]
            word = int(item["words"][here[at.argmax()]]) + base
            recipient = actors[r] if r < item["count"] else -1
            out["events"].append((float(chance[s, a, r, t]), word, t, actors[a], recipient))
    return out


def _run(network: Network, x: Tensor, item: Record, row: int, name: str) -> tuple[int, int]:
    """The run of words that a carrier heads, counted in the page."""
    word, first, last = _sentence_of(item, row)
    inside = network.span(x, word, first, last, name).numpy()
    run = run_around(inside, word - first)
    return run.start + first + item["first"], run.stop + first + item["first"]


def report(network: Network, pages: Pages, scorer: Scorer, parts: dict[str, list[str]], *, test: bool) -> Record:
    """Print F1 on the choosing pages, and on those kept aside if `test`."""
    network.eval()
    kept: Record = {}
    for rules in (False, True):
        name = "marks" if rules else "alone"
        found = {
            part: {k: predict(network, pages, k, rules) for k in parts[part]}
            for part in ("choose", "test")
            if parts[part]
        }
        kept[name] = found
        for kind in DECODERS:
            for both in (False, True):
                best, least, low = choose(scorer, kind, {k: f[kind] for k, f in found["choose"].items()}, both)
                line = f"  {kind} {name}{' and rules' if both else ''}: choose {best:.3f} at {least} {low}"
                if test:
                    claims = {
                        k: DECODERS[kind](scorer.records[k], f[kind], least, low) for k, f in found["test"].items()
                    }
                    line += " test {:.3f} {:.3f} {:.3f}".format(*scorer.row(kind, claims))
                print(line, flush=True)
    network.train()
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--init", type=Path, help="layers taught by `training.claims.distil`, or MiniLM's model.safetensors"
    )
    parser.add_argument("--teacher", type=Path, help="states of a teacher as further input")
    parser.add_argument(
        "--soft",
        type=Path,
        nargs="*",
        default=[],
        help="networks of `--teacher` whose chances, in the mean, and states are learned as well",
    )
    parser.add_argument("--like", type=Path, help="a network whose numbers of paths are taken")
    parser.add_argument("--states", type=Path, help="the teacher's states, with --soft")
    parser.add_argument("--more", type=Path, help="cached pages without answers, with --soft")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--fold", type=int, default=1, help="remainder by five of the numbers that choose; -1 for none")
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    records = {p.stem: pickle.loads(p.read_bytes()) for p in sorted(options.cache.glob("*.pickle"))}
    records = {k: r for k, r in records.items() if r["answer"] is not None}
    parts = split(list(records), options.fold)
    scorer = Scorer(options.scorer, records)
    paths = number_paths([records[k] for k in parts["train"]])
    began = time.time()
    tall = []
    for path in (*options.soft, *filter(None, [options.like])):
        stored = torch.load(path, weights_only=True)
        settings = json.loads(stored["settings"])
        paths = settings.pop("paths")
        settings.pop("trained_on")
        tall.append(Network(**settings))
        tall[-1].load_state_dict(stored["network"])
    tall = tall[: len(options.soft)]
    if options.more:
        more = {p.stem: pickle.loads(p.read_bytes()) for p in sorted(options.more.glob("*.pickle"))}
        records |= more
        parts["train"] += list(more)
    pages = Pages(records, paths, scorer.score, options.teacher, options.states)
    if tall:
        soften(tall, pages)
    tell = nn.Linear(384, 768)
    work = [item for k in parts["train"] for item in pages.items[k]]
    print({k: len(v) for k, v in parts.items()}, len(work), "windows", f"{time.time() - began:.0f}s", flush=True)
    network = Network(384 if options.teacher is None else 384 + 768, options.layers)
    if options.init and options.init.suffix == ".pt":
        stored = torch.load(options.init, weights_only=True)
        tell.load_state_dict(stored["tell"])
        network.load_state_dict(stored["network"], strict=False)
    elif options.init:
        network.start_from(options.init)
    print(
        {
            k: tuple(round(100 * x, 1) for x in scorer.row(k, {n: records[n]["reading"][k] for n in parts["choose"]}))
            for k in DECODERS
        }
    )
    old = [p for n, p in network.named_parameters() if n.split(".")[0] == "layers"]
    known = set(map(id, old))
    new = [p for p in (*network.parameters(), *tell.parameters()) if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": old, "peak": options.rate}, {"params": new, "peak": 1e-3}], lr=1e-4,
                                  weight_decay=0.02, betas=(0.9, 0.98), fused=True)  # fmt: skip
    average = copy.deepcopy(network)
    state_path = options.out.with_suffix(".state")
    first = step = 0
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        tell.load_state_dict(state["tell"])
        optimizer.load_state_dict(state["optimizer"])
        first, step = state["epoch"], state["step"]
    steps = step + (options.epochs - first) * math.ceil(len(work) / options.batch)
    begin = time.time()
    seen: dict[str, float] = {}
    found: Record = {}
    for epoch in range(first, options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        order = sorted(work, key=lambda i: i["last"] - i["first"] + rng.random() * 60)
        groups = [order[i : i + options.batch] for i in range(0, len(order), options.batch)]
        rng.shuffle(groups)
        for group in groups:
            factor = min(1.0, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for part in optimizer.param_groups:
                part["lr"] = part["peak"] * factor
            vectors = network.encode(*batch_of(group, rng))
            total: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
            for x, item in zip(vectors, group, strict=True):
                ready = prepared(item, rng.random() > 0.4)
                scores = network.score(x, ready)
                parts_of = losses(scores, ready) | {"spans": span_loss(network, x, item)} if "side" in item else {}
                weight = 1.0
                if tall:
                    weight = GOLD_BESIDE_SOFT
                    for name, loss in soft_losses(network, tell, x, scores, ready).items():
                        total[name] = total[name] + loss / len(group)
                for name, loss in parts_of.items():
                    total[name] = total[name] + weight * loss / len(group)
            loss = sum((WEIGHTS[name] * value for name, value in total.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            decay = min(0.995, step / (step + 20))
            with torch.no_grad():
                for mine, theirs in zip(average.parameters(), network.parameters(), strict=True):
                    mine.lerp_(theirs, 1 - decay)
            for name, value in total.items():
                seen[name] = 0.98 * seen.get(name, value.item()) + 0.02 * value.item()
            if step % 100 == 0:
                line = {k: round(v, 2) for k, v in seen.items()}
                print(f"{epoch} {step}/{steps} {(time.time() - begin) / 60:.1f}m", line, flush=True)
        state = {"network": network.state_dict(), "average": average.state_dict(), "tell": tell.state_dict(),
                 "optimizer": optimizer.state_dict(),
                 "epoch": epoch + 1, "step": step}  # fmt: skip
        torch.save(state, state_path)
        if parts["choose"] and ((epoch + 1) % options.every == 0 or epoch + 1 == options.epochs):
            found = report(average, pages, scorer, parts, test=epoch + 1 == options.epochs)
    settings = {**network.sizes, "paths": paths, "trained_on": parts["train"]}
    torch.save(
        {"network": average.state_dict(), "tell": tell.state_dict(), "settings": json.dumps(settings)}, options.out
    )
    options.out.with_suffix(".found").write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
