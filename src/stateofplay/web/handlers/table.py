"""Rows and columns of the position table, and what changed."""

from __future__ import annotations

from urllib.parse import quote

from stateofplay.service.views.talks.changes import changes_view
from stateofplay.service.views.talks.columns import MOST_VOICES, issue_view, name_now, party_view
from stateofplay.service.views.talks.meeting import meeting_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.handlers.cases import since_cookie, since_of

A_YEAR = 365 * 24 * 3600


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
        call.kept(), call.path["party"], since=since_of(call), offset=call.number("offset"), whole=call.format != "html"
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
        view=changes_view(call.kept(), since=since_of(call), whole=call.format != "html", looked=call.looked),
        template="changes.html.j2",
    )


def seen(call: Call) -> OperationAnswer:
    """Count changes from today's newest page on."""
    day = call.text("since") or call.kept().last_day
    changes_view(call.kept(), since=day)  # refuses what is no day
    return OperationAnswer(redirect=f"/case/{call.case}", cookies=((since_cookie(call.case), day, A_YEAR),))
