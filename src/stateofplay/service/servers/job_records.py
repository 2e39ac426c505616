"""A job as a face shows it, and what whoever keeps jobs has to offer: the process of a desk, or the database of a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stateofplay.errors import ExchangeError

MOST_REMEMBERED = 50
"""Jobs that can be looked at after they are done."""
BROKEN_OFF = ("cancelled", "failed")
OVER = ("done", *BROKEN_OFF)
"""States of jobs of which nothing more will come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStep:
    """What came of one page or address."""

    source: str
    words: str
    page: int | None = None
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work, as far as it has come."""

    id: str
    case: str
    title: str
    state: str
    """``"waiting"``, ``"running"``, ``"done"``, ``"cancelled"`` or ``"failed"``."""
    done: int = 0
    total: int = 0
    now: str = ""
    """What is being read."""
    steps: tuple[JobStep, ...] = ()
    problem: str = ""
    model: str = ""
    """Of an analysis: which model, by its digest; what came of it is the words of its first step."""

    @property
    def problems(self) -> int:
        """How many pages or addresses could not be read."""
        return sum(bool(step.problem) for step in self.steps)

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in OVER


def no_such_job(id: str) -> ExchangeError:
    """What to raise where a case has no job of an id: it may be forgotten, and what it added is kept."""
    return ExchangeError(
        f"there is no job {id} here",
        slug="exchange.no_such_job",
        hint="What was added is among the pages of the case.",
    )


class JobKeeper(Protocol):
    """Whatever keeps jobs: the process of a desk, or the database of a team."""

    def start(
        self,
        case: str,
        location: str,
        sources: Sequence[tuple[str, str]],
        *,
        title: str,
        published: str | None = None,
        watch: Sequence[str] = (),
        folder: Path | None = None,
    ) -> Job:
        """Begin a job."""

    def analyse(self, case: str, location: str, model: str, *, title: str) -> Job:
        """Begin to look ahead at a model, by its text; where that was begun before and not broken off, that job."""

    def analysis(self, case: str, model: str) -> Job | None:
        """The last job that looks ahead at a model."""

    def job(self, id: str, case: str) -> Job:
        """A job of a case."""

    def of_case(self, case: str) -> tuple[Job, ...]:
        """The jobs of a case, the latest first."""

    def cancel(self, id: str, case: str) -> Job:
        """Stop a job after the page that is being read; what was added stays."""
