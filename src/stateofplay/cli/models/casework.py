"""``draft``, ``whatif`` and ``reach``: from the case to the model, and questions to the model."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from stateofplay.cli.terminal.opening import using
from stateofplay.cli.terminal.output import console, deliver, progress_console
from stateofplay.cli.terminal.words import Output, concepts_of, samples_of

if TYPE_CHECKING:
    from stateofplay.exchange.reports.sheets import Block

Subject = Annotated[str, Parameter(help="A model file, a conflict of the catalogue, or a case (drafted on the spot).")]
CaseFile = Annotated[
    str | None, Parameter(help="The case that the model was drafted from: shows the sentences of claims.")
]
Form = Literal["terminal", "md", "json"]
Dress = Annotated[
    Form | None,
    Parameter(help="How to dress the result; by default as the output file is called, else for the terminal."),
]
SUFFIXES: dict[str, Form] = {".json": "json", ".md": "md"}
Concepts = Annotated[
    tuple[str, ...],
    Parameter(
        name=["--concepts", "--concept"], help="NASH, GMR, SMR, SEQ, SSEQ; several times or by commas.", negative=()
    ),
]


def draft(
    case: Annotated[str, Parameter(help="A case file.")],
    *,
    as_of: Annotated[str | None, Parameter(help="Only pages published by this ISO day.")] = None,
    parties: Annotated[tuple[str, ...], Parameter(help="Only these parties.", negative=())] = (),
    issues: Annotated[tuple[str, ...], Parameter(help="Only options with these words.", negative=())] = (),
    most_options: Annotated[int, Parameter(help="How many options to keep, at most 13.")] = 10,
    take: Annotated[
        tuple[str, ...],
        Parameter(
            help="Take in every option and statement with these words that is left out as less sure; several times for several.",
            negative=(),
        ),
    ] = (),
    fresh: Annotated[
        bool, Parameter(help="Write over an edited file (the old one is kept as FILE.before).", negative=())
    ] = False,
    output: Output = None,
) -> int:
    """Draft a conflict model from a case: options, preferences, open questions, each with its claims.

    Onto a file that is there the draft is merged: edits, comments and other names stay, and what
    you and the new draft both changed is left in the file twice, for you to settle. The draft as
    it was made is kept beside it, in FILE.draft.toml; what was taken in with --take is taken in again.

    Try:

        stateofplay draft talks.sop -o model.toml

        stateofplay draft talks.sop --as-of 2025-05-12 --parties Russia --parties Ukraine

        stateofplay draft talks.sop --take "secondary sanctions"

        stateofplay analyse model.toml
    """
    from stateofplay.casework.draft.files import to_toml
    from stateofplay.casework.redraft.redrafting import report
    from stateofplay.errors import CaseworkError
    from stateofplay.service.drafting import draft_model, taken_before, write_draft

    if output is not None and output.suffix.lower() in (".json", ".gmcr", ".html", ".md"):
        raise CaseworkError(
            f"a draft is TOML, made to be edited, and {output.name} would not be",
            slug="casework.draft_form",
            hint="Name a .toml file with -o; `stateofplay cases FILE.toml -o FILE.json` writes other forms of it.",
        )
    before = () if output is None or fresh else taken_before(output)
    with using(case) as opened:
        made = draft_model(
            opened, as_of=as_of, parties=parties, issues=issues, most_options=most_options, take=take, taken=before
        )
    if output is None:
        deliver(to_toml(made), None)
        return 0
    written = write_draft(made, output, fresh=fresh)
    told = [f"Written to {output}" if written.first or fresh else f"Merged into {output}", *report(written.merged)]
    if again := [words for words in before if words in made.taken and words not in take]:
        told.append(f"Taken in again, as in the last draft: {', '.join(f'“{words}”' for words in again)}.")
    for line in told:
        progress_console().print(line, highlight=False, markup=False, soft_wrap=True)
    return 65 if written.merged.clashes else 0


def whatif(
    model: Subject,
    *,
    set: Annotated[
        tuple[str, ...],
        Parameter(
            help="OPTION = yes, no, to_yes, to_no, both, now yes, now no; FORMULA = required, impossible, possible.",
            negative=(),
        ),
    ] = (),
    prefer: Annotated[
        tuple[str, ...],
        Parameter(help='"PARTY: A > B": A before B, ahead of all else it wants; or "PARTY: A".', negative=()),
    ] = (),
    answer: Annotated[
        tuple[str, ...],
        Parameter(help='"PARTY: A = yes", no, either or open: decides what is open of its wishes.', negative=()),
    ] = (),
    drop: Annotated[tuple[str, ...], Parameter(help="A claim: what rests on it alone goes.", negative=())] = (),
    drop_each: Annotated[bool, Parameter(help="Drop every claim alone: which carry the verdict?", negative=())] = False,
    name: Annotated[str | None, Parameter(help="Save the changes under this name, or ask saved ones again.")] = None,
    note: Annotated[str, Parameter(help="A note to save with --name.")] = "",
    replace: Annotated[bool, Parameter(help="Save over another what-if of this name.", negative=())] = False,
    list: Annotated[bool, Parameter(help="List the saved what-ifs.", negative=())] = False,
    compare: Annotated[
        tuple[str, str] | None, Parameter(help='Two saved what-ifs side by side; "now" is the model as it is.')
    ] = None,
    concepts: Concepts = (),
    case: CaseFile = None,
    format: Dress = None,
    output: Output = None,
) -> int:
    """Change a model and see before and after side by side: what holds, what turned, and why.

    Options and parties go by id, by name, or by words that fit only one.

    Try:

        stateofplay whatif prisoners --set "Prisoner one = yes"

        stateofplay whatif talks.toml --prefer "Russia: ceasefire > offensive" --name patience

        stateofplay whatif talks.toml --answer "Russia: leaders meeting = yes"

        stateofplay whatif talks.toml --drop pos-12ab34cd56 --case talks.sop

        stateofplay whatif talks.toml --compare now patience
    """
    from stateofplay.casework.whatif.changes import WhatIf, changes_of
    from stateofplay.exchange.reports import whatif as report
    from stateofplay.service.models import whatif as service
    from stateofplay.service.models.subjects import load_subject

    if list:
        saved = service.saved(model)
        plain = [{"name": w.name, "note": w.note, "changes": [{c.kind: c.words} for c in w.changes]} for w in saved]
        return _show(report.list_sheet(model, saved), plain, format, output)
    changes = changes_of(sets=set, prefers=prefer, answers=answer, drops=drop)
    if not (changes or drop_each or name or compare):
        print(
            "stateofplay: whatif needs a change: --set, --prefer, --answer, --drop, --drop-each, --name or --compare",
            file=sys.stderr,
        )
        print("  stateofplay whatif --help shows what each takes.", file=sys.stderr)
        return 2
    subject = load_subject(model, case=case)
    asked = concepts_of(concepts)
    if drop_each:
        from stateofplay.exchange.reports.carrying import carrying_sheet

        found = service.ask_each(subject, asked, progress=_progress())
        title = subject.conflict.name or subject.name
        return _show(carrying_sheet(title, found, subject.rows), found.to_dict(), format, output)
    against = None
    if compare is not None:
        against, made = (service.recall(model, one) for one in compare)
    else:
        made = WhatIf(name=name or "", changes=changes, note=note)
        if name and not changes:
            made = service.recall(model, name)
    answered = service.ask(subject, made, asked, against=against, samples=samples_of(), progress=_progress())
    if compare is None and name and changes:
        place = service.save(model, made, replace=replace)
        progress_console().print(f'Saved as "{name}" in {place}', highlight=False, markup=False, soft_wrap=True)
    return _show(report.whatif_sheet(answered), report.whatif_dict(answered), format, output)


def reach(
    model: Subject,
    *,
    outcome: Annotated[str, Parameter(help='Options joined by and, or, not; or a state: "state 3", a YN string.')],
    concepts: Concepts = (),
    given: Annotated[str | None, Parameter(help="A saved what-if to take as given.")] = None,
    case: CaseFile = None,
    format: Dress = None,
    output: Output = None,
) -> int:
    """Find what would have to change for an outcome to hold, and whether a path leads there.

    The least changes of what parties want, of what can be undone, of who would answer; then the
    path from the status quo by steps that each mover wants, or else the step that nobody wants.

    Try:

        stateofplay reach prisoners --outcome "Prisoner one and prisoner 2"

        stateofplay reach talks.toml --outcome "Russia: ceasefire and Ukraine: ceasefire" --concept SEQ

        stateofplay reach talks.sop --outcome "prisoners" --format md -o reach.md
    """
    from stateofplay.exchange.reports.reach import reach_dict, reach_sheet
    from stateofplay.service.models.reaching import ask_reach
    from stateofplay.service.models.subjects import load_subject
    from stateofplay.service.models.whatif import recall

    subject = load_subject(model, case=case)
    taken = recall(model, given) if given else None
    title = (subject.conflict.name or subject.name) + (f", given “{given}”" if given else "")
    asked = concepts_of(concepts)
    found = ask_reach(subject, outcome, asked, given=taken, samples=samples_of(), progress=_progress())
    return _show(reach_sheet(title, found, subject.rows), reach_dict(found), format, output)


def analyse_drafted(
    model: str,
    case: str | None,
    concepts: tuple[str, ...],
    format: Literal["terminal", "md", "html", "json"],
    output: Path | None,
    *,
    long: bool = False,
) -> int | None:
    """What ``stateofplay analyse`` shows of a case, or of a model of the kind that drafts are: a note over its readings.

    Returns None for any other model, and where a concept is asked that readings are not judged by: such a model is analysed
    as it stands.
    """
    from stateofplay.casework.outlook.looking_ahead import CONCEPTS, look_ahead
    from stateofplay.casework.telling.concepts import judged_over_readings
    from stateofplay.exchange.reports.outlook import PAGE, WHOLE, outlook_dict, outlook_sheet
    from stateofplay.service.models.subjects import is_drafted, load_subject

    judged = judged_over_readings(concepts)
    if judged is None:
        return None
    subject = load_subject(model, case=case)
    if subject.draft is None and not is_drafted(subject.conflict):
        return None
    outlook = look_ahead(subject.conflict, samples=samples_of(), concepts=judged or CONCEPTS, progress=_progress())
    left_out = subject.draft.not_in if subject.draft is not None else ()
    sheet = outlook_sheet(outlook, subject.rows, left_out=left_out, lengths=WHOLE if long else PAGE)
    if format == "html":
        from stateofplay.conflict import analyse as solve
        from stateofplay.exchange.analysis_page.content import Quote
        from stateofplay.exchange.analysis_page.html import to_html

        quotes = {c: Quote(words=row.quote, where=f"{row.source}, {row.day}") for c, row in subject.rows.items()}
        deliver(to_html(solve(subject.conflict, judged or None), source=model, quotes=quotes, lead=sheet), output)
        return 0
    return _show(sheet, outlook_dict(outlook, subject.rows), format, output)


def _show(sheet: Sequence[Block], plain: object, format: Form | None, output: Path | None) -> int:
    from stateofplay.exchange.reports.sheets import print_sheet, sheet_to_markdown

    dress = format or SUFFIXES.get(output.suffix.lower() if output else "", "terminal")
    if dress == "json":
        deliver(json.dumps(plain, ensure_ascii=False, indent=1), output)
    elif dress == "md" or output is not None:
        deliver(sheet_to_markdown(sheet), output)
    else:
        print_sheet(sheet, console())
    return 0


def _progress() -> Callable[[str, int, int], None] | None:
    """Tell the steps of long work on a terminal; nothing elsewhere."""
    out = progress_console()
    if not out.is_terminal:
        return None

    def tell(text: str, done: int, total: int) -> None:
        out.print(f"\r{text}: {done} of {total}", end="" if done < total else "\n")

    return tell
