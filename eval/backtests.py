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
    from stateofplay.casework.questions.standing import outcomes_with_ways, tell_difference, way_words
    from stateofplay.casework.telling.shares import holds_in
    from stateofplay.exchange.reports.outlook import in_short
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
    outlook = found.outlook
    now = outlook.status_quo.options
    for option, sign in zip(outlook.conflict.options, now, strict=True):
        print(f"   {sign}  {option.name}")
    print(f"   {in_short(outlook)}")
    for pattern, outcome, way in outcomes_with_ways(outlook)[:SHOWN]:
        print(f"   could hold: {tell_difference(outlook, pattern)}")
        print(f"       {holds_in(outcome.main)}; {way_words(way) if way is not None else 'no way there'}")
    for one in found.answers:
        print(f"   {one.question} {one.short}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
