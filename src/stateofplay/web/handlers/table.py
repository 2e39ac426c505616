"""Rows and columns of the position table, and what changed."""

from __future__ import annotations

import time
from urllib.parse import quote

from stateofplay.service.views.talks.changes import changes_view
from stateofplay.service.views.talks.columns import MOST_VOICES, issue_view, name_now, party_view
from stateofplay.service.views.talks.meeting import meeting_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.looking import SECONDS, chosen_cookie, cookie_of, seen_now, since_of


def issue(call: Call) -> OperationAnswer:
    """One issue."""
    name = call.text("name")
    if call.format == "html" and (now := name_now(call.kept(), name)) != name:
        return OperationAnswer(redirect=f"/case/{call.case}/issue?name={quote(now, safe='')}")
    view = issue_view(call.kept(), name, offset=call.number("offset"), whole=call.format != "html")
    return OperationAnswer(view=view, template="issue.html.j2", context={"step": MOST_VOICES})


def party(call: Call) -> OperationAnswer:
    """One party."""
    view = party_view(
        call.kept(),
        call.path["party"],
        since=since_of(call, call.text("since")),
        offset=call.number("offset"),
        whole=call.format != "html",
    )
    if call.format == "html" and view.title != call.path["party"]:
        return OperationAnswer(
            redirect=f"/case/{call.case}/party/{quote(view.title, safe='')}"
        )  # joined with another meanwhile
    return OperationAnswer(view=view, template="party.html.j2", context={"step": MOST_VOICES})


def meeting(call: Call) -> OperationAnswer:
    """One meeting."""
    view = meeting_view(call.kept(), call.text("name"), whole=call.format != "html")
    return OperationAnswer(view=view, template="meeting.html.j2")


def changes(call: Call) -> OperationAnswer:
    """What changed since a day."""
    return OperationAnswer(
        view=changes_view(
            call.kept(), since=since_of(call, call.text("since")), whole=call.format != "html", looked=call.looked
        ),
        template="changes.html.j2",
    )


def seen(call: Call) -> OperationAnswer:
    """Count changes from now on, or from a day."""
    day = call.text("since")
    cookies: tuple[tuple[str, str, int], ...]
    if day:
        changes_view(call.kept(), since=day)  # refuses what is no day
        cookies = ((chosen_cookie(call.case), day, SECONDS),)
    else:
        look = seen_now(call.kept().last_page, time.time())
        cookies = ((chosen_cookie(call.case), "", 0), (cookie_of(call.case), look, SECONDS))
    return OperationAnswer(redirect=f"/case/{call.case}", cookies=cookies)
