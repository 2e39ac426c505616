"""Actors of a text: names, kinds, sides, titles, groups, and what is no actor."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, astuple, fields
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thoroughness import examples

from stateofplay.language import understand
from stateofplay.language.actors import find_actors
from stateofplay.language.actors.choice import choose
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Lexicon
from stateofplay.language.pipeline import load
from stateofplay.language.tokens import Doc
from stateofplay.model import Actor, Article


@lru_cache(maxsize=256)
def read(text: str) -> Document:
    return find_actors(Document(article=Article(text=text), doc=Doc(load()(text))))


def drafted(text: str) -> list[ActorDraft]:
    """Everybody who is entered, whether an actor or not."""
    seen: list[ActorDraft] = []

    def keep_all(_: Document, roster: Roster, lexicon: Lexicon) -> frozenset[ActorDraft]:
        seen.extend(roster.drafts)
        return frozenset(seen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stateofplay.language.actors.choose", keep_all)
        find_actors(Document(article=Article(text=text), doc=Doc(load()(text))))
    return seen


def actors(text: str) -> dict[str, Actor]:
    return {a.name: a for a in read(text).actors}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway hosted the talks.", "Norway", "country"),
        ("The Kremlin rejected the plan.", "Russia", "country"),
        ("Beijing warned Washington against new tariffs.", "China", "country"),
        ("Beijing warned Washington against new tariffs.", "United States", "country"),
        ("Omani mediators carried a letter to Tehran.", "Oman", "country"),
        ("Hamas said the offer was too late.", "Hamas", "armed_group"),
        ("The M23 seized two towns.", "M23", "armed_group"),
        ("The African Union called for calm.", "African Union", "organization"),
        (
            "Immigration and Customs Enforcement denied the report.",
            "Immigration and Customs Enforcement",
            "organization",
        ),
        (
            "The Centers for Disease Control and Prevention urged calm.",
            "Centers for Disease Control and Prevention",
            "organization",
        ),
        ("Standard & Poor's warned Norway on Monday.", "Standard & Poor's", "organization"),
        ("Japan's finance ministry denied the report.", "Japan's finance ministry", "organization"),
        ("Turkish lawmakers debated the bill.", "Turkish lawmakers", "group"),
        ("Striking nurses rejected the hospital's offer.", "Striking nurses", "group"),
        ("Envoy Ludvik Marsik said the talks had failed.", "Ludvik Marsik", "person"),
        # A bracket that shortens a run of capitals shows a body, whatever names stand in it.
        ("Aides of the Marjan Kolar List (MKL) have warned the court.", "Marjan Kolar List", "organization"),
        ("Envoys of the High River Panel (HRP) have warned that they will leave.", "High River Panel", "organization"),
        ("The nurses' union rejected the offer.", "nurses' union", "group"),
        ("Fishermen on both shores want larger quotas.", "Fishermen", "group"),
    ],
)
def test_who_acts_is_an_actor(text, name, kind):
    found = actors(text)
    assert name in found, sorted(found)
    assert found[name].kind.value == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hamas and Israel met in Egypt.", "Egypt"),
        ("The envoy flew from Moscow to Doha.", "Russia"),
        ("The envoy flew from Moscow to Doha.", "Qatar"),
        ("GENEVA (Reuters) - Iran rejected the offer on Monday.", "Reuters"),
        ("GENEVA (Reuters) - Iran rejected the offer on Monday.", "Switzerland"),
        ("The minister told Reuters that Iran would sign.", "Reuters"),
        ("The Korean War ended long ago, Peru said.", "Korean War"),
    ],
)
def test_places_and_carriers_are_no_actors(text, name):
    assert name not in actors(text)


@pytest.mark.parametrize(
    ("text", "name", "role", "side"),
    [
        ("Finnish Foreign Minister Aino Virtala praised the deal.", "Aino Virtala", "Foreign Minister", "Finland"),
        ("Presidential adviser Oleg Sarin leads the team.", "Oleg Sarin", "Presidential adviser", None),
        (
            "Marta Ruiz, the head of the government delegation, said no.",
            "Marta Ruiz",
            "head of the government delegation",
            None,
        ),
        ("Chad's defence minister, Ali Moussa, resigned.", "Ali Moussa", "defence minister", "Chad"),
        ("Jon Aasen, spokesman for the United Nations, said no.", "Jon Aasen", "spokesman", "United Nations"),
        ("U.N. envoy Clara Benz met the rebels.", "Clara Benz", "U.N. envoy", "United Nations"),
        ("Peter Olsen, Norway's ambassador to Sudan, left.", "Peter Olsen", "ambassador to Sudan", "Norway"),
        ("Student Tom Hill was released.", "Tom Hill", "Student", None),
        ("The British publisher Ann Lee was released.", "Ann Lee", "publisher", None),
        ("Robert Maly, Washington's Iran envoy, testified.", "Robert Maly", "envoy", "United States"),
        (
            "Lars Holm, the leader of the self-proclaimed Lake Republic Union, left.",
            "Lars Holm",
            "leader",
            "Lake Republic Union",
        ),
        (
            "The deputy head of the peace commission, Ines Prado, resigned.",
            "Ines Prado",
            "deputy head of the peace commission",
            None,
        ),
    ],
)
def test_titles_give_roles_and_sides(text, name, role, side):
    actor = actors(text)[name]
    assert [r.lower() for r in actor.roles] == [role.lower()]
    assert actor.side == side


def test_letters_that_the_lexicon_knows_and_the_name_before_them_are_one():
    found = actors("The Movement for Justice and Equality (JEM) met the envoy. JEM said the talks had failed.")
    assert [a.kind.value for a in found.values()] == ["armed_group"]


def test_a_body_whose_name_tells_whose_it_is_keeps_it_whole():
    found = actors("“We are late,” says Mira Dahl, a professor at Arda Women's University in Norway.")
    assert found["Mira Dahl"].side == "Arda Women's University"
    assert "Arda Farmers' Union" in actors("The Arda Farmers' Union met the mayor of Oslo on Monday.")


def test_a_union_without_its_people_is_an_idea():
    assert actors("Leaders want an ever closer union to succeed.").keys() == set()


def test_two_titles_in_apposition_are_two_roles():
    found = actors("Ines Prado, Peru's trade minister and the government's top negotiator, said no.")
    assert found["Ines Prado"].roles == ("trade minister", "top negotiator")


def test_two_countries_before_one_noun_both_act():
    assert {"Oman", "Qatar"} <= set(actors("Omani and Qatari mediators met the two delegations."))


def test_a_company_is_no_union():
    text = "Northwind Airlines and the United Pilots Union met. The company made an offer. The union refused."
    assert mentioned(text, "company") == ("Northwind Airlines",)
    assert mentioned(text, "union") == ("United Pilots Union",)


def test_a_plural_title_is_shared():
    found = actors("Senior envoys Nils Berg and Eva Holm arrived on Friday.")
    assert found["Nils Berg"].roles == found["Eva Holm"].roles == ("Senior envoy",)


def test_a_surname_is_the_person_named_before():
    found = actors("Envoy Nils Berg met the rebels. Berg said the rebels would sign. Mr Berg then left.")
    assert [n for n in found if "Berg" in n] == ["Nils Berg"]
    assert found["Nils Berg"].mentions >= 3
    assert "Berg" in found["Nils Berg"].aliases


def test_a_dateline_is_no_part_of_a_title():
    found = actors("Leaders meet\n\nANKARA - President Anna Rossi said that she was sending a delegation.")
    assert found["Anna Rossi"].roles == ("President",)


def test_a_title_before_a_name_does_not_hide_its_given_name():
    found = actors("Foreign Minister Anna Lavrov said that talks went well. Lavrov was in Oslo.")
    assert [(a.name, a.side) for a in found.values() if "Lavrov" in a.name] == [("Anna Lavrov", None)]


def test_another_bearer_of_a_known_surname_is_another_person():
    assert "Melania Trump" in actors("Melania Trump visited a school. She praised the teachers.")
    assert "Donald Trump" not in actors("Melania Trump visited a school. She praised the teachers.")


def test_an_acronym_in_brackets_is_an_alias():
    found = actors("The Lake Chad Farmers Union (LCFU) rejected the offer. The LCFU will strike on Monday.")
    assert "LCFU" in found["Lake Chad Farmers Union"].aliases
    assert "LCFU" not in found


def test_a_known_country_has_its_code():
    assert actors("Kenya offered to host the talks.")["Kenya"].identifiers == ("iso3166:KE",)


def test_officials_and_forces_are_their_state():
    found = actors("Sudanese officials rejected the truce. The Sudanese government wants guarantees.")
    assert list(found) == ["Sudan"]
    assert "Sudanese officials" in found["Sudan"].aliases


def mentioned(text: str, word: str, nth: int = 0) -> tuple[str, ...]:
    document = read(text)
    tokens = [t for t in document.doc if t.text == word]
    return document.who(tokens[nth])


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Envoy Nils Berg said he would return.", "he", ("Nils Berg",)),
        ("Maria Lund met Nils Berg. She said nothing.", "She", ("Maria Lund",)),
        ("Hungary said it would vote against the plan.", "it", ("Hungary",)),
        ("Talks between Chile and Peru failed. Both sides blamed fishermen.", "sides", ("Chile", "Peru")),
        ("Kremlin officials said no.", "officials", ("Russia",)),
        ("Peruvian President Rosa Vega flew home. The president said no.", "president", ("Rosa Vega",)),
        ("Nils Berg and Maria Lund said the talks had failed.", "Nils", ("Nils Berg", "Maria Lund")),
    ],
)
def test_who_a_phrase_speaks_of(text, word, who):
    assert mentioned(text, word) == who


def test_empty_it_is_nobody():
    assert mentioned("Hungary waited. It is clear that the talks failed.", "It") == ()


def test_a_subject_pronoun_is_nobody_named_below_it():
    text = (
        "Norway handed over its terms. It demands that Denmark withdraw its ships. "
        "It also demands that Denmark hold a vote. The minister of Denmark, Lars Holm, left. He said Lars Holm would return."
    )
    document = read(text)
    said = [document.who(t) for t in document.doc if t.text == "It"]
    assert said == [("Norway",), ("Norway",)]
    assert [document.who(t) for t in document.doc if t.text == "He"] == [()]


def test_we_in_a_quotation_is_the_speaker():
    from stateofplay.language.press.quotations import find_quotations

    text = '"We reject this plan," Hungary said.'
    doc = Doc(load()(text))
    document = find_actors(Document(article=Article(text=text), doc=doc, quotations=find_quotations(doc)))
    assert document.who(document.doc[1]) == ("Hungary",)


TEXTS = (
    "Ukraine and Russia met in Istanbul. Kyiv said it wanted a truce; the Kremlin refused.",
    "Envoy Nils Berg told rebels that the U.N. would pay. They agreed, he said, but the army did not.",
    'The unions rejected the offer. "We will strike," said Ann Lee, the head of the nurses’ union.',
    "The Taliban, Pakistan and the US held talks. Both sides praised Qatari mediators.",
    "",
    "Monday.",
)


def check(document: Document) -> None:
    text = document.article.text
    names = [a.name for a in document.actors]
    assert len(names) == len(set(names))
    for actor in document.actors:
        assert actor.evidence.stands_in(text)
        assert actor.mentions >= 1
        assert 0.0 < actor.confidence < 1.0
        assert actor.name not in actor.aliases
        folded = " ".join(text.split())
        for alias in actor.aliases:
            assert " ".join(alias.split()) in folded, alias
    for mention in document.mentions:
        assert 0 <= mention.start <= mention.head < mention.end <= len(document.doc)
        assert set(mention.actors) <= set(names)
        assert isinstance(mention.kind, MentionKind)


@pytest.mark.parametrize("text", TEXTS)
def test_actors_and_mentions_hold_together(text):
    check(read(text))


@pytest.mark.parametrize("text", [text for text in TEXTS if "said" in text])
def test_the_roster_is_only_read_once_everybody_is_entered(text, monkeypatch):
    def state(roster: Roster) -> str:
        drafts = [[(f.name, getattr(d, f.name)) for f in fields(d)] for d in roster.drafts]
        return repr((drafts, roster.taken, roster.by_entry, [astuple(one.span) for one in roster.joint]))

    seen: list[tuple[Roster, str]] = []

    def look(document: Document, roster: Roster, lexicon: Lexicon) -> frozenset[ActorDraft]:
        seen.append((roster, state(roster)))
        return choose(document, roster, lexicon)

    monkeypatch.setattr("stateofplay.language.actors.choose", look)
    document = Document(article=Article(text=text), doc=Doc(load()(text)))
    assert find_actors(document).mentions
    ((roster, before),) = seen
    assert roster.drafts
    assert state(roster) == before
    assert document.actors == (), "what is found makes a new document"
    with pytest.raises(FrozenInstanceError):
        document.actors = ()


JUMBLE = (
    "The Russian president Vladimir Putin , Kyiv 's rebels said \" we ” ( UN ) - al Assad of and the both sides it he "
    ". \n U.S. officials A. é مرحبا 👩‍👩‍👧"
).split(" ")


@examples(25)
@given(
    st.lists(
        st.sampled_from(JUMBLE),
        max_size=40,
    )
)
def test_any_jumble_of_words_is_read(words):
    text = " ".join(words)
    check(find_actors(Document(article=Article(text=text), doc=Doc(load()(text)))))


def test_where_somebody_is_from_is_no_part_of_the_name():
    found = actors("House chairman Mike Garvey of Texas and Rep. Bob Goodall of Virginia said the bill was dead.")
    assert {"Mike Garvey", "Bob Goodall"} <= set(found), sorted(found)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Some analysts said the truce would not hold.", "Some analysts"),
        ("Two ministers met people briefed on the talks. People briefed on the talks said it was over.", "talks"),
        ("Striking nurses in Oslo rejected the hospital's offer.", "Striking nurses in Oslo"),
    ],
)
def test_a_group_is_known_by_its_quantity_and_by_what_stands_behind_it(text, form):
    drafts = drafted(text)
    assert any(form in name for d in drafts for name in (d.name, *d.nominals)), drafts


def test_a_body_told_by_what_it_is_for_may_act():
    text = "Arrivals fell to 68 in a day. The migration ministry said the camps were half empty."
    drafts = drafted(text)
    assert any(d.name == "migration ministry" and d.kind.value == "organization" for d in drafts), drafts


@pytest.mark.parametrize(("called", "name"), [("Ms Rey", "Maria Rey"), ("Mr Rey", "Jorge Rey")])
def test_an_honorific_tells_two_bearers_of_a_surname_apart(called, name):
    text = f"President Maria Rey and her rival Jorge Rey debated on Sunday. {called} said the economy was strong."
    document = read(text)
    assert document.who(next(t for t in document.doc if t.text == "said").children[0]) == (name,)


def test_the_words_behind_a_group_end_with_a_noun():
    found = actors("Hardline members of the ruling party said they would vote against the deal.")
    assert "Hardline members of the ruling party" in found, sorted(found)


def test_who_mediates_is_neither_of_both_sides():
    document = read("Qatar, which is mediating, met Israel and Hamas. Both sides blamed each other.")
    sides = next(m for m in document.mentions if document.doc[m.start : m.end].text == "Both sides")
    assert set(sides.actors) == {"Israel", "Hamas"}


@pytest.mark.parametrize(
    ("pair", "who"),
    [
        ("two presidents", {"Moussa Keita", "Idris Saleh"}),
        ("two leaders", {"Moussa Keita", "Idris Saleh"}),
        ("two delegations", {"Mali", "Chad"}),
    ],
)
def test_no_deputy_is_the_leader_of_his_side(pair: str, who: set[str]) -> None:
    document = read(
        "Mali and Chad met in Geneva. The Malian deputy foreign minister, Awa Diop, spoke. President Moussa Keita of Mali and "
        f"President Idris Saleh of Chad stayed away. A meeting of the {pair} was proposed."
    )
    told = next(m for m in document.mentions if pair in document.doc[m.start : m.end].text)
    assert set(told.actors) == who


@pytest.mark.parametrize(
    ("named", "side"),
    [
        ("Mali envoy Awa Diop", None),
        ("The U.N. Mali envoy, Awa Diop,", None),
        ("U.N. envoy for Mali Awa Diop", "United Nations"),
        ("Malian envoy Awa Diop", "Mali"),
        ("Mali's envoy Awa Diop", "Mali"),
        ("US envoy Awa Diop", "United States"),
    ],
)
def test_an_envoy_to_a_country_is_not_its_own(named: str, side: str | None) -> None:
    document = read(f"{named} said that talks would resume in Geneva on Monday.")
    assert next(a.side for a in document.actors if a.name == "Awa Diop") == side


def test_a_government_in_a_capital_is_that_country_s() -> None:
    text = "Mali and Chad met in Geneva. The government in Bamako said it would free the miners."
    document = read(text)
    told = [m.actors for m in document.mentions if "government" in document.doc[m.start : m.end].text]
    assert told == [("Mali",)]


@pytest.mark.parametrize(
    ("text", "name", "never"),
    [
        ("The think tank 38 North said on Monday that North Korea had moved a launcher.", "38 North", None),
        ("A report by Clarity Norway said so.", "Clarity Norway", "Norway"),
        ("Transparency Togo accused the ministry of theft.", "Transparency Togo", "Togo"),
        ("Greenpeace Chad demanded an inquiry.", "Greenpeace Chad", "Chad"),
        ("A spokesman for BMW of North America declined to comment.", None, "United States"),
        ("Latin America needs aid, the bank said.", None, "United States"),
        # What a country is called does not make it a body.
        ("Nazi Germany invaded Poland.", "Germany", None),
        ("Mediator Qatar called for calm.", "Qatar", None),
        ("Neighbouring Chad closed its border with Togo.", "Chad", None),
        ("Chad Smith told the court that he had left Togo.", None, "Chad Smith Togo"),
    ],
)
def test_a_body_that_holds_a_countrys_name_is_not_the_country(text: str, name: str | None, never: str | None) -> None:
    found = actors(text)
    assert name is None or name in found, found
    assert never not in found


def test_the_house_is_no_short_name_of_the_white_house() -> None:
    found = actors(
        "The White House said it would veto the bill. The House passed the bill on Tuesday, and the House is proud."
    )
    assert "House" not in found["White House"].aliases
    assert "House" in found
    chamber = actors(
        "The US House of Representatives met on Monday. The House passed the bill. The White House was silent."
    )
    assert "House" in chamber["US House of Representatives"].aliases


def actors_of(text: str) -> dict[str, str | None]:
    """Names with their sides."""
    return {name: actor.side for name, actor in actors(text).items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He Lifeng, the vice premier of China, met the envoy of Norway. He said the talks went well.", "He Lifeng"),
        ("The Chinese delegation is led by He Yadong, who met Mira Dahl.", "He Yadong"),
        ("The talks were led by Ms. He Yafei of China. He Yafei said the talks went well.", "He Yafei"),
    ],
)
def test_a_surname_that_looks_like_a_pronoun(text: str, name: str) -> None:
    found = actors_of(text)
    assert name in found
    assert name.split()[1] not in found
    assert "He" not in found


def test_who_is_called_he_inside_a_sentence_is_who_bears_that_name() -> None:
    text = "Chinese Vice Premier He Lifeng met Mira Dahl. Talks with He went well, Dahl said. He is to travel on."
    assert actors(text)["He Lifeng"].aliases == ("He",)
    # Nobody is called so where the page names no such person.
    assert set(actors_of("Mira Dahl met the envoy of Chad, Idris Saleh. It was He who asked for it.")) == {
        "Mira Dahl",
        "Idris Saleh",
        "Chad",
    }


@pytest.mark.parametrize(
    ("text", "name", "side", "none"),
    [
        ("The UN-backed government in Alta asked Norway for help.", "UN-backed government", "United Nations", ""),
        (
            "The Kremlin-backed administration in Alta said the port was shut.",
            "Kremlin-backed administration",
            "Russia",
            "Russia",
        ),
        ("The Norway-led coalition agreed with Chad to stop.", "Norway-led coalition", "Norway", ""),
        ("The Houthi-run health ministry said that the port was shut.", "Houthi-run health ministry", "Houthi", ""),
        ("Norway and Chad met. Chad-run media said the talks had failed.", "Chad-run media", "Chad", "media"),
        ("The Geneva-based group rejected the offer of Norway.", "Geneva-based group", None, "Geneva-based"),
    ],
)
def test_who_is_backed_or_led_by_another_is_a_party_of_its_own(
    text: str, name: str, side: str | None, none: str
) -> None:
    found = actors_of(text)
    assert found.get(name, "missing") == side
    assert none not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rebels met Norway in Geneva. The weary rebels said they wanted a truce.", "rebels"),
        ("Farmers blocked the port. Norway met the farmers. Furious farmers rejected its offer.", "farmers"),
        ("The rebels met Norway in Geneva. The Sudanese rebels said they wanted a truce.", "Sudanese rebels"),
        ("The weary rebels met Norway in Geneva. The rebels said they wanted a truce.", "weary rebels"),
    ],
)
def test_a_group_has_no_name_from_a_later_adjective(text: str, name: str) -> None:
    assert name in actors_of(text)


def roles(text: str) -> dict[str, set[str]]:
    return {name: {r.lower().partition(" of ")[0] for r in a.roles} for name, a in actors(text).items() if a.roles}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The president of Chad, Idris Saleh, met the foreign minister of Sudan, Amina Saleh. President Saleh said the talks "
            "went well. Foreign Minister Saleh agreed.",
            {"Idris Saleh": {"president"}, "Amina Saleh": {"foreign minister"}},
        ),
        (
            "Anna Berg, the mayor of Alta, and Tom Berg, the defence minister of Norway, met. Mayor Berg said the port was shut. "
            "Defence Minister Berg denied it.",
            {"Anna Berg": {"mayor"}, "Tom Berg": {"defence minister"}},
        ),
        (
            "Mr. Saleh, the president of Chad, met Ms. Saleh, the foreign minister of Sudan. Idris Saleh said they went well. "
            "Amina Saleh agreed.",
            {"Idris Saleh": {"president"}, "Amina Saleh": {"foreign minister"}},
        ),
        # Who has no such office yet is as likely as whom the page named last.
        (
            "President Idris Saleh met Amina Saleh. Saleh, the foreign minister of Sudan, said the talks went well.",
            {"Idris Saleh": {"president"}, "Amina Saleh": {"foreign minister"}},
        ),
    ],
)
def test_offices_do_not_mix_between_namesakes(text: str, expected: dict[str, set[str]]) -> None:
    assert roles(text) == expected


def test_a_surname_with_an_office_speaks_of_who_holds_it() -> None:
    text = (
        "The former president of Chad, Idris Saleh, met Omar Saleh, the current president. President Saleh said nothing. "
        "Former president Saleh left."
    )
    found = read(text)
    said = [m.actors for m in found.mentions if found.doc[m.start : m.end].text == "Saleh"]
    assert said == [("Omar Saleh",), ("Idris Saleh",)]


@pytest.mark.parametrize(
    ("text", "body", "form"),
    [
        ("The European Union met Chad. The 27-member bloc rejected the plan.", "European Union", "27-member bloc"),
        ("The G7 met in Norway. The seven-nation group called on Chad to leave.", "G7", "seven-nation group"),
        ("ECOWAS suspended Chad. The 15-nation regional bloc said it would act.", "ECOWAS", "15-nation regional bloc"),
        (
            "The Alta Alliance met Norway. The ten-member alliance rejected the offer.",
            "Alta Alliance",
            "ten-member alliance",
        ),
        # Of two the number tells which.
        ("The European Union met the African Union. The 27-nation bloc said no.", "European Union", "27-nation bloc"),
    ],
)
def test_a_bloc_told_by_its_size_is_the_body_named_before(text: str, body: str, form: str) -> None:
    found = actors(text)
    assert form in found[body].aliases
    assert not any("member" in name or "nation" in name for name in found)


def test_a_delegation_has_no_name_of_its_number() -> None:
    found = actors("A 12-member delegation met the European Union. The 12-member delegation left.")
    assert not any("member" in name for name in found)
    # A bloc of a size that no body named has is none of them.
    assert (
        "six-nation group"
        not in actors("The European Union met Chad. The six-nation group left.")["European Union"].aliases
    )


@pytest.mark.parametrize(
    ("text", "body", "side"),
    [
        # Whose a body is that many countries have: told beside it, or once on the page, or by what the page is about.
        (
            "Kenya's Supreme Court annulled the vote. The Supreme Court said the count was void.",
            "Kenya's Supreme Court",
            "Kenya",
        ),
        (
            "The Supreme Court of Kenya annulled the vote. In Oslo, the Supreme Court was praised.",
            "Supreme Court",
            "Kenya",
        ),
        ("Kenya went to the polls in August. The Supreme Court annulled the vote.", "Supreme Court", "Kenya"),
        ("Peru's president, Juan Perez, met Congress in Lima. Congress rejected the bill.", "Congress", "Peru"),
        ("The Philippine president, Rosa Cruz, urged the Senate to act. The Senate refused.", "Senate", "Philippines"),
        ("Bolivia's Congress and Senate agreed. The State Department welcomed it.", "Senate", "Bolivia"),
        (
            "The Indian foreign minister spoke in New Delhi. Congress said it would boycott the vote.",
            "Congress",
            "India",
        ),
        ("The White House criticised Kenya. The Senate will vote on aid to Kenya.", "Senate", "United States"),
        ("The Senate rejected the bill. The Supreme Court upheld that.", "Senate", "United States"),
        ("Iran said no. Iran's president spoke to Iranian lawmakers. Congress said no.", "Congress", "United States"),
        (
            "The prime minister spoke in Ottawa. Canada wants a vote. The House of Commons rejected it.",
            "House of Commons",
            "Canada",
        ),
    ],
)
def test_whose_a_body_is_that_many_countries_have(text: str, body: str, side: str) -> None:
    actors = {a.name: a.side for a in understand(Article(text=text)).actors}
    assert actors.get(body) == side


def test_who_speaks_for_such_a_body_is_of_its_country() -> None:
    text = "Kenya voted. The Supreme Court chief justice, Amina Otieno, said the vote was fair."
    assert {a.name: a.side for a in understand(Article(text=text)).actors}["Amina Otieno"] == "Kenya"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("House Republicans pulled the bill on Monday. Conservatives said the bill spent too much.", None),
        ("Conservatives said Britain would leave the pact. Labour opposes it.", "United Kingdom"),
    ],
)
def test_conservatives_are_a_british_party_only_where_the_page_is_about_britain(text: str, side: str | None) -> None:
    assert actors(text)["Conservatives"].side == side


def test_several_of_one_word_are_no_person() -> None:
    found = understand(Article(text="Chad met the Greens on Monday. The Greens said they would vote against it."))
    assert [a.kind for a in found.actors if a.name == "Greens"] == ["organization"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("New York Mayor Michael Bloomberg met Chad.", "Michael Bloomberg", "person"),
        (
            "The Council on Harbour Affairs met Chad. The council said it would pay.",
            "Council on Harbour Affairs",
            "organization",
        ),
        (
            "The Senate Committee on Harbours and Public Works met Chad. It said that it would pay.",
            "Committee on Harbours and Public Works",
            "organization",
        ),
    ],
)
def test_names_that_hold_a_firm_or_a_task_are_whole(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(a.name, a.kind) for a in understand(Article(text=text)).actors}
