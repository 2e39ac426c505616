"""``stateofplay mcp``: the record for assistants, over the Model Context Protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

from cyclopts import Parameter

from stateofplay.errors import ExchangeError, RecordError

HOST = "127.0.0.1"
PORT = 8660
PATH = "/mcp"


def mcp(
    place: Annotated[str | None, Parameter(help="A case, or a folder of cases; this folder by default.")] = None,
    *,
    http: Annotated[bool, Parameter(help="Serve over HTTP instead of stdin and stdout.", negative=())] = False,
    port: Annotated[int, Parameter(help="http: the port.")] = PORT,
    host: Annotated[str, Parameter(help="http: the address that it listens on.")] = HOST,
    name: Annotated[
        tuple[str, ...], Parameter(help="http: further names under which it is called, as behind a proxy.", negative=())
    ] = (),
    token_file: Annotated[Path | None, Parameter(help="http: a file with the token.")] = None,
    web: Annotated[
        str, Parameter(help="Address of the browser face, for the links in answers.")
    ] = "http://127.0.0.1:8650",
) -> int:
    """Let an assistant ask the record: where it stands, who wants what, what changed, and whether a sentence is in it.

    Read-only. Over stdin and stdout an assistant's program starts it by itself; over HTTP it takes a token, from --token-file or
    from STATEOFPLAY_MCP_TOKEN, or else prints a new one.

    Try:

        stateofplay mcp talks.sop

        stateofplay mcp cases/ --http --port 8660

        stateofplay mcp cases/ --http --token-file token.txt --name record.ministry.example
    """
    try:
        import mcp_types  # noqa: F401  # the SDK of the 2.x line
        from mcp.server.mcpserver import MCPServer  # noqa: F401

        from stateofplay.assistants.server import build_server
    except ModuleNotFoundError as error:
        raise ExchangeError(
            f"assistants need {error.name}, which is not installed",
            slug="exchange.missing",
            hint="Install it with: pip install 'stateofplay[mcp]'",
        ) from error
    import anyio

    from stateofplay.service.library import Library

    library = Library([_checked(place or ".")])
    server = build_server(library, web)
    try:
        if http:
            return _serve(server, host, port, name, token_file)
        anyio.run(server.run_stdio_async)
    finally:
        library.close()
    return 0


def _checked(place: str) -> str:
    from stateofplay.record.storage.locations import is_address

    if not is_address(place) and not Path(place).exists():
        raise RecordError(
            f"there is no case or folder at {place}",
            slug="record.missing",
            hint=f"Make a case with: stateofplay new {quote(str(place))}",
        )
    return place


def _serve(server: object, host: str, port: int, names: tuple[str, ...], token_file: Path | None) -> int:
    import socket

    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    from stateofplay.assistants.access import WithToken, token_of

    token, made = token_of(token_file)
    if not 0 <= port <= 65535:
        raise ExchangeError(f"there is no port {port}", slug="exchange.port", hint="Name another with --port.")
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ExchangeError(
            f"port {port} of {host} cannot be had: {error.strerror or error}",
            slug="exchange.port",
            hint="Name another with --port.",
        ) from error
    listening.listen(128)
    bound = listening.getsockname()[1]
    hosts = [f"{HOST}:{bound}", f"localhost:{bound}", f"{host}:{bound}", *names, *(f"{n}:*" for n in names)]
    origins = [f"http://{h}" for h in hosts] + [f"https://{n}" for n in names]
    security = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
    # Without sessions every request stands alone: nothing is kept for a client that does not come back.
    application = server.streamable_http_app(  # type: ignore[attr-defined]
        streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=security
    )
    sys.stdout.write(f"Serving http://{host}:{bound}{PATH}\n")
    if made:
        sys.stdout.write(
            f"Token {token}\nIt is new at every start; to keep one, use --token-file or STATEOFPLAY_MCP_TOKEN.\n"
        )
    sys.stdout.flush()
    config = uvicorn.Config(
        WithToken(application, token), log_level="warning", access_log=False, server_header=False, lifespan="on",
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
    return 0
