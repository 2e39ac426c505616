"""The timeline."""

from __future__ import annotations

from stateofplay.service.views.talks.timeline import STEP, timeline_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def show(call: Call) -> OperationAnswer:
    """Everything that lies on a day."""
    view = timeline_view(
        call.kept(),
        lane=call.text("lane"),
        party=call.text("party"),
        since=call.text("since"),
        until=call.text("until"),
        offset=call.number("offset"),
        whole=call.format != "html",
    )
    return OperationAnswer(
        view=view,
        template="timeline.html.j2",
        context={"step": STEP, "since": call.text("since"), "until": call.text("until")},
    )
