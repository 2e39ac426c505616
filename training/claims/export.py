"""Write a trained network as the folder that the product reads.

    python -m training.claims.export OUT.pt FOLDER --cache CACHE --scorer GOLD

Thresholds and curves of confidence come from the pages that choose, of which the checkpoint has its own findings
(``OUT.found``); a checkpoint that was refitted on all pages takes those of its forerunner (``--decisions OUT.found``).
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from training.claims.cache import words_entering
from training.claims.decode import CAREFUL, DECODERS, choose
from training.claims.scoring import Scorer
from training.claims.targets import answers
from training.claims.weights import turn

from stateofplay.finding.learned import graph, pairs
from stateofplay.finding.learned.linear import Curve, Decisions, write_decisions
from stateofplay.finding.learned.reader import WISHES

Record = dict[str, Any]


def wishes_of(network: graph.Network, records: dict[str, Record], score: Any) -> tuple[Any, Any]:
    """A linear model that tells wishes apart (supports, demands, offers, proposes) by the vector of the issue's head."""
    rows, truth = [], []
    for record in records.values():
        names = score.Names(record["answer"]["actors"], record["reading"]["actors"])
        heads = {}
        features, words = pairs.features_of_words(record["view"]), words_entering(record["view"]).astype(np.float16)
        for window in pairs.windows(record["view"]):
            inside = slice(window.first, window.last)
            x = network.encode(words[inside], features[inside], [(0, window.last - window.first)])[:]
            heads |= {int(w): x[w - window.first] for w in pairs.carriers(record["view"], window)}
        for head, stance in answers(record, names)["labelled"]:
            if head in heads and stance in map(str, WISHES):
                rows.append(heads[head])
                truth.append([str(w) for w in WISHES].index(stance))
    model = LogisticRegression(C=0.02, max_iter=100, tol=1e-3).fit(np.array(rows), np.array(truth))
    print("wishes", len(rows), "fitted", round(float(model.score(np.array(rows), np.array(truth))), 3))
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def curve(scores: list[float], right: list[bool]) -> Curve:
    """Logistic regression on the logit of the score (Platt)."""
    x = np.array([[np.log(max(s, 1e-4) / (1 - min(s, 1 - 1e-4)))] for s in scores])
    model = LogisticRegression(C=1.0).fit(x, np.array(right))
    return Curve(slope=round(float(model.coef_[0, 0]), 4), shift=round(float(model.intercept_[0]), 4))


def decide(scorer: Scorer, kind: str, found: dict[str, list[Any]]) -> Decisions:
    """Threshold, filter and curves from what a network found on the choosing pages."""
    print(kind, "F1, threshold and filter by the choosing pages alone:", choose(scorer, kind, found, True))
    least, low = CAREFUL[kind]
    rows: list[tuple[bool, float, bool]] = []
    for key, items in found.items():
        claims = DECODERS[kind](scorer.records[key], items, least, low)
        everything = scorer.counts(kind, key, claims)[0]
        for n, claim in enumerate(claims):
            without = scorer.counts(kind, key, claims[:n] + claims[n + 1 :])[0]
            rows.append((claim["by"] == "own", claim["chance"], without < everything))
    own, shared = [r for r in rows if r[0]], [r for r in rows if not r[0]]
    print(kind, least, low, len(own), "own", len(shared), "shared")
    return Decisions(least=least, filter=low, own=curve([c for _, c, _ in own], [y for *_, y in own]),
                     shared=curve([c for _, c, _ in shared], [y for *_, y in shared]))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--decisions", type=Path)
    options = parser.parse_args()
    stored = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    settings = json.loads(stored["settings"])
    records = {p.stem: pickle.loads(p.read_bytes()) for p in sorted(options.cache.glob("*.pickle"))}
    scorer = Scorer(options.scorer, records)
    # Who comes is a head that only teaches: the product reads it from the linear model (docs/learned-claims.md).
    kept = {name: tensor for name, tensor in stored["network"].items() if not name.startswith("seat.")}
    arrays = turn({name: tensor.float().numpy() for name, tensor in kept.items()})
    trained = {k: records[k] for k in settings["trained_on"] if k in records}
    network = graph.Network(arrays, settings["paths"])
    arrays["wish.weight"], arrays["wish.bias"] = wishes_of(network, trained, scorer.score)
    graph.write(options.folder, arrays, settings["paths"])
    found = pickle.loads((options.decisions or options.checkpoint.with_suffix(".found")).read_bytes())["marks"][
        "choose"
    ]
    for kind in CAREFUL:
        write_decisions(options.folder, kind, decide(scorer, kind, {k: f[kind] for k, f in found.items()}))


if __name__ == "__main__":
    main()
