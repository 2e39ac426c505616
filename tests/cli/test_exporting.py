"""``export``, ``import`` and ``watch`` as a user types them: what goes to stdout, what is said, exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import select

from stateofplay.cli.app import run
from stateofplay.exchange import formats
from stateofplay.exchange.names import FORMATS
from stateofplay.record import open_case
from stateofplay.record.storage.tables import PAGE
from stateofplay.service.examples import example_case
from tests.exchange.cases import make_case
from tests.thoroughness import PATIENCE


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
        (["export"], 2, "no case was named"),
        (["export", "CASE", "--format", "xls"], 2, "there is no format 'xls'"),
        (["export", "CASE", "--kind", "offices"], 2, "no kind of claim 'offices'"),
        (["export", "missing.sop"], 74, "there is no case at missing.sop"),
        (["export", "--codebook", "xls"], 2, "there is no format 'xls'"),
        (["import", "CASE", "missing.jsonl"], 74, "missing.jsonl cannot be read"),
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


def test_a_web_archive_of_a_case_added_to_an_empty_one_is_the_same_pages(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first, archive, copy = tmp_path / "talks.sop", tmp_path / "talks.warc.gz", tmp_path / "copy.sop"
    text = tmp_path / "bare.txt"
    text.write_text(
        "Envoys meet in Oslo\n\nNorway and Sweden met in Oslo on Monday, a <p> minister said.\n", encoding="utf-8"
    )
    assert run(["new", str(first)]) == 0
    assert run(["add", str(first), *map(str, example_case()[:2])]) == 0
    assert run(["add", str(first), str(text), "--published", "2031-05-02"]) == 0
    assert run(["export", str(first), "--format", "warc", "-o", str(archive)]) == 0
    assert run(["new", str(copy)]) == 0
    assert run(["add", str(copy), str(archive)]) == 0
    kept = ("number", "source", "title", "published", "published_source", "text", "sha256")
    found = []
    for place in (first, copy):
        with open_case(str(place)) as opened, opened.read() as connection:
            found.append([tuple(row[k] for k in kept) for row in connection.execute(select(PAGE)).mappings()])
    assert len(found[0]) == 3
    assert found[0] == found[1]
    assert run(["add", str(copy), str(archive)]) == 0
    assert "the case has it already" in capfd.readouterr().err


def test_a_page_cut_short_is_no_newer_version(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from stateofplay.pages.archive import ArchivedPage, write_archive

    body = b"<html><body><h1>Envoys meet</h1>" + b"<p>The envoys of Norvia and Estwald met in Arda.</p>" * 9
    whole = write_archive(
        [ArchivedPage(url="https://post.example/a", data=body, fetched="2031-05-04T10:00:00Z")], compress=False
    )
    (tmp_path / "whole.warc").write_bytes(whole)
    (tmp_path / "cut.warc").write_bytes(whole[:-120])
    copy = str(tmp_path / "copy.sop")
    assert run(["new", copy]) == 0
    assert run(["add", copy, str(tmp_path / "whole.warc"), str(tmp_path / "cut.warc")]) == 0
    err = capfd.readouterr().err
    assert "not added as a newer version of page 1" in err
    assert "cut.warc is cut short: it ends inside record 1" in err.replace("\n", "")


def test_help_names_every_format_and_loads_none() -> None:
    code = (
        "import sys; from stateofplay.cli.app import run; run(['export', '--help']);"
        " sys.exit(str({'sqlalchemy', 'stateofplay.exchange.formats'} & set(sys.modules) or '') or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = " ".join(done.stdout.replace("│", " ").split())
    assert f"{', '.join(FORMATS)}." in told


def test_every_module_of_a_format_is_named() -> None:
    modules = {module.name for module in iter_modules(formats.__path__) if not module.ispkg}
    assert modules == set(FORMATS)
