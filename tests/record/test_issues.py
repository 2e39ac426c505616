"""Issues are clustered with reasons; people rename, merge and split them, and take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import RecordError
from stateofplay.record import Case
from stateofplay.record.issues import IssueEdit, Issues, cluster, concept_of, edit, edits_of, turns_against
from stateofplay.service.state import gather
from tests.record.written import case_of, page
from tests.thoroughness import examples


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("a 30-day ceasefire", "ceasefire"),
        ("an unconditional truce of a month", "ceasefire"),
        ("pausing the fighting for a week", "ceasefire"),
        ("humanitarian truce along the coast", "ceasefire"),
        ("exchange of all prisoners under the age of 25", "prisoner exchange"),
        ("release of detainees", "prisoner exchange"),
        ("meeting of the two presidents", "leaders' meeting"),
        ("withdrawal of troops from the border towns", "withdrawal"),
        ("lifting of the secondary sanctions", "sanctions"),
        ("roll back tariffs on steel", "tariffs"),
        ("strike a deal", "agreement"),
        ("a two-day bus strike", "strike"),
        ("air strikes on the port", "attacks"),
        ("draft agreement brokered by the chair of the summit", "agreement"),
        ("accept talks on a prisoner swap", "talks"),
        ("a pay rise of four per cent", "pay"),
        ("release of river water in the dry months", "water"),
        ("nuclear inspections without notice", "nuclear programme"),
        ("joint inspections of the ferries", None),
        ("height of the dam", "water"),
        ("damages for the spill", None),
        ("a settlement of the war", "peace treaty"),
        ("a freeze of settlement building", "settlements"),
        ("the remains of fallen soldiers", "return of the dead"),
        ("the remains of the wall", None),
        ("a warming of relations", None),
        ("the benefits of the bridge", None),
        ("the colour of the carpet", None),
        ("", None),
    ],
)
def test_what_words_are_about(words: str, concept: str | None) -> None:
    assert concept_of(words) == concept


@pytest.mark.parametrize(
    ("words", "against"),
    [("lifting the embargo", True), ("more sanctions", False), ("no talks", True), ("a truce", False),
     ("an end to the fighting", False), ("suspending the tariffs", True), ("without a peace treaty", True)],
)  # fmt: skip
def test_which_words_mean_the_end_of_it(words: str, against: bool) -> None:
    assert turns_against(words) is against


def test_every_word_has_its_reason() -> None:
    found = cluster(["a truce", "a ceasefire", "status of the island", "the island's status", "fishing quota"])
    assert {i.name: set(i.words) for i in found.issues} == {
        "ceasefire": {"a truce", "a ceasefire"},
        "the island's status": {"status of the island", "the island's status"},
        "fishing quota": {"fishing quota"},
    }
    reasons = {words: reason for issue in found.issues for words, reason in issue.words.items()}
    assert "ceasefire" in reasons["a truce"]
    assert "island" in reasons["status of the island"]


@examples(100)
@given(st.lists(st.text(max_size=40), max_size=15))
def test_every_phrase_has_one_issue(phrases: list[str]) -> None:
    found = cluster(phrases)
    placed = [words for issue in found.issues for words in issue.words]
    assert sorted(placed) == sorted({p for p in phrases if p})
    assert all(found.of(p) in {i.name for i in found.issues} for p in phrases if p)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    written = (
        page("2024-03-01")
        .position("Chad wants a truce.", "Chad", "demands", "a truce")
        .position("Sudan wants short pauses.", "Sudan", "offers", "short pauses")
        .position("Sudan rejects a ceasefire.", "Sudan", "opposes", "a long ceasefire")
        .position("Egypt speaks of the fishing quota.", "Egypt", "demands", "fishing quota")
    )
    with case_of(tmp_path / "case.sop", written) as case:
        yield case  # type: ignore[misc]


def do(case: Case, verb: str, issue: str = "", value: str = "", author: str = "ana") -> Issues:
    found = gather(case).issues
    with case.write() as connection:
        edit(connection, found, IssueEdit(verb), issue, value, author=author)
    return gather(case).issues


def test_rename_merge_split_and_undo(case: Case) -> None:
    machine = {i.name: set(i.words) for i in gather(case).issues.issues}
    renamed = do(case, "rename", "ceasefire", "stop of fire")
    assert renamed.of("a truce") == "stop of fire"
    assert [i.name for i in renamed.issues].count("stop of fire") == 1
    merged = do(case, "merge", "stop of fire", "short pauses")
    assert merged.of("short pauses") == "stop of fire"
    assert "ana merged" in merged.by_words["short pauses"].words["short pauses"]
    parted = do(case, "split", "stop of fire", "a long ceasefire")
    assert parted.of("a long ceasefire") == "a long ceasefire"
    assert [s.issue for s in gather(case).standings if s.party == "Sudan"].count("stop of fire") == 1
    for _ in range(3):
        do(case, "withdraw")
    assert {i.name: set(i.words) for i in gather(case).issues.issues} == machine
    with case.read() as connection:
        assert len(edits_of(connection)) == 6, "nothing is deleted"


def test_each_takes_back_their_own_edit(case: Case) -> None:
    do(case, "rename", "ceasefire", "stop of fire", author="ana")
    do(case, "merge", "stop of fire", "short pauses", author="bo")
    found = do(case, "withdraw", author="ana")
    assert found.of("a truce") == "ceasefire"
    assert found.of("short pauses") == "short pauses", "bo's merge named an issue that has no such name any more"
    found = do(case, "rename", "ceasefire", "stop of fire", author="ana")
    assert found.of("short pauses") == "short pauses"


def test_an_edit_outlives_a_new_page_that_changes_the_words_an_issue_is_named_by(case: Case) -> None:
    do(case, "rename", "fishing quota", "fish")
    with case.write() as connection:
        for day in ("2024-04-01", "2024-04-02"):
            page(day).position(f"On {day} the quota for fishing.", "Egypt", "demands", "quota for fishing").add(
                connection
            )
    assert gather(case).issues.of("fishing quota") == "fish"
    assert gather(case).issues.of("quota for fishing") == "fish"


@pytest.mark.parametrize(
    ("verb", "issue", "value", "slug"),
    [
        ("rename", "nothing", "x", "record.no_such_issue"),
        ("rename", "ceasefire", " ", "record.issue_name"),
        ("rename", "ceasefire", "fishing quota", "record.issue_name"),
        ("merge", "ceasefire", "nothing", "record.no_such_issue"),
        ("merge", "ceasefire", "ceasefire", "record.no_such_issue"),
        ("split", "ceasefire", "fishing quota", "record.no_such_issue"),
        ("split", "fishing quota", "fishing quota", "record.no_such_issue"),
        ("withdraw", "", "", "record.nothing_to_withdraw"),
    ],
)
def test_what_makes_no_sense_is_refused(case: Case, verb: str, issue: str, value: str, slug: str) -> None:
    with pytest.raises(RecordError) as caught:
        do(case, verb, issue, value)
    assert caught.value.slug == slug
    with case.read() as connection:
        assert not edits_of(connection)
