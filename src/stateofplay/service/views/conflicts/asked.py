"""A what-if of the conflict of a case, and what would have to change for an outcome of it to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.whatif.changes import ModelChange, WhatIf, apply_changes, changes_of
from stateofplay.errors import CaseworkError, ConflictError
from stateofplay.exchange.reports.reach import reach_sheet
from stateofplay.exchange.reports.sheets import Block
from stateofplay.exchange.reports.whatif import whatif_sheet
from stateofplay.service.library import KeptCase
from stateofplay.service.models.subjects import Subject
from stateofplay.service.views.conflicts.conflict import OpenQuestion, open_questions
from stateofplay.service.views.conflicts.conflict_model import draft_to_edit
from stateofplay.service.views.records import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChange:
    """One change, as it is asked for and as people read it."""

    kind: str
    words: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """A what-if, or what would have to change for an outcome to hold, answered."""

    case: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    changes: tuple[AskedChange, ...]
    questions: tuple[OpenQuestion, ...]
    """What is still open."""
    options: tuple[tuple[str, str], ...]
    """(id, in words) for the form."""
    parties: tuple[str, ...]
    outcome: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(kind, words) of every change, as an address has them."""
        return tuple((c.kind, c.words) for c in self.changes)

    def sheet(self) -> Sheet:
        """The largest table of the answer."""
        return Sheet(columns=self.columns, rows=self.rows)


def whatif_view(
    kept: KeptCase,
    *,
    sets: Sequence[str] = (),
    prefers: Sequence[str] = (),
    answers: Sequence[str] = (),
    drops: Sequence[str] = (),
    name: str = "",
) -> AskedView:
    """The model beside itself with some changes.

    Raises
    ------
    CaseworkError
        Where no model can be drafted, or a change means nothing to it.
    """
    from stateofplay.service.models.whatif import ask

    subject = _subject(kept)
    changes = changes_of(sets=sets, prefers=prefers, answers=answers, drops=drops)
    told = tuple(_told(subject, c) for c in changes)
    if not changes:
        lead = "Change something, and see what would hold then beside what holds now."
        return _asked(kept, "What if", lead, [], told, "")
    title, wanted = f"What if: {name}" if name else "What if", WhatIf(name=name or "then", changes=changes)
    answer = ask(subject, wanted)
    return _asked(kept, title, " ".join(answer.told[1]), whatif_sheet(answer), told, "")


def reach_view(
    kept: KeptCase,
    outcome: str,
    *,
    sets: Sequence[str] = (),
    prefers: Sequence[str] = (),
    answers: Sequence[str] = (),
    drops: Sequence[str] = (),
) -> AskedView:
    """What would have to change for an outcome to hold, and whether a path leads there.

    Raises
    ------
    CaseworkError, ConflictError
        Where no model can be drafted, or the words name no outcome of it.
    """
    from stateofplay.service.models.reaching import ask_reach

    subject = _subject(kept)
    changes = changes_of(sets=sets, prefers=prefers, answers=answers, drops=drops)
    told = tuple(_told(subject, c) for c in changes)
    if not outcome:
        return _asked(
            kept, "What would have to change", "Name an outcome: options joined by and, or, not.", [], told, ""
        )
    given = WhatIf(name="given", changes=changes) if changes else None
    blocks = reach_sheet(subject.name, ask_reach(subject, outcome, given=given), subject.rows)
    return _asked(kept, "What would have to change", f"For “{outcome}” to hold.", blocks, told, outcome)


def _told(subject: Subject, change: ModelChange) -> AskedChange:
    """A change in words; one that makes sense only after another stays as it was written."""
    try:
        told = apply_changes(subject.conflict, [change]).told
    except (CaseworkError, ConflictError):
        told = ()
    return AskedChange(kind=change.kind, words=change.words, told=told[0] if told else change.words)


def _subject(kept: KeptCase) -> Subject:
    draft = draft_to_edit(kept)
    return Subject(name=kept.state.title, conflict=draft.conflict, rows=kept.rows_by_claim, draft=draft)


def _asked(
    kept: KeptCase, title: str, lead: str, blocks: Sequence[Block], changes: tuple[AskedChange, ...], outcome: str
) -> AskedView:
    from stateofplay.exchange.reports.sheets import Points, SheetParagraph, SheetTable

    grids = [b for b in blocks if isinstance(b, SheetTable)]
    best = max(grids, key=lambda g: len(g.rows), default=None)
    texts = [
        i
        for b in blocks
        for i in ((b.text,) if isinstance(b, SheetParagraph) else b.items if isinstance(b, Points) else ())
    ]
    draft = draft_to_edit(kept)
    answered = {c.words for c in changes}
    return AskedView(
        case=kept.id,
        title=title,
        lead=lead,
        blocks=tuple(blocks),
        changes=changes,
        questions=tuple(q for q in open_questions(draft) if not answered & {answer for _, answer in q.answers}),
        options=tuple((o.id, o.text) for o in draft.options),
        parties=draft.parties,
        outcome=outcome,
        columns=best.heads if best else ("sentence",),
        rows=best.rows if best else tuple((t,) for t in texts) or ((lead,),),
    )
