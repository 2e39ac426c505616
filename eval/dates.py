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
from collections import Counter
from datetime import date
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


def plain(value: str) -> str:
    """One notation of a value: the gold writes a decade as 198 and 198X, a year as 1948 and 1948-XX, a week as W7 and W07.

    Examples
    --------
    >>> plain("1948-XX-XX"), plain("198X"), plain("2000-W7"), plain("1989-11-06T17")
    ('1948', '198', '2000-W07', '1989-11-06T17:00')
    """
    value = re.sub(r"(?:-XX)+$", "", value)
    value = re.sub(r"^(\d{3})X$", r"\1", value)
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    return re.sub(r"T(\d\d)$", r"T\1:00", value)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = re.compile(r"\b(morning|afternoon|evening|night)s?\b", re.IGNORECASE)


def fault(words: str, after: str, value: str, creation: str) -> str:
    """What speaks against a value of the gold by the gold's own rules; nothing for most.

    Examples
    --------
    >>> fault("Wednesday", " that", "1999-02-09", "1999-02-10")
    'another weekday'
    >>> fault("last week", " in", "1989-WXX", "1989-10-27"), fault("Friday night", "", "2000-01-07", "2000-01-08")
    ('a known week left open', 'part of the day left out')
    """
    low = words.lower()
    day = re.match(r"\d{4}-\d\d-\d\d", value)
    named = next((i for i, name in enumerate(_WEEKDAYS) if low.startswith(name)), None)
    if named is not None and day and len(low.split()) <= 2:
        found = date.fromisoformat(day[0])
        if found.weekday() != named:
            return "another weekday"
        if abs((found - date.fromisoformat(creation)).days) > 7:
            return "a weekday more than a week from its story"
    if value.startswith("P") and not value.endswith("REF"):
        return "a duration of type DATE"
    if re.search(r"\b(last|this|next) week\b", low) and "-W" not in plain(value):
        return "a week with the value of a month or a day"
    if "WXX" in value:
        return "a known week left open"
    if "QX" in value:
        return "a known quarter left open"
    if (
        day
        and "T" not in value
        and _PARTS.search(f"{words} {after.split()[0] if after[:1] == ' ' and after.split() else ''}")
    ):
        return "part of the day left out"
    return ""


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
    n_gold = n_found = relaxed = strict = valued = noted = 0
    faults: Counter[str] = Counter()
    cpu = 0.0
    for path in files:
        text, creation, gold = read_gold(path)
        doc = Doc(nlp(text))
        clock = time.process_time()
        found = read_times(doc, creation)
        cpu += time.process_time() - clock
        # A counted stretch ("the past four days") is a DURATION to TIMEX3; an uncounted one a reference, and so a DATE.
        found = tuple(t for t in found if t.kind is not TimeKind.SPAN or t.timex)
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
            noted += plain(value) == plain(match.timex)
            if plain(value) != plain(match.timex):
                faults[fault(text[start:end], text[end : end + 20], value, creation) or "none seen"] += 1
            if options.errors and value != match.timex:
                print(
                    f"{path.stem}: value {text[start:end]!r} {value} not {match.timex} | {creation} | {_around(text, start, end)}"
                )
        if options.errors:
            for t in free:
                print(f"{path.stem}: in vain {t.text!r} {t.timex} | {_around(text, t.start, t.end)}")
    rows = {"relaxed": relaxed, "strict": strict, "value": valued, "notation aside": noted}
    print(f"{len(files)} articles, {n_gold} DATE and TIME expressions, {n_found} found")
    scores = {}
    for name, hits in rows.items():
        precision, recall = hits / max(1, n_found), hits / max(1, n_gold)
        scores[name] = 2 * hits / max(1, n_found + n_gold)
        print(f"{name:14} P {precision:.3f}  R {recall:.3f}  F1 {scores[name]:.3f}")
    print("What speaks against the values of the gold that differ from ours, by the gold's own rules:")
    for reason, count in faults.most_common():
        print(f"{count:5} {reason}")
    print(f"value right where found: {valued / max(1, relaxed):.3f}")
    print(f"{1000 * cpu / len(files):.2f} ms of CPU an article, parse not included")
    if options.floors and (scores["relaxed"] < options.floors[0] or scores["value"] < options.floors[1]):
        return 1
    return 0


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 60) : end + 50].split())


if __name__ == "__main__":
    sys.exit(main())
