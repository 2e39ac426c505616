"""A small case of our own writing, from readings made by hand: two pages, a copy, judgements, feeds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from stateofplay.model import Article, Event, EventStatus, Evidence, Meeting, MeetingStatus, PloverEvent, Reading
from stateofplay.record import Added, Case, add_page, create_case, open_case
from stateofplay.record.actors.identity import IdentityVerdict, say
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.storage.tables import FEED
from stateofplay.record.views import rows
from tests.exchange.readings import reading

SECOND = (
    "=Talks in doubt, “maybe”\n"
    "A second round between Chad and Sudan is to be held in Davos in July 2024, mediators said.\n"
    "Sudan shelled the border town; Sudan rejects {bases} & 50% of the plan_b."
)


def second_reading() -> Reading:
    """A page whose title could be taken for a formula, with a vague date, an act and special characters of LaTeX."""

    def cut(words: str) -> Evidence:
        start = SECOND.index(words)
        return Evidence.cut(SECOND, start, start + len(words))

    talks = cut("A second round between Chad and Sudan is to be held in Davos in July 2024")
    shelled = cut("Sudan shelled the border town")
    return Reading(
        article=Article(
            text=SECOND,
            title="=Talks in doubt, “maybe”",
            published="2024-06-10",
            published_source="page",
            language="en",
            site="The {Daily} Post & Co",
            url="https://post.example/talks?id=2",
            authors=("Ana Lima", "Desk, Foreign"),
        ),
        meetings=(
            Meeting(
                evidence=talks,
                anchor=talks.start,
                component="hand",
                name="second round, Davos",
                parties=("Chad", "Sudan"),
                place="Davos",
                date="2024-07",
                status=MeetingStatus.PLANNED,
            ),
        ),
        events=(
            Event(
                evidence=shelled,
                anchor=shelled.start,
                component="hand",
                event=PloverEvent.ASSAULT,
                actor="Sudan",
                status=EventStatus.HAPPENED,
                place="the border town",
            ),
        ),
        reader="by hand",
    )


def add(connection: Connection, page: Reading, source: str) -> Added:
    """Add a reading as if it had come from `source`."""
    raw = f"{source}\n{page.article.text}".encode()
    return add_page(connection, page, source=source, raw=raw, sha256=hashlib.sha256(raw).hexdigest())


@cache
def _written() -> bytes:
    """The file of the case, made once: some two hundred tests begin with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talks.sop"
        _make(path).close()
        return path.read_bytes()


def make_case(location: Path | str) -> Case:
    """The case, with judgements, an identity and a feed."""
    if not isinstance(location, Path):
        return _make(location)
    location.write_bytes(_written())
    return open_case(location)


def _make(location: Path | str) -> Case:
    case = create_case(location, title="Chad and Sudan; talks, 2024")
    with case.write() as connection:
        add(connection, reading(), "notes/first.html")
        add(connection, second_reading(), "https://post.example/talks?id=2")
        copy = reading()
        add(connection, replace(copy, article=replace(copy.article, site="Copyist")), "https://copy.example/a")
        say(connection, "Amina Saleh", "Idris Omar", IdentityVerdict.DIFFERENT, author="ana")
        positions = rows(connection, "positions")
        judge(
            connection,
            positions[0].claim_id,
            Verdict.ACCEPT,
            author="ana",
            note="seen ✓",
            correction={"issue": "=foreign bases"},
        )
        connection.execute(
            FEED.insert(), {"address": "https://post.example/rss", "title": "Post & Co", "kind": "feed", "etag": '"1"'}
        )
    return case
