"""An event of which the page does not say who did it, from its page to every place that shows it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from stateofplay.errors import ModelError, RecordError
from stateofplay.exchange.brief import build_brief
from stateofplay.exchange.case_brief.lines import CaseMarks, event_line
from stateofplay.exchange.formats import FORMATS
from stateofplay.model import Event, EventStatus, Evidence, PloverEvent
from stateofplay.record import Case, open_case
from stateofplay.record.judging.by_hand import add_claim
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import rows
from stateofplay.service.briefing import case_brief
from stateofplay.service.exporting import export, import_case
from stateofplay.service.library import Library
from stateofplay.service.views.search import search_view
from stateofplay.service.views.talks.timeline import timeline_view
from stateofplay.service.views.telling import tell_claim
from tests.record.written import Written, case_of, page

WORDS = "Grenades were hurled at a patrol of Chad on 2 March."
TOLD = "Somebody not named attacks Chad"


def hurled() -> Written:
    return (
        page("2024-03-03")
        .event(WORDS, None, "ASSAULT", "Chad", "happened", date="2024-03-02")
        .event("Sudan denied that it attacked Chad.", "Sudan", "ASSAULT", "Chad", "denied", date="2024-03-02")
        .position("Chad wants an inquiry.", "Chad", "demands", "an inquiry")
    )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with case_of(tmp_path / "talks.sop", hurled()) as made:
        yield made


def written(case: Case, name: str) -> bytes:
    out = io.BytesIO()
    export(case, name, out)
    return out.getvalue()


def test_an_event_names_somebody() -> None:
    evidence = Evidence.cut(WORDS, 0, len(WORDS))
    with pytest.raises(ModelError, match="neither who did it nor to whom"):
        Event(
            event=PloverEvent.ASSAULT,
            actor=None,
            status=EventStatus.HAPPENED,
            evidence=evidence,
            anchor=0,
            component="hand",
        )


def test_it_is_told_as_done_by_somebody_not_named(case: Case) -> None:
    with case.read() as connection:
        (row,) = [r for r in rows(connection, "events") if r.party is None]
    assert (row.what, row.other, row.date) == ("ASSAULT", "Chad", "2024-03-02")
    assert tell_claim(row).lead.startswith(TOLD)
    assert build_brief([("page.txt", hurled().reading())]).lines()
    leads = [line.lead for line in build_brief([("page.txt", hurled().reading())]).lines()]
    assert any(lead.startswith(TOLD) for lead in leads)
    assert not any("None" in lead for lead in leads)
    assert event_line(row, CaseMarks()).lead.startswith(TOLD)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_it(case: Case, name: str) -> None:
    assert b"None" not in written(case, name)


def test_exports_leave_the_actor_empty(case: Case) -> None:
    events = [json.loads(line) for line in written(case, "plover").splitlines()]
    assert [(e["actor_name"], e["recipient_name"], e["event_type"]) for e in events if e["actor_name"] is None] == [
        (None, "Chad", "ASSAULT")
    ]
    table = csv.DictReader(io.StringIO(written(case, "csv").decode("utf-8-sig")))
    assert [r["other"] for r in table if r["kind"] == "events" and not r["party"]] == ["Chad"]


def test_it_comes_back_from_an_export(case: Case, tmp_path: Path) -> None:
    lines = tmp_path / "talks.jsonl"
    lines.write_bytes(written(case, "jsonl"))
    import_case(tmp_path / "copy.sop", lines)
    with open_case(tmp_path / "copy.sop") as copy, copy.read() as connection:
        assert [r.other for r in rows(connection, "events") if r.party is None] == ["Chad"]


def test_it_is_added_by_hand_and_corrected_but_never_without_both(case: Case) -> None:
    given = {"event": "COERCE", "recipient": "Chad", "status": "happened", "firmness": "stated"}
    with case.write() as connection:
        added = add_claim(connection, 1, "events", given, start=0, end=len(WORDS), author="Mira")
    with case.read() as connection:
        assert [r.party for r in rows(connection, "events") if r.claim_id == added.claim_id] == [None]
    with case.write() as connection, pytest.raises(RecordError, match="neither who did it nor to whom"):
        judge(connection, added.claim_id, Verdict.ACCEPT, author="Mira", correction={"recipient": None})


def test_views_of_the_case_show_it(case: Case) -> None:
    library = Library([str(case.location)])
    kept = library.kept(library.shelved()[0].id)
    assert any(entry.lead.startswith(TOLD) for entry in timeline_view(kept, whole=True).entries)
    assert search_view([kept], "grenades").total == 1
    told = [line.lead for line in case_brief(case).lines()]
    assert any(lead.startswith(TOLD) for lead in told)
    assert not any("None" in lead for lead in told)
    library.close()
