"""The fields of a claim as a form shows them: what each is called, what it may be, and what the case would suggest."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import UnionType

from stateofplay.exchange.brief import wording as w
from stateofplay.model import Firmness, PloverEvent
from stateofplay.record.judging.by_hand import hand_fields
from stateofplay.record.storage.columns import CLASS

LABELS: dict[str, tuple[str, str]] = {
    "name": ("Name of the meeting", ""),
    "status": ("Status", ""),
    "date": ("Date", "ISO, as precise as the text has it: 2025-06-02, 2025-06 or 2025"),
    "place": ("Place", ""),
    "proposed_by": ("Proposed by", ""),
    "parties": ("Parties", "parted by semicolons"),
    "who": ("Who", ""),
    "meeting": ("Which meeting", ""),
    "capacity": ("In which capacity", ""),
    "speaker": ("Speaker", ""),
    "content": ("What was said", "verbatim, as it stands in the evidence"),
    "act": ("Act", ""),
    "direct": ("Direct speech", ""),
    "holder": ("Whose", ""),
    "issue": ("Issue", "in the words of the page"),
    "stance": ("Stance", ""),
    "red_line": ("Red line", "the text says that it is not negotiable"),
    "what": ("What hangs on it", "verbatim"),
    "relation": ("Relation", ""),
    "on": ("What it hangs on", "verbatim; empty only without preconditions"),
    "actor": ("Who does it", ""),
    "recipient": ("To whom", ""),
    "event": ("Event (PLOVER)", ""),
    "said_by": ("Who says so", "empty where the page itself says it"),
    "firmness": ("How firmly", ""),
    "text": ("Words of the date", "verbatim"),
    "value": ("Which day", "ISO, as precise as the text has it"),
}
"""Field -> what people call it, and a hint."""
_ACTOR_FIELDS = frozenset({"who", "speaker", "holder", "actor", "recipient", "proposed_by", "parties", "said_by"})
_FREE_CHOICES = {str(e): f"{e}: {w.deed_words(e, 'somebody', None)}" for e in PloverEvent}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a claim in a form."""

    name: str
    label: str
    hint: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words) of a closed vocabulary; empty where any words will do."""
    suggests: str = ""
    """``"actors"`` or ``"meetings"`` where the case knows names for it."""
    flag: bool = False
    """Whether it is yes or no."""
    required: bool = False


@cache
def _hints(kind: str) -> dict[str, object]:
    return typing.get_type_hints(CLASS[kind])


def form_fields(kind: str, values: dict[str, str], names: Sequence[str] | None = None) -> tuple[FormField, ...]:
    """The fields of a kind with their values.

    Parameters
    ----------
    names
        Which fields, in which order; those that can be corrected by default.
    """
    return tuple(_field(kind, name, values.get(name, "")) for name in names or hand_fields(kind))


def _field(kind: str, name: str, value: str) -> FormField:
    hint = _hints(kind)[name]
    if name == "firmness" and not value:
        value = str(Firmness.STATED)
    optional = isinstance(hint, UnionType)
    of = next((t for t in typing.get_args(hint) if t is not type(None)), hint) if optional else hint
    label, says = LABELS.get(name, (name.replace("_", " "), ""))
    if of is bool:
        return FormField(name=name, label=label, hint=says, value=value or "false", flag=True)
    choices: tuple[tuple[str, str], ...] = ()
    if isinstance(of, type) and issubclass(of, StrEnum):
        choices = tuple((str(v), _FREE_CHOICES.get(str(v), str(v).replace("_", " "))) for v in of)
        if optional:
            choices = (("", "not said"), *choices)
        elif not value:
            choices = (("", "choose …"), *choices)
    return FormField(
        name=name,
        label=label,
        hint=says,
        value=value,
        choices=choices,
        suggests="actors" if name in _ACTOR_FIELDS else "meetings" if name == "meeting" else "",
        required=not optional and name != "parties",
    )
