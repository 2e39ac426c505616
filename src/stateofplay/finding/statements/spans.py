"""Runs of tokens: sentences by their punctuation, subtrees, and the trimming of edges."""

from __future__ import annotations

from bisect import bisect_left
from weakref import WeakKeyDictionary

from stateofplay.language.press.datelines import dateline_tokens
from stateofplay.language.sentences import BEGINS
from stateofplay.language.tokens import Doc, Token

OPENING = frozenset({'"', "“", "«", "„", "‘", "``", "'"})
CLOSING = frozenset({'"', "”", "»", "’", "''", "'"})
FINAL = frozenset({".", "!", "?"})
MARKS = OPENING | CLOSING
_EDGE = frozenset({",", ":", ";", "-", "–", "—", ".", "--", "...", "…"})
_LEADING = frozenset({"and", "but", "then"})


def is_break(token: Token) -> bool:
    """A line break, which parts paragraphs."""
    return token.is_space and "\n" in token.text


LONGEST = 400
"""Words on either side beyond which a stretch without a full stop is a list or a table, not a sentence."""

LONGEST_NAME = 30
"""Words that the longest name, title or time has."""

_ENDS: WeakKeyDictionary[Doc, list[int]] = WeakKeyDictionary()
_EDGES: WeakKeyDictionary[Doc, tuple[list[int], list[int]]] = WeakKeyDictionary()


def bounds(token: Token) -> tuple[int, int]:
    """The sentence around `token` by its punctuation alone, final mark and closing quotation mark included.

    Cost: a look-up in the places of all final marks, which are gathered once a text.
    """
    words = token.doc.words
    places = _end_places(token.doc)
    at = bisect_left(places, token.i)
    start = max(places[at - 1] + 1 if at else 0, token.i - LONGEST)
    while (
        start < token.i
        and words[start].text in CLOSING
        and start > 0
        and words[start - 1].text in FINAL
        and not words[start - 1].whitespace_
    ):
        start += 1
    end = min(places[at] if at < len(places) else len(words), token.i + LONGEST)
    if end < len(words) and not is_break(words[end]):
        end += 1
        while end < len(words) and words[end].text in CLOSING and not words[end - 1].whitespace_:
            end += 1
    return start, max(end, token.i + 1)


def _end_places(doc: Doc) -> list[int]:
    found = _ENDS.get(doc)
    if found is None:
        datelines = dateline_tokens(doc)
        last = {i for i in datelines if i + 1 not in datelines}
        found = _ENDS[doc] = [word.i for word in doc.words if _ends(word) or word.i in last]
    return found


def _ends(token: Token) -> bool:
    return token.text in FINAL or (token.is_space and "\n" in token.text) or ends_in_abbreviation(token)


def ends_in_abbreviation(token: Token) -> bool:
    """ "To come to the U.S. “We will wait,” he said": the stop of the abbreviation is that of the sentence too."""
    if token.text[-1] != "." or len(token.text) < 3 or not token.whitespace_ or token.i + 2 >= len(token.doc):
        return False
    mark, first = token.doc[token.i + 1], token.doc[token.i + 2]
    return mark.text in ("“", '"') and not mark.whitespace_ and first.text[0].isupper() and first.lower_ in BEGINS


def is_enclosed(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words stand between the marks of one quotation."""
    return (
        start > 0
        and doc[start - 1].text in OPENING - {"'"}
        and any(t.text in CLOSING for t in doc[end : end + 2])
        and not any(t.text in MARKS - {"'", "’"} for t in doc[start:end])
    )


def follows_comma(token: Token) -> bool:
    """Tell whether a comma stands before `token`, with at most a closing quotation mark between."""
    i = token.i - 1
    if i > 0 and token.doc[i].text in CLOSING:
        i -= 1
    return i >= 0 and token.doc[i].text in (",", "—", "–")


def subtree_range(head: Token) -> tuple[int, int]:
    """First token and end of the subtree of `head`. Cost: a look-up."""
    lows, highs = _edges(head.doc)
    return lows[head.i], highs[head.i] + 1


def _edges(doc: Doc) -> tuple[list[int], list[int]]:
    """For every word the first and the last word of its subtree."""
    found = _EDGES.get(doc)
    if found is None:
        lows, highs = list(range(len(doc))), list(range(len(doc)))
        order = [word for word in doc.words if word.head is word]
        for word in order:  # grows while it is walked: heads before what hangs on them
            order.extend(word.children)
        for word in reversed(order):
            head = word.head.i
            if lows[word.i] < lows[head]:
                lows[head] = lows[word.i]
            if highs[word.i] > highs[head]:
                highs[head] = highs[word.i]
        found = _EDGES[doc] = (lows, highs)
    return found


def trim(doc: Doc, start: int, end: int, *, drop: frozenset[str] | set[str] = frozenset()) -> tuple[int, int] | None:
    """Cut marks, commas, "that" and the words in `drop` off the edges; an unpaired quotation mark goes too."""
    words = doc.words
    while start < end and (
        words[start].is_space
        or words[start].text in _EDGE
        or words[start].lower_ in _LEADING
        or words[start].lower_ in drop
        or (words[start].lower_ == "that" and words[start].dep_ == "mark")
    ):
        start += 1
    while end > start and (words[end - 1].is_space or words[end - 1].text in _EDGE):
        end -= 1
    # A quotation that the run holds whole keeps its marks only where words stand beside it.
    inner = [t.text for t in doc[start:end] if t.text in MARKS and t.text not in ("'", "’")]
    if end - start > 2 and words[start].text in OPENING and words[end - 1].text in CLOSING and len(inner) == 2:
        start, end = start + 1, end - 1
    elif len(inner) % 2 and end - start > 1:
        if words[start].text in OPENING:
            start += 1
        elif words[end - 1].text in MARKS and words[end - 1].text != "’":
            end -= 1
    while end > start and (words[end - 1].is_space or words[end - 1].text in _EDGE):
        end -= 1
    return (start, _close(doc, start, end)) if start < end else None


def _close(doc: Doc, start: int, end: int) -> int:
    """Take in the mark that closes a quotation begun inside the run: 'The law "changes things," she said.'"""
    opened = [t.text for t in doc[start:end] if t.text in MARKS and t.text not in ("'", "’", "‘")]
    if len(opened) % 2:
        for i in range(end, min(end + 2, len(doc))):
            if doc[i].text in CLOSING:
                return i + 1
            if doc[i].text not in _EDGE | FINAL:
                break
    return end
