"""Names are found in words through an index of their first words: the same as by trying every name."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.draft.record import Ground
from stateofplay.service.questions import MOST_DAYS, _turns
from tests.thoroughness import examples

PARTS = st.sampled_from(["Arda", "al-Bor", "O'Neal", "U.S.", "the", "guards", "Bor", "ardan", "of", "“x", "-", "Émile"])
NAMES = st.lists(PARTS, min_size=1, max_size=3).map(" ".join)


@given(
    forms=st.dictionaries(NAMES.map(str.lower), NAMES, max_size=8),
    words=st.lists(PARTS | NAMES, max_size=8).map(" ".join),
)
@examples(300)
def test_the_index_finds_what_trying_every_name_finds(forms: dict[str, str], words: str) -> None:
    ground = Ground(title="", standings=(), meetings=(), conditions=(), sides={}, forms=forms)
    low, found = words.lower(), {}
    for form, name in forms.items():
        if place := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", low):
            if words[place.start()].isupper() or form == name.lower():
                found.setdefault(name, place.start())
    assert ground.named_in(words) == tuple(sorted(found, key=found.__getitem__))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
@examples(200)
def test_where_the_verdict_turned_is_found_without_looking_at_every_day(course: list[int]) -> None:
    asked: list[str] = []

    class Told:
        def __init__(self, day: str) -> None:
            self.day = day

        def same(self, other: Told) -> bool:
            return course[int(self.day)] == course[int(other.day)]

    def verdict(day: str) -> Told:
        asked.append(day)
        return Told(day)

    days = [f"{number:02d}" for number in range(len(course))]
    found = [told.day for told in _turns(days, verdict)]  # type: ignore[arg-type]
    assert found == sorted(set(asked)) == sorted(asked)
    assert (found[0], found[-1]) == (days[0], days[-1])
    assert len(asked) <= MOST_DAYS + 2
    if len(asked) < MOST_DAYS + 2:
        # What is left between two days that were looked at begins and ends alike, or is one step.
        assert all(int(b) - int(a) == 1 or course[int(a)] == course[int(b)] for a, b in pairwise(found))
    if course[0] == course[-1]:
        assert found == sorted({days[0], days[-1]})
