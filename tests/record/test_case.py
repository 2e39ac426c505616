"""The case file on the example pages: copies, versions, judgements, identities, changes, and what may go wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from stateofplay.errors import RecordError
from stateofplay.record import AddingOutcome, Case, create_case, open_case
from stateofplay.record.actors.identity import IdentityVerdict, identify, say
from stateofplay.record.judging.judgements import Verdict, history, judge
from stateofplay.record.views import Filter, pages, rows
from stateofplay.record.views.searching import search
from stateofplay.service.cases import add, add_all
from stateofplay.service.examples import example_case
from stateofplay.service.state import gather


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "istanbul.sop"
    with create_case(path, title="Istanbul") as case:
        list(add_all(case, [str(p) for p in example_case()]))
    return path


@pytest.fixture
def case(example: Path, tmp_path: Path) -> Case:
    copied = tmp_path / "copy.sop"
    with sqlite3.connect(example) as source, sqlite3.connect(copied) as target:
        source.backup(target)
    return open_case(copied)


def test_copies_and_versions_are_told(case: Case) -> None:
    with case.read() as connection:
        by_number = {p["number"]: p for p in pages(connection)}
    assert len(by_number) == 13
    assert by_number[2]["copy_of"] == 1
    assert by_number[7]["earlier"] == 6
    assert all(p["published"] for p in by_number.values())


def test_what_a_newer_version_no_longer_says_is_lost_not_dropped(case: Case) -> None:
    with case.read() as connection:
        said = [r for kind in ("statements", "positions", "events") for r in rows(connection, kind)]
    assert any(r.page == 6 and r.lost_in == 7 for r in said)
    assert all(r.lost_in == 7 for r in said if r.page == 6)
    assert not [r for r in said if r.page == 2]


def test_the_same_bytes_are_nothing_new(case: Case) -> None:
    added = add(case, str(example_case()[0]))
    assert added.outcome is AddingOutcome.SAME
    assert added.of == 1


def test_every_row_opens_to_its_sentence(case: Case) -> None:
    with case.read() as connection:
        texts = dict(connection.exec_driver_sql("SELECT number, text FROM page").all())
        for kind in ("meetings", "attendance", "statements", "positions", "conditions", "events"):
            for row in rows(connection, kind):
                assert row.quote
                assert texts[row.page][row.start : row.end] == row.quote


def test_filters(case: Case) -> None:
    with case.read() as connection:
        mine = rows(connection, "positions", Filter(party="Ukraine"))
        assert mine
        assert all("Ukraine" in (r.party or "") or "Ukraine" in (r.other or "") for r in mine)
        late = rows(connection, "positions", Filter(since="2025-07-01"))
        assert late
        assert all(r.day >= "2025-07-01" for r in late)
        assert len(rows(connection, "positions", Filter(until="2025-05-12"))) < len(rows(connection, "positions"))


def test_judgements_stand_beside_the_claim_and_are_undone(case: Case) -> None:
    with case.write() as connection:
        claim = rows(connection, "positions")[0].claim_id
        judge(connection, claim, Verdict.ACCEPT, author="ann", correction={"stance": "demands"})
        assert next(r for r in rows(connection, "positions") if r.claim_id == claim).state == "demands"
        judge(connection, claim, Verdict.REJECT, author="bob")
        assert claim not in {r.claim_id for r in rows(connection, "positions")}
        assert claim in {r.claim_id for r in rows(connection, "positions", Filter(rejected=True))}
        judge(connection, claim, Verdict.WITHDRAW, author="bob")
        assert next(r for r in rows(connection, "positions") if r.claim_id == claim).verdict == "accept"
        assert [j.author for j in history(connection, claim)] == ["ann", "bob", "bob"]
        with pytest.raises(RecordError) as caught:
            judge(connection, claim, Verdict.ACCEPT, author="ann", correction={"stance": "loves"})
        assert caught.value.slug == "record.correction"


def test_people_overrule_identities_and_undo_it(case: Case) -> None:
    with case.write() as connection:
        before = identify(connection)
        assert before.of("Umerov") == before.of("Rustem Umerov")
        say(connection, "Umerov", "Rustem Umerov", IdentityVerdict.DIFFERENT, author="ann")
        assert identify(connection).of("Umerov") != "Rustem Umerov"
        say(connection, "Umerov", "Rustem Umerov", IdentityVerdict.WITHDRAW, author="ann")
        assert identify(connection).of("Umerov") == before.of("Umerov")


def test_changes_and_their_absence(case: Case) -> None:
    state = gather(case)
    assert state.changes("2025-07-01")
    assert all(c.now.day >= "2025-07-01" or c.kind == "withdrawn" for c in state.changes("2025-07-01"))
    assert state.changes("2026-01-01") == ()


def test_search_finds_sentences_with_their_claims(case: Case) -> None:
    with case.read() as connection:
        hits = search(connection, "prisoners exchanged")
    assert hits
    assert any(h.claims for h in hits)
    assert search(case.engine.connect(), '"" ( *') == ()


def test_rows_are_never_changed(case: Case) -> None:
    with pytest.raises(RecordError) as caught, case.write() as connection:
        connection.exec_driver_sql("UPDATE claim SET party = 'nobody'")
    assert caught.value.slug == "record.append_only"


def test_no_case_newer_case_missing_case(tmp_path: Path) -> None:
    cases = {"record.missing": tmp_path / "none.sop", "record.not_a_case": tmp_path / "text.sop"}
    cases["record.not_a_case"].write_text("no database at all, but long enough to look at")
    newer = tmp_path / "newer.sop"
    create_case(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    cases["record.newer"] = newer
    for slug, path in cases.items():
        with pytest.raises(RecordError) as caught:
            open_case(path)
        assert caught.value.slug == slug
        assert caught.value.hint
    with pytest.raises(RecordError) as caught:
        create_case(newer)
    assert caught.value.slug == "record.exists"
