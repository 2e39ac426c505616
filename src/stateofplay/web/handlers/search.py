"""Search in one case, or in all that its caller may see."""

from __future__ import annotations

from stateofplay.errors import StateOfPlayError
from stateofplay.service.library import KeptCase
from stateofplay.service.views.search import FACETS, STEP, search_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def one(call: Call) -> OperationAnswer:
    """Search in a case."""
    return _search(call, [call.kept()])


def every(call: Call) -> OperationAnswer:
    """Search in all cases."""
    kept: list[KeptCase] = []
    if call.text("q"):
        for shelved in call.library.shelved():
            if call.identity.may(call.operation.permission, shelved.id):
                try:
                    kept.append(call.library.kept(shelved.id))
                except StateOfPlayError:
                    continue  # the list of cases says why it cannot be opened
    return _search(call, kept)


def _search(call: Call, kept: list[KeptCase]) -> OperationAnswer:
    chosen = {name: call.text(name) for name in FACETS}
    view = search_view(kept, call.text("q"), chosen=chosen, offset=call.number("offset"))
    path = f"/case/{call.case}/search" if "case" in call.path else "/search"
    context = {"chosen": {k: v for k, v in chosen.items() if v}, "step": STEP, "path": path, "one": len(kept) == 1}
    return OperationAnswer(view=view, template="search.html.j2", context=context)
