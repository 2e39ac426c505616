"""Ask what-ifs of a model, save them beside it, and compare them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stateofplay.casework.outlook.carrying import Carrying, carry
from stateofplay.casework.outlook.dropping import ClaimEffects, attribute, claims_of
from stateofplay.casework.outlook.looking_ahead import CONCEPTS as OF_READINGS
from stateofplay.casework.telling.concepts import judged_over_readings
from stateofplay.casework.whatif.changes import WhatIf, apply_changes
from stateofplay.casework.whatif.comparison import ModelComparison, compare
from stateofplay.casework.whatif.files import find_whatif, place_of, read_whatifs, with_whatif, write_whatifs
from stateofplay.casework.whatif.over_readings import Shifted, compare_readings
from stateofplay.conflict.concepts import USUAL_CONCEPTS
from stateofplay.conflict.engine.stability import Progress
from stateofplay.errors import CaseworkError, ExchangeError
from stateofplay.exchange.delivery import write_text
from stateofplay.exchange.reports.whatif import WhatIfAnswer
from stateofplay.service.models.subjects import Subject, is_drafted
from stateofplay.settings import SAMPLES

AS_IT_IS = "now"
"""The name that stands for the model without any change when what-ifs are compared."""


def ask(
    subject: Subject,
    whatif: WhatIf,
    concepts: Sequence[str] = (),
    *,
    against: WhatIf | None = None,
    samples: int = SAMPLES,
    progress: Progress | None = None,
) -> WhatIfAnswer:
    """Compare a model with the same model changed, or two changed ones; over its readings where it leaves things open.

    Parameters
    ----------
    subject
        What is changed.
    whatif
        The changes.
    concepts
        Stability concepts; the usual ones where none is named.
    against
        Changes of the other side; by default the model as it is.
    samples
        How many readings to draw of a model that leaves things open.
    """
    judged = judged_over_readings(concepts)
    before, after = (apply_changes(subject.conflict, side.changes if side else ()) for side in (against, whatif))
    models = (before.conflict, after.conflict)
    found: ModelComparison | Shifted
    if judged is not None and is_drafted(subject.conflict):
        found = compare_readings(*models, samples=samples, concepts=judged or OF_READINGS, progress=progress)
    else:
        found = compare(*models, concepts or USUAL_CONCEPTS, progress=progress)
    dropped = [c.words.strip() for w in (against, whatif) if w for c in w.changes if c.kind == "drop"]
    return WhatIfAnswer(
        subject=subject.conflict.name or subject.name,
        titles=(against.name if against else AS_IT_IS, whatif.name or "then"),
        told=(before.told, after.told),
        found=found,
        rows={claim: subject.rows[claim] for claim in dropped if claim in subject.rows},
    )


def ask_each(
    subject: Subject, concepts: Sequence[str] = (), *, progress: Progress | None = None
) -> ClaimEffects | Carrying:
    """Drop every claim of a model alone: which of them carry the verdict? Over its readings where it leaves things open."""
    if not claims_of(subject.conflict):
        raise CaseworkError(
            f"no part of {subject.name} names a claim that it rests on",
            slug="casework.no_evidence",
            hint="Name a model that was drafted from a case, or the case itself.",
        )
    judged = judged_over_readings(concepts)
    if judged is not None and is_drafted(subject.conflict):
        return carry(subject.conflict, judged or OF_READINGS, progress=progress)
    return attribute(subject.conflict, concepts or USUAL_CONCEPTS, progress=progress)


def saved(model: str) -> tuple[WhatIf, ...]:
    """The what-ifs that are saved beside a model."""
    return read_whatifs(place_of(model))


def recall(model: str, name: str) -> WhatIf:
    """A saved what-if by name; ``now`` is the model without any change."""
    if name.strip().casefold() == AS_IT_IS:
        return WhatIf(name=AS_IT_IS, changes=())
    return find_whatif(saved(model), name, place_of(model))


def save(model: str, made: WhatIf, *, replace: bool = False) -> Path:
    """Save a what-if beside its model; the text of the others stays as it is."""
    if not Path(model).is_file():
        raise CaseworkError(
            f"{model} is no file that a what-if could be saved beside",
            slug="casework.whatif_place",
            hint=f"Write the model to a file first: stateofplay cases {model} -o FILE.toml",
        )
    if made.name.strip().casefold() == AS_IT_IS:
        raise CaseworkError(
            f'"{AS_IT_IS}" means the model as it is', slug="casework.whatif_taken", hint="Give another --name."
        )
    place = place_of(model)
    before = read_whatifs(place)
    after = with_whatif(before, made, replace=replace)
    try:
        if after[: len(before)] == before:
            old = place.read_text(encoding="utf-8") if place.exists() else ""
            if len(after) > len(before):
                gap = "\n" if old.strip() else ""
                write_text(place, old + gap + write_whatifs(after[len(before) :]))
        else:
            write_text(place, write_whatifs(after))
    except (OSError, ExchangeError) as error:
        raise CaseworkError(
            f"{place} cannot be written: {getattr(error, 'strerror', None) or error}",
            slug="casework.whatif_place",
            hint="Copy the model to a folder of your own.",
        ) from error
    return place
