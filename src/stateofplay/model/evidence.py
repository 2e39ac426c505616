"""Evidence: the exact words that a claim rests on."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A run of words in one article.

    Parameters
    ----------
    start, end
        Code points into ``article.text``, end exclusive.
    quote
        The words themselves; always ``article.text[start:end]``.

    Examples
    --------
    >>> Evidence.cut("Both sides agreed.", 0, 10).quote
    'Both sides'
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise ModelError(
                f"evidence {self.start}:{self.end} does not fit its quote of {len(self.quote)} code points",
                slug="model.evidence",
            )

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """Cut evidence out of `text`, without the white space at its ends."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start=start, end=end, quote=text[start:end])

    def stands_in(self, text: str) -> bool:
        """Tell whether the quote stands in `text` at its place."""
        return text[self.start : self.end] == self.quote
