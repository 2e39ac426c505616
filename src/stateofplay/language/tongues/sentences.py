"""In which sentence of a text a date or a name stands, and whether it begins one."""

from __future__ import annotations

from bisect import bisect_right

from stateofplay.language.sentences import cut_sentences


class Sentences:
    """The sentences of a text.

    Examples
    --------
    >>> text = "Le Tchad refuse. La Norvège attend."
    >>> text[slice(*Sentences(text).around(20, 27))]
    'La Norvège attend.'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        spans = cut_sentences(text)
        self._starts = [0, *(start for start, _ in spans[1:])]
        self._ends = [end for _, end in spans] or [len(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that hold the code points `start:end`."""
        first = bisect_right(self._starts, start) - 1
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        return self._starts[first], max(end, self._ends[last])

    def begins_at(self, place: int) -> bool:
        """Whether a sentence begins at a code point, marks of quotation aside."""
        while place and self._text[place - 1] in '«„“"([ ':
            if place in self._starts:
                return True
            place -= 1
        return place in self._starts
