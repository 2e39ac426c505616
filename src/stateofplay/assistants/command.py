"""``stateofplay mcp``: the record for assistants, over the Model Context Protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from stateofplay.errors import missing_library
from stateofplay.service.servers.serving import HOST, checked_place, listen

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
        raise missing_library("assistants need", error, "mcp") from error
    import anyio

    from stateofplay.service.library import Library

    library = Library([checked_place(place or ".")])
    server = build_server(library, web)
    try:
        if http:
            return _serve(server, host, port, name, token_file)
        anyio.run(server.run_stdio_async)
    finally:
        library.close()
    return 0


def _serve(server: object, host: str, port: int, names: tuple[str, ...], token_file: Path | None) -> int:
    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    from stateofplay.assistants.access import WithToken, token_of

    token, made = token_of(token_file)
    listening = listen(port, host)
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
