"""A brief of a long case loads of its events what it needs, and says the same as if it had loaded all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from bench._generated_case import Negotiation
from sqlalchemy import select

from stateofplay.exchange.brief import brief_to_json
from stateofplay.model import Article, EventStatus
from stateofplay.record import Case, create_case
from stateofplay.record.judging.by_hand import add_claim
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.storage.tables import CLAIM
from stateofplay.record.views import Filter
from stateofplay.service import briefing, drafting, state
from stateofplay.service.briefing import case_brief
from stateofplay.service.state import gather
from tests.exchange.cases import add

WEIGHED = 40
STEPS: tuple[tuple[Verdict, Mapping[str, str] | None], ...] = (
    (Verdict.REJECT, None),
    (Verdict.ACCEPT, {"status": "denied"}),
    (Verdict.ACCEPT, {"status": "happened", "date": "2023-02"}),
    (Verdict.ACCEPT, {"status": "planned", "date": "2031-05-01"}),
    (Verdict.UNSURE, None),
    (Verdict.ACCEPT, None),
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Some twenty pages, copies and newer versions among them, and two without a date."""
    made = create_case(tmp_path / "talks.sop")
    with made.write() as connection:
        for reading, source in Negotiation().pages(1_000):
            # A denial is somebody's: two undated tellings of one voice are no dispute.
            told = tuple(replace(e, said_by=e.actor) if e.status is EventStatus.DENIED else e for e in reading.events)
            add(connection, replace(reading, events=told), source)
        for reading, source in islice(Negotiation(seed=5).pages(120), 2):
            bare = replace(reading.article, published=None, published_source=None)
            assert isinstance(bare, Article)
            add(connection, replace(reading, article=bare), f"{source}#undated")
    return made


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (briefing, drafting):
        monkeypatch.setattr(module, "LATEST_EVENTS", WEIGHED)


def both(case: Case, monkeypatch: pytest.MonkeyPatch, wanted: Filter | None = None) -> None:
    made = []
    for pages in (0, 10_000):
        monkeypatch.setattr(state, "LONG_CASE", pages)
        made.append(brief_to_json(case_brief(case, wanted, articles=False)))
    assert made[0] == made[1]


@pytest.mark.slow
def test_a_brief_says_the_same_whatever_people_said_of_events(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    both(case, monkeypatch)
    with case.read() as connection:
        events = select(CLAIM.c.id).where(CLAIM.c.kind == "events")
        happened = connection.execute(events.where(CLAIM.c.state == "happened").order_by(CLAIM.c.id)).scalars().all()
        denied = connection.execute(events.where(CLAIM.c.state == "denied").order_by(CLAIM.c.id)).scalars().all()
    for number, (verdict, correction) in enumerate(STEPS):
        with case.write() as connection:
            for claim in (happened[number], happened[-1 - number], denied[number], denied[-1 - number]):
                judge(connection, claim, verdict, author="ana", correction=correction)
        if number % 3 == 2:
            both(case, monkeypatch)


def test_events_by_hand_count(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with case.write() as connection:
        add_claim(
            connection,
            gather(case).events[-1].page,
            "events",
            {"actor": "Chad", "event": "ASSAULT", "status": "denied"},
            start=0,
            end=20,
            author="ana",
        )
    both(case, monkeypatch)


@pytest.mark.slow
def test_what_is_narrowed_is_told_of_all_that_is_left(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    both(case, monkeypatch, Filter(since="2023-01-10"))
    both(case, monkeypatch, Filter(until="2023-01-20"))


def test_a_few_of_many_events_are_loaded(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gather(case)
    monkeypatch.setattr(state, "LONG_CASE", 0)
    needed = gather(case, weighed=WEIGHED)
    assert WEIGHED <= len(needed.events) < len(whole.events) * 0.8
    assert whole.event_counts is None
    assert needed.disputes == whole.disputes
    assert len(whole.disputes) > 0
