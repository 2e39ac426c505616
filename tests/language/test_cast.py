"""Who is in the cast of a page: groups, factions, parts of a party, unnamed people; own pages, long enough to be weighed."""

from __future__ import annotations

import pytest

from stateofplay.language import understand
from stateofplay.language.document import Document
from stateofplay.model import ActorKind, Article

LONG = (
    "The talks over the water of the Arun resumed in Lusaka on Monday. Zambia wants a fixed share of the river. "
    "Malawi has refused that for years, and its farmers depend on the water. Zambia said the dam would be finished in May. "
    "Malawi warned that it would go to court. Both governments have asked the African Union to mediate. "
)


def cast(text: str) -> Document:
    return understand(Article(text=text, language="en", published="2024-03-05"))


def names(document: Document) -> dict[str, str]:
    return {form: a.name for a in document.actors for form in (a.name, *a.aliases)}


@pytest.mark.parametrize(
    "sentence, word, country",
    [
        ("North Korea fired two missiles. The South said it would answer the North.", "North", "North Korea"),
        ("South Sudan has closed the border. Traders in the South said they would strike.", "South", "South Sudan"),
        ("South Korea and North Korea met. Envoys of the South asked the North for a date.", "South", "South Korea"),
    ],
)
def test_half_a_name_is_the_country_the_page_names(sentence: str, word: str, country: str) -> None:
    document = cast(sentence)
    places = [t.i for t in document.doc if t.text == word and document.doc[t.i + 1].text not in ("Korea", "Sudan")]
    assert places
    for i in places:
        assert any(m.actors == (country,) for m in document.mentions if m.start <= i < m.end)


def test_half_a_name_is_nobody_where_no_such_country_is_named() -> None:
    assert "North" not in names(cast("Norway said that rain had fallen in the North and that Sweden would send help."))


@pytest.mark.parametrize("faction", ["House Republicans", "Senate Democrats", "House Democrats", "Senate Republicans"])
def test_a_faction_is_not_the_chamber(faction: str) -> None:
    page = (
        f"{faction} rejected the budget on Tuesday. {faction} said they would vote on Friday. The White House called the vote "
        f"a mistake. Congress has until Sunday to pass a bill. President Ann Ode met {faction} on Monday and asked "
        f"them to reconsider the plan. Lawmakers from both parties said that the talks had broken down again."
    )
    found = names(cast(page))
    assert found.get(faction) == faction
    assert "US House of Representatives" not in found.values()
    assert "US Senate" not in found.values()


@pytest.mark.parametrize(
    "sentence, group",
    [
        ("Farmers in both countries blocked the bridge. The farmers said they would stay.", "farmers"),
        ("Shipping companies accused both governments of delay. The companies said they would sue.", "shipping companies"),
        ("Opposition lawmakers rejected the draft. Opposition lawmakers want a vote on Friday.", "opposition lawmakers"),
    ],
)  # fmt: skip
def test_groups_that_act_are_in_the_cast(sentence: str, group: str) -> None:
    assert group in {form.lower() for form in names(cast(LONG + sentence))}


def test_what_does_nothing_is_not_in_the_cast() -> None:
    found = {form.lower() for form in names(cast(LONG + "The report has a map for readers and pictures for tourists."))}
    assert "readers" not in found
    assert "tourists" not in found


def test_a_part_that_is_no_actor_speaks_for_its_party() -> None:
    document = cast(LONG + "Zambian officials said on Tuesday that the dam was safe.")
    (officials,) = (t for t in document.doc if t.text == "officials")
    assert document.who(officials) in (("Zambia",), ("Zambian officials",))
    assert len(document.who(officials)) == 1


def test_a_party_named_only_by_its_adjective_bears_its_name() -> None:
    document = cast("Republican Senator Ann Ode said on Monday that she would vote for the bill.")
    assert "Republican" not in {a.name for a in document.actors}


@pytest.mark.parametrize(
    "sentence, person",
    [
        ("Defence Minister Karl B. Ostrand rejected the plan.", "Karl B. Ostrand"),
        ("Treasury Secretary Steven T. Mnuchin rejected the plan.", "Steven T. Mnuchin"),
        ("The deal was made with Rep. Steve King, who said it would hold.", "Steve King"),
        ("“They broke the truce,” said Adam Mount, a defence analyst.", "Adam Mount"),
        (
            "Senator Andrea Stewart-Cousins, the leader of the minority, said the budget would pass.",
            "Andrea Stewart-Cousins",
        ),
        ("Republican Sens. Tom Berg of Ohio and James Lee of Iowa rejected the offer.", "Tom Berg"),
        ("Secretary of State John Kerry rejected the plan.", "John Kerry"),
        ("The envoy met Secretary of State Omar Haddad in Geneva.", "Omar Haddad"),
        ("Talks between Foreign Minister Lars Berg and Secretary of State Omar Haddad ended.", "Omar Haddad"),
    ],
)
def test_a_person_has_the_whole_name_and_no_more(sentence: str, person: str) -> None:
    found = [a.name for a in cast(sentence).actors if a.kind is ActorKind.PERSON]
    assert person in found
    assert not [name for name in found if name != person and set(name.split()) & set(person.split())]


def test_small_words_before_a_name_are_none_of_it() -> None:
    found = names(cast("Neither Dahl nor Saleh signed. Like Dahl, Saleh wants a truce. Mira Dahl and Idris Saleh met."))
    assert {"Mira Dahl", "Idris Saleh"} <= set(found.values())
    assert not [form for form in found if form.startswith(("Like", "Neither"))]


def test_a_son_is_not_his_father() -> None:
    found = names(
        cast("Olav Berg Jr. signed the deal on Friday. His father, Olav Berg, refused. Berg Jr. said he was glad.")
    )
    assert found["Berg Jr."] == "Olav Berg Jr."
    assert found["Olav Berg"] == "Olav Berg"


@pytest.mark.parametrize(
    "body",
    [
        "Foundation for the Study of War",
        "Free Harbour Rangers",
        "Harbour Technologies Co.",
        "Dahl & Co",
        "Harbour Retail 1 Ltd",
    ],
)
def test_a_body_has_its_whole_name(body: str) -> None:
    assert body in [a.name for a in cast(f"The deal was signed on Friday. {body} rejected it.").actors]


def test_ministries_of_two_countries_are_two() -> None:
    page = (
        "China's Foreign Ministry condemned the raid. Russia's Foreign Ministry said it was ready to talk. "
        "The Russian Foreign Ministry added that the talks would follow. The Foreign Ministry said so on Monday."
    )
    document = cast(page)
    ministries = {a.name: a.side for a in document.actors if "Ministry" in a.name}
    assert ministries == {"China's Foreign Ministry": "China", "Russia's Foreign Ministry": "Russia"}
    last = max((m for m in document.mentions if m.actors[0] in ministries), key=lambda m: m.start)
    assert last.actors == ("Russia's Foreign Ministry",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norwegian and Chadian negotiators met in Geneva on Monday.",
        "The Norwegian and Chadian foreign ministers met in Geneva on Monday.",
        "Talks between Norwegian and Chadian officials began in Geneva on Monday.",
    ],
)
def test_people_of_two_countries_are_both_countries(sentence: str) -> None:
    document = cast(sentence)
    assert {a.name for a in document.actors} == {"Norway", "Chad"}
    assert any(set(m.actors) == {"Norway", "Chad"} for m in document.mentions)


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        (
            "The Northern River Council met envoys in Lusaka. The River Council said it would sign.",
            "River Council",
            "Northern River Council",
        ),
        (
            "Envoys met Mark Lyall Bergstrom in Lusaka. “We will sign,” said Lyall Bergstrom.",
            "Lyall Bergstrom",
            "Mark Lyall Bergstrom",
        ),
    ],
)
def test_a_long_and_a_short_name_are_one_actor(text: str, short: str, whole: str) -> None:
    found = names(cast(text))
    assert found[short] == found[whole] == whole


def test_a_short_name_that_fits_two_is_neither_of_them() -> None:
    text = (
        "The Northern River Council met envoys in Lusaka. The Southern River Council met them in Lilongwe. "
        "The River Council said it would sign."
    )
    assert names(cast(text)).get("River Council") == "River Council"


@pytest.mark.parametrize(
    "sentence, spelling, found_as",
    [
        ("The Water Agency on Dams and Rivers called for a vote.", "Water Agency on Dams and Rivers", "Water Agency"),
        ("Fishermen of Barotseland blocked the bridge. The fishermen said so.", "Fishermen of Barotseland", "Fishermen"),
        ("Some lenders in London rejected the plan. The lenders said they would not pay.", "lenders in London", "lenders"),
        ("Yesterday former members of a union sued. The members said so.", "former members of a union", "members of a union"),
    ],
)  # fmt: skip
def test_the_fuller_name_is_an_alias(sentence: str, spelling: str, found_as: str) -> None:
    assert names(cast(LONG + sentence)).get(spelling) == found_as


@pytest.mark.parametrize(
    "sentence, spelling",
    [
        ("Analysts and lawmakers warned of delay. Analysts said so. Lawmakers said the dam was safe.", "Analysts and lawmakers"),
        ("Democrats and Republicans rejected the plan. Democrats said so. Republicans want a vote.", "Democrats and Republicans"),
        ("The European Union in Geneva rejected the plan. The European Union wants a vote.", "European Union in Geneva"),
        ("Yesterday former members of a union sued. The members said so.", "Yesterday former members of a union"),
        ("Zambian-led troops held the bridge. The troops said they would stay.", "led troops"),
    ],
)  # fmt: skip
def test_what_names_somebody_else_too_is_no_alias(sentence: str, spelling: str) -> None:
    assert spelling not in names(cast(LONG + sentence))


def test_an_administration_is_that_of_the_president_and_not_of_the_government_told_of() -> None:
    found = cast(
        "Chad's government has shut its ports, and the regime in N'Djamena will not open them. Chad's officials said that Chad "
        "would not wait. The president of Norway, Mira Dahl, met senators on Monday. The lawmakers asked for the "
        "administration's view of the ports. The administration said that the talks would go on. Administration officials said "
        "on Tuesday that Chad was wrong, and Chad answered that the ports are closed to all ships of Norway."
    )
    chad, norway = (next(a for a in found.actors if a.name == name) for name in ("Chad", "Norway"))
    assert "Administration officials" in norway.aliases
    assert not any("dministration" in alias for alias in chad.aliases)


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("The remains of the former president were brought home.", "Ada Lund"),
        ("The president said that he would mourn.", "Omar Saleh"),
        ("The 41st president wanted Saleh there.", None),
    ],
)
def test_who_was_president_is_not_the_president(sentence: str, person: str | None) -> None:
    document = cast(f"President Omar Saleh met former President Ada Lund on Monday. {LONG}{sentence}")
    at = document.article.text.rindex("president")
    found = {name for m in document.mentions for name in m.actors if document.doc[m.head].idx == at}
    assert found == ({person} if person else set())


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("(CNN) Mira Dahl met Iran.", {"Mira Dahl"}),
        ("As T. R. Ramin argued on Monday, Iran met H. B. Lund.", {"T. R. Ramin", "H. B. Lund"}),
        ("Ada H.W. Lund met Iran. Her son, Ada W. Lund, met Chad.", {"Ada H.W. Lund", "Ada W. Lund"}),
    ],
)
def test_a_person_is_told_by_initials_and_not_joined_to_an_agency(sentence: str, people: set[str]) -> None:
    found = {a.name for a in cast(sentence + " " + LONG).actors if a.kind is ActorKind.PERSON}
    assert found == people


def test_a_treaty_is_no_actor_under_its_letters_either() -> None:
    found = names(
        cast(
            f"The Harbour Trade Agreement (HTA) was signed in 1994. {LONG}The HTA has cost jobs. The HTA hurts Zambia, and the "
            "Harbour Trade Agreement hurts Malawi."
        )
    )
    assert not {"HTA", "Harbour Trade Agreement"} & set(found)


def test_who_is_none_of_a_union_is_not_the_union() -> None:
    found = cast(f"The European Union met. {LONG}Non-EU states and non-EU firms pay. The European Union waited.")
    union = next(a for a in found.actors if a.name == "European Union")
    assert not any(alias.lower().startswith("non-") for alias in union.aliases)


def test_what_stands_before_an_owner_is_none_of_his_people() -> None:
    found = cast(
        f"The last thing Dahl's lawyer would do is to go public. {LONG}Mira Dahl met Zambia. Ole Kern, Dahl's lawyer, said no."
    )
    assert not any("thing" in form for form in names(found))


def test_who_is_quoted_by_a_surname_alone_is_a_person() -> None:
    found = {a.name: a.kind for a in cast(f"{LONG}“The river is ours,” Inhavik said. Zambia met Inhavik.").actors}
    assert found["Inhavik"] is ActorKind.PERSON


def test_they_who_say_are_people_before_a_country() -> None:
    document = cast(
        f"{LONG}The Zambian government left. To most Democrats, a strike was just the latest error. Saleh has spent years "
        "hurting Zambia.\nAnd they say that the river is worse off."
    )
    at = document.article.text.rindex("they say")
    assert {name for m in document.mentions for name in m.actors if document.doc[m.head].idx == at} == {"Democrats"}


@pytest.mark.parametrize(
    ("sentence", "body", "other"),
    [
        ("The EU met. Traders sell to an EU member state. The EU waited.", "European Union", "EU member state"),
        ("The Senate met. Dahl was its worst Senate leader. The Senate waited.", "Senate", "worst Senate leader"),
    ],
)
def test_one_of_a_body_is_not_the_body(sentence: str, body: str, other: str) -> None:
    found = names(cast(LONG + sentence))
    assert body in found.values()
    assert found.get(other) != body


def test_a_union_told_by_its_letters_is_one_with_and_without_the_word() -> None:
    found = names(cast(f"The RMT Union met. {LONG}The RMT union warned of a strike. The RMT waited."))
    assert found["RMT"] == found["RMT Union"]


def test_an_administration_is_whose_the_page_tells_once() -> None:
    found = cast(
        "The Obama administration refused to help Zambia. Its plan is to show restraint towards Vladimir Putin, the Russian "
        f"president. {LONG}Putin, the Russian president, met them. The administration’s reason is that it may seem much."
    )
    russia = next((a for a in found.actors if a.name == "Russia"), None)
    assert russia is None or not any("dministration" in alias for alias in russia.aliases)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Teachers", "striking teachers"),
        ("Lusaka nurses", "poor Lusaka nurses"),
        ("Public-sector unions", "public sector unions"),
        ("Zambia's miners", "Zambian copper miners"),
    ],
)
def test_a_group_told_twice_is_one(short: str, long: str) -> None:
    document = cast(
        LONG
        + f"{short} rejected the plan on Friday. {short} said they would march. On Sunday {long} marched to the dam. "
        f"The {long} demanded a vote and the {long} accused Malawi of delay."
    )
    heads = {t.i for t in document.doc if t.text == long.split()[-1]}
    told = {m.actors for m in document.mentions if heads & set(range(m.start, m.end))}
    assert len(told) == 1, told


def test_groups_that_a_shorter_name_may_mean_stay_apart() -> None:
    document = cast(
        LONG
        + "Striking teachers and retired teachers rejected the plan. Teachers said on Friday that they would march. "
        "Striking teachers demanded a vote, and retired teachers accused Malawi of delay."
    )
    found = names(document)
    assert found["Striking teachers"] != found["retired teachers"]


@pytest.mark.parametrize(("called", "several"), [("Halden", False), ("Mr. Halden", True)])
def test_a_firm_called_by_one_word_is_no_person_beside_it(called: str, several: bool) -> None:
    document = cast(
        LONG
        + f"Halden Pacific Airways said on Friday that it would pay for the dam. But {called} has asked for a loan, and a "
        f"rival accused {called} of a secret deal. {called} denied that."
    )
    assert (len({a.name for a in document.actors if "Halden" in a.name}) > 1) is several


def test_administrations_of_two_presidents_are_two() -> None:
    document = cast(
        "President Donald Trump left the deal on Monday. The Trump administration said that it would fine firms. The Obama "
        "administration had signed the deal, and the Obama administration defended it for years. Iran accused the Trump "
        "administration of theft. Iran said that it would stay in the deal and asked the European Union for help."
    )
    told = {m.actors for m in document.mentions if document.doc[m.head].lower_ == "administration"}
    assert not any("Trump administration" in who and "Obama" in str(document.doc[0]) for who in told)
    aliases = [(a.name, *a.aliases) for a in document.actors if a.kind is ActorKind.ORGANIZATION]
    assert not any({"Trump administration", "Obama administration"} <= set(forms) for forms in aliases)


def test_the_soviet_union_is_not_russia() -> None:
    found = names(
        cast(
            "Russia said on Monday that it would answer. The Soviet Union signed the treaty, and the Soviet Union kept it until "
            "it fell apart. Russia accused the United States of a breach, and the United States denied that. Both want a summit."
        )
    )
    assert found["Soviet Union"] == "Soviet Union"
    assert found["Russia"] == "Russia"


def test_who_has_a_name_is_nobody_unnamed() -> None:
    document = cast(
        LONG + "A dam founder and chairman, Mira Dahl, said on Friday that she would resign. The founder left."
    )
    assert not [a.name for a in document.actors if "founder" in a.name]


def test_an_office_before_its_name_is_nobody_else() -> None:
    found = cast(
        "The Ukrainian Deputy Foreign Minister, Sergiy Kyslytsya, said Russia had again refused an unconditional ceasefire.\n"
        "Erdogan said he hoped to bring Putin, Zelensky and Trump together in Istanbul or Ankara.\n"
        "A day before the talks Ukraine attacked Russian air bases with drones and said it had damaged more than 40 aircraft. "
        "Russia called the attack terrorism."
    )
    assert "Deputy Foreign Minister" not in names(found).values()
    assert next(a for a in found.actors if a.name == "Sergiy Kyslytsya").roles == ("Deputy Foreign Minister",)
