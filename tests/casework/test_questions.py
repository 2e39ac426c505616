"""The mediator's questions, on two pages of our own and on small models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stateofplay.casework.outlook.looking_ahead import look_ahead
from stateofplay.casework.questions.records import QUESTIONS, Answer, find_question
from stateofplay.casework.questions.standing import (
    joined_outcomes,
    tell_difference,
    what_would_have_to_change,
    what_would_hold,
    where_it_stands,
    who_could_move,
)
from stateofplay.casework.questions.waiting import which_coalition, who_waits_for_whom
from stateofplay.casework.telling.shares import holds_in
from stateofplay.cli.app import run
from stateofplay.errors import CaseworkError
from stateofplay.record import Case, create_case
from stateofplay.service.briefing import case_brief
from stateofplay.service.cases import add_all
from stateofplay.service.questions import Answers, answer
from tests.casework.pages import lake_case
from tests.casework.test_outlook import drafted, option, wish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lake")


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return lake_case(folder)


@pytest.fixture(scope="module")
def answers(case: Case) -> Answers:
    return answer(case, since="2024-03-06", samples=100)


def of(answers: Answers, key: str) -> Answer:
    return next(a for a in answers.answers if a.key == key)


def test_every_question_is_answered_in_order(answers: Answers) -> None:
    assert [a.key for a in answers.answers] == list(QUESTIONS)
    assert all(a.short.endswith(".") and a.short[0].isupper() for a in answers.answers)


def test_findings_rest_on_claims_of_the_case(answers: Answers) -> None:
    found = [f for a in answers.answers for f in a.findings if f.claims]
    assert found
    assert all(claim in answers.rows for f in found for claim in f.claims)


def test_what_changed_names_the_page_that_changed_it(answers: Answers) -> None:
    since = of(answers, "since")
    assert "is another than on 2024-03-06" in since.short
    assert any("2024-03-11" in f.text and "Tanzania accepts a ceasefire on the lake" in f.text for f in since.findings)
    assert any(f.text.startswith("Taken now: “") and "accept a 60-day ceasefire" in f.text for f in since.findings)


def test_nothing_changed_is_said(case: Case) -> None:
    found = answer(case, ["since"], since="2024-03-11", samples=20)
    assert found.answers[0].short == "The verdict is the same as on 2024-03-11."


def test_a_view_of_another_that_it_denies_is_a_misunderstanding(answers: Answers) -> None:
    misread = of(answers, "misread")
    assert misread.findings[0].text.startswith("Kenya says that Tanzania does not want “")
    assert "Tanzania itself says otherwise" in misread.findings[0].text


BLUFFS = """\
Kenya and Tanzania trade blame over a ceasefire on the lake

Kenya and Tanzania will hold talks in Arusha on Friday about a ceasefire on the lake, officials said on Tuesday.

Kenya demands that Tanzania withdraw its patrol boats from the lake.

Tanzania accused Kenya of bluffing over the ceasefire. "Kenya does not want a ceasefire," a Tanzanian government spokesman \
said on Wednesday. Kenya's foreign minister accused Tanzania of bluffing about the talks.

Tanzania said it wants a ceasefire. Kenya said that it supports a ceasefire.

Tanzania said it would withdraw its patrol boats only if Kenya lifts the fishing ban.
"""


def test_two_that_take_each_other_for_bluffing_misread_each_other(tmp_path: Path) -> None:
    page = tmp_path / "bluffs.txt"
    page.write_text(BLUFFS, encoding="utf-8")
    case = create_case(tmp_path / "bluffs.sop")
    list(add_all(case, [str(page)], published="2024-03-05"))
    found = answer(case, ["stand", "misread"])
    misread = of(found, "misread")
    texts = [finding.text for finding in misread.findings]
    assert misread.short.startswith("If Tanzania misreads Kenya and Kenya misreads Tanzania, ")
    assert any("Tanzania says that Kenya does not want “" in t and "Kenya itself says otherwise" in t for t in texts)
    assert any(t.startswith("Kenya takes it for a bluff that Tanzania wants “") for t in texts)


ITSELF = """\
Kenya and Tanzania meet over the reefs

Kenya and Tanzania are holding talks in Nairobi about the reefs this week. Officials of Kenya and Tanzania met on Monday and \
will meet again on Wednesday.

Tanzania demands that Kenya lift the fishing ban. Kenya rejects an end to the fishing ban. Kenya accused Tanzania of theft.

"{said}," a Tanzanian government spokesman said on Tuesday.
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Kenya is not serious about the talks", "Kenya itself has not said."),
        ("We do not want to talk about the reefs, and Kenya knows that", ""),
    ],
)
def test_what_is_assumed_of_a_party_is_no_word_of_its_own(tmp_path: Path, said: str, told: str) -> None:
    page = tmp_path / "reefs.txt"
    page.write_text(ITSELF.format(said=said), encoding="utf-8")
    case = create_case(tmp_path / "reefs.sop")
    list(add_all(case, [str(page)], published="2024-03-05"))
    texts = [finding.text for finding in of(answer(case, ["misread"]), "misread").findings]
    assert any(told in text for text in texts) if told else not any("says in effect" in text for text in texts)
    assert not any("itself says otherwise" in text for text in texts)


def test_where_it_stands_holds_as_often_in_every_answer(folder: Path, case: Case) -> None:
    found = answer(case, since="2024-03-06")
    told = holds_in(found.outlook.status_quo.main)
    assert told in of(found, "since").short
    assert of(found, "misread").findings[-1].text.endswith(f"as all speak of themselves it {told}.")


def test_conditions_are_waits(answers: Answers) -> None:
    wait = of(answers, "wait")
    notes = [note for f in wait.findings for note in f.notes]
    assert "what it waits for is the case" in notes, "Uganda's threat hangs on a ceasefire that is accepted"


def test_two_that_wait_for_each_other() -> None:
    draft = drafted(
        [option("dig", "Port"), option("pay", "Town")],
        [wish("Port", "(dig iff pay)", 1), wish("Town", "(pay iff dig)", 1)],
    )
    short = who_waits_for_whom(look_ahead(draft, samples=20)).short
    assert (
        short
        == "A ring: “Port: dig” waits for “Town: pay” waits for “Port: dig”. Somebody has to go first, or all at once."
    )


def test_a_ring_closes_on_acts_and_not_on_parties() -> None:
    # Each waits for the other, but for another act than the one that hangs: nobody is stuck.
    draft = drafted(
        [option("dig", "Port"), option("open", "Port"), option("pay", "Town"), option("vote", "Town")],
        [wish("Port", "(dig iff pay)", 1), wish("Town", "(vote iff open)", 1)],
    )
    assert "no ring of acts" in who_waits_for_whom(look_ahead(draft, samples=20)).short


def test_a_pair_can_jump_where_neither_can_go_alone() -> None:
    draft = drafted(
        [option("dig", "Port"), option("pay", "Town")],
        [
            wish("Port", "dig and pay", 1),
            wish("Port", "not dig"),
            wish("Town", "dig and pay", 1),
            wish("Town", "not pay"),
        ],
    )
    outlook = look_ahead(draft, samples=20)
    joined = which_coalition(outlook)
    assert joined.short == "Port and Town could go together to what each of them prefers."
    assert "“dig” of Port and “pay” of Town" in joined.findings[0].text
    assert "would hold" in joined.findings[0].text
    assert who_could_move(outlook).short == "Nobody gains by a move from here, in any reading."
    hold = what_would_hold(outlook)
    assert "no way leads" in hold.short
    assert any("no way there by steps that their movers want" in note for f in hold.findings for note in f.notes)


def test_who_leaves_is_named_with_the_gain() -> None:
    draft = drafted(
        [option("strike", "Guild", now=True), option("pay", "Yard")],
        [wish("Guild", "not strike"), wish("Yard", "not pay")],
    )
    outlook = look_ahead(draft, samples=20)
    assert (
        where_it_stands(outlook).short
        == "Things do not stay as they are: Guild would change that, by taking back “strike”."
    )
    assert "Guild could move" in who_could_move(outlook).short
    hold = what_would_hold(outlook)
    assert any("way there: Guild: taking back “strike”" in note for f in hold.findings for note in f.notes)
    pattern, _ = joined_outcomes(outlook)[0]
    assert tell_difference(outlook, pattern) == "as now, but without Guild: “strike”"


def test_without_a_step_for_both_the_question_of_change_points_on() -> None:
    draft = drafted([option("a", "A"), option("b", "B")], [wish("A", "a"), wish("B", "b")])
    assert "stateofplay reach" in what_would_have_to_change(look_ahead(draft, samples=20)).short


@pytest.mark.parametrize(
    ("words", "key"), [("hold", "hold"), ("HOLD ", "hold"), ("mis", "misread"), ("deters", "move")]
)
def test_a_question_by_its_key_or_a_word_of_it(words: str, key: str) -> None:
    assert find_question(words) == key


@pytest.mark.parametrize("words", ["", "weather", "s"])
def test_an_unknown_or_ambiguous_question_lists_them(words: str) -> None:
    with pytest.raises(CaseworkError) as caught:
        find_question(words)
    assert caught.value.slug == "casework.no_such_question"
    assert "since" in caught.value.hint


def test_the_brief_shows_the_answers_and_draws_them(case: Case) -> None:
    brief = case_brief(case, drawings=True)
    section = next(s for s in brief.sections if s.key == "outlook")
    assert {g.title for g in section.groups} == set(QUESTIONS.values())
    assert all(g.intro for g in section.groups)
    assert "no probabilities" in section.intro
    assert section.drawings
    assert all(d.svg.startswith("<svg") and d.caption for d in section.drawings)
    assert all(line.marks for line in section.lines)


def test_ask_from_the_shell(case: Case, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = str(folder / "lake.sop")
    assert run(["ask", where, "wait", "--samples", "20"]) == 0
    assert "Who holds out for whom?" in capsys.readouterr().out
    out = tmp_path / "answers.json"
    assert run(["ask", where, "--samples", "20", "--format", "json", "-o", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [a["key"] for a in found["answers"]] == list(QUESTIONS)
    used = {c for a in found["answers"] for f in a["findings"] for c in f["claims"]}
    assert used == set(found["claims"])
    assert all(c["evidence"]["quote"] for c in found["claims"].values())
    out = tmp_path / "answers.md"
    assert run(["ask", where, "stand", "--samples", "20", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("# Fishing rights in the lake")
    assert run(["ask", where, "weather"]) == CaseworkError.exit_code
    assert "there is no question 'weather'" in capsys.readouterr().err


@pytest.mark.parametrize(("day", "why"), [("soon", "is no day"), ("2031-01-01", "nothing can have changed since")])
def test_a_day_that_is_none_or_after_the_last_page_is_told(tmp_path: Path, day: str, why: str) -> None:
    with lake_case(tmp_path) as case, pytest.raises(CaseworkError, match=why):
        answer(case, ["since"], since=day, samples=20)
