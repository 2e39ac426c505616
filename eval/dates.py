"""Score time expressions on news with TIMEX3 annotation, the way TempEval-3 does.

    python eval/dates.py FOLDER [--every N] [--errors]

FOLDER holds ``*.tml`` files (searched through its subfolders), such as the TBAQ part of TempEval-3. Only expressions of
type DATE and TIME in the running text count, and the document's creation time is given. Printed are relaxed (any overlap)
and strict (same words) precision, recall and F1, the F1 of expressions with the right value, and the CPU time an article.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import time
from pathlib import Path

from stateofplay.language.pipeline import load
from stateofplay.language.times import TimeKind, read_times
from stateofplay.language.tokens import Doc

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def read_gold(path: Path) -> tuple[str, str, list[tuple[int, int, str]]]:
    """Text, creation date, and (start, end, value) of every DATE and TIME in the text."""
    source = path.read_text(encoding="utf-8", errors="replace")
    creation = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    assert creation is not None, path
    assert body is not None, path
    pieces: list[str] = []
    length, at = 0, 0
    opened: list[tuple[int, dict[str, str]]] = []
    gold: list[tuple[int, int, str]] = []
    for tag in _TAG.finditer(body[1]):
        piece = html.unescape(body[1][at : tag.start()])
        pieces.append(piece)
        length += len(piece)
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened.append((length, dict(_ATTRIBUTE.findall(tag[3]))))
            continue
        start, attributes = opened.pop()
        if attributes["type"] in ("DATE", "TIME") and length > start:
            gold.append((start, length, attributes["value"]))
    pieces.append(html.unescape(body[1][at:]))
    return "".join(pieces), creation[1], gold


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="score every N-th file only")
    parser.add_argument("--errors", action="store_true", help="list what was missed, found in vain, and valued wrongly")
    parser.add_argument("--floors", nargs=2, type=float, metavar=("RELAXED", "VALUE"), help="exit 1 below these F1")
    options = parser.parse_args()
    nlp = load()
    files = sorted(p for p in options.folder.rglob("*.tml") if not p.name.startswith("._"))[:: options.every]
    if not files:
        parser.error(f"no .tml file under {options.folder}")
    n_gold = n_found = relaxed = strict = valued = 0
    cpu = 0.0
    for path in files:
        text, creation, gold = read_gold(path)
        doc = Doc(nlp(text))
        clock = time.process_time()
        found = read_times(doc, creation)
        cpu += time.process_time() - clock
        found = tuple(t for t in found if t.kind is not TimeKind.SPAN)
        n_gold += len(gold)
        n_found += len(found)
        free = list(found)
        for start, end, value in gold:
            match = next((t for t in free if t.start < end and start < t.end), None)
            if match is None:
                if options.errors:
                    print(f"{path.stem}: missed {text[start:end]!r} {value} | {_around(text, start, end)}")
                continue
            free.remove(match)
            relaxed += 1
            strict += text[start:end].strip() == match.text
            valued += value == match.timex
            if options.errors and value != match.timex:
                print(
                    f"{path.stem}: value {text[start:end]!r} {value} not {match.timex} | {creation} | {_around(text, start, end)}"
                )
        if options.errors:
            for t in free:
                print(f"{path.stem}: in vain {t.text!r} {t.timex} | {_around(text, t.start, t.end)}")
    rows = {"relaxed": relaxed, "strict": strict, "value": valued}
    print(f"{len(files)} articles, {n_gold} DATE and TIME expressions, {n_found} found")
    scores = {}
    for name, hits in rows.items():
        precision, recall = hits / max(1, n_found), hits / max(1, n_gold)
        scores[name] = 2 * hits / max(1, n_found + n_gold)
        print(f"{name:8} P {precision:.3f}  R {recall:.3f}  F1 {scores[name]:.3f}")
    print(f"value right where found: {valued / max(1, relaxed):.3f}")
    print(f"{1000 * cpu / len(files):.2f} ms of CPU an article, parse not included")
    if options.floors and (scores["relaxed"] < options.floors[0] or scores["value"] < options.floors[1]):
        return 1
    return 0


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 60) : end + 50].split())


if __name__ == "__main__":
    sys.exit(main())
