"""What a brief says is English: a wish by what its words are, days with their preposition, a condition by what it hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stateofplay.exchange.brief import build_brief
from stateofplay.exchange.brief.days import when
from stateofplay.exchange.brief.sayings import saying
from stateofplay.exchange.brief.wishes import wish
from stateofplay.exchange.brief.wording import dependency
from stateofplay.model import (
    ActorKind,
    Article,
    AttendanceStatus,
    EventStatus,
    Evidence,
    Meeting,
    MeetingStatus,
    PloverEvent,
    Reading,
    Relation,
    Stance,
)
from tests.exchange.readings import reading


@pytest.mark.parametrize(
    ("stance", "sentence", "issue", "told"),
    [
        ("demands", "Chad wants a truce.", "a truce", "demands “a truce”"),
        ("demands", "Chad urged Norway to reopen the port.", "reopen the port", "wants “Norway to reopen the port”"),
        ("demands", "Chad pressed both sides to hold fire.", "hold fire", "wants “both sides to hold fire”"),
        ("demands", "Chad waits for the captives to be freed.", "be freed", "wants “the captives to be freed”"),
        ("demands", "Chad wants to see more money for schools.", "see more money", "wants to “see more money”"),
        ("demands", "It was time, Chad said, to disarm.", "disarm", "demands: “disarm”"),
        ("demands", "Chad called on Norway to hold fire.", "Norway to hold fire", "wants “Norway to hold fire”"),
        ("demands", "Chad insists that the port be reopened.", "port be reopened", "demands that “the port be reopened”"),
        ("demands", "“We must share the river,” Chad said.", "We must share the river", "says: “We must share the river”"),
        ("demands", "Chad demanded ships stay in the bay.", "stay in the bay", "demands that “ships stay in the bay”"),
        ("demands", "Chad urged the North to talk.", "North to talk", "wants “the North to talk”"),
        ("offers", "Chad is willing to share the river.", "share the river", "offers to “share the river”"),
        ("threatens", "Chad will shut the port.", "shut the port", "threatens to “shut the port”"),
        ("threatens", "Chad repeated its threat to shut it.", "shut it", "threatens to “shut it”"),
        ("considers", "Chad may leave the pact.", "leave the pact", "is weighing whether to “leave the pact”"),
        ("proposes", "Chad plans to open the port and lift the tax.", "lift the tax", "proposes to “lift the tax”"),
        ("supports", "Chad agreed to halve the tax.", "halve the tax", "is ready to “halve the tax”"),
        ("supports", "Chad agreed to let ships pass.", "let ships pass", "is ready to “let ships pass”"),
        ("supports", "Chad is committed to peace talks.", "peace talks", "supports “peace talks”"),
        ("supports", "Norway works with Chad to widen aid.", "widen aid", "supports: “widen aid”"),
        ("supports", "Norway is working to widen aid.", "widen aid", "works to “widen aid”"),
        ("supports", "Chad is eager to avoid a war.", "avoid a war", "wants to “avoid a war”"),
        ("supports", "Chad plans to send aid.", "send aid", "plans to “send aid”"),
        ("supports", "Chad keeps its “open door” rule.", "“open door” rule", "supports “‘open door’ rule”"),
        ("opposes", "Chad doesn’t want to renew the pact.", "renew the pact", "does not want to “renew the pact”"),
        ("opposes", "Chad rejects a plan with the new lords.", "a plan with the", "opposes “a plan …”"),
        ("opposes", "Chad refuses to cede the island.", "cede the island", "refuses to “cede the island”"),
        ("opposes", "Nobody should talk to rebels, Chad said.", "talk to rebels", "opposes: “talk to rebels”"),
        ("opposes", "The visit should not go on, Chad said.", "visit should not go on", "says: “The visit should not go on”"),
        ("opposes", "Under no terms should we cede it, Chad said.", "we cede it", "opposes: “we cede it”"),
        ("opposes", "Chad objects to drilling at sea.", "drilling at sea", "opposes “drilling at sea”"),
    ],
)  # fmt: skip
def test_a_wish_is_told_as_what_its_words_are(stance: str, sentence: str, issue: str, told: str) -> None:
    assert " ".join(wish(Stance(stance), issue, sentence)) == told


def test_a_wish_agrees_with_its_holder() -> None:
    assert wish(Stance.OFFERS, "leave", "They agreed to leave.", many=True)[0] == "offer to"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2025-05-12", "on 12 May 2025"),
        ("2025-05", "in May 2025"),
        ("2025", "in 2025"),
        ("2025-W20", "in the week of 12 to 18 May 2025"),
    ],
)
def test_a_day_has_its_preposition(value: str, told: str) -> None:
    assert when(value) == told


@pytest.mark.parametrize(
    ("relation", "sentence", "what", "on", "told"),
    [
        ("only_if", "Chad comes only if a truce holds.", "Chad comes", "a truce holds", "“Chad comes” only if “a truce holds”"),
        ("only_if", "Chad will talk only with Norway.", "Chad will talk", "Norway", "“Chad will talk only with Norway”"),
        ("if", "The next step depends on who wins.", "The next step", "who wins", "“The next step depends on who wins”"),
        ("if", "Who wins decides, and the next step waits.", "the next step", "Who wins", "“the next step” hangs on “Who wins”"),
        ("unless", "Ships stay until a truce holds.", "Ships stay", "a truce holds", "“Ships stay” until “a truce holds”"),
        ("in_exchange_for", "Chad gives grain for oil.", "grain", "oil", "“grain” in exchange for “oil”"),
        (
            "if",
            "The pact, if it holds, will end the war.",
            "will end the war",
            "it holds",
            "“The pact … will end the war” if “it holds”",
        ),
        ("if", "Dahl, a mayor, said, if it holds, she comes.", "she comes", "it holds", "“she comes” if “it holds”"),
        ("only_if", "Any deal must include the port.", "Any deal", "the port", "“Any deal must include the port”"),
        ("only_if", "It could take three rounds to end it.", "end it", "three rounds", "“could take three rounds to end it”"),
        ("unless", "Without aid, Chad would default.", "Chad would default", "aid", "“Without aid, Chad would default”"),
        ("if", "Failure could sink the talks.", "could sink the talks", "Failure", "“Failure could sink the talks”"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_sentence(relation: str, sentence: str, what: str, on: str, told: str) -> None:
    assert dependency(Relation(relation), what, on, sentence) == told


@pytest.mark.parametrize(
    ("status", "before"),
    [
        (EventStatus.HAPPENED, ""),
        (EventStatus.PLANNED, "Planned: "),
        (EventStatus.HYPOTHETICAL, "Only weighed, threatened or on a condition: "),
        (EventStatus.DENIED, "Denied or did not come about: "),
    ],
)
def test_at_the_top_a_deed_says_whether_it_happened(status: EventStatus, before: str) -> None:
    one = reading()
    deed = replace(one.events[0], event=PloverEvent.SANCTION, status=status, confidence=0.95)
    lines = [f"{line.lead} {line.text}" for line in build_brief([("x.txt", replace(one, events=(deed,)))]).summary]
    assert f"{before}Chad puts sanctions or tariffs on Sudan in Geneva on 3 June 2024" in lines


@pytest.mark.parametrize(
    ("sentence", "content", "direct", "told"),
    [
        ("Dahl said that talks would go on.", "talks would go on", False, "says: talks would go on"),
        ("Dahl described the plan as a “draft”.", "the plan as a “draft”", False, "described “the plan as a ‘draft’”"),
        ("Norway took Chad’s comments as a threat.", "as a threat", False, "says: as a threat"),
        ("Dahl put forward a plan for the port.", "a plan for the port", False, "put forward “a plan for the port”"),
        ("Dahl accused Chad of stalling.", "stalling", False, "accused “Chad of stalling”"),
        ("Dahl urged the North to talk.", "to talk", False, "urged “the North to talk”"),
        ("Dahl dismissed the offer as “stupid”.", "“stupid”", True, "dismissed “the offer as ‘stupid’”"),
        ("“We are ready,” Dahl said.", "“We are ready,”", True, "says “We are ready”"),
        (
            "“I had not thought of that,” Dahl said.",
            "“I had not thought of that,”",
            True,
            "says “I had not thought of that”",
        ),
        ("Dahl was accused by Togo of stalling the talks.", "stalling the talks", False, "says: stalling the talks"),
        (
            "Dahl accuses the town’s council of using the flood for a vote.",
            "using the flood for a vote",
            False,
            "accuses “the town’s council of using the flood for a vote”",
        ),
        (
            "Dahl blamed “bad maps” for not finding it.",
            "not finding it",
            False,
            "blamed “‘bad maps’ for not finding it”",
        ),
        (
            "Dahl credited Chad with trying to help.",
            "with trying to help",
            False,
            "credited “Chad with trying to help”",
        ),
        ("Dahl has been calling for a truce.", "a truce", False, "calls “for a truce”"),
        ("Dahl goes on to push for a truce.", "for a truce", False, "pushes “for a truce”"),
        (
            "Dahl expressed hope that they would meet.",
            "hope that they would meet",
            False,
            "expressed “hope that they would meet”",
        ),
        (
            "Dahl told the crew, “as you know, it is late.”",
            "as you know, it is late.",
            True,
            "says “as you know, it is late.”",
        ),
        ("“Who pays?” Dahl asked.", "“Who pays?”", True, "asks “Who pays?”"),
        ("Dahl welcomed the plan.", "welcomed the plan", False, "welcomed “the plan”"),
        ("Dahl voiced hope. “No comment,” she added.", "“No comment,”", True, "says “No comment”"),
    ],
)
def test_what_is_no_clause_is_told_with_the_page_s_own_verb(
    sentence: str, content: str, direct: bool, told: str
) -> None:
    one = replace(
        reading().statements[0],
        evidence=Evidence(start=0, end=len(sentence), quote=sentence),
        anchor=0,
        content=content,
        content_start=sentence.index(content),
        direct=direct,
    )
    assert " ".join(filter(None, saying(one, many=False))) == told


def test_words_around_she_said_are_told_without_it() -> None:
    sentence = "A toll on the port, she said, would hurt the town."
    one = replace(
        reading().statements[0],
        evidence=Evidence(start=0, end=len(sentence), quote=sentence),
        anchor=sentence.index("said"),
        content=sentence,
        content_start=0,
        direct=False,
    )
    assert saying(one, many=False) == ("says:", "A toll on the port … would hurt the town.")


def told_of(name: str, one: Reading) -> list[str]:
    section = next(s for s in build_brief([("x.txt", one)]).sections if s.key == name)
    return [f"{line.lead} {line.text}" for line in section.lines]


def test_a_wish_of_one_sentence_has_one_holder_but_where_the_sentence_joins_two() -> None:
    one = reading()
    sure = replace(one.positions[0], confidence=0.9)
    other = replace(sure, holder="Chad", confidence=0.8)
    assert len(told_of("positions", replace(one, positions=(sure, other)))) == 1
    talks = one.meetings[0]  # its sentence joins the two
    joined = tuple(replace(p, evidence=talks.evidence, anchor=talks.anchor) for p in (sure, other))
    assert len(told_of("positions", replace(one, positions=joined))) == 2


def test_deeds_in_the_same_words_are_one_line_with_both_sentences() -> None:
    one = reading()
    first = replace(one.events[0], confidence=0.9)
    again = replace(first, evidence=one.conditions[0].evidence, anchor=one.conditions[0].anchor, confidence=0.8)
    brief = build_brief([("x.txt", replace(one, events=(first, again)))])
    lines = next(s for s in brief.sections if s.key == "events").lines
    assert [len(line.marks) for line in lines] == [2]
    assert lines[0].same == (again.id,)


def test_at_the_top_words_stand_for_the_deed_that_they_are() -> None:
    one = reading()
    words = one.statements[0]
    demand = replace(
        one.events[0], event=PloverEvent.REQUEST, evidence=words.evidence, anchor=words.anchor, confidence=0.9
    )
    said = tuple(replace(s, confidence=0.9) for s in one.statements)
    summary = build_brief([("x.txt", replace(one, events=(demand,), statements=said, positions=()))]).summary
    assert not any("REQUEST" in line.notes for line in summary)
    assert any(line.kind == "statements" for line in summary)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Amina Saleh sat with the envoys.", "took part"),
        ("Amina Saleh is expected to sit with the envoys.", "takes part"),
        ("The talks with Amina Saleh have now been cancelled.", "was to take part"),
    ],
)
def test_the_sentence_of_a_seat_tells_whether_it_is_over(sentence: str, told: str) -> None:
    one = reading()
    text = f"{one.article.text} {sentence}"
    start = len(text) - len(sentence)
    seat = replace(
        one.attendance[0], evidence=Evidence.cut(text, start, len(text)), anchor=start, capacity=None, confidence=0.9
    )
    held = tuple(replace(m, status=MeetingStatus.HELD, confidence=0.3) for m in one.meetings)
    with_seat = replace(one, article=replace(one.article, text=text), attendance=(seat,), meetings=held)
    assert told_of("attendance", with_seat) == [f"Amina Saleh (Foreign Minister, Chad) {told}"]


def test_what_says_nothing_stands_below_the_top_alone() -> None:
    one = reading()
    vague = replace(one.positions[0], issue="this", confidence=0.9, red_line=False)
    plan = replace(vague, issue="bases")
    assert any("“bases”" in line.text for line in build_brief([("x.txt", replace(one, positions=(plan,)))]).summary)
    text = one.article.text + " Sudan opposes the plan. Would Chad come if Sudan asked?"
    article = replace(one.article, text=text)
    opposed, asked = text.index("Sudan opposes the"), text.index("Would Chad")
    empty = replace(vague, issue="plan", evidence=Evidence.cut(text, opposed, opposed + 23), anchor=opposed)
    question = replace(
        one.conditions[0], evidence=Evidence.cut(text, asked, len(text)), anchor=asked, what="Would Chad come", on="Sudan asked",
        relation=Relation.IF, confidence=0.9,
    )  # fmt: skip
    brief = build_brief([("x.txt", replace(one, article=article, positions=(empty,), conditions=(question,)))])
    below = [line.text for section in brief.sections for line in section.lines]
    top = [line.text for line in brief.summary]
    assert "“plan”" in below
    assert "“plan”" not in top
    assert any("Sudan asked" in words for words in below)
    assert not any("Sudan asked" in words for words in top)


def test_a_speaker_at_the_head_of_a_sentence_is_the_one_within() -> None:
    one = reading()
    said = (one.statements[0], replace(one.statements[0], speaker="A Sudanese official", content_start=0))
    section = next(s for s in build_brief([("x.txt", replace(one, statements=said))]).sections if s.key == "statements")
    assert [group.title for group in section.groups] == ["A Sudanese official (unnamed source)"]


def test_talks_named_by_who_meets_are_told_as_talks() -> None:
    one = reading()
    plain = replace(one.meetings[0], name="Chad-Sudan talks, 3 June 2024", confidence=0.9)
    seats = tuple(replace(a, meeting=plain.name) for a in one.attendance)
    brief = build_brief([("x.txt", replace(one, meetings=(plain,), attendance=seats))])
    assert brief.sections[0].lines[0].lead == "Talks:"
    assert brief.sections[1].groups[0].title == "Talks between Chad and Sudan, 3 June 2024"


def meetings(*chances: float) -> tuple[Meeting, ...]:
    return tuple(replace(reading().meetings[0], confidence=chance) for chance in chances)


def test_where_no_talks_are_sure_the_likeliest_are_told_with_their_doubt() -> None:
    one = replace(reading(), meetings=meetings(0.4))
    brief = build_brief([("x.txt", one)])
    talks, seats = brief.sections[0], brief.sections[1]
    assert [line.notes[-1] for line in talks.lines] == ["likely, not sure"]
    assert seats.groups[0].title == "Geneva talks, June 2024 (likely, not sure)"
    assert any("likely, not sure" in line.notes for line in brief.summary)


def test_talks_that_nobody_is_likely_to_sit_at_stay_folded() -> None:
    one = reading()
    lonely = replace(one, meetings=meetings(0.4), attendance=tuple(replace(a, confidence=0.3) for a in one.attendance))
    assert not build_brief([("x.txt", lonely)]).sections[0].lines
    assert not build_brief([("x.txt", replace(one, meetings=meetings(0.1)))]).sections[0].lines
    nowhere = tuple(replace(m, place=None, date=None) for m in meetings(0.4))
    assert not build_brief([("x.txt", replace(one, meetings=nowhere))]).sections[0].lines


def test_doubtful_talks_of_most_seats_are_told_beside_surer_ones_of_fewer() -> None:
    one = reading()
    surer = replace(one.meetings[0], name="Oslo meeting", place="Oslo", confidence=0.9)
    doubtful = meetings(0.34)[0]
    seats = tuple(replace(one.attendance[0], who=who, confidence=0.8) for who in ("Chad", "Sudan"))
    both = replace(one, meetings=(surer, doubtful), attendance=seats)
    brief = build_brief([("x.txt", both)])
    assert {line.notes[-1] for line in brief.sections[0].lines if line.notes} == {"less sure", "likely, not sure"}
    assert len(brief.sections[0].lines) == 2
    alone = replace(both, attendance=(*seats, *(replace(seat, meeting=surer.name) for seat in seats)))
    assert len(build_brief([("x.txt", alone)]).sections[0].lines) == 1
    fewer = build_brief([("x.txt", replace(both, attendance=seats[:1]))])
    assert len(fewer.sections[0].lines) == 1


def test_that_talks_are_without_preconditions_is_told_once_at_the_top() -> None:
    one = reading()
    talks = one.meetings[0]
    free = replace(
        one.conditions[0],
        relation=Relation.WITHOUT_PRECONDITIONS,
        what="the talks",
        on=None,
        evidence=talks.evidence,
        anchor=talks.anchor,
        confidence=0.9,
    )
    top = build_brief([("x.txt", replace(one, conditions=(free,)))]).summary
    assert [line.kind for line in top if "without preconditions" in line.text] == ["meetings"]


def test_at_the_top_a_seat_says_at_which_talks_where_the_top_tells_of_others() -> None:
    one = reading()
    more = replace(one.meetings[0], name="Oslo talks", confidence=0.9)
    seats = [line for line in build_brief([("x.txt", one)]).summary if line.emphasis == "head"]
    assert seats
    assert all("at Geneva talks, June 2024" not in line.notes for line in seats)
    both = build_brief([("x.txt", replace(one, meetings=(*one.meetings, more)))]).summary
    assert [line.notes[0] for line in both if line.emphasis == "head"] == ["at Geneva talks, June 2024"]


def test_a_side_that_stands_in_the_office_is_not_told_twice() -> None:
    one = reading()
    first = replace(one.actors[0], name="Amina Saleh", roles=("head of the Chad team",), side="Chad")
    brief = build_brief([("x.txt", replace(one, actors=(first,)))])
    assert any(line.lead == "Amina Saleh (head of the Chad team)" for line in brief.sections[1].lines)


def test_a_deed_of_words_stands_at_the_top_by_its_words_alone() -> None:
    one = reading()
    deed = replace(one.events[0], event=PloverEvent.REQUEST, confidence=0.95)
    summary = build_brief([("x.txt", replace(one, events=(deed,), statements=(), positions=(), conditions=()))]).summary
    assert not any("REQUEST" in line.notes for line in summary)


def test_what_some_of_a_party_say_is_not_told_of_all_of_it() -> None:
    one = reading()
    sentence = "Some Chadian lawmakers want a vote."
    wish_of_some = replace(
        one.positions[0],
        holder="lawmakers",
        evidence=Evidence(start=0, end=len(sentence), quote=sentence),
        anchor=0,
        confidence=0.9,
    )
    page = Reading(article=Article(text=sentence), positions=(wish_of_some,))
    (line,) = next(s for s in build_brief([("x.txt", page)]).sections if s.key == "positions").lines
    assert "some of them" in line.notes


def test_a_wish_about_one_s_own_coming_is_told_at_the_top_by_the_seat_alone() -> None:
    one = reading()
    text = f"{one.article.text} Amina Saleh will not take part in the talks."
    start = text.index("Amina Saleh will not")
    where = {"evidence": Evidence.cut(text, start, len(text)), "anchor": start, "confidence": 0.9}
    seat = replace(one.attendance[0], status=AttendanceStatus.ABSENT, capacity=None, **where)
    wishes = tuple(
        replace(one.positions[0], holder="Amina Saleh", issue=issue, stance=Stance.OPPOSES, red_line=False, **where)
        for issue in ("take part in the talks", "talks")
    )
    told = replace(one, article=replace(one.article, text=text), attendance=(seat,), positions=wishes, conditions=())
    top = [line.text for line in build_brief([("x.txt", told)]).summary]
    assert "stays away" in top
    assert "“talks”" in top
    assert "“take part in the talks”" not in top


@pytest.mark.parametrize(
    ("on", "told"), [("Dahl did", "comes only if “Dahl did”"), ("Mira Dahl", "comes only on a condition")]
)
def test_on_what_a_seat_hangs_is_told_with_it_and_not_again(on: str, told: str) -> None:
    one = reading()
    text = f"{one.article.text} Idris Omar would come only if {on}."
    start = text.index("Idris Omar would")
    where = {"evidence": Evidence.cut(text, start, len(text)), "anchor": start, "confidence": 0.9}
    seat = next(a for a in one.attendance if a.status is AttendanceStatus.CONDITIONAL)
    condition = replace(one.conditions[0], relation=Relation.ONLY_IF, what="Idris Omar would come", on=on, **where)
    article = replace(one.article, text=text)
    brief = build_brief(
        [("x.txt", replace(one, article=article, attendance=(replace(seat, **where),), conditions=(condition,)))]
    )
    top = [line.text for line in brief.summary]
    assert told in top
    assert any(line.kind == "conditions" for line in brief.summary) is (on == "Mira Dahl")


def test_pages_that_name_one_party_differently_tell_of_it_under_one_heading() -> None:
    one = reading()
    said = replace(one.statements[0], named=True)
    person = replace(one.actors[0], kind=ActorKind.PERSON, aliases=())
    pages = [
        (name, replace(one, actors=(replace(person, name=name),), statements=(replace(said, speaker=name),)))
        for name in ("Amina Saleh", "Saleh")
    ]
    apart = {s.key: [g.title for g in s.groups] for s in build_brief(pages).sections}
    joined = {s.key: [g.title for g in s.groups] for s in build_brief(pages, names={"Saleh": "Amina Saleh"}).sections}
    assert len(apart["statements"]) == 2
    assert len(joined["statements"]) == 1
    assert joined["statements"][0].startswith("Amina Saleh")


def test_one_wish_of_a_sentence_told_in_fewer_and_in_more_words_is_one_line() -> None:
    one = reading()
    text = f"{one.article.text} Chad supports a truce to end the war."
    start = text.index("Chad supports")
    where = {"evidence": Evidence.cut(text, start, len(text)), "anchor": start, "red_line": False}
    wishes = tuple(
        replace(one.positions[0], holder="Chad", stance=Stance.SUPPORTS, issue=issue, confidence=chance, **where)
        for issue, chance in (("truce", 0.7), ("truce to end the war", 0.8), ("war", 0.9))
    )
    brief = build_brief([("x.txt", replace(one, article=replace(one.article, text=text), positions=wishes))])
    lines = next(s for s in brief.sections if s.key == "positions").lines
    assert [(line.text, len(line.same)) for line in lines] == [("“truce to end the war”", 1), ("“war”", 0)]
