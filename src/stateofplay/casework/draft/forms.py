"""Which actors some words name, by the thousands of forms that their names have in a case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from stateofplay.casework.acts.phrases import whole_places

_WORD = re.compile(r"\w+")
_SENT_TO = re.compile(
    r"\b(?:envoy|ambassador|representative|rapporteur|coordinator|emissary|mediator|observers?|inspectors?|consul)\s+(?:to|for|in|on)\s+"
    r"(?:the\s+)?$"
)
"""Who is sent somewhere: the country behind it is where, and not who."""
_TO = ("to", "for", "in", "on", "the")
"""With one of these all ends in which `_SENT_TO` finds something; to look for them costs a tenth."""


class NameIndex:
    """The forms of a case, by their first words and their lengths; remembers what was asked.

    Parameters
    ----------
    forms
        Surface form in lower case -> name of the actor in the case.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms
        self._lengths = sorted({len(form) for form in forms}, reverse=True)
        self._by_first_word: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for number, (form, name) in enumerate(forms.items()):
            first = _WORD.search(form)
            self._by_first_word[first[0] if first else ""].append((number, form, name))
        self._found: dict[str, tuple[str, ...]] = {}

    def named_in(self, words: str) -> tuple[str, ...]:
        """Names that have a form in some words, in their order there: drafting asks for the same words again, day by day."""
        if words not in self._found:
            places: dict[str, int] = {}
            for name, place in self._places(words):
                places.setdefault(name, place)
            self._found[words] = tuple(sorted(places, key=places.__getitem__))
        return self._found[words]

    def form_ending(self, low: str) -> str:
        """The longest form with which some words in small letters end, or an empty text. Cost: one look for each length."""
        ends = (low[-n:] for n in self._lengths if 0 < n <= len(low))
        return next((end for end in ends if end in self._forms), "")

    def _places(self, words: str) -> Iterator[tuple[str, int]]:
        """The name of each form that stands in some words, with its first place there as a name."""
        low = words.lower()
        for _, form, name in self._forms_in(low):
            for place in whole_places(form, low):
                named = words[place].isupper() or form == name.lower()
                before = low[:place]
                if named and not (before.rstrip().endswith(_TO) and _SENT_TO.search(before)):
                    yield name, place
                    break

    def _forms_in(self, low: str) -> list[tuple[int, str, str]]:
        """Forms that stand in some words, whole words or not, in their order: of thousands those of which the first word does."""
        here = self._by_first_word.keys() & {"", *_WORD.findall(low)}
        return sorted([entry for word in here for entry in self._by_first_word[word] if entry[1] in low])


_INDEXES: list[tuple[Mapping[str, str], NameIndex]] = []
"""The last few tables of forms with their indexes: every day that a case is looked at from has the same table."""
_MOST_INDEXES = 4


def index_of(forms: Mapping[str, str]) -> NameIndex:
    """The index of a table of forms, made once for the table."""
    for known, index in _INDEXES:
        if known is forms:
            return index
    index = NameIndex(forms)
    _INDEXES.insert(0, (forms, index))
    del _INDEXES[_MOST_INDEXES:]
    return index
