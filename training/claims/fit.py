"""Train the learned reader: ``python -m training.claims.fit CACHE --scorer GOLD [--out FOLDER]``.

Linear models of named features, fitted in seconds. Thresholds, the filter of the rules' claims and the curves of confidence
come from predictions for press pages that a model of the other pages made (five folds); the pages whose number divides by
five are only measured. Prints what rules, model and both reach there.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from training.claims.labels import labels_of
from training.claims.scoring import Scorer

from stateofplay.exchange.reading.contract import from_json
from stateofplay.finding.learned import seats
from stateofplay.finding.learned.linear import Curve, Decisions, LinearModel, write
from stateofplay.finding.learned.view import View

Record = dict[str, Any]
Examples = tuple[list[set[str]], list[set[int]]]
STRENGTH = {"attendance": 0.15}
LEAST_PAGES = 3
FOLDS = 5
THRESHOLDS = (0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.26, 0.3, 0.35, 0.42, 0.5, 0.6, 0.75)
FILTERS = (0.0, 0.02, 0.05, 2.0)
NEARLY = 0.015
NO_DECISIONS = Decisions(least=1.0, filter=0.0, own=Curve(slope=1, shift=0), shared=Curve(slope=1, shift=0))


class Corpus:
    """Cached pages with their labels, units and features."""

    def __init__(self, cache: Path, scorer: Path) -> None:
        paths = sorted(cache.glob("*.pickle"))
        self.records: dict[str, Record] = {p.stem: pickle.loads(p.read_bytes()) for p in paths}
        self.records = {k: r for k, r in self.records.items() if r["answer"] is not None}
        self.scorer = Scorer(scorer, self.records)
        self.units: dict[str, dict[str, dict[Any, set[str]]]] = {}
        for key, record in self.records.items():
            view: View = record["view"]
            record["found"] = from_json(json.dumps(record["reading"]))
            names = self.scorer.score.Names(record["answer"]["actors"], record["reading"]["actors"])
            record["labels"] = labels_of(record, names)
            meetings = view.sentences_of(record["found"].meetings)
            self.units[key] = {"attendance": seats.units(view, meetings)}

    def examples(self, kind: str, keys: list[str]) -> Examples:
        """Features and labels of all units of some pages."""
        rows: list[set[str]] = []
        answers: list[set[int]] = []
        for key in keys:
            labels = self.records[key]["labels"]
            truth = labels.seats
            for unit, row in self.units[key][kind].items():
                rows.append(row)
                answers.append(truth.get(unit, set()))
        return rows, answers


def fit(kind: str, corpus: Corpus, keys: list[str], labels: int) -> LinearModel:
    """One logistic regression a label over the features that enough pages have."""
    pages: Counter[str] = Counter()
    for key in keys:
        rows, _ = corpus.examples(kind, [key])
        pages.update({name for row in rows for name in row})
    names = sorted(name for name, count in pages.items() if count >= LEAST_PAGES)
    number = {name: n for n, name in enumerate(names)}
    rows, answers = corpus.examples(kind, keys)
    table = matrix(rows, number)
    weights, bias = [], []
    for label in range(labels):
        truth = np.array([label in answer for answer in answers])
        model = LogisticRegression(C=STRENGTH[kind], max_iter=300, tol=1e-3).fit(table, truth)
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return LinearModel(names, np.array(weights, dtype=np.float32).T, np.array(bias, dtype=np.float32), NO_DECISIONS)


def matrix(rows: list[set[str]], number: dict[str, int]) -> csr_matrix:
    places: list[int] = []
    ends = [0]
    for row in rows:
        places.extend(sorted(number[name] for name in row if name in number))
        ends.append(len(places))
    return csr_matrix((np.ones(len(places), dtype=np.float32), places, ends), shape=(len(rows), len(number)))


def predictions(corpus: Corpus, key: str, models: dict[str, LinearModel]) -> dict[str, Any]:
    """Chances of each unit of a page, by kind."""
    return {
        kind: {unit: model.chances(row).tolist() for unit, row in corpus.units[key][kind].items()}
        for kind, model in models.items()
    }


def decode(corpus: Corpus, kind: str, key: str, said: dict[str, Any], decisions: Decisions) -> list[Record]:
    """The claims that the product would make of a page."""
    record = corpus.records[key]
    if not record["found"].meetings:
        return list(record["reading"]["attendance"])
    names = [a["name"] for a in record["reading"]["actors"]]
    best: dict[tuple[str, str], float] = {}
    for (_, actor), chances in said[kind].items():
        for status, chance in zip(seats.STATUSES, chances, strict=True):
            best[names[actor], status] = max(best.get((names[actor], status), 0.0), chance)
    kept = {(c["who"], c["status"]): c | {"chance": best.get((c["who"], c["status"]), 0.0), "by": "shared"}
            for c in record["reading"]["attendance"] if best.get((c["who"], c["status"]), 0.0) >= decisions.filter}  # fmt: skip
    for (who, status), chance in best.items():
        if chance >= decisions.least and (who, status) not in kept:
            kept[who, status] = {"who": who, "status": status, "chance": chance, "by": "own"}
    return list(kept.values())


def choose(corpus: Corpus, kind: str, said: dict[str, dict[str, Any]], *, rules: bool) -> Decisions:
    """Threshold and filter by F1 (averaged with its neighbours), then the curves of confidence.

    Of the thresholds that reach the best F1 but for `NEARLY` the highest is taken: F1 is flat there, and what is false
    costs a reader more than what is missing.
    """
    line: list[tuple[float, float, float]] = []
    for low in FILTERS[:-1] if rules else FILTERS[-1:]:
        values = []
        for least in THRESHOLDS:
            d = Decisions(least=least, filter=low, own=NO_DECISIONS.own, shared=NO_DECISIONS.shared)
            values.append(corpus.scorer.row(kind, {k: decode(corpus, kind, k, s, d) for k, s in said.items()})[2])
        for n, least in enumerate(THRESHOLDS):
            near = values[max(0, n - 1) : n + 2]
            line.append((sum(near) / len(near), least, low))
    best, _, low = max(line)
    least = max(t for value, t, f in line if f == low and value >= best - NEARLY)
    plain = Decisions(least=least, filter=low, own=NO_DECISIONS.own, shared=NO_DECISIONS.shared)
    curves = {}
    for by in ("own", "shared"):
        rows = [
            r for k, s in said.items() for r in judged(corpus, kind, k, decode(corpus, kind, k, s, plain)) if r[0] == by
        ]
        curves[by] = fit_curve([c for _, c, _ in rows], [y for *_, y in rows])
    return Decisions(least=least, filter=low, **curves)


def judged(corpus: Corpus, kind: str, key: str, claims: list[Record]) -> list[tuple[str, float, bool]]:
    """(found by, chance, right) of each claim: right if the page's hits fall without it."""
    everything = corpus.scorer.counts(kind, key, claims)[0]
    out = []
    for n, claim in enumerate(claims):
        without = corpus.scorer.counts(kind, key, claims[:n] + claims[n + 1 :])[0]
        out.append((claim.get("by", "shared"), claim.get("chance", claim.get("confidence", 0.5)), without < everything))
    return out


def fit_curve(scores: list[float], right: list[bool]) -> Curve:
    """Logistic regression on the logit of the score (Platt), drawn a little towards leaving it as it is."""
    if not scores:
        return Curve(slope=1.0, shift=0.0)
    x = np.array([math.log(max(s, 1e-3) / (1 - min(s, 1 - 1e-3))) for s in scores])
    y = np.array(right, dtype=float)
    slope, shift = 1.0, 0.0
    for _ in range(200):
        p = 1 / (1 + np.exp(-np.clip(slope * x + shift, -30, 30)))
        w = p * (1 - p) + 1e-6
        gradient = np.array([((p - y) * x).sum() + (slope - 1), (p - y).sum()])
        hessian = np.array([[(w * x * x).sum() + 1, (w * x).sum()], [(w * x).sum(), w.sum()]])
        step = np.clip(
            np.linalg.solve(hessian, gradient), -0.5, 0.5
        )  # a whole step may overshoot where p is near 0 or 1
        slope, shift = float(slope - step[0]), float(shift - step[1])
    return Curve(slope=round(slope, 4), shift=round(shift, 4))


def reliability(
    rows: list[tuple[str, float, bool]], decisions: Decisions
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and (mean confidence, share right, claims) of each fifth of the scale."""
    told = [({"own": decisions.own, "shared": decisions.shared}[by].chance(c), y) for by, c, y in rows]
    error, table = 0.0, []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(p, y) for p, y in told if low <= p < low + 0.2 or (p == 1.0 and low == 0.8)]
        if inside:
            mean, share = sum(p for p, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)
            error += len(inside) / len(told) * abs(mean - share)
            table.append((round(mean, 3), round(share, 3), len(inside)))
    return error, table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path, help="folder that training.claims.cache wrote")
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--out", type=Path, help="write the models here")
    parser.add_argument("--kinds", nargs="*", default=["attendance"])
    parser.add_argument("--sources", nargs="*", default=["train", "own", "raw"], help="which sources train")
    parser.add_argument("--pages", type=int, default=0, help="train on that many pages, drawn")
    options = parser.parse_args()
    corpus = Corpus(options.cache, options.scorer)
    press = [k for k in corpus.records if k.startswith("train-")]
    test = [k for k in press if int(k[-3:]) % 5 == 0]
    able = [k for k in corpus.records if k not in set(test) and k.split("-")[0] in options.sources]
    if options.pages:
        able = sorted(random.Random(1).sample(able, options.pages))
    judge = [k for k in press if k not in set(test)]
    fold = {k: n % FOLDS for n, k in enumerate(judge)}
    print(len(able), "pages train,", len(test), "measure", flush=True)
    for kind in options.kinds:
        parts = {kind: len(seats.STATUSES)}
        said: dict[str, dict[str, Any]] = {}
        for number in range(FOLDS):
            models = {p: fit(p, corpus, [k for k in able if fold.get(k) != number], n) for p, n in parts.items()}
            said |= {k: predictions(corpus, k, models) for k in judge if fold[k] == number}
        models = {p: fit(p, corpus, able, n) for p, n in parts.items()}
        unseen = {k: predictions(corpus, k, models) for k in test}
        plain = [("rules", {k: corpus.records[k]["reading"][kind] for k in ks}) for ks in (judge, test)]
        print(kind, f"rules: folds {corpus.scorer.row(kind, plain[0][1])[2]:.3f}",
              "aside {:.3f} {:.3f} {:.3f}".format(*corpus.scorer.row(kind, plain[1][1])), flush=True)  # fmt: skip
        for rules in (False, True):
            d = choose(corpus, kind, said, rules=rules)
            made = [{k: decode(corpus, kind, k, s, d) for k, s in part.items()} for part in (said, unseen)]
            rows = [corpus.scorer.row(kind, claims) for claims in made]
            print(" ", "both: " if rules else "model:", f"folds {rows[0][2]:.3f}", "aside {:.3f} {:.3f} {:.3f}".format(*rows[1]),
                  f"at {d.least} {d.filter}", flush=True)  # fmt: skip
        raw = Decisions(least=d.least, filter=d.filter, own=NO_DECISIONS.own, shared=NO_DECISIONS.shared)
        rows2 = [r for k, s in unseen.items() for r in judged(corpus, kind, k, decode(corpus, kind, k, s, raw))]
        error, table = reliability(rows2, d)
        print("  expected calibration error aside", round(error, 3), table, flush=True)
        if options.out:
            for part, model in models.items():
                model.decisions = d if part == kind else NO_DECISIONS
                write(options.out, part, model)


if __name__ == "__main__":
    main()
