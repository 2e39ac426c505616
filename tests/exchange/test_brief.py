"""The brief: every line rests on a sentence, in every form; foreign text is never taken for markup."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console

from stateofplay.exchange.brief import Brief, brief_to_json, build_brief
from stateofplay.exchange.brief.html import segments, to_html
from stateofplay.exchange.brief.markdown import escape, to_markdown
from stateofplay.exchange.brief.news import top_of, turn_of
from stateofplay.exchange.brief.terminal import print_brief
from stateofplay.model import Article, Reading
from stateofplay.service.reading import read_article
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
    for fact in ("Geneva", "on 3 June 2024", "direct", "proposed by Chad", "without preconditions", "planned"):
        assert fact in summary
    assert "comes only if “a truce holds”" in summary
    assert "Sudan opposes" in summary


def test_terminal_form(brief: Brief) -> None:
    text = terminal(brief)
    assert "Amina Saleh (Foreign Minister, Chad) leads" in text
    assert "red line: never" in text
    assert "A Sudanese official (unnamed source)" in text
    assert "reported, not confirmed" in text
    assert "less sure" in text
    assert "1 line of the page was left out" in text
    assert "[2] Chad and Sudan will hold direct talks" in text


def test_empty_sections_are_said_aloud() -> None:
    text = terminal(build_brief([("x.txt", Reading(article=Article(text="Nothing here.")))]))
    assert "The reader found no meeting." in text
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


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("On 5~7 May in Oslo and on 8~10 May in Doha.", r"On 5\~7 May in Oslo and on 8\~10 May in Doha."),
        ("3. The truce holds.", r"3\. The truce holds."),
        ("1648) Peace at last", r"1648\) Peace at last"),
        ("- talks", r"\- talks"),
        ("+ talks", r"\+ talks"),
        ("3.5 million, 7 May", "3.5 million, 7 May"),
        ("A&B says &lt;no&gt;", r"A&B says \&lt;no\&gt;"),
    ],
)
def test_words_of_a_page_mean_themselves_in_markdown(words: str, written: str) -> None:
    assert escape(words) == written


def test_json_has_the_same_lines(brief: Brief) -> None:
    data = json.loads(brief_to_json(brief))
    assert [s["key"] for s in data["sections"]] == [s.key for s in brief.sections]
    assert len(data["marks"]) == len(brief.marks)


def test_two_pages_are_never_merged() -> None:
    brief = build_brief([("a.txt", reading()), ("b.txt", reading())])
    talks = next(s for s in brief.sections if s.key == "talks")
    assert len(talks.lines) == 2
    assert {m.page for m in brief.marks} == {1, 2}


def test_what_is_doubtful_is_folded_behind_a_count(brief: Brief) -> None:
    events = next(s for s in brief.sections if s.key == "events")
    assert not events.lines
    assert len(events.folded_lines) == 1
    told = "1 line is less than 60% likely to be right and folded away"
    assert f"{told}; --all shows it." in terminal(brief)
    assert "Chad and Sudan talk" not in terminal(brief)
    assert "Chad and Sudan talk" not in to_markdown(brief)
    assert f"{told}." in to_markdown(brief)
    assert f'<details class="folded"><summary>{told}</summary>' in to_html(brief)
    assert "Chad and Sudan talk" in to_markdown(brief, folded=True)
    out = io.StringIO()
    print_brief(brief, Console(file=out, width=200, highlight=False), folded=True, ids=True)
    assert (
        f"Chad and Sudan talk in Geneva on 3 June 2024 (CONSULT; doubtful) [2] {events.folded_lines[0].claim_id}"
        in out.getvalue()
    )


def test_the_first_line_is_the_page_s_own_words(brief: Brief) -> None:
    first = brief.summary[0]
    assert (first.lead, first.text) == ("About to happen:", "“Chad and Sudan to meet in Geneva”")


def test_a_title_cut_short_ends_no_sentence() -> None:
    article = Article(
        title="Senate divided", text="Senate divided\n\nThe debate is a test for Sen. Omar Haddad. Nobody came."
    )
    assert [e.quote for e in top_of(Reading(article=article))][-1] == "The debate is a test for Sen. Omar Haddad."


@pytest.mark.parametrize(
    ("headline", "turn"),
    [
        ("Chad and Sudan sign truce in Geneva", "Agreed"),
        ("Chad and Sudan agree new truce", "Agreed"),
        ("Both sides agree the river needs dredging", None),
        ("Sudan walks out of talks on the river", "Walked out"),
        ("Chad suspends talks after attack", "Suspended"),
        ("Parliament rejects the river treaty", "Rejected"),
        ("Port talks collapse in acrimony", "Broke down"),
        ("Rebels refuse to meet the envoy", "Rejected"),
        ("Deadline passes without word from the union", "Deadline passed"),
        ("Ministers announce a new round", "Announced"),
        ("Sudan to attend talks in Geneva", "About to happen"),
        ("Sudan called Chad to open talks", None),
        ("Nobody wants to start talks", None),
        ("Sudan could sign the truce", None),
        ("Sudan did not sign the truce", None),
        ("Why Sudan rejected the truce", None),
        ("Sudan urged to suspend the treaty", None),
        ("Dahl insists she does not think Saleh will leave the talks", None),
        ("Dahl insists on a vote before the talks", "Demanded"),
        ("A signed deal gathers dust", None),
        ("Chad on the suspended talks: no comment", None),
        ("Chad: Sudan rejected the truce", None),
        ("Ships return to the river", None),
        ("Chad offers a warm welcome to the envoy", None),
    ],
)
def test_a_headline_tells_a_turn_only_as_a_fact(headline: str, turn: str | None) -> None:
    assert turn_of(headline) == turn


@pytest.mark.parametrize("form", [terminal, to_markdown, to_html], ids=["terminal", "Markdown", "HTML"])
def test_every_form_says_that_a_page_hardly_speaks_of_talks(form: Callable[[Brief], str]) -> None:
    brief = build_brief([("x.txt", reading())], notice="This page hardly speaks of a negotiation.")
    assert "This page hardly speaks of a negotiation." in form(brief)


def test_of_a_page_that_hardly_speaks_of_talks_the_top_tells_its_first_line_alone() -> None:
    brief = build_brief([("x.txt", reading())], notice="This page hardly speaks of a negotiation.")
    assert [line.emphasis for line in brief.summary] == ["first"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Council splits over school buses\n\nMira Dahl is up at five. She has bread and tea, and walks to the stop.\n"
            "The council is split over whether pupils should pay for the buses.",
            "“The council is split over whether pupils should pay for the buses.”",
        ),
        (
            "Farmers set sights on the governor's office\n\nThe farmers of the north will run a candidate of their own.\n"
            "“Farmers are in sight of the governor's office,” Dahl said. The council must now agree on a budget deal for talks.",
            "“The farmers of the north will run a candidate of their own.”",
        ),
        (
            "Mayor of Arda and the buses\n\nThe mayor at a bus stop in the north of Arda on Friday.\n"
            "The mayor will not let pupils of Arda pay for the buses.",
            "“The mayor will not let pupils of Arda pay for the buses.”",
        ),
        (
            "Should pupils pay for buses?\n\nShould pupils pay for buses?\nThe council of Arda wants pupils to pay for buses.",
            "“The council of Arda wants pupils to pay for buses.”",
        ),
        (
            "Cab firms pay for a vote\n\nARDA, Chad On-demand cab firms have paid for a vote on the tests of drivers.",
            "“ARDA, Chad On-demand cab firms have paid for a vote on the tests of drivers.”",
        ),
        (
            "Papers turn on Dahl\n\nSeven papers have rejected Dahl and backed his rival.",
            "“Seven papers have rejected Dahl and backed his rival.”",
        ),
    ],
)
def test_of_a_page_that_hardly_speaks_of_talks_the_lead_is_told_and_no_turn(text: str, words: str) -> None:
    page = read_article(Article(text=text, published="2024-03-08", language="en"))
    (line,) = build_brief([("x.txt", page)], notice="This page hardly speaks of a negotiation.").summary
    assert (line.lead, line.text) == ("The page says:", words)


@pytest.mark.parametrize(
    ("title", "text", "lead", "words"),
    [
        (
            "Chad doubles its bet as truce talks go on",
            "Shares fell on Monday.",
            "The page says:",
            "“Chad doubles its bet as truce talks go on”",
        ),
        (
            "Holiday in the capital",
            "People danced in the streets.\nOn Sunday the council rejected a proposal of its neighbour for a truce.",
            "Further down the page:",
            "“On Sunday the council rejected a proposal of its neighbour for a truce.”",
        ),
        (
            "Old quarrel over the river treaty goes on",
            "In 1998, Chad made a vow to the envoys.\nNobody kept it.",
            "The page says:",
            "“Old quarrel over the river treaty goes on”",
        ),
        (
            "Quiet days in the capital",
            "The minister's visit to the rebels was put off again.\nA treaty and a truce are what the envoys hope for.",
            "The page says:",
            "“The minister's visit to the rebels was put off again.”",
        ),
        (
            "River talks go on",
            "GENEVA (Newswire) - Envoys of Chad met again in search of a treaty.",
            "The page says:",
            "“Envoys of Chad met again in search of a treaty.”",
        ),
        (
            "Envoy speaks",
            'The deal is "a step back," the envoy said this morning."It leaves out the port," she added.',
            "The page says:",
            "“The deal is ‘a step back,’ the envoy said this morning.”",
        ),
        (
            None,
            "Will the envoys of Chad agree?\nThe talks in Geneva go on with a new proposal.",
            "The page says:",
            "“The talks in Geneva go on with a new proposal.”",
        ),
        (
            "Will there be a vote on the port?",
            "A second vote had appeared to be likely.\nOn Friday the minister announced that there would be none.",
            "Announced:",
            "“On Friday the minister announced that there would be none.”",
        ),
        (
            "Saleh to insist on a higher tax",
            "“Nobody wants to pay more,” he said in a hall on Friday.",
            "The page says:",
            "“Saleh to insist on a higher tax”",
        ),
        (
            "Saleh to tout a pact with Chad",
            "Since he came to the city a year ago, he has left two treaties and a council.",
            "The page says:",
            "“Saleh to tout a pact with Chad”",
        ),
        (
            "River talks still go on",
            "OSLO/GENEVA (Newswire) - Envoys of Chad met in search of a treaty.",
            "The page says:",
            "“Envoys of Chad met in search of a treaty.”",
        ),
        (
            "Leaders agree about progress but see no deal yet",
            "Leaders agreed with each other on little but their hope for a treaty.",
            "The page says:",
            "“Leaders agreed with each other on little but their hope for a treaty.”",
        ),
    ],
)
def test_the_first_line_is_the_news_of_the_talks(title: str | None, text: str, lead: str, words: str) -> None:
    article = Article(title=title, text=f"{title}\n{text}" if title else text, published="2024-05-02")
    first = build_brief([("x.txt", Reading(article=article))]).summary[0]
    assert (first.lead, first.text) == (lead, words)


def test_sentences_on_talks_fill_up_a_short_top() -> None:
    told = "A deal on the port is close, both envoys hope."
    text = f"River talks\nEnvoys met to talk of a treaty.\n{told}\nIt rained all day long there."
    top = build_brief([("x.txt", Reading(article=Article(title="River talks", text=text)))]).summary
    assert [(line.lead, line.text) for line in top[1:]] == [("The page also says:", f"“{told}”")]


def test_at_the_top_stand_twelve_lines_at_most() -> None:
    base = reading()
    many = tuple(replace(p, holder=f"Party {n}", confidence=0.9) for n in range(30) for p in base.positions)
    assert len(build_brief([("x.txt", replace(base, positions=many))]).summary) <= 12


def test_days_stand_for_weeks() -> None:
    base = reading()
    brief = build_brief([("x.txt", replace(base, meetings=tuple(replace(m, date="2024-W23") for m in base.meetings)))])
    assert "3 to 9 June 2024" in terminal(brief)
    assert "W23" not in terminal(brief)


def test_a_lead_that_tells_an_aim_tells_nothing_that_is_ahead() -> None:
    assert turn_of("The call to restart talks surprised Chad", headline=False) is None
    assert turn_of("Chad will hold talks on Monday", headline=False) == "About to happen"


def test_whose_a_condition_is_stands_there_only_where_its_sentence_names_it() -> None:
    base = reading()
    strange = tuple(replace(c, holder="Norway") for c in base.conditions[:1])
    conditions = next(
        s for s in build_brief([("x.txt", replace(base, conditions=strange))]).sections if s.key == "conditions"
    )
    assert [line.lead for line in conditions.lines] == ["It is said:"]
    known = next(s for s in build_brief([("x.txt", base)]).sections if s.key == "conditions")
    assert known.lines[0].lead == "Idris Omar:"


def test_nobody_sits_twice_at_talks_without_a_name() -> None:
    one = reading()
    meeting, seat = one.meetings[0], one.attendance[0]
    unsure = replace(meeting, name="other talks", confidence=0.05)
    twice = replace(
        one,
        meetings=(replace(meeting, confidence=0.05), unsure),
        attendance=(seat, replace(seat, meeting="other talks"), *one.attendance[1:]),
    )
    brief = build_brief([("page.txt", twice)])
    section = next(s for s in brief.sections if s.key == "attendance")
    leads = [line.lead for group in section.groups for line in group.lines]
    assert len(leads) == len(set(leads)) > 0


def test_a_window_over_two_months_is_told_whole() -> None:
    text = (
        "Chad and Sudan disagree on a port, and traders of both have asked for help since the winter. "
        "Chad and Sudan will hold talks in Geneva between 28 April and 3 May."
    )
    found = build_brief([("talks.txt", read_article(Article(text=text, published="2024-04-10", language="en")))])
    (talks,) = (s for s in found.sections if s.key == "talks")
    (events,) = (s for s in found.sections if s.key == "events")
    assert any(
        "in Geneva; between 28 April and 3 May 2024" in line.text for line in (*talks.lines, *talks.folded_lines)
    )
    assert any("between 28 April and 3 May 2024" in line.text for line in events.lines)


def test_words_of_another_year_have_their_time() -> None:
    text = (
        'PORT ARDA - The council will meet on Monday. "We are a nation of quarrels," Dahl said in February 2009. '
        '"The talks go on," Dahl said on Friday. "The year 2009 was hard," Saleh said. '
        '"We will not forget," Omar, who lost his boat in the 2008 flood, said on Friday.'
    )
    page = read_article(Article(text=text, published="2014-08-20", language="en"))
    section = next(s for s in build_brief([("page.txt", page)]).sections if s.key == "statements")
    lines = [line for group in section.groups for line in group.lines]
    assert [[n for n in line.notes if n.startswith("said")] for line in lines] == [
        ["said in February 2009"],
        [],
        [],
        [],
    ]


def test_what_somebody_had_said_before_is_told_so() -> None:
    text = (
        "PORT ARDA - The council will meet on Monday. Mira Dahl had maintained that the port was safe. "
        "Tor Halvik has previously argued that the toll was too low. Ada Lund said that she had paid the toll."
    )
    page = read_article(Article(text=text, published="2014-08-20", language="en"))
    section = next(s for s in build_brief([("page.txt", page)]).sections if s.key == "statements")
    notes = {group.title: line.notes for group in section.groups for line in group.lines}
    assert "said before" in notes["Mira Dahl"]
    assert "said before" in notes["Tor Halvik"]
    assert "said before" not in notes["Ada Lund"]


def test_a_year_within_the_words_is_not_when_they_were_said() -> None:
    text = (
        "PORT ARDA - The council will meet on Monday. "
        '"If you want to see a harbour that works," Mira Dahl said, "you have to go back to 1976."'
    )
    page = read_article(Article(text=text, published="2014-08-20", language="en"))
    section = next(s for s in build_brief([("page.txt", page)]).sections if s.key == "statements")
    lines = [line for group in section.groups for line in group.lines]
    assert len(lines) == 2
    assert not any(note.startswith("said") for line in lines for note in line.notes)
