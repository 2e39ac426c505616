"""Progress of long questions stays on one line of a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from stateofplay.cli.models import questions


def test_each_step_is_written_over_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(questions, "progress_console", lambda: Console(file=shown, force_terminal=True))
    for done in (1, 2, 3):
        questions._tell("drawing readings", done, 3)
    assert [step.strip() for step in shown.getvalue().split("\r")] == [
        "",
        "drawing readings: 1 of 3",
        "drawing readings: 2 of 3",
        "drawing readings: 3 of 3",
    ]
    assert shown.getvalue().endswith("\n")


def test_nothing_is_told_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(questions, "progress_console", lambda: Console(file=shown, force_terminal=False))
    questions._tell("drawing readings", 1, 3)
    assert shown.getvalue() == ""
