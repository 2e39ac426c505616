"""What people say comes in the order of saying, whatever the clocks say."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.record import open_case
from stateofplay.record.actors import identity
from stateofplay.record.actors.identity import IdentityVerdict, identify, say
from stateofplay.record.issues import IssueEdit, clusters, edits_of
from stateofplay.record.issues import edit as edit_issue
from stateofplay.record.judging import judgements
from stateofplay.record.judging.judgements import Verdict, current, disagreements, history, judge
from stateofplay.record.storage.order import in_order
from stateofplay.record.views import rows
from stateofplay.service.exporting import import_case
from stateofplay.service.state import gather
from tests.exchange.cases import make_case

Rows = list[tuple[str, str, str | None]]


@st.composite
def chains(draw: st.DrawFn) -> Rows:
    """Rows each of which may follow any row before it, with any times."""
    times = draw(st.lists(st.integers(0, 9), min_size=1, max_size=12))
    out: Rows = []
    for number, at in enumerate(times):
        follows = draw(st.none() | st.sampled_from([row[0] for row in out])) if out else None
        out.append((f"r{number:02d}", f"{at}", follows))
    return draw(st.permutations(out))


@given(chains())
def test_every_row_stands_once_and_after_the_one_that_it_follows(rows: Rows) -> None:
    ordered = in_order(rows, lambda row: row)
    assert sorted(ordered) == sorted(rows)
    place = {row[0]: number for number, row in enumerate(ordered)}
    assert all(place[follows] < place[name] for name, _, follows in rows if follows is not None)
    free = [row for row in ordered if row[2] is None]
    assert all((a[1], a[0]) <= (b[1], b[0]) for a, b in pairwise(free))
    assert in_order(list(reversed(rows)), lambda row: row) == ordered


def test_rows_in_a_circle_and_without_their_predecessor_are_kept() -> None:
    rows: Rows = [("a", "2", "b"), ("b", "1", "a"), ("c", "3", "gone"), ("d", "0", "d")]
    assert [row[0] for row in in_order(rows, lambda row: row)] == ["d", "c", "b", "a"]


def _clock(monkeypatch: pytest.MonkeyPatch, *times: str) -> None:
    left = iter(times)
    for module in (judgements, identity, clusters):
        monkeypatch.setattr(module, "now", lambda: f"2025-05-15T{next(left)}:00.000000Z")


def test_a_clock_that_runs_back_changes_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with make_case(tmp_path / "a.sop") as case:
        _clock(monkeypatch, "12:00", "11:00", "10:00", "09:00", "08:00", "07:00", "06:00")
        with case.write() as connection:
            claim = rows(connection, "meetings")[0].claim_id
            judge(connection, claim, Verdict.ACCEPT, author="ana")
            judge(connection, claim, Verdict.REJECT, author="ana")
            judge(connection, claim, Verdict.WITHDRAW, author="ana")
            assert [row.verdict for row in history(connection, claim)] == ["accept", "reject", "withdraw"]
            last = current(connection, claim)
            assert last is not None
            assert last.verdict is Verdict.ACCEPT
            say(connection, "Amina Saleh", "Idris Omar", IdentityVerdict.SAME, author="bo")
            assert identify(connection).of("Amina Saleh") == identify(connection).of("Idris Omar")
        issues = gather(case).issues
        name = issues.issues[0].name
        with case.write() as connection:
            edit_issue(connection, issues, IssueEdit.RENAME, name, "bases", author="ana")
        with case.write() as connection:
            edit_issue(connection, gather(case).issues, IssueEdit.WITHDRAW, "", author="ana")
        assert gather(case).issues.issues[0].name == name
        with case.read() as connection:
            assert [edit["edit"] for edit in edits_of(connection)] == ["rename", "withdraw"]


def test_of_two_copies_the_later_word_counts_and_each_chain_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(tmp_path / "ana.sop").close()
    shutil.copy(tmp_path / "ana.sop", tmp_path / "bo.sop")
    with open_case(tmp_path / "ana.sop") as case, case.write() as connection:
        claim = rows(connection, "meetings")[0].claim_id
        # Ana's clock was put back between her two judgements.
        _clock(monkeypatch, "12:00", "09:00")
        judge(connection, claim, Verdict.ACCEPT, author="ana")
        judge(connection, claim, Verdict.UNSURE, author="ana")
    with open_case(tmp_path / "bo.sop") as case, case.write() as connection:
        _clock(monkeypatch, "12:30")
        judge(connection, claim, Verdict.REJECT, author="bo")
    import_case(tmp_path / "ana.sop", tmp_path / "bo.sop")
    with open_case(tmp_path / "ana.sop") as case, case.write() as connection:
        assert [(row.author, row.verdict) for row in history(connection, claim)] == [
            ("ana", "accept"),
            ("ana", "unsure"),
            ("bo", "reject"),
        ]
        (found,) = disagreements(connection)
        assert [row.author for row in found.judgements] == ["ana", "bo"]
        # What is said after the merge follows what was seen in it.
        _clock(monkeypatch, "01:00")
        judge(connection, claim, Verdict.ACCEPT, author="ana")
        last = current(connection, claim)
        assert last is not None
        assert (last.author, last.verdict) == ("ana", "accept")
