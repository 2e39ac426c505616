"""What a network finds on pages, and the scorer's F1 of it."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from training.claims.decode import CAREFUL, DECODERS, choose
from training.claims.graph import Network
from training.claims.scoring import Scorer
from training.claims.windows import Pages, Record, prepared, sentence_of

from stateofplay.finding.learned.runs import run_around

LEAST = 0.03


@torch.no_grad()
def predict(network: Network, pages: Pages, key: str, rules: bool) -> dict[str, list[Any]]:
    """What has some chance on a page.

    Positions: chance, first and last word, head, actor, side. Events: chance, word, type, actor, recipient or -1.
    Statements: chance, first and last word, head, actor. Attendance: chance, actor, status.
    """
    out: dict[str, list[Any]] = {"positions": [], "events": [], "statements": [], "attendance": []}
    items = pages.items[key]
    if not items:
        return out
    vectors = network.read(items, None)
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
        chance = scores["seats"].sigmoid()
        for s, a, t in (chance > LEAST).nonzero().tolist():
            out["attendance"].append((float(chance[s, a, t]), actors[a], t))
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
    word, first, last = sentence_of(item, row)
    inside = network.span(x, word, first, last, name).numpy()
    run = run_around(inside, word - first)
    return run.start + first + item["first"], run.stop + first + item["first"]


@torch.no_grad()
def glance(network: Network, pages: Pages, scorer: Scorer, parts: dict[str, list[str]]) -> Record:
    """As `report`, with what the rules said and at the thresholds that ship, in a tenth of its time."""
    network.eval()
    found = {part: {k: predict(network, pages, k, True) for k in parts[part]} for part in ("choose", "test")}
    for kind, (least, low) in {**CAREFUL, "attendance": (0.25, 0.0)}.items():
        line = f"  {kind} at {least} {low}:"
        for part, some in found.items():
            for name, filters in (("alone", None), ("with the rules", low)):
                claims = {k: DECODERS[kind](scorer.records[k], f[kind], least, filters) for k, f in some.items()}
                line += f" {part} {name} {scorer.row(kind, claims)[2]:.3f}"
        print(line, flush=True)
    network.train()
    return {"marks": found}


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
