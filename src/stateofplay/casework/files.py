"""The draft as a model file made to be read and edited: comments quote the evidence and list what is open."""

from __future__ import annotations

from stateofplay.casework.records import Basis, Draft
from stateofplay.conflict.files import write_model


def _because(basis: Basis) -> list[str]:
    quotes = [f"“{' '.join(q.split())}”" for q in basis.quotes]
    return [f"rule: {basis.rule}; sure: {basis.sure:.2f}; claims: {', '.join(basis.claims)}", *quotes]


def to_toml(draft: Draft) -> str:
    """Write a draft as TOML. It is a model like any other: edit it, then analyse it."""
    comments = {o.id: _because(o.basis) for o in draft.options}
    for party in draft.parties:
        said = [line for s in draft.statements_of(party) for line in (f"{s.formula}: {s.text}", *_because(s.basis))]
        comments[party] = said or ["The record gives no preference of this party."]
    head = [
        f"# Drafted from the record of “{draft.title}”" + (f" as of {draft.as_of}" if draft.as_of else "") + ".",
        "# Every part names the rule that made it and the claims it rests on. What the record does not say is asked below.",
        "#",
        *(f"# Open: {q.text}" for q in draft.questions),
        *(f"# Left out: {words}" for words in draft.left_out),
        "",
    ]
    return "\n".join(head) + write_model(draft.conflict, comments=comments)
