"""The model by hand with its forms, and what-ifs under a name side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.outlook.looking_ahead import Outlook, look_ahead
from stateofplay.casework.redraft.answering import questions_in
from stateofplay.casework.whatif.changes import apply_changes
from stateofplay.casework.whatif.naming import in_words
from stateofplay.conflict import Conflict, Statements, text_of
from stateofplay.errors import CaseworkError
from stateofplay.exchange.reports.outlook import in_short
from stateofplay.language.agreement import with_articles
from stateofplay.service.library import KeptCase
from stateofplay.service.models.model_ahead import SAMPLES, digest_of
from stateofplay.service.models.modelling import hand_model, is_large, kept_whatifs
from stateofplay.service.servers.job_records import Job, JobKeeper
from stateofplay.service.views.conflicts.conflict_model import draft_to_edit, drafted, looked_ahead
from stateofplay.service.views.records import Sheet, Value, moment

_LEADS = {
    "": "It has not been worked out yet.",
    "waiting": "It waits to be worked out.",
    "running": "It is being worked out.",
    "done": "It was worked out.",
    "cancelled": "It has not been worked out: somebody stopped that.",
    "failed": "It could not be worked out. {problem}",
}
MOST_STEPS = 12
MOST_BESIDE = 6
MOST_OUTCOMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOption:
    """An option with what can be done to it."""

    id: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """A wish that the record leaves open, and how it was answered."""

    question: str
    formula: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandParty:
    """A party with what it wants, the most important first, and what is open of it."""

    id: str
    name: str
    wishes: tuple[str, ...]
    left_open: tuple[LeftOpen, ...]
    editable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandView:
    """The model as people edited it."""

    case: str
    title: str
    lead: str
    by_hand: bool
    options: tuple[HandOption, ...]
    parties: tuple[HandParty, ...]
    text: str
    steps: tuple[tuple[str, str, str], ...]
    """(author, when, what was done), the latest first."""
    seen: int
    states: int
    large: bool
    """Whether it is worked out by a job."""
    job: Job | None = None

    def sheet(self) -> Sheet:
        """One row an option."""
        rows: tuple[tuple[Value, ...], ...] = tuple((o.id, o.owner, o.text) for o in self.options)
        return Sheet(columns=("id", "owner", "text"), rows=rows)


def hand_view(kept: KeptCase, jobs: JobKeeper) -> HandView:
    """The model by hand; of a large one what a job found, or how far that has come.

    Raises
    ------
    CaseworkError
        Where no model can be drafted.
    """
    found = hand_model(kept.case, draft_to_edit(kept))
    large = is_large(found)
    job = jobs.analysis(kept.id, found.text) if large else None
    lead = "As it is drafted from the record: nothing was edited by hand."
    if large:
        lead = _LEADS[job.state if job is not None else ""].format(problem=job.problem if job is not None else "")
        if job is not None and job.state == "done" and job.steps:
            lead = job.steps[0].words
    elif found.by_hand:
        lead = in_short(
            kept.once(("by hand", digest_of(found.text)), lambda: look_ahead(found.conflict, samples=SAMPLES))
        )
    names = {d.id: d.name or d.id for d in found.conflict.decision_makers}
    return HandView(
        case=kept.id,
        title="Model by hand",
        lead=lead,
        by_hand=found.by_hand,
        options=tuple(HandOption(id=o.id, owner=names[o.owner], text=o.name or o.id) for o in found.conflict.options),
        parties=_parties(found.conflict),
        text=found.text,
        steps=tuple((e.author, moment(e.at), str(e.content.get("told", ""))) for e in found.history[:MOST_STEPS]),
        seen=found.history[0].number if found.history else 0,
        states=found.conflict.space.size,
        large=large,
        job=job,
    )


def _parties(conflict: Conflict) -> tuple[HandParty, ...]:
    left: dict[str, list[LeftOpen]] = {}
    for asked in questions_in(conflict):
        formula = asked.wish.formula
        if not isinstance(formula, str):
            one = LeftOpen(question=with_articles(asked.words), formula=text_of(formula), answer=asked.answer)
            left.setdefault(asked.party, []).append(one)
    return tuple(_party(conflict, d.id, tuple(left.get(d.id, ()))) for d in conflict.decision_makers)


def _party(conflict: Conflict, id: str, left_open: tuple[LeftOpen, ...]) -> HandParty:
    party = conflict.dm(id)
    classes = party.preference.classes if isinstance(party.preference, Statements) else ()
    return HandParty(
        id=id,
        name=party.name or id,
        wishes=tuple(" / ".join(in_words(conflict, s.formula) for s in tied) for tied in classes),
        left_open=left_open,
        editable=isinstance(party.preference, Statements) or party.preference.kind == "indifferent",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One model of a comparison."""

    name: str
    lead: str
    told: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView:
    """What-ifs under a name beside the model as it is."""

    case: str
    title: str
    lead: str
    columns: tuple[Beside, ...]
    rows: tuple[tuple[str, ...], ...]
    """An outcome, and in each column how often it holds where everybody follows only their own next step."""
    names: tuple[str, ...]
    """All that are kept."""

    def sheet(self) -> Sheet:
        """One row an outcome."""
        return Sheet(columns=("outcome", *(c.name for c in self.columns)), rows=self.rows)


def compared_view(kept: KeptCase, names: Sequence[str]) -> ComparedView:
    """The kept what-ifs of some names, or all, side by side.

    Raises
    ------
    CaseworkError
        Where a name is not kept. Where no model can be drafted, the view says so.
    """
    known = {w.name.casefold(): w for w in kept_whatifs(kept.case)}
    for name in names:
        if name.casefold() not in known:
            raise CaseworkError(
                f"no what-if is kept as {name!r}",
                slug="casework.no_whatif",
                hint="The page of the conflict lists them.",
            )
    wanted = [known[n.casefold()] for n in names] or list(known.values())
    try:
        draft, now = drafted(kept), looked_ahead(kept)
    except CaseworkError as error:
        return ComparedView(
            case=kept.id, title="What-ifs side by side", lead="No model can be drafted yet.",
            columns=(Beside(name="now", lead="", told=(), problem=error.told),), rows=(),
            names=tuple(w.name for w in known.values()),
        )  # fmt: skip
    columns = [Beside(name="now", lead=in_short(now), told=())]
    outlooks: list[Outlook | None] = [now]
    for one in wanted[:MOST_BESIDE]:
        try:
            changed = apply_changes(draft.conflict, one.changes)
            outlook = look_ahead(changed.conflict, samples=SAMPLES)
        except CaseworkError as error:
            columns.append(Beside(name=one.name, lead="", told=(), problem=error.told))
            outlooks.append(None)
            continue
        columns.append(Beside(name=one.name, lead=in_short(outlook), told=changed.told))
        outlooks.append(outlook)
    return ComparedView(
        case=kept.id,
        title="What-ifs side by side",
        lead=f"{len(columns) - 1} beside the model as it is." if len(columns) > 1 else "No what-if is kept yet.",
        columns=tuple(columns),
        rows=tuple(_rows(outlooks)),
        names=tuple(w.name for w in known.values()),
    )


def _rows(outlooks: Sequence[Outlook | None]) -> list[tuple[str, ...]]:
    shares: dict[str, dict[int, str]] = {}
    for place, outlook in enumerate(outlooks):
        if outlook is None:
            continue
        for outcome in (outlook.status_quo, *outlook.outcomes[:MOST_OUTCOMES]):
            share = next(iter(outcome.shares.values()), None)
            if share is not None:
                shares.setdefault(outcome.text, {})[place] = f"{round(100 * share.share)} %"
    return [(text, *(at.get(i, "–") for i in range(len(outlooks)))) for text, at in shares.items()]
