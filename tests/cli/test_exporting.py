"""``export``, ``import`` and ``watch`` as a user types them: what goes to stdout, what is said, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.cli.app import run
from tests.exchange.cases import make_case


@pytest.fixture
def case(tmp_path: Path) -> str:
    make_case(tmp_path / "talks.sop").close()
    return str(tmp_path / "talks.sop")


def test_export_writes_data_to_stdout_and_words_to_stderr(case: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", case, "--format", "csv", "--kind", "events"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.count(b"\r\n") == 3
    assert b"2 claims written" in err


def test_export_and_import_again(case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file, copy = tmp_path / "talks.jsonl", tmp_path / "copy.sop"
    assert run(["export", case, "-o", str(file)]) == 0
    assert run(["import", str(copy), str(file)]) == 0
    assert "Added to" in capfd.readouterr().err
    assert run(["import", str(copy), str(file)]) == 0
    assert "nothing; there already" in capfd.readouterr().err


def test_a_codebook_needs_no_case(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--codebook", "plover"]) == 0
    assert "`cameo_root`" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["export"], 65, "no case was named"),
        (["export", "CASE", "--format", "xls"], 65, "there is no format 'xls'"),
        (["export", "CASE", "--kind", "offices"], 65, "no kind of claim 'offices'"),
        (["export", "missing.sop"], 74, "there is no case at missing.sop"),
        (["export", "--codebook", "xls"], 65, "there is no format 'xls'"),
        (["import", "CASE", "missing.jsonl"], 65, "missing.jsonl cannot be read"),
        (["watch", "CASE", "--every", "soon"], 65, "'soon' is no time between two rounds"),
        (["watch", "CASE", "--remove", "https://nowhere.example/rss"], 65, "is not watched"),
        (["watch", "CASE", "--add", "missing.opml"], 65, "missing.opml cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    case: str, words: list[str], code: int, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([case if word == "CASE" else word for word in words]) == code
    err = capfd.readouterr().err
    assert says in err
    assert "Traceback" not in err
