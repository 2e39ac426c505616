"""The gate: is this page news in a language that we read, and does it speak of a negotiation?

Reading a page costs a tenth of a second, and of a crawl one page in a hundred is about talks. The gate looks at words alone: a
linear model of single words and pairs (`data/gate.json`, made by ``training/gate.py``) with a table of words of negotiation
beside it, so that a quarrel of a kind that it never saw counts too. Names of countries and people are no features.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from stateofplay.errors import PageError
from stateofplay.pages.received.tongue import identify

MOST_CHARACTERS = 8_000
"""Characters of a text that are looked at; who speaks of talks does so before."""
FEWEST_WORDS = 25
"""Shorter texts are no news story: a picture's caption, a page that wants a script."""
FIRST_WORDS = 60
"""Words in which a story says what it is about."""
MODEL = Path(__file__).parent / "data" / "gate.json"

_PLAIN_HTML = re.compile(rb"\s*<(?:!doctype html|html)[\s>]", re.I)
_WORD = re.compile(r"[a-z]+")
_LEXICON_STEPS = (1, 2, 3, 4, 6, 8)
_COUNT_STEPS = (1, 2, 4, 7, 12)


class Reason(StrEnum):
    """Why a page stays outside."""

    NO_TEXT = "no text"
    """Nothing that can be read, or too few words for a story."""
    LANGUAGE = "language"
    """In a language that we do not read."""
    TOPIC = "topic"
    """It hardly speaks of a negotiation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateVerdict:
    """What the gate says of a page."""

    passes: bool
    """Whether the page is worth reading: the bar is low, so that of the pages on talks at most one in fifty is lost."""
    speaks: bool
    """Whether it is more likely than not that the page speaks of a negotiation: the bar in the middle."""
    score: float
    """From the model; 0 where it was not asked."""
    reason: Reason | None = None
    """Why it does not pass."""
    language: str | None = None
    words: tuple[str, ...] = ()
    """Words of negotiation that stand in the page, the commonest first."""
    first: int = 0
    """How many of its first words are words of negotiation."""

    @property
    def sentence(self) -> str:
        """One sentence for people.

        Examples
        --------
        >>> screen_text("Sunny spells and a light breeze are expected along the whole coast this week, with a few showers "
        ...             "over the hills by Friday and cooler nights.").sentence
        'The page hardly speaks of a negotiation.'
        """
        if self.reason is Reason.LANGUAGE:
            return f"The page is in a language that is not read ({self.language})."
        if self.reason is Reason.NO_TEXT:
            return "The page holds too little text for a story."
        return "The page speaks of a negotiation." if self.speaks else "The page hardly speaks of a negotiation."


@dataclass(frozen=True, slots=True, kw_only=True)
class GateModel:
    """Weights of features; `least` is the score of the low bar, `middle` that of the one in the middle."""

    weights: dict[str, float]
    bias: float
    least: float
    middle: float
    stems: tuple[str, ...]


def screen_text(text: str, *, languages: Collection[str] = ("en",)) -> GateVerdict:
    """Screen a text, its headline first.

    Examples
    --------
    >>> verdict = screen_text("Envoys of both sides will resume talks in Arda on Monday. The mediator said that a ceasefire "
    ...                       "was near, but each delegation still rejects the other's proposal on the port.")
    >>> verdict.passes, verdict.speaks, verdict.words[:2]
    (True, True, ('envoys', 'talks'))
    """
    text = text[:MOST_CHARACTERS]
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS and sum(ch.isalpha() for ch in text) < 4 * FEWEST_WORDS:
        return GateVerdict(passes=False, speaks=False, score=0.0, reason=Reason.NO_TEXT)
    language = "en" if "en" in languages and _is_plainly_english(words) else identify(text)
    if language is not None and language not in languages:
        return GateVerdict(passes=False, speaks=False, score=0.0, reason=Reason.LANGUAGE, language=language)
    if language != "en":
        # The words of the model are English; what another reader reads it shall see.
        return GateVerdict(passes=True, speaks=True, score=0.0, language=language)
    model = load_model()
    counts, pairs, told = count_features(words, model.stems)
    score, square = 0.0, 0.0
    known = model.weights.get
    for names in (counts, pairs):
        for name, n in names.items():
            weight = known(name)
            if weight is not None:
                value = damp(n)
                score += weight * value
                square += value * value
    score = score / (square**0.5 or 1.0) + sum(known(name, 0.0) for name in told.steps()) + model.bias
    passes = score >= model.least
    return GateVerdict(
        passes=passes,
        speaks=score >= model.middle,
        score=round(score, 3),
        reason=None if passes else Reason.TOPIC,
        language=language,
        words=tuple(told.words),
        first=told.first,
    )


def screen_page(
    data: bytes,
    *,
    content_type: str | None = None,
    charset: str | None = None,
    languages: Collection[str] = ("en",),
) -> GateVerdict:
    """Screen the bytes of a page, HTML or text, without reading it.

    Documents of other kinds (PDF, Word) pass: what is in them only a reader can tell.

    Examples
    --------
    >>> screen_page(b"<title>Nothing</title><p>Enable scripts.").sentence
    'The page holds too little text for a story.'
    """
    if _PLAIN_HTML.match(data) and (content_type or "text/html").startswith("text/html"):
        kind = "html"
    else:
        from stateofplay.pages.sniffing import sniff

        try:
            kind = sniff(data, name="The page", content_type=content_type)
        except PageError:
            return GateVerdict(passes=False, speaks=False, score=0.0, reason=Reason.NO_TEXT)
        if kind not in ("html", "text"):
            return GateVerdict(passes=True, speaks=True, score=0.0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        from stateofplay.pages.received.encoding import decode

        text = decode(data, charset=charset).text
    return screen_text(text_of_html(text) if kind == "html" else text, languages=languages)


def text_of_html(html: str) -> str:
    """The title and the prose of an HTML page, quickly and roughly: what the gate looks at."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    body = extract_plain_text(tree, main_content=True, links=False, alt_texts=False, form_fields=False, noscript=False)
    if len(body) < 10 * FEWEST_WORDS:
        body = extract_plain_text(tree, main_content=False, links=False, alt_texts=False)
    return f"{tree.title or ''}\n{body}"


@dataclass(frozen=True, slots=True)
class WordsOfTalks:
    """Words of negotiation in a text, in all and among its first words."""

    words: dict[str, int]
    kinds: int
    first: int

    def steps(self) -> Iterator[str]:
        """Names of the features that these counts come to."""
        yield from (f"#kinds>={n}" for n in _LEXICON_STEPS if self.kinds >= n)
        total = sum(self.words.values())
        yield from (f"#words>={n}" for n in _COUNT_STEPS if total >= n)
        yield from (f"#first>={n}" for n in _COUNT_STEPS if self.first >= n)


def count_features(words: list[str], stems: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int], WordsOfTalks]:
    """What the model sees of a text's words: each word and each pair with its count, and the words of negotiation."""
    counts: dict[str, int] = Counter(words)
    pairs: dict[str, int] = Counter(map(_pair, words, words[1:]))
    by_word = [(word, n, stem) for word, n in counts.items() if (stem := _stem_of(word, stems)) is not None]
    by_word.sort(key=lambda row: -row[1])
    told = {word: n for word, n, _ in by_word}
    first = sum(1 for word in words[:FIRST_WORDS] if word in told)
    return counts, pairs, WordsOfTalks(told, len({stem for _, _, stem in by_word}), first)


def damp(count: int) -> float:
    """What a count weighs: a word that stands ten times says little more than one that stands five times."""
    return _DAMPED[min(count, len(_DAMPED) - 1)]


_DAMPED = [0.0, *(1.0 + math.log(n) for n in range(1, 64))]
_pair = "{} {}".format


@lru_cache(maxsize=1 << 16)
def _stem_of(word: str, stems: tuple[str, ...]) -> str | None:
    found = _stem_pattern(stems).match(word)
    return found[1] if found else None


@cache
def _stem_pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(stems, key=len, reverse=True)) + ")")


# The commonest words of English; four of them among the first hundred words, one in eight, and no other language is meant.
_COMMON = frozenset("the of to and in that is was for on with he said as by at from his an were has are".split())


def _is_plainly_english(words: list[str]) -> bool:
    head = words[:120]
    return sum(1 for word in head if word in _COMMON) * 6 >= len(head) and len({*head} & _COMMON) >= 6


@cache
def load_model() -> GateModel:
    """The shipped model."""
    return read_model(MODEL.read_text(encoding="utf-8"))


def read_model(text: str) -> GateModel:
    """A model from the text of its file."""
    raw = json.loads(text)
    scale = raw["scale"]
    return GateModel(
        weights={name: n * scale for name, n in raw["weights"].items()},
        bias=raw["bias"],
        least=raw["least"],
        middle=raw["middle"],
        stems=tuple(raw["stems"]),
    )
