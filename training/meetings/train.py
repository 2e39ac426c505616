"""Train the choice of meetings: ``python -m training.meetings.train CACHE --scorer GOLD NAME=SOURCE... [--out FOLDER]``.

A SOURCE is as for ``training.claims.cache``; CACHE keeps what was measured of each page, so that a run goes on where it was
stopped. Of the source ``train`` the pages whose number divides by five are only measured. Each step is trained on what the
step before says of pages that it did not train on (five folds). Prints what rules and model reach, then writes the trees.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from training.meetings.examples import ALIKE, Example, Judge, read_examples
from training.trees import export

from stateofplay.finding.meetings import choice
from stateofplay.finding.meetings.choice.sittings import measures
from stateofplay.finding.meetings.choice.tables import Seats, of_table, tables
from stateofplay.finding.meetings.finder import ENOUGH
from stateofplay.model import MeetingStatus

Rows = Sequence[Mapping[str, float]]
FOLDS = 5
OWN = 0.5
"""What a page of our own writing counts beside one of the press."""
STATUSES = tuple(str(s) for s in MeetingStatus)


class Step:
    """One step: rows of a page, told apart by page, and trees that are fitted to some of them."""

    def __init__(self, rows: dict[str, Rows], *, least: int) -> None:
        every = [row for key in rows for row in rows[key]]
        seen = Counter(name for row in every for name, value in row.items() if value)
        self.names = tuple(sorted(name for name, count in seen.items() if count >= least))
        column = {name: n for n, name in enumerate(self.names)}
        self.table = np.zeros((len(every), len(column)), dtype=np.float32)
        for n, row in enumerate(every):
            for name, value in row.items():
                if name in column:
                    self.table[n, column[name]] = value
        self.first: dict[str, int] = {}
        at = 0
        for key, mine in rows.items():
            self.first[key] = at
            at += len(mine)
        self.count = {key: len(mine) for key, mine in rows.items()}

    def of(self, key: str) -> np.ndarray:
        """The rows of a page."""
        return self.table[self.first[key] : self.first[key] + self.count[key]]

    def fit(self, model: Any, targets: dict[str, dict[int, float]]) -> Any:
        """Fit a model to rows of pages by their number in the page."""
        index = [self.first[key] + n for key, mine in targets.items() for n in mine]
        value = [v for mine in targets.values() for v in mine.values()]
        weights = [OWN if key.startswith("own") else 1.0 for key, mine in targets.items() for _ in mine]
        return model.fit(self.table[index], np.array(value), sample_weight=np.array(weights))


def classifier(rounds: int, leaves: int, rate: float) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=25, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip


def regressor(rounds: int, leaves: int, rate: float, least: int) -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=rounds, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=least, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip


Fitted = Callable[[list[str]], Any]


class Trainer:
    """The three steps over examples; what a step says of a page comes from a model that did not see the page."""

    def __init__(self, examples: dict[str, Example], judge: Judge, fit: list[str], test: list[str]) -> None:
        self.examples, self.judge, self.able, self.test = examples, judge, fit, test
        self.pairs = {key: judge.pairs(example) for key, example in examples.items()}
        order = sorted(fit, key=lambda k: (k[-3:], k))
        self.fold = {key: n % FOLDS for n, key in enumerate(order)}

    def across(self, fit: Fitted, say: Callable[[Any, str], None]) -> Any:
        """Fit in folds and once on all; returns the latter, which speaks of the pages kept aside."""
        for number in range(FOLDS):
            model = fit([k for k in self.able if self.fold[k] != number])
            for key in (k for k in self.able if self.fold[k] == number):
                say(model, key)
        model = fit(self.able)
        for key in self.test:
            say(model, key)
        return model

    def run(self, out: Path | None) -> None:
        """All steps, one after the other."""
        examples = self.examples
        chances: dict[str, list[np.ndarray]] = {}
        seats = Step({k: [row for s in e.sittings for row in s.seats] for k, e in examples.items()}, least=40)

        def say_seats(model: Any, key: str) -> None:
            said = model.predict_proba(seats.of(key))[:, 1] if seats.count[key] else np.zeros(0)
            ends = np.cumsum([len(s.seats) for s in examples[key].sittings])
            chances[key] = np.split(said, ends[:-1]) if len(ends) else []

        of_seats = self.across(
            lambda keys: seats.fit(classifier(100, 10, 0.08), {k: self._seats(examples[k]) for k in keys}), say_seats
        )
        rooms = {
            k: [s.room(p.tolist()) for s, p in zip(e.sittings, chances[k], strict=True)] for k, e in examples.items()
        }
        sets = {k: [tables(room) for room in rooms[k]] for k in examples}
        rows = {
            k: [
                of_table(room, s, sorted(how))
                for room, mine in zip(rooms[k], sets[k], strict=True)
                for s, how in mine.items()
            ]
            for k in examples
        }
        step = Step(rows, least=40)
        chosen: dict[str, list[tuple[Seats, float]]] = {}

        def say_tables(model: Any, key: str) -> None:
            said = model.predict(step.of(key)).tolist() if step.count[key] else []
            chosen[key], at = [], 0
            for room, mine in zip(rooms[key], sets[key], strict=True):
                best = max(zip(mine, said[at : at + len(mine)], strict=True), key=lambda p: p[1], default=((), 0.0))
                at += len(mine)
                chosen[key].append((tuple(sorted(best[0], key=lambda n: (-room.chances[n], n))), best[1]))

        of_tables = self.across(
            lambda keys: step.fit(regressor(120, 8, 0.06, 40), {k: self._tables(examples[k], sets[k]) for k in keys}),
            say_tables,
        )
        last = Step({k: measures(e.sittings, chosen[k]) for k, e in examples.items()}, least=12)
        worth: dict[str, list[float]] = {}
        status: dict[str, np.ndarray] = {}

        def say_worth(model: Any, key: str) -> None:
            worth[key] = model.predict(last.of(key)).tolist() if last.count[key] else []

        of_worth = self.across(
            lambda keys: last.fit(regressor(100, 6, 0.05, 25), {k: self._worth(examples[k], chosen[k]) for k in keys}),
            say_worth,
        )

        def say_status(models: Any, key: str) -> None:
            mine = last.of(key)
            status[key] = (
                np.stack([m.predict_proba(mine)[:, 1] for m in models], axis=1) if len(mine) else np.zeros((0, 5))
            )

        of_status = self.across(
            lambda keys: [
                last.fit(classifier(40, 6, 0.08), {k: self._status(examples[k], word) for k in keys})
                for word in STATUSES
            ],
            say_status,
        )
        self.tell(chosen, worth, status)
        if out is not None:
            export(of_seats, seats.names, out / "seats.npz")
            export(of_tables, step.names, out / "tables.npz")
            export(of_worth, last.names, out / "worth.npz")
            for word, model in zip(STATUSES, of_status, strict=True):
                export(model, last.names, out / f"{word}.npz")

    def _seats(self, example: Example) -> dict[int, float]:
        out: dict[int, float] = {}
        at = 0
        for n, sitting in enumerate(example.sittings):
            if (answer := self.pairs[example.key].get(n)) is not None:
                true = set(example.answer[answer]["parties"])
                names = self.judge.names(example)
                out |= {at + m: float(names.of(name) in true) for m, name in enumerate(sitting.actors)}
            at += len(sitting.actors)
        return out

    def _tables(self, example: Example, sets: list[dict[Seats, set[str]]]) -> dict[int, float]:
        out: dict[int, float] = {}
        at = 0
        for n, mine in enumerate(sets):
            if (answer := self.pairs[example.key].get(n)) is not None:
                true = example.answer[answer]
                out |= {at + m: self.judge.shared(example, true, seats) for m, seats in enumerate(mine)}
            at += len(mine)
        return out

    def _worth(self, example: Example, chosen: list[tuple[Seats, float]]) -> dict[int, float]:
        out: dict[int, float] = {}
        for n, claim in enumerate(example.claims):
            answer = self.pairs[example.key].get(n)
            like = 0.0
            if answer is not None:
                like = self.judge.likeness(example, example.answer[answer], claim | {"parties": chosen[n][0]})
            out[n] = like if like >= ALIKE else 0.0
        return out

    def _status(self, example: Example, word: str) -> dict[int, float]:
        return {n: float(example.answer[i]["status"] == word) for n, i in self.pairs[example.key].items()}

    def tell(self, chosen: Any, worth: Any, status: Any) -> None:
        """Print what rules and model reach in the folds of press pages and on those kept aside."""
        press = [k for k in self.able if k.startswith("train")]
        for name, keys in (("folds", press), ("aside", self.test)):
            pages = [self.examples[k] for k in keys]
            if not pages:
                continue
            print(name, "rules {:.3f} {:.3f} {:.3f}".format(*self.judge.row(pages, {e.key: e.ruled for e in pages})))
            for least in (0.0, 0.15, 0.2, 0.225, 0.25, 0.275, 0.3, 0.35):
                mine = {
                    e.key: [
                        claim | {"parties": chosen[e.key][n][0], "status": STATUSES[int(np.argmax(status[e.key][n]))]}
                        for n, claim in enumerate(e.claims)
                        if worth[e.key][n] >= least
                    ]
                    for e in pages
                }
                mark = " (ships)" if least == ENOUGH else ""
                print(
                    name,
                    f"model from {least}",
                    "{:.3f} {:.3f} {:.3f}".format(*self.judge.row(pages, mine)),
                    mark,
                    flush=True,
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("sources", nargs="+", metavar="NAME=SOURCE")
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--out", type=Path, default=choice.WEIGHTS, help="write the trees here")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    examples = {e.key: e for e in read_examples(options.cache, options.sources)}
    test = [k for k in examples if k.startswith("train-") and int(k[-3:]) % 5 == 0]
    able = [k for k in examples if k not in set(test)]
    print(len(able), "pages train,", len(test), "measure", flush=True)
    Trainer(examples, Judge(options.scorer), able, test).run(None if options.dry else options.out)


if __name__ == "__main__":
    main()
