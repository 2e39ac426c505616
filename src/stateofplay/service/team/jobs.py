"""Jobs of a team: kept in the database with all that they need, done by workers, seen by everybody who may see the case."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, select, update

from stateofplay.service.models.model_ahead import digest_of
from stateofplay.service.servers.job_records import BROKEN_OFF, MOST_REMEMBERED, OVER, Job, JobStep, no_such_job
from stateofplay.service.team.opening import Team
from stateofplay.service.team.queue import put, putting_app
from stateofplay.service.team.tables import JOB, SHELF, STEP, UPLOAD


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is to do, as it is kept."""

    sources: tuple[tuple[str, str], ...] = ()
    """(address, or empty for the upload of this number; what the case calls it)."""
    published: str | None = None
    model: str = ""
    """The text of a model to look ahead at, instead of all that."""
    digest: str = ""
    watch: tuple[str, ...] = ()
    """Feeds to subscribe to, empty for the upload of this number; then everything that is watched is visited once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file that waits to be read."""

    number: int
    name: str
    data: bytes


class TeamJobs:
    """The jobs of a team."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._app = putting_app(team.address)

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
        """Begin a job; its files are kept with it, and `folder` is removed."""
        files = [
            (n, s) for n, s in enumerate([name for name, _ in sources] or watch) if folder and s.startswith(str(folder))
        ]
        uploads = [WaitingFile(number=n, name=Path(s).name, data=Path(s).read_bytes()) for n, s in files]
        kept = {upload.number for upload in uploads}
        task = Task(
            sources=tuple(("" if n in kept else source, label) for n, (source, label) in enumerate(sources)),
            published=published,
            watch=tuple("" if not sources and n in kept else feed for n, feed in enumerate(watch)),
        )
        with self._team.write() as connection:
            id = put_job(connection, self._app, case, title, task, uploads)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return self.job(str(id), case)

    def analyse(self, case: str, location: str, model: str, *, title: str) -> Job:
        """Begin to look ahead at a model, by its text; where that was begun before and not broken off, that job."""
        with self._team.write() as connection:
            # One after the other: two who ask at once get the same job.
            connection.execute(select(SHELF.c.id).where(SHELF.c.id == case).with_for_update())
            before = self._analysis(connection, case, model)
            if before is not None and before.state not in BROKEN_OFF:
                return before
            task = Task(model=model, digest=digest_of(model))
            id = put_job(connection, self._app, case, title, task)
        return self.job(str(id), case)

    def analysis(self, case: str, model: str) -> Job | None:
        """The last job that looks ahead at a model."""
        with self._team.read() as connection:
            return self._analysis(connection, case, model)

    def _analysis(self, connection: Connection, case: str, model: str) -> Job | None:
        of_model = JOB.c.task.contains(f'"digest":"{digest_of(model)}"', autoescape=True)
        query = select(JOB).where(JOB.c.case_id == case, of_model).order_by(JOB.c.id.desc()).limit(1)
        row = connection.execute(query).first()
        return _told(row, connection) if row is not None else None

    def job(self, id: str, case: str) -> Job:
        """A job of a case.

        Raises
        ------
        ExchangeError
            ``exchange.no_such_job``.
        """
        if id.isascii() and id.isdigit() and len(id) < 10:
            with self._team.read() as connection:
                row = connection.execute(select(JOB).where(JOB.c.id == int(id), JOB.c.case_id == case)).first()
                if row is not None:
                    return _told(row, connection)
        raise no_such_job(id)

    def of_case(self, case: str) -> tuple[Job, ...]:
        """The jobs of a case, the latest first."""
        query = select(JOB).where(JOB.c.case_id == case).order_by(JOB.c.id.desc()).limit(MOST_REMEMBERED)
        with self._team.read() as connection:
            return tuple(_told(row) for row in connection.execute(query).all())

    def cancel(self, id: str, case: str) -> Job:
        """Stop a job after the page that is being read; what was added stays."""
        job = self.job(id, case)
        with self._team.write() as connection:
            waiting = and_(JOB.c.id == int(job.id), JOB.c.state == "waiting")
            connection.execute(update(JOB).where(waiting).values(state="cancelled"))
            connection.execute(update(JOB).where(JOB.c.id == int(job.id)).values(stopping=True))
        return self.job(id, case)


def put_job(
    connection: Connection, app: Any, case: str, title: str, task: Task, uploads: Sequence[WaitingFile] = ()
) -> int:
    """Keep a job and put it into the queue, in one transaction: there is never one without the other."""
    made = {"case_id": case, "title": title, "task": msgspec.json.encode(task).decode(), "total": len(task.sources)}
    id: int = connection.execute(JOB.insert().returning(JOB.c.id), made).scalar_one()
    if uploads:
        rows = [{"job_id": id, "number": u.number, "name": u.name, "data": u.data} for u in uploads]
        connection.execute(UPLOAD.insert(), rows)
    put(connection, id, case=f"{case} model" if task.model else case, app=app)
    return id


def has_job(connection: Connection, case: str) -> bool:
    """Whether a case has a job that is not over."""
    alive = select(JOB.c.id).where(JOB.c.case_id == case, JOB.c.state.not_in(OVER))
    return connection.execute(alive.limit(1)).first() is not None


def _told(row: Any, connection: Connection | None = None) -> Job:
    steps: tuple[JobStep, ...] = ()
    if connection is not None:
        query = select(STEP).where(STEP.c.job_id == row.id).order_by(STEP.c.number, STEP.c.part)
        steps = tuple(
            JobStep(source=s.source, words=s.words, page=s.page, problem=s.problem, hint=s.hint)
            for s in connection.execute(query)
        )
    return Job(
        id=str(row.id),
        case=row.case_id,
        title=row.title,
        state=row.state,
        done=row.done,
        total=row.total,
        now=row.now if row.state == "running" else "",
        steps=steps,
        problem=row.problem,
        model=msgspec.json.decode(row.task, type=Task).digest,
    )
