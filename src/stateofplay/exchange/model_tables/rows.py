"""What tables of verdicts say: one row a state, or one row for each state, decision maker and concept."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.conflict.analysis import Analysis
from stateofplay.conflict.concepts import concept_of, general_knowledge, mark_words
from stateofplay.conflict.logic.formulas import text_of
from stateofplay.conflict.model.naming import name_of, option_name
from stateofplay.conflict.preferences.statements import OpenWish, PreferenceStatement, Statements, truth
from stateofplay.errors import ConflictError

Cell = str | int | float
MOST_CELLS = 5_000_000
WORDS = {True: "stable", False: "unstable"}


def ranks_by_state(analysis: Analysis) -> dict[str, list[int]]:
    """Decision maker to its ranks, 1 for the best, ties alike; without those whose preference is not complete."""
    found = {}
    for dm in analysis.conflict.decision_makers:
        ranks = dm.preference.ranks(analysis.conflict.space)
        if ranks is not None:
            places = {rank: place for place, rank in enumerate(sorted(set(ranks.tolist()), reverse=True), 1)}
            found[dm.id] = [places[rank] for rank in ranks.tolist()]
    return found


def open_wishes(analysis: Analysis) -> dict[str, list[OpenWish]]:
    """Decision maker to the wishes that are open for it, those without any left out."""
    found = {}
    for dm in analysis.conflict.decision_makers:
        asked = dm.preference.open if isinstance(dm.preference, Statements) else ()
        if unanswered := [one for one in asked if one.answer == "open"]:
            found[dm.id] = unanswered
    return found


def open_by_state(analysis: Analysis) -> dict[str, list[str]]:
    """Decision maker to what is open for it in each state: two states whose entries differ are open to compare."""
    space, found = analysis.conflict.space, {}
    for dm, asked in open_wishes(analysis).items():
        held = [(words_of_open(one), truth(PreferenceStatement(formula=one.formula), space).tolist()) for one in asked]
        found[dm] = ["; ".join(words for words, holds in held if holds[k]) for k in range(space.size)]
    return found


def words_of_open(wish: OpenWish) -> str:
    """The formula of an open wish, as it stands in the model's file."""
    return wish.formula if isinstance(wish.formula, str) else text_of(wish.formula)


def marked(analysis: Analysis) -> str:
    """Say which of the concepts and readings rest on general knowledge; nothing where none does."""
    return general_knowledge(analysis.concepts, analysis.reading.kind)


def head(analysis: Analysis) -> list[str]:
    """The names of the columns of the wide table."""
    conflict = analysis.conflict
    parties = {dm: name_of(conflict, dm) for dm in conflict.dm_ids}
    return [
        "id",
        "label",
        "options",
        *(option_name(conflict, option) for option in conflict.options),
        *(f"rank {parties[dm]}" for dm in ranks_by_state(analysis)),
        *(f"open {parties[dm]}" for dm in open_wishes(analysis)),
        *(
            column
            for concept in analysis.concepts
            for column in (*(f"{concept} {name}" for name in parties.values()), f"{concept} equilibrium")
        ),
        *(["generally stated"] if marked(analysis) else []),
    ]


def wide_rows(analysis: Analysis) -> Iterator[list[Cell]]:
    """One row a state."""
    conflict, space = analysis.conflict, analysis.conflict.space
    _check(space.size * (3 + len(conflict.options) + len(conflict.dm_ids) * (1 + len(analysis.concepts))))
    ranks, asked = ranks_by_state(analysis), open_by_state(analysis)
    equilibria = {concept: analysis.equilibrium(concept) for concept in analysis.concepts}
    last: list[Cell] = [known] if (known := marked(analysis)) else []
    for index in range(space.size):
        signs = space.options_text(index)
        row: list[Cell] = [index + 1, space.label(index), signs, *signs]
        row += [places[index] for places in ranks.values()]
        row += [wishes[index] for wishes in asked.values()]
        for concept in analysis.concepts:
            row += [WORDS[bool(analysis.verdicts[concept][dm][index])] for dm in conflict.dm_ids]
            row.append("yes" if equilibria[concept][index] else "no")
        yield row + last


TIDY = "model state label options decision_maker rank concept mark reading verdict without_any_move equilibrium open".split()


def tidy_rows(analysis: Analysis) -> Iterator[list[Cell]]:
    """One row for each state, decision maker and concept."""
    conflict, space = analysis.conflict, analysis.conflict.space
    _check(space.size * len(conflict.dm_ids) * len(analysis.concepts) * len(TIDY))
    ranks, fixed, asked = ranks_by_state(analysis), analysis.immobile, open_by_state(analysis)
    for concept in analysis.concepts:
        together, mark = analysis.equilibrium(concept), concept_of(concept).mark
        for index in range(space.size):
            for dm in conflict.dm_ids:
                yield [
                    conflict.name,
                    index + 1,
                    space.label(index),
                    space.options_text(index),
                    name_of(conflict, dm),
                    ranks[dm][index] if dm in ranks else "",
                    concept,
                    mark,
                    analysis.reading.id,
                    WORDS[bool(analysis.verdicts[concept][dm][index])],
                    "yes" if fixed[dm][index] else "no",
                    "yes" if together[index] else "no",
                    asked[dm][index] if dm in asked else "",
                ]


def notes(analysis: Analysis) -> list[tuple[str, str, str, str]]:
    """For each concept: its id, its definition, its source, and how that was read."""
    known = [concept_of(concept) for concept in analysis.concepts]
    return [(one.id, one.definition, one.source, mark_words(one)) for one in known]


def _check(cells: int) -> None:
    if cells > MOST_CELLS:
        raise ConflictError(
            f"the table would have {cells:,} cells, more than {MOST_CELLS:,}",
            slug="conflict.table_size",
            hint="Ask for fewer concepts, or take --format json.",
        )
