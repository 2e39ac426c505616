"""What views say of a claim is a sentence: no table shows through, whatever the claim holds."""

from __future__ import annotations

import re

import pytest

from stateofplay.model import (
    Act,
    AttendanceStatus,
    Capacity,
    EventStatus,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)
from stateofplay.record.views import Row
from stateofplay.service.views.checking.fields import _FREE_CHOICES
from stateofplay.service.views.telling import tell_claim

CHOICE = re.compile(r"\[[^\]]*\||\{\w\}|None")
STATES = {
    "positions": [*Stance],
    "statements": [*Act, None],
    "meetings": [*MeetingStatus],
    "attendance": [*AttendanceStatus],
    "conditions": [*Relation],
    "events": [*EventStatus],
}


def row(kind: str, state: str | None, *, what: str, party: str | None, other: str | None) -> Row:
    return Row(
        claim_id="x-1", kind=kind, party=party, other=other, what=what, state=state, date=None, place=None, flag=False,
        said_by=None, firmness="stated", confidence=0.5, page=1, source="a", site=None, day="2031-05-01", start=0, end=1,
        quote="a",
    )  # fmt: skip


@pytest.mark.parametrize("kind", STATES)
@pytest.mark.parametrize("party", ["Chad", "House Republicans", None])
def test_no_table_shows_through(kind: str, party: str | None) -> None:
    whats = [*PloverEvent] if kind == "events" else ["a truce"]
    others = [None, "Sudan", *Capacity] if kind == "attendance" else [None, "Sudan"]
    for state in STATES[kind]:
        for what in whats:
            for other in others:
                told = tell_claim(row(kind, state, what=str(what), party=party, other=other))
                assert not CHOICE.search(f"{told.lead} {told.text}"), (state, what, other)


def test_verbs_agree_with_who_does_it() -> None:
    one, many = (
        tell_claim(row("events", "happened", what="CONCEDE", party=party, other="Sudan")).lead
        for party in ("Chad", "House Republicans")
    )
    assert (one, many) == ("Chad makes a concession to Sudan", "House Republicans make a concession to Sudan")


def test_the_choices_of_a_form_are_words() -> None:
    assert _FREE_CHOICES["PROTEST"] == "PROTEST: somebody protests or strikes"
    assert not [words for words in _FREE_CHOICES.values() if CHOICE.search(words)]
