"""What every server takes before it serves: a place that is there, and a socket to listen on."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from shlex import quote

from stateofplay.errors import ExchangeError, RecordError

HOST = "127.0.0.1"
PORTS = range(8650, 8670)
"""Tried in turn where none is asked for."""
TURN = 0.002
"""Seconds after which a thread that computes lets another have the interpreter: five times as often as by itself, so that what
is sent at once does not wait for what is being worked out."""

NICE = 10
"""How far a process that reads stands back behind the one that people wait for."""


def take_turns() -> None:
    """Let the threads of this process take turns more often."""
    sys.setswitchinterval(TURN)


def stand_back() -> None:
    """Let those who wait for a view go first: for a process that reads or analyses beside the one that answers."""
    if hasattr(os, "nice"):
        os.nice(NICE)


def end_with_server() -> None:
    """End when the server is gone, however that ended: nobody would ever give this process another task, or ask it to stop."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    server = parent_process()
    if server is not None:
        wait([server.sentinel])
        os._exit(1)


def checked_place(place: str) -> str:
    """A place that is there; refused at once, rather than by an empty page.

    Raises
    ------
    RecordError
        ``record.missing``.
    """
    from stateofplay.record.storage.locations import is_address

    if not is_address(place) and not Path(place).exists():
        raise RecordError(
            f"there is no case or folder at {place}",
            slug="record.missing",
            hint=f"Make a case with: stateofplay new {quote(place)}",
        )
    return place


def listen(port: int | None, host: str = HOST) -> socket.socket:
    """A socket, by default of this machine alone, taken before its address is printed.

    Raises
    ------
    ExchangeError
        ``exchange.port``.
    """
    if port is not None and not 0 <= port <= 65_535:
        raise ExchangeError(f"there is no port {port}", slug="exchange.port", hint="Name another with --port.")
    problem: OSError | None = None
    for candidate in (port,) if port is not None else PORTS:
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, candidate))
        except OSError as error:
            taken.close()
            problem = error
            continue
        taken.listen(128)
        return taken
    which = f"port {port}" if port is not None else f"a port from {PORTS.start} to {PORTS.stop - 1}"
    raise ExchangeError(
        f"{which} of {host} cannot be had: {problem.strerror or problem if problem else 'none is free'}",
        slug="exchange.port",
        hint="Name another with --port.",
    )
