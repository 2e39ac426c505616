"""An analysis of a conflict for the terminal and as Markdown: states, equilibria, further findings, proofs in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stateofplay.conflict import Analysis
from stateofplay.conflict.concepts import SYMMETRIC, explain_concepts, general_knowledge
from stateofplay.conflict.engine.stability import Progress
from stateofplay.conflict.model.naming import capitalised
from stateofplay.conflict.proofs.wording import describe, name_of
from stateofplay.exchange.analysis_page.content import (
    EvidencedLine,
    ModelInWords,
    Quote,
    StateVerdicts,
    StudyFinding,
    evidence_of,
    explain_states,
    tell_equilibria,
    tell_in_short,
    tell_model,
)
from stateofplay.exchange.brief.markdown import escape
from stateofplay.exchange.figures.gathering import choose_states, marks_of

MOST_STATES = 64
"""States shown one by one; of larger models the status quo, the equilibria, and what improvements reach from there."""

MOST_IDS = 40
STABLE_WHERE = "Stable for a decision maker i is a state under"


def _rows(analysis: Analysis) -> tuple[list[str], list[list[str]]]:
    """The heads and rows of the table of states."""
    conflict, space = analysis.conflict, analysis.conflict.space
    heads = ["state", "options", *(["label"] if space.labels else [])]
    heads += [*(f"stable for {name_of(conflict, dm)}" for dm in conflict.dm_ids), "equilibrium under"]
    rows = []
    for mark in marks_of(analysis, choose_states(analysis, most=MOST_STATES)):
        cells = [str(mark.id), mark.options, *([mark.label] if space.labels else [])]
        for dm in conflict.dm_ids:
            stable = [c for c in analysis.concepts if analysis.verdicts[c][dm][mark.id - 1]]
            cells.append(" ".join(stable) or "-")
        rows.append([*cells, f"● {' '.join(mark.holds)}" if mark.holds else ""])
    return heads, rows


def _left_out(analysis: Analysis, shown: int) -> str:
    size = analysis.conflict.space.size
    if shown == size:
        return ""
    return (
        f"{shown} of {size:,} states are shown: the status quo, the equilibria of most concepts, and what improvements"
        " reach from there. The JSON form has them all."
    )


def _ids(ids: Sequence[int]) -> str:
    listed = ", ".join(map(str, ids[:MOST_IDS]))
    return (listed + (f" and {len(ids) - MOST_IDS:,} more" if len(ids) > MOST_IDS else "")) or "no equilibrium"


def print_analysis(analysis: Analysis, console: Console, findings: Sequence[StudyFinding] = ()) -> None:
    """Print the table of states (who is stable under what), the equilibria, and what further analyses found."""
    conflict = analysis.conflict
    console.print(Text(conflict.name or "Conflict", style="bold"))
    console.print(Text(tell_in_short(analysis)))
    for notice in analysis.notices:  # before all that rests on it: silence taken as indifference, say
        console.print(Text(f"Note: {notice.text} {notice.hint}".rstrip(), style="yellow"))
    if conflict.note:
        console.print(Text(conflict.note, style="dim"))
    for option in conflict.options:
        owner = " and ".join(name_of(conflict, dm) for dm in option.owners)
        console.print(Text.assemble((f"  {option.id}", "cyan"), f"  {option.name or option.id}", (f"  {owner}", "dim")))
    console.print(Text(f"{STABLE_WHERE}:", style="dim"))
    for line in explain_concepts(analysis.concepts):
        console.print(Text(f"  {line}", style="dim"))
    heads, rows = _rows(analysis)
    table = Table(box=box.SIMPLE_HEAD)
    for head in heads:
        table.add_column(Text(head), style="bold" if head == heads[-1] else "")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
    if left := _left_out(analysis, len(rows)):
        console.print(Text(left, style="dim"))
    if analysis.reading.kind != "simple":
        console.print(Text(f"Preferences are read as {analysis.reading.id}.", style="dim"))
    for concept in analysis.concepts:
        console.print(Text.assemble((f"{concept:<6}", "bold"), " ", _ids(analysis.equilibria(concept))))
    for finding in findings:
        console.print()
        console.print(Text(finding.title, style="bold"))
        for line in finding.sentences:
            console.print(Text(line))


def why(analysis: Analysis, state: int) -> list[str]:
    """Tell why one state (by id) is stable or not: a sentence a party and reason, then the grounds of the proof."""
    out = [describe(analysis.conflict, state)]
    for verdicts in explain_states(analysis, [state])[0].parties:
        for ground in verdicts.grounds:
            sign = "stable" if ground.stable else "unstable"
            out.append(f"{' '.join(ground.concepts)}, {sign}: {ground.sentence}")
            # the sentence has told a single sanction already, unless the way out of it matters too
            if len(ground.lines) > 1 or set(ground.concepts) & set(SYMMETRIC):
                out += [f"    {line}" for line in ground.lines]
    if general := general_knowledge(analysis.concepts, analysis.reading.kind):
        out.append(general)
    return out


def to_markdown(
    analysis: Analysis,
    findings: Sequence[StudyFinding] = (),
    *,
    source: str = "",
    states: Sequence[int] = (),
    quotes: Mapping[str, Quote] = MappingProxyType({}),
    progress: Progress | None = None,
) -> str:
    """Write the model, the table, equilibria, findings and every verdict with its proof as one Markdown document.

    Parameters
    ----------
    findings
        What further analyses found.
    source
        Where the model came from.
    states
        Ids of the states whose verdicts are explained; chosen as for the figures where none are named.
    quotes
        Sentences by the ids that the model names as evidence; they are listed at the end.
    progress
        Called as states are explained; raise in it to stop.
    """
    model = tell_model(analysis.conflict)
    heads, rows = _rows(analysis)
    out = [f"# {escape(model.name)}", "", escape(tell_in_short(analysis)), ""]
    if analysis.notices:
        out += [*(f"- Note: {escape(f'{n.text} {n.hint}'.strip())}" for n in analysis.notices), ""]
    out += [f"{STABLE_WHERE}:", "", *(f"- {escape(line)}" for line in explain_concepts(analysis.concepts)), ""]
    if model.about.note:
        out += [escape(model.about.note), ""]
    out += _model_lines(model)
    if analysis.reading.kind != "simple":
        out += ["", f"Preferences are read as {analysis.reading.id}."]
    out += ["", "## Which outcomes could hold", ""]
    out.append("| " + " | ".join(map(escape, heads)) + " |")
    out.append("|" + "---|" * len(heads))
    out += ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    if left := _left_out(analysis, len(rows)):
        out += ["", left]
    out.append("")
    equilibria = tell_equilibria(analysis)
    out += [f"- {escape(e.concept)} ({escape(e.name)}): {_ids(e.ids)}" for e in equilibria]
    for finding in findings:
        out += ["", f"## {finding.title}", "", *(f"- {escape(line)}" for line in finding.sentences)]
    verdicts = explain_states(analysis, states, progress=progress)
    out += ["", "## Every verdict and why", ""]
    if len(verdicts) < model.size:
        out += [f"{len(verdicts)} of {model.size:,} states are explained.", ""]
    for one in verdicts:
        out += _verdict_lines(one)
    out += ["## Sources", ""]
    if source:
        out.append(f"- The model: {escape(source)}")
    literature = " (given as generally stated in the literature)"
    out += [f"- {escape(e.concept)}: {escape(e.source)}{literature if e.literature else ''}" for e in equilibria]
    named = [one for one in evidence_of(analysis.conflict) if one in quotes]
    if named:
        out += ["", "## The sentences", ""]
        out += [f"- {escape(one)}: “{escape(quotes[one].words)}” ({escape(quotes[one].where)})" for one in named]
    return "\n".join(out) + "\n"


def _model_lines(model: ModelInWords) -> list[str]:
    out = ["## The model", ""]
    out.append(f"{model.size:,} states" + (f"; now: {escape(model.status_quo)}." if model.status_quo else "."))
    out.append("")
    for party in model.parties:
        out.append(f"- **{escape(party.entry.text)}**{_basis(party.entry)}")
        out += [f"  - option: {escape(option.text)}{_basis(option)}" for option in party.options]
        out.append(f"  - {party.wants}" + (":" if party.wishes else ""))
        out += [f"    {k}. {escape(wish.text)}{_basis(wish)}" for k, wish in enumerate(party.wishes, start=1)]
    out += [f"- {escape(rule.text)}{_basis(rule)}" for rule in model.rules]
    return out


def _basis(entry: EvidencedLine) -> str:
    evidence = f"evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    told = "; ".join(part for part in (entry.note, evidence) if part)
    return f" *({escape(told)})*" if told else ""


def _verdict_lines(one: StateVerdicts) -> list[str]:
    words = capitalised(one.state.words)
    held = f" — could hold: {' '.join(one.state.holds)}" if one.state.holds else ""
    out = [f"### {escape(words)}{' — now' if one.state.status_quo else ''}{held}", ""]
    for verdicts in one.parties:
        for ground in verdicts.grounds:
            sign = "stable" if ground.stable else "unstable"
            out.append(f"- **{sign}** ({' '.join(ground.concepts)}): {escape(ground.sentence)}")
            out += [f"  - {escape(line)}" for line in ground.lines]
    return [*out, ""]
