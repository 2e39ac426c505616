"""From the network's chances to claims, beside the rules' or alone, and the thresholds that serve best."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from training.claims.scoring import Scorer

from stateofplay.finding.learned.merging import act_of, alike, issue_of, words_of
from stateofplay.finding.learned.reader import EVENTS, SIDE_OF
from stateofplay.finding.learned.seats import STATUSES
from stateofplay.finding.learned.view import View

Record = dict[str, Any]
STANCES = ("supports", "considers", "opposes", "threatens")
GRID = (0.05, 0.08, 0.11, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
FILTERS = (0.0, 0.03, 0.06, 0.1, 0.15)
NEARLY = 0.01
CAREFUL = {"positions": (0.4, 0.05), "events": (0.08, 0.03), "statements": (0.3, 0.06)}
"""Threshold and filter of each kind: as high, and as low, as F1 on the choosing pages is flat, because the annotators of the
answer key list fewer positions than those of the training pages, and what is added below is seldom right there. Of events all
that are likely at all: which are told is chosen beside their rivals (`training/claims/rivals.py`)."""


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
            chance[head, names[actor], side] = max(chance[head, names[actor], side], p)
        for claim in record["reading"]["positions"]:
            at = record["text"].find(claim["issue"], claim["evidence"]["start"], claim["evidence"]["end"])
            anchor, side = claim["anchor"], SIDE_OF[claim["stance"]]
            inside = (*view.words_in(anchor, anchor + 1), *view.words_in(at, at + len(claim["issue"])))
            there = max(chance[word, claim["holder"], side] for word in inside)
            if there >= low:
                claim = claim | {"by": "shared", "chance": there}
                kept.append((claim, side, at, at + len(claim["issue"]), words_of(claim["issue"])))
    for p, first, last, head, actor, side in sorted(found, reverse=True):
        if p < least:
            break
        start, end = issue_of(view, head, first, last)
        issue = record["text"][start:end]
        words = words_of(issue)
        clash = any(
            claim["holder"] == names[actor] and ((start < e and b < end)
            or (side == s and alike(words, theirs)))
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
        key = (view.sentence[word], act_of(EVENTS[kind], names[actor], None if recipient < 0 else names[recipient]))
        best[key] = max(best.get(key, (0.0, 0)), (p, word))
    kept: list[Record] = []
    taken: set[tuple[int, Any]] = set()
    if low is not None:
        for claim in record["reading"]["events"]:
            sentence = view.sentence[view.words_in(claim["anchor"], claim["anchor"] + 1).start]
            key = (sentence, act_of(claim["event"], claim["actor"], claim["recipient"]))
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


def statements(record: Record, found: list[Any], least: float, low: float | None) -> list[Record]:
    """Statements above a threshold, after the rules' (none of them where `low` is None); no words are said twice."""
    view: View = record["view"]
    names = [a["name"] for a in record["reading"]["actors"]]
    kept: list[tuple[Record, range]] = []
    if low is not None:
        chance: dict[tuple[int, str], float] = defaultdict(float)
        for p, _, _, head, actor in found:
            chance[head, names[actor]] = max(chance[head, names[actor]], p)
        for claim in record["reading"]["statements"]:
            words = view.words_in(claim["content_start"], claim["content_start"] + len(claim["content"]))
            there = max((chance[w, claim["speaker"]] for w in words), default=0.0)
            if there >= low or claim["speaker"] not in names:
                kept.append((claim | {"by": "shared", "chance": there}, words))
    for p, first, last, head, actor in sorted(found, reverse=True):
        if p < least:
            break
        if all(last <= words.start or words.stop <= first for _, words in kept):
            content = record["text"][int(view.start[first]) : int(view.end[last - 1])]
            claim = {"speaker": names[actor], "content": content, "by": "own", "chance": p,
                     "evidence": evidence(record, head)}  # fmt: skip
            kept.append((claim, range(first, last)))
    return [claim for claim, _ in kept]


def attendance(record: Record, found: list[Any], least: float, low: float | None) -> list[Record]:
    """Seats above a threshold, beside the rules'; on a page of no meeting the rules' alone."""
    if not record["reading"]["meetings"]:
        return list(record["reading"]["attendance"])
    names = [a["name"] for a in record["reading"]["actors"]]
    best: dict[tuple[str, str], float] = {}
    for p, actor, status in found:
        key = (names[actor], STATUSES[status])
        best[key] = max(best.get(key, 0.0), p)
    kept: dict[tuple[str, str], Record] = {}
    if low is not None:
        for claim in record["reading"]["attendance"]:
            chance = best.get((claim["who"], claim["status"]), 0.0)
            if chance >= low:
                kept[claim["who"], claim["status"]] = claim | {"by": "shared", "chance": chance}
    for (who, status), p in best.items():
        if p >= least and (who, status) not in kept:
            kept[who, status] = {"who": who, "status": status, "by": "own", "chance": p}
    return list(kept.values())


DECODERS = {"positions": positions, "events": events, "statements": statements, "attendance": attendance}


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
