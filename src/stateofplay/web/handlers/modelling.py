"""The model by hand, and what-ifs under a name."""

from __future__ import annotations

from urllib.parse import urlencode

from stateofplay.casework.whatif.editing import VERBS
from stateofplay.service.models.modelling import edit_hand_model, hand_model, is_large, keep_whatif
from stateofplay.service.servers.job_records import Job
from stateofplay.service.views.conflicts.conflict_model import draft_to_edit
from stateofplay.service.views.conflicts.modelling import compared_view, hand_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import MOST_OF_A_NAME, Call
from stateofplay.web.handlers.adding import jobs_of


def show(call: Call) -> OperationAnswer:
    """The model with its forms."""
    context = {"done": call.text("done"), "verbs": VERBS}
    return OperationAnswer(view=hand_view(call.kept(), jobs_of(call)), template="model.html.j2", context=context)


def edit(call: Call) -> OperationAnswer:
    """One step in the model."""
    told = edit_hand_model(
        call.library.case(call.case),
        draft_to_edit(call.kept()),
        call.text("verb"),
        subject=call.text("subject"),
        value=call.text("value", limit=200_000),
        seen=call.number("seen"),
        author=call.identity.name,
    )
    _begin(call)
    return OperationAnswer(redirect=f"/case/{call.case}/model?{urlencode({'done': told})}")


def analyse(call: Call) -> OperationAnswer:
    """Work a large model out."""
    job = _begin(call)
    return OperationAnswer(redirect=f"/case/{call.case}/{f'job/{job.id}' if job is not None else 'model'}")


def _begin(call: Call) -> Job | None:
    """Begin to work out the model by hand, where that takes long."""
    case = call.library.case(call.case)
    model = hand_model(case, draft_to_edit(call.kept()))
    if not is_large(model):
        return None
    return jobs_of(call).analyse(call.case, case.location, model.text, title="Working out the model by hand")


def keep(call: Call) -> OperationAnswer:
    """Keep a what-if under a name, or give it up."""
    keep_whatif(
        call.library.case(call.case),
        call.text("name", limit=MOST_OF_A_NAME),
        sets=call.texts("set"),
        prefers=call.texts("prefer"),
        answers=call.texts("answer"),
        drops=call.texts("drop"),
        author=call.identity.name,
    )
    return OperationAnswer(redirect=f"/case/{call.case}/compare")


def compare(call: Call) -> OperationAnswer:
    """What-ifs side by side."""
    return OperationAnswer(view=compared_view(call.kept(), call.texts("name")), template="compare.html.j2")
