"""Archived pages beside their claims, and what people say of a claim."""

from __future__ import annotations

from stateofplay.errors import RecordError
from stateofplay.record.judging.judgements import Verdict
from stateofplay.service.judging import judge as judge_claim
from stateofplay.service.views.evidence import EvidenceView, evidence_of_claim, evidence_of_page
from stateofplay.web.answers import Answer
from stateofplay.web.calls import Call

FIELD = "field."
"""Before the name of a claim's field in a form; ``was.`` before what it was when the form was drawn."""


def claim(call: Call) -> Answer:
    """A claim beside its sentence."""
    return _page(call, evidence_of_claim(call.kept(), call.path["claim"]))


def page(call: Call) -> Answer:
    """A page beside its claims."""
    return _page(call, evidence_of_page(call.kept(), call.page_number(), kind=call.text("kind")))


def _page(call: Call, view: EvidenceView) -> Answer:
    kept = call.kept()
    meetings = sorted({row.what for m in kept.state.meetings for row in m.rows if row.what and row.page == view.number})
    context = {
        "actors": sorted(kept.state.identities.kinds),
        "meetings": meetings,
        "done": call.text("done"),
        "queue": call.text("queue"),
    }
    return Answer(view=view, template="evidence.html.j2", context=context)


def judge(call: Call) -> Answer:
    """Accept, reject, doubt, correct or take back."""
    try:
        verdict = Verdict(call.text("verdict"))
    except ValueError:
        raise RecordError(
            f"{call.text('verdict')!r} is no judgement",
            slug="record.verdict",
            hint=f"It is one of {', '.join(Verdict)}.",
        ) from None
    changed = {
        name.removeprefix(FIELD): call.text(name)
        for name in call.given
        if name.startswith(FIELD) and call.text(name) != call.text(f"was.{name.removeprefix(FIELD)}")
    }
    made = judge_claim(
        call.library.case(call.case),
        call.path["claim"],
        verdict,
        author=call.identity.name,
        note=call.text("note"),
        correction=changed if verdict is Verdict.ACCEPT else None,
        seen=call.text("seen") if "seen" in call.given else None,
    )
    return Answer(redirect=_onward(call, made.claim_id, "corrected" if changed else str(verdict)))


def _onward(call: Call, claim: str, done: str) -> str:
    """Where to go on: back into the queue that one works through, or to the claim."""
    if call.text("queue"):
        return f"/case/{call.case}/review?done={done}&claim={claim}"
    return f"/case/{call.case}/claim/{claim}?done={done}#claim"
