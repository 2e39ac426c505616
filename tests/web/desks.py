"""A desk with its pages on a port, and a window that is signed in there."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from stateofplay.record import open_case
from stateofplay.record.views import Filter, Row, rows
from stateofplay.service.library import Library
from stateofplay.service.servers.jobs import Jobs
from stateofplay.web.application import build_application
from stateofplay.web.identity import desk_identity
from stateofplay.web.security import Guard
from tests.browsing import Visit as Window

if TYPE_CHECKING:
    from playwright import sync_api

TOKEN = "a-token-of-the-browser-tests"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Desk:
    """A server with the cases of folders, of which ``talks`` of the first is asked for."""

    def __init__(self, *folders: Path, port: int = 0, before: Callable[[], None] = lambda: None) -> None:
        self.case = folders[0] / "talks.sop"
        listening = socket.create_server(("127.0.0.1", port))
        self.port: int = listening.getsockname()[1]
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        self.origin = f"http://{host}"
        guard = Guard(hosts=frozenset({host}), token=TOKEN, cookie="desk")
        application = build_application(
            Library([str(f) for f in folders]), desk_identity("ana"), guard, {"jobs": Jobs()}
        )
        self.server = uvicorn.Server(uvicorn.Config(application, log_level="error", access_log=False, lifespan="on"))

        def run() -> None:
            before()
            self.server.run(sockets=[listening])

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def told(self, kind: str = "positions") -> tuple[Row, ...]:
        with open_case(self.case) as case, case.read() as connection:
            return rows(connection, kind, Filter(rejected=True))


@contextmanager
def served(*folders: Path, port: int = 0, before: Callable[[], None] = lambda: None) -> Iterator[Desk]:
    """A server with the cases of folders, in whose thread something is done before it starts."""
    made = Desk(*folders, port=port, before=before)
    yield made
    made.close()


class Visit(Window):
    """A signed-in window on a desk."""

    def __init__(self, browser: sync_api.Browser, desk: Desk, **context: object) -> None:
        super().__init__(browser, f"{desk.origin}/?token={TOKEN}", viewport=context.pop("viewport", DESK), **context)
        self.desk = desk

    def go(self, path: str) -> sync_api.Page:
        self.page.goto(self.desk.origin + path)
        return self.page

    def is_quiet(self) -> bool:
        """Whether it asked nobody else for anything and complained of nothing; the policy tells its breaches as errors."""
        elsewhere = [r for r in self.requests if not r.startswith((self.desk.origin, "data:"))]
        assert not elsewhere, elsewhere
        assert not self.complaints, self.complaints
        return True
