"""Answers to the mediator's questions for a terminal, as Markdown and as JSON, with the sentences that they rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.exchange.brief.markdown import escape
from stateofplay.exchange.brief.wording import shorten
from stateofplay.record.views import Row

MARKS = 6


class NumberedSentences:
    """Numbers the sentences that findings rest on, in the order in which they are used."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self.rows = rows
        self.found: dict[tuple[int, int, int], Row] = {}

    def marks(self, finding: AnswerSentence) -> list[int]:
        """Numbers of the sentences of a finding, the first few."""
        numbers = []
        for row in (self.rows[c] for c in finding.claims if c in self.rows):
            key = (row.page, row.start, row.end)
            self.found.setdefault(key, row)
            number = list(self.found).index(key) + 1
            if number not in numbers:
                numbers.append(number)
            if len(numbers) == MARKS:
                break
        return numbers

    def lines(self) -> list[str]:
        """Every numbered sentence with its page."""
        told = enumerate(self.found.values(), 1)
        return [f"[{n}] page {row.page}: {shorten(' '.join(row.quote.split()), 400)}" for n, row in told]


def print_answers(
    title: str, answers: Sequence[Answer], rows: Mapping[str, Row], caveats: Sequence[str], console: Console
) -> None:
    """Print answers, each finding with its notes and the numbers of its sentences, and the sentences below."""
    sentences = NumberedSentences(rows)
    console.print(Text(title, style="bold"))
    for caveat in caveats:
        console.print(Text(caveat, style="dim"))
    for answer in answers:
        console.print()
        console.print(Text(answer.question, style="bold cyan"))
        console.print(Padding(Text(answer.short, style="bold"), (0, 0, 0, 1)))
        for finding in answer.findings:
            text = Text(finding.text)
            if finding.notes:
                text.append(f" ({'; '.join(finding.notes)})", style="dim")
            text.append("".join(f" [{n}]" for n in sentences.marks(finding)), style="cyan")
            console.print(Padding(text, (0, 0, 0, 3)))
    if sentences.found:
        console.print()
        console.print(Text("The sentences", style="bold cyan"))
        for line in sentences.lines():
            console.print(Padding(Text(line), (0, 0, 0, 1)))


def to_markdown(title: str, answers: Sequence[Answer], rows: Mapping[str, Row], caveats: Sequence[str]) -> str:
    """Write answers as one Markdown document."""
    sentences = NumberedSentences(rows)
    out = [f"# {escape(title)}", "", *(f"*{escape(caveat)}*  " for caveat in caveats)]
    for answer in answers:
        out += ["", f"## {answer.question}", "", f"**{escape(answer.short)}**", ""]
        for finding in answer.findings:
            notes = f" *({escape('; '.join(finding.notes))})*" if finding.notes else ""
            marks = "".join(f" \\[{n}\\]" for n in sentences.marks(finding))
            out.append(f"- {escape(finding.text)}{notes}{marks}")
    if sentences.found:
        out += ["", "## The sentences", "", *(f"- {escape(line)}" for line in sentences.lines())]
    return "\n".join(out) + "\n"


def to_json(title: str, answers: Sequence[Answer], rows: Mapping[str, Row], caveats: Sequence[str]) -> str:
    """Write answers as JSON: every finding with its claims, every claim with its page, place and sentence."""
    used = dict.fromkeys(c for a in answers for f in a.findings for c in f.claims if c in rows)
    claims = {
        c: {
            "kind": rows[c].kind,
            "page": rows[c].page,
            "source": rows[c].source,
            "day": rows[c].day if rows[c].dated else None,
            "evidence": {"start": rows[c].start, "end": rows[c].end, "quote": rows[c].quote},
        }
        for c in used
    }
    plain = {"title": title, "caveats": list(caveats), "answers": [a.to_dict() for a in answers], "claims": claims}
    return json.dumps(plain, ensure_ascii=False, indent=1)
