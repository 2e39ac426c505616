"""The briefs: of pages read just now, of a case, and of what changed in it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from stateofplay.errors import CaseworkError
from stateofplay.exchange.brief import Brief, Section, build_brief
from stateofplay.exchange.brief.folding import FOLDED_OF_CASES, fold
from stateofplay.exchange.brief.topic import words_of_talks
from stateofplay.exchange.case_brief.content import CaseMarks, build_case_brief, build_changes_brief, newest_day
from stateofplay.model import Article, Reading
from stateofplay.model.listing import list_names
from stateofplay.model.sureness import SURE, sureness
from stateofplay.pages.gate import GateVerdict, Reason, screen_text
from stateofplay.record import Case
from stateofplay.record.intake.adding import add_page
from stateofplay.record.positions.due import CaseDeadline, due_days, may_be_due
from stateofplay.record.storage.case import passing_case
from stateofplay.record.views import Filter, Row
from stateofplay.record.views import articles as articles_of
from stateofplay.record.views import rows as rows_of
from stateofplay.record.views.claim_rows import sheets_of
from stateofplay.service.drafting import LATEST_EVENTS, ground_of, rows_by_claim, said_in
from stateofplay.service.state import LONG_CASE, MOST_PAGES, CaseState, gather, gather_changes
from stateofplay.settings import SAMPLES
from stateofplay.threads import uncollected

BRIEF_SAMPLES = 400
"""Readings of the record behind the shares of a brief: within five points; `ask` draws more."""


@uncollected()
def case_brief(
    case: Case,
    wanted: Filter | None = None,
    *,
    outlook: bool = True,
    articles: bool = True,
    drawings: bool = False,
    samples: int = SAMPLES,
) -> Brief:
    """The state of play of a case.

    Parameters
    ----------
    wanted
        Which pages and parties to let through.
    outlook
        Draft a model and add the section "what could hold".
    articles
        Load the articles too, to show beside the brief.
    drawings
        Draw the figures of what could hold, for HTML.
    samples
        How many readings of what is open to draw, of which a brief takes so many at most that it stays quick.
    """
    state = gather(case, wanted, weighed=LATEST_EVENTS)
    if not state.pages:
        return Brief(
            title=state.title, notice=_EMPTY, summary=(), sections=(), pages=(), marks=(), caveats=(), reader=""
        )
    marks = CaseMarks()
    extra: list[Section] = []
    if outlook:
        # A model needs every party, whatever the brief is narrowed to.
        whole = gather(case, weighed=LATEST_EVENTS) if wanted is not None and wanted != Filter() else state
        extra.append(
            _what_could_hold(
                whole, rows_by_claim(whole), marks, said_in(case, whole), drawings=drawings, samples=samples
            )
        )
    return build_case_brief(
        title=state.title,
        notice=_narrowed(wanted) if wanted is not None else "",
        pages=state.pages,
        articles=_articles(case) if articles else {},
        sheets=_sheets(case),
        meetings=state.meetings,
        standings=state.standings,
        rifts=state.rifts,
        conditions=state.conditions,
        mutual=state.mutual,
        events=state.events,
        event_counts=state.event_counts,
        disputes=state.disputes,
        deadlines=_deadlines(case, state),
        sides=state.sides,
        kinds=state.identities.kinds,
        proposals=state.identities.proposals,
        disagreements=state.disagreements,
        titles=state.titles,
        unclear=state.unclear,
        extra=extra,
        marks=marks,
    )


_EMPTY = "This case holds no page yet. Next: stateofplay add CASE PAGE ..."


def _narrowed(wanted: Filter) -> str:
    """What a brief was narrowed to: what it says that no page has, another page of the case may have."""
    asked = [
        f"claims of {wanted.party}" if wanted.party else "",
        f"pages of {wanted.since} and later" if wanted.since else "",
        f"pages up to {wanted.until}" if wanted.until else "",
        f"pages with “{wanted.source}” in source or site" if wanted.source else "",
    ]
    return f"Narrowed to {list_names([a for a in asked if a])}." if any(asked) else ""


def _deadlines(case: Case, state: CaseState) -> tuple[CaseDeadline, ...]:
    """The days still to come that sides set; time expressions are loaded of the few pages that may tell one."""
    claims = may_be_due((*state.conditions, *state.positions), newest_day(state.pages))
    if not claims:
        return ()
    numbers = {row.page for row in claims}
    named = [key for key, page in state.sources.pages.items() if page.number in numbers]
    with case.read() as connection:
        dates = rows_of(
            connection,
            "dates",
            identities=state.identities,
            judgements=state.judgements,
            sources=state.sources,
            on=named if len(named) <= MOST_PAGES else None,
        )
    return due_days(claims, dates, state.sides)[0]


def pages_brief(readings: Sequence[tuple[str, Reading]], *, outlook: bool = True, drawings: bool = False) -> Brief:
    """The state of play of pages read just now, with what could hold by what they say together.

    Parameters
    ----------
    readings
        Pairs of (source as the user named it, reading).
    outlook
        Draft a model of all pages and add the section "what could hold".
    drawings
        Draw its figures, for HTML.
    """
    if hardly := _no_talks(readings):
        return build_brief(readings, notice=hardly)
    ahead = outlook and any(reading.meetings or reading.positions for _, reading in readings)
    if not ahead and len(readings) == 1:
        return build_brief(readings)
    marks = CaseMarks()
    with passing_case() as case:
        numbers: dict[int, int] = {}
        for number, (source, reading) in enumerate(readings, 1):
            with case.write() as connection:
                raw = reading.article.text.encode("utf-8", "surrogatepass")
                added = add_page(connection, reading, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
            numbers.setdefault(added.number, number)
        state = gather(case)
        sections = []
        if ahead:
            rows = {key: replace(row, page=numbers[row.page]) for key, row in rows_by_claim(state).items()}
            said = [replace(row, page=numbers[row.page]) for row in said_in(case)]
            sections.append(_what_could_hold(state, rows, marks, said, drawings=drawings, one_page=len(readings) == 1))
    names = state.identities.canonical if len(readings) > 1 else {}
    return build_brief(readings, extra=sections, marks=marks, names=names)


def _no_talks(readings: Sequence[tuple[str, Reading]]) -> str:
    """What is said where no page speaks of a negotiation; nothing where one does, or where a text is too short to tell."""
    verdicts = [(screen_text(reading.article.text), reading.article.text) for _, reading in readings]
    if not verdicts or not all(
        v.reason is Reason.TOPIC or (v.reason is None and (not v.speaks or _says_little(v, text)))
        for v, text in verdicts
    ):
        return ""
    if len(verdicts) == 1:
        return "The page hardly speaks of a negotiation."
    return "The pages hardly speak of a negotiation."


_LITTLE, _LEAD = 2, 90
"""Words of talks in a page, and how many of its first words count as its lead."""


def _says_little(verdict: GateVerdict, text: str) -> bool:
    """Whether a page that the gate lets pass with no more than a doubt has next to no word of talks, and none in its lead.

    The bounds were set on 79 pages of a crawl for which the gate had doubts, most of them judged by their title: of 19 for which
    this holds 16 spoke of no negotiation.
    """
    doubted = verdict.language == "en" and verdict.score < 0 and verdict.first <= _LITTLE
    return (
        doubted and words_of_talks(text) <= _LITTLE and words_of_talks(" ".join(text.split()[:_LEAD])) <= _LITTLE // 2
    )


def _what_could_hold(
    state: CaseState,
    rows: Mapping[str, Row],
    marks: CaseMarks,
    said: Sequence[Row],
    *,
    drawings: bool,
    one_page: bool = False,
    samples: int = SAMPLES,
) -> Section:
    from stateofplay.casework.draft.drafting import draft
    from stateofplay.casework.draft.weighing.enough import missing

    ground = ground_of(state)
    try:
        made = draft(ground)
        if one_page:
            doubtful = {
                key for key, row in rows.items() if row.is_unjudged and sureness(row.confidence, row.kind) != SURE
            }
            if lacks := missing(made, doubtful):
                empty = f"One page is not enough here: a model would need {'; and '.join(lacks)}. Draft one of several pages."
                return Section(key="outlook", title="What could hold", groups=(), empty=empty)
        # What looks ahead is loaded once there is a model; of most single pages none is made.
        from stateofplay.casework.outlook.looking_ahead import look_ahead
        from stateofplay.casework.questions.misreading import which_misunderstanding
        from stateofplay.casework.questions.records import QUESTIONS, Answer
        from stateofplay.exchange.case_brief.outlook import outlook_section
        from stateofplay.service.questions import answer_all, since_answer

        ahead = look_ahead(made.conflict, samples=min(samples, BRIEF_SAMPLES))
        answers = answer_all(ahead, tuple(QUESTIONS))
        answers.append(which_misunderstanding(ground, made, ahead, said))
        if len(state.pages) > LONG_CASE:
            answers.append(Answer(key="since", short="The case is long: `stateofplay ask CASE since` works it out."))
        elif len(state.pages) > 1:
            answers.append(since_answer(state, ground, None, made, ahead, samples))
        known = {**rows, **{row.claim_id: row for row in said}}
        return outlook_section(ahead, answers, known, marks, drawings=drawings)
    except CaseworkError as error:
        empty = f"No model could be drafted: {error.sentence}."
        return Section(key="outlook", title="What could hold", groups=(), empty=empty)


def changes_brief(case: Case, since: str, *, articles: bool = True) -> Brief:
    """What changed in a case since a day, what is doubtful folded away as in its state of play."""
    found = gather_changes(case, since)
    made = build_changes_brief(
        found.changes,
        since=since,
        title=found.title,
        pages=found.pages,
        articles=_articles(case) if articles else {},
        sheets=_sheets(case),
    )
    return dataclasses.replace(made, sections=tuple(fold(section, FOLDED_OF_CASES) for section in made.sections))


def _articles(case: Case) -> dict[int, Article]:
    with case.read() as connection:
        return articles_of(connection)


def _sheets(case: Case) -> dict[int, list[tuple[int, int]]]:
    with case.read() as connection:
        return sheets_of(connection)
