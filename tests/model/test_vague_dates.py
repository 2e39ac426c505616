"""Vague dates: a table of readings, and the algebra as properties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import ModelError
from stateofplay.model.dates import Grain, VagueDate

vague = st.builds(VagueDate.of, st.dates(), st.sampled_from(Grain)) | st.builds(
    VagueDate.of, st.dates(date(2020, 1, 1), date(2021, 12, 31)), st.sampled_from(Grain)
)


@pytest.mark.parametrize(
    ("value", "grain", "first", "last"),
    [
        ("2024", Grain.YEAR, "2024-01-01", "2024-12-31"),
        ("2024-02", Grain.MONTH, "2024-02-01", "2024-02-29"),
        ("2023-12", Grain.MONTH, "2023-12-01", "2023-12-31"),
        ("2024-02-29", Grain.DAY, "2024-02-29", "2024-02-29"),
        ("2019-W36", Grain.WEEK, "2019-09-02", "2019-09-08"),
        ("2020-W53", Grain.WEEK, "2020-12-28", "2021-01-03"),
    ],
)
def test_periods(value, grain, first, last):
    d = VagueDate(value)
    assert (d.grain, d.earliest.isoformat(), d.latest.isoformat()) == (grain, first, last)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "Thursday",
            "2023-02-29",
            "2022-13",
            "2019-W54",
            "2021-W53",
            "20220301",
            "0000",
            "2022-3",
            "2022\n",
            " 2022",
        ),
        "\uff12\uff10\uff12\uff12",
    ],
)
def test_no_dates(value):
    assert VagueDate.parse(value) is None
    with pytest.raises(ModelError) as error:
        VagueDate(value)
    assert error.value.slug == "model.date"


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text):
    parsed = VagueDate.parse(text)
    assert parsed is None or parsed.value == text


@given(st.dates(max_value=date(9999, 12, 26)), st.sampled_from(Grain))
def test_the_period_of_a_day_contains_it(day, grain):
    d = VagueDate.of(day, grain)
    assert d.grain is grain
    assert d.contains(day)
    assert 1 <= d.days <= 366


@given(vague, vague)
def test_order_agrees_with_its_converse(a, b):
    order, converse = a.compare(b), b.compare(a)
    assert order == (None if converse is None else -converse)
    assert (order == -1) == a.is_before(b)
    assert a.overlaps(b) == b.overlaps(a) == (not a.is_before(b) and not b.is_before(a))


@given(vague, vague, vague)
def test_contains_is_a_partial_order(a, b, c):
    assert a.contains(a)
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    if a.contains(b) and b.contains(a):
        assert a.interval == b.interval
