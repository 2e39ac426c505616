"""A case in a file and the same case on a server give the same sentences, claims and counts for the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench._generated_case import Negotiation
from sqlalchemy import select

from stateofplay.record import create_case
from stateofplay.record.storage.tables import SENTENCE
from stateofplay.service.library import Library
from stateofplay.service.team.cases import TeamLibrary
from stateofplay.service.team.moving import import_file
from stateofplay.service.views.search import search_view
from tests.exchange.cases import add
from tests.team.conftest import SHELL, House

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
WORDS = ("said", "ceasefire", "30-day", '"prisoner exchange"', "border corridor", "no such word", "monitoring said")
QUOTED = ('"said"', '"the" border', '"prisoners" said', '"border" "said"', '"of the"', '"monitor"')


def test_the_same_words_find_the_same(house: House, tmp_path: Path) -> None:
    with create_case(tmp_path / "big.sop") as case, case.write() as connection:
        for reading, source in Negotiation(seed=3).pages(200):
            add(connection, reading, source)
    import_file(house.team, tmp_path / "big.sop", id="big", by=SHELL)
    file, server = Library([str(tmp_path)]), TeamLibrary(house.team)
    one, two = file.kept("big"), server.kept("big")
    found = 0
    for words in (*WORDS, *QUOTED):
        for chosen in ({}, {"kind": "positions"}, {"judged": "not judged"}):
            here, there = (search_view([kept], words, chosen=chosen, step=1000) for kept in (one, two))
            assert here.cases == there.cases, words
            assert (here.cases, here.total, here.facets) == (there.cases, there.total, there.facets), words
            assert here.hits == there.hits, words
            found += here.total
    assert found > 100
    with one.case.read() as connection:
        sentences = connection.execute(select(SENTENCE.c.text)).scalars().all()
    said = [line for line in sentences if re.search(r"\bsaid\b", line, re.IGNORECASE)]
    assert search_view([one], '"said"').cases[0][2] == len(said) > 0
    file.close()
    server.close()
