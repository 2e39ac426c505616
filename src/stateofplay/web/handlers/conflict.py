"""The conflict of a case, what-ifs, and what would have to change."""

from __future__ import annotations

from urllib.parse import urlencode

from stateofplay.exchange.names import FIGURES
from stateofplay.service.views.conflicts.asked import reach_view, whatif_view
from stateofplay.service.views.conflicts.conflict import conflict_view, figure_of
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call
from stateofplay.web.security import FIGURE_POLICY


def show(call: Call) -> OperationAnswer:
    """The conflict."""
    return OperationAnswer(view=conflict_view(call.kept()), template="conflict.html.j2", context={"figures": FIGURES})


_CHANGES = ("set", "prefer", "answer", "drop")


def whatif(call: Call) -> OperationAnswer:
    """The model beside itself, changed."""
    if call.format == "html" and any(not v.strip() for name in (*_CHANGES, "name") for v in call.given.get(name, ())):
        # What a form left empty does not stay in the address, which is the variant.
        given = {name: call.texts(name) for name in (*_CHANGES, "name")}
        return OperationAnswer(redirect=f"/case/{call.case}/whatif?{urlencode(given, doseq=True)}".rstrip("?"))
    view = whatif_view(
        call.kept(),
        sets=call.texts("set"),
        prefers=call.texts("prefer"),
        answers=call.texts("answer"),
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
        answers=call.texts("answer"),
        drops=call.texts("drop"),
    )
    return OperationAnswer(view=view, template="asked.html.j2", context={"form": "reach", "name": ""})


def figure(call: Call) -> OperationAnswer:
    """A figure of the conflict."""
    body = figure_of(call.kept(), call.path["figure"]).encode()
    return OperationAnswer(body=body, media="image/svg+xml", headers=(("content-security-policy", FIGURE_POLICY),))
