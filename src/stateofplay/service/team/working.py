"""A worker: takes jobs from the queue and does them, page by page, so that one that is killed has lost nothing it told of.

A page is added in a transaction of its own, and the same bytes are added once; what came of it is written down next. So a job
that is taken up again after its worker was killed goes on at the page it stood at, and doubles nothing.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from stateofplay.errors import RecordError, StateOfPlayError
from stateofplay.record import Case
from stateofplay.service.cases import add_all
from stateofplay.service.models.model_ahead import MODEL, look_ahead_at
from stateofplay.service.servers.job_records import OVER, JobStep
from stateofplay.service.servers.job_steps import PASSING, label_of_feed, step_of, step_of_visit, steps_of_feed
from stateofplay.service.servers.serving import stand_back
from stateofplay.service.team.cases import opened, shelf, sweep
from stateofplay.service.team.jobs import Task, has_job, put_job
from stateofplay.service.team.opening import Team, open_team
from stateofplay.service.team.queue import TASK, put, putting_app, queue_address
from stateofplay.service.team.tables import JOB, STEP, UPLOAD
from stateofplay.service.visiting.watching import subscriptions, watch

if TYPE_CHECKING:
    from procrastinate import App, JobContext

ADDRESS = "STATEOFPLAY_TEAM"
"""Variable with the address: on a command line everybody on the machine could read a password in it."""
WITH_SERVER = "STATEOFPLAY_WITH_SERVER"
"""Variable that is set where the worker ends with the server that started it."""
BEAT, STILL = 2.0, 10.0
"""Seconds between the heartbeats of a worker, and after which one that has none is taken for dead."""
MOST_TRIES = 6
WATCHED_EVERY = "23 * * * *"


class Held(Exception):
    """Another worker has this job in hand after all; it is asked for again later."""


def do_job(team: Team, id: int) -> None:
    """Do a job, or what is left of it."""
    with _in_hand(team, id):
        with team.write() as connection:
            row = connection.execute(select(JOB).where(JOB.c.id == id).with_for_update()).first()
            if row is None or row.state in OVER:
                return
            connection.execute(update(JOB).where(JOB.c.id == id).values(state="running"))
        task = msgspec.json.decode(row.task, type=Task)
        try:
            with opened(team, row.case_id) as case:
                if task.model:
                    state = _analyse(team, id, task)
                else:
                    state = _add(team, case, id, task, row.done) if task.sources else _watch(team, case, id, task)
            end(team, id, state)
        except StateOfPlayError as error:
            if error.slug in PASSING:
                raise
            end(team, id, "failed", error.told)


def end(team: Team, id: int, state: str, problem: str = "") -> None:
    """Say how a job ended; files that waited to be read are let go."""
    with team.write() as connection:
        connection.execute(update(JOB).where(JOB.c.id == id).values(state=state, problem=problem, now=""))
        connection.execute(delete(UPLOAD).where(UPLOAD.c.job_id == id))


@contextmanager
def _in_hand(team: Team, id: int) -> Iterator[None]:
    """A lock that the server lets go of the moment that this process is gone."""
    with team.engine.connect() as connection:
        key = {"key": f"job {id}"}
        if not connection.execute(text("SELECT pg_try_advisory_lock(hashtext(:key), 0)"), key).scalar():
            raise Held(id)
        connection.commit()
        try:
            yield
        finally:
            # Where the connection is gone, so is the lock.
            with suppress(Exception):
                connection.execute(text("SELECT pg_advisory_unlock(hashtext(:key), 0)"), key)


def _add(team: Team, case: Case, id: int, task: Task, done: int) -> str:
    with tempfile.TemporaryDirectory(prefix="stateofplay-") as folder:
        for number, (address, label) in list(enumerate(task.sources))[done:]:
            if _is_stopping(team, id, now=label):
                return "cancelled"
            source = address or _unpacked(team, id, number, Path(folder))
            for part, page in enumerate(add_all(case, [source], published=task.published, label=label)):
                _keep(team, id, number, part, step_of(label, page, source))
            with team.write() as connection:
                connection.execute(update(JOB).where(JOB.c.id == id).values(done=number + 1))
    return "done"


def _analyse(team: Team, id: int, task: Task) -> str:
    def told(what: str, done: int, total: int) -> bool:
        with team.write() as connection:
            connection.execute(update(JOB).where(JOB.c.id == id).values(done=done, total=total))
        return _is_stopping(team, id, now=what)

    words = look_ahead_at(task.model, told)
    if words is None:
        return "cancelled"
    _keep(team, id, 0, 0, JobStep(source=MODEL, words=words))
    return "done"


def _watch(team: Team, case: Case, id: int, task: Task) -> str:
    # A round that was broken off is gone through again: what did not change since then is not even sent.
    with team.write() as connection:
        connection.execute(delete(STEP).where(STEP.c.job_id == id))
    number, stop = 0, threading.Event()

    def sleep(seconds: float) -> None:
        stop.wait(seconds)

    with tempfile.TemporaryDirectory(prefix="stateofplay-") as folder:
        for place, feed in enumerate(task.watch):
            source = feed or _unpacked(team, id, place, Path(folder))
            for step in steps_of_feed(case, source, label_of_feed(source)):
                _keep(team, id, number, 0, step)
                number += 1
    for visited in watch(case, sleep=sleep):
        _keep(team, id, number, 0, step_of_visit(visited))
        number += 1
        if _is_stopping(team, id, now=visited.address):
            return "cancelled"
    return "done"


def _keep(team: Team, id: int, number: int, part: int, step: JobStep) -> None:
    row = {
        "job_id": id, "number": number, "part": part, "source": step.source, "words": step.words, "page": step.page,
        "problem": step.problem, "hint": step.hint,
    }  # fmt: skip
    with team.write() as connection:
        # What was said first stays: done again, a page is in the case already.
        connection.execute(insert(STEP).on_conflict_do_nothing(), row)


def _is_stopping(team: Team, id: int, *, now: str) -> bool:
    with team.write() as connection:
        query = update(JOB).where(JOB.c.id == id).values(now=now).returning(JOB.c.stopping)
        return bool(connection.execute(query).scalar())


def _unpacked(team: Team, id: int, number: int, folder: Path) -> str:
    with team.read() as connection:
        row = connection.execute(select(UPLOAD).where(UPLOAD.c.job_id == id, UPLOAD.c.number == number)).one()
    place = folder / str(number)
    place.mkdir(exist_ok=True)
    file = place / row.name
    file.write_bytes(row.data)
    return str(file)


def watch_all(team: Team) -> int:
    """Put a round of watching into the queue for every case that watches something and has nothing to do; says how many.

    What is left of cases whose making was broken off goes by the way.
    """
    app, made = putting_app(team.address), 0
    sweep(team)
    with team.read() as connection:
        cases = shelf(connection)
    for one in cases:
        with opened(team, one.id) as case, case.read() as reading:
            watched = len(subscriptions(reading))
        with team.write() as connection:
            if watched and not has_job(connection, one.id):
                put_job(connection, app, one.id, "Looking at what is watched", Task())
                made += 1
    return made


def working_app(team: Team) -> App:
    """What takes jobs from the queue."""
    from procrastinate import App, PsycopgConnector, RetryStrategy

    app = App(connector=PsycopgConnector(conninfo=queue_address(team.address)))

    @app.task(name=TASK, queue="jobs", pass_context=True, retry=RetryStrategy(max_attempts=MOST_TRIES, linear_wait=2))
    def _do(context: JobContext, job: int) -> None:
        try:
            do_job(team, job)
        except Held:
            raise
        except Exception as error:
            if context.job.attempts + 1 >= MOST_TRIES:
                said = f"A fault of ours: {type(error).__name__}."
                if isinstance(error, RecordError):
                    said = error.told
                end(team, job, "failed", f"{said} What was added is kept.")
            raise

    @app.periodic(cron=WATCHED_EVERY)
    @app.task(name="watch_all", queue="jobs", queueing_lock="watch all")
    def _watch_all(timestamp: int) -> None:
        watch_all(team)

    return app


async def work(team: Team, *, until_idle: bool = False) -> None:
    """Do jobs, until asked to stop; or until there is none."""
    app = working_app(team)
    async with app.open_async():
        taking_up = asyncio.create_task(_take_up(team, app))
        try:
            await app.run_worker_async(
                queues=["jobs", "builtin"], concurrency=1, wait=not until_idle, update_heartbeat_interval=BEAT,
                stalled_worker_timeout=STILL, fetch_job_polling_interval=2.0, shutdown_graceful_timeout=10.0,
            )  # fmt: skip
        finally:
            taking_up.cancel()


async def _take_up(team: Team, app: App) -> None:
    """Give jobs of workers that were killed to those that live, and jobs that the queue gave up to the queue."""
    while True:
        with suppress(Exception):  # the database is away for a moment: it is asked again
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STILL):
                with suppress(Exception):  # another worker was faster
                    await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
            await asyncio.to_thread(put_again, team)
        await asyncio.sleep(BEAT)


_FORGOTTEN = text(
    "SELECT j.id, j.case_id FROM team.job j WHERE j.state IN ('waiting', 'running') AND NOT EXISTS (SELECT 1 FROM "
    "team_queue.procrastinate_jobs q WHERE q.status IN ('todo', 'doing') AND q.args->>'job' = j.id::text)"
)


def put_again(team: Team) -> int:
    """Put jobs that are not over and that the queue does not know into it again; says how many."""
    with team.read() as connection:
        found = connection.execute(_FORGOTTEN).all()
    if found:
        app = putting_app(team.address)
        for id, case in found:
            with suppress(Exception), team.write() as connection:  # another worker was faster
                put(connection, id, case=case, app=app)
    return len(found)


def _end_with_server() -> None:
    """End when the server that started this worker is gone: then what it reads from ends."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True, name="end with server").start()


def main(address: str | None = None, **options: Any) -> int:
    """Run a worker of the team at an address, by default that of the variable ``STATEOFPLAY_TEAM``."""
    if os.environ.get(WITH_SERVER):
        _end_with_server()
        stand_back()
    with open_team(address or os.environ[ADDRESS]) as team, suppress(KeyboardInterrupt):
        sweep(team)
        asyncio.run(work(team, **options))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
