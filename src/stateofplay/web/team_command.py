"""``stateofplay serve --team``: a server for several people, with a worker beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit

from stateofplay.errors import ExchangeError, missing_library
from stateofplay.service.servers.serving import HOST, listen, take_turns
from stateofplay.threads import hold_to_few_heaps

RESTART_SECONDS = 2.0
WORK = "from stateofplay.service.team.working import main; raise SystemExit(main())"
"""Imported, not run as a file of its own: of that the queue warns in the terminal of whoever serves."""


class Workers:
    """Processes that do the jobs of a team; one that ends is started again."""

    def __init__(self, address: str, number: int) -> None:
        self._address = address
        self._closing = threading.Event()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._threads = [threading.Thread(target=self._keep, args=(n,), daemon=True) for n in range(number)]
        for thread in self._threads:
            thread.start()

    def _keep(self, number: int) -> None:
        from stateofplay.service.team.working import ADDRESS, WITH_SERVER

        while not self._closing.is_set():
            # The worker reads from this process, so that it ends when this one does, however that ends.
            self._running[number] = subprocess.Popen(
                [sys.executable, "-c", WORK],
                stdin=subprocess.PIPE,
                env={**os.environ, ADDRESS: self._address, WITH_SERVER: "1"},
            )
            self._running[number].wait()
            self._closing.wait(RESTART_SECONDS)

    def close(self) -> None:
        """Ask them to end; a page that is being read is given up and read again later."""
        self._closing.set()
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(12)
            except subprocess.TimeoutExpired:
                process.kill()


def serve_team(address: str, *, port: int | None, public: str | None, workers: int) -> int:
    """Serve a team until it is stopped.

    Parameters
    ----------
    address
        The database.
    public
        Where browsers find the server, with https where a proxy before it speaks that; by default this machine alone.
    """
    try:
        import uvicorn

        from stateofplay.service.team.opening import open_team, tell_public_address
        from stateofplay.web.team import build_team_application
    except ModuleNotFoundError as error:
        raise missing_library("a team needs", error, "team") from error
    hold_to_few_heaps()
    team = open_team(address)
    listening = listen(port)
    bound = listening.getsockname()[1]
    names = {f"{HOST}:{bound}", f"localhost:{bound}"}
    where, secure = f"http://{HOST}:{bound}", False
    if public is not None:
        parts = urlsplit(public)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
            raise ExchangeError(
                f"{public!r} is no address of a server",
                slug="exchange.parameter",
                hint="Write it as https://team.example, without a path.",
            )
        where, secure = f"{parts.scheme}://{parts.netloc}", parts.scheme == "https"
        names = {parts.netloc}
    tell_public_address(team, where)
    application = build_team_application(team, hosts=frozenset(names), secure=secure)
    doing = Workers(address, workers)
    sys.stdout.write(f"Serving the team at {where}\nIt listens on {HOST}:{bound}; Ctrl+C stops it.\n")
    sys.stdout.flush()
    # Only where a proxy was told of is what it says of its clients believed; it is on this machine.
    config = uvicorn.Config(
        application, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="on",
        timeout_graceful_shutdown=3, proxy_headers=public is not None, forwarded_allow_ips=HOST,
    )  # fmt: skip
    try:
        take_turns()
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        doing.close()
    return 0
