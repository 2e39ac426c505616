"""The brief for a terminal, dressed by rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from stateofplay.exchange.brief.folding import folded_words
from stateofplay.exchange.brief.records import Brief, BriefLine, Section
from stateofplay.exchange.brief.records import Group as Lines
from stateofplay.exchange.brief.wording import shorten

_STYLE = {
    "red_line": "bold red",
    "absent": "yellow",
    "conditional": "magenta",
    "cancelled": "yellow",
    "denied": "dim",
    "hypothetical": "italic",
}
_SIGN = {"red_line": "■ ", "absent": "✗ ", "conditional": "? ", "cancelled": "✗ ", "denied": "✗ ", "hypothetical": "~ "}


def print_brief(
    brief: Brief, console: Console, *, sentences: bool = True, folded: bool = False, ids: bool = False
) -> None:
    """Print the brief.

    Parameters
    ----------
    sentences
        Add the list of sentences that the marks lead to.
    folded
        Print the lines that are folded away too.
    ids
        End each line in the id of its claim.
    """
    console.print(Text(brief.title, style="bold"))
    for page in brief.pages:
        about = [page.label, page.article.site or "", page.article.published or "date unknown"]
        prefix = f"[{page.number}] " if len(brief.pages) > 1 else ""
        console.print(Text(prefix + " · ".join(a for a in about if a), style="dim"))
    if brief.notice:
        console.print()
        console.print(_indented(Text(brief.notice, style="bold")))
    if brief.summary:
        console.print()
        console.print(Padding(Group(*(_dress(line, ids=ids) for line in brief.summary)), (0, 0, 0, 1)))
    for section in brief.sections:
        console.print()
        console.print(Rule(Text(section.title, style="bold cyan"), align="left", style="dim"))
        for part in _section(section, folded=folded, ids=ids):
            console.print(part)
    console.print()
    console.print(Rule(Text("How sure the reader is", style="bold cyan"), align="left", style="dim"))
    for caveat in brief.caveats:
        console.print(_indented(Text(caveat)))
    if sentences and brief.marks:
        console.print()
        console.print(Rule(Text("The sentences", style="bold cyan"), align="left", style="dim"))
        shown = {n for line in brief.lines(folded=folded) for n in line.marks}
        for mark in (m for m in brief.marks if m.number in shown):
            known, sheet = brief.place_of(mark)
            where = (f"p{known} " if known else "") + (f"(sheet {sheet}) " if sheet else "")
            words = " ".join(mark.evidence.quote.split())
            console.print(_indented(Text.assemble((f"[{mark.number}] ", "cyan"), (where, "dim"), shorten(words, 600))))


def _section(section: Section, *, folded: bool, ids: bool) -> Iterator[Text | Padding]:
    if not section.groups and not section.folded:
        yield _indented(Text(section.empty, style="dim italic"))
        return
    if section.intro:
        yield _indented(Text(section.intro, style="dim italic"))
    yield from _groups(section.groups, ids=ids)
    if section.folded:
        ending = ":" if folded else "; --all shows them." if len(section.folded_lines) > 1 else "; --all shows it."
        yield _indented(Text(f"{folded_words(section)}{ending}", style="dim italic"))
    if folded:
        yield from _groups(section.folded, ids=ids)


def _groups(groups: Iterable[Lines], *, ids: bool) -> Iterator[Text | Padding]:
    for group in groups:
        if group.title:
            yield _indented(Text(group.title, style="bold"))
        if group.intro:
            yield Padding(Text(group.intro), (0, 0, 0, 3))
        for line in group.lines:
            yield Padding(_dress(line, ids=ids), (0, 0, 0, 3 if group.title else 1))


def _indented(text: Text) -> Padding:
    """A paragraph whose further lines stand as far in as its first."""
    return Padding(text, (0, 0, 0, 1))


def _dress(line: BriefLine, *, ids: bool = False) -> Text:
    text = Text(_SIGN.get(line.emphasis, ""), style=_STYLE.get(line.emphasis, ""))
    text.append(line.lead, style=_STYLE.get(line.emphasis, "") or "bold")
    if line.text:
        text.append(f" {line.text}" if text.plain else line.text)
    if line.notes:
        text.append(f" ({'; '.join(line.notes)})", style="dim")
    text.append(" " + "".join(f"[{n}]" for n in line.marks), style="cyan")
    if ids and line.kind:
        text.append(f" {' '.join((line.claim_id, *line.same))}", style="dim")
    return text
