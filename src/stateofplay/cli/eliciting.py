"""``elicit``: ask for a party's ranking pair by pair."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from stateofplay.cli.output import deliver, visible


def elicit(
    model: Annotated[str, Parameter(help="A model file, or a conflict of the catalogue.")],
    *,
    party: Annotated[str, Parameter(help="Whose ranking is asked for.")],
    answers: Annotated[
        Path | None, Parameter(help="Keep the answers in this file and go on from it next time (JSON).")
    ] = None,
    check: Annotated[int, Parameter(help="Ask so many pairs again that follow from other answers.")] = 0,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write the model with the ranking to this file.")
    ] = None,
) -> int:
    """Ask which of two states a party prefers, until all states are ranked.

    Never more questions than merge insertion needs (Ford and Johnson 1959). Answer 1, 2 or =; q stops, and --answers keeps
    what was said. Answers that contradict each other are shown as the circle that they close.

    Try:

        stateofplay elicit prisoners --party "Prisoner One"

        stateofplay elicit model.toml --party Russia --answers russia.json -o model2.toml
    """
    from stateofplay.service.eliciting import Stopped, elicit_ranking

    def ask(number: int, most: int, one: str, other: str) -> str:
        print(f"\n{number} of at most {most}. Which does {visible(party)} prefer?", file=sys.stderr)
        print(f"  1: {visible(one)}\n  2: {visible(other)}", file=sys.stderr)
        while True:
            print("1, 2, = or q: ", end="", file=sys.stderr, flush=True)
            line = sys.stdin.readline()
            word = line.strip().lower()
            if not line or word in ("1", "2", "=", "q"):
                return word or "q"

    try:
        found = elicit_ranking(model, party, ask, answers=answers, check=check)
    except (KeyboardInterrupt, Stopped) as stopped:
        kept = f"; {answers} keeps the answers" if answers is not None else ""
        print(f"\nstateofplay: stopped{kept}; no model was written", file=sys.stderr)
        return 130 if isinstance(stopped, KeyboardInterrupt) else 0
    for circle in found.circles:
        print(f"Contradiction: {visible(circle)}", file=sys.stderr)
    print(f"{found.asked} questions asked.", file=sys.stderr)
    deliver(found.text, output)
    return 65 if found.circles else 0
