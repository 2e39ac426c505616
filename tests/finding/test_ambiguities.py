"""Ambiguities: one case for each test over claims, and that clear claims give none."""

from __future__ import annotations

import pytest

from stateofplay.finding.ambiguities.finder import find_ambiguities
from stateofplay.finding.components import Found
from stateofplay.finding.statements import find_statements
from stateofplay.language import understand
from stateofplay.model import (
    Act,
    Ambiguity,
    Article,
    Attendance,
    AttendanceStatus,
    Capacity,
    DateMention,
    Evidence,
    Meeting,
    MeetingStatus,
    Position,
    Stance,
    Statement,
)
from stateofplay.service.reading import read
from stateofplay.testing.documents import document

TEXT = (
    "Anna Berg will not attend the talks. An official said Anna Berg would come only if Omar Haddad did. "
    "The truce remains a red line for Norway. Norway wants a truce. Norway is against the truce. "
    "Sweden denies the attack. Some experts will be there. John Hill is in the team. The talks are on Thursday."
)
MEETING = "Geneva talks"


def cut(words: str) -> Evidence:
    start = TEXT.index(words)
    end = TEXT.index(".", start) + 1
    return Evidence.cut(TEXT, start, end)


def told(words: str) -> dict[str, object]:
    evidence = cut(words)
    return {"evidence": evidence, "anchor": evidence.start, "component": "test"}


def comes(who: str, status: AttendanceStatus, words: str, capacity: Capacity | None = None) -> Attendance:
    return Attendance(who=who, meeting=MEETING, status=status, capacity=capacity, **told(words))


def wants(stance: Stance, words: str, *, red_line: bool = False) -> Position:
    return Position(holder="Norway", issue="truce", stance=stance, red_line=red_line, **told(words))


def notes(found: Found) -> list[str]:
    return [a.note for a in ambiguities(found)]


def ambiguities(found: Found) -> tuple[Ambiguity, ...]:
    return find_ambiguities(document(TEXT), found)


ABSENT = comes("Anna Berg", AttendanceStatus.ABSENT, "Anna Berg will not")
CONDITIONAL = comes("Anna Berg", AttendanceStatus.CONDITIONAL, "An official said")


def test_absent_and_conditional_at_once() -> None:
    (note,) = notes(Found(attendance=(ABSENT, CONDITIONAL)))
    assert "Anna Berg" in note
    assert MEETING in note
    assert "condition" in note


def test_one_status_is_no_contradiction() -> None:
    assert notes(Found(attendance=(ABSENT,))) == []


def test_for_and_against_one_thing() -> None:
    both = (wants(Stance.DEMANDS, "Norway wants"), wants(Stance.OPPOSES, "Norway is against"))
    (note,) = notes(Found(positions=both))
    assert "demanding" in note
    assert "opposing" in note
    assert notes(Found(positions=both[:1])) == []


def test_red_line_without_direction() -> None:
    (note,) = notes(Found(positions=(wants(Stance.DEMANDS, "The truce remains", red_line=True),)))
    assert "red line" in note
    assert notes(Found(positions=(wants(Stance.OPPOSES, "Norway is against", red_line=True),))) == []


def test_denial() -> None:
    denial = Statement(
        speaker="Sweden",
        named=True,
        act=Act.DENY,
        content="the attack",
        content_start=TEXT.index("the attack"),
        direct=False,
        **told("Sweden denies"),
    )
    (note,) = notes(Found(statements=(denial,)))
    assert note.startswith('Sweden denied "the attack"')


def test_people_of_no_known_side() -> None:
    (note,) = notes(Found(attendance=(comes("experts", AttendanceStatus.ATTENDS, "Some experts"),)))
    assert "experts" in note


def test_delegation_from_outside_the_parties() -> None:
    meeting = Meeting(name=MEETING, parties=("Norway", "Sweden"), status=MeetingStatus.PLANNED, **told("The talks are"))
    member = comes("John Hill", AttendanceStatus.ATTENDS, "John Hill is", Capacity.MEMBER)
    (note,) = notes(Found(meetings=(meeting,), attendance=(member,)))
    assert "Denmark" in note


def test_meeting_on_a_day_that_nobody_can_tell() -> None:
    meeting = Meeting(name=MEETING, parties=("Norway",), status=MeetingStatus.PLANNED, **told("The talks are"))
    anchor = TEXT.index("Thursday")
    date = DateMention(text="Thursday", value=None, evidence=cut("The talks are"), anchor=anchor, component="test")
    (note,) = notes(Found(meetings=(meeting,), dates=(date,)))
    assert "Thursday" in note


def test_the_five_surest_come_first() -> None:
    people = tuple(comes(f"experts {n}", AttendanceStatus.ATTENDS, "Some experts") for n in range(9))
    found = ambiguities(Found(attendance=(*people, ABSENT, CONDITIONAL)))
    assert len(found) == 5
    assert "condition" in found[0].note
    assert all(a.evidence.stands_in(TEXT) for a in found)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "Idris Saleh and Omar Haddad met in Oslo.",
            ['"He" may be Idris Saleh or Omar Haddad: they are named together before'],
        ),
        ("Idris Saleh and Mira Dahl met in Oslo.", []),
        ("Idris Saleh met Omar Haddad in Oslo.", []),
    ],
)
def test_one_of_two_named_together(before: str, expected: list[str]) -> None:
    made = understand(Article(text=f"{before} He said the port was closed.", published="2024-03-05"))
    assert [a.note for a in find_ambiguities(made, Found(statements=find_statements(made, Found())))] == expected


def test_no_claims_no_ambiguities() -> None:
    assert notes(Found()) == []


def test_a_denial_is_not_of_whatever_was_said_before_it() -> None:
    text = (
        "The first mayor explained that open ledgers had hurt the bargain. Arda Bank and Port Rail denied that the city was "
        "reading their letters."
    )
    (note,) = (a.note for a in read(text.encode()).ambiguities if "denied" in a.note)
    assert note.startswith("Arda Bank and Port Rail denied")
    assert "mayor" not in note


def test_a_denial_with_one_word_of_what_was_said_is_told_alone() -> None:
    text = (
        "Norway said on Monday that the bridge of Arda needed repair. Chad denied that its army was near the bridge. "
        "Sweden has sent engineers to the river since March, and they will stay until the water falls."
    )
    (note,) = (a.note for a in read(text.encode()).ambiguities if "denied" in a.note)
    assert note.startswith('Chad denied "')
    assert "what Norway" not in note
