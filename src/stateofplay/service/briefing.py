"""The briefs of a case: its state of play, and what changed."""

from __future__ import annotations

from stateofplay.errors import CaseworkError
from stateofplay.exchange.brief import Brief, Section
from stateofplay.exchange.case_brief import CaseMarks, build_case_brief, build_changes_brief
from stateofplay.model import Article
from stateofplay.record import Case
from stateofplay.record.views import Filter
from stateofplay.record.views import articles as articles_of
from stateofplay.service.drafting import ground_of, rows_by_claim
from stateofplay.service.state import gather

BRIEF_SAMPLES = 400
"""Readings of the record behind the shares of a brief: within five points; `ask` draws more."""


def case_brief(
    case: Case, wanted: Filter | None = None, *, outlook: bool = True, articles: bool = True, drawings: bool = False
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
    """
    state = gather(case, wanted)
    marks = CaseMarks()
    extra: list[Section] = []
    if outlook:
        from stateofplay.casework.drafting import draft
        from stateofplay.casework.outlook import look_ahead
        from stateofplay.casework.questions import QUESTIONS
        from stateofplay.exchange.outlook_section import outlook_section
        from stateofplay.service.questions import answer_all, since_answer

        # A model needs every party, whatever the brief is narrowed to.
        whole = gather(case) if wanted is not None and wanted != Filter() else state
        ground = ground_of(whole)
        try:
            ahead = look_ahead(draft(ground), samples=BRIEF_SAMPLES)
            answers = [*answer_all(ground, ahead, tuple(QUESTIONS)), since_answer(whole, ground, None)]
            extra.append(outlook_section(ahead, answers, rows_by_claim(whole), marks, drawings=drawings))
        except CaseworkError as error:
            empty = f"No model could be drafted: {error.sentence}."
            extra.append(Section(key="outlook", title="What could hold", groups=(), empty=empty))
    return build_case_brief(
        title=state.title,
        pages=state.pages,
        articles=_articles(case) if articles else {},
        meetings=state.meetings,
        standings=state.standings,
        rifts=state.rifts,
        conditions=state.conditions,
        mutual=state.mutual,
        events=state.events,
        disputes=state.disputes,
        sides=state.sides,
        kinds=state.identities.kinds,
        proposals=state.identities.proposals,
        disagreements=state.disagreements,
        titles=state.titles,
        unclear=state.unclear,
        extra=extra,
        marks=marks,
    )


def changes_brief(case: Case, since: str, *, articles: bool = True) -> Brief:
    """What changed in a case since a day."""
    state = gather(case)
    return build_changes_brief(
        state.changes(since),
        since=since,
        title=state.title,
        pages=state.pages,
        articles=_articles(case) if articles else {},
    )


def _articles(case: Case) -> dict[int, Article]:
    with case.read() as connection:
        return articles_of(connection)
