"""Check, repair and pack: damage is named, what can be read is saved, and nothing ends in a traceback."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stateofplay.errors import RecordError
from stateofplay.record import open_case
from stateofplay.record.storage.files import read_header
from stateofplay.record.storage.schema import guards_of
from stateofplay.record.views import pages, rows
from stateofplay.service.keeping.checking import check_case
from stateofplay.service.keeping.packing import pack
from stateofplay.service.keeping.repairing import repair_case
from tests.exchange.cases import add, make_case
from tests.exchange.readings import reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_case(tmp_path / "talks.sop").close()
    return tmp_path / "talks.sop"


def forge(path: Path, *statements: str) -> None:
    """Change a case behind its back, as no program of good will can."""
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        triggers = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)
        for _, sql in triggers:
            plain.execute(sql)
        plain.commit()


def test_a_case_that_is_well(path: Path) -> None:
    before = path.read_bytes()
    found = check_case(path)
    assert (found.faults, found.notes) == ([], [])
    assert found.counts["page"] == 3
    assert found.counts["claim"] > 5
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE page SET raw = x'789c030000000001' WHERE number = 1", "do not have the hash"),
        ("UPDATE page SET raw = x'00' WHERE number = 2", "header|damaged"),
        ("UPDATE page SET text = replace(text, 'rejects', 'accepts')", "does not stand in"),
        ("UPDATE page SET published = 'soon' WHERE number = 1", "no day, month or year"),
        ("UPDATE page SET source = 'elsewhere' WHERE number = 1", "not what its id says"),
        ("UPDATE page SET article = '{' WHERE number = 1", "page, p"),
        ("UPDATE page SET number = 'one' WHERE number = 1", "number is 'one'"),
        ("UPDATE claim SET start = start + 1 WHERE kind = 'events'", "another start than its body"),
        ("UPDATE claim SET body = '[]' WHERE kind = 'events'", "claim, "),
        ("UPDATE claim SET kind = 'offices' WHERE kind = 'events'", "no kind of claim 'offices'"),
        ("UPDATE claim SET page_id = 'p0' WHERE kind = 'events'", "names a row of page that is not there"),
        ("UPDATE sentence SET text = 'Other words.' WHERE id = 1", "sentence does not stand"),
        ("UPDATE actor SET start = 900000", "is no place in a page"),
        ("UPDATE judgement SET claim_id = 'pos-gone'", "no claim pos-gone"),
        ("UPDATE judgement SET verdict = 'maybe'", "'maybe', none of accept"),
        ('UPDATE judgement SET correction = \'{"stance": "loves"}\'', "does not fit"),
        ("UPDATE judgement SET at = '2099-01-01T00:00:00Z'", "in the future"),
        ("DELETE FROM band WHERE key = (SELECT min(key) FROM band)", "not those of its fingerprint"),
        ("UPDATE feed SET address = 'file:///etc'", "no address that could be watched"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(path: Path, statement: str, says: str) -> None:
    forge(path, statement)
    found = check_case(path)
    assert re.search(says, "\n".join(fault.what for fault in found.faults)), found.faults
    # A row that is doubtful in a sound file is told, and left.
    left = repair_case(path, found).left
    assert re.search(says, "\n".join(fault.what for fault in left.faults))


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["DROP TRIGGER claim_no_update"], "the trigger claim_no_update is not there"),
        (["DROP TRIGGER claim_no_replace", "DROP TRIGGER page_no_delete"], "the trigger page_no_delete is not there"),
        (
            ["CREATE TRIGGER helpful AFTER INSERT ON page BEGIN DELETE FROM feed; END"],
            "the trigger 'helpful' is not of State of Play",
        ),
        (["DROP TRIGGER sentence_indexed"], "sentence_indexed"),
        (["CREATE VIEW everything AS SELECT * FROM claim"], "view 'everything'"),
        (["DROP TRIGGER sentence_forms_indexed"], "sentence_forms_indexed"),
        (["INSERT INTO sentence_words(sentence_words) VALUES ('delete-all')"], "the word index knows 0"),
        (["INSERT INTO sentence_forms(sentence_forms) VALUES ('delete-all')"], "as they are written knows 0"),
    ],
)
def test_what_follows_from_the_rows_is_made_anew(path: Path, statements: list[str], says: str) -> None:
    with closing(sqlite3.connect(path)) as plain:
        for statement in statements:
            plain.execute(statement)
        plain.commit()
    found = check_case(path)
    assert says in "\n".join(fault.what for fault in found.faults)
    mended = repair_case(path, found)
    assert mended.left.faults == []
    assert mended.done
    with open_case(path) as case, case.write() as connection:
        add(connection, reading(), "and on")
        assert rows(connection, "events")
    with closing(sqlite3.connect(path)) as plain:
        have = {row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        assert set(guards_of("claim")) <= have
        assert plain.execute("SELECT count(*) FROM sentence_words WHERE sentence_words MATCH 'mediator'").fetchone()[0]
        assert plain.execute("SELECT count(*) FROM sentence_forms WHERE sentence_forms MATCH 'shelled'").fetchone()[0]


def test_of_a_damaged_file_what_can_be_read_goes_into_a_new_one(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as plain:
        size = plain.execute("PRAGMA page_size").fetchone()[0]
        root = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'actor_spoken'").fetchone()[0]
        sentences = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sentence'").fetchone()[0]
    for page in (root, sentences):
        data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    found = check_case(path)
    assert any(fault.of_file for fault in found.faults)
    mended = repair_case(path, found)
    assert mended.left.faults == []
    assert mended.kept_as is not None
    assert mended.kept_as.read_bytes() == data
    with open_case(path) as case, case.read() as connection:
        assert len(pages(connection)) == 3
        assert case.title == "Chad and Sudan; talks, 2024"
        assert rows(connection, "positions")[0].corrected


def test_what_is_no_case_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_bytes(b"words" * 100)
    with closing(sqlite3.connect(tmp_path / "b.sop")) as plain:
        plain.execute("CREATE TABLE t (x)")
    for name, slug in (("a.sop", "record.not_a_case"), ("b.sop", "record.not_a_case"), ("c.sop", "record.missing")):
        with pytest.raises(RecordError) as caught:
            check_case(tmp_path / name)
        assert caught.value.slug == slug


def damaged(data: bytes, luck: random.Random) -> bytes:
    """Bytes of a case, hurt as disks and mail hurt them."""
    hurt = bytearray(data)
    way = luck.randrange(4)
    if way == 0:
        return bytes(hurt[: luck.randrange(len(hurt))])
    start = luck.randrange(100, len(hurt)) if luck.random() < 0.8 else luck.randrange(100)
    length = luck.choice((1, 8, 100, 5000))
    for place in range(start, min(start + length, len(hurt))):
        hurt[place] = {1: luck.randrange(256), 2: 0, 3: 0xFF}[way]
    return bytes(hurt)


@pytest.mark.slow
def test_damage_of_any_kind_ends_in_a_report_or_a_sentence(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    luck = random.Random(12)
    told = 0
    for number in range(40):
        hurt = tmp_path / f"hurt-{number}.sop"
        hurt.write_bytes(damaged(data, luck))
        try:
            found = check_case(hurt)
        except RecordError:
            told += 1
            continue
        told += not found.is_well
        if not found.is_well:
            try:
                repair_case(hurt, found)
            except RecordError:
                continue
            with open_case(hurt) as case, case.read() as connection:
                assert pages(connection)
    assert told > 15


# --- pack ---


def test_a_packed_case_is_whole_and_alone(path: Path, tmp_path: Path) -> None:
    with open_case(path) as case:
        with case.write(durable=False) as connection:
            add(connection, reading(), "late")
        assert (tmp_path / "talks.sop-wal").exists()
        made = pack(path)
        assert made == tmp_path / "talks.packed.sop"
    assert not read_header(made).in_use
    assert read_header(made).application_id == read_header(path).application_id
    assert check_case(made).is_well
    moved = tmp_path / "mail" / "talks.sop"
    moved.parent.mkdir()
    shutil.move(made, moved)
    with open_case(moved) as case, case.read() as connection:
        assert case.notices == ()
        assert len(pages(connection)) == 4
    with pytest.raises(RecordError) as caught:
        pack(path, moved)
    assert caught.value.slug == "record.exists"
    assert {p.name for p in tmp_path.iterdir()} == {"talks.sop", "mail"}


def test_a_schema_of_broken_bytes_is_damage_and_no_traceback(path: Path) -> None:
    data = path.read_bytes()
    for before, after in ((b"TABLE claim (", b"TABLE \xbc\xfflaim ("), (b"tbl_name", b"\xbcbl_name")):
        path.write_bytes(data.replace(before, after))
        try:
            found = check_case(path)
        except RecordError as error:
            assert error.slug in ("record.damaged", "record.not_a_case")  # noqa: PT017
        else:
            assert not found.is_well or before not in data
        if before in data:
            with pytest.raises(RecordError):
                open_case(path)
