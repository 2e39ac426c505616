"""The socket that a server listens on."""

from __future__ import annotations

import os
import socket

from stateofplay.errors import ExchangeError

HOST = "127.0.0.1"
PORTS = range(8650, 8670)
"""Tried in turn where none is asked for."""


def listen(port: int | None) -> socket.socket:
    """A socket of this machine alone, taken before the link is printed."""
    problem: OSError | None = None
    for candidate in (port,) if port is not None else PORTS:
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, candidate))
        except (OSError, OverflowError) as error:
            taken.close()
            problem = error if isinstance(error, OSError) else OSError(str(error))
            continue
        taken.listen(128)
        return taken
    which = f"port {port}" if port is not None else f"a port from {PORTS.start} to {PORTS.stop - 1}"
    raise ExchangeError(
        f"{which} cannot be had: {problem.strerror or problem if problem else 'none is free'}",
        slug="exchange.port",
        hint="Name another with --port.",
    )
