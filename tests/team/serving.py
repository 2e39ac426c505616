"""A server of a team in a process of its own, as `stateofplay serve --team` starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.thoroughness import PATIENCE

RUN = "import sys; from stateofplay.cli import main; sys.argv[0] = 'stateofplay'; main()"


class Server:
    """The process, and the browsers that ask it."""

    def __init__(self, address: str, log: Path, *, port: int = 0, workers: int = 0) -> None:
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--team", address, "--port", str(port), "--workers", str(workers)],
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        assert line.startswith("Serving the team at http"), (line, log.read_text())
        self.origin = line.split()[-1]
        self.port = int(self.origin.rsplit(":", 1)[1])

    def browser(self, token: str) -> httpx.Client:
        """A browser in which somebody is signed in."""
        return httpx.Client(
            base_url=self.origin,
            cookies={"stateofplay_team": token},
            headers={"origin": self.origin, "sec-fetch-site": "same-origin"},
            timeout=PATIENCE,
        )

    def kill(self) -> None:
        """As the power going."""
        self.process.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Let go of it."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()


@contextmanager
def serving(address: str, log: Path, **options: int) -> Iterator[Server]:
    """A server that ends with the block."""
    made = Server(address, log, **options)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.close()
