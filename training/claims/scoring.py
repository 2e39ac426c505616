"""Score one kind of claim over cached pages with the scorer of the answer key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Row = tuple[float, float, float]
KINDS = ("meetings", "attendance", "statements", "positions", "conditions", "events", "dates")


class Scorer:
    """The scorer, over pages by key."""

    def __init__(self, folder: Path, records: dict[str, Record]) -> None:
        sys.path.insert(0, str(folder))
        import score

        self.score = score
        self.records = records

    def counts(self, kind: str, key: str, claims: list[Record]) -> list[float]:
        """What one page adds: hits, claims, hits, answers."""
        record = self.records[key]
        gold = {**record["answer"], **{k: [] for k in KINDS}, kind: record["answer"][kind], "body": [], "title": None}
        found = {"actors": record["reading"]["actors"], kind: claims, "article": {}}
        rows, _ = self.score.compare(gold, found, record["raw"])
        return list(rows[kind])

    def row(self, kind: str, claims: dict[str, list[Record]]) -> Row:
        """Precision, recall and F1 of claims by page."""
        total = [0.0] * 4
        for key, items in claims.items():
            total = [a + b for a, b in zip(total, self.counts(kind, key, items), strict=True)]
        precision, recall = total[0] / max(total[1], 1), total[2] / max(total[3], 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
