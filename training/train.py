"""Train the embedded model: ``python training/train.py --data TREEBANKS --minilm FOLDER --out CHECKPOINT``."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import time
from pathlib import Path

import sources
import torch
from examples import IGNORE, NAME_TAGS, Inventory, Passage, encode, lexicon_of, passages
from network import Network, Sizes
from torch import Tensor
from torch.nn import functional
from treebank import Sentence

from stateofplay.language.syntax.wordpieces import PieceNumbers

WEIGHTS = {"upos": 0.5, "feats": 0.5, "lemmas": 0.4, "names": 0.6, "starts": 0.7, "arcs": 1.0, "rels": 0.7}


class Collator:
    """Passages to tensors; each word is looked up in the lexicon once."""

    def __init__(self, lexicon: PieceNumbers, mask_rate: float = 0.0) -> None:
        self.lexicon = lexicon
        self.mask_rate = mask_rate
        self.seen: dict[str, tuple[list[int], int, int]] = {}

    def __call__(self, batch: list[Passage]) -> dict[str, Tensor]:
        length = max(len(p) for p in batch)
        pieces: list[int] = []
        offsets: list[int] = []
        shapes = torch.zeros(len(batch), length, dtype=torch.long)
        endings = torch.zeros_like(shapes)
        spaces = torch.zeros_like(shapes)
        answers = {
            name: torch.full((len(batch), length), IGNORE)
            for name in ("upos", "feats", "lemmas", "rels", "heads", "starts", "names")
        }
        sentence = torch.full((len(batch), length), -1)
        for row, passage in enumerate(batch):
            size = len(passage)
            numbers = []
            for word in passage.forms:
                found = self.seen.get(word)
                if found is None:
                    lexicon = self.lexicon
                    found = self.seen[word] = (lexicon.split(word), lexicon.shape(word), lexicon.ending(word))
                hidden = self.mask_rate and random.random() < self.mask_rate
                offsets.append(len(pieces))
                pieces.extend([0] if hidden else found[0])
                numbers.append((found[1], 0 if hidden and random.random() < 0.5 else found[2]))
            offsets.extend([len(pieces)] * (length - size))
            shapes[row, :size] = torch.tensor([a for a, _ in numbers])
            endings[row, :size] = torch.tensor([b for _, b in numbers])
            spaces[row, :size] = torch.tensor(passage.spaces, dtype=torch.long)
            sentence[row, :size] = torch.tensor(passage.sentence)
            for name, table in answers.items():
                table[row, :size] = torch.tensor(getattr(passage, name))
        lengths = torch.tensor([len(p) for p in batch])
        same = sentence[:, :, None] == sentence[:, None, :]
        same &= ~torch.eye(length, dtype=torch.bool)[None]
        allowed = torch.cat([torch.ones(len(batch), length, 1, dtype=torch.bool), same], dim=2)
        return answers | {
            "pieces": torch.tensor(pieces), "offsets": torch.tensor(offsets), "shapes": shapes, "endings": endings,
            "spaces": spaces, "lengths": lengths, "allowed": allowed,
        }  # fmt: skip


def batches(items: list[Passage], words: int, rng: random.Random) -> list[list[Passage]]:
    """Passages of similar length together, at most ``words`` padded words a batch, in random order."""
    order = sorted(items, key=lambda p: len(p) + rng.random() * 12)
    result: list[list[Passage]] = [[]]
    for passage in order:
        if result[-1] and (len(result[-1]) + 1) * max(len(passage), len(result[-1][-1])) > words:
            result.append([])
        result[-1].append(passage)
    rng.shuffle(result)
    return result


def loss_of(network: Network, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    scores = network(batch)
    scores["arcs"] = scores["arcs"].float().masked_fill(~batch["allowed"], -1e4)
    scores["rels"] = network.relations(scores["x"], batch["heads"])
    total = torch.zeros(())
    parts = {}
    for name, weight in WEIGHTS.items():
        target = batch["heads" if name == "arcs" else name]
        if (target != IGNORE).any():
            loss = functional.cross_entropy(
                scores[name].flatten(0, 1).float(), target.flatten(), ignore_index=IGNORE,
                label_smoothing=0.03 if name != "arcs" else 0.0,
            )  # fmt: skip
            total = total + weight * loss
            parts[name] = loss.item()
    return total, parts


@torch.no_grad()
def accuracy(network: Network, collate: Collator, items: list[Passage], rels: list[str]) -> dict[str, float]:
    """Accuracy of every head with gold words and gold sentences, F1 for sentence starts; arcs are not forced to be trees."""
    network.eval()
    hits = dict.fromkeys(("upos", "feats", "lemmas", "names", "uas", "las", "words"), 0)
    found = right = gold = 0
    for group in batches(items, 4000, random.Random(0)):
        batch = collate(group)
        scores = network(batch)
        arcs = scores["arcs"].masked_fill(~batch["allowed"], -1e4).argmax(-1)
        labels = network.relations(scores["x"], arcs).argmax(-1)
        known = batch["heads"] != IGNORE
        hits["words"] += known.sum().item()
        for name in ("upos", "feats", "lemmas", "names"):
            hits[name] += ((scores[name].argmax(-1) == batch[name]) & known).sum().item()
        attached = (arcs == batch["heads"]) & known
        hits["uas"] += attached.sum().item()
        hits["las"] += (attached & (labels == batch["rels"])).sum().item()
        start = scores["starts"].argmax(-1).bool() & known
        found += start.sum().item()
        gold += (batch["starts"] == 1).sum().item()
        right += (start & (batch["starts"] == 1)).sum().item()
    network.train()
    words = hits.pop("words")
    return {k: round(100 * v / words, 2) for k, v in hits.items()} | {"starts": round(200 * right / (found + gold), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the treebanks")
    parser.add_argument("--names", type=Path, default=None, help="folder with further name annotations")
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--minutes", type=float, default=600.0, help="stretch or cut the schedule to this wall time")
    parser.add_argument("--init", type=Path, default=None, help="go on from a checkpoint of the same sizes")
    parser.add_argument("--limit", type=int, default=0, help="train on that many documents only")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    rng = random.Random(options.seed)

    parsed = sources.parsed(options.data, options.names)
    extra = sources.named(options.data, options.names)
    if options.limit:
        parsed, extra = parsed[: options.limit], extra[:1]
    sentences = [s for d in parsed for s in d]
    inventory = Inventory.of(sentences)
    vocabulary = sources.vocabulary(options.minilm)
    lexicon = lexicon_of(sentences, list(vocabulary))
    sizes = Sizes(
        pieces=len(lexicon.pieces), shapes=len(lexicon.shapes), endings=len(lexicon.endings),
        upos=len(inventory.upos), feats=len(inventory.feats), lemmas=len(inventory.lemmas),
        rels=len(inventory.rels), names=len(NAME_TAGS), layers=options.layers, inner=options.inner,
    )  # fmt: skip
    print(sizes, len(sentences), "sentences", sum(len(s.forms) for s in sentences), "words", flush=True)
    network = Network(sizes)
    network.start_from(options.minilm / "model.safetensors", list(vocabulary.values()))
    if options.init:
        network.load_state_dict(torch.load(options.init, map_location="cpu", weights_only=True)["state"])
    dev = {name: [encode(g, inventory) for g in _groups(docs)] for name, docs in sources.dev(options.data).items()}
    collate, collate_dev = Collator(lexicon, 0.1), Collator(lexicon)

    fresh = [
        p
        for n, p in network.named_parameters()
        if n.split(".")[0] not in ("layers", "pieces", "position", "norm", "edges")
    ]
    known = set(map(id, fresh))
    old = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": options.rate, "peak": options.rate}, {"params": fresh, "lr": 1e-3, "peak": 1e-3}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    begin = time.time()
    average: dict[str, float] = {}
    step = 0
    for epoch in range(options.epochs):
        work = batches(passages(parsed, inventory, rng) + passages(extra, inventory, rng), options.words, rng)
        for number, group in enumerate(work):
            by_steps = (epoch + number / len(work)) / options.epochs
            by_time = (time.time() - begin) / 60 / options.minutes
            done = max(by_steps, by_time)
            if done >= 1:
                break
            factor = min(1.0, (step + 1) / 150) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for part in optimizer.param_groups:
                part["lr"] = part["peak"] * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = loss_of(network, collate(group))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            step += 1
            for name, value in parts.items():
                average[name] = 0.98 * average.get(name, value) + 0.02 * value
            if step % 100 == 0:
                line = {k: round(v, 3) for k, v in average.items()}
                print(epoch, number, len(work), f"{(time.time() - begin) / 60:.1f}m", line, flush=True)
        else:
            for name, items in dev.items():
                print("  dev", epoch, name, accuracy(network, collate_dev, items, inventory.rels), flush=True)
            save(options.out, network, sizes, inventory, lexicon)
            continue
        break
    for name, items in dev.items():
        print("  end", name, accuracy(network, collate_dev, items, inventory.rels), flush=True)
    save(options.out, network, sizes, inventory, lexicon)


def _groups(documents: list[list[Sentence]]) -> list[list[Sentence]]:
    return [document[i : i + 3] for document in documents for i in range(0, len(document), 3)]


def save(path: Path, network: Network, sizes: Sizes, inventory: Inventory, lexicon: PieceNumbers) -> None:
    labels = dataclasses.asdict(inventory) | {"names": list(NAME_TAGS)}
    words = {"pieces": lexicon.pieces, "shapes": lexicon.shapes, "endings": lexicon.endings}
    torch.save(
        {"state": network.state_dict(), "sizes": dataclasses.asdict(sizes), "labels": json.dumps(labels), "lexicon": words}, path
    )  # fmt: skip


if __name__ == "__main__":
    main()
