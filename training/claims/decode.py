"""From the network's chances to claims, beside the rules' or alone, and the thresholds that serve best."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from training.claims.scoring import Scorer
from training.claims.targets import EVENTS, MUTUAL, SIDE_OF

from stateofplay.finding.learned.view import View

Record = dict[str, Any]
STANCES = ("supports", "considers", "opposes", "threatens")
GRID = (0.05, 0.08, 0.11, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
FILTERS = (0.0, 0.03, 0.06, 0.1, 0.15)
NEARLY = 0.01
_SMALL = frozenset(
    "a an the of to in on for and or with by at from its their his her that this these those be is are any".split()
)
_EDGE = frozenset("ADP DET CCONJ SCONJ PUNCT PART AUX".split())


def words_of(phrase: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", phrase.lower()) if w not in _SMALL)


def evidence(record: Record, word: int) -> Record:
    """The sentence of a word."""
    view: View = record["view"]
    a, b = view.sentences[view.sentence[word]]
    start, end = int(view.start[a]), int(view.end[b - 1])
    return {"start": start, "end": end, "quote": record["text"][start:end]}


def positions(record: Record, found: list[Any], least: float, low: float | None) -> list[Record]:
    """Positions above a threshold, after the rules' that have at least the chance `low` (none of them where None)."""
    view: View = record["view"]
    names = [a["name"] for a in record["reading"]["actors"]]
    kept: list[tuple[Record, int, int, int, frozenset[str]]] = []
    if low is not None:
        chance: dict[tuple[int, str, int], float] = defaultdict(float)
        for p, _, _, head, actor, side in found:
            key = (view.sentence[head], names[actor], side)
            chance[key] = max(chance[key], p)
        for claim in record["reading"]["positions"]:
            sentence = view.sentence[view.words_in(claim["anchor"], claim["anchor"] + 1).start]
            side = SIDE_OF[claim["stance"]]
            if chance[sentence, claim["holder"], side] >= low:
                at = record["text"].find(claim["issue"], claim["evidence"]["start"], claim["evidence"]["end"])
                claim = claim | {"by": "shared", "chance": chance[sentence, claim["holder"], side]}
                kept.append((claim, side, at, at + len(claim["issue"]), words_of(claim["issue"])))
    for p, first, last, head, actor, side in sorted(found, reverse=True):
        if p < least:
            break
        while first < head and view.classes[first] in _EDGE:
            first += 1
        while last - 1 > head and view.classes[last - 1] in _EDGE:
            last -= 1
        start, end = int(view.start[first]), int(view.end[last - 1])
        issue = record["text"][start:end]
        words = words_of(issue)
        clash = any(
            claim["holder"] == names[actor] and ((start < e and b < end)
            or (side == s and 2 * len(words & theirs) >= 0.7 * (len(words) + len(theirs))))
            for claim, s, b, e, theirs in kept
        )  # fmt: skip
        if words and not clash:
            claim = {"holder": names[actor], "issue": issue, "stance": STANCES[side], "by": "own", "chance": p,
                     "evidence": evidence(record, head)}  # fmt: skip
            kept.append((claim, side, start, end, words))
    return [k[0] for k in kept]


def events(record: Record, found: list[Any], least: float, low: float | None) -> list[Record]:
    """Events above a threshold, after the rules' that have at least the chance `low` (none of them where None)."""
    view: View = record["view"]
    names = [a["name"] for a in record["reading"]["actors"]]
    best: dict[tuple[int, Any], tuple[float, int]] = {}
    for p, word, kind, actor, recipient in found:
        key = (view.sentence[word], _pair(EVENTS[kind], names[actor], None if recipient < 0 else names[recipient]))
        best[key] = max(best.get(key, (0.0, 0)), (p, word))
    kept: list[Record] = []
    taken: set[tuple[int, Any]] = set()
    if low is not None:
        for claim in record["reading"]["events"]:
            sentence = view.sentence[view.words_in(claim["anchor"], claim["anchor"] + 1).start]
            key = (sentence, _pair(claim["event"], claim["actor"], claim["recipient"]))
            if best.get(key, (0.0, 0))[0] >= low:
                kept.append(claim | {"by": "shared", "chance": best.get(key, (0.0, 0))[0]})
                taken.add(key)
    for (sentence, what), (p, word) in sorted(best.items(), key=lambda b: -b[1][0]):
        if p < least:
            break
        # Of one act by one actor the likelier reading stays: with a recipient or without.
        if (sentence, what) in taken:
            continue
        taken.add((sentence, what))
        kept.append({"event": what[0], "actor": what[1], "recipient": what[2], "by": "own", "chance": p,
                     "evidence": evidence(record, word)})  # fmt: skip
    return kept


def _pair(kind: str, actor: str, recipient: str | None) -> tuple[str, str, str | None]:
    if kind in MUTUAL and recipient is not None:
        actor, recipient = sorted((actor, recipient))
    return kind, actor, recipient


DECODERS = {"positions": positions, "events": events}


def choose(scorer: Scorer, kind: str, found: dict[str, list[Any]], rules: bool) -> tuple[float, float, float | None]:
    """(F1, threshold, filter of the rules' claims), each F1 averaged with those at neighbouring thresholds.

    F1 is flat in the threshold, and its best place moves with the pages. Of the thresholds that come within `NEARLY` of the
    best, the one nearest to half the best F1 is taken, where the best lies for chances that mean what they say.
    """
    line: list[tuple[float, float, float | None]] = []
    for low in FILTERS if rules else (None,):
        values = [
            scorer.row(kind, {k: DECODERS[kind](scorer.records[k], f, t, low) for k, f in found.items()})[2]
            for t in GRID
        ]
        for n, t in enumerate(GRID):
            near = values[max(0, n - 1) : n + 2]
            line.append((sum(near) / len(near), t, low))
    best, _, low = max(line, key=lambda b: b[0])
    return min((b for b in line if b[2] == low and b[0] >= best - NEARLY), key=lambda b: abs(b[1] - best / 2))
