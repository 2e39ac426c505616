"""``claim``: add a claim that the reader missed, and correct one, in the shell."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.cases.judging import login
from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import progress_console
from stateofplay.cli.terminal.words import Author, CaseFile, Note
from stateofplay.errors import RecordError


def claim(
    what: Annotated[Literal["add", "edit"], Parameter(help="add one, or edit one that is there.")],
    case: CaseFile,
    place: Annotated[str, Parameter(help="add: number of the page; edit: the claim's id, or its beginning.")],
    kind: Annotated[
        str | None, Parameter(help="add: positions, meetings, attendance, statements, conditions, events or dates.")
    ] = None,
    *,
    words: Annotated[str, Parameter(help="The words of the page that it rests on.")] = "",
    span: Annotated[str | None, Parameter(help="Where they stand: characters 120-180 of the page.")] = None,
    set: Annotated[tuple[str, ...], Parameter(help="field=value, as often as needed.", negative=())] = (),
    note: Note = "",
    author: Author = None,
) -> int:
    """Add a claim that the reader missed, or correct one: its fields, or the words it rests on.

    An added claim carries its author and its words like every other, is told apart from the reader's, and lives through
    updates of its page. Editing is a judgement (accept, with corrections), which `judge CASE CLAIM withdraw` takes back.

    Try:

        stateofplay claim add a.sop 3 positions --words "Chad seeks aid" --set holder=Chad --set stance=demands --set issue=aid

        stateofplay claim edit talks.sop pos-12ab --set stance=offers --words "Chad offers to open it"
    """
    from stateofplay.model import CLAIM_KINDS
    from stateofplay.service.judgements.judging import add_claim, edit_claim

    if wrong := [part for part in set if "=" not in part]:
        raise RecordError(
            f"{wrong[0]!r} is no field", slug="record.claim_fields", hint="Write it as: --set stance=demands"
        )
    given = dict(part.split("=", 1) for part in set)
    where = _span(span)
    who = author or login()
    with using(case, writing=True) as opened:
        if what == "edit":
            row = edit_claim(opened, place, given, author=who, words=words, span=where, note=note)
            told = f"{row.claim_id}: corrected by {row.author}"
        else:
            if kind is not None and kind not in CLAIM_KINDS:
                raise RecordError(
                    f"there is no kind of claim {kind!r}",
                    slug="record.claim_kind",
                    hint=f"Write one of: {', '.join(CLAIM_KINDS)}.",
                )
            if kind is None or not place.isdigit():
                raise RecordError(
                    "a claim is added to a page, with its kind",
                    slug="record.claim_fields",
                    hint="Write: stateofplay claim add CASE PAGE KIND --words ... --set field=value",
                )
            added = add_claim(opened, int(place), kind, given, author=who, words=words, span=where, note=note)
            told = f"{added.claim_id}: {'was there already; accepted' if added.known else 'added'} by {who}"
    progress_console().print(told, highlight=False, markup=False)
    return 0


def _span(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.partition("-")
    if not (first.isdigit() and last.isdigit()):
        raise RecordError(f"{text!r} is no place in a page", slug="record.evidence", hint="Write it as: --span 120-180")
    return int(first), int(last)
