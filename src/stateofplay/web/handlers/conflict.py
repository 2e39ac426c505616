"""The conflict of a case, what-ifs, and what would have to change."""

from __future__ import annotations

from stateofplay.service.views.conflicts.conflict import FIGURES, conflict_view, figure_of, reach_view, whatif_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.security import FIGURE_POLICY


def show(call: Call) -> OperationAnswer:
    """The conflict."""
    return OperationAnswer(view=conflict_view(call.kept()), template="conflict.html.j2", context={"figures": FIGURES})


def whatif(call: Call) -> OperationAnswer:
    """The model beside itself, changed."""
    view = whatif_view(
        call.kept(),
        sets=call.texts("set"),
        prefers=call.texts("prefer"),
        drops=call.texts("drop"),
        name=call.text("name"),
    )
    return OperationAnswer(view=view, template="asked.html.j2", context={"form": "whatif", "name": call.text("name")})


def reach(call: Call) -> OperationAnswer:
    """What would have to change for an outcome to hold."""
    view = reach_view(
        call.kept(),
        call.text("outcome"),
        sets=call.texts("set"),
        prefers=call.texts("prefer"),
        drops=call.texts("drop"),
    )
    return OperationAnswer(view=view, template="asked.html.j2", context={"form": "reach", "name": ""})


def figure(call: Call) -> OperationAnswer:
    """A figure of the conflict."""
    body = figure_of(call.kept(), call.path["figure"]).encode()
    return OperationAnswer(body=body, media="image/svg+xml", headers=(("content-security-policy", FIGURE_POLICY),))
