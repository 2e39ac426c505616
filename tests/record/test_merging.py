"""Two reviewers work on copies of a case and merge them: nothing is lost or doubled, and where they differ it is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stateofplay.errors import ExchangeError, RecordError
from stateofplay.record import open_case
from stateofplay.record.actors.identity import IdentityVerdict, identify, say
from stateofplay.record.judging.judgements import Verdict, current, disagreements, history, judge
from stateofplay.record.views import pages, rows
from stateofplay.service.exporting import import_case
from tests.record.written import case_of, page


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.sop"
    first = (
        page("2024-03-01", source="one.html")
        .position("Chad demands a truce along the river.", "Chad", "demands", "truce along the river")
        .position("Sudan rejects foreign bases.", "Sudan", "opposes", "foreign bases")
    )
    with case_of(path, first):
        pass
    return path


@pytest.fixture
def theirs(mine: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "theirs.sop"
    shutil.copy(mine, copy)
    return copy


def _claims(path: Path) -> list[str]:
    with open_case(path) as case, case.read() as connection:
        return [r.claim_id for r in rows(connection, "positions")]


def test_a_copy_is_merged_as_it_is(mine: Path, theirs: Path) -> None:
    claim = _claims(mine)[0]
    with open_case(mine) as case, case.write() as connection:
        judge(connection, claim, Verdict.ACCEPT, author="ana")
    with open_case(theirs) as case, case.write() as connection:
        judge(connection, claim, Verdict.REJECT, author="bo")
        page("2024-03-02", source="two.html").position(
            "Egypt offers to host talks.", "Egypt", "offers", "host talks"
        ).add(connection)
    before = theirs.read_bytes()
    imported = import_case(mine, theirs)
    assert (imported.added["page"], imported.added["claim"], imported.added["judgement"]) == (1, 1, 1)
    assert theirs.read_bytes() == before, "the other case is only read"
    with open_case(mine) as case, case.read() as connection:
        assert [p["number"] for p in pages(connection)] == [1, 2]
        assert [j.author for j in history(connection, claim)] == ["ana", "bo"]
        assert current(connection, claim).author == "bo"  # type: ignore[union-attr]
        assert [d.claim_id for d in disagreements(connection)] == [claim]
    assert [d.claim_id for d in imported.disagreements] == [claim]
    again = import_case(mine, theirs)
    assert not again.added
    assert again.known > 0


def test_those_who_agree_do_not_disagree(mine: Path, theirs: Path) -> None:
    claim = _claims(mine)[0]
    for path, author in ((mine, "ana"), (theirs, "bo")):
        with open_case(path) as case, case.write() as connection:
            judge(connection, claim, Verdict.ACCEPT, author=author, note=author)
    assert import_case(mine, theirs).disagreements == ()


def test_each_takes_back_their_own_judgement(mine: Path) -> None:
    claim = _claims(mine)[0]
    with open_case(mine) as case, case.write() as connection:
        judge(connection, claim, Verdict.ACCEPT, author="ana")
        judge(connection, claim, Verdict.REJECT, author="bo")
        judge(connection, claim, Verdict.WITHDRAW, author="ana")
        assert current(connection, claim).author == "bo"  # type: ignore[union-attr]
        judge(connection, claim, Verdict.WITHDRAW, author="ana")
        assert current(connection, claim) is None, "who has none left may undo another's"
        with pytest.raises(RecordError) as caught:
            judge(connection, claim, Verdict.WITHDRAW, author="bo")
        assert caught.value.slug == "record.nothing_to_withdraw"


def test_identities_of_both_hold(mine: Path, theirs: Path) -> None:
    with open_case(theirs) as case, case.write() as connection:
        say(connection, "Chad", "Sudan", IdentityVerdict.SAME, author="bo")
    import_case(mine, theirs)
    with open_case(mine) as case, case.read() as connection:
        found = identify(connection)
        assert found.of("Chad") == found.of("Sudan")
        assert found.joins[0].reason == "a person said so"


def test_a_newer_version_that_the_other_has_takes_the_place_of_mine(tmp_path: Path) -> None:
    url = "https://post.example/talks"
    old = page("2024-03-01", url=url, source="old.html").position(
        "Chad demands a truce.", "Chad", "demands", "truce"
    ).position("Sudan rejects foreign bases.", "Sudan", "opposes", "foreign bases")  # fmt: skip
    new = page("2024-03-01", url=url, source="new.html").position(
        "Sudan rejects foreign bases.", "Sudan", "opposes", "foreign bases"
    )
    with case_of(tmp_path / "a.sop", old), case_of(tmp_path / "b.sop", new):
        pass
    import_case(tmp_path / "a.sop", tmp_path / "b.sop")
    with open_case(tmp_path / "a.sop") as case, case.read() as connection:
        assert [(p["number"], p["earlier"]) for p in pages(connection)] == [(1, None), (2, 1)]
        found = {(r.what, r.page): r.lost_in for r in rows(connection, "positions")}
        assert found == {("truce", 1): 2, ("foreign bases", 2): None}


def test_judgements_on_claims_that_nobody_here_read_are_counted(mine: Path, theirs: Path, tmp_path: Path) -> None:
    with open_case(theirs) as case, case.write() as connection:
        claim = rows(connection, "positions")[0]
        judge(connection, claim.claim_id, Verdict.REJECT, author="bo")
    # The same page, read here by another version of the reader, which found something else in it.
    with open_case(mine) as case, case.read() as connection:
        source = connection.exec_driver_sql("SELECT source, raw, sha256 FROM page").one()
    import zlib

    from stateofplay.record import add_page, create_case

    other = (
        page("2024-03-01")
        .position("Chad demands a truce along the river.", "Chad", "supports", "truce")
        .position("Sudan rejects foreign bases.", "Sudan", "opposes", "bases")
    )
    with create_case(tmp_path / "fresh.sop") as case, case.write() as connection:
        raw = zlib.decompress(source.raw)
        add_page(connection, other.reading(), source=source.source, raw=raw, sha256=source.sha256)
    imported = import_case(tmp_path / "fresh.sop", theirs)
    assert imported.unplaced == 1
    assert "judgement" not in imported.added


def test_a_case_is_not_merged_with_itself(mine: Path) -> None:
    with pytest.raises(ExchangeError) as caught:
        import_case(mine, mine)
    assert caught.value.slug == "exchange.same"


def test_what_is_no_case_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "no.sop").write_bytes(b"SQLite format 3\0" + b"\0" * 600)
    with pytest.raises((ExchangeError, RecordError)):
        import_case(tmp_path / "new.sop", tmp_path / "no.sop")
    assert not (tmp_path / "new.sop").exists()
