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
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from stateofplay.errors import ExchangeError, StateOfPlayError
from stateofplay.exchange.brief.wording import count
from stateofplay.model.addresses import plain_address
from stateofplay.service.models.model_ahead import MODEL, digest_of, look_ahead_at

if TYPE_CHECKING:
    from stateofplay.record import Case
    from stateofplay.service.cases import AddedPage
    from stateofplay.service.visiting.watching import Watched

IDLE_SECONDS = 300.0
"""After which the process with the reader ends."""
MOST_REMEMBERED = 50
"""Jobs that can be looked at after they are done."""
LIST_OF_FEEDS = "the list of feeds"
PASSING = frozenset(("record.unreachable", "record.locked", "record.unusable", "record.full"))
"""What may be over in a moment: the database went away, or somebody writes."""
READING, ANALYSING = "reading", "analysing"
BROKEN_OFF = ("cancelled", "failed")
STOPPED_READING = "The reader was stopped from outside. What was added before is kept; start again for the rest."
STOPPED_ANALYSING = "The analysis was stopped from outside. Start it again from the page of the model."
WORDS = {
    "new": "page {number}: {claims}",
    "same": "the case has it already, page {of}",
    "copy": "page {number}, a copy of page {of}",
    "version": "page {number}, a newer version of page {of}; {lost} lost their sentence",
}


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
        return self.state in ("done", "cancelled", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    id: str
    location: str
    sources: tuple[tuple[str, str], ...]
    """(file or address, what the case calls it)."""
    published: str | None
    watch: tuple[str, ...]
    """Feeds to subscribe to before a round of watching; with none and no sources, the round alone."""
    model: str = ""
    """The text of a model to look ahead at, instead of all that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    id: str
    state: str = "running"
    done: int | None = None
    total: int | None = None
    now: str | None = None
    step: JobStep | None = None
    problem: str = ""


@dataclass(eq=False, kw_only=True)
class _Worker:
    process: BaseProcess
    tasks: Queue[_Task | None]
    news: Queue[_News]
    stop: Event


@dataclass(eq=False, kw_only=True)
class _Lane:
    """Jobs that wait for each other, and the process that does them."""

    waiting: list[_Task] = field(default_factory=list)
    thread: threading.Thread | None = None
    worker: _Worker | None = None


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
            task = _Task(id=job.id, location=location, sources=tuple(sources), published=published, watch=tuple(watch))
            self._put(READING, task)
            return job

    def analyse(self, case: str, location: str, model: str, *, title: str) -> Job:
        """Begin to look ahead at a model, by its text; where that was begun before and not broken off, that job."""
        with self._lock:
            before = self.analysis(case, model)
            if before is not None and before.state not in BROKEN_OFF:
                return before
            job = self._new(Job(id="", case=case, title=title, state="waiting", model=digest_of(model)))
            self._put(ANALYSING, _Task(id=job.id, location=location, sources=(), published=None, watch=(), model=model))
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

    def _put(self, name: str, task: _Task) -> None:
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
            raise ExchangeError(
                f"there is no job {id} here",
                slug="exchange.no_such_job",
                hint="What was added is among the pages of the case.",
            )
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

    def _do(self, lane: _Lane, task: _Task) -> None:
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


def _told(job: Job, news: _News) -> Job:
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
    tasks: Queue[_Task | None] = context.Queue()
    news: Queue[_News] = context.Queue()
    stop = context.Event()
    process = context.Process(target=work, args=(tasks, news, stop), daemon=True, name="reader")
    process.start()
    return _Worker(process=process, tasks=tasks, news=news, stop=stop)


def work(tasks: Queue[_Task | None], news: Queue[_News], stop: Event) -> None:
    """Do tasks until there is none: what the process with the reader runs."""
    import signal

    from stateofplay.service.servers.serving import end_with_server, stand_back

    stand_back()
    threading.Thread(target=end_with_server, daemon=True, name="end with server").start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's, which ends this process
    while (task := tasks.get()) is not None:
        try:
            do = _analyse if task.model else _add if task.sources else _watch
            state = do(task, news, stop)
            news.put(_News(id=task.id, state=state))
        except StateOfPlayError as error:
            news.put(_News(id=task.id, state="failed", problem=error.told))
        except Exception as error:
            news.put(
                _News(
                    id=task.id,
                    state="failed",
                    problem=f"A fault of ours: {type(error).__name__}. What was added is kept.",
                )
            )


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


def _add(task: _Task, news: Queue[_News], stop: Event) -> str:
    from stateofplay.record import open_case
    from stateofplay.service.cases import add_all

    with open_case(task.location) as case:
        for number, (source, label) in enumerate(task.sources):
            if stop.is_set():
                return "cancelled"
            news.put(_News(id=task.id, done=number, total=len(task.sources), now=label))
            for page in add_all(case, [source], published=task.published, label=label):
                news.put(_News(id=task.id, done=number + 1, step=step_of(label, page, source)))
    return "done"


def _analyse(task: _Task, news: Queue[_News], stop: Event) -> str:
    def told(what: str, done: int, total: int) -> bool:
        news.put(_News(id=task.id, done=done, total=total, now=what))
        return stop.is_set()

    words = look_ahead_at(task.model, told)
    if words is None:
        return "cancelled"
    news.put(_News(id=task.id, step=JobStep(source=MODEL, words=words)))
    return "done"


def _watch(task: _Task, news: Queue[_News], stop: Event) -> str:
    from stateofplay.record import open_case
    from stateofplay.service.visiting.watching import watch

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not stop.is_set():
            time.sleep(min(0.2, end - time.monotonic()) if end > time.monotonic() else 0)

    done = 0
    with open_case(task.location) as case:
        for feed in task.watch:
            for step in steps_of_feed(case, feed, label_of_feed(feed)):
                news.put(_News(id=task.id, step=step))
        for visited in watch(case, sleep=sleep):
            done += 1
            news.put(_News(id=task.id, done=done, total=done, step=step_of_visit(visited)))
            if stop.is_set():
                return "cancelled"
    return "done"
