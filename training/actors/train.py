"""Train the choice of actors: which drafts of a page annotators took for actors of the story.

    python -m training.actors.train [FOLDER ...] [--own FOLDER] [--aside 5] [--out FILE]

FOLDER holds annotated pages (``NNN.txt`` with ``NNN.json``), ``--own`` pages of our own writing (``NNN.page``). Of the first
folder pages whose number ``--aside`` divides are not trained on but scored. Prints precision, recall and F1 in six-fold
cross-validation and aside, then writes the trees. Some two minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from training.claims.markup import read_pages
from training.trees import export, fit, table

from stateofplay.language import actors as room
from stateofplay.language import parse
from stateofplay.language.actors import choice
from stateofplay.language.actors.cast import canonical
from stateofplay.language.actors.choice.features import Page
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document
from stateofplay.language.lexicon import Lexicon
from stateofplay.language.trees import read_trees
from stateofplay.model import Article
from stateofplay.pages import read_page

FOLDS = 6
FURTHER, OWN = 10_000, 1_000_000
"""Numbers of pages of further folders, and of own pages, begin here, so that none meet."""
OUT = Path(choice.__file__).parent / "trees.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One draft: what was measured, and whether it matched an annotated actor."""

    page: int
    measures: dict[str, float]
    is_actor: bool


def matched(drafts: list[ActorDraft], actors: list[dict[str, Any]]) -> set[int]:
    """Identities of the drafts that are annotated actors, each actor once; parts come after their parties."""
    forms = {_fold(f): a["name"] for a in reversed(actors) for f in (a["name"], *a.get("aliases", ()))}
    taken: set[str] = set()
    found: set[int] = set()
    for draft in sorted(drafts, key=lambda d: (d.stands_for is not None, d.weight < 1)):
        for form in (canonical(draft), *draft.forms, *draft.nominals):
            actor = forms.get(_fold(form))
            if actor is not None and actor not in taken:
                taken.add(actor)
                found.add(id(draft))
                break
    return found


def _fold(name: str) -> str:
    words = name.lower().replace("’s", "").replace("'s", "").replace("-", " ").split()
    return " ".join(w.strip(".,\"'“”‘’()") for w in words if w not in ("the", "a", "an"))


def rows_of(article: Article, answer: dict[str, Any], number: int) -> Iterator[Row]:
    """Rows of one page: parts first, as the choice meets them; parts that are no actors then go to their party."""
    found: list[Row] = []

    def label(document: Document, roster: Roster, lexicon: Lexicon) -> None:
        for parts in (True, False):
            page = Page(document, roster, lexicon)
            drafts = [d for d in roster.drafts if d.spans]
            hits = matched(drafts, answer["actors"])
            for draft in drafts:
                if (draft.stands_for is not None) == parts:
                    found.append(Row(page=number, measures=page.measures(draft), is_actor=id(draft) in hits))
                    if parts and id(draft) not in hits and draft.stands_for is not None:
                        roster.merge(draft, draft.stands_for)

    chosen, room.choose = room.choose, label
    try:
        room.find_actors(parse(article))
    finally:
        room.choose = chosen
    yield from found


def score(hits: np.ndarray, chances: np.ndarray, gold: int, enough: float = choice.ENOUGH) -> str:
    """Precision, recall and F1 of those whose chance is enough, against all annotated actors."""
    picked = chances >= enough
    right = int((picked & hits).sum())
    precision, recall = right / max(1, int(picked.sum())), right / max(1, gold)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


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
        rows.extend(rows_of(article, answer, number))
    for place, page in enumerate(read_pages(arguments.own) if arguments.own else ()):
        if page.split != "test":
            article = Article(text=page.text, published=page.published, language="en")
            rows.extend(rows_of(article, page.answer, OWN + place))
    train = [row for row in rows if row.page >= FURTHER or row.page % arguments.aside]
    aside = [row for row in rows if row.page < FURTHER and row.page % arguments.aside == 0]
    real = np.array([row.page < FURTHER for row in train])
    hits = np.array([row.is_actor for row in train])
    chances = np.zeros(len(train))
    for fold in range(FOLDS):
        inside = [row for row in train if row.page % FOLDS != fold]
        model, measures = fit([r.measures for r in inside], [r.is_actor for r in inside])
        outside = np.array([row.page % FOLDS == fold for row in train])
        held = [row.measures for row in train if row.page % FOLDS == fold]
        chances[outside] = model.predict_proba(table(held, measures))[:, 1]
    print(
        "cross-validated",
        score(hits[real], chances[real], sum(n for p, n in gold.items() if p < FURTHER and p % arguments.aside)),
    )
    model, measures = fit([row.measures for row in train], [row.is_actor for row in train])
    export(model, measures, arguments.out)
    trees = read_trees(arguments.out)
    print(
        "aside",
        score(
            np.array([row.is_actor for row in aside]),
            trees.chances([row.measures for row in aside]),
            sum(n for p, n in gold.items() if p < FURTHER and p % arguments.aside == 0),
        ),
    )


if __name__ == "__main__":
    main()
