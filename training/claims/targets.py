"""Pages as arrays for the network: windows, pairs, and where the answer puts its claims on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
from training.claims.labels import head_of, labels_of, locate

from stateofplay.finding.learned import pairs
from stateofplay.finding.learned.reader import EVENTS, MUTUAL, SIDE_OF
from stateofplay.finding.learned.seats import STATUSES
from stateofplay.finding.learned.view import View

Record = dict[str, Any]


def shares_of(record: Record) -> list[float]:
    """Each actor's share of the page's mentions."""
    counts = [a["mentions"] for a in record["reading"]["actors"]]
    total = max(1, sum(counts))
    return [n / total for n in counts]


def number_paths(records: list[Record], least: int = 40) -> dict[str, int]:
    """The commonest paths between carriers and mentions, from 2; 1 is any other path, 0 another sentence."""
    counts: Counter[str] = Counter()
    for record in records:
        view: View = record["view"]
        mentions = defaultdict(set)
        for m in view.mentions:
            mentions[view.sentence[m.head]].add(m.head)
        for word, name in enumerate(view.classes):
            if name in pairs.CARRIERS and (there := mentions.get(view.sentence[word])):
                own = pairs.chain(view, word)
                counts.update(pairs.path(view, own, pairs.chain(view, m)) for m in there)
    common = [p for p, n in counts.most_common(pairs.COLUMNS["path"] - 2) if n >= least]
    return {p: n for n, p in enumerate(common, start=2)}


def ruled_positions(record: Record) -> list[tuple[int, int, int]]:
    """(word, holder, 1 + side) of the words of issues that the rules found; 5 at their triggers."""
    view, out = record["view"], []
    number = {a["name"]: n for n, a in enumerate(record["reading"]["actors"])}
    for p in record["reading"]["positions"]:
        if p["holder"] not in number:
            continue
        trigger = view.words_in(p["anchor"], p["anchor"] + 1).start
        out.append((trigger, number[p["holder"]], 5))
        at = record["text"].find(p["issue"], p["evidence"]["start"], p["evidence"]["end"])
        if at >= 0:
            out += [(w, number[p["holder"]], 1 + SIDE_OF[p["stance"]]) for w in view.words_in(at, at + len(p["issue"]))]
    return out


def ruled_events(record: Record) -> list[tuple[int, int, int, int]]:
    """(sentence, type, actor, recipient or -1) of the rules' events."""
    view, out = record["view"], []
    number = {a["name"]: n for n, a in enumerate(record["reading"]["actors"])}
    for e in record["reading"]["events"]:
        if e["actor"] in number and (e["recipient"] is None or e["recipient"] in number):
            words = view.words_in(e["anchor"], e["anchor"] + 1)
            out.append((view.sentence[words.start], EVENTS.index(e["event"]), number[e["actor"]],
                        -1 if e["recipient"] is None else number[e["recipient"]]))  # fmt: skip
    return out


def answers(record: Record, names: Any) -> Record:
    """The answer's positions (head, words, holders, side) and events (sentences, type, actors, recipients or None)."""
    view, text, answer = record["view"], record["text"], record["answer"]
    whose: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(record["reading"]["actors"]):
        whose[names.of(actor["name"])].append(number)
    positions, events, labelled = [], [], []
    for p in answer["positions"]:
        at = locate(text, p["evidence"])
        start = text.find(p["issue"], *at) if at else -1
        words = view.words_in(start, start + len(p["issue"])) if start >= 0 else range(0)
        if (head := head_of(view, words)) is not None:
            positions.append((head, words, tuple(whose.get(p["holder"], ())), SIDE_OF[p["stance"]]))
            labelled.append((head, p["stance"]))
    for e in answer["events"]:
        if at := locate(text, e["evidence"]):
            sentences = sorted({view.sentence[w] for w in view.words_in(*at)})
            recipients = None if e["recipient"] is None else tuple(whose.get(e["recipient"], ()))
            if sentences:
                events.append((sentences, EVENTS.index(e["event"]), tuple(whose.get(e["actor"], ())), recipients))
    return {
        "positions": positions, "events": events, "labelled": labelled, "statements": statements_of(record, names, whose),
    }  # fmt: skip


def statements_of(record: Record, names: Any, whose: dict[str, list[int]]) -> list[tuple[int, range, tuple[int, ...]]]:
    """(head, words, speakers) of what the answer says was said."""
    view, text, out = record["view"], record["text"], []
    for s in record["answer"]["statements"]:
        at = locate(text, s["evidence"])
        start = text.find(s["content"], *at) if at else -1
        words = view.words_in(start, start + len(s["content"])) if start >= 0 else range(0)
        if (head := head_of(view, words)) is not None:
            out.append((head, words, tuple(whose.get(s["speaker"], ())) if s["named"] else ()))
    return out


def items_of(record: Record, paths: dict[str, int], names: Any | None) -> list[Record]:
    """The windows of a page that have words and parties, with answers where `names` is given."""
    view: View = record["view"]
    shares, out = shares_of(record), []
    features = pairs.features_of_words(view)
    marks, events = ruled_positions(record), ruled_events(record)
    answer = answers(record, names) if names is not None else None
    seats = labels_of(record, names).seats if names is not None else {}
    sentence = np.array(view.sentence)
    for window in pairs.windows(view):
        words, group = pairs.carriers(view, window), pairs.parties(view, window, shares)
        if not len(words) or not len(group.heads):
            continue
        table, near = pairs.pair(view, words, group, shares, paths, marks).table(len(words), len(group.heads))
        count, actors = len(window.core), len(group.actors)
        rows = [sentence[h] - window.core.start if h >= 0 and sentence[h] in window.core else -1 for h in group.heads]
        local = {a: n for n, a in enumerate(group.actors)} | {-1: actors}
        ruled = np.zeros((count, actors, actors + 1, len(EVENTS)), dtype=np.int8)
        for s, kind, a, r in events:
            if s in window.core and a in local:
                row = ruled[s - window.core.start]
                row[:, :, kind] = np.maximum(row[:, :, kind], 1)
                if r in local:
                    row[local[a], local[r]] = np.maximum(row[local[a], local[r]], 2)
                    row[local[a], local[r], kind] = 3
                    if EVENTS[kind] in MUTUAL and r >= 0:
                        row[local[r], local[a], kind] = 3
        item = {
            "first": window.first, "last": window.last, "core": window.core, "features": features[window.first : window.last],
            "words": words, "sentence": sentence[words] - window.core.start, "sentences": count, "heads": group.heads,
            "whose": group.whose, "actors": group.actors, "pairs": table.astype(np.int16), "near": near, "ruled": ruled,
            "rows": np.array(rows, dtype=np.int64),
        }  # fmt: skip
        if answer is not None:
            item |= _targets(view, answer, window, words, local, actors)
            item["seats"] = _seats(item, seats)
        out.append(item)
    return out


def _seats(item: Record, seats: dict[tuple[int, int], set[int]]) -> Any:
    """Which statuses each actor of each sentence has: (sentences, actors, statuses)."""
    out = np.zeros((item["sentences"], len(item["actors"]), len(STATUSES)), dtype=np.float32)
    for row, whose in zip(item["rows"], item["whose"], strict=True):
        if row >= 0:
            told = seats.get((item["core"].start + int(row), item["actors"][whose]), ())
            out[row, whose, list(told)] = 1
    return out


def _targets(
    view: View, answer: Record, window: pairs.Window, words: Any, local: dict[int, int], actors: int
) -> Record:
    place = {int(w): n for n, w in enumerate(words)}
    side = np.zeros((len(words), actors), dtype=np.int64)
    anyone = np.zeros(len(words), dtype=np.int64)
    spans = []
    for _, inside, holders, _ in answer["positions"]:
        for row in (place[w] for w in inside if w in place):
            anyone[row] = -1
            side[row, [local[h] for h in holders if h in local]] = -1
    for head, inside, holders, value in answer["positions"]:
        if head in place:
            anyone[place[head]] = value + 1
            side[place[head], [local[h] for h in holders if h in local]] = value + 1
            spans.append((place[head], inside.start - window.first, inside.stop - window.first))
    count = len(window.core)
    types = np.zeros((count, len(EVENTS)), dtype=np.float32)
    events = np.zeros((count, actors, actors + 1, len(EVENTS)), dtype=np.float32)
    for sentences, kind, who, whom in answer["events"]:
        here = [s - window.core.start for s in sentences if s in window.core]
        if not here:
            continue
        whom = (-1,) if whom is None else whom
        parties = [(local[a], local[r]) for a in who for r in whom if a in local and r in local]
        mentioned = {s: {local[a] for m in view.mentions if view.sentence[m.head] == s + window.core.start
                         for a in m.actors if a in local} for s in here}  # fmt: skip
        best = max(here, key=lambda s: (sum(len({a, r} & mentioned[s]) for a, r in parties), -s))
        for s in here:
            value = 1.0 if s == best else -1.0
            types[s, kind] = max(types[s, kind], 1.0) if value > 0 else types[s, kind] or -1.0
            for a, r in parties:
                turned = [(a, r), (r, a)] if EVENTS[kind] in MUTUAL and r < actors else [(a, r)]
                for one, other in turned:
                    if one < actors and events[s, one, other, kind] <= 0:
                        events[s, one, other, kind] = value
    said = np.zeros((len(words), actors), dtype=np.float32)
    says = np.zeros(len(words), dtype=np.float32)
    contents = []
    for head, inside, speakers in answer["statements"]:
        if head in place:
            says[place[head]] = 1
            said[place[head], [local[h] for h in speakers if h in local]] = 1
            contents.append((place[head], inside.start - window.first, inside.stop - window.first))
    return {
        "side": side, "any": anyone, "types": types, "events": events, "said": said, "says": says,
        "spans": {"span": spans, "content": contents},
    }  # fmt: skip
