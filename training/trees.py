"""Train boosted trees with scikit-learn and write them as the arrays that `stateofplay.language.trees` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def fit(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    *,
    weights: np.ndarray | None = None,
    rounds: int = 140,
    leaves: int = 10,
    rate: float = 0.06,
    fewest: int = 25,
) -> tuple[HistGradientBoostingClassifier, tuple[str, ...]]:
    """Fit trees to rows of named numbers; returns them with the order of the columns."""
    measures = tuple(sorted({name for row in rows for name in row}))
    model = HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=fewest, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    model.fit(table(rows, measures), np.asarray(labels, dtype=bool), sample_weight=weights)
    return model, measures


def table(rows: Sequence[Mapping[str, float]], measures: Sequence[str]) -> np.ndarray:
    """Rows as a matrix with these columns; what is missing is nought."""
    return np.array([[row.get(name, 0.0) for name in measures] for row in rows])


def export(model: HistGradientBoostingClassifier, measures: Sequence[str], path: Path) -> None:
    """Write the trees of a fitted model; a leaf is its own child, so that asking can stop anywhere below it."""
    trees = [predictors[0].nodes for predictors in model._predictors]
    size = max(len(nodes) for nodes in trees)
    arrays = {
        "feature": np.zeros((len(trees), size), dtype=np.int16),
        "threshold": np.zeros((len(trees), size), dtype=np.float64),
        "left": np.tile(np.arange(size, dtype=np.uint8), (len(trees), 1)),
        "right": np.tile(np.arange(size, dtype=np.uint8), (len(trees), 1)),
        "value": np.zeros((len(trees), size), dtype=np.float32),
    }
    for number, nodes in enumerate(trees):
        for place, node in enumerate(nodes):
            arrays["value"][number, place] = node["value"]
            if not node["is_leaf"]:
                arrays["feature"][number, place] = node["feature_idx"]
                arrays["threshold"][number, place] = node["num_threshold"]
                arrays["left"][number, place] = node["left"]
                arrays["right"][number, place] = node["right"]
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    np.savez_compressed(
        path, measures=np.array(measures), base=float(model._baseline_prediction.ravel()[0]), depth=depth, **arrays
    )
