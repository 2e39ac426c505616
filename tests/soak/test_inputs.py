"""Models, imports and case files, hurt at random: each ends in a result or in a sentence with its slug, never otherwise."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path

import pytest

from stateofplay.cli.app import run
from stateofplay.conflict import analyse
from stateofplay.conflict.files import parse_model
from stateofplay.errors import StateOfPlayError
from stateofplay.exchange.importing import import_lines
from stateofplay.record import Case, create_case, open_case
from stateofplay.record.views import pages, rows
from stateofplay.record.views.searching import search
from stateofplay.service.analysing import find_case
from stateofplay.service.exporting import export
from stateofplay.service.keeping.checking import check_case
from stateofplay.service.keeping.repairing import repair_case
from stateofplay.service.state import gather
from tests.exchange.cases import make_case
from tests.soak.hurting import hurt, rounds

MODELS = rounds(4000)
IMPORTS = rounds(3500)
CASES = rounds(2500)
"""10,000 in all; the other half of the 20,000 are pages, archives and feeds."""
_TOML = (
    b"[[options]]",
    b"[states]",
    b'"',
    b"'''",
    b"\n",
    b"= [",
    b"]",
    b"{",
    b"}",
    b"nan",
    b"inf",
    b"1979-05-27",
    b"true",
    b"#",
    b'owner = "x"',
)
_JSON = (
    b"null",
    b"{}",
    b"[]",
    b'""',
    b"-1",
    b"1e400",
    b"true",
    b'"\\ud800"',
    b'{"row":"end","rows":0}\n',
    b'"at":"2099-01-01T00:00:00Z"',
    b"\\u0000",
)


@pytest.mark.slow
def test_hurt_models_are_read_or_refused_in_a_sentence() -> None:
    luck = random.Random(1)
    whole = [find_case(name)[1].encode() for name in ("prisoners", "elmira", "chicken")]
    refused = 0
    for _ in range(MODELS):
        text = hurt(luck.choice(whole), luck, _TOML).decode("utf-8", "replace")
        try:
            conflict = parse_model(text, where="model.toml")
            if len(conflict.options) <= 6:
                analyse(conflict)
        except StateOfPlayError:
            refused += 1
    assert MODELS * 0.2 < refused < MODELS


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("soak") / "talks.sop"
    make_case(path).close()
    return path


def counted(case: Case) -> int:
    with case.read() as connection:
        return len(pages(connection))


@pytest.mark.slow
def test_hurt_exports_are_imported_or_refused_in_a_sentence(whole: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    with open_case(whole) as case:
        export(case, "jsonl", out)
    lines = out.getvalue()
    luck = random.Random(2)
    refused = 0

    class Undo(Exception):
        pass

    with create_case(tmp_path / "into.sop") as case:
        for number in range(IMPORTS):
            data = hurt(lines, luck, _JSON)
            try:
                with case.write() as connection:
                    import_lines(
                        connection, io.BytesIO(data), name="hurt.jsonl", fresh=True, take_rest=bool(number % 2)
                    )
                    # What was let in must be a case that can be read.
                    rows(connection, "positions")
                    raise Undo
            except StateOfPlayError:
                refused += 1
            except Undo:
                pass
        assert counted(case) == 0
    assert refused > IMPORTS * 0.2


@pytest.mark.slow
def test_hurt_case_files_are_read_or_refused_and_what_is_mended_is_well(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    luck = random.Random(3)
    told = mended = unseen = 0
    for number in range(CASES):
        path = tmp_path / "hurt.sop"
        for left in tmp_path.iterdir():
            left.unlink()
        path.write_bytes(hurt(data, luck))
        try:
            found = check_case(path)
        except StateOfPlayError:
            told += 1
            continue
        told += not found.is_well
        try:
            with open_case(path) as case:
                gather(case)
                with case.read() as connection:
                    search(connection, "bases")
        except StateOfPlayError:
            pass
        except Exception:
            # What a user sees then is the check's sentence; for that the check must have seen it.
            unseen += found.is_well
        if found.is_well or number % 5:
            continue
        try:
            left = repair_case(path, found).left
        except StateOfPlayError:
            continue
        mended += 1
        if not any(not fault.of_file and not fault.mends for fault in left.faults):
            assert left.is_well, left.faults
    assert unseen == 0
    assert told > CASES * 0.5
    assert mended or CASES < 500
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.slow
def test_commands_on_hurt_case_files_end_in_a_sentence(
    whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = whole.read_bytes()
    luck = random.Random(4)
    commands = (
        ["positions"],
        ["timeline"],
        ["actors"],
        ["search", "bases"],
        ["export", "--format", "csv"],
        ["status", "--no-outlook"],
        ["judge", "eve", "unsure"],
    )
    codes: list[int] = []
    for number in range(rounds(300)):
        path = tmp_path / f"hurt-{number}.sop"
        path.write_bytes(hurt(data, luck))
        first, *rest = commands[number % len(commands)]
        codes.append(run([first, str(path), *rest]))
        said = "".join(capfd.readouterr())
        assert codes[-1] in (0, 65, 74), said
        assert "Traceback" not in said
        path.unlink()
    assert len(set(codes)) > 1
