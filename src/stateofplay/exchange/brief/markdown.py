"""The brief as Markdown, with the sentences as numbered notes that the marks link to."""

from __future__ import annotations

import re

from stateofplay.exchange.brief.records import Brief, Line

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")


def escape(words: str) -> str:
    """Escape what Markdown would take for markup; pages are foreign text."""
    return _MARKDOWN.sub(r"\\\1", " ".join(words.split()))


def to_markdown(brief: Brief) -> str:
    """Write the brief as one Markdown document."""
    out = [f"# {escape(brief.title)}", ""]
    for page in brief.pages:
        about = [page.label, page.article.site or "", page.article.published or "date unknown"]
        out.append(f"- Page {page.number}: " + " · ".join(escape(a) for a in about if a))
    if brief.summary:
        out += ["", *(f"> {_line(line)}  " for line in brief.summary)]
    for section in brief.sections:
        out += ["", f"## {section.title}", ""]
        if not section.groups:
            out.append(f"*{section.empty}*")
        if section.intro:
            out += [f"*{escape(section.intro)}*", ""]
        for group in section.groups:
            if group.title:
                out += [f"**{escape(group.title)}**", ""]
            if group.intro:
                out += [escape(group.intro), ""]
            out += [f"- {_line(line)}" for line in group.lines]
            out.append("")
    out += ["", "## How sure the reader is", "", *(f"- {escape(c)}" for c in brief.caveats), "", "## The sentences", ""]
    for mark in brief.marks:
        known, sheet = brief.place_of(mark)
        of = (f"page {known}, " if known else "") + (f"sheet {sheet}, " if sheet else "")
        where = f"{of}characters {mark.evidence.start} to {mark.evidence.end}"
        out.append(f'{mark.number}. <a id="e{mark.number}"></a>{escape(mark.evidence.quote)} *({where})*')
    return "\n".join(out).rstrip() + "\n"


def _line(line: Line) -> str:
    notes = f" *({escape('; '.join(line.notes))})*" if line.notes else ""
    marks = "".join(f" [\\[{n}\\]](#e{n})" for n in line.marks)
    return f"**{escape(line.lead)}** {escape(line.text)}{notes}{marks}".replace("  ", " ")
