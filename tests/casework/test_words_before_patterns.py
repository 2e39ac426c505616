"""What a draft looks for before it tries a costly pattern stands in everything that the pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.draft import alliances, time, wars
from stateofplay.casework.draft.wishes import disarming
from stateofplay.record.positions import deadlines
from tests.thoroughness import examples

ASCII = st.characters(codec="ascii")
ALLIES = (alliances._BACKED, alliances._BACKED_BY, alliances._ALLY_OF, alliances._ITS_ALLY)
ASKED = [
    *((pattern, alliances._TOLD, False) for pattern in ALLIES),
    (wars._AT_WAR, wars._FIGHTING, False),
    (time._FAILED, time._FAILING, True),
    (deadlines._ONCE, deadlines._EARLIER, True),
    (disarming._WHOSE, disarming._TOLD, False),
    (disarming._DISARMS, disarming._TOLD, False),
]


@pytest.mark.parametrize(("pattern", "words", "low"), ASKED)
def test_nothing_is_found_without_one_of_the_words(pattern: re.Pattern[str], words: tuple[str, ...], low: bool) -> None:
    @examples(60)
    @given(st.from_regex(pattern, fullmatch=True, alphabet=ASCII))
    def holds(text: str) -> None:
        assert any(word in (text.lower() if low else text) for word in words), text

    holds()
