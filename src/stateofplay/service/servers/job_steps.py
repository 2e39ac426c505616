"""What came of a page, a feed or a visit, in the words of a step of its job."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stateofplay.errors import StateOfPlayError
from stateofplay.exchange.brief.wording import count
from stateofplay.model.addresses import plain_address
from stateofplay.service.servers.job_records import JobStep

if TYPE_CHECKING:
    from stateofplay.record import Case
    from stateofplay.service.cases import AddedPage
    from stateofplay.service.visiting.watching import Watched

LIST_OF_FEEDS = "the list of feeds"
PASSING = frozenset(("record.unreachable", "record.locked", "record.unusable", "record.full"))
"""What may be over in a moment: the database went away, or somebody writes."""
WORDS = {
    "new": "page {number}: {claims}",
    "same": "the case has it already, page {of}",
    "copy": "page {number}, a copy of page {of}",
    "version": "page {number}, a newer version of page {of}; {lost} lost their sentence",
}


def step_of(label: str, page: AddedPage, source: str = "") -> JobStep:
    """What came of a page; where it lay while it waited is no matter of who gave it."""
    if page.added is not None:
        added = page.added
        words = WORDS[str(added.outcome)].format(
            number=added.number, claims=count(added.claims, "claim"), of=added.of, lost=count(added.lost, "claim")
        )
        return JobStep(source=label, words=f"{words}. {added.unread}" if added.unread else words, page=added.number)
    error = page.problem
    return _problem(label, source, error) if error else JobStep(source=label, words="")


def _problem(label: str, source: str, error: StateOfPlayError) -> JobStep:
    sentence, hint = ((t.replace(source, label) if source else t) for t in (error.sentence, error.hint))
    return JobStep(source=label, words="", problem=sentence, hint=hint)


def steps_of_feed(case: Case, feed: str, label: str) -> Iterator[JobStep]:
    """Subscribe to a feed, or to all of a list of feeds: what came of it. One that cannot be had keeps none of the others."""
    from stateofplay.service.visiting.watching import subscribe

    try:
        for found in subscribe(case, feed):
            yield JobStep(source=found.address, words=f"watched from now on ({found.kind})")
    except StateOfPlayError as error:
        if error.slug in PASSING:
            raise
        yield _problem(label, feed, error)


def label_of_feed(feed: str) -> str:
    """What to call a feed, or a file with a list of them."""
    return plain_address(feed) if "://" in feed else LIST_OF_FEEDS


def step_of_visit(visited: Watched) -> JobStep:
    """What came of a visit to something that is watched."""
    told = [f"{count(len(visited.added), 'page')} looked at"] if visited.added else []
    if visited.put_off:
        told.append(f"{visited.put_off} left for the next round")
    if visited.closed:
        told.append(f"{count(visited.closed, 'page')} not visited: robots.txt does not allow it")
    if not told and not visited.problems:
        told.append("nothing new")
    first = visited.problems[0] if visited.problems else None
    if len(visited.problems) > 1:
        told.append(f"{len(visited.problems)} problems, of which the first")
    return JobStep(
        source=visited.address,
        words=", ".join(told),
        problem=first.sentence if first else "",
        hint=first.hint if first else "",
    )
