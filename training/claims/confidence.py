"""Fit the curves of confidence: ``python -m training.claims.confidence PAGES --more TEXTS:ANNOTATIONS --scorer GOLD``.

PAGES holds ``NNN.txt`` and ``NNN.json`` (answers), ``--more`` the stand-off annotations and their texts. PAGES whose number
does not divide by five train, with the others of ``--more``; those that do are only measured. A claim is right where the answer
key has it, as the scorer sees that claim alone; a meeting where at least half of the parties, the status, and place and day as
far as both tell them, are the same. Run it again whenever a finder has changed: some five minutes. It writes the curves and the
thresholds where the package has them and prints the tables of docs/confidence.md. ``--measure`` fits and writes nothing: it
prints the same tables for what the package tells of the pages kept aside, with the curves that ship.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from training.claims.judging import judged

from stateofplay.finding.confidence import curves as files
from stateofplay.finding.confidence.curves import ConfidenceCurve
from stateofplay.finding.confidence.features import features_of
from stateofplay.model import sureness
from stateofplay.model.sureness import LESS_SURE

Floats = NDArray[np.float64]
Row = tuple[str, set[str], bool]
"""A claim: its page, its features, whether it is right."""
STRENGTHS = (0.01, 0.03, 0.1, 0.3)
ALIKE = 0.003
"""Log-loss a claim by which strengths may differ and still count as equally good."""
ELSEWHERE = "annotated elsewhere"
"""Marks the claims of the further pages in training: their annotators were stricter or laxer, and a reader is told the chance by
the pages that measure."""
NEVER = 1.01
"""The threshold of a kind in which no part of the claims is right often enough."""
FOLDS = 5
LEAST_PAGES = 4
RIGHT = 0.93
RIGHT_OF = {"statements": 0.97}
"""Of what is told plainly so many are right, where that is more: sayings are most of what a brief tells plainly."""
FEWEST = 40
"""Claims that a threshold has to rest on."""


def read_rows(place: str, scorer_folder: Path) -> dict[str, list[Row]]:
    """Read each page of a source once and judge each claim, before any curve has weighed it."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for kind, number, claim, page, right in judged(place, scorer_folder):
        rows[kind].append((number, features_of(claim, page), right))
    return rows


class Table:
    """Claims of one kind as a matrix over the features that enough pages have."""

    def __init__(self, rows: list[Row], pages: set[str]) -> None:
        seen: Counter[str] = Counter()
        for name in pages:
            seen.update({f for page, features, _ in rows if page == name for f in features})
        self.names = sorted(name for name, count in seen.items() if count >= LEAST_PAGES)
        self.number = {name: n for n, name in enumerate(self.names)}

    def matrix(self, rows: list[Row]) -> csr_matrix:
        """One line a claim."""
        places: list[int] = []
        ends = [0]
        for _, features, _ in rows:
            places.extend(sorted(self.number[f] for f in features if f in self.number))
            ends.append(len(places))
        return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(self.names)))


def fit(rows: list[Row], strength: float) -> tuple[Table, LogisticRegression]:
    table = Table(rows, {page for page, *_ in rows})
    truth = [right for *_, right in rows]
    return table, LogisticRegression(C=strength, max_iter=500, tol=1e-4).fit(table.matrix(rows), truth)


def chances_in_folds(rows: list[Row], strength: float) -> Floats:
    """The chance of each claim by a model that never saw its page."""
    pages = sorted({page for page, *_ in rows})
    fold = {page: n % FOLDS for n, page in enumerate(pages)}
    out = np.zeros(len(rows))
    for number in range(FOLDS):
        table, model = fit([r for r in rows if fold[r[0]] != number], strength)
        inside = [n for n, r in enumerate(rows) if fold[r[0]] == number]
        out[inside] = model.predict_proba(table.matrix([rows[n] for n in inside]))[:, 1]
    return out


def choose(rows: list[Row]) -> tuple[float, Floats]:
    """The strength whose chances in the folds lose least on the pages that resemble those that measure, and these chances.

    Of strengths that lose alike the one that shrinks least: it parts the sure claims from the others.
    """
    here = at_home(rows)
    truth = truths(rows)[here]
    tried = []
    for strength in STRENGTHS:
        p = np.clip(chances_in_folds(rows, strength)[here], 1e-4, 1 - 1e-4)
        tried.append((float(-(truth * np.log(p) + (1 - truth) * np.log(1 - p)).mean()), strength, p))
    least = min(loss for loss, *_ in tried)
    _, strength, chances = [t for t in tried if t[0] <= least + ALIKE][-1]
    return strength, chances


def at_home(rows: list[Row]) -> NDArray[np.bool_]:
    return np.array([ELSEWHERE not in features for _, features, _ in rows])


def truths(rows: list[Row]) -> Floats:
    return np.array([right for *_, right in rows], dtype=float)


def straighten(chances: Floats, truth: Floats) -> tuple[float, float]:
    """Slope and shift that make chances of pages that did not train chances of being right (Platt)."""
    model = LogisticRegression(C=100).fit(logits(chances)[:, None], truth)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def logits(chances: Floats) -> Floats:
    p = np.clip(chances, 1e-4, 1 - 1e-4)
    out: Floats = np.log(p / (1 - p))
    return out


def straightened(chances: Floats, slope: float, shift: float) -> Floats:
    out: Floats = 1 / (1 + np.exp(-(slope * logits(chances) + shift)))
    return out


def straighten_in_folds(chances: Floats, rows: list[Row]) -> Floats:
    """Each page's chances straightened by what the pages of the other folds tell."""
    pages = sorted({page for page, *_ in rows})
    fold = np.array([pages.index(page) % FOLDS for page, *_ in rows])
    truth, out = truths(rows), np.zeros(len(rows))
    for number in range(FOLDS):
        out[fold == number] = straightened(
            chances[fold == number], *straighten(chances[fold != number], truth[fold != number])
        )
    return out


def threshold(chances: Floats, rows: list[Row], right: float) -> float:
    """The lowest chance above which so many of the claims are right, with enough of them; `NEVER` where there is none."""
    truth = truths(rows)
    order = np.argsort(-chances)
    share = np.cumsum(truth[order]) / np.arange(1, len(rows) + 1)
    able = [n for n in range(FEWEST - 1, len(rows)) if share[n] >= right]
    return max(LESS_SURE, round(float(chances[order[able[-1]]]), 3)) if able else NEVER


def error_of(chances: Floats, truth: Floats) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over fifths of the scale, and (mean chance, share right, claims) of each."""
    error, table = 0.0, []
    for low in range(5):
        inside = (chances >= low / 5) & ((chances < (low + 1) / 5) | (low == 4))
        if inside.any():
            mean, share, count = float(chances[inside].mean()), float(truth[inside].mean()), int(inside.sum())
            error += count / len(chances) * abs(mean - share)
            table.append((mean, share, count))
    return error, table


def fit_kind(able: list[Row], aside: list[Row], right: float) -> tuple[ConfidenceCurve, float, Floats]:
    """The curve of a kind, its threshold, and the chances that it gives to the claims kept aside.

    A finder that was itself trained on these pages is too sure of them. A kind that has one is straightened on the pages kept
    aside instead, each by the others, so that what is measured is still what no page told of itself.
    """
    strength, folds = choose(able)
    table, model = fit(able, strength)
    raw = model.predict_proba(table.matrix(aside))[:, 1]
    if any("learned" in feature for _, features, _ in aside for feature in features if feature.startswith("by=")):
        slope, shift = straighten(raw, truths(aside))
        chances = straighten_in_folds(raw, aside)
        plain = threshold(chances, aside, right)
    else:
        mine = [row for row, here in zip(able, at_home(able), strict=True) if here]
        slope, shift = straighten(folds, truths(mine))
        chances = straightened(raw, slope, shift)
        # What holds on the pages that trained has to hold on those kept aside as well.
        plain = max(threshold(straightened(folds, slope, shift), mine, right), threshold(chances, aside, right))
    weights = {
        n: round(slope * float(w), 3) for n, w in zip(table.names, model.coef_[0], strict=True) if n != ELSEWHERE
    }
    # A finder is told even where it weighs nothing: by that the curve knows that it has seen its claims.
    kept = {n: w for n, w in weights.items() if w or n.startswith("by=")}
    return ConfidenceCurve(bias=round(slope * float(model.intercept_[0]) + shift, 3), weights=kept), plain, chances


HEAD = (
    "| kind | claims | right | error | plain from | plain | of them right | less sure | of them right | folded |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
FIFTHS = "\n| kind | chance told: share right (claims), by fifths of the scale |\n|---|---|"


def report(kind: str, chances: Floats, truth: Floats, plain_from: float) -> str:
    """Prints the line of a kind in the first table; returns its line of the second."""
    error, steps = error_of(chances, truth)
    plain, less = chances >= plain_from, (chances >= LESS_SURE) & (chances < plain_from)
    told = [f"{part.sum()} | {truth[part].mean():.2f}" if part.any() else "0 | " for part in (plain, less)]
    start = f"{plain_from:.2f}" if plain_from < 1 else "never"
    print(f"| {kind} | {len(truth)} | {truth.mean():.2f} | {error:.3f} | {start} | {told[0]} | {told[1]} "
          f"| {(~plain & ~less).sum()} |", flush=True)  # fmt: skip
    return f"| {kind} | " + ", ".join(f"{m:.2f}: {s:.2f} ({n})" for m, s, n in steps) + " |"


def measure(place: str, scorer_folder: Path) -> None:
    """The tables of what the package tells of the pages kept aside."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, _, claim, _, right in judged(place, scorer_folder, told=True):
        found[kind].append((claim.confidence, right))
    plain_from = json.loads(sureness.FILE.read_text(encoding="utf-8"))
    print(HEAD)
    tables = []
    for kind, claims in sorted(found.items()):
        chances, truth = np.array(claims, dtype=float).T
        tables.append(report(kind, chances, truth, plain_from[kind]))
    print(FIFTHS)
    print("\n".join(tables))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", help="folder of NNN.txt and NNN.json")
    parser.add_argument("--more", help="TEXTS:ANNOTATIONS, further pages to train on")
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--measure", action="store_true", help="print the tables for what ships; fit and write nothing")
    parser.add_argument("--kinds", nargs="*", help="kinds to fit, the others stay as they ship (all)")
    options = parser.parse_args()
    if options.measure:
        measure(options.pages, options.scorer)
        return
    further = read_rows(options.more, options.scorer) if options.more else {}
    curves = dict(files.shipped())
    thresholds, tables = dict(sureness.thresholds()), []
    print(HEAD)
    for kind, rows in sorted(read_rows(options.pages, options.scorer).items()):
        if options.kinds and kind not in options.kinds:
            continue
        elsewhere = [(f"{ELSEWHERE} {page}", {*f, ELSEWHERE}, right) for page, f, right in further.get(kind, [])]
        aside = [r for r in rows if not int(r[0]) % 5]
        curve, plain_from, chances = fit_kind(
            [*(r for r in rows if int(r[0]) % 5), *elsewhere], aside, RIGHT_OF.get(kind, RIGHT)
        )
        curves[kind], thresholds[kind] = curve, plain_from
        tables.append(report(kind, chances, truths(aside), plain_from))
    print(FIFTHS)
    print("\n".join(tables))
    files.write(files.FILE, curves)
    sureness.FILE.write_text(json.dumps(thresholds, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
