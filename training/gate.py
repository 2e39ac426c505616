"""Train the gate: ``python -m training.gate --on NAME=FOLDER ... --off FILE.jsonl.xz [--write]``.

Pages on talks are folders of ``NNN.txt`` and our own writing (``claims/pages``, where a page's kind says whether there are talks
in it); the others are a file of news of all kinds, one JSON object a line with ``text``. Of the latter nobody said what they
are about: those that a first model takes for talks train nothing, but count as passed in the rate that is printed. Pages
gathered by words and judged by nobody (``NAME?=FOLDER``) count as on talks where enough words of negotiation stand in them.
Whatever is printed was scored by a model that did not see the page (five parts, by number); ``--write`` fits on all pages but
those whose number divides by five.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from training.claims.markup import parse_page

from stateofplay.pages.gate import MODEL, MOST_CHARACTERS, count_features, damp

HERE = Path(__file__).parent
OWN = HERE / "claims" / "pages"
SENSES = HERE / "other_senses.txt"
"""Short stories, one or more for each stem of a word of negotiation that has another meaning; they train and are no test."""
OTHER = HERE.parent / "eval" / "other_news.txt"
"""Stories that test and never train."""
NO_TALKS = {"no talks", "obituary", "headline list"}
PARTS = 5
LOSE = 0.015
"""Share of the pages on talks that the low bar may lose, counted on pages that did not train; 2 % is promised."""
LOSE_MIDDLE = 0.025
"""The same for the bar in the middle, where a page is told to speak of a negotiation or not."""
MOST_FEATURES = 6_000
FEWEST_PAGES = 8
FEWEST_KINDS = 3
"""Kinds of words of negotiation that make a page that nobody judged one on talks."""
TOO_COMMON = 0.6
OWN_OFF = 8.0
"""How much a page of our own counts that uses words of negotiation and tells of none: they are few, and the hardest."""
_WORD = re.compile(r"[a-z]+")
_ANY = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page: `on` is None where nobody knows what it is about."""

    source: str
    number: int
    text: str
    on: bool | None
    kind: str = ""


def is_test(example: Example) -> bool:
    """Whether it is one of our own pages of which it is certain whether they tell of a negotiation."""
    return example.source == "other" or (example.source == "own" and example.kind not in NO_TALKS - {"no talks"})


def stems() -> tuple[str, ...]:
    table = tomllib.loads((HERE / "gate_words.toml").read_text(encoding="utf-8"))["stems"]
    return tuple(sorted({stem for words in table.values() for stem in words}))


def gather(on: list[str], off: Path) -> list[Example]:
    """All pages."""
    found: list[Example] = []
    for place in on:
        name, _, folder = place.partition("=")
        for path in sorted(Path(folder).glob("[0-9]*.txt")):
            text = path.read_text(encoding="utf-8")
            judged = True
            if name.endswith("?"):
                judged = count_features(_words(text), stems())[2].kinds >= FEWEST_KINDS or None  # type: ignore[assignment]
            found.append(Example(source=name, number=int(path.stem), text=text, on=judged))
    for path in sorted(OWN.glob("[0-9]*.page")):
        page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
        on_talks = page.kind not in NO_TALKS
        found.append(Example(source="own", number=int(path.stem), text=page.text, on=on_talks, kind=page.kind))
    for source, stories in (("senses", SENSES), ("other", OTHER)):
        texts = stories.read_text(encoding="utf-8").strip().split("\n\n")
        found.extend(
            Example(source=source, number=number, text=text.removeprefix("# "), on=False)
            for number, text in enumerate(texts)
        )
    with lzma.open(off) as lines:
        found.extend(
            Example(source="general", number=number, text=json.loads(line)["text"], on=False)
            for number, line in enumerate(lines)
        )
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:MOST_CHARACTERS].lower())


def vocabulary(examples: list[Example], seen: list[dict[str, float]]) -> list[str]:
    """Words and pairs that stand on enough pages and are no names: mostly written small, where they are written."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for example in examples:
        for word in set(_ANY.findall(example.text)):
            if word.islower():
                small[word] += 1
            else:
                large[word.lower()] += 1
    pages: Counter[str] = Counter()
    for row in seen:
        pages.update(row.keys())
    most = TOO_COMMON * len(examples)
    return [
        name
        for name, n in pages.items()
        if name.startswith("#")
        or (
            FEWEST_PAGES <= n <= most
            and all(len(w) > 1 and small[w] >= 2 * large[w] for w in name.split())
            and any(len(w) > 3 for w in name.split())
        )
    ]


def table(seen: list[dict[str, float]], names: list[str]) -> sparse.csr_matrix:
    """Features as rows of length one, the steps of the counts beside them as they are."""
    column = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for i, row in enumerate(seen):
        known = [(column[name], value, name[0] == "#") for name, value in row.items() if name in column]
        length = sum(v * v for _, v, step in known if not step) ** 0.5 or 1.0
        for place, value, step in known:
            rows.append(i)
            columns.append(place)
            values.append(1.0 if step else value / length)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(seen), len(names)))


STEP_WEIGHT = 0.35
"""How freely the steps of the counts are weighed beside words, whose rows are short."""


def fit(x: sparse.csr_matrix, on: np.ndarray, steps: np.ndarray, heft: np.ndarray) -> tuple[np.ndarray, float]:
    scale = sparse.diags(np.where(steps, STEP_WEIGHT, 1.0))
    model = LogisticRegression(C=20, class_weight="balanced", max_iter=400).fit(x @ scale, on, sample_weight=heft)
    return np.asarray(scale @ model.coef_[0]), float(model.intercept_[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--on", nargs="+", required=True, help="NAME=FOLDER of pages on talks; NAME? where nobody judged"
    )
    parser.add_argument("--off", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = stems()
    examples = gather(options.on, options.off)
    seen: list[dict[str, float]] = []
    for example in examples:
        counts, pairs, told = count_features(_words(example.text), known)
        row = {name: damp(n) for names in (counts, pairs) for name, n in names.items()}
        seen.append({**row, **dict.fromkeys(told.steps(), 1.0)})
    names = vocabulary(examples, seen)
    x = table(seen, names)
    part = np.array([e.number % PARTS for e in examples])
    on = np.array([bool(e.on) for e in examples])
    general = np.array([e.source == "general" for e in examples])
    known_label = np.array([e.on is not None for e in examples])
    steps = np.array([name.startswith("#") for name in names])
    heft = np.array([OWN_OFF if e.source in ("own", "senses") and not e.on else 1.0 for e in examples])
    known_label &= np.array([e.source != "other" for e in examples])
    trains = known_label.copy()
    for _ in range(2):
        scores = np.zeros(len(examples))
        for k in range(PARTS):
            chosen = trains & (part != k)
            weights, bias = fit(x[chosen], on[chosen], steps, heft[chosen])
            if len(names) > MOST_FEATURES:
                keep = np.zeros(len(names), dtype=bool)
                keep[np.argsort(-np.abs(weights))[:MOST_FEATURES]] = True
                keep |= steps
                small = table(seen, [n for n, kept in zip(names, keep, strict=True) if kept])
                weights, bias = fit(small[chosen], on[chosen], steps[keep], heft[chosen])
                scores[part == k] = small[part == k] @ weights + bias
            else:
                scores[part == k] = x[part == k] @ weights + bias
        # What a model that did not see it takes for talks, among news that nobody judged, trains nothing.
        trains = known_label & ~(general & (scores > 0))
    judged = scores[known_label & on]
    least = float(np.sort(judged)[int(LOSE * len(judged))])
    middle = float(np.sort(judged)[int(LOSE_MIDDLE * len(judged))])
    told = Counter(e.source for e in examples if e.on)
    print("pages on talks:", dict(told), "; general news:", int((general).sum()), "; features", len(names))
    for name, bar in (("least", least), ("middle", middle)):
        lost = Counter(e.source for e, s in zip(examples, scores, strict=True) if e.on and s < bar)
        own = [(s >= bar) == bool(e.on) for e, s in zip(examples, scores, strict=True) if is_test(e)]
        passed = np.mean(scores[general] >= bar)
        print(
            f"{name} {bar:.2f}: lost {sum(lost.values())} of {len(judged)} {dict(lost)}, general news passed {passed:.3f}"
        )
        print(f"   of {len(own)} pages of our own told rightly {sum(own)}, {np.mean(own):.3f}")
    if options.write:
        chosen = trains & ((part != 0) | general)
        weights, bias = fit(x[chosen], on[chosen], steps, heft[chosen])
        order = np.argsort(-np.abs(weights))[:MOST_FEATURES].tolist()
        order = sorted({*order, *np.flatnonzero(steps).tolist()}, key=lambda i: names[i])
        kept = [names[i] for i in order]
        small = table(seen, kept)
        weights, bias = fit(small[chosen], on[chosen], steps[order], heft[chosen])
        scale = float(np.abs(weights).max()) / 999
        numbers = {name: round(w / scale) for name, w in zip(kept, weights.tolist(), strict=True)}
        record = {
            "bias": round(bias, 4), "least": round(least, 3), "middle": round(middle, 3), "scale": round(scale, 8),
            "stems": list(known), "weights": {name: n for name, n in numbers.items() if n},
        }  # fmt: skip
        MODEL.write_text(json.dumps(record, indent=0, ensure_ascii=True) + "\n", encoding="utf-8")
        final = small @ weights + bias
        aside = known_label & on & (part == 0)
        lost_aside, passed = np.sum(final[aside] < least), np.mean(final[general] >= least)
        print(f"written: {len(kept)} features; aside lost {lost_aside} of {aside.sum()}, general passed {passed:.3f}")


if __name__ == "__main__":
    main()
