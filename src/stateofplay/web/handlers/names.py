"""Actors and issues: what is one, what is not, and what people said of it."""

from __future__ import annotations

from stateofplay.errors import RecordError
from stateofplay.record.actors.identity import IdentityVerdict
from stateofplay.record.issues import IssueEdit
from stateofplay.service.judgements.naming import edit_issue, say_of_names
from stateofplay.service.views.checking.names import STEP, actors_view, issues_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import MOST_OF_A_NAME, MOST_TEXT, Call


def actors(call: Call) -> OperationAnswer:
    """The actors."""
    view = actors_view(call.kept(), offset=call.number("offset"), words=call.text("q"))
    return OperationAnswer(view=view, template="actors.html.j2", context={"step": STEP, "done": call.text("done")})


def say(call: Call) -> OperationAnswer:
    """Say whether two names are one actor."""
    verdict = call.text("verdict")
    if verdict not in [*IdentityVerdict]:
        raise RecordError(
            f"{verdict!r} says nothing of two names",
            slug="record.verdict",
            hint=f"It is one of {', '.join(IdentityVerdict)}.",
        )
    left, right = call.text("left"), call.text("right")
    say_of_names(
        call.library.case(call.case),
        left,
        right,
        IdentityVerdict(verdict),
        author=call.identity.name,
        note=call.text("note"),
    )
    return OperationAnswer(redirect=f"/case/{call.case}/actors?done={verdict}")


def issues(call: Call) -> OperationAnswer:
    """The issues."""
    view = issues_view(call.kept(), offset=call.number("offset"), words=call.text("q"))
    return OperationAnswer(view=view, template="issues.html.j2", context={"step": STEP, "done": call.text("done")})


def edit(call: Call) -> OperationAnswer:
    """Rename, merge or split an issue, or take one's last edit back."""
    verb = call.text("edit")
    if verb not in [*IssueEdit]:
        raise RecordError(
            f"{verb!r} does nothing to an issue", slug="record.verdict", hint=f"It is one of {', '.join(IssueEdit)}."
        )
    value = call.text("value", limit=MOST_OF_A_NAME if verb == IssueEdit.RENAME else MOST_TEXT)
    edit_issue(
        call.library.case(call.case), IssueEdit(verb), call.text("issue"), value,
        author=call.identity.name, note=call.text("note"),
    )  # fmt: skip
    return OperationAnswer(redirect=f"/case/{call.case}/issues?done={verb}")
