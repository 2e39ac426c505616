"""A long page in parts, cut between paragraphs, so that no sentence is asked about in two halves."""

from __future__ import annotations


def cut(text: str, most: int, start: int = 0) -> list[tuple[int, str]]:
    """Parts of a text with the code points at which they begin.

    A paragraph that is longer than `most` is cut after a full stop, or else where it must be.

    Examples
    --------
    >>> cut("One.\\nTwo.\\nThree.", 10)
    [(0, 'One.\\nTwo.'), (10, 'Three.')]
    """
    parts: list[tuple[int, str]] = []
    at, end = 0, len(text)
    while at < end:
        stop = end if end - at <= most else _break(text, at, at + most)
        part = text[at:stop]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            parts.append((start + at + lead, part.strip()))
        at = stop
    return parts


def halves(offset: int, text: str) -> list[tuple[int, str]]:
    """A part cut in two, for an answer that did not fit.

    Examples
    --------
    >>> halves(100, "One. Two. Three.")
    [(100, 'One.'), (105, 'Two. Three.')]
    """
    middle = _break(text, 0, (len(text) + 1) // 2)
    return cut(text[:middle], len(text), offset) + cut(text[middle:], len(text), offset + middle)


def _break(text: str, start: int, limit: int) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + (limit - start) // 3, limit)
        if found > start:
            return found + len(mark)
    return limit
