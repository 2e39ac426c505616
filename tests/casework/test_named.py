"""Names are found in words through an index of their first words: the same as by trying every name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.draft.record import Ground
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
        if place := re.search(rf"\b{re.escape(form)}\b", low):
            if words[place.start()].isupper() or form == name.lower():
                found.setdefault(name, place.start())
    assert ground.named_in(words) == tuple(sorted(found, key=found.__getitem__))
