"""The form of an answer of each kind: what a model may say, and its JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from stateofplay.model import (
    Act,
    AttendanceStatus,
    Capacity,
    EventStatus,
    Firmness,
    MeetingFormat,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)


class Answered(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, frozen=True):
    """What every claim of an answer has."""

    quote: str
    said_by: str | None
    firmness: Firmness


class AnsweredMeeting(Answered, kw_only=True, frozen=True):
    """A round of talks."""

    name: str
    parties: list[str]
    place: str | None
    when: str | None
    status: MeetingStatus
    format: MeetingFormat | None
    hosts: list[str]
    mediators: list[str]
    proposed_by: str | None


class AnsweredAttendance(Answered, kw_only=True, frozen=True):
    """Who comes."""

    who: str
    meeting: str
    status: AttendanceStatus
    capacity: Capacity | None


class AnsweredStatement(Answered, kw_only=True, frozen=True):
    """Who said what."""

    speaker: str
    named: bool
    act: Act
    content: str
    direct: bool


class AnsweredPosition(Answered, kw_only=True, frozen=True):
    """Who wants what."""

    holder: str
    issue: str
    stance: Stance
    red_line: bool


class AnsweredCondition(Answered, kw_only=True, frozen=True):
    """What hangs on what."""

    holder: str | None
    relation: Relation
    what: str
    on: str | None


class AnsweredEvent(Answered, kw_only=True, frozen=True):
    """Who did what to whom."""

    event: PloverEvent
    actor: str | None
    recipient: str | None
    when: str | None
    place: str | None
    status: EventStatus


FORMS: dict[str, type[Answered]] = {
    "meetings": AnsweredMeeting,
    "attendance": AnsweredAttendance,
    "statements": AnsweredStatement,
    "positions": AnsweredPosition,
    "conditions": AnsweredCondition,
    "events": AnsweredEvent,
}


class Listed(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An answer before its claims are looked at: one bad claim spoils no other."""

    claims: list[msgspec.Raw]


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of an answer, without references: not every server follows them.

    Examples
    --------
    >>> schema_of("positions")["properties"]["claims"]["items"]["properties"]["stance"]["enum"][:2]
    ['considers', 'demands']
    """
    (shape,), parts = msgspec.json.schema_components([FORMS[kind]], ref_template="{name}")
    item = _plain(parts[shape["$ref"]], parts)
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": item}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def _plain(shape: Any, parts: dict[str, Any]) -> Any:
    if isinstance(shape, list):
        return [_plain(one, parts) for one in shape]
    if not isinstance(shape, dict):
        return shape
    if "$ref" in shape:
        return _plain(parts[shape["$ref"]], parts)
    return {key: _plain(value, parts) for key, value in shape.items() if key not in ("title", "description")}


def read_answer(kind: str, content: str) -> tuple[tuple[Answered, ...], int]:
    """The claims of an answer, and how many of them have not the form that was asked for.

    Raises
    ------
    ValueError
        The answer as a whole is no list of claims.
    """
    try:
        listed = msgspec.json.decode(_bare(content), type=Listed)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
    good: list[Answered] = []
    wrong = 0
    for raw in listed.claims:
        try:
            good.append(msgspec.json.decode(raw, type=FORMS[kind]))
        except msgspec.DecodeError:
            wrong += 1
    return tuple(good), wrong


def _bare(content: str) -> str:
    """JSON out of the fence of Markdown that models like to put around it.

    >>> _bare("```json\\n{}\\n```")
    '{}'
    """
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text[3:-3].removeprefix("json").strip()
    return text
