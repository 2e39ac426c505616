"""Score attributions on PolNeAR.

    python eval/attribution.py FOLDER [--limit N] [--show N]

FOLDER is one compartment of the corpus (`data/dev`, `data/train`) with `text/` and `attributions/` in it; the corpus stays
out of this repository, and its test part is kept for a blind run.

Every attribution is a content with, mostly, a source. A content found counts when its characters and those of the answer
overlap by half (intersection over union), each answer once; "with source" counts those whose source shares a character
with the answer's. PolNeAR marks beliefs, intentions and thoughts as well as statements, so `attributions` is scored, of
which the finder of statements lets only speech through. A word of the corpus belongs to one attribution only, so what a
quotation reports in its turn is left out (`first_hand`).
"""

from __future__ import annotations

import argparse
import glob
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stateofplay.finding.statements import Attribution, attributions
from stateofplay.language import parse
from stateofplay.language.tokens import Token
from stateofplay.model import Article

_SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")
_LINK = re.compile(r"^E\d+\t(.+)$")


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters of a content, of its source (empty where there is none) and of its cue."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


def read_answers(path: Path) -> list[Marked]:
    """Read the attributions of one annotation file (brat standoff)."""
    spans: dict[str, frozenset[int]] = {}
    links: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _SPAN.match(line):
            pieces = [piece.split() for piece in match[3].split(";")]
            spans[match[1]] = frozenset(i for a, b in pieces for i in range(int(a), int(b)))
        elif match := _LINK.match(line):
            links.append([tuple(part.split(":", 1)) for part in match[1].split()])
    out = []
    for link in links:
        parts: dict[str, set[int]] = {"Content": set(), "Source": set(), "Cue": set()}
        for role, name in link:
            kind = role.rstrip("0123456789")
            if kind in parts:
                parts[kind] |= spans.get(name, frozenset())
        if parts["Content"]:
            out.append(Marked(*(frozenset(parts[kind]) for kind in ("Content", "Source", "Cue"))))
    return out


def find(text: str) -> list[Marked]:
    """Read the attributions of a text with our own finder."""
    document = parse(Article(text=text, language="en"))
    doc = document.doc

    def characters(start: int, end: int) -> frozenset[int]:
        return frozenset(range(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))

    return [
        Marked(
            content=frozenset().union(*(characters(start, end) for start, end in parts)),
            source=characters(*source_span(first.source)) if first.source is not None else frozenset(),
            cue=characters(first.cue.i, first.cue.i + 1),
        )
        for first, parts in in_whole(first_hand(attributions(document)))
    ]


def first_hand(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions that the page itself makes: "I think that ..." inside a quotation is part of what is quoted.

    Also left out are thoughts inside what somebody reports ("she said that he wants to ...").
    """
    told = tuple(found)
    inside = [(a.direct, {*range(a.start, a.end)} - {a.cue.i}) for a in told]
    reported = set[int]().union(*(words for _, words in inside))
    quoted = set[int]().union(*(words for direct, words in inside if direct))
    return tuple(a for a in told if a.direct or a.cue.i not in (reported if a.thought else quoted))


def in_whole(found: Iterable[Attribution]) -> list[tuple[Attribution, list[tuple[int, int]]]]:
    """Attributions whose quotation goes on as one: its first part, and the words of all parts.

    A quotation that is broken by its words of saying, or goes on after them in the next sentence of the same paragraph, is one
    thing said with one content; what follows in another paragraph is another.
    """
    out: list[tuple[Attribution, list[tuple[int, int]]]] = []
    of_cue: dict[int, int] = {}
    for attribution in sorted(found, key=lambda a: (a.start, a.end)):
        at = of_cue.get(attribution.cue.i) if attribution.direct else None
        if at is not None and _goes_on(attribution, out[at][1][-1][1]):
            out[at][1].append((attribution.start, attribution.end))
            continue
        if attribution.direct:
            of_cue[attribution.cue.i] = len(out)
        out.append((attribution, [(attribution.start, attribution.end)]))
    return out


_FURTHEST = 30
"""Tokens between two parts of a quotation: who said it, and in what office."""


def _goes_on(later: Attribution, end: int) -> bool:
    between = later.cue.doc[end : later.start]
    return 0 <= later.start - end <= _FURTHEST and not any("\n" in t.text for t in between)


def source_span(token: Token) -> tuple[int, int]:
    """First and last+1 token of the source phrase headed by `token`."""
    indices = [t.i for t in token.subtree]
    return min(indices), max(indices) + 1


def match(answers: list[Marked], found: list[Marked]) -> Iterator[tuple[int, int]]:
    """Pair answers with what was found, the best overlap first, each used once."""
    pairs = []
    for i, answer in enumerate(answers):
        for j, candidate in enumerate(found):
            common = len(answer.content & candidate.content)
            if common and (overlap := common / len(answer.content | candidate.content)) >= 0.5:
                pairs.append((overlap, bool(answer.source & candidate.source), i, j))
    used_answers: set[int] = set()
    used_found: set[int] = set()
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in used_answers and j not in used_found:
            used_answers.add(i)
            used_found.add(j)
            yield i, j


def main() -> int:
    """Score a folder and print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="score the first N articles only")
    parser.add_argument("--show", type=int, default=0, help="print this many misses and vain finds")
    options = parser.parse_args()
    texts = sorted((options.folder / "text").glob("*.txt"))[: options.limit]
    if not texts:
        print(f"{options.folder} has no text/*.txt in it", file=sys.stderr)
        return 2
    right = with_source = n_found = n_answers = n_sourced = shown = 0
    spent = time.process_time()
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        # The annotator's mark ends the name of an annotation file.
        answers = read_answers(min((options.folder / "attributions").glob(f"{glob.escape(path.stem)}_????.ann")))
        found = find(text)
        pairs = list(match(answers, found))
        right += len(pairs)
        with_source += sum(bool(answers[i].source & found[j].source) for i, j in pairs)
        n_found += len(found)
        n_answers += len(answers)
        n_sourced += sum(bool(a.source) for a in answers)
        for label, marked, hit in (
            ("missed", answers, {i for i, _ in pairs}),
            ("in vain", found, {j for _, j in pairs}),
        ):
            for k, item in enumerate(marked):
                if k not in hit and shown < options.show:
                    shown += 1
                    print(label, *("|" + _quote(text, part) for part in (item.source, item.cue, item.content)))
    spent = time.process_time() - spent
    print(
        f"{len(texts)} articles, {n_answers} attributions ({n_sourced} with a source), {n_found} found, {spent:.0f} s of CPU"
    )
    for label, hits in (("content", right), ("content + source", with_source)):
        precision, recall = hits / max(1, n_found), hits / max(1, n_answers)
        f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
        print(f"{label:18} P {precision:.3f}  R {recall:.3f}  F {f1:.3f}")
    return 0


def _quote(text: str, characters: frozenset[int]) -> str:
    return text[min(characters) : max(characters) + 1].replace("\n", " ")[:160] if characters else "-"


if __name__ == "__main__":
    sys.exit(main())
