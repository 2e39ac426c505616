"""Answer the mediator's questions on a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import Outlook, look_ahead
from stateofplay.casework.questions.changes import DraftVerdict, verdict_of, what_changed
from stateofplay.casework.questions.misreading import which_misunderstanding
from stateofplay.casework.questions.records import QUESTIONS, Answer, in_prose
from stateofplay.casework.questions.standing import (
    what_would_have_to_change,
    what_would_hold,
    where_it_stands,
    who_could_move,
)
from stateofplay.casework.questions.waiting import which_coalition, who_waits_for_whom
from stateofplay.casework.telling.concepts import when_it_holds
from stateofplay.errors import CaseworkError
from stateofplay.model.dates import VagueDate
from stateofplay.record import Case
from stateofplay.record.meetings import Seat
from stateofplay.record.positions import standings
from stateofplay.record.views import Row
from stateofplay.service.drafting import ground_of, latest_of, rows_by_claim, said_in
from stateofplay.service.models.subjects import Subject
from stateofplay.service.state import CaseState, gather
from stateofplay.settings import SAMPLES

MOST_DAYS = 10
"""Days between the first and the last that are looked at for what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers with what they rest on."""

    title: str
    answers: tuple[Answer, ...]
    outlook: Outlook
    rows: Mapping[str, Row]
    """Claim id -> row of the case, with its sentence."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What to keep in mind: what a share is, when an outcome holds, then the rest."""
        first, *others = self.outlook.caveats
        return (first, when_it_holds(self.outlook.readings.main), *others)


def answer(
    case: Case,
    keys: Sequence[str] = (),
    *,
    since: str | None = None,
    samples: int = SAMPLES,
    progress: Callable[[str, int, int], None] | None = None,
) -> Answers:
    """Answer some of the questions, or all.

    Parameters
    ----------
    keys
        Of `casework.questions.records.QUESTIONS`; all by default.
    since
        ISO day to compare with; by default the day before the latest page that has a date.
    samples
        How many readings of the record to draw.
    """
    state = gather(case)
    ground = ground_of(state)
    made = draft(ground)
    outlook = look_ahead(made.conflict, samples=samples, progress=progress)
    asked = [k for k in QUESTIONS if not keys or k in keys]
    found = answer_all(outlook, [k for k in asked if k not in OF_THE_RECORD])
    told = said_in(case, state) if "misread" in asked else ()
    for place, key in enumerate(asked):
        if key == "misread":
            found.insert(place, which_misunderstanding(ground, made, outlook, told))
        elif key == "since":
            found.insert(place, since_answer(state, ground, since, made, outlook, samples))
    rows_known = {**rows_by_claim(state), **{row.claim_id: row for row in told}}
    return Answers(title=state.title, answers=tuple(found), outlook=outlook, rows=rows_known)


OF_THE_RECORD = frozenset({"misread", "since"})
"""Questions that need the record beside the model."""


def answer_of_model(
    subject: Subject,
    keys: Sequence[str] = (),
    *,
    samples: int = SAMPLES,
    progress: Callable[[str, int, int], None] | None = None,
) -> Answers:
    """Answer the questions of a model without its case: those that need the record are refused or left out.

    Raises
    ------
    CaseworkError
        ``casework.needs_case`` where such a question is asked by name.
    """
    if needy := [k for k in keys if k in OF_THE_RECORD]:
        raise CaseworkError(
            f"the question {needy[0]!r} is about what pages say, and {subject.name} is a model",
            slug="casework.needs_case",
            hint="Ask it of the case: stateofplay ask CASE.sop " + needy[0] + ".",
        )
    outlook = look_ahead(subject.conflict, samples=samples, progress=progress)
    asked = [k for k in QUESTIONS if (not keys or k in keys) and k not in OF_THE_RECORD]
    answers = answer_all(outlook, asked)
    title = subject.conflict.name or subject.name
    return Answers(title=title, answers=tuple(answers), outlook=outlook, rows=subject.rows)


def answer_all(outlook: Outlook, keys: Sequence[str]) -> list[Answer]:
    """Answer every question that needs the model alone."""
    answered: dict[str, Callable[[Outlook], Answer]] = {
        "stand": where_it_stands,
        "move": who_could_move,
        "hold": what_would_hold,
        "change": what_would_have_to_change,
        "wait": who_waits_for_whom,
        "join": which_coalition,
    }
    return [in_prose(answered[key](outlook)) for key in keys if key in answered]


def since_answer(
    state: CaseState,
    ground: Ground,
    since: str | None,
    made: Draft | None = None,
    outlook: Outlook | None = None,
    samples: int = SAMPLES,
) -> Answer:
    """Compare the verdict of an earlier day with today's, and where they differ find the days on which it turned.

    `made` is the draft of the ground as it is, where there is one, and `outlook` its analysis: the last day's then.
    """
    days: dict[str, tuple[str, ...]] = {}
    # A page without a date counts from the day on which it was added; that is no day on which anything changed.
    dated = [page for page in state.pages if page["published"]] or state.pages
    for page in dated:
        day = str(page["published"] or str(page["added_at"])[:10])
        days[day] = (*days.get(day, ()), str(page["title"] or page["source"]))
    latest = max(days, default=ground.today)
    if since is not None and VagueDate.parse(since) is None:
        raise CaseworkError(
            f"{since!r} is no day", slug="casework.day", hint="Write it as 2025-05-14, or 2025-05, with --since."
        )
    if since is not None and since > latest:
        raise CaseworkError(
            f"the latest page is of {latest}: nothing can have changed since {since}",
            slug="casework.day",
            hint="Name an earlier day with --since, or add later pages.",
        )
    since = since or _day_before(latest)
    later = sorted(day for day in days if day > since)

    def verdict(day: str) -> DraftVerdict:
        if made is not None and day == ground.today:
            return verdict_of(day, made, samples, outlook)
        return _verdict(state, day, samples)

    return what_changed(_turns([since, *later], verdict), days)


def _turns(days: Sequence[str], verdict: Callable[[str], DraftVerdict]) -> list[DraftVerdict]:
    """Verdicts of the first day and the last, and where two differ of the day in the middle, down to the pages of one day.

    So the cost grows with the turns and not with the days; `MOST_DAYS` of them are looked at at most, the widest gaps first.
    """
    known = {place: verdict(days[place]) for place in {0, len(days) - 1}}
    for _ in range(MOST_DAYS):
        gaps = [(b - a, a, b) for a, b in pairwise(sorted(known)) if b - a > 1 and not known[a].same(known[b])]
        if not gaps:
            break
        _, a, b = max(gaps)
        known[(a + b) // 2] = verdict(days[(a + b) // 2])
    return [known[place] for place in sorted(known)]


def _day_before(day: str) -> str:
    """The last day before a day, month or year."""
    found = VagueDate.parse(day)
    return day if found is None else (found.earliest - timedelta(days=1)).isoformat()


def _verdict(state: CaseState, day: str, samples: int) -> DraftVerdict:
    try:
        return verdict_of(day, draft(_as_of(state, day)), samples)
    except CaseworkError:
        return verdict_of(day, None)


def _as_of(state: CaseState, day: str) -> Ground:
    """The ground of an earlier day, from the rows of pages until then; the case is not gathered again."""

    def until(known: Iterable[Row]) -> list[Row]:
        return [r for r in known if r.day <= day]

    meetings = []
    for meeting in state.meetings:
        if left_rows := until(meeting.rows):
            seats = {who: Seat(who=who, rows=left) for who, seat in meeting.seats.items() if (left := until(seat.rows))}
            meetings.append(replace(meeting, rows=left_rows, seats=seats))
    whole = ground_of(state, as_of=day)
    then = replace(
        whole,
        standings=standings(until(state.positions), state.issues),
        meetings=tuple(meetings),
        conditions=until(state.conditions),
        events=until(state.events),
    )
    return latest_of(then)
