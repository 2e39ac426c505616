"""Models by hand, and what-ifs under a name, kept in the case: every step can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.draft.files import to_toml
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.whatif.changes import KINDS, WhatIf, changes_of
from stateofplay.casework.whatif.editing import edit_model
from stateofplay.conflict import Conflict
from stateofplay.conflict.files import parse_model, write_model
from stateofplay.errors import CaseworkError, ConflictError
from stateofplay.record import Case
from stateofplay.record.notebook import NotebookEntry, entries, write_entry

MODEL, WHATIF = "model", "whatif"
MOST_TEXT = 200_000
LARGE = 2_048
"""States beyond which every reading is analysed by itself, which takes seconds."""
_RESERVED = ("now", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandModel:
    """The model of a case as people edited it; without an edit, as it is drafted."""

    text: str
    conflict: Conflict
    by_hand: bool
    history: tuple[NotebookEntry, ...]
    """What was done, the latest first."""


def hand_model(case: Case, draft: Draft) -> HandModel:
    """The last kept model, or the draft where none was kept or it was given up."""
    with case.read() as connection:
        kept = entries(connection, MODEL)
    text = str(kept[-1].content.get("text", "")) if kept else ""
    if not text:
        return HandModel(text=to_toml(draft), conflict=draft.conflict, by_hand=False, history=kept[::-1])
    try:
        conflict = parse_model(text, where="the model by hand")
    except ConflictError:  # of a case from elsewhere
        return HandModel(text=text, conflict=draft.conflict, by_hand=False, history=kept[::-1])
    return HandModel(text=text, conflict=conflict, by_hand=True, history=kept[::-1])


def is_large(model: HandModel) -> bool:
    """Whether a model by hand takes too long to be worked out while its page is asked for."""
    return model.by_hand and model.conflict.space.size > LARGE


def edit_hand_model(case: Case, draft: Draft, verb: str, *, subject: str, value: str, seen: int, author: str) -> str:
    """Make one step in the model by hand, or write its whole text, undo the last step, or go back to the draft.

    Parameters
    ----------
    verb
        Of `casework.whatif.editing.VERBS`; or ``text`` (`value` is the model), ``undo``, ``draft``.
    seen
        Number of the last step that was shown with the form: where somebody has made another since, nothing is done.

    Returns
    -------
    str
        What was done, in one sentence.

    Raises
    ------
    CaseworkError, ConflictError
        ``casework.edited_meanwhile``; ``casework.nothing_to_undo``; what is wrong with a text or a step.
    """
    before = hand_model(case, draft)
    last = before.history[0].number if before.history else 0
    if seen != last:
        raise CaseworkError(
            "somebody has edited the model since this page was shown",
            slug="casework.edited_meanwhile",
            hint="Look at what it is now, and make the step again if you still want it.",
        )
    undoes = 0
    if verb == "undo":
        text, told, undoes = _undone(before.history)
    elif verb == "draft":
        text, told = "", "Back to the model as it is drafted."
    elif verb == "text":
        text, told = _checked(value), "The whole text was edited."
    else:
        changed, told = edit_model(before.conflict, verb, subject=subject, value=value)
        text = _checked(write_model(changed))
    with case.write() as connection:
        write_entry(connection, MODEL, {"text": text, "told": told, "undoes": undoes}, author=author)
    return told


def _undone(history: Sequence[NotebookEntry]) -> tuple[str, str, int]:
    """The text before the last step that nobody has taken back yet: two undos in a row take back two steps."""
    steps: list[NotebookEntry] = []
    for one in reversed(history):
        if one.content.get("undoes"):
            del steps[-1:]
        else:
            steps.append(one)
    if not steps:
        raise CaseworkError(
            "there is no step to take back", slug="casework.nothing_to_undo", hint="Edit something first."
        )
    earlier = str(steps[-2].content.get("text", "")) if len(steps) > 1 else ""
    return earlier, f"Taken back: {steps[-1].content.get('told', 'a step')}", steps[-1].number


def _checked(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise CaseworkError("that is too long for a model", slug="casework.change", hint="Keep what matters.")
    conflict = parse_model(text, where="the model")
    if conflict.space.size < 1:
        raise CaseworkError("no state is left", slug="casework.nothing_left", hint="Take a rule out.")
    return text


def kept_whatifs(case: Case) -> tuple[WhatIf, ...]:
    """The what-ifs that are kept under a name, by name."""
    with case.read() as connection:
        found = entries(connection, WHATIF)
    out: dict[str, WhatIf] = {}
    for one in found:
        name = str(one.content.get("name", ""))
        lists = {key: [str(w) for w in _list(one.content.get(key))] for key in KINDS}
        changes = changes_of(sets=lists["set"], prefers=lists["prefer"], answers=lists["answer"], drops=lists["drop"])
        out.pop(name.casefold(), None)
        if changes:
            out[name.casefold()] = WhatIf(name=name, changes=changes, note=str(one.content.get("note", "")))
    return tuple(sorted(out.values(), key=lambda w: w.name.casefold()))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def keep_whatif(
    case: Case,
    name: str,
    *,
    sets: Sequence[str],
    prefers: Sequence[str],
    answers: Sequence[str],
    drops: Sequence[str],
    author: str,
) -> None:
    """Keep changes under a name, in place of others of that name; without any change, the name goes.

    Raises
    ------
    CaseworkError
        ``casework.whatif_taken`` for a name that says nothing, or means the model as it is.
    """
    name = " ".join(name.split())[:120]
    if name.casefold() in _RESERVED:
        raise CaseworkError(
            "a what-if that is kept needs a name" if not name else f"{name!r} means the model as it is",
            slug="casework.whatif_taken",
            hint="Say in a few words what would be different.",
        )
    content = {
        "name": name, "set": list(sets), "prefer": list(prefers), "answer": list(answers), "drop": list(drops)
    }  # fmt: skip
    with case.write() as connection:
        write_entry(connection, WHATIF, content, author=author)
