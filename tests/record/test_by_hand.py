"""Claims by hand, moved evidence, and what becomes of both when a page is updated, a case exported, and two copies merged."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import RecordError
from stateofplay.model import CLAIM_KINDS, Article, Reading
from stateofplay.record import Case, add_page, create_case, open_case
from stateofplay.record.judging.by_hand import add_claim, build_claim, hand_fields
from stateofplay.record.judging.carrying import carry_all, find_again
from stateofplay.record.judging.judgements import Verdict, current, field_value, history, judge
from stateofplay.record.views import Filter, Row, rows
from stateofplay.service.exporting import export, import_case

TEXT = (
    "Talks in Davos\n"
    "Chad wants the bridge reopened before winter, its envoy said. 🙂 Sudan said it would open the bridge only if tolls end.\n"
    "The two sides meet again on 3 June."
)
WANTS = "Chad wants the bridge reopened before winter, its envoy said."
ADDRESS = "https://post.example/davos"
POSITION = {"holder": "Chad", "issue": "the bridge reopened", "stance": "demands", "said_by": "its envoy"}


def page(case: Case, text: str = TEXT, source: str = ADDRESS, reading: Reading | None = None) -> int:
    article = Article(
        text=text, title="Talks in Davos", published="2024-06-01", published_source="given", language="en"
    )
    read = replace(reading, article=article) if reading else Reading(article=article, reader="by hand")
    raw = f"{source}\n{text}".encode()
    with case.write() as connection:
        return add_page(connection, read, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest()).number


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create_case(tmp_path / "talks.sop")
    page(made)
    return made


def add(case: Case, words: str = WANTS, kind: str = "positions", author: str = "ana", **given: str) -> str:
    start = TEXT.index(words)
    with case.write() as connection:
        return add_claim(
            connection, 1, kind, given or POSITION, start=start, end=start + len(words), author=author, note="missed"
        ).claim_id


def told(case: Case, kind: str = "positions") -> tuple[Row, ...]:
    with case.read() as connection:
        return rows(connection, kind, Filter(rejected=True))


def test_a_claim_by_hand_is_a_claim_with_evidence_and_author(case: Case) -> None:
    claim = add(case)
    (row,) = told(case)
    assert (row.claim_id, row.party, row.state, row.what, row.said_by) == (
        claim, "Chad", "demands", "the bridge reopened", "its envoy",
    )  # fmt: skip
    assert row.quote == WANTS
    assert row.by_hand
    with case.read() as connection:
        (said,) = history(connection, claim)
    assert (said.author, said.verdict, said.note) == ("ana", Verdict.ACCEPT, "missed")


def test_the_same_claim_is_not_doubled(case: Case) -> None:
    assert add(case) == add(case, author="ben")
    assert len(told(case)) == 1
    with case.read() as connection:
        assert [j.author for j in history(connection, told(case)[0].claim_id)] == ["ana", "ben"]


GIVEN = {
    "positions": POSITION,
    "statements": {
        "speaker": "Sudan",
        "act": "say",
        "content": "open the bridge only if tolls end",
        "direct": "false",
    },
    "conditions": {"holder": "Sudan", "what": "open the bridge", "relation": "only_if", "on": "tolls end"},
    "meetings": {"name": "next round", "parties": "Chad; Sudan", "status": "planned", "date": "2024-06-03"},
    "attendance": {"who": "Chad", "meeting": "next round", "status": "attends"},
    "events": {"event": "CONSULT", "actor": "Chad", "recipient": "Sudan", "status": "planned"},
    "dates": {"text": "3 June", "value": "2024-06-03"},
}


@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_every_kind_can_be_added(case: Case, kind: str) -> None:
    line = TEXT.split("\n")[2 if kind in ("meetings", "attendance", "events", "dates") else 1]
    claim = add(case, line, kind, **GIVEN[kind])
    (row,) = told(case, kind)
    assert (row.claim_id, row.quote) == (claim, line)
    assert set(GIVEN[kind]) <= set(hand_fields(kind))


@pytest.mark.parametrize(
    ("kind", "given", "slug"),
    [
        ("treaties", {}, "record.claim_kind"),
        ("positions", {"holder": "Chad", "issue": "bridge"}, "record.claim_fields"),
        ("positions", {**POSITION, "stance": "hopes"}, "record.correction"),
        ("positions", {**POSITION, "place": "Davos"}, "record.claim_fields"),
        ("positions", {**POSITION, "holder": " "}, "record.claim_fields"),
        ("statements", {**GIVEN["statements"], "content": "words that nobody wrote"}, "record.claim_fields"),
        ("meetings", {**GIVEN["meetings"], "date": "soon"}, "record.correction"),
    ],
)
def test_what_makes_no_claim_is_refused(case: Case, kind: str, given: dict[str, str], slug: str) -> None:
    with pytest.raises(RecordError) as refused:
        add(case, TEXT, kind, **(given or {"holder": "x"}))
    assert refused.value.slug == slug
    assert refused.value.hint
    assert not [r for k in CLAIM_KINDS for r in told(case, k)]


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 4), (0, len(TEXT) + 1), (14, 15)])
def test_words_that_are_not_there_are_refused(start: int, end: int) -> None:
    with pytest.raises(RecordError) as refused:
        build_claim("positions", POSITION, TEXT, start=start, end=end)
    assert refused.value.slug == "record.evidence"


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_evidence_is_what_stands_in_the_page(start: int, end: int) -> None:
    try:
        claim = build_claim("positions", POSITION, TEXT, start=start, end=end)
    except RecordError:
        assert not TEXT[start:end].strip()
        return
    assert claim.evidence.stands_in(TEXT)
    assert claim.evidence.quote == TEXT[start:end].strip()


def test_evidence_is_moved_by_a_correction(case: Case) -> None:
    claim = add(case)
    start = TEXT.index("its envoy")
    with case.write() as connection:
        judge(
            connection,
            claim,
            Verdict.ACCEPT,
            author="ben",
            correction={"evidence": f"{start}-{start + 9}", "stance": "offers"},
        )
    (row,) = told(case)
    assert (row.quote, row.state, row.corrected) == ("its envoy", "offers", True)
    for wrong in ("0-0", "9-3", "a-b", "", f"0-{len(TEXT) + 1}"):
        with case.write() as connection, pytest.raises(RecordError):
            judge(connection, claim, Verdict.ACCEPT, author="ben", correction={"evidence": wrong})


def test_parties_sources_and_firmness_can_be_corrected(case: Case) -> None:
    claim = add(case, TEXT.split("\n")[2], "meetings", **GIVEN["meetings"])
    with case.write() as connection:
        judge(
            connection, claim, Verdict.ACCEPT, author="ben",
            correction={"parties": "Chad; Niger", "said_by": "envoys", "firmness": "reported"},
        )  # fmt: skip
        with pytest.raises(RecordError):
            judge(connection, claim, Verdict.ACCEPT, author="ben", correction={"date": "next week"})
    (row,) = told(case, "meetings")
    assert (row.party, row.said_by, row.firmness) == ("Chad; Niger", "envoys", "reported")


UPDATED = "Talks in Davos: an update\nOfficials added a line. " + TEXT.split("\n", 1)[1]


def test_a_claim_by_hand_and_its_judgements_live_through_an_update_of_the_page(case: Case) -> None:
    claim = add(case)
    start = TEXT.index("its envoy")
    with case.write() as connection:
        judge(
            connection, claim, Verdict.ACCEPT, author="ben", note="yes", correction={"evidence": f"{start}-{start + 9}"}
        )
    assert page(case, UPDATED) == 2
    (row,) = told(case)
    assert (row.page, row.quote, row.by_hand, row.lost_in) == (2, "its envoy", True, None)
    with case.read() as connection:
        assert [(j.author, j.note) for j in history(connection, row.claim_id)] == [("ana", "missed"), ("ben", "yes")]
    with case.write() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM judgement").scalar()
        carry_all(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM judgement").scalar() == before


def test_what_a_person_rejected_stays_rejected_in_the_newer_version(tmp_path: Path) -> None:
    def read(text: str) -> Reading:
        start = text.index(WANTS)
        claim = build_claim("positions", POSITION, text, start=start, end=start + len(WANTS))
        return Reading(article=Article(text=text), positions=(replace(claim, component="positions"),), reader="by hand")

    with create_case(tmp_path / "talks.sop") as case:
        page(case, reading=read(TEXT))
        (row,) = told(case)
        assert not row.by_hand
        with case.write() as connection:
            judge(connection, row.claim_id, Verdict.REJECT, author="ana")
        page(case, UPDATED, reading=read(UPDATED))
        (row,) = told(case)
        assert (row.page, row.verdict) == (2, "reject")
        # A claim that the reader does not find any more is not made again only to be rejected.
        page(case, UPDATED + " More.")
        assert told(case) == ()


def test_a_claim_whose_words_are_gone_is_shown_as_lost(case: Case) -> None:
    add(case)
    page(case, "Talks in Davos\nThe envoys said nothing.")
    (row,) = told(case)
    assert (row.page, row.lost_in, row.by_hand) == (1, 2, True)


def test_copies_and_old_versions_take_no_claims(case: Case) -> None:
    page(case, UPDATED)
    with pytest.raises(RecordError) as refused:
        add(case)
    assert refused.value.slug == "record.old_page"
    with case.write() as connection, pytest.raises(RecordError) as refused:
        add_claim(connection, 9, "positions", POSITION, start=0, end=4, author="ana")
    assert refused.value.slug == "record.no_such_page"


def test_claims_by_hand_live_through_export_and_import(case: Case, tmp_path: Path) -> None:
    claim = add(case)
    lines = tmp_path / "talks.jsonl"
    export(case, "jsonl", lines)
    import_case(tmp_path / "again.sop", lines)
    with open_case(tmp_path / "again.sop") as again:
        assert told(again) == told(case)
        with again.read() as connection:
            assert current(connection, claim).author == "ana"


def test_two_reviewers_copies_are_merged_with_the_claims_of_both(case: Case, tmp_path: Path) -> None:
    with case.read() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{tmp_path / 'ben.sop'}'") if False else None
    export(case, "jsonl", tmp_path / "start.jsonl")
    import_case(tmp_path / "ben.sop", tmp_path / "start.jsonl")
    add(case)
    with open_case(tmp_path / "ben.sop") as ben:
        add(ben, TEXT.split("\n")[1], "conditions", author="ben", **GIVEN["conditions"])
        add(ben, author="ben")
    import_case(case.location, tmp_path / "ben.sop")
    assert len(told(case)) == len(told(case, "conditions")) == 1
    with case.read() as connection:
        assert {j.author for j in history(connection, told(case)[0].claim_id)} == {"ana", "ben"}


def test_a_claim_that_comes_after_the_update_is_carried_too(case: Case, tmp_path: Path) -> None:
    export(case, "jsonl", tmp_path / "start.jsonl")
    import_case(tmp_path / "ben.sop", tmp_path / "start.jsonl")
    with open_case(tmp_path / "ben.sop") as ben:
        add(ben, author="ben")
    page(case, UPDATED)
    import_case(case.location, tmp_path / "ben.sop")
    (row,) = told(case)
    assert (row.page, row.by_hand, row.verdict) == (2, True, "accept")


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=3), st.integers(0, 30))
def test_words_are_found_again_where_they_are_nearest(text: str, words: str, near: int) -> None:
    found = find_again(words, text, near)
    if found is None:
        assert words not in text
    else:
        assert text[found:].startswith(words)
        assert not [i for i in range(len(text)) if text[i:].startswith(words) and abs(i - near) < abs(found - near)]


def test_a_case_read_into_an_empty_one_is_the_same_also_where_an_old_version_was_judged_late(
    case: Case, tmp_path: Path
) -> None:
    claim = add(case)
    page(case, UPDATED)
    with case.write() as connection:
        judge(connection, claim, Verdict.UNSURE, author="ben", note="of the old version, after the new one came")
    export(case, "jsonl", tmp_path / "first.jsonl")
    import_case(tmp_path / "again.sop", tmp_path / "first.jsonl")
    with open_case(tmp_path / "again.sop") as again:
        export(again, "jsonl", tmp_path / "second.jsonl")
    assert (tmp_path / "second.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()


def test_a_flag_is_yes_or_no_and_nothing_else() -> None:
    assert field_value("positions", "red_line", "yes") is True
    assert field_value("positions", "red_line", "false") is False
    with pytest.raises(RecordError, match="red line is yes or no"):
        field_value("positions", "red_line", "perhaps")
