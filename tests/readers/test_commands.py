"""The commands: ``readers``, ``compare-readers``, and ``--reader`` with its budgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stateofplay.cli.app import run
from stateofplay.service.readers import named_readers
from stateofplay.settings import load_settings
from tests.readers.server import Model, Reply

TEXT = "Chad demands that the port of Bergen be reopened. Norway rejects a reopening of the port."


@pytest.fixture
def ministry(model: Model, tmp_path: Path) -> Model:
    """A settings file that names the server, and a page."""
    Path("stateofplay.toml").write_text(
        f'[reading]\ncache = "{tmp_path}/cache"\n'
        f'[readers.ministry]\nbase_url = "{model.address}"\nmodel = "m-7"\nretries = 0\nprice_in = 1.0\ncurrency = "EUR"\n'
        '[readers.big]\npipeline = "no_such_pipeline"\n'
    )
    Path("page.txt").write_text(TEXT)
    return model


def test_leave_is_asked_given_and_taken_back(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "page.txt", "--reader", "ministry"]) == 78
    said = capsys.readouterr().err
    assert "Nothing was sent yet" in said
    assert "stateofplay readers allow ministry" in said
    assert ministry.seen == []
    assert run(["readers", "allow", "ministry"]) == 0
    assert ministry.address in capsys.readouterr().out
    assert run(["read", "page.txt", "--reader", "ministry"]) == 0
    told = capsys.readouterr().err
    assert "ministry: 1 pages" in told
    assert "EUR" in told
    assert len(ministry.seen) == 6
    assert run(["readers"]) == 0
    listed = capsys.readouterr().out
    assert "language model m-7" in listed
    assert "no_such_pipeline" in listed
    assert run(["readers", "forbid", "ministry"]) == 0
    Path("other.txt").write_text(TEXT + " More.")
    assert run(["read", "other.txt", "--reader", "ministry"]) == 78


def test_a_budget_of_the_command_stops_it_with_the_account(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    run(["readers", "allow", "ministry"])
    run(["new", "talks.sop"])
    capsys.readouterr()
    assert run(["add", "talks.sop", "page.txt", "--reader", "ministry", "--max-requests", "2"]) == 65
    said = capsys.readouterr().err
    assert "budget of 2 requests is spent" in said
    assert "2 requests" in said
    assert run(["add", "talks.sop", "page.txt", "--reader", "ministry"]) == 0
    assert len(ministry.seen) == 6


def test_a_case_keeps_its_reader(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "talks.sop"])
    assert run(["readers", "use", "embedded+ministry", "--case", "talks.sop"]) == 0
    assert "readers allow ministry" in capsys.readouterr().out
    run(["readers", "allow", "ministry"])
    assert run(["add", "talks.sop", "page.txt"]) == 0
    assert len(ministry.seen) == 6
    assert run(["positions", "talks.sop"]) == 0
    assert run(["readers", "use", "--case", "talks.sop"]) == 0
    assert "read by embedded" in capsys.readouterr().out


def test_spaces_around_the_plus_name_the_same_readers(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "talks.sop"])
    assert run(["readers", "use", "embedded + ministry", "--case", "talks.sop"]) == 0
    assert "Before that: stateofplay readers allow ministry" in capsys.readouterr().out
    chosen = replace(load_settings(), reading=replace(load_settings().reading, reader="embedded + ministry"))
    assert [one.name for one in named_readers(chosen) if one.chosen] == ["embedded", "ministry"]


def test_check_tells_what_a_reader_is(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["readers", "check", "embedded"]) == 0
    assert "embedded can read." in capsys.readouterr().out
    assert run(["readers", "check", "ministry"]) == 0
    assert "sends the text" in " ".join(capsys.readouterr().out.split())
    assert run(["readers", "check", "big"]) == 78
    assert "no_such_pipeline" in capsys.readouterr().err
    assert ministry.seen == []


def test_compared_readers_are_a_table(ministry: Model, capsys: pytest.CaptureFixture[str]) -> None:
    run(["readers", "allow", "ministry"])
    ministry.answer = lambda seen: Reply()
    assert run(["compare-readers", "page.txt", "--readers", "embedded,ministry"]) == 0
    out = capsys.readouterr().out
    assert "positions" in out
    assert "agreement" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["readers", "allow", "embedded"], 78),
        (["readers", "allow"], 78),
        (["readers", "use", "embedded"], 78),
        (["compare-readers", "page.txt", "--readers", "embedded"], 78),
        (["read", "page.txt", "--reader", "nobody"], 78),
        (["readers", "shout"], 2),
    ],
)
def test_what_is_wrong_is_one_sentence_with_the_next_step(
    ministry: Model, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert run(words) == code
    said = capsys.readouterr().err.strip().split("\n")
    assert said[0].startswith("stateofplay: ")
    assert len(said) == 2
