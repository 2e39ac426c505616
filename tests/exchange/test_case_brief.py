"""The brief of a case: told in the right tense, with its reasons, nothing averaged, nothing cut in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stateofplay.exchange.brief import Brief
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.record import create_case, open_case
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import rows
from stateofplay.service.briefing import case_brief, changes_brief
from stateofplay.service.cases import add
from tests.record.written import Written, case_of, page

BOTH = ("Chad", "Sudan")


def brief_of(tmp_path: Path, *pages: Written, articles: bool = False) -> Brief:
    with case_of(tmp_path / "case.sop", *pages) as case:
        return case_brief(case, outlook=False, articles=articles)


def told(line: BriefLine) -> str:
    return f"{line.lead} {line.text} ({'; '.join(line.notes)})"


def section(brief: Brief, key: str) -> str:
    found = next(s for s in brief.sections if s.key == key)
    parts = [found.title, *(t for g in found.groups for t in (g.title, *map(told, g.lines)))]
    return "\n".join(parts if found.groups else [found.title, found.empty])


def seats(day: str, status: str, date: str = "2024-06-03") -> Written:
    return (
        page(day)
        .actor("Amina Saleh", "Chad", roles=("Foreign Minister",))
        .actor("Idris Omar", "Chad", roles=("President",))
        .meeting(f"The talks in Geneva on {date} are {status}.", "talks", BOTH, status, place="Geneva", date=date)
        .seat("Amina Saleh leads the team.", "Amina Saleh", "talks", capacity="head")
        .seat("Idris Omar comes only if a truce holds.", "Idris Omar", "talks", "conditional")
        .condition(
            "Idris Omar comes only if a truce holds.", "Idris Omar", "Idris Omar comes", "only_if", "a truce holds"
        )
        .seat("Envoys of Qatar come too.", "envoys of Qatar", "talks")
    )


@pytest.mark.parametrize(
    ("status", "later", "says"),
    [
        ("planned", None, ["Chad) leads", "comes only if “a truce holds”", "envoys of Qatar come"]),
        (
            "proposed",
            None,
            ["Chad) would lead the delegation", "would come only if “a truce holds”", "Qatar would take part"],
        ),
        ("held", None, ["Chad) led", "was to come only if “a truce holds”", "Qatar took part"]),
        ("cancelled", None, ["Chad) was to lead the delegation", "Qatar were to take part"]),
        ("planned", "2024-07-01", ["no page says that it took place", "Chad) was to lead", "Qatar were to take part"]),
    ],
)
def test_seats_are_told_in_the_tense_of_their_meeting(
    tmp_path: Path, status: str, later: str | None, says: list[str]
) -> None:
    pages = [seats("2024-05-30" if status != "held" else "2024-06-04", status)]
    if later:
        pages.append(page(later).position("Sudan demands talks.", "Sudan", "demands", "talks"))
    text = section(brief_of(tmp_path, *pages), "talks")
    assert "Amina Saleh (Foreign Minister, Chad)" in text
    for words in says:
        assert words in text, text


def test_what_hangs_on_a_name_is_told_in_the_words_of_its_sentence(tmp_path: Path) -> None:
    words = "Omar has said that he would negotiate only with Saleh."
    written = (
        page("2024-05-30")
        .actor("Amina Saleh", "Chad", aliases=("Saleh",))
        .meeting("The talks are planned.", "talks", BOTH, "planned")
        .seat(words, "Idris Omar", "talks", "conditional")
        .condition(words, "Idris Omar", "he would negotiate", "only_if", "Saleh")
    )
    brief = brief_of(tmp_path, written)
    assert "Idris Omar comes only on a condition: “he would negotiate only with Saleh”" in section(brief, "talks")
    assert "Idris Omar: “he would negotiate only with Saleh”" in section(brief, "conditions")


def test_no_status_is_said_to_have_been_before_itself(tmp_path: Path) -> None:
    text = section(brief_of(tmp_path, seats("2024-05-28", "planned"), seats("2024-05-29", "planned")), "talks")
    assert "before:" not in text
    assert "2 pages" in text


def test_a_seat_with_two_words_of_one_page_shows_both(tmp_path: Path) -> None:
    written = seats("2024-05-30", "planned").seat("Idris Omar stays away, aides say.", "Idris Omar", "talks", "absent")
    brief = brief_of(tmp_path, written)
    line = next(li for s in brief.sections for li in s.lines if li.lead.startswith("Idris Omar") and s.key == "talks")
    assert "the same page also: " in told(line)
    assert len(line.marks) == 2


def test_the_first_lines_say_what_is_ahead_who_leads_who_waits_and_what_is_not_negotiable(tmp_path: Path) -> None:
    red = (
        page("2024-05-30")
        .position("Sudan will never give up the harbour.", "Sudan", "opposes", "giving up the harbour", red_line=True)
        .condition("Chad signs if Sudan signs.", "Chad", "Chad signs", "if", "Sudan signs")
        .condition("Sudan signs once Chad does.", "Sudan", "Sudan signs", "after", "Chad does")
    )
    first = [told(li) for li in brief_of(tmp_path, seats("2024-05-30", "planned"), red).summary]
    assert first[0].startswith("talks, 3 June 2024: planned")
    assert any("Amina Saleh" in words and "leads" in words for words in first)
    assert any("comes only if" in words for words in first)
    assert any("Mutual waiting: Chad waits for Sudan" in words for words in first)
    assert any("red line" in words for words in first)


def test_parties_stand_by_sides_and_who_speaks_is_named(tmp_path: Path) -> None:
    written = (
        page("2024-03-01")
        .actor("Amina Saleh", "Chad", roles=("Foreign Minister",))
        .position("Chad demands a truce.", "Chad", "demands", "a truce")
        .position("Saleh offers prisoners.", "Amina Saleh", "offers", "release of prisoners")
        .position("Sudanese ministers support a truce.", "Sudanese ministers", "supports", "a truce")
    )
    brief = brief_of(tmp_path, written)
    groups = {g.title: [told(li) for li in g.lines] for s in brief.sections if s.key == "positions" for g in s.groups}
    assert any(words.startswith("demands “a truce”") for words in groups["Chad"])
    assert any(words.startswith("Amina Saleh offers") for words in groups["Chad"])
    assert groups["Sudanese ministers"][0].startswith("support ") or "support “" in groups["Sudanese ministers"][0]


def test_contradictions_of_every_kind(tmp_path: Path) -> None:
    written = [
        page("2024-03-01")
        .actor("Idris Omar", "Chad")
        .actor("Amina Saleh", "Chad")
        .position("Omar rejects a truce.", "Idris Omar", "opposes", "a truce")
        .position("Saleh accepts a truce.", "Amina Saleh", "supports", "a truce")
        .position("Sudan accepts new dams.", "Sudan", "supports", "new dams on the river")
        .position("Sudan rejects dams.", "Sudan", "opposes", "dams"),
        page("2024-03-02")
        .statement("Chad said Sudan had held back the boats.", "Chad", "say", "Sudan had held back the boats")
        .statement("Sudan denied that it had held back boats.", "Sudan", "deny", "it had held back boats"),
    ]
    text = section(brief_of(tmp_path, *written), "contradictions")
    assert "Inside Chad, on ceasefire" in text
    assert "Sudan, on water: opposite words on one day" in text
    assert "Sudan denies what Chad says (held, back, boats)" in text


def test_one_denial_of_what_several_say_is_told_once(tmp_path: Path) -> None:
    written = [
        page("2024-03-01")
        .actor("Sudan")
        .statement("Chad said Sudan had held back the boats.", "Chad", "say", "Sudan had held back the boats")
        .statement("Officials say Sudan held back boats.", "Egyptian officials", "say", "Sudan held back boats"),
        page("2024-03-02").statement("Sudan denied it had held back boats.", "Sudan", "deny", "it had held back boats"),
    ]
    text = section(brief_of(tmp_path, *written), "contradictions")
    assert text.count("Sudan denies:") == 1
    assert "Sudan denies what Chad and Egyptian officials say" in text
    assert "Egyptian officials say:" in text


def test_what_is_not_shown_is_counted_and_the_view_that_has_it_is_named(tmp_path: Path) -> None:
    written = page("2024-03-01")
    for number in range(15):
        name = f"talks {number}"
        written.meeting(
            f"Round {number} is planned.", name, BOTH, "planned", place="Geneva", date=f"2024-04-{number + 1:02}"
        )
        written.condition(f"Chad signs {number}.", "Chad", f"signs {number}", "if", f"rain falls {number}")
        written.event(f"Chad helps Sudan {number}.", "Chad", "AID", "Sudan", "happened")
    brief = brief_of(tmp_path, written)
    assert "the latest 12 of 15; all: stateofplay meetings CASE" in section(brief, "talks")
    assert "latest 12 of 15; all: stateofplay conditions CASE" in section(brief, "conditions")
    assert "the latest 12 of 15; all: stateofplay events CASE" in section(brief, "events")


def test_numbers_agree_with_their_nouns_and_pages_are_counted_as_sources(tmp_path: Path) -> None:
    long = "Chad and Sudan will meet again in the spring to talk about the harbour and the fees that ships have to pay there. "
    original = page("2024-03-01").position(long * 3, "Chad", "demands", "talks about the harbour")
    copy = page("2024-03-01", source="copy.html").position(long * 3, "Chad", "demands", "talks about the harbour")
    undated = page(None).position("Sudan demands a truce.", "Sudan", "demands", "a truce")
    caveats = "\n".join(brief_of(tmp_path, original, copy, undated).caveats)
    assert "3 pages: 2 sources and 1 copy of them (no source of its own)." in caveats
    assert "1 page says no date of publication and overrules none that has one." in caveats
    assert not re.search(r"\b1 (pages|copies|sources|versions)\b", caveats)


def test_uncertain_names_and_disagreeing_people_are_told(tmp_path: Path) -> None:
    first = page("2024-03-01").position("Anna Petrova demands a truce.", "Anna Petrova", "demands", "a truce")
    second = page("2024-03-02").position("Anna Petrov demands a truce.", "Anna Petrov", "demands", "a truce")
    with case_of(tmp_path / "case.sop", first, second) as case:
        with case.write() as connection:
            claim = rows(connection, "positions")[0].claim_id
            judge(connection, claim, Verdict.ACCEPT, author="ana")
            judge(connection, claim, Verdict.UNSURE, author="bo")
        caveats = "\n".join(case_brief(case, outlook=False, articles=False).caveats)
    assert re.search(
        r"Perhaps the same actor: Anna Petrova? and Anna Petrova? \(surnames that differ by an ending\)", caveats
    )
    assert f"{claim} (ana: accept, bo: unsure)" in caveats


def test_marks_are_numbered_as_they_are_met_and_each_leads_to_its_words(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, seats("2024-05-30", "planned"), articles=True)
    met = [m for li in (*brief.summary, *(li for s in brief.sections for li in s.lines)) for m in li.marks]
    assert list(dict.fromkeys(met)) == list(range(1, len(brief.marks) + 1))
    articles = {p.number: p.article for p in brief.pages}
    assert all(mark.evidence.stands_in(articles[mark.page].text) for mark in brief.marks)


def test_changes_are_told_with_what_was_before(tmp_path: Path) -> None:
    pages = [
        seats("2024-05-30", "planned"),
        page("2024-05-30").position("Chad rejects a truce.", "Chad", "opposes", "a truce"),
        seats("2024-06-04", "held"),
        page("2024-06-04").position("Chad accepts a truce.", "Chad", "supports", "a truce"),
        page("2024-06-05")
        .statement("Chad said Sudan had held back the boats.", "Chad", "say", "Sudan had held back the boats")
        .statement("Sudan denied that it had held back boats.", "Sudan", "deny", "it had held back boats"),
    ]
    with case_of(tmp_path / "case.sop", *pages):
        pass
    with open_case(tmp_path / "case.sop") as case:
        brief = changes_brief(case, "2024-06-01", articles=False)
        nothing = changes_brief(case, "2024-07-01", articles=False)
    by_key = {s.key: section(brief, s.key) for s in brief.sections}
    assert (
        "Chad supports “a truce” (on ceasefire; 2024-06-04; before: opposes “a truce” (2024-05-30); less sure)"
        in by_key["turned"]
    )
    assert "talks, 3 June 2024: held" in by_key["status"]
    assert "before: planned (2024-05-30)" in by_key["status"]
    assert "Sudan denies: “it had held back boats”" in by_key["contradicted"]
    assert "Nothing changed since 2024-07-01" in section(nothing, "nothing")


def test_changes_fold_what_is_doubtful_but_seats_and_talks(tmp_path: Path) -> None:
    pages = [
        seats("2024-06-04", "held"),
        page("2024-06-04").position("Chad accepts a truce.", "Chad", "supports", "a truce", confidence=0.7),
        page("2024-06-05").position("Sudan may want a port.", "Sudan", "demands", "a port", confidence=0.3),
    ]
    with case_of(tmp_path / "case.sop", *pages) as case:
        (new,) = changes_brief(case, "2024-06-01", articles=False).sections
    assert [line.lead for line in new.folded_lines] == ["Sudan demands"]
    assert "Chad supports" in {line.lead for line in new.lines}
    assert not {line.kind for line in new.folded_lines} & {"meetings", "attendance"}


@pytest.mark.parametrize(
    ("words", "date", "says"),
    [
        ("between 28 April and 3 May", "2024-04", "between 28 April and 3 May 2024"),
        ("from 30 April to 2 May", "2024-04-30", "from 30 April to 2 May 2024"),
        ("in April", "2024-04", "in April 2024"),
    ],
)
def test_a_window_over_two_months_is_told_whole_and_lies_ahead_until_its_end(
    tmp_path: Path, words: str, date: str, says: str
) -> None:
    first = page("2024-04-10").meeting(f"Talks are planned in Geneva {words}.", "talks", BOTH, "planned", date=date)
    later = page("2024-05-01").position("Chad wants a truce.", "Chad", "demands", "a truce")
    found = section(brief_of(tmp_path, first, later), "talks")
    assert says in found
    assert ("no page says that it took place" in found) is (words == "in April")


def read_in(tmp_path: Path, *pages: tuple[str, str]) -> Brief:
    with create_case(str(tmp_path / "talks.sop")) as case:
        for number, (day, text) in enumerate(pages):
            file = tmp_path / f"{number}.txt"
            file.write_text(f"Chad and Sudan at odds\n{text}\n", encoding="utf-8")
            add(case, str(file), published=day)
        return case_brief(case, outlook=False, articles=False)


def test_what_is_due_next_is_told_with_its_sentences(tmp_path: Path) -> None:
    brief = read_in(
        tmp_path,
        ("2024-05-02", "Sudan demands that Chad reopen the port by 4 May. Chad has not answered."),
        ("2024-05-06", "Chad demands that Sudan withdraw its troops from the valley by 20 May. Talks go on in Geneva."),
        ("2024-05-07", "Sudan will lift the blockade only if Chad pays by 9 May. Chad said nothing of it."),
    )
    (due,) = (s for s in brief.sections if s.key == "deadlines")
    leads = [line.lead for line in due.lines]
    # In the order of days; what was due before the newest page is past.
    assert leads == ["Due by 9 May 2024:", "Due by 20 May 2024:"]
    assert "Chad demands that “Sudan withdraw its troops from the valley" in due.lines[1].text
    sentences = {mark.number: mark.evidence.quote for mark in brief.marks}
    assert "by 20 May" in sentences[due.lines[1].marks[0]]


def test_without_a_day_to_come_nothing_is_due(tmp_path: Path) -> None:
    brief = read_in(
        tmp_path,
        ("2024-05-02", "Sudan demands that Chad reopen the port by 4 May. Chad has not answered."),
        ("2024-05-06", "Chad wants an answer within two weeks. Talks go on in Geneva."),
    )
    assert "deadlines" not in {s.key for s in brief.sections}


def test_nothing_doubtful_stands_in_the_first_lines(tmp_path: Path) -> None:
    written = [
        page("2024-03-01")
        .meeting("Chad and Sudan may meet.", "talks", BOTH, "proposed", confidence=0.4)
        .position(
            "Sudan will never give up the harbour.", "Sudan", "opposes", "the harbour", red_line=True, confidence=0.3
        )
        .position("Chad demands a truce.", "Chad", "demands", "a truce", confidence=0.7),
        page("2024-03-02").position("Chad wants a truce at once.", "Chad", "demands", "a truce", confidence=0.7),
    ]
    brief = brief_of(tmp_path, *written)
    assert [told(li).split(" (")[0] for li in brief.summary] == ["Chad demands “a truce”"]
    assert "proposed" in section(brief, "talks"), "further down it stands, and says that it is doubtful"


def test_talks_that_were_under_way_weeks_ago_are_not_told_as_going_on(tmp_path: Path) -> None:
    now = page("2024-04-20").position("Chad demands a truce.", "Chad", "demands", "a truce")
    then = page("2024-03-01").meeting("Talks of both are under way.", "talks", BOTH, "under_way")
    text = section(brief_of(tmp_path, then, now), "talks")
    assert "was under way then; between Chad and Sudan; no date given, page of 2024-03-01" in text


def test_a_condition_is_told_once_and_not_by_words_of_saying(tmp_path: Path) -> None:
    written = page("2024-03-01")
    for _ in range(2):
        written.condition("Chad signs if rain falls.", "Chad", "signs", "if", "rain falls")
    written.condition("If the toll falls, he said.", "Chad", "he said", "if", "the toll falls")
    text = section(brief_of(tmp_path, written), "conditions")
    assert text.count("rain falls") == 1
    assert "he said" not in text


def test_a_meeting_of_which_the_latest_word_is_doubtful_is_none_of_the_first_lines(tmp_path: Path) -> None:
    planned = seats("2024-05-30", "planned")
    later = page("2024-05-31").meeting(
        "The talks may be put off.", "talks", BOTH, "proposed", place="Geneva", date="2024-06-03", confidence=0.4
    )
    assert not [li for li in brief_of(tmp_path, planned, later).summary if li.kind == "meetings"]
