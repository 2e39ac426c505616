"""Archived pages beside their claims, and what people say of a claim."""

from __future__ import annotations

from collections.abc import Callable

from stateofplay.errors import RecordError
from stateofplay.record.judging.judgements import Verdict
from stateofplay.service.judgements.judging import add_claim, edit_claim
from stateofplay.service.judgements.judging import judge as judge_claim
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.evidence import EvidenceView, NotKeptYet, evidence_of_claim, evidence_of_page
from stateofplay.service.views.checking.names import meetings_on, suggested_actors
from stateofplay.service.views.checking.new_claim import new_claim_view
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import MOST_OF_A_FIELD, Call

FIELD = "field."
"""Before the name of a claim's field in a form; ``was.`` before what it was when the form was drawn."""


def claim(call: Call) -> OperationAnswer:
    """A claim beside its sentence."""
    id, listed = call.path["claim"], call.format != "html"
    return _page(call, lambda kept, older: evidence_of_claim(kept, id, listed=listed, looked_up=older))


def page(call: Call) -> OperationAnswer:
    """A page beside its claims."""
    number, kind = call.page_number(), call.text("kind")
    return _page(call, lambda kept, older: evidence_of_page(kept, number, kind=kind, looked_up=older))


def _page(call: Call, make: Callable[[KeptCase, bool], EvidenceView]) -> OperationAnswer:
    # Where the case was kept before somebody judged, what was judged is looked up, and nobody waits for the rest.
    try:
        view = make(call.kept(), call.kept().version != call.version)
    except NotKeptYet:
        call.wait_for_newest()
        view = make(call.kept(), call.kept().version != call.version)
    kept = call.kept()
    context = {
        "actors": suggested_actors(kept),
        "meetings": meetings_on(kept, view.number),
        "done": call.text("done"),
        "queue": call.text("queue"),
    }
    return OperationAnswer(view=view, template="evidence.html.j2", context=context)


def judge(call: Call) -> OperationAnswer:
    """Accept, reject, doubt, correct or take back."""
    try:
        verdict = Verdict(call.text("verdict"))
    except ValueError:
        raise RecordError(
            f"{call.text('verdict')!r} is no judgement",
            slug="record.verdict",
            hint=f"It is one of {', '.join(Verdict)}.",
        ) from None
    changed = given_fields(call, changed_only=True)
    words = call.text("words")
    moved = bool(words) and words.split() != call.text("was.words").split()
    case, claim, author, note = call.library.case(call.case), call.path["claim"], call.identity.name, call.text("note")
    seen = call.text("seen") if "seen" in call.given else None
    if verdict is Verdict.ACCEPT and moved:
        made = edit_claim(case, claim, changed, author=author, words=words, span=span_of(call), note=note, seen=seen)
    else:
        correction = changed if verdict is Verdict.ACCEPT else None
        made = judge_claim(case, claim, verdict, author=author, note=note, correction=correction, seen=seen)
    return OperationAnswer(
        redirect=_onward(call, made.claim_id, "corrected" if changed or moved else str(made.verdict))
    )


def new_claim(call: Call) -> OperationAnswer:
    """The form for a claim that the reader missed."""
    kept = call.kept()
    view = new_claim_view(
        kept,
        call.page_number(),
        kind=call.text("kind") or "positions",
        words=call.text("words"),
        span=span_of(call),
        exact=call.text("exact") == "1",
    )
    context = {"actors": suggested_actors(kept), "meetings": meetings_on(kept, view.page)}
    return OperationAnswer(view=view, template="new_claim.html.j2", context=context)


def add(call: Call) -> OperationAnswer:
    """Add the claim."""
    made = add_claim(
        call.library.case(call.case),
        call.page_number(),
        call.text("kind"),
        given_fields(call),
        author=call.identity.name,
        words=call.text("words"),
        span=span_of(call),
        note=call.text("note"),
    )
    done = "known" if made.known else "added"
    return OperationAnswer(redirect=f"/case/{call.case}/claim/{made.claim_id}?done={done}#claim")


def given_fields(call: Call, *, changed_only: bool = False) -> dict[str, str]:
    """The fields of a claim in a form; those that were touched, or all that are not empty."""
    given = {name.removeprefix(FIELD): call.text(name) for name in call.given if name.startswith(FIELD)}
    # What the form showed and nobody touched may be longer.
    written = [name for name, value in given.items() if value != (call.text(f"was.{name}") if changed_only else "")]
    return {name: call.text(f"{FIELD}{name}", limit=MOST_OF_A_FIELD) for name in written}


def span_of(call: Call) -> tuple[int, int] | None:
    """Where marked words stand, in code points; None where only the words were given."""
    if not call.text("start") and not call.text("end"):
        return None
    return call.number("start"), call.number("end")


def _onward(call: Call, claim: str, done: str) -> str:
    """Where to go on: back into the queue that one works through, or to the claim."""
    if call.text("queue"):
        return f"/case/{call.case}/review?done={done}&last={claim}"
    return f"/case/{call.case}/claim/{claim}?done={done}#claim"
