"""Speakers: whom a statement is given to, by tables of our own sentences in the styles of many papers."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.statements import find_statements
from stateofplay.language import understand
from stateofplay.model import Article


def said_by(text: str, words: str) -> set[str]:
    document = understand(Article(text=text, published="2024-05-02", language="en"))
    return {s.speaker for s in find_statements(document, Found()) if words in s.content}


CASES = [
    (
        "A senior adviser to President Lund, Petra Vogel, said on Friday that the army had pulled back.",
        "the army had pulled back",
        "Petra Vogel",
    ),
    (
        "One Kurdish official, Hazim Rashad, declared that the people would refuse the plan.",
        "the people would refuse",
        "Hazim Rashad",
    ),
    (
        "The UN's top aid official, Martin Weir, recently said the town had run out of bread.",
        "the town had run out",
        "Martin Weir",
    ),
    (
        (
            "The Chinese government's top diplomat, State Councilor Fang Wei, said during a trip to Chad that "
            "talks were no one-way street."
        ),
        "talks were no one-way",
        "Fang Wei",
    ),
    (
        (
            "A prominent dissident who is not part of the delegation, Samir Nasri, said he would stay away from "
            "the talks."
        ),
        "he would stay away",
        "Samir Nasri",
    ),
    (
        ("Kenya's ambassador to the United Nations, Grace Otieno, said there may be a short pause in the fighting."),
        "there may be a short pause",
        "Grace Otieno",
    ),
    ("The group's chief negotiator, Yusuf Dahir, denounced the raids as a trap.", "the raids as a trap", "Yusuf Dahir"),
    (
        "A Hamas official in Beirut, Walid Karam, said the delegation had approved the text.",
        "the delegation had approved",
        "Walid Karam",
    ),
    (
        ("“They can't do it through the back door,” said House Ways and Means Committee Chairman Peter Rowland."),
        "They can't do it",
        "Peter Rowland",
    ),
    ("“Nobody can predict the reaction,” said Rep. Jim Calder, D-Tenn.", "Nobody can predict", "Jim Calder"),
    (
        "“We now have a gag order,” said Representative Daniel T. Kolb, Michigan Democrat.",
        "We now have a gag",
        "Daniel T. Kolb",
    ),
    (
        "“It will not pass,” said Senate Finance Committee Chairman Orrin Hale, Republican of Utah.",
        "It will not pass",
        "Orrin Hale",
    ),
    (
        "Senator Lindsay Groves, Republican of South Carolina, said a deal was within reach.",
        "a deal was within",
        "Lindsay Groves",
    ),
    (
        "Sen. Harry Roth of Nevada said Democrats would not sit down before March.",
        "Democrats would not sit",
        "Harry Roth",
    ),
    (
        "House Democrats would not help, the No. 2 House Democrat, Maryland Rep. Stan Hoy, said.",
        "House Democrats would not help",
        "Stan Hoy",
    ),
    ("Ohio Republican Rep. Jim Jarvis told “Fox Weekend” that the offer was dead.", "the offer was dead", "Jim Jarvis"),
    (
        "Mr. Tran and Treasury Secretary Steven Malkin have said they were open to a pause.",
        "they were open to a pause",
        "Steven Malkin",
    ),
    (
        ("Rep. Donna Edson called the limits shameful, and House Minority Leader Nora Perl said they were illegal."),
        "they were illegal",
        "Nora Perl",
    ),
    (
        "A Chinese government spokesman urged both sides to meet each other halfway.",
        "meet each other halfway",
        "A Chinese government spokesman",
    ),
    (
        "A spokesman for Harlan Reed said the two senators had re-engaged.",
        "the two senators had",
        "A spokesman for Harlan Reed",
    ),
    (
        "A spokeswoman for Prime Minister Dana Corbin said the truce must be used.",
        "the truce must be used",
        "A spokeswoman for Prime Minister Dana Corbin",
    ),
    ("A U.N. spokesman said the convoy had arrived.", "the convoy had arrived", "A U.N. spokesman"),
    ("Former U.S. envoys warned that civil war was possible.", "civil war was possible", "Former U.S. envoys"),
    ("Top Norwegian officials on Monday said the fleet would sail.", "the fleet would sail", "Top Norwegian officials"),
    (
        "However, last week senior Kenyan officials told the Gazette that the embassy might move.",
        "the embassy might move",
        "senior Kenyan officials",
    ),
    ("Even Chinese officials say nobody should expect a deal.", "nobody should expect a deal", "Chinese officials"),
    (
        "The envoy is holding video calls, according to a U.S. State Department statement.",
        "The envoy is holding",
        "U.S. State Department",
    ),
    (
        "A third round of tariffs could come next week, according to a Bloomberg report.",
        "A third round of tariffs",
        "Bloomberg",
    ),
    ("According to a study by Avalon, the agency covers fewer drugs.", "the agency covers fewer", "Avalon"),
    ("Ito had requested a meeting, Yonhap news agency reported.", "Ito had requested", "Yonhap"),
    ("Tourists were kept away, the Reuters news agency reported.", "Tourists were kept away", "Reuters"),
    (
        (
            "Liu Han, China's vice premier, said China opposed any escalation.\n"
            "While Tarbell mostly struck a mild tone in his speech, he also insisted that any deal would have to "
            "address trade."
        ),
        "any deal would have to address",
        "Tarbell",
    ),
    (
        (
            "Liza Marsh, White House spokeswoman, said a team left on Sunday.\n"
            "Earlier, South Korean President Moon Dae-jun said he and Mr Ito had agreed that the summit must be "
            "held."
        ),
        "he and Mr Ito had agreed",
        "Moon Dae-jun",
    ),
    (
        (
            "“It was unfair,” Tarbell said, adding that Seoul should pay more.\n"
            "On Friday, the president of South Korea, Moon Dae-jun, used a speech to ease the mood.\n"
            "“Our role has become even more important,” he said."
        ),
        "Our role has become",
        "Moon Dae-jun",
    ),
    (
        (
            "A government official said talks would resume soon.\n"
            "The leaders of Germany, France and Italy disagreed with that account. They said they had not changed "
            "their plans."
        ),
        "they had not changed",
        "The leaders of Germany, France and Italy",
    ),
    (
        (
            "The president of Chad said the border was open.\n"
            "While some nuclear experts expressed doubts, they also said China needs a bigger force."
        ),
        "China needs a bigger",
        "some nuclear experts",
    ),
    (
        (
            "Caterpillar Inc. said profits fell.\n"
            "U.S. companies and trade associations have fought the tariffs. They say the duties are the wrong "
            "approach."
        ),
        "the duties are the wrong",
        "U.S. companies and trade associations",
    ),
    (
        (
            "Mr Tarbell said NATO must pay more.\n"
            "Mrs Meissner led efforts to negotiate with Mr Tarbell last month. She added that Germany had put its "
            "troops at NATO's disposal."
        ),
        "Germany had put its troops",
        "Meissner",
    ),
    (
        (
            "Chad's president, Idris Saleh, met reporters. A spokeswoman for Norway said the truce must be used. "
            "“This fragile truce appears to be holding,” she told reporters."
        ),
        "This fragile truce appears",
        "A spokeswoman for Norway",
    ),
    (
        (
            "North Korea's vice foreign minister, Kim Kye-dan, issued a statement on Monday. Kim Jong-ho, the "
            "country's leader, was silent.\n"
            "Mr Kim's statement said talks could fail.\n"
            "The diplomat, Kim Kye-dan, said the North had high hopes."
        ),
        "the North had high hopes",
        "Kim Kye-dan",
    ),
    ("ESTORIL (Reuters) - Portugal said it would host the talks.", "it would host the talks", "Portugal"),
    ("ESTORIL, Portugal (Reuters) - The minister said it was over.", "it was over", "The minister"),
    ("WILLEMSTAD - Officials said the bridge would open.", "the bridge would open", "Officials"),
    ("“We want peace,” Saleh said.“Next week we will see.”", "Next week we will see", "Saleh"),
    ('"We want peace," Saleh said."Next week we will see."', "Next week we will see", "Saleh"),
    (
        "“The president strongly urges the parties to abide by the terms,” Stephane Duval, a spokesman, said.",
        "The president strongly urges",
        "Stephane Duval",
    ),
    (
        "John Flanders, the majority leader, said “no” when asked by reporters if there was a deal.",
        "no",
        "John Flanders",
    ),
    ("Moscow, whose troops hold the town, said it would not leave.", "it would not leave", "Russia"),
    (
        ("Zarif called the meeting “constructive,” saying it involved good negotiations, the agency IRNA reported."),
        "it involved good negotiations",
        "Zarif",
    ),
    # who is told of, behind the words that only describe, place or oppose somebody
    (
        "Senator Anna Bell, Republican of Ohio, who said on Sunday that a deal was near, left early.",
        "a deal was near",
        "Anna Bell",
    ),
    ("He is watched by critics in Chad who accuse him of selling the port.", "selling the port", "critics in Chad"),
    ("The war has slowed, but rebels fighting Idris Saleh say the army has left the valley.", "the army has", "rebels"),
    (
        "“They will sign,” Dahl said, suggesting Chad needs the money.",
        "Chad needs the money",
        "Dahl",
    ),
    (
        "Mira Dahl countered a claim that Idris Saleh was unaware of the raid, saying no excuse could change it.",
        "no excuse could change it",
        "Mira Dahl",
    ),
    ("Norway's UN ambassador said there would be a pause.", "there would be a pause", "Norway"),
    ("Former Norwegian envoys warned on Monday that war was possible.", "war was possible", "Former Norwegian envoys"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), CASES)
def test_words_are_given_to_who_said_them(text: str, words: str, speaker: str) -> None:
    assert speaker in said_by(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "“Kenya said it wanted nothing more,” said Idris Saleh, the minister of Chad.",
        "“The president strongly urges both sides to stop,” Stephane Duval, a spokesman, said.",
        "Norway and Chad agreed that the bridge should reopen.",
        "The union demanded a pay rise.",
        "Chad proposed a truce of three weeks.",
        "Norway offered to host a second round.",
        "Norway responded with force along the whole border.",
        "Kenya said that Chad had promised to pay for the bridge.",
    ],
)
def test_wishes_acts_and_what_is_said_inside_a_quotation_are_nobodys_statement(text: str) -> None:
    document = understand(Article(text=text, published="2024-05-02", language="en"))
    told = [s for s in find_statements(document, Found()) if s.speaker not in ("Idris Saleh", "Stephane Duval")]
    assert [s for s in told if s.speaker != "Kenya" or "promised" not in s.content] == []


def test_a_quotation_without_words_of_saying_goes_to_whom_the_sentence_before_is_about() -> None:
    text = (
        "“It was unfair,” Tarbell said, adding that Seoul should pay more.\n"
        "On Friday, the president of Korea, Moon Dae-jun, used a speech to ease the mood. “Our role is more important now.”"
    )
    assert said_by(text, "Our role") == {"Moon Dae-jun"}


def test_a_spokesman_who_spoke_last_is_not_he_who_was_named_since() -> None:
    text = (
        "A Kenyan government spokesman urged both sides to meet. The talks were Idris Saleh's idea.\n"
        "Saleh is a former minister. He has long said that force would be legitimate."
    )
    assert said_by(text, "force would be") == {"Idris Saleh"}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Prime Minister Dan Peled and his Egyptian counterpart, Samir Fahmy, said it was near.",
            "it was near",
            "Samir Fahmy",
        ),
        (
            "She was echoed by Peter Braun, head of the chamber of commerce, who said firms could wait.",
            "firms",
            "Peter Braun",
        ),
        (
            "The ministry said it would respond in kind. President Ruiz, at a rally, struck a softer note: “We want friends.”",
            "We want friends",
            "Ruiz",
        ),
        (
            "Union head Rosa Diaz called the offer an insult. The education department said it was “generous and final”.",
            "generous and final",
            "The education department",
        ),
        ("Gen. Paul Reese testified that the withdrawal had been a mistake.", "the withdrawal", "Paul Reese"),
    ],
)
def test_nobody_else_gets_the_words(text: str, words: str, speaker: str) -> None:
    assert speaker in said_by(text, words)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("IN GAZA: Hope of peace shatters after truce fails", []),
        (
            "NEW DELHI: The centre would not yield on the river treaty, sources said.",
            ["The centre would not yield on the river treaty"],
        ),
        (
            "MIDDELBURG, March 4 (Agency) -- Striking dockers turned down a fresh pay offer, their union said.",
            ["Striking dockers turned down a fresh pay offer"],
        ),
        ("Portugal's premier told reporters on Tuesday the two sides would meet.", ["the two sides would meet"]),
        ("The Labour Congress has dismissed the ministers' pleas to end the strike.", []),
        ("The army dismissed the claim.", ["the claim"]),
    ],
)
def test_where_and_when_a_story_was_told_is_no_part_of_what_was_said(text: str, contents: list[str]) -> None:
    document = understand(Article(text=text, published="2024-05-02", language="en"))
    assert [s.content for s in find_statements(document, Found())] == contents


def test_the_reporting_clause_at_the_end_belongs_to_the_page() -> None:
    text = "The minister on Thursday said it would not yield on the treaty, sources said."
    document = understand(Article(text=text, published="2024-05-02", language="en"))
    assert not any(s.content.endswith("sources said") for s in find_statements(document, Found()))


def test_a_body_is_taken_up_by_its_own_noun_only() -> None:
    text = (
        "The police said they had blocked a road. The union called the arrests illegal. The union said it would march."
    )
    assert said_by(text, "would march") == {"The union"}


def test_blaming_each_other_tells_no_words() -> None:
    document = understand(Article(text="Norway and Chad blamed each other.", published="2024-05-02", language="en"))
    assert find_statements(document, Found()) == ()


LUND = "Prime Minister Jens Lund met the president of Kenya, Peter Otieno, in Oslo. Lund said the talks were good.\n"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“We agreed on a fund,” the foreign minister said.", "We agreed", "the foreign minister"),
        ("His defence minister said that two ships would sail.", "two ships", "His defence minister"),
        ("Lund's defence minister said that it would leave.", "it would leave", "Lund's defence minister"),
        (
            "His defence minister said it would leave. The finance minister said that the fund was empty.",
            "the fund",
            "The finance minister",
        ),
        ("The finance minister said it was large. “It is vast,” the minister said.", "vast", "The finance minister"),
        ("The deputy prime minister said that the cabinet was calm.", "the cabinet", "The deputy prime minister"),
        ("The former prime minister said that he had warned them.", "he had warned", "The former prime minister"),
        ("The vice president said that Kenya would not wait.", "Kenya would not", "The vice president"),
        ("The president's spokesman said that Otieno was tired.", "Otieno was tired", "The president's spokesman"),
        (
            "The president's spokesman said it was late. “He is tired,” the spokesman said.",
            "tired",
            "The president's spokesman",
        ),
        ("The army chief said that the guns were old.", "the guns were old", "The army chief"),
        ("The prime minister said that he was calm.", "he was calm", "Jens Lund"),
        ("The president said that he was calm.", "he was calm", "Peter Otieno"),
        ("The Kenyan foreign minister said no. “We bring a map,” the foreign minister said.", "a map", "Kenya"),
    ],
)
def test_an_office_is_not_another_of_the_same_noun(text: str, words: str, speaker: str) -> None:
    assert said_by(LUND + text, words) == {speaker}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Foreign Minister Mira Dahl of Norway said it was late. Kenya's foreign minister denied it. “We asked for "
            "nothing,” the foreign minister said.",
            "We asked",
            "Kenya",
        ),
        (
            "Foreign Minister Mira Dahl of Norway said it was late. The Chadian minister said he was hopeful. “It will "
            "work,” the minister said.",
            "It will work",
            "Chad",
        ),
        (
            "German Chancellor Otto Braun and his foreign minister, Anna Beck, flew to Kiel. The French president said "
            "that he would wait. His foreign minister told reporters that Paris had no tanks.",
            "Paris had no",
            "His foreign minister",
        ),
        (
            "Foreign Minister Mira Dahl left for Bern. Prime Minister Jens Lund stayed. His foreign minister said that "
            "it was late.",
            "it was late",
            "Mira Dahl",
        ),
        (
            "Defence Minister Boris Pohl said there were ten. “All of them work,” the minister said.",
            "All of them",
            "Boris Pohl",
        ),
        (
            "Gen. Paul Reese spoke first. Senator Anna Bell asked him about March. Bell said that it was a lie. “I "
            "misspoke,” the general said.",
            "I misspoke",
            "Paul Reese",
        ),
    ],
)
def test_an_office_alone_takes_up_who_was_told_by_it_last(text: str, words: str, speaker: str) -> None:
    assert said_by(text, words) == {speaker}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Bell and Carl Reed said that the plan was weak. “I cannot back it now.”", "I cannot back"),
        ("Norway and Chad said that they would be back. “We are not enemies,” he said.", "We are not enemies"),
    ],
)
def test_what_one_of_several_said_is_not_said_by_all(text: str, words: str) -> None:
    assert said_by(text, words) == set()


def test_two_who_speak_together_go_on_together() -> None:
    text = "Anna Bell and Carl Reed said that the plan was weak. “We cannot back it now.”"
    assert said_by(text, "We cannot back") == {"Anna Bell", "Carl Reed"}


@pytest.mark.parametrize("verb", ["shot back", "laughed", "chimed in", "smiled"])
def test_a_verb_that_tells_of_no_saying_reports_the_quotation_before_it(verb: str) -> None:
    text = f"“What does he know of it?” Idris Saleh asked.\n“More than he does,” Hinloft {verb}.\n“Read the text,” he said."
    assert said_by(text, "More than") == {"Hinloft"}
    assert said_by(text, "Read the text") == {"Hinloft"}


@pytest.mark.parametrize("verb", ["said", "added", "told reporters"])
def test_a_surname_that_nobody_introduced_goes_on_speaking(verb: str) -> None:
    text = f"“What does he know of it?” Idris Saleh asked.\n“More than he does,” Hinloft {verb}.\n“Read the text,” he said."
    assert said_by(text + " “It is in there.”", "Read the text") == {"Hinloft"}
    assert said_by(text + " “It is in there.”", "It is in there") == {"Hinloft"}


def test_a_company_is_no_he() -> None:
    text = "“We will wait,” Idris Saleh said.\nThe Borealis Company said that it would not. “I will see them,” he said."
    assert "Borealis Company" not in said_by(text, "I will see them")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Residents of Hara fled on Monday. They said soldiers had burned homes. Karl Brandt, an envoy, met survivors "
            "in the camp. They say nobody warned them.",
            "nobody warned",
            "survivors",
        ),
        (
            "Families of the hostages said that they were tired. The envoy Karl Brandt spoke to the mediators of Kenya "
            "and Chad. They said a truce was near.",
            "a truce was near",
            "the mediators of Kenya and Chad",
        ),
        (
            "Farmers said that prices were too low. The ministry offered aid. They said that it was not enough.",
            "it was not enough",
            "Farmers",
        ),
        (
            "Interior Secretary Tom Vance spoke first. Energy Secretary Ann Roe said it would be built. The secretary of "
            "state said the allies had been told.",
            "the allies",
            "The secretary of state",
        ),
    ],
)
def test_they_are_whom_the_sentence_before_is_about(text: str, words: str, speaker: str) -> None:
    assert said_by(text, words) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "“Saleh has been honest throughout,” he said. Idris Saleh, the minister, left.",
        "Karl Brandt is a lawyer. Idris Saleh has not spoken. “Idris Saleh has been honest throughout,” he said in May.",
    ],
)
def test_he_who_speaks_is_not_whom_he_names(text: str) -> None:
    assert "Idris Saleh" not in said_by(text, "has been honest")


def test_a_spokeswoman_without_a_name_goes_on_as_herself() -> None:
    text = (
        "A spokeswoman for British Prime Minister Dana Corbin said the truce must be used. Asked about Chad, the "
        "spokeswoman said there was no detailed talk."
    )
    assert said_by(text, "no detailed talk") == {"A spokeswoman for British Prime Minister Dana Corbin"}


def test_a_party_and_a_state_are_who_acted_last_and_not_whose_plan_it_was() -> None:
    text = (
        "Sen. Anna Bell will bring her bill in June. Senate Majority Leader Harlan Reed said Sen. Bell's plan would fail. "
        "“I will not call a vote,” the Nevada Democrat told reporters."
    )
    assert said_by(text, "I will not call") == {"Harlan Reed"}


def test_a_son_is_not_she() -> None:
    text = (
        "Lena Dahl came to the library on Sunday. Dahl's son Skyler is ill, and his drugs are dear. "
        "Without the plan, she said, the debts would have ruined the family."
    )
    assert said_by(text, "would have ruined") == {"Lena Dahl"}


def test_nobody_is_among_his_own_words() -> None:
    text = (
        "The direction of the port in recent years, says Mira Dahl, director of the Arda University harbour "
        "management program, is driven by the union message."
    )
    assert said_by(text, "Dahl") == set()


def test_what_the_page_holds_against_somebody_he_does_not_say() -> None:
    text = "Berg said this despite the fact that the mayor has told his staff not to hand over the papers."
    assert said_by(text, "the mayor") == set()


def test_a_leader_may_be_called_a_senator() -> None:
    text = "Majority Leader Harlan Reed said that it was late. The Ohio senator also said that it was dear."
    assert said_by(text, "it was dear") == {"Harlan Reed"}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Senator Mira Dahl took to the floor on Monday to warn that the truce would fail.", "the truce", "Mira Dahl"),
        ("President Tom Berg used his speech on Monday to announce that the port would open.", "the port", "Tom Berg"),
        ("Chad posted on social media to confirm that the talks were off.", "the talks were off", "Chad"),
        ("The clashes prompted President Tom Berg to warn of new sanctions.", "new sanctions", "Tom Berg"),
        ("The leak led Berg's lawyer, Ann Holm, to write that the talks were a sham.", "the talks were", "Ann Holm"),
    ],
)
def test_what_somebody_came_to_say_was_said(text: str, words: str, speaker: str) -> None:
    assert said_by(text, words) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Senator Mira Dahl will go to Oslo to warn that the truce would fail.",
        "Senator Mira Dahl did not use the speech to say that the truce would fail.",
        "Senator Mira Dahl hoped to travel to Oslo to say that the truce would fail.",
    ],
)
def test_what_somebody_only_meant_to_say_was_not(text: str) -> None:
    assert said_by(text, "the truce would fail") == set()


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        (
            "Other hawks, such as Senator Mira Dahl of Ohio and Senator Tom Berg of Utah, say the cuts go too far.",
            "the cuts go too far",
            {"Mira Dahl", "Tom Berg"},
        ),
        ("Countries like Japan and Norway vowed to keep up the pressure.", "keep up the pressure", {"Japan", "Norway"}),
        ("Forty percent of Norwegians say the plan is bad.", "the plan is bad", {"Norwegians"}),
        ("A majority of lawmakers said they would vote no.", "they would vote no", {"lawmakers"}),
        ("Chad Thursday repeated that it had no such arms.", "it had no such arms", {"Chad"}),
        ("More coal was burnt, according to a recent tally from the World Bank.", "More coal", {"World Bank"}),
        ("The U.N. resolution called on all sides to leave the port.", "leave the port", {"U.N."}),
        ("Envoys from Oslo pointed out that Chad had never signed.", "Chad had never signed", {"Envoys from Oslo"}),
    ],
)
def test_those_behind_examples_shares_days_and_papers_speak(text: str, words: str, speakers: set[str]) -> None:
    assert said_by(text, words) == speakers


def test_a_medium_does_not_go_on_with_what_it_only_reported() -> None:
    text = (
        'Mira Dahl, the envoy, said the truce was "a farce," the Associated Press reports. "It will not last a week."'
    )
    assert said_by(text, "It will not last") == {"Mira Dahl"}


def test_the_president_is_the_head_of_state_and_no_chairman_of_a_body() -> None:
    text = (
        "President Tom Berg met farmers in Oslo.\n"
        "Ann Holm, president of the Council of Farmers, said prices were too low. "
        "The president said he would help them."
    )
    assert said_by(text, "he would help them") == {"Tom Berg"}
    text = (
        "President Tom Berg rose late.\n“As president of the United States I will put peace first,” the president said."
    )
    assert said_by(text, "put peace first") == {"Tom Berg"}


def test_an_office_that_another_holds_is_not_of_who_spoke_last() -> None:
    text = (
        "Reporter Ann Holm said the line was long. The president just told both houses that taxes would rise.\n"
        "President Tom Berg spoke for an hour."
    )
    assert "Ann Holm" not in said_by(text, "taxes would rise")


def test_a_paper_is_of_who_put_it_out() -> None:
    text = 'The Labour Union published a letter. "No deal is near," the letter says.'
    assert said_by(text, "No deal is near") == {"Labour Union"}


def test_the_chairman_of_a_committee_is_a_member_of_his_party() -> None:
    text = (
        "House Speaker Tom Berg spoke first. Senate Budget Committee Chairman Orrin Hale said his plan was safe.\n"
        "“A balanced budget will help,” the Wyoming Republican said."
    )
    assert said_by(text, "A balanced budget") == {"Orrin Hale"}
