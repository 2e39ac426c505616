"""The further analyses of a model by name, each fed by what the model's file asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from stateofplay.conflict import SIMPLE, Conflict, PreferenceReading, Questions, analyse, questions_of
from stateofplay.conflict.concepts import FAST_CONCEPTS, GENERAL, USUAL_CONCEPTS, concept_id
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.naming import describe, name_of
from stateofplay.errors import ConflictError
from stateofplay.exchange.analysis_page.content import StudyFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStudies:
    """Which further analyses, and what the shell asks beside the file."""

    studies: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    """Whose preferences goals may change; everyone's where nobody is named."""

    @property
    def names(self) -> tuple[str, ...]:
        """The studies, those included that an option asks for by itself."""
        implied = (("goals", self.goals), ("mixed", self.own), ("attitudes", self.attitudes))
        return tuple(dict.fromkeys((*self.studies, *(name for name, given in implied if given))))


class StudyResult(Protocol):
    """What every further analysis gives."""

    def sentences(self) -> tuple[str, ...]:
        """Plain sentences."""

    def to_dict(self) -> dict[str, Json]:
        """Plain data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _StudyTask:
    conflict: Conflict
    asked: Questions
    concepts: tuple[str, ...]
    reading: PreferenceReading
    progress: Progress | None
    free: tuple[str, ...] = ()

    def some(self, known: Sequence[str] = USUAL_CONCEPTS) -> tuple[str, ...]:
        """The concepts asked that a study knows; its usual ones where none is asked."""
        if not self.concepts:
            return tuple(concept for concept in USUAL_CONCEPTS if concept in known)
        return self.concepts


def study(
    conflict: Conflict,
    wanted: WantedStudies,
    concepts: Sequence[str] = (),
    *,
    reading: PreferenceReading = SIMPLE,
    progress: Progress | None = None,
) -> tuple[tuple[StudyFinding, dict[str, Json]], ...]:
    """Analyse a model further.

    Parameters
    ----------
    wanted
        The names of the studies (:data:`STUDIES`); ``all`` stands for each that the model's file has tables for.
    concepts
        Stability concepts; each study's usual ones where none is named.

    Raises
    ------
    ConflictError
        ``conflict.usage`` for a study that lacks what it needs; the hint shows the table to write.
    """
    asked = _with_words(conflict, questions_of(conflict), wanted)
    task = _StudyTask(
        conflict=conflict,
        asked=asked,
        concepts=tuple(dict.fromkeys(concept_id(concept) for concept in concepts)),
        reading=reading,
        progress=progress,
        free=wanted.free,
    )
    named = tuple(name for name in wanted.names if name != "all")
    names = tuple(dict.fromkeys((*(_tabled(conflict, asked) if "all" in wanted.names else ()), *named)))
    found: list[tuple[StudyFinding, dict[str, Json]]] = []
    for name in names:
        title, run = STUDIES[name]
        try:
            done = run(task)
        except ConflictError as error:
            if name in named:
                raise
            # Of all that the file has tables for, one that cannot be worked out does not take the others with it.
            told = (f"Not worked out: {error.sentence}.", *((error.hint,) if error.hint else ()))
            key = name.replace("-", "_")
            found.append((StudyFinding(key=key, title=title, sentences=told), {"not_worked_out": error.sentence}))
            continue
        for key, one in done:
            told = (*one.sentences(), f"{title}: {GENERAL}.") if name in GENERALLY_STATED else one.sentences()
            data = {**one.to_dict(), "mark": "literature" if name in GENERALLY_STATED else "verified"}
            found.append((StudyFinding(key=key, title=title, sentences=told), data))
    return tuple(found)


def _tabled(conflict: Conflict, asked: Questions) -> list[str]:
    tables = {
        "hypergame": asked.views or conflict.unseen,
        "attitudes": asked.attitudes,
        "power": asked.influences,
        "third-parties": asked.interventions,
        "goals": asked.goals,
        "mixed": asked.concepts,
        "evolution": asked.paces,
    }
    return [name for name, given in tables.items() if given]


def _with_words(conflict: Conflict, asked: Questions, wanted: WantedStudies) -> Questions:
    """Add what the shell says: goals, concepts of their own, attitudes."""
    goals, concepts, attitudes = dict(asked.goals), dict(asked.concepts), dict(asked.attitudes)
    for word in wanted.goals:
        state = word.removeprefix("not ").strip()
        conflict.space.index_of(state, where="--goal")
        goals[state] = not word.startswith("not ")
    for word in wanted.own:
        dm, sign, concept = word.partition("=")
        if not sign:
            raise _usage(f"--own {word} names no concept", "Write --own PARTY=CONCEPT, such as --own Russia=SMR.")
        concepts[conflict.dm(dm.strip()).id] = concept_id(concept)
    for word in wanted.attitudes:
        pair, sign, attitude = word.rpartition("=")
        of, colon, towards = pair.partition(":")
        if not sign or not colon:
            raise _usage(
                f"--attitude {word} cannot be read", "Write --attitude 'A:B=+': A wishes B well (+), ill (-), or 0."
            )
        attitudes[conflict.dm(of.strip()).id, conflict.dm(towards.strip()).id] = attitude.strip()
    return replace(asked, goals=goals, concepts=concepts, attitudes=attitudes)


def _usage(sentence: str, hint: str) -> ConflictError:
    error = ConflictError(sentence, slug="conflict.usage", hint=hint)
    error.exit_code = 2
    return error


def _needs(given: object, what: str, table: str) -> None:
    if not given:
        raise _usage(f"the model says nothing of {what}", f"Write {table} into its file; see docs/analyse-a-model.md.")


def _hypergame(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.hypergame import hypergame

    _needs(task.asked.views or task.conflict.unseen, "who sees what", "[[unseen]] or [[view]]")
    return [
        (
            "hypergame",
            hypergame(task.conflict, task.asked.views, task.some(), inner=task.asked.inner, progress=task.progress),
        )
    ]


def _goals(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.inverse.goals import seek_goals

    _needs(task.asked.goals, "goals", "[[goal]] (or --goal STATE)")
    concept = (*task.concepts, "SEQ")[0]
    return [
        ("goals", seek_goals(task.conflict, task.asked.goals, concept, free=task.free or None, progress=task.progress))
    ]


def _sensitivity(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.sensitivity import sensitivity

    return [("sensitivity", sensitivity(task.conflict, task.some(), progress=task.progress))]


def _evolution(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.evolution import evolution

    # Whoever has no pace of its own moves as often as usual: a table for one party does not silence the others.
    paces = {dm: task.asked.paces.get(dm, 1.0) for dm in task.conflict.dm_ids}
    return [("evolution", evolution(task.conflict, weights=paces, progress=task.progress))]


def _attitudes(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.attitude import attitude_analysis

    _needs(task.asked.attitudes, "attitudes", "[[attitude]] (or --attitude A:B=+)")
    concepts = [f"R{concept}" for concept in task.some()]
    return [("attitudes", attitude_analysis(task.conflict, task.asked.attitudes, concepts, progress=task.progress))]


def _power(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.power import power_analysis

    _needs(task.asked.influences, "influences", "[[influence]]")
    return [
        (
            f"power_{who}" if len(task.asked.influences) > 1 else "power",
            power_analysis(task.conflict, who, held, task.some(), progress=task.progress),
        )
        for who, held in task.asked.influences.items()
    ]


def _third_parties(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.thirdparty import intervene

    _needs(task.asked.interventions, "third parties", "[[intervention]]")
    several = len(task.asked.interventions) > 1
    return [
        (
            f"third_party_{number}" if several else "third_party",
            intervene(task.conflict, one, task.some(), progress=task.progress),
        )
        for number, one in enumerate(task.asked.interventions, 1)
    ]


def _thresholds(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    from stateofplay.conflict.studies.thresholds import thresholds

    if task.reading.kind not in ("fuzzy", "probabilistic"):
        raise _usage(
            "thresholds belong to a fuzzy or probabilistic reading", "Add --reading fuzzy-0.5 or probabilistic-0.5-0.5."
        )
    return [("thresholds", thresholds(task.conflict, task.reading, task.some(FAST_CONCEPTS), progress=task.progress))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """The states that are stable for each decision maker under a concept of its own."""

    conflict: Conflict
    concepts: Mapping[str, str]
    states: tuple[int, ...]

    def sentences(self) -> tuple[str, ...]:
        """Return the finding as plain sentences."""
        each = ", ".join(f"{name_of(self.conflict, dm)} by {concept}" for dm, concept in self.concepts.items())
        shown = "; ".join(describe(self.conflict, state) for state in self.states[:12])
        more = f" and {len(self.states) - 12:,} more" if len(self.states) > 12 else ""
        return (f"With {each}, stable for everyone: {shown or 'no state'}{more}.",)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {"concepts": dict(self.concepts), "equilibria": list(self.states), "sentences": list(self.sentences())}


def _mixed(task: _StudyTask) -> list[tuple[str, StudyResult]]:
    usual = (*task.concepts, "NASH")[0]
    _needs(task.asked.concepts, "who goes by which concept", "[[own_concept]] (or --own PARTY=CONCEPT)")
    own = {dm: task.asked.concepts.get(dm, usual) for dm in task.conflict.dm_ids}
    analysis = analyse(task.conflict, list(dict.fromkeys(own.values())), reading=task.reading, progress=task.progress)
    return [("mixed", Mixed(conflict=task.conflict, concepts=own, states=analysis.mixed(own)))]


STUDIES: dict[str, tuple[str, Callable[[_StudyTask], list[tuple[str, StudyResult]]]]] = {
    "hypergame": ("What each sees", _hypergame),
    "goals": ("Goals", _goals),
    "sensitivity": ("How few swaps change a verdict", _sensitivity),
    "evolution": ("Where it drifts", _evolution),
    "attitudes": ("Attitudes", _attitudes),
    "power": ("Power", _power),
    "third-parties": ("Third parties", _third_parties),
    "thresholds": ("Thresholds", _thresholds),
    "mixed": ("Each by its own concept", _mixed),
}
GENERALLY_STATED = frozenset({"hypergame", "evolution", "attitudes", "power", "third-parties", "thresholds", "mixed"})
"""Studies whose definitions are given as the literature generally states them."""
