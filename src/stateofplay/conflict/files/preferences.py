"""Every kind of preference as plain data, and back: the keys of a ``decision_maker`` in a model file.

One of ``ranking`` (with ``strengths``), ``statements``, ``weights``, ``payoffs``, ``fuzzy`` (with ``threshold``),
``probabilities``, ``intervals`` (with ``overlap``), or ``better`` and ``equal``; none of them is indifference. ``unknown``
beside any of them opens pairs of states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from stateofplay.conflict.files.plain import Data, texts
from stateofplay.conflict.json import Json
from stateofplay.conflict.logic.formulas import text_of
from stateofplay.conflict.logic.states import StateRef
from stateofplay.conflict.preferences.complete import Indifferent, Payoffs, Ranking, Weights
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.relations import Fuzzy, Graded, Intervals, Partial, Probabilistic, StatePair
from stateofplay.conflict.preferences.statements import Answer, OpenWish, PreferenceStatement, Statements
from stateofplay.errors import ConflictError

FORMS: tuple[tuple[str, ...], ...] = (
    ("ranking", "strengths"),
    ("statements", "open"),
    ("weights",),
    ("payoffs",),
    ("fuzzy", "threshold"),
    ("probabilities",),
    ("intervals", "overlap"),
    ("better", "equal"),
)
"""The keys of each form, the one that names it first; ``unknown`` may stand beside any."""

KEYS = frozenset(key for form in FORMS for key in form) | {"unknown"}
Name = Callable[[StateRef], str]


def form_of(entry: Data) -> tuple[str, ...] | None:
    """Return the keys of the one form that an entry uses.

    Raises
    ------
    ConflictError
        ``conflict.file_form`` where it uses two, or a key without the one that it belongs to.
    """
    given = [form for form in FORMS if any(key in entry for key in form)]
    if len(given) > 1:
        raise ConflictError(
            f"it has {' and '.join(form[0] if form[0] in entry else form[1] for form in given)}",
            slug="conflict.file_form",
            hint="Keep one form of preference.",
        )
    if given and given[0][0] not in entry and given[0][0] != "better":
        raise ConflictError(
            f"it has {given[0][1]!r} without {given[0][0]!r}",
            slug="conflict.file_form",
            hint=f"Add: {given[0][0]} = ...",
        )
    return given[0] if given else None


def key_of(entry: Data) -> str:
    """Return the key that holds the preference of an entry, ``"id"`` where it has none."""
    return next((form[0] if form[0] in entry else form[-1] for form in FORMS if any(k in entry for k in form)), "id")


def from_data(entry: Data) -> Preference:
    """Read the preference of a decision maker."""
    form = form_of(entry)
    pairs = {key: _pairs(entry.get(key)) for key in ("better", "equal", "unknown")}
    if form is not None and form[0] == "better":
        return Partial(better=pairs["better"], equal=pairs["equal"], unknown=pairs["unknown"])
    base = Indifferent() if form is None else _READ[form[0]](entry)
    return Partial(base=base, unknown=pairs["unknown"]) if "unknown" in entry else base


def to_data(preference: Preference, name: Name) -> dict[str, Json]:
    """Write a preference as plain data; ``name`` says how a state is called in the file.

    Raises
    ------
    ConflictError
        ``conflict.file_form`` for a form of preference that files do not know.
    """
    match preference:
        case Indifferent():
            return {}
        case Ranking(order):
            return {"ranking": _places(order, name)}
        case Graded(order, steps):
            return {"ranking": _places(order, name), "strengths": list(steps)}
        case Statements(classes, opened_wishes):
            written = [[_statement_data(one) for one in tied] for tied in classes]
            asked: dict[str, Json] = {"open": [_wish_data(one) for one in opened_wishes]} if opened_wishes else {}
            return {"statements": [tied[0] if len(tied) == 1 else tied for tied in written], **asked}
        case Weights(weights):
            return {"weights": dict(weights)}
        case Payoffs(values, in_order):
            return {"payoffs": {name(ref): number for ref, number in values} if values else list(in_order)}
        case Fuzzy(degrees, threshold):
            more: dict[str, Json] = {} if threshold is None else {"threshold": threshold}
            return {"fuzzy": [list(row) for row in degrees], **more}
        case Probabilistic(chances):
            return {"probabilities": [list(row) for row in chances]}
        case Intervals(low, high, overlap):
            bounds: list[Json] = [[a, b] for a, b in zip(low, high, strict=True)]
            return {"intervals": bounds} | ({} if overlap == "unknown" else {"overlap": overlap})
        case Partial(better, equal, base, unknown):
            opened: dict[str, Json] = {"unknown": _named(unknown, name)} if unknown or base is not None else {}
            if base is None:
                same: dict[str, Json] = {"equal": _named(equal, name)} if equal else {}
                return {"better": _named(better, name), **same, **opened}
            if not isinstance(base, Partial):
                return {**to_data(base, name), **opened}
    raise ConflictError(
        f"a preference of the kind {preference.kind} cannot be written to a file as it is",
        slug="conflict.file_form",
        hint="Write it as a ranking, statements, weights, payoffs, pairs, a table or intervals.",
    )


def statement_of(data: object) -> PreferenceStatement:
    """A statement is its formula, or a table that also says how strong it is and on which claims it rests."""
    if not isinstance(data, Mapping):
        return PreferenceStatement(formula=str(data))
    return PreferenceStatement(
        formula=str(data["formula"]),
        strength=int(data.get("strength", 1)),
        note=str(data.get("note", "")),
        evidence=texts(data.get("evidence")),
        confidence=_number(data.get("confidence", data.get("sure", 1.0)), "confidence"),  # "sure": files of release 0.1
        tier=None if data.get("tier") is None else int(_number(data["tier"], "tier")),
    )


def _number(given: object, key: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise ConflictError(f"{key} is {given!r}", slug="conflict.file_form", hint="Write a number.")
    return given


def wish_of(data: object) -> OpenWish:
    """An open wish: its formula, or a table that also has the answer and the question in words."""
    if not isinstance(data, Mapping):
        return OpenWish(formula=str(data))
    return OpenWish(
        formula=str(data["formula"]),
        answer=cast("Answer", str(data.get("answer", "open"))),
        note=str(data.get("note", "")),
        evidence=texts(data.get("evidence")),
    )


def _wish_data(wish: OpenWish) -> Json:
    formula = wish.formula if isinstance(wish.formula, str) else text_of(wish.formula)
    found: dict[str, Json] = {"formula": formula, "answer": wish.answer}
    if wish.note:
        found["note"] = wish.note
    if wish.evidence:
        found["evidence"] = list(wish.evidence)
    return found


def formula_text(statement: PreferenceStatement) -> str:
    return statement.formula if isinstance(statement.formula, str) else text_of(statement.formula)


def _statement_data(statement: PreferenceStatement) -> Json:
    found: dict[str, Json] = {"formula": formula_text(statement)}
    if statement.strength != 1:
        found["strength"] = statement.strength
    if statement.tier is not None:
        found["tier"] = statement.tier
    if statement.confidence != 1.0:
        found["confidence"] = statement.confidence
    if statement.note:
        found["note"] = statement.note
    if statement.evidence:
        found["evidence"] = list(statement.evidence)
    return found if len(found) > 1 else found["formula"]


def _statements(entry: Data) -> Statements:
    classes = [item if isinstance(item, list) else [item] for item in cast("list[object]", entry["statements"])]
    asked = cast("list[object]", entry.get("open", []))
    return Statements(
        tuple(tuple(statement_of(one) for one in tied) for tied in classes), tuple(wish_of(one) for one in asked)
    )


def _ranking(entry: Data) -> Preference:
    order = Ranking.of(cast("list[StateRef | list[StateRef]]", entry["ranking"]))
    if "strengths" not in entry:
        return order
    return Graded(order.order, tuple(int(step) for step in cast("list[int]", entry["strengths"])))


def _weights(entry: Data) -> Weights:
    return Weights(tuple((str(k), v) for k, v in cast("Mapping[str, float]", entry["weights"]).items()))


def _payoffs(entry: Data) -> Payoffs:
    given = entry["payoffs"]
    if isinstance(given, Mapping):
        return Payoffs(values=tuple((str(ref), float(number)) for ref, number in given.items()))
    return Payoffs(in_order=tuple(cast("list[float]", given)))


def _fuzzy(entry: Data) -> Fuzzy:
    threshold = entry.get("threshold")
    return Fuzzy(_table(entry["fuzzy"]), None if threshold is None else float(cast("float", threshold)))


def _intervals(entry: Data) -> Intervals:
    rows = _table(entry["intervals"])
    overlap = str(entry.get("overlap", "unknown"))
    if any(len(row) != 2 for row in rows) or overlap not in ("unknown", "indifferent"):
        raise ConflictError(
            "intervals are pairs of a lower and an upper value, overlapping ones are unknown or indifferent",
            slug="conflict.file_form",
            hint='Write [[low, high], ...] in order of states, and overlap = "unknown" or "indifferent".',
        )
    return Intervals(
        tuple(row[0] for row in rows),
        tuple(row[1] for row in rows),
        "indifferent" if overlap == "indifferent" else "unknown",
    )


_READ: Mapping[str, Callable[[Data], Preference]] = {
    "ranking": _ranking,
    "statements": _statements,
    "weights": _weights,
    "payoffs": _payoffs,
    "fuzzy": _fuzzy,
    "probabilities": lambda entry: Probabilistic(_table(entry["probabilities"])),
    "intervals": _intervals,
}


def _table(rows: object) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(x) for x in row) for row in cast("list[list[float]]", rows))


def _pairs(given: object) -> tuple[StatePair, ...]:
    found = []
    for pair in cast("list[list[StateRef]]", given or []):
        if not isinstance(pair, list) or len(pair) != 2:
            raise ConflictError(
                f"{pair!r} is no pair of states", slug="conflict.file_form", hint='Write ["preferred", "other"].'
            )
        found.append((pair[0], pair[1]))
    return tuple(found)


def _named(pairs: tuple[StatePair, ...], name: Name) -> list[Json]:
    return [[name(x), name(y)] for x, y in pairs]


def _places(order: tuple[tuple[StateRef, ...], ...], name: Name) -> list[Json]:
    named: list[list[Json]] = [[name(ref) for ref in tied] for tied in order]
    return [tied[0] if len(tied) == 1 else tied for tied in named]
