"""Formats, citations and feeds."""

from __future__ import annotations

import re
from urllib.parse import unquote

from stateofplay.casework.questions.records import QUESTIONS
from stateofplay.errors import ExchangeError
from stateofplay.record.views import Filter
from stateofplay.service.views.conflicts.question_feed import question_feed
from stateofplay.service.views.exports import changes_feed, citation_view, exported, exports_view
from stateofplay.service.views.talks.process import week_before
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def show(call: Call) -> OperationAnswer:
    """The formats."""
    return OperationAnswer(
        view=exports_view(call.kept()),
        template="exports.html.j2",
        context={"feed_key": call.feed_key(), "questions": QUESTIONS},
    )


def take(call: Call) -> OperationAnswer:
    """The case in a format."""
    wanted = Filter(
        party=call.text("party") or None,
        issue=call.text("issue") or None,
        since=call.text("since") or None,
        until=call.text("until") or None,
        source=call.text("source") or None,
        rejected=call.text("rejected") == "1",
    )
    body, media, suffix = exported(call.kept(), call.path["take"], wanted, origin=call.origin)
    return OperationAnswer(body=body, media=media, filename=f"{_ascii(call.case)}{suffix}")


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() else "_" for c in name) or "case"


def cite(call: Call) -> OperationAnswer:
    """The citation of a view."""
    of = call.text("of") or f"/case/{call.case}"
    if not re.match(rf"/case/{re.escape(call.case)}(?![^/?.])", unquote(of)):
        raise ExchangeError(
            f"{of[:80]!r} is no view of this case",
            slug="exchange.parameter",
            hint="The foot of every page has a link that cites it.",
        )
    return OperationAnswer(view=citation_view(call.kept(), of), template="cite.html.j2")


def atom(call: Call) -> OperationAnswer:
    """What changed, as a feed."""
    kept = call.kept()
    since = call.text("since") or week_before(kept.last_day)
    own = f"{call.origin}{call.address}"
    if question := call.text("question"):
        body = question_feed(kept, question, call.origin, own)
    else:
        body = changes_feed(kept, since, call.origin, own)
    return OperationAnswer(body=body, media="application/atom+xml; charset=utf-8")


def calendar(call: Call) -> OperationAnswer:
    """The talks and the deadlines, as a calendar."""
    body, media, _ = exported(call.kept(), "ics", Filter(), origin=call.origin)
    return OperationAnswer(body=body, media=media)
