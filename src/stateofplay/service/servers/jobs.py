"""Reading pages and analysing large models beside the face that shows them: jobs in processes of their own, so no view waits.

One process reads, one analyses, and they do not wait for each other. Each is started for its first job and ends when nothing was
asked of it for a while, which gives its memory back. What was added is in the case page by page; where a process is stopped, by
whatever, nothing is lost but what was not yet read.
"""

from __future__ import annotations

import multiprocessing
import queue
import shutil
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from stateofplay.service.models.model_ahead import digest_of
from stateofplay.service.servers.job_process import JobNews, JobTask, work
from stateofplay.service.servers.job_records import BROKEN_OFF, MOST_REMEMBERED, Job, no_such_job

IDLE_SECONDS = 300.0
"""After which the process with the reader ends."""
READING, ANALYSING = "reading", "analysing"
STOPPED_READING = "The reader was stopped from outside. What was added before is kept; start again for the rest."
STOPPED_ANALYSING = "The analysis was stopped from outside. Start it again from the page of the model."


@dataclass(eq=False, kw_only=True)
class _Worker:
    process: BaseProcess
    tasks: Queue[JobTask | None]
    news: Queue[JobNews]
    stop: Event


@dataclass(eq=False, kw_only=True)
class _Lane:
    """Jobs that wait for each other, and the process that does them."""

    waiting: list[JobTask] = field(default_factory=list)
    thread: threading.Thread | None = None
    worker: _Worker | None = None


class Jobs:
    """The jobs of a desk, one after the other."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._folders: dict[str, Path] = {}
        self._lanes = {READING: _Lane(), ANALYSING: _Lane()}
        self._lock = threading.RLock()
        self._wake = threading.Condition(self._lock)
        self._cancelled: set[str] = set()
        self._number = 0
        self._closed = False

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
        """Begin a job.

        Parameters
        ----------
        case, location
            The id of the case, and where it is.
        sources
            Files and addresses, each with what the case should call it.
        published
            Day of publication, where the pages do not say it.
        watch
            Feeds to subscribe to; then everything that is watched is visited once.
        folder
            Uploaded files lie there; it is removed when the job is over.
        """
        with self._lock:
            job = self._new(Job(id="", case=case, title=title, state="waiting", total=len(sources)))
            if folder is not None:
                self._folders[job.id] = folder
            task = JobTask(
                id=job.id, location=location, sources=tuple(sources), published=published, watch=tuple(watch)
            )
            self._put(READING, task)
            return job

    def analyse(self, case: str, location: str, model: str, *, title: str) -> Job:
        """Begin to look ahead at a model, by its text; where that was begun before and not broken off, that job."""
        with self._lock:
            before = self.analysis(case, model)
            if before is not None and before.state not in BROKEN_OFF:
                return before
            job = self._new(Job(id="", case=case, title=title, state="waiting", model=digest_of(model)))
            self._put(
                ANALYSING, JobTask(id=job.id, location=location, sources=(), published=None, watch=(), model=model)
            )
            return job

    def analysis(self, case: str, model: str) -> Job | None:
        """The last job that looks ahead at a model."""
        digest = digest_of(model)
        with self._lock:
            return next((j for j in reversed(self._jobs.values()) if j.case == case and j.model == digest), None)

    def _new(self, job: Job) -> Job:
        self._number += 1
        job = replace(job, id=str(self._number))
        self._jobs[job.id] = job
        while len(self._jobs) > MOST_REMEMBERED and next(iter(self._jobs.values())).over:
            self._jobs.popitem(last=False)
        return job

    def _put(self, name: str, task: JobTask) -> None:
        lane = self._lanes[name]
        lane.waiting.append(task)
        if lane.thread is None:
            lane.thread = threading.Thread(target=self._run, args=(lane,), name=name, daemon=True)
            lane.thread.start()
        self._wake.notify_all()

    def job(self, id: str, case: str) -> Job:
        """A job of a case.

        Raises
        ------
        ExchangeError
            ``exchange.no_such_job``.
        """
        with self._lock:
            found = self._jobs.get(id)
        if found is None or found.case != case:
            raise no_such_job(id)
        return found

    def of_case(self, case: str) -> tuple[Job, ...]:
        """The jobs of a case, the latest first."""
        with self._lock:
            return tuple(job for job in reversed(self._jobs.values()) if job.case == case)

    def cancel(self, id: str, case: str) -> Job:
        """Stop a job after the page that is being read; what was added stays."""
        job = self.job(id, case)
        with self._lock:
            if not job.over:
                self._cancelled.add(id)
                lane = self._lanes[ANALYSING if job.model else READING]
                if lane.worker is not None and job.state == "running":
                    lane.worker.stop.set()
                for task in [t for t in lane.waiting if t.id == id]:
                    lane.waiting.remove(task)
                    self._end(id, "cancelled")
            return self._jobs[id]

    def close(self) -> None:
        """Stop everything; pages that were added stay."""
        with self._lock:
            self._closed = True
            self._wake.notify_all()
            workers = [lane.worker for lane in self._lanes.values() if lane.worker is not None]
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join(5)
        for folder in self._folders.values():
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, lane: _Lane) -> None:
        while True:
            with self._lock:
                while not lane.waiting and not self._closed:
                    if not self._wake.wait(IDLE_SECONDS):
                        self._let_go(lane)
                if self._closed:
                    return
                task = lane.waiting.pop(0)
            self._do(lane, task)

    def _let_go(self, lane: _Lane) -> None:
        if lane.worker is not None:
            lane.worker.tasks.put(None)
            lane.worker.process.join(5)
            lane.worker = None

    def _do(self, lane: _Lane, task: JobTask) -> None:
        worker = lane.worker
        if worker is None or not worker.process.is_alive():
            worker = lane.worker = _start()
        with self._lock:
            if task.id in self._cancelled:  # between its turn and its beginning
                self._end(task.id, "cancelled")
                return
            worker.stop.clear()
            self._set(replace(self._jobs[task.id], state="running"))
        worker.tasks.put(task)
        while not self._closed:
            try:
                news = worker.news.get(timeout=0.3)
            except queue.Empty:
                if worker.process.is_alive():
                    continue
                with self._lock:
                    lane.worker = None
                self._end(task.id, "failed", STOPPED_ANALYSING if task.model else STOPPED_READING)
                return
            if news.id != task.id:
                continue
            self._set(_told(self._jobs[task.id], news))
            if news.state != "running":
                self._end(task.id, news.state, news.problem)
                return

    def _set(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job

    def _end(self, id: str, state: str, problem: str = "") -> None:
        with self._lock:
            self._cancelled.discard(id)
            self._jobs[id] = replace(self._jobs[id], state=state, problem=problem, now="")
            folder = self._folders.pop(id, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _told(job: Job, news: JobNews) -> Job:
    return replace(
        job,
        done=job.done if news.done is None else news.done,
        total=job.total if news.total is None else news.total,
        now=job.now if news.now is None else news.now,
        steps=(*job.steps, news.step) if news.step is not None else job.steps,
    )


def _start() -> _Worker:
    # A fresh interpreter: a copy of this one would hold its threads' locks.
    context = multiprocessing.get_context("spawn")
    tasks: Queue[JobTask | None] = context.Queue()
    news: Queue[JobNews] = context.Queue()
    stop = context.Event()
    process = context.Process(target=work, args=(tasks, news, stop), daemon=True, name="reader")
    process.start()
    return _Worker(process=process, tasks=tasks, news=news, stop=stop)
