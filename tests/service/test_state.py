"""What changed is worked out from a part of the case, and is what the whole of it says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest
from bench._generated_case import Negotiation

from stateofplay.errors import RecordError
from stateofplay.record import add_page, create_case
from stateofplay.record.changes import Kind
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.service import drafting
from stateofplay.service.drafting import ground_of, said_in
from stateofplay.service.state import gather, gather_changes


@pytest.mark.parametrize("judged", [False, True])
def test_changes_of_a_part_are_those_of_the_whole(tmp_path: Path, judged: bool) -> None:
    random, pages = Random(7), 0
    with create_case(tmp_path / "case.sop", title="Talks") as case:
        for number, (reading, source) in enumerate(Negotiation(seed=3).pages(2_500)):
            raw = f"{source} {number}".encode()
            with case.write() as connection:
                add_page(connection, reading, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
            pages = number + 1
        if judged:
            with case.write() as connection:
                events = "SELECT id FROM claim WHERE kind = 'events' ORDER BY id"
                for claim in random.sample([row[0] for row in connection.exec_driver_sql(events)], 60):
                    status = random.choice([{"status": "denied"}, {"status": "happened"}, {}])
                    verdict = Verdict.ACCEPT if status else Verdict.REJECT
                    judge(connection, claim, verdict, author="ana", correction=status)
        whole = gather(case)
        seen: set[tuple[Kind, str]] = set()
        for number in range(0, pages + 2, 6):
            since = Negotiation.day_of(number).isoformat()
            part = gather_changes(case, since)
            assert part.changes == whole.changes(since)
            assert (part.title, part.pages) == (whole.title, whole.pages)
            seen |= {(change.kind, change.about) for change in part.changes}
        assert {about for _, about in seen} >= {"positions", "attendance", "meetings", "conditions", "events"}
        assert {kind for kind, _ in seen} >= set(Kind) - {Kind.CONTRADICTED}


def test_what_is_no_day_is_refused(tmp_path: Path) -> None:
    with create_case(tmp_path / "case.sop") as case, pytest.raises(RecordError) as refused:
        gather_changes(case, "last week")
    assert refused.value.slug == "record.day"


def test_of_a_long_case_what_was_said_counts_from_the_day_of_the_positions_that_are_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_case(tmp_path / "case.sop", title="Talks") as case:
        for number, (reading, source) in enumerate(Negotiation(seed=3).pages(900)):
            raw = f"{source} {number}".encode()
            with case.write() as connection:
                add_page(connection, reading, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
        state, everything = gather(case), said_in(case)
        assert said_in(case, state) == everything
        monkeypatch.setattr(drafting, "LATEST_STANDINGS", 5)
        late = said_in(case, state)
        first = min(standing.current.day for standing in ground_of(state).standings)
    assert first > everything[0].day
    assert late == tuple(row for row in everything if row.day >= first)
