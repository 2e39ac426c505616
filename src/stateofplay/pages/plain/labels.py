"""The words that pages put around an article: a data file, matched against one line at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from stateofplay.model.tongues.tables import tongues

_TRAILING_COUNT = re.compile(r"(?:\s+|(?=[(\[]))[(\[]?\d{1,6}\+?[)\]]?\s*(?:\(\+\))?$")
_LEADING_COUNT = re.compile(r"^\d{1,6}\s+")
_EDGES = " \t\u00a0.:!…*#|>»«›‹→▶►•·-–—_[](){}+\u200b\u200e\u200f\ufeff"
_STRAIGHT = (("’", "'"), ("\u00a0", " "), ("İ", "i"))
_MARK = re.compile(r"\s*(?:[:|»›→▶►]|\s[-–—>]+\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label found at the start of a line.

    `reason` is the stable word for the clutter it announces, `end` the offset in the line where the label (and its
    colon or bar) ends, `whole` whether nothing else stands in the line, `closes` whether lists of other stories follow
    such a label, and `glued` whether the rest of the line may belong to the article.
    """

    reason: str
    end: int
    whole: bool
    closes: bool
    glued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    whole: dict[str, str]
    lead: dict[str, list[tuple[str, str]]]
    glued: dict[str, list[tuple[str, str]]]
    closing: frozenset[str]


@lru_cache(maxsize=2048)
def fold(line: str) -> str:
    """Lower case, straight quotes, no marks at the edges: the form in which labels are compared.

    Examples
    --------
    >>> fold("► ALSO READ:")
    'also read'
    """
    return _lower(line.strip(_EDGES))


def is_same(line: str, folded: str | None) -> bool:
    """Whether a line folds to `folded`; most lines are told apart by their length alone.

    Examples
    --------
    >>> is_same("► ALSO READ:", "also read"), is_same("The talks go on.", None)
    (True, False)
    """
    return folded is not None and 0 <= len(line) - len(folded) <= 24 and fold(line) == folded


def _lower(text: str) -> str:
    """Lower case with straight quotes, character by character: offsets stay those of the line."""
    if not text.isascii():
        for mark, plain in _STRAIGHT:  # three searches cost a tenth of `str.translate`
            text = text.replace(mark, plain)
    return text.lower()


@cache
def _lexicon() -> _Lexicon:
    import tomllib

    table = tomllib.loads((Path(__file__).parent.parent / "data" / "labels.toml").read_text(encoding="utf-8"))
    whole: dict[str, str] = {}
    lead: dict[str, list[tuple[str, str]]] = {}
    glued: dict[str, list[tuple[str, str]]] = {}
    for reason, entry in table.items():
        for tongue in tongues().values():
            for kind, more in tongue.labels.get(reason, {}).items():
                entry.setdefault(kind, []).extend(more)
        for label in (*entry.get("whole", ()), *entry.get("lead", ()), *entry.get("glued", ())):
            whole.setdefault(label.lower(), reason)
        for kind, index in (("lead", lead), ("glued", glued)):
            for label in entry.get(kind, ()):
                # Indexed by the first three characters: a line is compared with a handful of labels, not a thousand.
                index.setdefault(label.lower()[:3], []).append((label.lower(), reason))
    for index in (lead, glued):
        for rows in index.values():
            rows.sort(key=lambda row: -len(row[0]))
    closing = frozenset(reason for reason, entry in table.items() if entry.get("closes"))
    return _Lexicon(whole=whole, lead=lead, glued=glued, closing=closing)


def find_label(line: str) -> Label | None:
    """Return the label that a line is, or starts with.

    Examples
    --------
    >>> find_label("Lire aussi")
    Label(reason='related', end=10, whole=True, closes=True, glued=False)
    >>> find_label("ALSO READ: Mediators fly home").reason
    'related'
    >>> find_label("The talks go on.") is None
    True
    """
    lexicon = _lexicon()
    folded = fold(line)
    if not folded:
        return None
    if len(folded) <= 60:
        bare = _LEADING_COUNT.sub("", _TRAILING_COUNT.sub("", folded)) or folded
        for form in (folded, bare.strip(_EDGES)):
            reason = lexicon.whole.get(form)
            if reason is not None:
                return Label(reason=reason, end=len(line), whole=True, closes=reason in lexicon.closing, glued=False)
    start = len(line) - len(line.lstrip(_EDGES))
    head = _lower(line[start : start + 90])
    for label, reason in lexicon.lead.get(head[:3], ()):
        if head.startswith(label):
            mark = _MARK.match(head, len(label))
            if mark:
                closes = reason in lexicon.closing and not line[start + mark.end() :].strip()
                return Label(reason=reason, end=start + mark.end(), whole=False, closes=closes, glued=False)
    for label, reason in lexicon.glued.get(head[:3], ()):
        if head.startswith(label) and not head[len(label) : len(label) + 1].isalnum():
            closes = reason in lexicon.closing
            return Label(reason=reason, end=start + len(label), whole=False, closes=closes, glued=True)
    return None
