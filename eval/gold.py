"""Read every page of the answer key and score the readings.

    python eval/gold.py [GOLD_DIR] [--part all|dev|held-out|aside] [--errors ROW] [--keep FOLDER] [--floors] [--columns]

GOLD_DIR (default ../shared/gold) holds NNN.txt, NNN.json and score.py. Rules are written with the dev part in view; the
held-out part tells how they carry over to pages that nobody looked at. In a folder of training pages the part `aside` is
those whose number divides by five, on which nothing was fitted. `--columns` prints what rules alone, the learned models
alone and both reach, in the rows where both work.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path

from stateofplay.exchange.reading.contract import to_json
from stateofplay.finding.learned import network
from stateofplay.finding.learned.linear import decided, shipped
from stateofplay.finding.meetings import finder as meetings
from stateofplay.service.reading import read
from stateofplay.settings import Settings

HERE = Path(__file__).resolve().parent
HELD_OUT = frozenset(["004", "015", "022", "034", "047", "064", "068", "074", "082", "091", "101", "109"])


LEARNED = ("attendance", "statements", "positions", "events", "meetings")
"""Rows in which rules and a learned model work together; of meetings the rules only collect the words."""


def read_all(gold: Path, out: Path, part: str = "all", settings: Settings | None = None) -> list[str]:
    """Read the pages of one part into `out`/NNN.json; returns the ids."""
    ids = []
    for answer in sorted(gold.glob("[0-9]*.json")):
        number = answer.stem[:3]
        if (part == "dev" and number in HELD_OUT) or (part == "held-out" and number not in HELD_OUT):
            continue
        if part == "aside" and int(number) % 5:
            continue
        published = json.loads(answer.read_text(encoding="utf-8"))["published"]
        reading = read(answer.with_name(number + ".txt"), published=published, settings=settings)
        (out / answer.name).write_text(to_json(reading), encoding="utf-8")
        ids.append(number)
    return ids


def score(gold: Path, readings: Path, ids: list[str], *options: str) -> str:
    """Run the scorer over some of the answers."""
    with tempfile.TemporaryDirectory() as folder:
        for number in ids:
            for suffix in (".json", ".txt"):
                shutil.copy(gold / (number + suffix), folder)
        scorer = gold / "score.py" if (gold / "score.py").exists() else gold.parent / "gold" / "score.py"
        command = [sys.executable, str(scorer), folder, str(readings), *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def columns(gold: Path, part: str) -> str:
    """F1 of rules alone, of the learned models alone and of both, a line a row."""
    rules = replace(Settings().finding, finders=tuple(n for n in Settings().finding.finders if "learned" not in n))
    cells: dict[str, dict[str, float]] = {}
    words = meetings.FEW_WORDS
    for name in ("rules", "both", "model"):
        meetings.FEW_WORDS = sys.maxsize if name == "rules" else words  # no page is long enough for the trees
        if name == "model":  # no claim of the rules passes the filter
            seats = shipped("attendance")
            seats.decisions = replace(seats.decisions, filter=2.0)
            network.decided = lambda kind: replace(decided(kind), filter=2.0)  # type: ignore[assignment,attr-defined]
        with tempfile.TemporaryDirectory() as folder:
            settings = replace(Settings(), finding=rules) if name == "rules" else Settings()
            ids = read_all(gold, Path(folder), part, settings)
            result = json.loads(score(gold, Path(folder), ids, "--json"))
        cells[name] = {row: result[row]["f1"] for row in LEARNED} | {"reading": result["reading"]}
    lines = [
        f"{row:12}" + "".join(f"{cells[n][row]:8.3f}" for n in ("rules", "model", "both")) for row in cells["both"]
    ]
    return "\n".join([f"{'row':12}{'rules':>8}{'model':>8}{'both':>8}", *lines])


def below_floors(result: dict[str, object], floors: dict[str, float]) -> list[str]:
    """Rows of a scored result that lie below their floors, as sentences."""
    out = []
    for row, floor in floors.items():
        value = result[row]
        f1 = float(value["f1"] if isinstance(value, dict) else str(value))
        if f1 < floor:
            out.append(f"{row}: F1 {f1:.3f} is below the floor {floor:.3f}")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=HERE.parent.parent / "shared" / "gold")
    parser.add_argument("--part", choices=["all", "dev", "held-out", "aside"], default="all")
    parser.add_argument("--errors", metavar="ROW", help="list what was missed and what was found in vain")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the readings here")
    parser.add_argument(
        "--floors", action="store_true", help="fail when a row is below eval/floors.toml (parts all and aside)"
    )
    parser.add_argument("--columns", action="store_true", help="rules alone, learned models alone, both")
    arguments = parser.parse_args()
    if not arguments.gold.is_dir():
        print(f"There is no answer key at {arguments.gold}.", file=sys.stderr)
        return 2
    if arguments.columns:
        print(columns(arguments.gold, arguments.part))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        out = arguments.keep or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        ids = read_all(arguments.gold, out, arguments.part)
        options = ["--errors", arguments.errors] if arguments.errors else []
        print(score(arguments.gold, out, ids, *options), end="")
        if arguments.floors:
            result = json.loads(score(arguments.gold, out, ids, "--json"))
            floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))[
                "aside" if arguments.part == "aside" else "gold"
            ]
            if faults := below_floors(result, floors):
                print("\n".join(faults), file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
