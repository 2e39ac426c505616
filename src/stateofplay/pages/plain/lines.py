"""Which lines of a page are the article: our classifier for scraped text, and for what an HTML extractor leaks.

The decision is taken in steps, so that one odd line does not cost a paragraph:

1. every line gets a *weight*: prose counts for the article, labels, credits and loose lines against it (`weighing`;
   labels come from ``data/labels.toml``, shapes from `patterns`);
2. what follows a comment section or a list of other stories counts less once an article has been seen;
3. the article is the run of lines with the largest sum of weights (`runs`): menus before it and lists of other stories
   after it cost more than they bring;
4. inside the run clear clutter, rows of loose lines and teasers of other stories are taken out; above it the headline
   and the standfirst are looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from stateofplay.model import Clutter
from stateofplay.pages.plain.labels import fold
from stateofplay.pages.plain.runs import find_parts
from stateofplay.pages.plain.weighing import Line, weigh

MAX_TEASER_OVERLAP = 0.2
"""A paragraph under its own heading at the end of the run that shares less than this with the rest is another story."""

TITLE = {
    "near": 0.6,
    "distance": 0.5,
    "first": 0.5,
    "signed": 0.4,
    "repeated": 1.2,
    "sentence": 0.6,
    "short": 0.3,
    "least": 0.8,
}
"""What speaks for a line as the headline, beside the topic words it shares with the body (0 to 1)."""

MIN_REPEATED = 5
"""A line of so many words that stands in the page three times is furniture: a caption of a gallery, a slogan."""

MIN_TOPIC = 40
"""Topic words an article must have before anything is said to be off its topic."""

MIN_BULLET_OVERLAP = 0.34
"""Share of a bulleted line's topic words that other lines of the article must have."""

STANDFIRST = {True: 0.5, False: 0.6}
LEAD = {True: 0.35, False: 0.45}
"""Share of topic words with the body that a standfirst, and a whole sentence, need above it; less under a headline."""

TAIL = 3
"""A biography of the author stands at the end: so many sentences after it make the line a part of the story."""

KEPT_IN_HTML = frozenset({"links", "markup"})
"""Shapes that say little about a line which an HTML extractor took for the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """A page parted into headline, body lines and clutter, each in the page's order."""

    title: str | None
    body: tuple[str, ...]
    clutter: tuple[Clutter, ...]


def separate(texts: Sequence[str], *, title: str | None = None) -> Separation:
    """Part the lines of a page into headline, body and clutter.

    Parameters
    ----------
    texts
        The page's lines, trimmed, none of them empty.
    title
        The headline where the page's metadata say it; otherwise it is looked for above the body.

    Returns
    -------
    Separation
        Every line given is in exactly one of its three parts. Cost: linear in the size of the page.

    Examples
    --------
    >>> page = separate(["Envoys meet in Arda", "Share", "The envoys of both sides met on Monday.", "Lire aussi"])
    >>> page.title, page.body, [c.reason for c in page.clutter]
    ('Envoys meet in Arda', ('The envoys of both sides met on Monday.',), ['social', 'related'])
    """
    lines = [weigh(t) for t in texts]
    counts = Counter(fold(line.text) for line in lines if line.words >= MIN_REPEATED)
    for line in lines:
        if line.reason is None and counts[fold(line.text)] > 2:
            line.reason, line.weight = "repeated", -0.8
    parts = find_parts(lines)
    start, end = (parts[0][0], parts[-1][1]) if parts else (0, 0)
    inside = {i for low, high in parts for i in range(low, high)}
    verdict: list[str | None] = [None] * len(lines)  # a reason, "" for kept
    vocabulary = Counter(t for i in inside if lines[i].reason is None for t in lines[i].topic)
    headline = _find_title(lines, start, end, vocabulary, title)
    for index, line in enumerate(lines):
        if line.reason is not None:
            verdict[index] = line.reason
        elif index in inside:
            verdict[index] = ""
        else:
            verdict[index] = (
                "headline_list" if line.loose and line.words >= 4 else "nav_label" if line.loose else "other_story"
            )
    _spare_biographies(lines, verdict, inside)
    _judge_bullets(lines, verdict, vocabulary)
    _judge_loose_runs(lines, verdict, start, end, vocabulary)
    _cut_teasers(lines, verdict, start, end)
    _keep_standfirst(lines, verdict, start, headline, vocabulary)
    if headline is not None:
        verdict[headline] = ""
        same = fold(lines[headline].text)
        for index in range(len(lines)):
            if index != headline and fold(lines[index].text) == same:
                verdict[index] = "repeated_headline"
    body = tuple(line.text for i, line in enumerate(lines) if verdict[i] == "" and i != headline)
    clutter = tuple(Clutter(text=line.text, reason=v) for line, v in zip(lines, verdict, strict=True) if v)
    return Separation(title=lines[headline].text if headline is not None else None, body=body, clutter=clutter)


def sift(texts: Sequence[str], *, title: str | None = None, links: Set[str] = frozenset()) -> Separation:
    """Take clear clutter out of lines that an HTML extractor has already chosen.

    Unlike `separate` this keeps what is not clearly clutter. `links` holds the page's link texts, folded: a line that is
    nothing but a link, and no sentence, points to another page.
    """
    lines = [weigh(t) for t in texts]
    verdict: list[str | None] = [line.reason or "" for line in lines]
    _spare_biographies(lines, verdict, set(range(len(lines))))
    same = fold(title) if title else None
    linked = [line.loose and fold(line.text) in links for line in lines]
    last = max((i for i, line in enumerate(lines) if line.reason is None and not line.loose), default=-1)
    for index, line in enumerate(lines):
        if verdict[index] in KEPT_IN_HTML:
            verdict[index] = ""
        if same and fold(line.text) == same:
            verdict[index] = "repeated_headline"
        elif not verdict[index] and line.loose:
            behind_label = index and verdict[index - 1] == "related" and lines[index - 1].label is not None
            beside = linked[max(0, index - 1)] + linked[min(len(lines) - 1, index + 1)]
            if behind_label or (linked[index] and (line.words >= 4 or beside > (index in (0, len(lines) - 1)))):
                verdict[index] = "related"
            elif index > last >= 2 and not line.text.startswith(("-", "|")) and line.words < 4:
                verdict[index] = "nav_label"
    body = tuple(line.text for line, v in zip(lines, verdict, strict=True) if not v)
    clutter = tuple(Clutter(text=line.text, reason=v) for line, v in zip(lines, verdict, strict=True) if v)
    return Separation(title=title, body=body, clutter=clutter)


def is_headline(text: str) -> bool:
    """Whether a line could head a document: a few words, no label, no sentence that ends in a full stop.

    Examples
    --------
    >>> is_headline("Joint statement of Norvia and Estwald"), is_headline("They met.")
    (True, False)
    """
    line = weigh(text)
    return line.reason is None and not line.text.rstrip().endswith((".", ":", ";")) and 2 <= line.words <= 32


@lru_cache(maxsize=4096)
def name_clutter(text: str) -> str:
    """Return the reason for a line that is known not to be the article.

    Examples
    --------
    >>> name_clutter("Sign in"), name_clutter("Ferry timetable changes for the winter")
    ('nav_label', 'headline_list')
    """
    line = weigh(text)
    if line.reason is not None:
        return line.reason
    return "headline_list" if line.loose and line.words >= 4 else "nav_label" if line.loose else "other_story"


def _overlap(line: Line, vocabulary: Counter[str]) -> float:
    """Share of a line's longer words that the body has too."""
    return sum(t in vocabulary for t in line.topic) / len(line.topic) if line.topic else 0.0


def _find_title(lines: list[Line], start: int, end: int, vocabulary: Counter[str], given: str | None) -> int | None:
    """Index of the headline: the one the metadata name, one that the page repeats, or the line above the body."""
    if given:
        wanted = fold(given)
        for index, line in enumerate(lines[: max(end, 1)]):
            if fold(line.text) == wanted:
                return index
    stop = start
    # A headline that reads like a sentence, a question too, may have opened the run of step 2.
    if start < end and lines[start].reason is None and (not lines[start].ended or _may_head(lines, start)):
        stop = start + 1
    counts = Counter(fold(line.text) for line in lines[:end])
    best, best_score = None, 0.0
    for index in range(stop):
        line = lines[index]
        if line.reason == "highlights":
            break
        if (
            line.reason not in ((None, "repeated", "promo") if index == 0 else (None, "repeated"))
            or line.bulleted
            or not 3 <= line.words <= 32
        ):
            continue
        near = 1.0 / (1 + TITLE["distance"] * sum(1 for x in lines[index + 1 : start] if x.reason is None))
        signed = any(x.reason in ("byline", "timestamp") for x in lines[index + 1 : index + 3])
        score = _overlap(line, vocabulary) + TITLE["near"] * near + (TITLE["first"] if index == 0 else 0.0)
        score += TITLE["signed"] if signed else 0.0
        score += TITLE["repeated"] if counts[fold(line.text)] > 1 and line.words >= 4 else 0.0
        score -= TITLE["short"] if line.words <= 4 else 0.0
        score -= TITLE["sentence"] if _is_prose(line) else 0.0
        if score > best_score and score >= TITLE["least"]:
            best, best_score = index, score
    return best


_OPEN_END = re.compile(r"(?:[?!]|\b(?:\w\.){2,})[\"'”’]?$")
_TWO_SENTENCES = re.compile(r"\w{3}[.!?][\"'”’]? +[\"'“‘]?[A-Z]")


def _is_prose(line: Line) -> bool:
    """Whether a line ends like a sentence, or holds two."""
    text = line.text.rstrip()
    return (line.ended and not _OPEN_END.search(text)) or _TWO_SENTENCES.search(text) is not None


def _may_head(lines: list[Line], index: int) -> bool:
    """Whether the first line of all, a question or one that ends in "U.S.", stands above the text instead of opening it."""
    same = lines[index].text.strip()
    following = next((line for line in lines[index + 1 :] if line.text.strip() not in ("", same)), None)
    return index == 0 and not _is_prose(lines[0]) and following is not None and following.words > lines[0].words


def _cut_teasers(lines: list[Line], verdict: list[str | None], start: int, end: int) -> None:
    """Take teasers off the end of the run: a loose line and one paragraph of another story, again and again."""
    kept = [i for i in range(start, end) if verdict[i] == ""]
    while len(kept) >= 5:
        tail = [kept.pop()]
        while (
            len(kept) > 3 and not lines[kept[-1]].loose and not any(verdict[j] for j in range(kept[-1] + 1, tail[-1]))
        ):
            tail.append(kept.pop())
        led = [kept.pop()] if lines[kept[-1]].loose else []
        rest: set[str] = set().union(*(lines[i].topic for i in kept))
        topic = set().union(*(lines[i].topic for i in tail))
        if not led or len(tail) > 2 or len(rest) < MIN_TOPIC or len(topic & rest) >= MAX_TEASER_OVERLAP * len(topic):
            return
        if sum(lines[i].words for i in tail) > sum(lines[i].words for i in kept):
            return  # longer than the rest: the story, which some pages run together behind their first quotations
        for i in (*tail, *led):
            verdict[i] = "other_story" if i in tail else "headline_list"


def _spare_biographies(lines: list[Line], verdict: list[str | None], inside: Set[int]) -> None:
    """A line "N. is a reporter for ..." is the author's biography only near the end; journalists are in the news too."""
    after = 0
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index in inside and line.reason == "bio" and after >= TAIL:
            verdict[index] = ""
        if index in inside and line.reason is None and not line.loose:
            after += 1


def _judge_bullets(lines: list[Line], verdict: list[str | None], vocabulary: Counter[str]) -> None:
    """A bulleted loose line is a link to another story, unless a colon leads to it or it stands on top as a highlight."""
    led, begun = False, False
    for index, line in enumerate(lines):
        if verdict[index] != "":
            continue
        if not line.bulleted:
            led, begun = line.text.endswith(":"), begun or not line.loose
        elif line.loose and line.words >= 4 and line.topic and not led:
            others = sum(vocabulary[t] > 1 for t in line.topic)
            if begun or others / len(line.topic) < MIN_BULLET_OVERLAP:
                verdict[index] = "headline_list"


def _judge_loose_runs(
    lines: list[Line], verdict: list[str | None], start: int, end: int, vocabulary: Counter[str]
) -> None:
    """Inside the run: one or two loose lines are subheadings, a longer row of them is a list of other things."""
    index = start
    while index < end:
        if not (verdict[index] == "" and lines[index].loose):
            index += 1
            continue
        stop = index
        while stop < end and (lines[stop].loose or verdict[stop]):
            stop += 1
        row = [i for i in range(index, stop) if verdict[i] == ""]
        after_label = index > start and bool(verdict[index - 1])
        if len(row) >= 3 or (after_label and len(row) >= 2):
            for i in row:
                if (index == start and _overlap(lines[i], vocabulary) >= 0.5) or _overlap(lines[i], vocabulary) >= 0.8:
                    continue
                verdict[i] = "headline_list" if lines[i].words >= 4 else "nav_label"
        index = stop


def _keep_standfirst(
    lines: list[Line], verdict: list[str | None], start: int, headline: int | None, vocabulary: Counter[str]
) -> None:
    """Lines between headline and body that speak of the same thing are the article's: a standfirst, highlights."""
    first = headline + 1 if headline is not None else 0
    after_label = next((i for i in range(first, start) if lines[i].reason == "highlights"), start)
    for index in range(start - 1, first - 1, -1):
        line = lines[index]
        if index > after_label and line.words >= 4 and line.reason is None:
            verdict[index] = ""
            continue
        if line.reason is not None:
            continue
        prose = line.ended and line.words >= 12
        shared = _overlap(line, vocabulary)
        if (line.words >= 6 and shared >= STANDFIRST[headline is not None]) or (
            prose and shared >= LEAD[headline is not None]
        ):
            verdict[index] = ""
        elif line.words >= 4 and not prose:
            break
