"""The pages of a case."""

from __future__ import annotations

from stateofplay.service.views.page_list import STEP, pages_view
from stateofplay.web.answers import Answer
from stateofplay.web.calls import Call


def pages(call: Call) -> Answer:
    """All pages, cut by pages of fifty."""
    view = pages_view(call.kept(), offset=call.number("offset"), words=call.text("q"))
    return Answer(view=view, template="sources.html.j2", context={"step": STEP})
