"""Offices of people: of each in a list, and only where the text itself gives them."""

from __future__ import annotations

import pytest

from stateofplay.language import understand
from stateofplay.model import Article


def roles(text: str) -> dict[str, tuple[str, ...]]:
    return {a.name: a.roles for a in understand(Article(text=text)).actors if a.kind == "person"}


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        (
            "Senior envoys Steve Brown and Keith Miller will attend the talks in Geneva.",
            "Senior envoy",
            ["Steve Brown", "Keith Miller"],
        ),
        (
            "The ministers Steve Brown, Keith Miller and Anna Stone will attend the talks in Geneva.",
            "minister",
            ["Steve Brown", "Keith Miller", "Anna Stone"],
        ),
        (
            "Norway sent deputy ministers Anna Berg and Lars Holm, who met Iran.",
            "deputy minister",
            ["Anna Berg", "Lars Holm"],
        ),
        (
            "Negotiators Anna Berg, Lars Holm and Per Dahl met the mediators in Oslo.",
            "Negotiator",
            ["Anna Berg", "Lars Holm", "Per Dahl"],
        ),
        (
            "The bill was stopped on Monday by Sens. Anna Berg, D-Del.; Lars Holm, R-Utah; and Per Dahl, R-Ky., who want it.",
            "Sens.",
            ["Anna Berg", "Lars Holm", "Per Dahl"],
        ),
        (
            "It was written by Reps. Anna Berg of Tennessee, Lars Holm of Indiana and Per Dahl of Ohio, who lead the panel.",
            "Reps.",
            ["Anna Berg", "Lars Holm", "Per Dahl"],
        ),
        (
            "The town heard councilmembers Anna Berg, Lars Holm and Per Dahl on the new police force.",
            "councilmember",
            ["Anna Berg", "Lars Holm", "Per Dahl"],
        ),
    ],
)
def test_each_of_a_list_has_the_office_that_stands_before_it(text: str, role: str, names: list[str]) -> None:
    assert roles(text) == dict.fromkeys(names, (role,))


def test_an_office_between_commas_is_of_the_person_before_it() -> None:
    text = "Sergei Ivanov, head of the delegation, Pavel Orlov, deputy defence minister, and Igor Belov will attend the talks."
    found = roles(text)
    assert found["Sergei Ivanov"] == ("head of the delegation",)
    assert found["Pavel Orlov"] == ("deputy defence minister",)


@pytest.mark.parametrize(
    "text",
    [
        "Iraq alleged that William Ritter was a spy.",
        "William Ritter may be the next ambassador, Norway said.",
        "William Ritter is not a minister. Iran met William Ritter.",
        "If William Ritter is the ambassador, Iran will attend the talks. William Ritter met Iran.",
    ],
)
def test_what_is_alleged_open_or_denied_gives_no_office(text: str) -> None:
    assert roles(text) == {"William Ritter": ()}


def test_what_the_text_says_itself_gives_an_office() -> None:
    assert roles("William Ritter is the foreign minister of Norway. He met Iran.")["William Ritter"] == (
        "foreign minister",
    )


@pytest.mark.parametrize(
    "sentence, person, role",
    [
        (
            "Mira Dahl, president of the Harbour Union, rejected the plan.",
            "Mira Dahl",
            "president of the Harbour Union",
        ),
        ("Idris Saleh, the foreign minister of Chad, rejected the plan.", "Idris Saleh", "foreign minister of Chad"),
        ("Sens. Tom Berg (D-Ore.) and Ann Lee (R-Iowa) reached an agreement.", "Ann Lee", "Sens."),
    ],
)
def test_a_title_tells_of_what_it_is_the_head(sentence: str, person: str, role: str) -> None:
    document = understand(Article(text=sentence, language="en", published="2024-03-05"))
    assert role in next(a.roles for a in document.actors if a.name == person)


def test_an_office_by_which_the_text_speaks_of_somebody_is_a_role() -> None:
    text = "Donald Trump said he would sign. Chad refused. The US president spoke on Friday in Ohio."
    document = understand(Article(text=text, language="en", published="2018-03-05"))
    assert [a.roles for a in document.actors if a.name == "Donald Trump"] == [("president",)]
    spoke = next(t for t in document.doc if t.lower_ == "spoke")
    subject = next(c for c in spoke.children if c.dep_ == "nsubj")
    assert document.who(subject) == ("Donald Trump",)


def test_who_speaks_for_somebody_is_not_he() -> None:
    text = "Tom Berg reached an agreement. A spokesman for Mr. Berg confirmed it."
    document = understand(Article(text=text, language="en", published="2018-03-05"))
    assert [a.roles for a in document.actors if a.name == "Tom Berg"] == [()]


@pytest.mark.parametrize(
    "sentence, person, found",
    [
        ("Harbour caucus founder Rep. Tom Berg rejected the plan.", "Tom Berg", {"Rep.", "Harbour caucus founder"}),
        ("Chadian Ambassador to the U.S. Idris Saleh rejected the plan.", "Idris Saleh", {"Ambassador to the U.S."}),
        ("President-elect Mira Dahl rejected the plan.", "Mira Dahl", {"President-elect"}),
    ],
)
def test_titles_of_two_parts(sentence: str, person: str, found: set[str]) -> None:
    assert set(roles(sentence)[person]) == found


@pytest.mark.parametrize(
    ("sentence", "person", "role"),
    [
        ("Kenya's ambassador to Chad, Tom Fletcher, met the rebels.", "Tom Fletcher", "ambassador to Chad"),
        ("A senior adviser to Idris Saleh, Amna Bashir, met the rebels.", "Amna Bashir", "senior adviser to Idris Saleh"),
        ("“We hope,” said Omar Hadad, President Idris Saleh's top security adviser.", "Omar Hadad", "top security adviser"),
        ("Anna Lind of the Harbour Institute, a former head of state, met Iran.", "Anna Lind", "former head of state"),
        ("Anna Lind, now a professor at Lund University, met Iran.", "Anna Lind", "professor"),
        ("Anna Lind, who is a senior fellow in Oslo, met Iran.", "Anna Lind", "senior fellow"),
        ("Iran met Anna Lind, who formerly served as ambassador to Norway.", "Anna Lind", "ambassador"),
        ("Anna Lind, a former senior adviser on river rights, met Iran.", "Anna Lind", "former senior adviser on river rights"),
        ("Anna Lind, managing director at Harbour Partners, met Iran.", "Anna Lind", "managing director"),
        ("Anna Lind, director of the Norwegian border agency, met Iran.", "Anna Lind", "director of the Norwegian border agency"),
        ("Special Counsel Anna Lind met Iran.", "Anna Lind", "Special Counsel"),
        ("Iran met Democrat Anna Lind.", "Anna Lind", "Democrat"),
    ],
)  # fmt: skip
def test_titles_with_their_field_behind_a_home_or_in_a_clause(sentence: str, person: str, role: str) -> None:
    assert role in roles(sentence)[person]


def test_a_party_is_a_role_only_of_whom_no_office_is_told() -> None:
    assert roles("Rep. Anna Lind, a Texas Republican, met Iran.")["Anna Lind"] == ("Rep.",)


@pytest.mark.parametrize(
    ("sentence", "person", "side"),
    [
        ("Senator Ida Rios of the Harbour Reform Party met Iran.", "Ida Rios", "Harbour Reform Party"),
        ("Steve Mont, of the Rail Owners Group, met Iran.", "Steve Mont", "Rail Owners Group"),
        ("The Harbour Policy Institute's Tor Lind met Iran.", "Tor Lind", "Harbour Policy Institute"),
        ("Sen. Ida Moor (D-Ohio) met Iran.", "Ida Moor", "Democrats"),
        ("Sen. Ann Berg (R., Kan.) met Iran.", "Ann Berg", "Republicans"),
        ("Rep. Tor Lind, R-Kansas, met Iran.", "Tor Lind", "Republicans"),
        ("Gov. Mary Dahl (D) met Iran.", "Mary Dahl", "Democrats"),
        ("Sen. Ida Moor left. Moor's spokesman, Ole Falk, met Iran.", "Ole Falk", "Ida Moor"),
        ("The Chadian president, Idris Saleh, left. Saleh's spokesman, Omar Hadad, met Iran.", "Omar Hadad", "Chad"),
        (
            "The Chadian president, Idris Saleh, left. Saleh's lawyer, Omar Hadad, met Iran.",
            "Omar Hadad",
            "Idris Saleh",
        ),
    ],
)
def test_for_whom_somebody_stands_by_the_words_around_the_name(sentence: str, person: str, side: str) -> None:
    found = {a.name: a.side for a in understand(Article(text=sentence)).actors}
    assert found[person] == side


def test_the_state_of_a_lawmaker_is_no_country() -> None:
    found = understand(Article(text="Sen. Ann Berg (R., Kan.) met Iran."))
    assert {a.name for a in found.actors} == {"Ann Berg", "Iran"}


@pytest.mark.parametrize(
    ("sentence", "person", "role"),
    [
        ("Former Norwegian foreign minister Mira Dahl met Iran.", "Mira Dahl", "Former Norwegian foreign minister"),
        ("Ola Berg, a former U.S. ambassador to Chad, met Iran.", "Ola Berg", "former U.S. ambassador to Chad"),
        ("Tor Lind, the ex-premier, met Iran.", "Tor Lind", "ex-premier"),
        ("Ida Rios, formerly a minister, met Iran.", "Ida Rios", "formerly a minister"),
    ],
)
def test_an_office_that_is_over_is_told_as_that(sentence: str, person: str, role: str) -> None:
    assert roles(sentence)[person] == (role,)


def test_to_be_the_first_of_a_row_is_no_office() -> None:
    assert roles("Mira Dahl is the first president to visit Iran. Mira Dahl met Iran.") == {"Mira Dahl": ()}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("New York Governor Mira Dahl met Iran.", "New York Governor"),
        ("New mayor Mira Dahl met Iran.", "mayor"),
        ("It is far larger than the $8.3 billion package President Mira Dahl signed. Mira Dahl met Iran.", "President"),
    ],
)
def test_a_role_begins_where_the_office_does(sentence: str, role: str) -> None:
    assert roles(sentence)["Mira Dahl"] == (role,)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Sen. Mira Dahl, R-Tenn., the top Republican on the panel, met Iran.", "top Republican on the panel"),
        ("Sen. Mira Dahl of Ohio, the No. 2 Democrat in the Senate, met Iran.", "No. 2 Democrat in the Senate"),
        ("The ranking Democrat on the Harbour Committee, Mira Dahl, met Iran.", "ranking Democrat on the Harbour Committee"),
        ("Sen. Mira Dahl, D-Ill., chairman of the panel, met Iran.", "chairman of the panel"),
        ("Mira Dahl, 61, a retired lawyer, met Iran.", "retired lawyer"),
        ("Mira Dahl, another spokeswoman for the rebels, met Iran.", "spokeswoman for the rebels"),
        ("Mira Dahl, a senior Obama aide, met Iran.", "senior Obama aide"),
        ("Mira Dahl, head of mergers and acquisitions at the bank, met Iran.", "head of mergers and acquisitions"),
        ("Mira Dahl, chief of the agency's enforcement division, met Iran.", "chief of the agency's enforcement division"),
        ("Mira Dahl, leader of Norway's Labour Party, met Iran.", "leader of Norway's Labour Party"),
        ("Mira Dahl, the under secretary of state for policy, met Iran.", "under secretary of state for policy"),
        ("White House Chief of Staff Mira Dahl met Iran.", "White House Chief of Staff"),
    ],
)  # fmt: skip
def test_titles_go_on_as_far_as_they_tell_of_what(sentence: str, role: str) -> None:
    assert role in roles(sentence)["Mira Dahl"]


@pytest.mark.parametrize(
    "sentence",
    [
        "He told reporters Mira Dahl would meet Iran.",
        "Iran met Mira Dahl, Secretary of State Tom Berg and others.",
        "Her brother Mira Dahl met Iran.",
        "Iran met Mira Dahl, the older sister of the founder.",
    ],
)
def test_what_stands_beside_a_name_and_is_no_office_of_it(sentence: str) -> None:
    assert roles(sentence)["Mira Dahl"] == ()


def test_a_title_in_a_known_name_is_a_role() -> None:
    found = roles("Iran met Saudi Crown Prince Mohammed bin Salman. Pope Francis praised the talks.")
    assert found == {"Mohammed bin Salman": ("Crown Prince",), "Pope Francis": ("Pope",)}


def test_a_given_name_with_a_hyphen_behind_a_known_family_name_is_another_of_the_family() -> None:
    text = "Yoon Young-chan, the press secretary, met Iran. He spoke of Moon Jae-in."
    assert roles(text) == {"Yoon Young-chan": ("press secretary",), "Moon Jae-in": ()}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Anna Berg, an envoy under President Omar Haddad, met the rebels.", "Omar Haddad", "President"),
        ("Anna Berg, an envoy under former President Omar Haddad, met the rebels.", "Omar Haddad", "former President"),
        ("Under Secretary Anna Berg met the rebels in Oslo.", "Anna Berg", "Under Secretary"),
        ("Senators Lars Holm and Dean Hostetler met the rebels in Oslo.", "Dean Hostetler", "Senator"),
        (
            "Union of Harbour Workers President Anna Berg met the rebels.",
            "Anna Berg",
            "Union of Harbour Workers President",
        ),
    ],
)
def test_an_office_is_cut_where_it_begins(text: str, name: str, role: str) -> None:
    assert roles(text)[name] == (role,)


def test_an_address_is_no_office() -> None:
    assert roles("Mullah Idris Saleh, the head of the delegation, met the rebels.") == {
        "Idris Saleh": ("head of the delegation",)
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Anna Berg, a Bergen-based lawyer who knows the deal, met the rebels.", "Anna Berg", "lawyer"),
        ("Anna Berg, a spokeswoman for President Omar Haddad, met the rebels.", "Anna Berg", "spokeswoman"),
        ("Anna Berg, the former adviser to Prime Minister Omar Haddad, met them.", "Anna Berg", "former adviser"),
        (
            "“He blames (Senate Majority Leader) Lars Holm for it,” Anna Berg said.",
            "Lars Holm",
            "Senate Majority Leader",
        ),
        ("“I know that (Majority Leader Lars) Holm will vote,” Anna Berg said.", "Lars Holm", "Majority Leader"),
        ("“I met [Prime Minister] Omar Haddad in May,” Anna Berg said.", "Omar Haddad", "Prime Minister"),
        ("“I met Prime Minister [Omar Haddad] in May,” Anna Berg said.", "Omar Haddad", "Prime Minister"),
    ],
)
def test_offices_around_seats_other_people_and_brackets(text: str, name: str, role: str) -> None:
    assert roles(text)[name][:1] == (role,)


def test_the_office_of_somebody_named_next_is_not_of_who_stands_before_it() -> None:
    assert not roles("Anna Berg, Secretary of State Omar Haddad and Lars Holm met the rebels.")["Anna Berg"]
