"""``elicit``: ask for what a party wants, pair by pair."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.output import deliver, visible


def elicit(
    model: Annotated[str, Parameter(help="A model file, or a conflict of the catalogue.")],
    *,
    party: Annotated[str, Parameter(help="Whose ranking is asked for.")],
    answers: Annotated[
        Path | None, Parameter(help="Keep the answers in this file and go on from it next time (JSON).")
    ] = None,
    by: Annotated[
        Literal["states", "options"] | None,
        Parameter(
            help="Ask which of two states is better, or which options are wanted and which of these wishes matters more; by"
            " default options where there are more than 128 states."
        ),
    ] = None,
    check: Annotated[int, Parameter(help="Ask so many pairs again that follow from other answers.")] = 0,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write the model with the ranking to this file.")
    ] = None,
) -> int:
    """Ask which of two states a party prefers, until all are ranked; of larger models option by option.

    Never more questions than merge insertion needs (Ford and Johnson 1959). Answer 1, 2 or = (an option: y, n or =); q stops,
    and --answers keeps what was said. Answers that contradict each other are shown as the circle that they close.

    Try:

        stateofplay elicit prisoners --party "Prisoner One"

        stateofplay elicit model.toml --party Russia --answers russia.json -o model2.toml

        stateofplay elicit elmira-9 --party MoE --by options
    """
    from stateofplay.conflict.studies.eliciting import MOST_STATES
    from stateofplay.service.analysing import load_model
    from stateofplay.service.models.eliciting import Stopped, elicit_ranking, elicit_wishes

    space = load_model(model).space
    by_options = by == "options" or (by is None and space.n_options > 0 and len(space) > MOST_STATES)

    def ask(number: int, most: int, one: str, other: str) -> str:
        asked = f"Which matters more to {visible(party)}" if by_options else f"Which does {visible(party)} prefer"
        print(f"\n{number} of at most {most}. {asked}?", file=sys.stderr)
        print(f"  1: {visible(one)}\n  2: {visible(other)}", file=sys.stderr)
        return _answered("1", "2", "=")

    def want(number: int, most: int, option: str) -> str:
        print(f"\n{number} of at most {most}. Would {visible(party)} rather see this done?", file=sys.stderr)
        print(f"  {visible(option)}\n  y: yes   n: rather not   =: it does not care", file=sys.stderr)
        return _answered("y", "n", "=")

    try:
        if by_options:
            found = elicit_wishes(model, party, want, ask, answers=answers, check=check)
        else:
            found = elicit_ranking(model, party, ask, answers=answers, check=check)
    except (KeyboardInterrupt, Stopped) as stopped:
        kept = f"; {answers} keeps the answers" if answers is not None else ""
        print(f"\nstateofplay: stopped{kept}; no model was written", file=sys.stderr)
        return 130 if isinstance(stopped, KeyboardInterrupt) else 0
    for circle in found.circles:
        print(f"Contradiction: {visible(circle)}", file=sys.stderr)
    print(f"{found.asked} questions asked.", file=sys.stderr)
    if found.circles:
        print("stateofplay: answers contradict each other; no model was written", file=sys.stderr)
        print(
            "  Run it again and answer each pair of a circle one way; without --check the first answers count.",
            file=sys.stderr,
        )
        return 65
    deliver(found.text, output)
    return 0


def _answered(*words: str) -> str:
    """One of some words from the terminal, or q; the end of the input stops too."""
    while True:
        print(f"{', '.join(words)} or q: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        word = line.strip().lower()
        if not line or word in (*words, "q"):
            return word or "q"
