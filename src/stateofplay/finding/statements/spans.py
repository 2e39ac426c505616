"""Runs of tokens: sentences by their punctuation, subtrees, and the trimming of edges."""

from __future__ import annotations

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


def bounds(token: Token) -> tuple[int, int]:
    """The sentence around `token` by its punctuation alone, final mark and closing quotation mark included."""
    words = token.doc.words
    start = token.i
    while start > 0 and not _ends(words[start - 1]):
        start -= 1
    while (
        start < token.i
        and words[start].text in CLOSING
        and start > 0
        and words[start - 1].text in FINAL
        and not words[start - 1].whitespace_
    ):
        start += 1
    end = token.i
    while end < len(words) and not _ends(words[end]):
        end += 1
    if end < len(words) and not is_break(words[end]):
        end += 1
        while end < len(words) and words[end].text in CLOSING and not words[end - 1].whitespace_:
            end += 1
    return start, max(end, token.i + 1)


def _ends(token: Token) -> bool:
    return token.text in FINAL or (token.is_space and "\n" in token.text)


def follows_comma(token: Token) -> bool:
    """Tell whether a comma stands before `token`, with at most a closing quotation mark between."""
    i = token.i - 1
    if i > 0 and token.doc[i].text in CLOSING:
        i -= 1
    return i >= 0 and token.doc[i].text in (",", "—", "–")


def subtree_range(head: Token, without: Token | None = None) -> tuple[int, int]:
    """First token and end of the subtree of `head`, without that of `without`."""
    lowest, highest, stack = head.i, head.i, [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if without is not None and c.i == without.i:
                continue
            stack.append(c)
            lowest, highest = min(lowest, c.i), max(highest, c.i)
    return lowest, highest + 1


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
