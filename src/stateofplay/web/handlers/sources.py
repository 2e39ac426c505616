"""The pages of a case."""

from __future__ import annotations

from stateofplay.service.views.page_list import STEP, pages_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def pages(call: Call) -> OperationAnswer:
    """All pages, cut by pages of fifty."""
    view = pages_view(call.kept(), offset=call.number("offset"), words=call.text("q"))
    return OperationAnswer(view=view, template="sources.html.j2", context={"step": STEP})
