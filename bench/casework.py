"""What it costs to draft a model from a case and to analyse it, and to draft again after one more page.

Run ``python -m bench.casework``. Input: the example case that ships with the project. Seconds are processor seconds of this
process, each the best of a few rounds; the reference is the profile judge of the conflict engine on as many random readings
of the same model. The last line draws the readings of a model of thirteen options, the largest that is drafted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from bench._timing import seconds
from bench.reading import Measure, machine

SAMPLES = 2000


def main() -> int:
    """Measure and print."""
    from stateofplay.casework.outlook.looking_ahead import CONCEPTS, look_ahead
    from stateofplay.conflict import stable_profiles
    from stateofplay.record import create_case
    from stateofplay.service.cases import add_all
    from stateofplay.service.drafting import draft_model
    from stateofplay.service.examples import example_case
    from stateofplay.service.questions import answer

    print(machine())
    pages = [str(page) for page in example_case()]
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "bench.sop")
        list(add_all(case, pages[:-1]))
        draft_model(case)
        list(add_all(case, pages[-1:]))
        again = seconds(lambda: draft_model(case))
        draft = draft_model(case)
        full = seconds(lambda: look_ahead(draft_model(case).conflict, samples=SAMPLES))
        asked = seconds(lambda: answer(case, samples=SAMPLES), 1)
        largest = draft_model(case, most_options=13)
        big = seconds(lambda: look_ahead(largest.conflict, samples=SAMPLES), 1)
        case.close()
    space = draft.conflict.space
    ranks = np.random.default_rng(1).integers(0, 60, (len(draft.parties), space.size, SAMPLES)).astype(np.int16)
    judge = seconds(lambda: stable_profiles(draft.conflict, ranks, CONCEPTS))
    print(
        f"{len(draft.options)} options, {len(draft.parties)} parties, {space.size} states, {SAMPLES} readings of the record"
    )
    measures = (
        Measure(what="draft again after one more page", value=again, target=1.0, unit="s"),
        Measure(what="draft and full analysis", value=full, target=1.0, unit="s"),
        Measure(what="the same beside judging as many random readings", value=full / judge, target=4.0, unit="times"),
        Measure(what="all questions answered", value=asked, target=5.0, unit="s"),
    )
    for measure in measures:
        print(measure)
    print(f"{big:9.2f} s           (no target)            analysis of {len(largest.options)} options")
    return 0 if all(m.met for m in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
