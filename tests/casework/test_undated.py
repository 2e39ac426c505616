"""A page without a day overrules none that has one, neither in what a party wants nor in what is past."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from stateofplay.casework.draft.preferences import _settle
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model, ground_of
from stateofplay.service.state import gather
from tests.casework.pages import AFTER, lake_case


def test_the_day_on_which_a_page_without_one_was_added_ends_no_meeting(tmp_path: Path) -> None:
    with lake_case(tmp_path, after=False) as case:
        (tmp_path / "undated.txt").write_text(AFTER, encoding="utf-8")
        assert [one.problem for one in add_all(case, [str(tmp_path / "undated.txt")])] == [None]
        assert ground_of(gather(case)).today == "2024-03-05"
        drafted = draft_model(case)
    assert not [line for line in drafted.not_in if "is over" in line or "has passed" in line]
    assert any(o.issue == "attendance" for o in drafted.options)


def stake(wants: int, day: str, *, dated: bool = True) -> SimpleNamespace:
    row = SimpleNamespace(day=day, dated=dated, in_order=(dated, day), flag=False, firmness="stated")
    return SimpleNamespace(wants=wants, row=row, told_by="")


@pytest.mark.parametrize(
    ("first", "second", "wants"),
    [
        (stake(1, "2024-03-05"), stake(-1, "2024-03-11"), -1),
        (stake(1, "2024-03-05"), stake(-1, "2026-01-01", dated=False), 1),
        (stake(1, "2025-01-01", dated=False), stake(-1, "2026-01-01", dated=False), 0),
    ],
)
def test_only_words_with_a_day_replace_others(first: SimpleNamespace, second: SimpleNamespace, wants: int) -> None:
    assert _settle([first, second])[0] == wants
