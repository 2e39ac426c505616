"""How well two annotators agree: each one's answers scored against the other's.

    python -m training.claims.agreement SCORER TEXTS ONE OTHER

SCORER is the folder of ``score.py``; ONE and OTHER hold answers with the same names for the pages that both annotated.
Prints F1 a row in both directions and their mean (the scorer asks more of one side than of the other).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from training.claims.standoff import number_of, text_of

Record = dict[str, Any]


def as_reading(answer: Record, body: str) -> Record:
    """An answer in the form of a reading: the article's text is the annotated body, claims stand as they are."""
    return answer | {"article": {"title": answer.get("title"), "text": body}}


def agreement(scorer: Any, pairs: list[tuple[Record, Record, str]]) -> dict[str, float]:
    """F1 a row over all pages, the first annotator taken for the key."""
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for key, other, text in pairs:
        rows, _ = scorer.compare(key, as_reading(other, scorer.gold_body(other, text)), text)
        for row, counts in rows.items():
            for i, count in enumerate(counts):
                totals[row][i] += count
    result = {}
    for row in scorer.ROWS:
        hit_found, found, hit_gold, gold = totals[row]
        precision, recall = hit_found / found if found else 0.0, hit_gold / gold if gold else 0.0
        result[row] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return result | {"reading": sum(result.values()) / len(result)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorer))
    import score as scorer

    pairs = []
    for path in sorted(options.one.glob("[0-9]*.json")):
        twin = options.other / path.name
        if twin.exists():
            text = text_of(options.texts, number_of(path))
            pairs.append((json.loads(path.read_text("utf-8")), json.loads(twin.read_text("utf-8")), text))
    there = agreement(scorer, pairs)
    back = agreement(scorer, [(other, one, text) for one, other, text in pairs])
    print(f"{len(pairs)} pages annotated twice\n{'row':12}{'one':>7}{'other':>7}{'mean':>7}")
    for row, value in there.items():
        print(f"{row:12}{value:7.3f}{back[row]:7.3f}{(value + back[row]) / 2:7.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
