"""The queue of claims to judge."""

from __future__ import annotations

from stateofplay.errors import RecordError
from stateofplay.service.views.checking.evidence import SelectedClaim, evidence_of_claim
from stateofplay.service.views.checking.names import meetings_on, suggested_actors
from stateofplay.service.views.checking.review import STEP, review_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def _last(call: Call) -> SelectedClaim | None:
    """The claim that was judged last, as it is now; None where there is none (any more)."""
    claim = call.text("last", limit=80)
    if not claim:
        return None
    try:
        return evidence_of_claim(call.kept(), claim).selected
    except RecordError:
        return None


def queue(call: Call) -> OperationAnswer:
    """The queue, its first claim opened."""
    kept = call.kept()
    view = review_view(kept, claim=call.text("claim"), offset=call.number("offset"), kind=call.text("kind"))
    context = {
        "actors": suggested_actors(kept),
        "meetings": meetings_on(kept, view.opened.number) if view.opened else [],
        "done": call.text("done"),
        "last": _last(call),
        "step": STEP,
        "queue": "1",
    }
    return OperationAnswer(view=view, template="review.html.j2", context=context)
