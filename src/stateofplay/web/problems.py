"""Errors as answers: a status, a sentence and the next step, as a page or as problem+json; never a trace."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from stateofplay.errors import StateOfPlayError
from stateofplay.web.pages import in_a_browser, render

STATUS: Mapping[str, int] = {
    "record.missing": 404,
    "record.no_such_claim": 404,
    "record.no_such_page": 404,
    "record.no_such_actor": 404,
    "record.no_such_issue": 404,
    "record.no_such_meeting": 404,
    "record.ambiguous_claim": 404,
    "exchange.no_such_job": 404,
    "record.judged_meanwhile": 409,
    "casework.edited_meanwhile": 409,
    "record.newer": 409,
    "record.exists": 409,
    "record.locked": 503,
    "record.unreachable": 503,
    "record.full": 507,
    "record.disk": 500,
    "record.unusable": 500,
    "record.unwritable": 403,
    "exchange.not_allowed": 403,
    "team.refused": 403,
    "team.too_many": 429,
    "team.link": 404,
    "team.no_such_account": 404,
    "team.no_such_session": 404,
    "team.no_such_token": 404,
    "team.no_such_case": 404,
    "team.taken": 409,
    "team.last_owner": 409,
    "team.last_administrator": 409,
}
"""Slug -> status of HTTP; what is not here is something that the caller can put right (400)."""
CHANGED_AT = {
    "record.judged_meanwhile": "/case/{case}/claim/{claim}",
    "casework.edited_meanwhile": "/case/{case}/model",
}
"""Slug -> where that what somebody else changed meanwhile is shown as it is now."""
TITLES = {
    400: "That could not be done",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not here",
    405: "Not that way",
    409: "Something else came first",
    413: "Too large",
    421: "Not this server",
    429: "Too often",
    500: "A fault of ours",
    503: "Busy",
    507: "The disk is full",
}


def status_of(error: StateOfPlayError) -> int:
    """The status that tells an error over HTTP."""
    return STATUS.get(error.slug, 400)


AWAY = (
    "record.unreachable",
    "the database behind these pages does not answer",
    "Wait a moment and try again. Where you were sending something, go back: what you wrote stands in its form still.",
)
"""Slug, sentence and next step: those of the shell would tell whoever asks where the database is."""


_PLACE = re.compile(r"postgresql\S*://\S+")
"""Where a database is, in words that are meant for the shell."""
_AGAIN = {"record.full": "Make room, go back and send it again: what you wrote stands in its form still."}
"""Slug -> the next step in a browser, where that of the shell is another command."""


def told_of(error: StateOfPlayError) -> tuple[int, str, str, str]:
    """Status, slug, sentence and next step that tell an error to whoever asks a page."""
    if error.slug in (AWAY[0], "record.missing") and "postgresql:" in error.sentence:
        return (503, *AWAY)
    sentence, hint = (_PLACE.sub("the case", words) for words in (error.sentence, error.hint))
    return status_of(error), error.slug, sentence, _AGAIN.get(error.slug, in_a_browser(hint))


def problem(
    status: int,
    slug: str,
    sentence: str,
    hint: str,
    *,
    format: str = "html",
    around: Mapping[str, object] | None = None,
    head: Mapping[str, str] | None = None,
) -> Response:
    """An error as an answer: a page for people, problem+json (RFC 9457) for programs."""
    if format != "html":
        body = msgspec.json.encode(
            {"type": f"about:blank#{slug}", "title": TITLES.get(status, "Error"), "status": status, "detail": sentence,
             "slug": slug, "hint": hint}
        )  # fmt: skip
        return Response(body, status_code=status, media_type="application/problem+json", headers=dict(head or {}))
    context = {
        **(around or {"case": None, "case_title": "", "navigation": (), "operation": None, "identity": None}),
        "title": TITLES.get(status, "Error"),
        "sentence": sentence,
        "hint": hint,
        "slug": slug,
    }
    page = render("error.html.j2", context)
    return Response(
        page.encode("utf-8", "replace"), status, {"content-type": "text/html; charset=utf-8", **(head or {})}
    )
