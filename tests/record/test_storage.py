"""A case file on its disk: names, read-only places, what lies beside it, kills, strangers in the schema."""

from __future__ import annotations

import gzip
import io
import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from stateofplay.errors import ExchangeError, RecordError
from stateofplay.model.addresses import masked_address, plain_address
from stateofplay.record import add_page, create_case, open_case
from stateofplay.record.storage import files
from stateofplay.record.storage.locations import shown
from stateofplay.record.storage.places import network_of
from stateofplay.record.storage.tables import APPEND_ONLY, METADATA
from stateofplay.record.views import pages
from stateofplay.service.exporting import export, import_case
from stateofplay.service.keeping.checking import check_case
from tests.exchange.cases import add, make_case
from tests.exchange.readings import reading
from tests.thoroughness import examples

NAMES = (
    "is it over?.sop", "50%.sop", "100%25.sop", "talks#2.sop", "a:b.sop", "file:talks.sop", ":memory:", "a;b&c=d.sop",
    "~talks.sop", "two  blanks.sop", "-talks.sop", "мир.sop", "a'b\"c.sop", "talks.sop?mode=memory", "[1].sop", "*.sop",
    "back\\slash.sop",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lying(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_lies_in_the_file_of_its_name_and_nowhere_else(tmp_path: Path, name: str) -> None:
    with create_case(name, title="first") as case, case.write() as connection:
        add(connection, reading(), "a")
    assert lying(tmp_path) == {name}
    with open_case(tmp_path / name) as case, case.read() as connection:
        assert case.title == "first"
        assert len(pages(connection)) == 1
    assert lying(tmp_path) == {name}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1, max_size=40))
@examples(25)
def test_any_name_is_its_own_file(name: str) -> None:
    if name in (".", "..") or len(name.encode()) > 200:
        return
    with tempfile.TemporaryDirectory() as made:
        create_case(Path(made) / name, title=name).close()
        with open_case(Path(made) / name) as case:
            assert case.title == name
        assert lying(Path(made)) == {name}


def test_names_that_differ_in_one_sign_are_two_cases(tmp_path: Path) -> None:
    for name in NAMES:
        create_case(tmp_path / name, title=name).close()
    for name in NAMES:
        with open_case(tmp_path / name) as case:
            assert case.title == name


@pytest.mark.parametrize(
    "location", ["mysql://ana:secret@db/talks", "sqlite:///talks.sop", "https://news.example/talks.sop", ""]
)
def test_what_is_no_place_for_a_case_is_said(location: str) -> None:
    for use in (create_case, open_case):
        with pytest.raises(RecordError) as caught:
            use(location)
        assert caught.value.slug == "record.location"
        assert caught.value.hint
        assert "secret" not in caught.value.sentence


# --- what stands beside it ---


def test_a_case_at_rest_is_one_file_that_needs_none_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    with make_case(path) as case, case.write(durable=False) as connection:
        add(connection, reading(), "x")
        assert (tmp_path / "talks.sop-wal").exists()
    assert lying(tmp_path) == {"talks.sop"}
    assert not files.read_header(path).in_use
    with open_case(path) as case, case.read() as connection:
        assert len(pages(connection)) == 4
        assert lying(tmp_path) == {"talks.sop"}


def test_the_last_of_two_that_close_it_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    make_case(path).close()
    writer, other = open_case(path), open_case(path)
    with writer.write(durable=False) as connection:
        add(connection, reading(), "x")
    with other.read() as connection:
        assert len(pages(connection)) == 4
    writer.close()
    assert (tmp_path / "talks.sop-wal").exists()
    other.close()
    assert lying(tmp_path) == {"talks.sop"}
    assert not files.read_header(path).in_use


def test_a_copy_made_under_work_is_told_and_what_it_has_is_read(tmp_path: Path) -> None:
    path, copy = tmp_path / "talks.sop", tmp_path / "mailed.sop"
    make_case(path).close()
    with open_case(path) as case:
        with case.write(durable=False) as connection:
            add(connection, reading(), "late")
        shutil.copy(path, copy)
    with open_case(copy) as case, case.read() as connection:
        (notice,) = case.notices
        assert "mailed.sop-wal" in notice
        assert len(pages(connection)) == 3
    with open_case(path) as case, case.read() as connection:
        assert case.notices == ()
        assert len(pages(connection)) == 4


def test_what_a_killed_program_left_beside_it_belongs_to_it(tmp_path: Path) -> None:
    make_case(tmp_path / "talks.sop").close()
    with open_case(tmp_path / "talks.sop") as case:
        with case.write(durable=False) as connection:
            add(connection, reading(), "late")
        for name in ("talks.sop", "talks.sop-wal"):
            shutil.copy(tmp_path / name, tmp_path / name.replace("talks", "killed"))
    with open_case(tmp_path / "killed.sop") as case, case.read() as connection:
        assert case.notices == ()
        assert len(pages(connection)) == 4


def test_the_wal_of_another_file_is_refused_and_a_lonely_one_is_named(tmp_path: Path) -> None:
    path, wal = tmp_path / "talks.sop", tmp_path / "talks.sop-wal"
    make_case(path).close()
    with open_case(path) as case:
        with case.write(durable=False) as connection:
            add(connection, reading(), "late")
        kept = wal.read_bytes()
    wal.write_bytes(kept)
    with pytest.raises(RecordError) as caught:
        open_case(path)
    assert caught.value.slug == "record.left_behind"
    path.rename(tmp_path / "renamed.sop")
    with pytest.raises(RecordError) as caught:
        open_case(path)
    assert caught.value.slug == "record.missing"
    assert "talks.sop-wal" in caught.value.hint
    with pytest.raises(RecordError) as caught:
        create_case(path)
    assert caught.value.slug == "record.left_behind"
    assert wal.read_bytes() == kept


def test_opening_reads_the_beginning_of_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.sop"
    make_case(path).close()
    read: list[int] = []

    def counted(self: Path, *args: object, **kwargs: object) -> object:
        file = io.FileIO(os.fspath(self), "r")

        class Counting(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                found = file.read(size)
                read.append(len(found))
                return found

            def close(self) -> None:
                file.close()

        return Counting()

    monkeypatch.setattr(Path, "open", counted)
    open_case(path).close()
    assert 0 < sum(read) <= 100


@pytest.mark.parametrize(
    ("content", "slug"),
    [(b"", "record.not_a_case"), (b"SQLite format 3\0", "record.not_a_case"), (b"x" * 5000, "record.not_a_case")],
)
def test_what_is_no_case_is_said(tmp_path: Path, content: bytes, slug: str) -> None:
    (tmp_path / "no.sop").write_bytes(content)
    (tmp_path / "folder").mkdir()
    for path in ("no.sop", "folder", "/dev/null"):
        with pytest.raises(RecordError) as caught:
            open_case(path)
        assert caught.value.slug == slug
        assert caught.value.hint


# --- what cannot be written ---


def as_reader(work: Callable[[], object]) -> object:
    """What `work` gives to somebody whom the files are closed to: root may write everything."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                nobody = pwd.getpwnam("nobody")
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
            try:
                found = work()
            except RecordError as error:
                found = error.slug
            os.write(write, json.dumps(found).encode())
        except BaseException as error:
            os.write(write, json.dumps(repr(error)).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may reach, as pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="sop-ro-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["file", "folder"])
@pytest.mark.parametrize("state", ["rest", "older", "copied under work", "killed"])
def test_reading_what_cannot_be_written_leaves_nothing_lying(open_folder: Path, closed: str, state: str) -> None:
    path = open_folder / "talks.sop"
    make_case(path).close()
    want = 3
    if state == "older":
        with closing(sqlite3.connect(path)) as plain:
            plain.execute("UPDATE alembic_version SET version_num = '0002'")
            plain.execute("PRAGMA user_version = 0")
            plain.execute("PRAGMA journal_mode = WAL")
            plain.commit()
    elif state != "rest":
        with open_case(path) as case:
            with case.write(durable=False) as connection:
                add(connection, reading(), "late")
            for name in ("talks.sop", "talks.sop-wal")[: 1 if state.startswith("copied") else 2]:
                shutil.copy(open_folder / name, open_folder / f"kept-{name}")
        shutil.move(open_folder / "kept-talks.sop", path)
        if state == "killed":
            shutil.move(open_folder / "kept-talks.sop-wal", open_folder / "talks.sop-wal")
            want = 4
    path.chmod(0o444)
    open_folder.chmod(0o777 if closed == "file" else 0o555)
    before, content = lying(open_folder), path.read_bytes()
    into = Path(tempfile.gettempdir(), f"{open_folder.name}.sop")

    def look() -> list[object]:
        with open_case(path) as case, case.read() as connection:
            return [len(pages(connection)), case.can_change]

    def write() -> None:
        with open_case(path) as case, case.write() as connection:
            add(connection, reading(), "more")

    try:
        assert as_reader(look) == [want, False]
        assert lying(open_folder) == before
        assert as_reader(write) == "record.unwritable"
        assert as_reader(lambda: import_case(into, path).added["page"]) == want
        assert lying(open_folder) == before
        assert path.read_bytes() == content
    finally:
        open_folder.chmod(0o755)
        into.unlink(missing_ok=True)


def test_writing_what_cannot_be_written_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(tmp_path / "talks.sop").close()
    monkeypatch.setattr("stateofplay.record.storage.case.can_write", lambda path: False)
    with open_case(tmp_path / "talks.sop") as case:
        with pytest.raises(RecordError) as caught, case.write():
            pass
        assert caught.value.slug == "record.unwritable"
        assert caught.value.hint


def test_importing_leaves_an_older_case_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "older.sop"
    make_case(path).close()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '0002'")
        plain.commit()
    before = path.read_bytes()
    import_case(tmp_path / "new.sop", path)
    assert path.read_bytes() == before
    assert lying(tmp_path) == {"older.sop", "new.sop"}
    with pytest.raises(ExchangeError, match="the case itself"):
        import_case(path, tmp_path / "older.sop")


def test_shares_are_known_by_the_kind_of_their_file_system(tmp_path: Path) -> None:
    table = (
        "21 1 0:19 / / rw,relatime - ext4 /dev/sda1 rw\n"
        "30 21 0:33 / /mnt/our\\040desk rw - cifs //srv/desk rw\n"
        "31 30 0:34 / /mnt/our\\040desk/local rw - tmpfs tmpfs rw\n"
        "32 21 0:35 / /home/ana/far rw - fuse.sshfs ana@srv: rw\n"
    )
    assert network_of(Path("/mnt/our desk/talks.sop"), table) == "cifs"
    assert network_of(Path("/mnt/our desk/local/talks.sop"), table) is None
    assert network_of(Path("/home/ana/far/a/b.sop"), table) == "fuse.sshfs"
    assert network_of(Path("/mnt/our deskx/talks.sop"), table) is None
    assert network_of(tmp_path / "talks.sop") is None


# --- killed in the middle ---


@pytest.mark.parametrize("moment", ["begun", "tables", "ended"])
def test_a_killed_new_or_import_blocks_nothing(tmp_path: Path, moment: str) -> None:
    make_case(tmp_path / "source.sop").close()
    record = "import os; from stateofplay.record.storage import case"
    service = "import os; from stateofplay.service import exporting"
    kill = {
        "begun": f"{record}; case._begin_case = lambda *a: os.kill(os.getpid(), 9)",
        "tables": f"{service}; exporting.import_lines = lambda *a, **k: os.kill(os.getpid(), 9)",
        "ended": "import os; os.link = lambda *a: os.kill(os.getpid(), 9)",
    }[moment]
    verb = "from stateofplay.service.exporting import import_case; import_case('talks.sop', 'source.sop')"
    done = subprocess.run([sys.executable, "-c", f"{kill}\n{verb}"], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    assert not (tmp_path / "talks.sop").exists()
    assert import_case("talks.sop", "source.sop").added["page"] == 3
    assert lying(tmp_path) == {"talks.sop", "source.sop"}


def test_an_import_that_fails_leaves_no_case(tmp_path: Path) -> None:
    (tmp_path / "cut.jsonl").write_bytes(b'{"row":"case","form":"0001","info":{}}\n')
    with pytest.raises(ExchangeError):
        import_case("talks.sop", "cut.jsonl")
    assert lying(tmp_path) == {"cut.jsonl"}


def test_an_empty_file_of_the_name_is_no_case_and_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "talks.sop").touch()
    create_case("talks.sop", title="t").close()
    with pytest.raises(RecordError) as caught:
        create_case("talks.sop")
    assert caught.value.slug == "record.exists"


# --- what the database refuses ---


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "REPLACE", "UPSERT"])
def test_rows_that_were_written_once_stay_whoever_asks(tmp_path: Path, table: str, verb: str) -> None:
    path = tmp_path / "talks.sop"
    with make_case(path) as case, case.write() as connection:
        claim, page = connection.execute(text("SELECT id, page_id FROM claim LIMIT 1")).one()
        connection.execute(text("INSERT INTO lost VALUES (:c, :p)"), {"c": claim, "p": page})
        connection.execute(text("INSERT INTO issue_edit VALUES ('i', 'rename', 'a', 'b', '', 'ana', '2025', NULL)"))
    with closing(sqlite3.connect(path)) as plain:  # any other program
        columns = [f'"{c.name}"' for c in METADATA.tables[table].columns]
        row = plain.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1").fetchone()
        assert row is not None
        before = plain.execute(f"SELECT * FROM {table}").fetchall()
        places, listed = ", ".join("?" * len(row)), ", ".join(columns)
        statement = {
            "UPDATE": (f"UPDATE {table} SET {columns[-1]} = NULL", ()),
            "DELETE": (f"DELETE FROM {table}", ()),
            "REPLACE": (f"INSERT OR REPLACE INTO {table} ({listed}) VALUES ({places})", row),
            "UPSERT": (f"INSERT INTO {table} ({listed}) VALUES ({places}) ON CONFLICT DO UPDATE SET {columns[-1]} = 0", row),
        }[verb]  # fmt: skip
        with pytest.raises(sqlite3.DatabaseError, match="never changed"):
            plain.execute(*statement)
        plain.rollback()
        assert plain.execute(f"SELECT * FROM {table}").fetchall() == before


def test_a_row_is_not_replaced_by_its_number_or_its_place(tmp_path: Path) -> None:
    path = tmp_path / "talks.sop"
    make_case(path).close()
    with closing(sqlite3.connect(path)) as plain:
        names = [row[1] for row in plain.execute("PRAGMA table_info(page)")]
        row = dict(zip(names, plain.execute("SELECT * FROM page WHERE number = 1").fetchone(), strict=True))
        for changes in ({"id": "forged"}, {"id": "forged", "number": 99, "rowid": 1}):
            values = {**row, **changes}
            columns = ", ".join(f'"{c}"' for c in values)
            with pytest.raises(sqlite3.DatabaseError, match="never changed"):
                plain.execute(
                    f"REPLACE INTO page ({columns}) VALUES ({', '.join('?' * len(values))})", list(values.values())
                )


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER helpful AFTER INSERT ON page BEGIN DELETE FROM feed; END",
        "CREATE VIEW claims AS SELECT * FROM claim",
        "CREATE VIRTUAL TABLE more USING fts5(x)",
        "CREATE TRIGGER page_no_sale BEFORE INSERT ON page BEGIN SELECT 1; END",
        # of a name that it should have, with other words in it
        "DROP TRIGGER claim_no_update; CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT 1; END",
    ],
)
def test_a_case_that_brings_statements_of_its_own_is_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "talks.sop"
    make_case(path).close()
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(statement)
    with pytest.raises(RecordError) as caught:
        open_case(path)
    assert caught.value.slug == "record.strange"
    assert "check" in caught.value.hint


def test_what_people_say_waits_for_the_disk_and_pages_need_not(tmp_path: Path) -> None:
    with create_case(tmp_path / "talks.sop") as case:
        for durable, level in ((True, 2), (False, 1), (True, 2)):
            with case.write(durable=durable) as connection:
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
        with case.read() as connection:
            assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0


# --- passwords ---


@pytest.mark.parametrize(
    ("address", "want"),
    [
        ("https://ana:s3cret@news.example/a", "https://news.example/a"),
        ("https://s3cret@news.example", "https://news.example"),
        ("http://a:b@c@news.example?x=1@2", "http://news.example?x=1@2"),
        ("https://news.example/@ana/post", "https://news.example/@ana/post"),
        ("mail@home.txt", "mail@home.txt"),
    ],
)
def test_names_and_passwords_go_from_addresses(address: str, want: str) -> None:
    assert plain_address(address) == want


@pytest.mark.parametrize(
    "parameter",
    [
        "token",
        "access_token",
        "api_key",
        "apikey",
        "PHPSESSID",
        "sid",
        "session-id",
        "X-Amz-Signature",
        "auth",
        "jwt",
        "password",
    ],
)
def test_tokens_are_masked_and_what_names_the_page_stays(parameter: str) -> None:
    assert (
        masked_address(f"https://n.example/a?id=7&{parameter}=s3cret&p=2")
        == f"https://n.example/a?id=7&{parameter}=***&p=2"
    )
    assert masked_address(f"https://n.example/a#{parameter}=s3cret") == "https://n.example/a#***"
    assert (
        masked_address("https://n.example/a?q=tokens+and+keys&monkey=1")
        == "https://n.example/a?q=tokens+and+keys&monkey=1"
    )


@pytest.mark.parametrize(
    "location",
    [
        "postgresql://ana:s3cret@db.example/talks",
        "postgres://ana:s3c@ret@db.example:x/talks",
        "postgresql://db.example/talks?user=ana&password=s3cret",
        "POSTGRESQL://ana:s3cret@db.example/talks?passfile=/home/s3cret",
        "mysql://ana:s3cret@db.example/talks",
    ],
)
def test_no_password_of_a_server_is_ever_shown(location: str) -> None:
    assert "s3c" not in shown(location)
    assert "db.example" in shown(location)
    with pytest.raises(RecordError) as caught:
        open_case(location.replace("db.example", "127.0.0.1:9"))
    assert "s3c" not in caught.value.sentence + caught.value.hint


def test_a_case_keeps_no_password_of_a_page(tmp_path: Path) -> None:
    address = "https://ana:s3cret@news.example/a?x=1"
    page = reading()
    page = replace(page, article=replace(page.article, url=address))
    with create_case(tmp_path / "talks.sop") as case:
        with case.write() as connection:
            add_page(connection, page, source=address, raw=b"words", sha256=sha256(b"words").hexdigest())
        for format in ("jsonl", "csv", "warc", "bibtex", "csl", "plover"):
            export(case, format, tmp_path / "out")
            out = (tmp_path / "out").read_bytes()
            out = gzip.decompress(out) if format == "warc" else out
            assert b"news.example" in out
            assert b"s3cret" not in out
        with case.read() as connection:
            assert [p["source"] for p in pages(connection)] == ["https://news.example/a?x=1"]


def test_tokens_in_addresses_are_masked_on_request(tmp_path: Path) -> None:
    address = "https://news.example/a?id=7&access_token=s3cret"
    page = reading()
    page = replace(page, article=replace(page.article, url=address))
    for name, mask in (("asked.sop", True), ("open.sop", False)):
        with create_case(tmp_path / name) as case, case.write() as connection:
            add_page(connection, page, source=address, raw=b"w", sha256=sha256(b"w").hexdigest(), mask_tokens=mask)
        with open_case(tmp_path / name) as case:
            assert check_case(tmp_path / name).counts["page"] == 1
            for format in ("csv", "bibtex", "csl", "warc", "plover", "annotations"):
                export(case, format, tmp_path / "out", mask_tokens=not mask)
                out = (tmp_path / "out").read_bytes()
                out = gzip.decompress(out) if format == "warc" else out
                assert b"id=7" in out, format
                assert b"s3cret" not in out, format
            with pytest.raises(ExchangeError, match="keeps them as they are"):
                export(case, "jsonl", tmp_path / "out", mask_tokens=True)
    with open_case(tmp_path / "asked.sop") as case:
        export(case, "jsonl", tmp_path / "out")
    assert b"s3cret" not in (tmp_path / "out").read_bytes()
    assert b"s3cret" not in (tmp_path / "asked.sop").read_bytes()
