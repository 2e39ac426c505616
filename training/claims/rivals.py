"""Train the trees that choose among the acts of a page.

``python -m training.claims.rivals PAGES --more TEXTS:ANNOTATIONS --scorer GOLD``. PAGES holds ``NNN.txt`` and ``NNN.json``
(answers); those whose number divides by five are left out, the others count twice. ``--more`` are stand-off annotations and
their texts: every second page trains, so that the rest can measure. Every act that rules and network think of is judged
alone, as the scorer sees it. Run it after the curves of confidence, which it looks at: some ten minutes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from training.claims.judging import read_pages
from training.claims.scoring import Scorer
from training.trees import export, fit

from stateofplay.exchange.reading.contract import to_plain
from stateofplay.finding.components import Found
from stateofplay.finding.confidence.rivals import FILE, Measures, is_known, measures_of
from stateofplay.finding.confidence.weighing import by_curves
from stateofplay.finding.learned.reader import reads
from stateofplay.language.document import Document
from stateofplay.model import Reading

ROUNDS, RATE, LEAVES, FEWEST = 200, 0.04, 12, 40
OF_PAGES = 2.0
"""What an act of PAGES counts, one of the further pages one: the former are more like what is read."""


def read_rows(place: str, scorer_folder: Path) -> tuple[list[Measures], list[bool]]:
    """The measures of each act of the pages of a source that train, and whether it is right."""
    rows: list[Measures] = []
    labels: list[bool] = []
    scorer = Scorer(scorer_folder, {})
    for count, (number, raw, answer, document, found) in enumerate(read_pages(place)):
        if not reads(document) or not (count % 2 if ":" in place else int(number) % 5):
            continue
        weighed, measures = _acts(document, found)
        rows += measures
        reading = to_plain(Reading(article=document.article, actors=document.actors, events=weighed.events))
        scorer.records[number] = {"answer": answer, "reading": reading, "raw": raw}
        labels += [scorer.counts("events", number, [record])[0] > 0 for record in reading["events"]]
    return rows, labels


def _acts(document: Document, found: Found) -> tuple[Found, list[Measures]]:
    """The acts of a page that the trees weigh, with what they are told of each."""
    found = found.having("events", tuple(event for event in found.events if is_known(event)))
    weighed = by_curves(document, found)
    return weighed, measures_of(document, weighed, weighed.events, [event.confidence for event in found.events])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", help="folder of NNN.txt and NNN.json")
    parser.add_argument("--more", help="TEXTS:ANNOTATIONS, further pages to train on")
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    rows: list[Measures] = []
    labels: list[bool] = []
    weights: list[float] = []
    for place, weight in ((options.pages, OF_PAGES), (options.more, 1.0)):
        if place is not None:
            measures, right = read_rows(place, options.scorer)
            rows, labels, weights = rows + measures, labels + right, weights + [weight] * len(right)
            print(place, len(right), "acts,", sum(right), "right", flush=True)
    model, names = fit(rows, labels, weights=np.array(weights), rounds=ROUNDS, rate=RATE, leaves=LEAVES, fewest=FEWEST)
    export(model, names, options.out)


if __name__ == "__main__":
    main()
