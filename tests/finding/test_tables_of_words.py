"""Tables of words name themselves: what the lemmas are mended to is a list, and the list is whole."""

from __future__ import annotations

from types import ModuleType

import pytest

from stateofplay.finding.words import attendance, meetings


@pytest.mark.parametrize("page", [attendance, meetings], ids=lambda page: page.__name__.rpartition(".")[2])
def test_every_table_of_words_is_listed(page: ModuleType) -> None:
    listed = {id(table) for table in page.TABLES}
    missing = [name for name, value in vars(page).items() if isinstance(value, frozenset) and id(value) not in listed]
    assert not missing, f"add to TABLES in {page.__name__}: {missing}"
