"""What is told of a long case: the latest rows are found without sorting all, and are those that sorting would give."""

from __future__ import annotations

from operator import attrgetter
from random import Random

import pytest

from stateofplay.exchange.case_brief.content import LATEST, _latest
from stateofplay.model.sureness import LESS_SURE
from stateofplay.record.views import Row
from stateofplay.service.drafting import _latest as latest_of_any
from stateofplay.service.drafting import _latest_rows


def a_row(random: Random, number: int, day: str) -> Row:
    return Row(
        claim_id=f"c{random.randrange(10**6)}-{number}",
        kind="events",
        party="Chad",
        other=None,
        what="reject",
        state="happened",
        date=random.choice((None, None, "2024-01", "2023-12-30", "2024-02-01")),
        place=None,
        flag=False,
        said_by=None,
        firmness="stated",
        confidence=random.choice((0.2, 0.5, 0.9)),
        page=number // 3,
        source="a page",
        site=None,
        day=day,
        start=random.choice((0, 0, 40, 80)),
        end=100,
        quote="",
        verdict=random.choice((None, None, None, "accept")),
        dated=random.random() < 0.9,
    )


@pytest.mark.parametrize("number", [0, 1, LATEST, 40, 300])
def test_the_latest_rows_are_those_that_sorting_all_would_give(number: int) -> None:
    random = Random(number)
    for _ in range(20):
        days = sorted(random.choice((f"2024-01-0{random.randrange(1, 9)}", "2023-12-31")) for _ in range(number))
        rows = [a_row(random, n, day) for n, day in enumerate(days)]
        found, likely = _latest(rows, lambda r: r.date or r.day, lambda r: (r.page, r.start))
        ordered = sorted(rows, key=lambda r: (r.dated, r.date or r.day, r.page, r.start), reverse=True)
        told = [r for r in ordered if not (r.is_unjudged and r.confidence < LESS_SURE)]
        rest = [r for r in ordered if r.is_unjudged and r.confidence < LESS_SURE]
        assert found == [*told[:LATEST], *rest[:LATEST]]
        assert likely == len(told)


@pytest.mark.parametrize("most", [1, 5, 30])
def test_rows_in_the_order_of_their_days_are_cut_where_others_would_be(most: int) -> None:
    random = Random(most)
    for number in (0, 1, most, most + 1, 100):
        days = sorted(f"2024-01-{random.randrange(1, 9):02}" for _ in range(number))
        rows = tuple(a_row(random, n, day) for n, day in enumerate(days))
        assert tuple(_latest_rows(rows, most)) == tuple(latest_of_any(rows, most, attrgetter("day")))
