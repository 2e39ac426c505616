"""The brief: every line rests on a sentence, in every form; foreign text is never taken for markup."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from stateofplay.exchange.brief import Brief, brief_to_json, build_brief
from stateofplay.exchange.brief.html import segments, to_html
from stateofplay.exchange.brief.markdown import to_markdown
from stateofplay.exchange.brief.terminal import print_brief
from stateofplay.model import Article, Reading
from tests.exchange.readings import TEXT, reading


@pytest.fixture
def brief() -> Brief:
    return build_brief([("talks.txt", reading())])


def terminal(brief: Brief) -> str:
    out = io.StringIO()
    print_brief(brief, Console(file=out, width=200, highlight=False))
    return out.getvalue()


def test_every_line_has_a_mark_that_exists(brief: Brief) -> None:
    numbers = {m.number for m in brief.marks}
    lines = [line for s in brief.sections for line in s.lines] + list(brief.summary)
    assert lines
    assert all(line.marks and set(line.marks) <= numbers for line in lines)
    assert all(TEXT[m.evidence.start : m.evidence.end] == m.evidence.quote for m in brief.marks)


def test_it_answers_in_ten_seconds(brief: Brief) -> None:
    summary = " ".join(f"{line.lead} {line.text}" for line in brief.summary)
    for fact in ("Geneva", "2024-06-03", "direct", "proposed by Chad", "without preconditions", "planned"):
        assert fact in summary
    assert "comes only if “a truce holds”" in summary
    assert "Sudan opposes" in summary


def test_terminal_form(brief: Brief) -> None:
    text = terminal(brief)
    assert "Amina Saleh (Foreign Minister, Chad) leads" in text
    assert "red line: the text says it is not negotiable" in text
    assert "a Sudanese official (unnamed source)" in text
    assert "reported, not confirmed" in text
    assert "doubtful" in text
    assert "1 lines of the page were left out" in text
    assert "[1] Chad and Sudan will hold direct talks" in text


def test_empty_sections_are_said_aloud() -> None:
    text = terminal(build_brief([("x.txt", Reading(article=Article(text="Nothing here.")))]))
    assert "The page names no meeting." in text
    assert "the date of publication is not known" in text


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.hrefs.append(value or "")
            elif name in ("src", "data", "action"):
                self.loads.append(value or "")


def test_html_is_self_contained_and_every_link_has_its_target(brief: Brief) -> None:
    page = to_html(brief)
    links = _Links()
    links.feed(page)
    assert len(links.ids) == len(set(links.ids))
    assert links.hrefs
    assert all(h.startswith("#") and h[1:] in links.ids for h in links.hrefs)
    assert not links.loads
    assert "url(" not in page
    assert "<b>foreign" not in page
    assert "&lt;b&gt;foreign" in page


def test_html_keeps_the_article_whole(brief: Brief) -> None:
    paragraphs = segments(brief.pages[0], brief.marks)
    assert "\n".join("".join(s.text for s in p) for p in paragraphs) == TEXT
    begun = [n for p in paragraphs for s in p for n in s.begins]
    assert sorted(begun) == [m.number for m in brief.marks]


def test_markdown_escapes_and_links(brief: Brief) -> None:
    text = to_markdown(brief)
    assert "\\<b\\>foreign" in text
    targets = set(re.findall(r'<a id="(e\d+)">', text))
    assert set(re.findall(r"\]\(#(e\d+)\)", text)) == targets


def test_json_has_the_same_lines(brief: Brief) -> None:
    data = json.loads(brief_to_json(brief))
    assert [s["key"] for s in data["sections"]] == [s.key for s in brief.sections]
    assert len(data["marks"]) == len(brief.marks)


def test_two_pages_are_never_merged() -> None:
    brief = build_brief([("a.txt", reading()), ("b.txt", reading())])
    talks = next(s for s in brief.sections if s.key == "talks")
    assert len(talks.lines) == 2
    assert {m.page for m in brief.marks} == {1, 2}
