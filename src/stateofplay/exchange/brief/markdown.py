"""The brief as Markdown, with the sentences as numbered notes that the marks link to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stateofplay.exchange.brief.folding import folded_words
from stateofplay.exchange.brief.records import Brief, BriefLine, Group

# Two tildes of ranges ("5~7 May") strike what stands between them on GitHub; "&" is markup only where an entity begins.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~]|&(?=#?\w+;))")
_OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)))")


def escape(words: str) -> str:
    """Escape what Markdown would take for markup; pages are foreign text.

    >>> print(escape("3. The talks of 5~7 May are *off*."))
    3\\. The talks of 5\\~7 May are \\*off\\*.
    """
    return _OPENING.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", " ".join(words.split())))


def to_markdown(brief: Brief, *, folded: bool = False) -> str:
    """Write the brief as one Markdown document; `folded` adds the lines that are folded away."""
    out = [f"# {escape(brief.title)}", ""]
    for page in brief.pages:
        about = [page.label, page.article.site or "", page.article.published or "date unknown"]
        out.append(f"- Page {page.number}: " + " · ".join(escape(a) for a in about if a))
    if brief.notice:
        out += ["", f"**{escape(brief.notice)}**"]
    if brief.summary:
        out += ["", *(f"> {_line(line)}  " for line in brief.summary)]
    for section in brief.sections:
        out += ["", f"## {section.title}", ""]
        if not section.groups and not section.folded:
            out.append(f"*{section.empty}*")
        if section.intro:
            out += [f"*{escape(section.intro)}*", ""]
        out += _groups(section.groups)
        if section.folded:
            out.append(f"*{folded_words(section)}{':' if folded else '.'}*")
        if folded and section.folded:
            out += ["", *_groups(section.folded)]
    out += ["", "## How sure the reader is", "", *(f"- {escape(c)}" for c in brief.caveats), "", "## The sentences", ""]
    shown = {n for line in brief.lines(folded=folded) for n in line.marks}
    for mark in (m for m in brief.marks if m.number in shown):
        known, sheet = brief.place_of(mark)
        of = (f"page {known}, " if known else "") + (f"sheet {sheet}, " if sheet else "")
        where = f"{of}characters {mark.evidence.start} to {mark.evidence.end}"
        out.append(f'{mark.number}. <a id="e{mark.number}"></a>{escape(mark.evidence.quote)} *({where})*')
    return "\n".join(out).rstrip() + "\n"


def _groups(groups: Iterable[Group]) -> list[str]:
    out: list[str] = []
    for group in groups:
        if group.title:
            out += [f"**{escape(group.title)}**", ""]
        if group.intro:
            out += [escape(group.intro), ""]
        out += [f"- {_line(line)}" for line in group.lines]
        out.append("")
    return out


def _line(line: BriefLine) -> str:
    notes = f" *({escape('; '.join(line.notes))})*" if line.notes else ""
    marks = "".join(f" [\\[{n}\\]](#e{n})" for n in line.marks)
    return f"**{escape(line.lead)}** {escape(line.text)}{notes}{marks}".replace("  ", " ")
