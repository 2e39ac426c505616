"""Models of several analysts, read from their files and laid side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stateofplay.casework.outlook.looking_ahead import SEED
from stateofplay.casework.outlook.sampling import draw_readings
from stateofplay.casework.telling.concepts import judged_over_readings, verdict_concept, when_it_holds
from stateofplay.casework.telling.shares import per_cent
from stateofplay.conflict import Conflict, OpenWish, Statements, write_model
from stateofplay.conflict.concepts import USUAL_CONCEPTS
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import Formula, text_of
from stateofplay.conflict.model.naming import describe, name_of
from stateofplay.conflict.studies.joining import Joined, join_models
from stateofplay.errors import ConflictError
from stateofplay.service.analysing import load_model
from stateofplay.service.models.subjects import is_drafted
from stateofplay.settings import SAMPLES

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OverReadings:
    """Models of which some leave things open: in how many readings of each a state holds that all of them have.

    Attributes
    ----------
    shares
        YN string -> the share of readings in which it holds, model by model, those first that hold most often in the model
        in which they hold least. What holds in no reading of any model is left out.
    answers
        Where the models differ in what is open, in words.
    """

    concept: str
    samples: int
    shares: Mapping[str, tuple[float, ...]]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFiles:
    """What several files have in common; over their readings where some leave things open."""

    joined: Joined
    over: OverReadings | None = None

    def sentences(self) -> tuple[str, ...]:
        """Return the findings as plain sentences."""
        over, joined = self.over, self.joined
        if over is None:
            return joined.sentences()
        first, names = joined.models[0], joined.names
        lines = [
            f"These models leave things open: shares of {over.samples:,} readings of each (seed {SEED}), no probabilities."
            f" {when_it_holds(over.concept)}"
        ]
        surviving = [text for text, each in over.shares.items() if min(each) > 0]
        if not surviving:
            lines.append("No outcome holds in some reading of every model.")
        for text in surviving[:MOST_SHOWN]:
            each = ", ".join(
                f"{per_cent(share)} of those of {name}" for share, name in zip(over.shares[text], names, strict=True)
            )
            lines.append(f"Holds in some reading of every model: {_state(first, text)}: {each}.")
        if (more := len(surviving) - MOST_SHOWN) > 0:
            lines.append(
                f"{more:,} more outcomes hold in some reading of every model, less often; --format json has all."
            )
        if lone := len(over.shares) - len(surviving):
            lines.append(f"{lone:,} {'outcome holds' if lone == 1 else 'outcomes hold'} in some models only.")
        lines += over.answers
        # What is open counts as level in the ranks that orders are compared by, so the answers tell it instead.
        kinds = ("preference",) if over.answers else ()
        lines += [one.sentence for one in joined.differences if one.kind not in kinds]
        lines.append("Group preferences are by the rule of Borda (1781), where what is open counts as put level.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        plain: dict[str, Json] = {**self.joined.to_dict(), "sentences": list(self.sentences())}
        if (over := self.over) is not None:
            plain["over_readings"] = {
                "concept": over.concept,
                "samples": over.samples,
                "seed": SEED,
                "shares": {text: list(each) for text, each in over.shares.items()},
                "answers": list(over.answers),
            }
            plain["note"] = "verdicts, surviving and disputed count what is open as indifference"
        return plain


def join_files(
    names: Sequence[str], concepts: Sequence[str] = (), *, samples: int = SAMPLES, progress: Progress | None = None
) -> JoinedFiles:
    """Read the models and join them.

    Each is called as its file is, by its path where two files have one name.
    """
    short = [Path(name).stem for name in names]
    called = [name if short.count(one) > 1 else one for name, one in zip(names, short, strict=True)]
    if len(set(called)) < len(called):
        raise ConflictError("one model is named twice", slug="conflict.join", hint="Name each model once.")
    models = {one: load_model(name) for one, name in zip(called, names, strict=True)}
    joined = join_models(models, concepts or USUAL_CONCEPTS, progress=progress)
    judged = judged_over_readings(concepts)
    if judged is None or not any(is_drafted(one) for one in models.values()):
        return JoinedFiles(joined=joined)
    return JoinedFiles(joined=joined, over=_over_readings(joined, verdict_concept(judged), samples, progress))


def _over_readings(joined: Joined, concept: str, samples: int, progress: Progress | None) -> OverReadings:
    columns = []
    for model in joined.models:
        readings = draw_readings(model, samples, SEED, (concept,), progress=progress)
        held = readings.held[concept].mean(axis=1)
        columns.append([float(held[_place(model, joined.models[0], text)]) for text in joined.common])
    rows = {text: each for text, each in zip(joined.common, zip(*columns, strict=True), strict=True) if any(each)}
    order = sorted(rows, key=lambda text: (-min(rows[text]), -sum(rows[text])))
    return OverReadings(
        concept=concept, samples=samples, shares={text: rows[text] for text in order}, answers=_answers(joined)
    )


def _place(model: Conflict, first: Conflict, text: str) -> int:
    """The state of a model in which those options are taken that a YN string over those of the first has taken."""
    taken = [option.id for option, sign in zip(first.options, text, strict=True) if sign == "Y"]
    return model.space.index_of_mask(sum(1 << model.bits[one] for one in taken if one in model.bits))


def _state(first: Conflict, text: str) -> str:
    return describe(first, first.space.index_of(text) + 1)


def _answers(joined: Joined) -> tuple[str, ...]:
    """Wishes that are answered otherwise in one model than in another, a sentence each."""
    lines = []
    for dm in joined.models[0].dm_ids:
        said: dict[str, dict[str, list[str]]] = {}
        for name, model in zip(joined.names, joined.models, strict=True):
            preference = model.dm(dm).preference
            for wish in preference.open if isinstance(preference, Statements) else ():
                said.setdefault(_words(model, dm, wish), {}).setdefault(wish.answer, []).append(name)
        for words, answers in said.items():
            if len(answers) > 1:
                each = "; ".join(f"{answer} in {', '.join(names)}" for answer, names in answers.items())
                lines.append(f"{words} {each}.")
    return tuple(lines)


def _words(model: Conflict, dm: str, wish: OpenWish) -> str:
    formula: Formula | str = wish.formula
    told = formula if isinstance(formula, str) else text_of(formula)
    return wish.note or f"Whether {name_of(model, dm)} wants {told}:"


def write_group(found: JoinedFiles) -> str:
    """The model with the group's preferences as TOML.

    Raises
    ------
    ConflictError
        ``conflict.join`` where there is none.
    """
    if found.joined.group is None:
        raise ConflictError(
            "there is no group preference: a preference does not compare every two states, or moves are listed one by one",
            slug="conflict.join",
            hint="Complete the preferences, or join without --group.",
        )
    return write_model(found.joined.group)
