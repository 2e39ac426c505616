"""Draft and analyse old pages, and print what the model said, to be held against what then happened (docs/back-tests.md).

    python eval/backtests.py [--samples N] [NAME ...]

Reads pages beside the checkout (``../shared``), one page a case, with no hand edits.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGES = {
    "istanbul": ("seed/article.txt", "2025-05-15"),
    "verizon": ("gold/103.txt", "2016-04-13"),
    "tariffs": ("gold/089.txt", "2019-11-20"),
    "gaza": ("gold/027.txt", "2014-08-10"),
    "brussels": ("gold/095.txt", "2016-02-19"),
}
SHOWN = 5


def main(arguments: list[str]) -> int:
    """Print every back-test asked for."""
    from stateofplay.errors import CaseworkError

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(PAGES)}; all by default")
    parser.add_argument("--samples", type=int, default=2000)
    given = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(
            "There is no folder ../shared beside the checkout: the old pages are not on this machine.", file=sys.stderr
        )
        return 66
    for name in given.names or PAGES:
        print(f"== {name}")
        try:
            back_test(*PAGES[name], samples=given.samples)
        except CaseworkError as error:
            print(f"   no model: {error.sentence}. {error.hint}")
        print()
    return 0


def back_test(page: str, published: str, *, samples: int) -> None:
    """Draft a model of one page and print its options, where it stood, and which outcomes could hold."""
    from stateofplay.casework.questions.standing import joined_outcomes, percent, tell_difference, where_it_stands
    from stateofplay.record import create_case
    from stateofplay.service.cases import add_all
    from stateofplay.service.questions import answer

    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "page.sop")
        for added in add_all(case, [str(SHARED / page)], published=published):
            if added.problem is not None:
                raise added.problem
        found = answer(case, ("stand", "move", "hold", "change", "wait", "join"), samples=samples)
        case.close()
    draft = found.outlook.draft
    for option in draft.options:
        print(f"   {'Y' if option.holds_now else 'N'}  {option.text}")
    print(
        f"   {len(draft.statements)} preferences, {len(draft.questions)} open questions, {len(draft.left_out)} left out"
    )
    print(f"   {where_it_stands(found.outlook).short}")
    for pattern, outcome in joined_outcomes(found.outlook)[:SHOWN]:
        print(f"   could hold: {tell_difference(found.outlook, pattern)}")
        print(f"       Nash {percent(outcome, 'NASH')}, SEQ {percent(outcome, 'SEQ')}")
    for one in found.answers:
        print(f"   {one.question} {one.short}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
