"""A small reading of our own writing, made by hand: what the brief must show does not depend on how well the reader reads."""

from __future__ import annotations

from stateofplay.model import (
    Act,
    Actor,
    ActorKind,
    Ambiguity,
    Article,
    Attendance,
    AttendanceStatus,
    Capacity,
    Clutter,
    Condition,
    Event,
    EventStatus,
    Evidence,
    Firmness,
    Meeting,
    MeetingFormat,
    MeetingStatus,
    PloverEvent,
    Position,
    Reading,
    Relation,
    Stance,
    Statement,
)

TEXT = (
    "Chad and Sudan to meet in Geneva\n"
    "Chad and Sudan will hold direct talks in Geneva on 3 June, which Chad proposed without preconditions.\n"
    "Foreign Minister Amina Saleh will lead the delegation of Chad. President Idris Omar will come only if a truce holds.\n"
    "Sudan rejects any <b>foreign</b> bases & calls this a red line, a Sudanese official said. 🙂 Both sides fear delays."
)


def sentence(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence.cut(TEXT, start, start + len(words))


TALKS = sentence(
    "Chad and Sudan will hold direct talks in Geneva on 3 June, which Chad proposed without preconditions."
)
LEADS = sentence("Foreign Minister Amina Saleh will lead the delegation of Chad.")
ONLY_IF = sentence("President Idris Omar will come only if a truce holds.")
RED = sentence("Sudan rejects any <b>foreign</b> bases & calls this a red line, a Sudanese official said.")


def reading() -> Reading:
    def common(evidence: Evidence, confidence: float = 0.8) -> dict[str, object]:
        return {"evidence": evidence, "anchor": evidence.start, "component": "hand", "confidence": confidence}

    meeting = "Geneva talks, June 2024"
    return Reading(
        article=Article(
            text=TEXT,
            title="Chad and Sudan to meet in Geneva",
            published="2024-05-30",
            published_source="given",
            language="en",
            clutter=(Clutter(text="Read also", reason="promo"),),
        ),
        actors=(
            Actor(name="Chad", kind=ActorKind.COUNTRY, evidence=TALKS),
            Actor(name="Sudan", kind=ActorKind.COUNTRY, evidence=TALKS),
            Actor(name="Amina Saleh", kind=ActorKind.PERSON, roles=("Foreign Minister",), side="Chad", evidence=LEADS),
            Actor(name="Idris Omar", kind=ActorKind.PERSON, roles=("President",), side="Chad", evidence=ONLY_IF),
        ),
        meetings=(
            Meeting(
                **common(TALKS),
                name=meeting,
                parties=("Chad", "Sudan"),
                place="Geneva",
                date="2024-06-03",
                status=MeetingStatus.PLANNED,
                format=MeetingFormat.DIRECT,
                proposed_by="Chad",
            ),
        ),
        attendance=(
            Attendance(
                **common(LEADS),
                who="Amina Saleh",
                meeting=meeting,
                status=AttendanceStatus.ATTENDS,
                capacity=Capacity.HEAD,
            ),
            Attendance(**common(ONLY_IF), who="Idris Omar", meeting=meeting, status=AttendanceStatus.CONDITIONAL),
        ),
        statements=(
            Statement(
                **common(RED),
                speaker="a Sudanese official",
                named=False,
                act=Act.SAY,
                content="Sudan rejects any <b>foreign</b> bases & calls this a red line",
                content_start=RED.start,
                direct=False,
            ),
        ),
        positions=(
            Position(
                **common(RED, 0.7),
                holder="Sudan",
                issue="<b>foreign</b> bases",
                stance=Stance.OPPOSES,
                red_line=True,
                said_by="a Sudanese official",
                firmness=Firmness.REPORTED,
            ),
        ),
        conditions=(
            Condition(
                **common(ONLY_IF),
                holder="Idris Omar",
                relation=Relation.ONLY_IF,
                what="President Idris Omar will come",
                on="a truce holds",
            ),
            Condition(
                **common(TALKS), holder="Chad", relation=Relation.WITHOUT_PRECONDITIONS, what="direct talks", on=None
            ),
        ),
        events=(
            Event(
                **common(TALKS, 0.4),
                event=PloverEvent.CONSULT,
                actor="Chad",
                recipient="Sudan",
                date="2024-06-03",
                place="Geneva",
                status=EventStatus.PLANNED,
            ),
        ),
        ambiguities=(Ambiguity(evidence=ONLY_IF, note="whose president is not said"),),
        reader="by hand",
    )
