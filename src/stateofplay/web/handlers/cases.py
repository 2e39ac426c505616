"""The list of cases, and the home of each."""

from __future__ import annotations

import time
from urllib.parse import quote, unquote

from stateofplay.service.views.shelf import shelf_view
from stateofplay.service.views.talks.process import process_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.identity import Permission
from stateofplay.web.looking import LOOKED, looked_since

SINCE_COOKIE = "since_"
"""With the id of a case: the day that its changes are counted from, as its reader set it."""


def show(call: Call) -> OperationAnswer:
    """The cases."""
    looked = [unquote(k.removeprefix(LOOKED)) for k in call.cookies if k.startswith(LOOKED)]
    since = {case: day for case in looked if (day := looked_since(call.cookies, case, time.time()))}
    since |= {unquote(k.removeprefix(SINCE_COOKIE)): v for k, v in call.cookies.items() if k.startswith(SINCE_COOKIE)}
    may_add = call.identity.may(Permission.ADMINISTER) and ("team" in call.services or call.library.folder is not None)
    view = shelf_view(
        call.library, since, may_add=may_add, shows=lambda id: call.identity.may(call.operation.permission, id)
    )
    return OperationAnswer(
        view=view,
        template="cases.html.j2",
        context={"in_folder": "team" not in call.services, "done": call.text("done")},
    )


def process(call: Call) -> OperationAnswer:
    """The state of play of a case."""
    kept = call.kept()
    view = process_view(
        kept, since=since_of(call), offset=call.number("offset"), words=call.text("q"), looked=call.looked
    )
    return OperationAnswer(view=view, template="process.html.j2", context={"words": call.text("q")})


def since_of(call: Call) -> str:
    """The day that changes are counted from: asked for, set by the reader, or that of their last look; empty by default."""
    chosen = call.text("since") or call.cookies.get(since_cookie(call.case), "")
    return chosen or looked_since(call.cookies, call.case, time.time())


def since_cookie(case: str) -> str:
    """The name of the cookie of a case, which may be called in any script."""
    return SINCE_COOKIE + quote(case, safe="")
