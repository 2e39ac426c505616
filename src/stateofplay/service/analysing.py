"""Load conflict models, of files and of the catalogue, and analyse them beyond stability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stateofplay.conflict import SIMPLE, Analysis, Conflict, PreferenceReading, analyse
from stateofplay.conflict.catalogue import case_names, case_text
from stateofplay.conflict.catalogue import find_case as find
from stateofplay.conflict.concepts import GENERAL, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.files import parse_model, read_model
from stateofplay.conflict.json import Json
from stateofplay.conflict.studies.statusquo import StatusQuo
from stateofplay.errors import ConflictError
from stateofplay.exchange.analysis_page.content import StudyFinding
from stateofplay.exchange.analysis_page.proofs import UNPROVED, plain_proof, prove_any
from stateofplay.exchange.figures.records import Figure
from stateofplay.exchange.names import FigureKind

_MARK: dict[str, Json] = {"mark": "literature"}
"""Of analyses whose definitions are given as the literature generally states them."""
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Which analyses beyond stability are wanted.

    Attributes
    ----------
    status_quo, state, all_moves
        What can be reached from a state (the model's status quo where `state` is None), by improvements or all moves.
    coalitions
        Stability against every coalition.
    inverse, free
        Which preferences (of the free decision makers; of all where none is named) make this state an equilibrium.
    robust, seed
        How often each state is an equilibrium over so many drawn preferences.
    """

    status_quo: bool = False
    state: str | None = None
    all_moves: bool = False
    coalitions: bool = False
    inverse: str | None = None
    free: tuple[str, ...] = ()
    robust: int | None = None
    seed: int = 0


def look_beyond(
    conflict: Conflict,
    wanted: Beyond,
    concepts: Sequence[str] = (),
    *,
    reading: PreferenceReading = SIMPLE,
    progress: Progress | None = None,
) -> tuple[tuple[StudyFinding, dict[str, Json]], ...]:
    """Analyse a conflict beyond stability.

    Parameters
    ----------
    concepts
        The first is the one of the inverse analysis; sequential stability where none is named. Of coalitions those that
        belong to them.
    reading
        How preferences are read.

    Returns
    -------
    tuple
        A pair for each analysis: what it found in words (its ``key`` names it), and its plain data for JSON.
    """
    out: list[tuple[StudyFinding, dict[str, Json]]] = []
    if wanted.status_quo:
        from stateofplay.exchange.figures import draw_status_quo

        reached = _reach(conflict, wanted)
        figure = draw_status_quo(reached)
        told = (*reached.sentences(), f"What can be reached and who moves last are given here {GENERAL}.")
        out.append((_finding("status_quo", "From the status quo", told, figure=figure), {**reached.to_dict(), **_MARK}))
    if wanted.coalitions:
        from stateofplay.conflict.studies.coalition import coalition_analysis

        joined = coalition_analysis(conflict, coalition_concepts(concepts), reading=reading, progress=progress)
        told = (*joined.sentences(), f"{', '.join(joined.stable)}: given here {GENERAL}.")
        out.append((_finding("coalitions", "Coalitions", told), {**joined.to_dict(), **_MARK}))
    if wanted.inverse is not None:
        from stateofplay.conflict.inverse.analysis import inverse

        inverted = inverse(conflict, wanted.inverse, (*concepts, "SEQ")[0], free=wanted.free or None, progress=progress)
        out.append((_finding("inverse", "What would make it an equilibrium", inverted.sentences()), inverted.to_dict()))
    if wanted.robust is not None:
        from stateofplay.conflict.studies.robustness import robustness

        drawn = robustness(conflict, wanted.robust, wanted.seed, progress=progress)
        out.append((_finding("robustness", "How robust the equilibria are", drawn.sentences()), drawn.to_dict()))
    return tuple(out)


def coalition_concepts(concepts: Sequence[str]) -> tuple[str, ...]:
    """The coalition concepts that belong to individual ones; all four where none is named.

    Examples
    --------
    >>> coalition_concepts(["seq", "SIM"])
    ('CSEQ',)
    """
    from stateofplay.conflict.studies.coalition import COALITION_CONCEPTS, INDIVIDUAL

    asked = {concept_id(concept) for concept in concepts}
    found = tuple(concept for concept, own in INDIVIDUAL.items() if own in asked)
    if asked and not found:
        raise ConflictError(
            f"{', '.join(sorted(asked))} has no form for coalitions",
            slug="conflict.usage",
            hint=f"Ask for some of {', '.join(INDIVIDUAL.values())} with --coalitions.",
        )
    return found or COALITION_CONCEPTS


def draw_figure(
    conflict: Conflict,
    kind: FigureKind,
    wanted: Beyond,
    concepts: Sequence[str] = (),
    *,
    reading: PreferenceReading = SIMPLE,
    progress: Progress | None = None,
) -> Figure:
    """Draw a figure of a conflict."""
    from stateofplay.exchange.figures import draw_moves, draw_outcomes, draw_state_table, draw_status_quo

    if kind == "status-quo":
        return draw_status_quo(_reach(conflict, wanted))
    analysis = analyse(conflict, concepts or None, reading=reading, progress=progress)
    if kind == "moves":
        return draw_moves(analysis)
    return draw_state_table(analysis) if kind == "table" else draw_outcomes(analysis)


def explain_plainly(analysis: Analysis, state: int) -> list[Json]:
    """The proofs of all verdicts on one state (by id) as plain data, whole, each with its sentence."""
    out: list[Json] = []
    for concept in analysis.concepts:
        for dm in analysis.conflict.dm_ids:
            stable = analysis.is_stable(concept, dm, f"#{state}")
            entry: dict[str, Json] = {"concept": concept, "decision_maker": dm, "state": state, "stable": stable}
            try:
                proof = prove_any(analysis, concept, dm, state)
            except ConflictError as error:
                if error.slug not in UNPROVED:
                    raise
                entry["no_proof"] = error.sentence
            else:
                entry.update(plain_proof(analysis.conflict, proof))
            out.append(entry)
    return out


def _reach(conflict: Conflict, wanted: Beyond) -> StatusQuo:
    from stateofplay.conflict.studies.statusquo import status_quo

    if wanted.state is None and conflict.status_quo is None:
        raise ConflictError(
            "the model names no status quo",
            slug="conflict.status_quo",
            hint="Name the state to start from with --state, or write status_quo into the model.",
        )
    return status_quo(conflict, wanted.state, improvements_only=not wanted.all_moves)


def _finding(key: str, title: str, sentences: tuple[str, ...], *, figure: Figure | None = None) -> StudyFinding:
    return StudyFinding(key=key, title=title, sentences=sentences, figure=figure)


def find_state(conflict: Conflict, text: str) -> int:
    """The id of the state that a user names by label, YN string or number."""
    return conflict.space.index_of(text) + 1


def catalogue() -> dict[str, str]:
    """Name of every conflict of the catalogue -> its TOML."""
    return {name: case_text(name) for name in case_names()}


def find_case(name: str) -> tuple[str, str]:
    """The one conflict of the catalogue that goes by some words, and its TOML.

    Raises
    ------
    ConflictError
        ``conflict.no_such_case`` where none or several do; the hint lists them.
    """
    slug = find(name)
    return slug, case_text(slug)


def is_case(name: str) -> bool:
    """Whether a name is that of a case: a case file by its ending or its first bytes, or an address of PostgreSQL."""
    if name.startswith(("postgresql:", "postgres:")) or Path(name).suffix.lower() == ".sop":
        return True
    path = Path(name)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def is_file(name: str) -> bool:
    """Whether a name of a model is that of a file, there or not, rather than of a case of the catalogue."""
    return Path(name).exists() or bool(Path(name).suffix)


def load_model(name: str) -> Conflict:
    """A model by file, or by its name in the catalogue where no such file exists."""
    if is_file(name):
        return read_model(name)
    slug, text = find_case(name)
    return parse_model(text, where=slug)
