"""Train the choice of actors: which drafts of a page annotators took for actors of the story.

    python -m training.actors.train [FOLDER ...] [--own FOLDER] [--aside 5] [--out FILE]

FOLDER holds annotated pages (``NNN.txt`` with ``NNN.json``), ``--own`` pages of our own writing (``NNN.page``). Of the first
folder pages whose number ``--aside`` divides are not trained on but scored. Prints precision, recall and F1 in six-fold
cross-validation and aside, then writes the weights of words and the trees. Some three minutes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from training.claims.markup import read_pages
from training.trees import export, fit, table

from stateofplay.language import actors as room
from stateofplay.language import parse
from stateofplay.language.actors import choice
from stateofplay.language.actors.cast import canonical
from stateofplay.language.actors.choice import weighing
from stateofplay.language.actors.choice.features import DraftContext, clues
from stateofplay.language.actors.choice.weighing import ClueWeights
from stateofplay.language.actors.kinds import find_spellings
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document
from stateofplay.language.lexicon import Lexicon
from stateofplay.language.trees import read_trees
from stateofplay.model import ActorKind, Article
from stateofplay.pages import read_page

FOLDS = 6
PARTS = 5
OFTEN = 3
"""Drafts that a clue must tell of to be weighed."""
LEAST = 0.02
FURTHER, OWN = 10_000, 1_000_000
"""Numbers of pages of further folders, and of own pages, begin here, so that none meet."""
OUT = Path(choice.__file__).parent / "trees.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One draft: what was measured, the words that tell of it, and whether it matched an annotated actor."""

    page: int
    measures: dict[str, float]
    clues: list[str]
    is_actor: bool


def matched(
    drafts: list[ActorDraft], spelled: Mapping[ActorDraft, list[str]], actors: list[dict[str, Any]]
) -> set[int]:
    """Identities of the drafts that are annotated actors, each actor once.

    Who bears an actor's very name is it before who shares one of its other forms, of these who is called so before who may be,
    and surnames come last; parts come after their parties.
    """
    called = {_fold(a["name"]): a["name"] for a in reversed(actors)}
    forms = {_fold(f): a["name"] for a in reversed(actors) for f in (a["name"], *a.get("aliases", ()))}
    surnames = {_fold(a["name"]).split(" ")[-1]: a["name"] for a in reversed(actors) if a["kind"] == "person"}
    taken: set[str] = set()
    found: set[int] = set()
    ordered = sorted(drafts, key=lambda d: (d.stands_for is not None, d.weight < 1))
    for known, whole in ((called, False), (forms, False), (forms, True), (surnames, True)):
        for draft in ordered:
            if id(draft) in found or (known is surnames and draft.kind is not ActorKind.PERSON):
                continue
            for form in (
                canonical(draft),
                *((*draft.forms, *draft.nominals, *spelled.get(draft, ())) if whole else ()),
            ):
                actor = known.get(_fold(form).split(" ")[-1] if known is surnames else _fold(form))
                if actor is not None and actor not in taken:
                    taken.add(actor)
                    found.add(id(draft))
                    break
    return found


def _fold(name: str) -> str:
    words = re.sub(r"[^\w\s-]", "", re.sub(r"['’]s\b", "", name.lower())).replace("-", " ").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def rows_of(document: Document, answer: dict[str, Any], number: int) -> Iterator[Row]:
    """Rows of one page: parts first, as the choice meets them; parts that are no actors then go to their party."""
    found: list[Row] = []

    def label(document: Document, roster: Roster, lexicon: Lexicon) -> None:
        for parts in (True, False):
            page = DraftContext(document, roster, lexicon)
            drafts = [d for d in roster.drafts if d.spans]
            hits = matched(drafts, find_spellings(document.doc, roster, roster.drafts), answer["actors"])
            for draft in drafts:
                if (draft.stands_for is not None) == parts:
                    hit = id(draft) in hits
                    told = clues(page, draft)
                    found.append(Row(page=number, measures=page.measures(draft), clues=told, is_actor=hit))
                    if parts and id(draft) not in hits and draft.stands_for is not None:
                        roster.merge(draft, draft.stands_for)

    absorbing, choosing = room.absorb_parts, room.choose
    room.absorb_parts, room.choose = label, lambda *_: frozenset()
    try:
        room.find_actors(document)
    finally:
        room.absorb_parts, room.choose = absorbing, choosing
    yield from found


def score(hits: np.ndarray, chances: np.ndarray, gold: int, enough: float = choice.ENOUGH) -> str:
    """Precision, recall and F1 of those whose chance is enough, against all annotated actors."""
    picked = chances >= enough
    right = int((picked & hits).sum())
    precision, recall = right / max(1, int(picked.sum())), right / max(1, gold)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def fit_words(rows: Sequence[Row]) -> ClueWeights:
    """Log odds of the clues that are seen often enough."""
    seen = Counter(clue for row in rows for clue in row.clues)
    known = sorted(clue for clue, count in seen.items() if count >= OFTEN and "\n" not in clue)
    column = {clue: place for place, clue in enumerate(known)}
    places = [[column[clue] for clue in row.clues if clue in column] for row in rows]
    ends = np.cumsum([0, *map(len, places)])
    flat = np.fromiter(itertools.chain.from_iterable(places), dtype=np.int64)
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(known)))
    model = LogisticRegression(C=0.3, solver="liblinear", random_state=0).fit(matrix, [row.is_actor for row in rows])
    return ClueWeights(of=dict(zip(known, model.coef_[0].tolist(), strict=True)), base=float(model.intercept_[0]))


def with_words(rows: Sequence[Row], words: ClueWeights) -> list[dict[str, float]]:
    """Measures of rows with what their words weigh."""
    return [row.measures | {choice.WORDS: words.weigh(row.clues)} for row in rows]


def fit_choice(rows: Sequence[Row]) -> tuple[ClueWeights, HistGradientBoostingClassifier, tuple[str, ...]]:
    """Weights of words and trees over them; the trees see each page's words as weights from other pages weigh them."""
    measured: list[dict[str, float]] = [{}] * len(rows)
    for part in range(PARTS):
        words = fit_words([row for row in rows if _part_of(row) != part])
        for place, row in enumerate(rows):
            if _part_of(row) == part:
                measured[place] = with_words([row], words)[0]
    trees, measures = fit(measured, [row.is_actor for row in rows])
    return fit_words(rows), trees, measures


def _part_of(row: Row) -> int:
    return row.page // FOLDS % PARTS


def write_weights(words: ClueWeights, path: Path) -> None:
    """Write the weights that say anything, smallest type that keeps them."""
    kept = {clue: weight for clue, weight in words.of.items() if abs(weight) >= LEAST}
    text = np.frombuffer("\n".join(kept).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, clues=text, weights=np.array(list(kept.values()), dtype=np.float16), base=words.base)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--own", type=Path)
    parser.add_argument("--aside", type=int, default=5)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    rows: list[Row] = []
    gold: dict[int, int] = {}
    every = ((n, p) for n, folder in enumerate(arguments.folders) for p in sorted(folder.glob("[0-9]*.json")))
    for place, path in every:
        answer = json.loads(path.read_text(encoding="utf-8"))
        number = FURTHER * place + int(path.stem)
        gold[number] = len(answer["actors"])
        article = read_page(path.with_suffix(".txt"), published=answer["published"])
        rows.extend(rows_of(parse(article), answer, number))
    for place, page in enumerate(read_pages(arguments.own) if arguments.own else ()):
        if page.split != "test":
            article = Article(text=page.text, published=page.published, language="en")
            rows.extend(rows_of(parse(article), page.answer, OWN + place))
    train = [row for row in rows if row.page >= FURTHER or row.page % arguments.aside]
    aside = [row for row in rows if row.page < FURTHER and row.page % arguments.aside == 0]
    real = np.array([row.page < FURTHER for row in train])
    hits = np.array([row.is_actor for row in train])
    chances = np.zeros(len(train))
    for fold in range(FOLDS):
        inside, outside = (
            np.array([(row.page % FOLDS == fold) is wanted for row in train]) for wanted in (False, True)
        )
        words, trees, measures = fit_choice([row for row, take in zip(train, inside, strict=True) if take])
        held = [row for row, take in zip(train, outside, strict=True) if take]
        chances[outside] = trees.predict_proba(table(with_words(held, words), measures))[:, 1]
    of_pages = sum(n for p, n in gold.items() if p < FURTHER and p % arguments.aside)
    print("cross-validated", score(hits[real], chances[real], of_pages))
    words, trees, measures = fit_choice(train)
    export(trees, measures, arguments.out)
    write_weights(words, arguments.out.with_name(weighing.WEIGHTS.name))
    shipped = read_trees(arguments.out)
    of_pages = sum(n for p, n in gold.items() if p < FURTHER and p % arguments.aside == 0)
    print(
        "aside", score(np.array([row.is_actor for row in aside]), shipped.chances(with_words(aside, words)), of_pages)
    )


if __name__ == "__main__":
    main()
