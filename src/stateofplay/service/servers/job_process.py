"""What the process beside a desk does: it reads pages, visits what is watched, looks ahead at models, and tells how far it is."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event

from stateofplay.errors import StateOfPlayError
from stateofplay.service.models.model_ahead import MODEL, look_ahead_at
from stateofplay.service.servers.job_records import JobStep
from stateofplay.service.servers.job_steps import label_of_feed, step_of, step_of_visit, steps_of_feed


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask:
    """What a process is asked to do."""

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
class JobNews:
    """How far it has come with it."""

    id: str
    state: str = "running"
    done: int | None = None
    total: int | None = None
    now: str | None = None
    step: JobStep | None = None
    problem: str = ""


def work(tasks: Queue[JobTask | None], news: Queue[JobNews], stop: Event) -> None:
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
            news.put(JobNews(id=task.id, state=state))
        except StateOfPlayError as error:
            news.put(JobNews(id=task.id, state="failed", problem=error.told))
        except Exception as error:
            news.put(
                JobNews(
                    id=task.id,
                    state="failed",
                    problem=f"A fault of ours: {type(error).__name__}. What was added is kept.",
                )
            )


def _add(task: JobTask, news: Queue[JobNews], stop: Event) -> str:
    from stateofplay.record import open_case
    from stateofplay.service.cases import add_all

    with open_case(task.location) as case:
        for number, (source, label) in enumerate(task.sources):
            if stop.is_set():
                return "cancelled"
            news.put(JobNews(id=task.id, done=number, total=len(task.sources), now=label))
            for page in add_all(case, [source], published=task.published, label=label):
                news.put(JobNews(id=task.id, done=number + 1, step=step_of(label, page, source)))
    return "done"


def _analyse(task: JobTask, news: Queue[JobNews], stop: Event) -> str:
    def told(what: str, done: int, total: int) -> bool:
        news.put(JobNews(id=task.id, done=done, total=total, now=what))
        return stop.is_set()

    words = look_ahead_at(task.model, told)
    if words is None:
        return "cancelled"
    news.put(JobNews(id=task.id, step=JobStep(source=MODEL, words=words)))
    return "done"


def _watch(task: JobTask, news: Queue[JobNews], stop: Event) -> str:
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
                news.put(JobNews(id=task.id, step=step))
        for visited in watch(case, sleep=sleep):
            done += 1
            news.put(JobNews(id=task.id, done=done, total=done, step=step_of_visit(visited)))
            if stop.is_set():
                return "cancelled"
    return "done"
