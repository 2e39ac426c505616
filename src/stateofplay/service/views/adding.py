"""What can be added to a case, and how far the adding has come."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import begin
from stateofplay.exchange.brief.wording import count
from stateofplay.service.library import KeptCase
from stateofplay.service.servers.job_records import Job, JobKeeper
from stateofplay.service.views.records import Sheet, moment
from stateofplay.service.visiting.watching import subscriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class AddView:
    """What is watched, and the jobs of late."""

    case: str
    title: str
    lead: str
    watched: tuple[tuple[str, str, str, str, str], ...]
    """(address, kind, title, when it was last looked at, what went wrong then)."""
    jobs: tuple[Job, ...]

    def sheet(self) -> Sheet:
        """One row for everything that is watched."""
        return Sheet(columns=("address", "kind", "title", "looked", "problem"), rows=self.watched or (("",) * 5,))


def add_view(kept: KeptCase, jobs: JobKeeper) -> AddView:
    """What is watched, and the jobs of late."""
    with kept.case.read() as connection:
        watched = tuple(
            (s.address, s.kind, s.title or "", moment(s.looked), s.problem) for s in subscriptions(connection)
        )
    return AddView(
        case=kept.id,
        title="Add pages",
        lead=f"{count(len(kept.state.pages), 'page')}; {count(len(watched), 'feed or page', 'feeds and pages')} watched.",
        watched=watched,
        jobs=jobs.of_case(kept.id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A job."""

    case: str
    title: str
    lead: str
    job: Job

    def sheet(self) -> Sheet:
        """One row a page."""
        rows = tuple((s.source, s.page, s.words, s.problem, s.hint) for s in self.job.steps)
        return Sheet(
            columns=("source", "page", "what_came_of_it", "problem", "hint"),
            rows=rows or ((self.job.now, None, "", "", ""),),
        )


_STATES = {
    "waiting": "It waits for another job.",
    "running": "At work: {done} of {total}.",
    "done": "Done: {steps}.",
    "cancelled": "Stopped after {steps}; what was added stays.",
    "failed": "It stopped. {problem}",
}


_OF_ANALYSIS = {
    "waiting": "It waits for another analysis.",
    "running": "At work: {done} of {total}.",
    "done": "It is worked out.",
    "cancelled": "It was stopped; the model is as it was.",
    "failed": "It stopped. {problem}",
}


def job_view(jobs: JobKeeper, case: str, id: str) -> JobView:
    """How far a job has come.

    Raises
    ------
    ExchangeError
        ``exchange.no_such_job``.
    """
    job = jobs.job(id, case)
    wrong = job.problems
    steps = count(len(job.steps), "page or address", "pages and addresses") + (
        f", {wrong} could not be read" if wrong else ""
    )
    problem = begin(job.problem)
    states = _OF_ANALYSIS if job.model else _STATES
    lead = states[job.state].format(done=job.done, total=job.total or "?", steps=steps, problem=problem)
    return JobView(case=case, title=job.title, lead=lead, job=job)
