"""The list of cases, and the home of each."""

from __future__ import annotations

import time
from urllib.parse import unquote

from stateofplay.service.library import LastLook
from stateofplay.service.views.shelf import shelf_view
from stateofplay.service.views.talks.process import process_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.identity import Permission
from stateofplay.web.looking import CHOSEN, LOOKED, looked_since, since_of


def show(call: Call) -> OperationAnswer:
    """The cases."""
    looked = [unquote(k.removeprefix(LOOKED)) for k in call.cookies if k.startswith(LOOKED)]
    since: dict[str, str | LastLook] = {
        case: look for case in looked if (look := looked_since(call.cookies, case, time.time()))
    }
    since |= {unquote(k.removeprefix(CHOSEN)): v for k, v in call.cookies.items() if k.startswith(CHOSEN)}
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
        kept,
        since=since_of(call, call.text("since")),
        offset=call.number("offset"),
        words=call.text("q"),
        looked=call.looked,
    )
    return OperationAnswer(view=view, template="process.html.j2", context={"words": call.text("q")})
