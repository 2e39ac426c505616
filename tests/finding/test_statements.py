"""Statements: tables of our own sentences, and properties on word soup."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.components import Found
from stateofplay.finding.statements import attributions, find_statements
from stateofplay.language import parse, understand
from stateofplay.model import Act, Article, Statement
from tests.thoroughness import examples


def read(text: str) -> tuple[Statement, ...]:
    return find_statements(understand(Article(text=text, published="2024-05-02", language="en")), Found())


CASES = [
    # sentence, speaker, act, content, direct
    ("Norway said the talks would resume on Monday.", "Norway", Act.SAY, "the talks would resume on Monday", False),
    ("Norway said that the talks would resume.", "Norway", Act.SAY, "the talks would resume", False),
    ("Sudan announced that it had opened a crossing.", "Sudan", Act.ANNOUNCE, "it had opened a crossing", False),
    ("Qatar confirmed that a second round was planned.", "Qatar", Act.CONFIRM, "a second round was planned", False),
    ("Rwanda denied any role in the fighting.", "Rwanda", Act.DENY, "any role in the fighting", False),
    (
        "Ethiopia claimed that its troops had left the town.",
        "Ethiopia",
        Act.CLAIM,
        "its troops had left the town",
        False,
    ),
    ("Kenya warned that the truce was fragile.", "Kenya", Act.WARN, "the truce was fragile", False),
    ("Chad urged Sudan to reopen the border.", "Chad", Act.URGE, "to reopen the border", False),
    ("Sudan accused Chad of arming the rebels.", "Sudan", Act.ACCUSE, "arming the rebels", False),
    ("Turkey called on Greece to withdraw its ships.", "Turkey", Act.URGE, "Greece to withdraw its ships", False),
    ("Turkey called for a new conference.", "Turkey", Act.URGE, "a new conference", False),
    ("Iran threatened to leave the treaty.", "Iran", Act.THREATEN, "to leave the treaty", False),
    ("Egypt promised to open the crossing.", "Egypt", Act.PROMISE, "to open the crossing", False),
    ("Brazil proposed that the parties meet in June.", "Brazil", Act.PROPOSE, "the parties meet in June", False),
    ("The talks will go on for a week, Norway said.", "Norway", Act.SAY, "The talks will go on for a week", False),
    (
        "According to Switzerland, the parties made progress.",
        "Switzerland",
        Act.SAY,
        "the parties made progress",
        False,
    ),
    (
        "The parties made progress, according to Switzerland.",
        "Switzerland",
        Act.SAY,
        "The parties made progress",
        False,
    ),
    ("“We are ready to sign,” said Norway.", "Norway", Act.SAY, "We are ready to sign,", True),
    ('"We are ready to sign," Norway said.', "Norway", Act.SAY, "We are ready to sign,", True),
    ('Norway said: "We are ready to sign."', "Norway", Act.SAY, "We are ready to sign.", True),
    ('Norway said the offer was "too little" for now.', "Norway", Act.SAY, 'the offer was "too little" for now', False),
    ("Japan rejected the plan, saying that it was too vague.", "Japan", Act.SAY, "it was too vague", False),
]


@pytest.mark.parametrize(("text", "speaker", "act", "content", "direct"), CASES)
def test_one_statement_of_each_kind(text: str, speaker: str, act: Act, content: str, direct: bool) -> None:
    found = [(s.speaker, s.act, s.content, s.direct) for s in read(text)]
    assert (speaker, act, content, direct) in found


UNNAMED = [
    ("A senior diplomat said the gap was narrowing.", "A senior diplomat", "the gap was narrowing"),
    (
        "Two people familiar with the talks said a draft existed.",
        "Two people familiar with the talks",
        "a draft existed",
    ),
    ("The road is open, a Kenyan official said.", "a Kenyan official", "The road is open"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), UNNAMED)
def test_unnamed_sources_stay_as_written(text: str, speaker: str, content: str) -> None:
    found = [(s.speaker, s.content) for s in read(text) if not s.named]
    assert (speaker, content) in found


UNSAID = [
    "Norway did not say that the talks would resume.",
    "Norway will announce that the talks resume.",
    "The rain fell on the hills all night.",
    "The envoy believes that peace is near.",
    "Japan welcomed the truce between Togo and Mali.",
    "Norway condemned the raid on the port.",
]


def test_a_judgement_with_words_of_its_own_is_told() -> None:
    assert [s.speaker for s in read('Japan welcomed the decision to end the truce as "a wise step".')] == ["Japan"]


def test_the_denial_behind_what_was_said_is_no_part_of_it() -> None:
    assert [s.content for s in read("Togo said Chad broke the truce, which Chad denies.")] == ["Chad broke the truce"]


@pytest.mark.parametrize("text", UNSAID)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert read(text) == ()


def test_coordinated_speakers_say_it_once_each() -> None:
    found = read("Norway and Sweden said the truce was holding.")
    assert {(s.speaker, s.content) for s in found} == {
        ("Norway", "the truce was holding"),
        ("Sweden", "the truce was holding"),
    }


def test_two_acts_in_one_sentence_are_parted() -> None:
    found = read("Norway announced that the round was over and warned that time was short.")
    assert [(s.act, s.content) for s in found] == [
        (Act.ANNOUNCE, "the round was over"),
        (Act.WARN, "time was short"),
    ]


def test_a_quotation_without_words_of_saying_goes_to_the_speaker_before() -> None:
    found = read('"We will wait," Norway said. "Nobody is in a hurry here."')
    assert [(s.speaker, s.content) for s in found] == [
        ("Norway", "We will wait,"),
        ("Norway", "Nobody is in a hurry here."),
    ]


def test_a_pronoun_takes_up_the_last_speaker() -> None:
    found = read("Kenya said the road was open. It added that trucks were moving.")
    assert [(s.speaker, s.content) for s in found] == [
        ("Kenya", "the road was open"),
        ("Kenya", "trucks were moving"),
    ]


def test_content_and_evidence_are_verbatim_and_the_anchor_is_the_cue() -> None:
    text = "Rain fell. Norway said that the talks would resume on Monday. Nobody answered."
    (statement,) = read(text)
    assert text[statement.content_start :].startswith(statement.content)
    assert statement.evidence.quote == "Norway said that the talks would resume on Monday."
    assert text[statement.anchor :].startswith("said")


def test_a_headline_is_not_reported_twice() -> None:
    article = Article(
        text="Norway says talks resume\nNorway said talks would resume.",
        title="Norway says talks resume",
        language="en",
    )
    assert [s.content for s in find_statements(understand(article), Found())] == ["talks would resume"]


SOUP = (
    "said says told that “ ” \" ' , . : ; — according to the Norway Iran he they we talks deal urged "
    'accused of "We for by warning adding who , not will must truce envoy officials described as quoted '
    "saying and but while "
)
WORDS = st.sampled_from([*SOUP.split(), "\n"])


@given(st.lists(WORDS, max_size=60))
@examples(25)
def test_word_soup_never_raises_and_stays_verbatim(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for statement in read(text):
        assert statement.evidence.stands_in(text)
        assert text[statement.content_start : statement.content_start + len(statement.content)] == statement.content
        assert statement.evidence.start <= statement.anchor < statement.evidence.end


@given(st.text(max_size=120))
@examples(20)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for statement in read(text):
        assert statement.evidence.stands_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bill worries Sen. Mira Dahl, R-Ohio, who announced on Friday that she would oppose it.",
        "The bill worries Sen. Mira Dahl (D-Ohio), who announced on Friday that she would oppose it.",
        "The remarks came from Mira Dahl, Ohio Democrat, who announced that she would oppose it.",
        "President Mira Dahl met the envoys. The Republican president announced that she would oppose it.",
    ],
)
def test_the_party_of_a_lawmaker_is_not_who_speaks(text: str) -> None:
    assert [(s.speaker, s.content) for s in read(text)] == [("Mira Dahl", "she would oppose it")]


@pytest.mark.parametrize(
    "text",
    [
        "The number of dead confirmed the fears of the town.",
        "Asked whether the talks would go on, the minister left the room.",
        "Norway asked whether the talks would go on.",
        "Chad received a message that the border was shut.",
    ],
)
def test_things_questions_and_messages_from_nobody_say_nothing(text: str) -> None:
    assert read(text) == ()


def test_what_was_said_stands_before_a_saying_that_only_has_a_place_behind_it() -> None:
    (said,) = read('The negotiations "went nowhere", a senior guerrilla commander said in a video posted online.')
    assert said.content == 'The negotiations "went nowhere"'


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whoever is asked answers; the question is nobody's appeal.
        ('Asked whether the talks would go on, Norway said: "We hope so."', "Norway"),
        # A title that goes on behind an "and" is no second speaker.
        ("Karim Bekele, Ethiopia's water and energy minister, said the dam was full.", "Karim Bekele"),
    ],
)
def test_one_speaker(text: str, speaker: str) -> None:
    assert [s.speaker for s in read(text)] == [speaker]


def test_a_pronoun_of_the_other_gender_is_somebody_else() -> None:
    text = (
        'Minister James Cole said he was ready to talk. "The door is open," he said.\n\n'
        "The offer came from Anna Berg, who leads the nurses' union. She said she would call off the walkout."
    )
    assert [(s.speaker, s.content) for s in read(text)][-1] == ("Anna Berg", "she would call off the walkout")


def test_what_others_said_meanwhile_does_not_take_the_floor() -> None:
    text = (
        "Foreign Minister Karim Bekele said the next round could be the last, as Sweden and Norway warned that time was "
        'short.\n\n"If the cabinet decides, we will sign."\n\n'
        "Sudan demanded that Chad leave the valley that John Hill once held, he added."
    )
    said = [(s.speaker, s.content) for s in read(text)]
    assert ("Karim Bekele", "If the cabinet decides, we will sign.") in said
    assert ("Karim Bekele", "Sudan demanded that Chad leave the valley that John Hill once held") in said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Volodymyr Zelenskyy met donors on Friday. The Ukrainian leader said the front would hold.",
            "Volodymyr Zelenskyy",
        ),
        ("Sergei Lavrov flew to Oslo on Monday. Russia's top diplomat said that talks would go on.", "Sergei Lavrov"),
        ("Sen. Ron Berg of Wisconsin said the plan was dead on arrival.", "Ron Berg"),
        ("Sen. Ron Berg (R-Wis.) said the plan was dead on arrival.", "Ron Berg"),
    ],
)
def test_an_office_or_a_home_does_not_hide_who_speaks(text: str, speaker: str) -> None:
    assert [s.speaker for s in read(text)] == [speaker]


def test_who_says_that_another_agreed_goes_on_saying() -> None:
    found = read("Idris Saleh said Norway had agreed to the plan and said it would pay for the port.")
    assert [s.speaker for s in found] == ["Idris Saleh", "Idris Saleh"]


@pytest.mark.parametrize("source", ["The panel", "Her office", "Another billionaire"])
def test_bodies_and_people_that_nobody_names_speak_as_written(source: str) -> None:
    found = read(f"The report appeared on Friday. {source} said that war crimes were widespread in the north.")
    assert [(s.speaker, s.named) for s in found] == [(source, False)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Mira Dahl called the offer “a trap” and left the hall.", "Mira Dahl", "a trap"),
        ('Ole Berg labelled the plan for the northern valley "shameful."', "Ole Berg", "shameful"),
        ("Ole Berg dismissed the letter as “nonsense”.", "Ole Berg", "nonsense"),
    ],
)
def test_a_quoted_description_is_what_was_said(text: str, speaker: str, content: str) -> None:
    (statement,) = read(text)
    assert (statement.speaker, statement.content, statement.direct) == (speaker, content, True)


def test_a_description_that_goes_on_after_its_quotation_stays_whole() -> None:
    (statement,) = read("Ole Berg described the fund as a “bottomless well” that nobody would ever fill.")
    assert statement.content.endswith("that nobody would ever fill")
    assert not statement.direct


def test_several_unnamed_sources_of_one_sentence_are_one_voice() -> None:
    (statement,) = read("Some analysts and former envoys said the truce would hold.")
    assert (statement.speaker, statement.named) == ("Some analysts and former envoys", False)


def test_the_member_of_a_party_is_the_lawmaker_named_last_and_not_the_party() -> None:
    text = (
        "Sen. Jeff Stone of Alabama spoke first on Monday. “We have seen how you negotiate,” the Alabama Republican said. "
        "Rep. Anna Lind waited outside. The Democrat later told reporters that the bill was dead."
    )
    assert [s.speaker for s in read(text)] == ["Jeff Stone", "Anna Lind"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The survey found that most farmers oppose the treaty.", "The survey", "most farmers oppose the treaty"),
        (
            "A poll by the Harbour Institute showed that most voters want talks.",
            "Harbour Institute",
            "most voters want talks",
        ),
    ],
)
def test_what_a_survey_finds_it_says(text: str, speaker: str, content: str) -> None:
    assert [(s.speaker, s.content) for s in read(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Ole Berg rejected criticism that Norway was stalling.", ["deny"]),
        ("Ole Berg rebuffed claims that the port was shut.", ["deny"]),
        ("Ole Berg rejected the plan that Norway had drawn up.", []),
        ("Ole Berg rebuffed an offer of talks.", []),
    ],
)
def test_words_are_denied_and_plans_turned_down(text: str, acts: list[str]) -> None:
    assert [s.act.value for s in read(text)] == acts


def test_what_people_find_they_do_not_say() -> None:
    assert read("The patrol found that the bridge was gone. The map showed that the river had moved.") == ()


def test_a_line_with_a_colon_leads_up_to_the_quotation_below_it() -> None:
    (said,) = read('Norway said on Monday:\n"We will wait for the others."')
    assert (said.speaker, said.content, said.direct) == ("Norway", "We will wait for the others.", True)


def test_what_a_quotation_reports_in_its_turn_is_not_first_hand(root: Path) -> None:
    first_hand = runpy.run_path(str(root / "eval" / "attribution.py"))["first_hand"]
    page = "“I think that Chad wants a truce,” Mira Dahl said. She said that Norway hoped to sign. Chad expects that it rains."
    found = attributions(parse(Article(text=page, language="en")))
    assert {a.cue.text for a in found} == {"think", "wants", "said", "hoped", "expects"}
    assert {a.cue.text for a in first_hand(found)} == {"said", "expects"}


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Lawmakers see no plan.\n“There is no plan. None that was shown.” said Sen. Omar Dahl, a leader of his party.",
            "Omar Dahl",
            "There is no plan. None that was shown.",
        ),
        (
            'The agency of the island issued a notice on Friday.\nIt says: "Do not look at the flash."',
            "The agency of the island",
            "Do not look at the flash.",
        ),
        (
            "Dahl said that talks go on.\nThousands of migrants - children too - are now at the border. They say they are tired.",
            "Thousands of migrants",
            "they are tired",
        ),
        (
            "Democrats say they wait. “We need some guidance from them,” the Democratic aide said.",
            "the Democratic aide",
            "We need some guidance from them,",
        ),
        (
            "Norway and Chad have reached a deal on the port, sources told the paper -- but the minister went to the council.",
            "sources",
            "Norway and Chad have reached a deal on the port",
        ),
        (
            "The top Democrat on the Senate Intelligence Committee, Mark Omar, said he was worried about the talks.",
            "Mark Omar",
            "he was worried about the talks",
        ),
        (
            "“The cuts are in law,” Ann Lind, a senior fellow at the Coast Institution, said.\n"
            "Bill Beech, the director of Data Analysis at the Lake Foundation disagrees. “Nobody has met the caps.”",
            "Bill Beech",
            "Nobody has met the caps.",
        ),
        (
            "Mira Dahl, president of Norway, told reporters that she met President Idris Saleh of Chad. "
            "The president later wrote that the port would open.",
            "Mira Dahl",
            "the port would open",
        ),
    ],
)
def test_the_words_are_those_of_whoever_the_sentence_names(text: str, speaker: str, content: str) -> None:
    assert [(s.speaker, s.content) for s in read(text)][-1] == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "The council has confirmed 60 judges – this includes Omar Dahl and three others.",
        "Saleh works to get the ministers confirmed, and the council will vote before the end of the year.",
    ],
)
def test_who_confirms_somebody_in_office_says_nothing(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        (
            "Mira Dahl told Radio One’s “Morning Talk” that Togo risked a strike.",
            Act.SAY,
            "Togo risked a strike",
        ),
        (
            "Mira Dahl, the envoy of Norway, said in an interview with Radio One’s “Morning Talk” that Chad would not pay.",
            Act.SAY,
            "Chad would not pay",
        ),
        (
            "Mira Dahl told the BBC Chad and Togo will ease pressure on the port.",
            Act.SAY,
            "Chad and Togo will ease pressure on the port",
        ),
        (
            "Mira Dahl told members of the House to quickly pass a tax law that would mean a higher rate.",
            Act.URGE,
            "to quickly pass a tax law that would mean a higher rate",
        ),
    ],
)
def test_to_whom_it_is_told_is_no_part_of_what_is_said(text: str, act: Act, content: str) -> None:
    assert [(s.act, s.content) for s in read(text)] == [(act, content)]


@pytest.mark.parametrize(
    "text",
    [
        "One such issue, say diplomats, is the port.",
        "The spokesman called out Senator Omar Dahl for failing to stop the pact.",
        "Norway left the talks, Mira Dahl said.\n'A clear setback'\nThe pact was signed years ago.",
    ],
)
def test_headings_asides_and_rebukes_are_not_what_somebody_said(text: str) -> None:
    assert [s.content for s in read(text)] in ([], ["Norway left the talks"])


def test_who_speaks_goes_on_though_his_words_name_another_of_his_office() -> None:
    text = (
        "President Mira Dahl said the pact was broken.\n"
        '"I do not know why President Idris Saleh did not pull out," the president said of it.'
    )
    assert [s.speaker for s in read(text)] == ["Mira Dahl", "Mira Dahl"]


def test_a_paper_that_carries_what_somebody_said_does_not_go_on_speaking() -> None:
    text = "“The only way is an open port,” Mira Dahl said, according to the Gazette. “What others do is up to them.”"
    assert {s.speaker for s in read(text)} == {"Mira Dahl"}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("The port will stay closed", "a union leader, Per Dahl, said."),
        ("The port will stay closed", "Per Dahl, a union leader, said."),
        ("The port will stay closed", "Per Dahl, 52, said."),
        (
            "Norway and Chad will hold a summit in Oslo on 18 March 2024",
            "the Norwegian foreign minister, Per Dahl, said on Monday.",
        ),
        ("Norway will hold talks in Oslo on Monday", "the foreign minister of Norway, Per Dahl, told reporters."),
        ("Failing a deal, Norway will close the port", "its envoy, Per Dahl, warned."),
        ("Norway wants the ships, the crew and the cargo", "the envoy, Per Dahl, told reporters."),
    ],
)
def test_an_office_beside_a_name_is_who_says_it_and_not_what_is_said(said: str, who: str) -> None:
    made = understand(Article(text=f"{said}, {who}", published="2024-03-05"))
    assert [(s.speaker, s.content) for s in find_statements(made, Found())] == [("Per Dahl", said)]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("“Will the port open?” Norway asked.", Act.SAY),
        ("Norway asked, “Who pays for the port?”", Act.SAY),
        ("“Please leave the port,” Norway asked.", Act.URGE),
        ("Norway asked Sudan to leave the port.", Act.URGE),
    ],
)
def test_who_asks_a_question_urges_nobody(sentence: str, act: Act) -> None:
    (found,) = read(sentence)
    assert found.act is act


@pytest.mark.parametrize(
    "sentence",
    [
        "In no town did a majority of Norway's voters say they believed the mayor.",
        "At no point did Norway say that it would leave.",
        "No Democrats said the plan was wrong.",
    ],
)
def test_what_nobody_said_is_no_statement(sentence: str) -> None:
    assert read(sentence) == ()


def test_what_is_said_where_nothing_is_in_sight_is_said() -> None:
    (found,) = read("With no deal in sight, Norway said that it would leave.")
    assert found.speaker == "Norway"
