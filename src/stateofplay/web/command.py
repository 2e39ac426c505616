"""``stateofplay serve``: the pages of a desk, for one person on this machine."""

from __future__ import annotations

import getpass
import secrets
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from cyclopts import Parameter

from stateofplay.errors import missing_library
from stateofplay.service.servers.serving import HOST, checked_place, listen, take_turns
from stateofplay.threads import hold_to_few_heaps

if TYPE_CHECKING:
    from stateofplay.service.library import Library


def serve(
    place: Annotated[str | None, Parameter(help="A case, or a folder of cases; this folder by default.")] = None,
    *,
    port: Annotated[int | None, Parameter(help="The port; a free one from 8650 on by default.")] = None,
    open: Annotated[bool, Parameter(help="Open the link in the browser.", negative=())] = False,
    author: Annotated[str | None, Parameter(help="Who judges; your login name by default.")] = None,
    team: Annotated[str | None, Parameter(help="Database of a team: postgresql://name@host/database.")] = None,
    public: Annotated[str | None, Parameter(help="team: where browsers find it, such as https://team.example.")] = None,
    workers: Annotated[int, Parameter(help="team: how many processes read pages.")] = 1,
) -> int:
    """Follow, check and correct cases in the browser; for you alone, on this machine, or with --team for several people.

    Prints a link that lets its holder in, and runs until it is stopped (Ctrl+C).

    Try:

        stateofplay serve talks.sop --open

        stateofplay serve folder-of-cases

        stateofplay serve --team postgresql://db.example/team --public https://team.example
    """
    if team is not None:
        from stateofplay.web.team_command import serve_team

        return serve_team(team, port=port, public=public, workers=workers)
    try:
        import uvicorn

        from stateofplay.web.application import build_application
    except ModuleNotFoundError as error:
        raise missing_library("the pages need", error, "web") from error
    from stateofplay.service.library import Library
    from stateofplay.service.servers.jobs import Jobs
    from stateofplay.web.identity import desk_identity
    from stateofplay.web.security import Guard

    hold_to_few_heaps()
    library = Library([checked_place(place or ".")])
    listening = listen(port)
    bound = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    names = frozenset({f"{HOST}:{bound}", f"localhost:{bound}"})
    guard = Guard(hosts=names, token=token, cookie=f"stateofplay_{bound}")
    application = build_application(library, desk_identity(author or _login()), guard, {"jobs": Jobs()})
    link = f"http://{HOST}:{bound}{first_page(library)}?token={token}"
    sys.stdout.write(f"Open {link}\nThe link is for you alone; Ctrl+C stops the server.\n")
    sys.stdout.flush()
    if open:
        webbrowser.open(link)
    config = uvicorn.Config(
        application, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="on",
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    take_turns()
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def first_page(library: Library) -> str:
    """Where a desk begins: at its case where it has one alone, else at the list."""
    cases = library.shelved()
    return f"/case/{quote(cases[0].id)}" if len(cases) == 1 and library.folder is None else "/"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
