"""The list of cases, and the home of each."""

from __future__ import annotations

from urllib.parse import quote, unquote

from stateofplay.service.views.process import process_view
from stateofplay.service.views.shelf import shelf_view
from stateofplay.web.answers import Answer
from stateofplay.web.calls import Call
from stateofplay.web.identity import Permission

SINCE_COOKIE = "since_"
"""With the id of a case: the day that its changes are counted from, as its reader set it."""


def show(call: Call) -> Answer:
    """The cases."""
    since = {unquote(k.removeprefix(SINCE_COOKIE)): v for k, v in call.cookies.items() if k.startswith(SINCE_COOKIE)}
    may_add = call.identity.may(Permission.ADMINISTER) and ("team" in call.services or call.library.folder is not None)
    view = shelf_view(
        call.library, since, may_add=may_add, shows=lambda id: call.identity.may(call.operation.permission, id)
    )
    return Answer(view=view, template="cases.html.j2", context={"in_folder": "team" not in call.services})


def process(call: Call) -> Answer:
    """The state of play of a case."""
    kept = call.kept()
    view = process_view(kept, since=since_of(call), offset=call.number("offset"), words=call.text("q"))
    return Answer(view=view, template="process.html.j2", context={"words": call.text("q")})


def since_of(call: Call) -> str:
    """The day that changes are counted from: asked for, or as the reader set it; empty for the default."""
    return call.text("since") or call.cookies.get(since_cookie(call.case), "")


def since_cookie(case: str) -> str:
    """The name of the cookie of a case, which may be called in any script."""
    return SINCE_COOKIE + quote(case, safe="")
