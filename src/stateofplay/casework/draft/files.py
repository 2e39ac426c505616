"""The draft as a model file made to be read and edited: comments quote the evidence, and the end lists what is open."""

from __future__ import annotations

import json
from collections.abc import Iterable

from stateofplay.casework.draft.records import Basis, Draft
from stateofplay.conflict import parse_formula, text_of
from stateofplay.conflict.files import write_model


def _because(basis: Basis) -> list[str]:
    quotes = [f"“{' '.join(q.split())}”" for q in basis.quotes]
    return [f"rule: {basis.rule}; sure: {basis.confidence:.2f}", *quotes]


_TAKEN = "# Taken in by hand (--take), and by the next draft onto this file again: "


def taken_in(text: str) -> tuple[str, ...]:
    """Words of what a person took in, as a draft's file has them."""
    for line in text.split("\n\n", 1)[0].split("\n"):
        if line.startswith(_TAKEN):
            return tuple(str(words) for words in json.loads(line.removeprefix(_TAKEN)))
    return ()


def to_toml(draft: Draft) -> str:
    """Write a draft as TOML. It is a model like any other: edit it, then analyse it; the next draft keeps the edits."""
    words = draft.conflict.vocabulary
    comments = {o.id: _because(o.basis) for o in draft.options}
    for s in draft.statements:
        comments[f"{s.party}: {text_of(parse_formula(s.formula, words))}"] = _because(s.basis)
    for party in draft.parties:
        if not draft.statements_of(party):
            comments[party] = ["The record gives no preference of this party."]
    head = [
        f"# Drafted from the record of “{draft.title}”" + (f" as of {draft.as_of}" if draft.as_of else "") + ".",
        "# Every part names its rule, how sure it is, and the claims it rests on. Rules and assumptions can be struck.",
        *([f"{_TAKEN}{json.dumps(draft.taken, ensure_ascii=False)}"] if draft.taken else []),
        "",
    ]
    return "\n".join(head) + write_model(draft.conflict, comments=comments) + "".join(_open(draft))


def _open(draft: Draft) -> Iterable[str]:
    """How to answer what is open, and what was left out."""
    if draft.questions:
        yield (
            f"\n# {len(draft.questions)} wishes are open (`open` of each party): answer them here with yes, no or either, or with"
            " `stateofplay answer`.\n"
        )
    if draft.facing:
        yield "\n# Who faces whom, by how many claims:\n"
        yield from (f"# - {words}\n" for words in draft.facing)
    if draft.less_sure:
        yield '\n# Left out, less sure, with the reason; `stateofplay draft CASE --take "WORDS OF IT"` takes one in:\n'
        for one in draft.less_sure:
            yield f"# - {' '.join(one.told.split())}\n"
            yield from (f"#     “{' '.join(quote.split())}”\n" for quote in one.quotes)
    if draft.left_out:
        yield "\n# Left out:\n"
        for words in draft.left_out:
            yield f"# - {' '.join(words.split())}\n"
