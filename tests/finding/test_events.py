"""Events: sentences of our own, each with the act that it tells, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import FindingError
from stateofplay.finding.components import REGISTRY, Found
from stateofplay.finding.events import find_events
from stateofplay.finding.events.predicates import load_lexicon, read_entry
from stateofplay.finding.meetings.finder import find_meetings
from stateofplay.finding.positions import find_positions
from stateofplay.finding.statements import find_statements
from stateofplay.language.actors import find_actors
from stateofplay.language.document import Document
from stateofplay.language.pipeline import load
from stateofplay.language.press.quotations import find_quotations
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article, Event, PloverEvent
from tests.thoroughness import examples


def read(text: str, *, published: str | None = "2024-06-12", title: str | None = None) -> tuple[Event, ...]:
    """Events of a text, with the real pipeline, actors, times, statements, meetings and positions."""
    doc = Doc(load()(text))
    article = Article(text=text, title=title, published=published, language="en")
    document = Document(article=article, doc=doc, quotations=find_quotations(doc))
    document = find_times(document)
    document = find_actors(document)
    found = Found()
    found = found.having("statements", find_statements(document, found))
    found = found.having("meetings", find_meetings(document, found))
    found = found.having("positions", find_positions(document, found))
    return find_events(document, found)


def told(events: tuple[Event, ...]) -> set[tuple[str, str | None, str | None, str]]:
    return {(e.event.value, e.actor, e.recipient, e.status.value) for e in events}


CASES = [
    # What two did together, in either order.
    ("Fijian and Tongan envoys met in Suva on Monday.", "CONSULT", "Fiji", "Tonga", "happened"),
    ("Fiji and Tonga are engaged in talks over the reef.", "CONSULT", "Fiji", "Tonga", "happened"),
    ("Turkey and Greece met in Oslo on Monday.", "CONSULT", "Turkey", "Greece", "happened"),
    ("Kenya held talks with Somalia over the border.", "CONSULT", "Kenya", "Somalia", "happened"),
    ("Talks between Armenia and Azerbaijan collapsed overnight.", "CONSULT", "Armenia", "Azerbaijan", "happened"),
    ("Chile will meet Peru in Lima next week.", "CONSULT", "Chile", "Peru", "planned"),
    ("India did not meet Pakistan in Colombo.", "CONSULT", "India", "Pakistan", "denied"),
    ("Serbia signed an accord with Kosovo.", "AGREE", "Serbia", "Kosovo", "happened"),
    # Who did it to whom: active, passive, nominal, possessed.
    ("Ethiopia invaded Eritrea in 1998.", "ASSAULT", "Ethiopia", "Eritrea", "happened"),
    ("Eritrea was bombed by Ethiopia.", "ASSAULT", "Ethiopia", "Eritrea", "happened"),
    ("Iraq's invasion of Kuwait shocked the region.", "ASSAULT", "Iraq", "Kuwait", "happened"),
    ("Ethiopian troops shelled Eritrea at dawn.", "ASSAULT", "Ethiopia", "Eritrea", "happened"),
    ("Norway warned Chad that it would close the strait.", "THREATEN", "Norway", "Chad", "happened"),
    ("Norway warned Chad against a boycott.", "THREATEN", "Norway", "Chad", "happened"),
    ("Three fishermen died in a Tongan attack on Fiji.", "ASSAULT", "Tonga", "Fiji", "happened"),
    ("Fiji is opposed to letting Tonga join the pact.", "REJECT", "Fiji", "Tonga", "happened"),
    ("Sudan denied that it attacked Chad.", "ASSAULT", "Sudan", "Chad", "denied"),
    ("Canada imposed sanctions on Belarus.", "SANCTION", "Canada", "Belarus", "happened"),
    ("Canada is considering sanctions on Belarus.", "SANCTION", "Canada", "Belarus", "hypothetical"),
    ("Norway lifted its sanctions against Fiji.", "CONCEDE", "Norway", "Fiji", "happened"),
    ("Japan provided aid to Nepal.", "AID", "Japan", "Nepal", "happened"),
    ("Japan provided Nepal with food.", "AID", "Japan", "Nepal", "happened"),
    ("Ghana expelled Togo's ambassador.", "SANCTION", "Ghana", "Togo", "happened"),
    # A strike of workers is no air strike.
    ("Nurses will strike on Monday.", "PROTEST", "Nurses", None, "planned"),
    ("Union leaders plan to strike next week.", "PROTEST", "Union leaders", None, "planned"),
    ("The strike by teachers began on Monday.", "PROTEST", "teachers", None, "happened"),
    ("Railway workers walked out on Monday.", "PROTEST", "Railway workers", None, "happened"),
    ("Israel plans to strike Iran.", "ASSAULT", "Israel", "Iran", "planned"),
    # What is done by saying it.
    ("Estonia accused Latvia of jamming its radios.", "ACCUSE", "Estonia", "Latvia", "happened"),
    ("Estonia condemned Latvia's decision.", "ACCUSE", "Estonia", "Latvia", "happened"),
    ("Mali urged Niger to open the road.", "REQUEST", "Mali", "Niger", "happened"),
    ("Mali called on Niger to open the road.", "REQUEST", "Mali", "Niger", "happened"),
    ("Bolivia threatened to attack Paraguay.", "THREATEN", "Bolivia", "Paraguay", "happened"),
    ("Bolivia praised Paraguay for its patience.", "SUPPORT", "Bolivia", "Paraguay", "happened"),
    ("Vietnam rejected Cambodia's proposal.", "REJECT", "Vietnam", "Cambodia", "happened"),
    ("Vietnam refused to talk to Cambodia.", "REJECT", "Vietnam", "Cambodia", "happened"),
]


@pytest.mark.parametrize(("sentence", "event", "actor", "recipient", "status"), CASES)
def test_the_act_of_a_sentence(sentence: str, event: str, actor: str, recipient: str, status: str) -> None:
    found = told(read(sentence))
    joint = event in ("CONSULT", "AGREE")
    assert (event, actor, recipient, status) in found or (joint and (event, recipient, actor, status) in found), found


NOT_TOLD = [
    ("Norway warned that Chad would attack the port.", "THREATEN", None),
    ("Norway warned of an attack by Chad.", "THREATEN", None),
    ("Trump is considering sanctions, targeting buyers of Russian oil.", "ASSAULT", None),
    ("Vietnam refused to talk to Cambodia.", "CONSULT", "happened"),
    ("Mali urged Niger to release Chad's officers.", "RETREAT", None),
    ("Bolivia threatened to attack Paraguay.", "ASSAULT", "happened"),
    ("If Bolivia attacks Paraguay, Brazil will respond.", "ASSAULT", "happened"),
    ("Bolivia agreed to release Paraguay's sailors.", "RETREAT", "happened"),
    ("Portugal met its targets for Brazil.", "CONSULT", None),
    ("Spain struck a deal with Morocco.", "ASSAULT", None),
    # What a ruler tells his own forces, or anybody tells the press, is asked of no other party.
    ("Peru has crossed the river. Bolivia ordered its army to halt.", "REQUEST", None),
    ("Peru has crossed the river. Bolivia told reporters to expect little.", "REQUEST", None),
    # To suggest that something is so, or to want to do it oneself, asks for nothing.
    ("Peru left the talks. Bolivia suggested that the road was closed.", "REQUEST", None),
    ("Peru left the talks. Bolivia wants to open a port.", "REQUEST", None),
    ("Peru opened the road. Bolivia described the talks as useful.", "ACCUSE", None),
    # Who asks whether it will come to it tells of no act.
    ("Will Bolivia attack Peru?", "ASSAULT", None),
    # An agreement that does not come about is no act.
    ("Peru and Bolivia did not reach an agreement.", "AGREE", None),
]


@pytest.mark.parametrize(("sentence", "event", "status"), NOT_TOLD)
def test_what_is_not_told_is_not_coded(sentence: str, event: str, status: str | None) -> None:
    found = [e for e in read(sentence) if e.event == event and (status is None or e.status == status)]
    assert not found


def test_joint_acts_are_told_once_and_directed_ones_for_each_pair() -> None:
    both = [e for e in read("Turkey and Greece met in Oslo.") if e.event is PloverEvent.CONSULT]
    assert len(both) == 1
    fights = [e for e in read("Ethiopia and Eritrea fought over Badme.") if e.event is PloverEvent.ASSAULT]
    assert [{e.actor, e.recipient} for e in fights] == [{"Ethiopia", "Eritrea"}]
    (deal,) = [e for e in read("Peru and Bolivia agreed to brief Chile's leaders.") if e.event is PloverEvent.AGREE]
    assert {deal.actor, deal.recipient} == {"Peru", "Bolivia"}
    each = told(read("Estonia and Latvia condemned Belarus."))
    assert {("ACCUSE", "Estonia", "Belarus", "happened"), ("ACCUSE", "Latvia", "Belarus", "happened")} <= each


def test_the_other_party_may_stand_in_the_sentence_before() -> None:
    text = "Ethiopia demanded that Eritrea leave Badme.\nEritrea has rejected those demands."
    assert ("REJECT", "Eritrea", "Ethiopia", "happened") in told(read(text))
    # Who asked nothing of him is not the one whom he refuses, though they talk with each other.
    text = "Ethiopia met Eritrea in Oslo on Monday.\nEritrea has rejected the plan."
    assert ("REJECT", "Eritrea", None, "happened") in told(read(text))


def test_of_talks_of_three_a_sentence_that_names_none_tells_no_pair() -> None:
    text = "Oslo talks resumed on Monday.\nThe Oslo talks between Ethiopia, Eritrea and Peru began in May."
    talks = [e for e in read(text) if e.event is PloverEvent.CONSULT]
    assert {e.evidence.quote for e in talks} == {text.split("\n")[1]}


def test_a_duty_of_the_other_side_is_a_request_and_a_refusal_is_a_rejection() -> None:
    found = told(
        read('"Ethiopia must leave Badme," Eritrea\'s President Isaias Afwerki said. "We will not negotiate."')
    )
    assert ("REQUEST", "Isaias Afwerki", "Ethiopia", "happened") in found


def test_a_party_acts_neither_with_its_own_side_nor_with_the_press() -> None:
    assert not told(read("The talks between Norway's Prime Minister Jonas Store and Norway ended."))
    assert not told(read("Norway's Prime Minister Jonas Store spoke to Reuters in Fiji."))
    assert told(read("Norway's Prime Minister Jonas Store spoke to Fiji's envoy."))


def test_what_kills_in_a_place_is_not_the_place_s() -> None:
    found = told(read("Two Fijian sailors were killed by a roadside bomb in Tonga."))
    assert "Tonga" not in {party for _, actor, recipient, _ in found for party in (actor, recipient)}


def test_fellow_doers_do_not_suffer_what_they_do_together() -> None:
    callers = "the Transport Workers of Kenya and the Brotherhood of Pilots"
    found = told(read(f"The strike was called by {callers} that jointly represent crews."))
    assert {other for event, _, other, _ in found if event == "PROTEST"} == {None}


def test_one_who_talks_with_several_does_not_make_them_talk_with_one_another() -> None:
    talks = {
        frozenset((one, other))
        for event, one, other, _ in told(read("Chad held talks with Togo and Benin."))
        if event == "CONSULT"
    }
    assert talks == {frozenset(("Chad", "Togo")), frozenset(("Chad", "Benin"))}


def test_a_second_participle_shares_the_passive_of_the_first() -> None:
    found = told(read("Kenya was accused or attacked by Somalia. Fiji was bombed and invaded."))
    assert not any(one in ("Kenya", "Fiji") for event, one, *_ in found if event == "ASSAULT")


def test_troops_are_sent_against_a_known_opponent() -> None:
    text = "Ethiopia invaded Eritrea in May.\nEritrea has mobilised its reserves."
    assert ("MOBILIZE", "Eritrea", "Ethiopia", "happened") in told(read(text))


def test_date_and_place_come_from_the_clause_of_the_act() -> None:
    met = next(e for e in read("Turkey met Greece in Oslo on 3 May 2024.") if e.event is PloverEvent.CONSULT)
    assert (met.date, met.place) == ("2024-05-03", "Oslo")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway and Chad signed a deal that replaces the 1994 river pact.", None),
        ("Norway and Chad signed the 1994 river pact.", None),
        ("Norway and Chad signed a pact in 1994.", "1994"),
        ("Norway and Chad signed a pact on Monday that replaces one of 1994.", "2024-06-10"),
    ],
)
def test_the_year_of_a_thing_is_not_the_day_of_the_act(text: str, date: str | None) -> None:
    assert {e.date for e in read(text) if e.event is PloverEvent.AGREE} == {date}


def test_those_who_assent_to_a_plan_do_not_agree_with_each_other() -> None:
    found = told(read("The plan was endorsed by Kenya, Uganda and Rwanda."))
    assert not {t for t in found if t[2] in ("Kenya", "Uganda", "Rwanda")}


def test_what_is_promised_may_be_a_threat_or_a_concession() -> None:
    assert ("THREATEN", "Sudan", "Chad", "happened") in told(read("Sudan pledged to keep bombing the camps of Chad."))
    assert ("THREATEN", "Sudan", "Chad", "happened") in told(read("Sudan promised to crush Chad."))
    assert ("CONCEDE", "Sudan", "pilots", "planned") in told(read("Sudan promised to free the pilots of Chad."))


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Norway will not accept the plan of Chad.", "REJECT", "Norway", "Chad"),
        ("Norway would not give in to Chad.", "REJECT", "Norway", "Chad"),
        ("Norway cannot allow Chadian ships to land.", "REJECT", "Norway", "Chad"),
        ("Norway is ready to bomb Chad.", "THREATEN", "Norway", "Chad"),
        ("Norway is ready to talk with Chad.", "AGREE", "Norway", "Chad"),
    ],
)
def test_who_will_not_yield_refuses_and_who_is_ready_to_hurt_threatens(
    text: str, event: str, actor: str, recipient: str
) -> None:
    assert {t[:3] for t in told(read(text)) if t[0] != "CONSULT"} == {(event, actor, recipient)}


def test_a_government_and_its_opposition_are_two_sides() -> None:
    events = read("Sudan's opposition met Sudan's government on Monday. Both sides agreed to meet again.")
    agreed = {(e.actor, e.recipient) for e in events if e.event is PloverEvent.AGREE}
    assert {frozenset(pair) for pair in agreed} == {frozenset({"Sudan", "Sudan's opposition"})}


def test_envoys_of_one_side_do_not_talk_with_each_other() -> None:
    met = told(
        read(
            "Secretary Mark Doyle and envoy Lena Ross will sit down with Iran's Reza Karimi for a third round of talks."
        )
    )
    assert not {t for t in met if {t[1], t[2]} == {"Mark Doyle", "Lena Ross"}}


@pytest.mark.parametrize("when", ["on 3 July 2024", "next week", "next month"])
def test_an_act_dated_after_the_page_is_planned(when: str) -> None:
    met = [e for e in read(f"Turkey meets Greece in Oslo {when}.") if e.event is PloverEvent.CONSULT]
    assert {e.status.value for e in met} == {"planned"}


def test_the_headline_is_left_to_the_body() -> None:
    title = "Ethiopia invades Eritrea"
    events = read(f"{title}\nEthiopia invaded Eritrea on Monday, officials said.", title=title)
    assert all(e.anchor >= len(title) for e in events)
    assert events


def test_every_event_rests_on_words_of_the_page() -> None:
    text = "Canada imposed sanctions on Belarus.\nBelarus accused Canada of bullying and expelled its envoy."
    for event in read(text):
        assert text[event.evidence.start : event.evidence.end] == event.evidence.quote
        assert event.evidence.start <= event.anchor < event.evidence.end
        assert event.component == "events"
        assert 0.0 < event.confidence <= 1.0


_SALAD = """
Ukraine Russia Hamas Israel attacked met denied that will not if unless talks with between and , . ; — “ ” ( ) to of by on
its they who sanctions invasion refused agreed should U.S. 2022 Monday 👩‍👩‍👧 مفاوضات é
"""
_WORDS = st.sampled_from(_SALAD.split())


@examples(40)
@given(st.lists(_WORDS, min_size=0, max_size=40).map(" ".join))
def test_word_salad_never_breaks_the_finder(text: str) -> None:
    for event in read(text) if text.strip() else ():
        assert text[event.evidence.start : event.evidence.end] == event.evidence.quote
        assert event.actor != event.recipient


def test_the_lexicon_is_large_and_sound() -> None:
    lexicon = load_lexicon()
    entries = [
        p for shelf in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for found in shelf.values() for p in found
    ]
    assert len(entries) > 900
    assert {p.event for p in entries if p.event} == set(PloverEvent)
    assert any(p.event is None for p in entries)
    for predicate in entries:
        assert predicate.lemma == predicate.lemma.lower()
        assert not predicate.objects & predicate.not_objects
        assert predicate.complement in (None, "inf", "self", "say", "that", "ger")


def test_an_entry_reads_as_documented() -> None:
    frame = load_lexicon().verbs["attack"][0].frame
    entry = read_entry("break off >talk,talks +inf", event=PloverEvent.REJECT, frame=frame, confidence=0.5)
    assert (entry.lemma, entry.beside, sorted(entry.objects), entry.complement) == (
        "break",
        ("off",),
        ["talk", "talks"],
        "inf",
    )
    assert entry.demands > read_entry("break off", event=PloverEvent.REJECT, frame=frame, confidence=0.5).demands


def test_the_finder_is_registered() -> None:
    finder = REGISTRY.get("events")
    assert (finder.assigns, finder.requires) == ("events", ("statements", "meetings", "positions"))
    with pytest.raises(FindingError):
        REGISTRY.get("no such finder")


BY_NOBODY_NAMED = [
    ("Grenades were hurled at a patrol of the Indian police on Saturday.", "ASSAULT", "India"),
    ("A bomb was thrown at the Norwegian embassy in Lagos.", "ASSAULT", "Norway"),
    ("Amina Saleh, the Chadian minister, was arrested at the airport.", "COERCE", "Amina Saleh"),
    ("Idris Omar, the mayor of Ostrand, was shot on Monday.", "ASSAULT", "Idris Omar"),
]


@pytest.mark.parametrize(("sentence", "event", "suffering"), BY_NOBODY_NAMED)
def test_harm_in_the_passive_is_told_without_who_did_it(sentence: str, event: str, suffering: str) -> None:
    found = told(read(sentence))
    assert (event, None, suffering, "happened") in found, found


@pytest.mark.parametrize(
    "sentence",
    [
        "Amina Saleh, the Chadian minister, was killed in a landslide.",
        "Many Norwegians were injured when the bridge fell.",
        "Amina Saleh, the Chadian minister, was arrested by Togo.",
        "Norway was blamed for the delay.",
        "Was Amina Saleh, the Chadian minister, arrested?",
    ],
)
def test_no_act_of_nobody_is_made_of_misfortune_or_of_what_somebody_did(sentence: str) -> None:
    assert [e for e in read(sentence) if e.actor is None] == []


def test_a_round_since_july_on_thursday_is_on_thursday() -> None:
    (talks,) = [
        e for e in read("Norway will hold its first talks with Chad since May on Thursday.") if e.event == "CONSULT"
    ]
    assert talks.date == "2024-06-13"


def test_with_whom_one_agrees_the_clause_says() -> None:
    found = told(
        read("Chad has fought with Togo for years. Togo left the talks on Monday. Chad then agreed to open its port.")
    )
    assert [r for kind, actor, r, _ in found if (kind, actor) == ("AGREE", "Chad")] == [None], found


@pytest.mark.parametrize(
    "sentence",
    ["Norway expressed concern about the weather in Chad.", "Norwegian envoys arrived in Chad on Monday."],
)
def test_concern_and_arrivals_are_no_acts(sentence: str) -> None:
    assert told(read(sentence)) == set()


def test_a_day_ahead_is_not_the_day_of_what_was_said() -> None:
    (asked,) = [e for e in read("Norway demanded that Chad leave the port on 3 July 2024.") if e.event == "REQUEST"]
    assert (str(asked.status), asked.date) == ("happened", None)
    (meant,) = [e for e in read("Norway will meet Chad on 3 July.") if e.event == "CONSULT"]
    assert (str(meant.status), meant.date) == ("planned", "2024-07-03")


@pytest.mark.parametrize(
    ("sentence", "event", "status"),
    [
        ("Kenya held a news conference to denounce Somalia.", "ACCUSE", "happened"),
        ("Kenya met its friends in Lima on Monday to urge Somalia to leave.", "REQUEST", "happened"),
        ("Kenya will hold a news conference to denounce Somalia.", "ACCUSE", "planned"),
        ("Kenya defended its decision to reject the offer of Somalia.", "REJECT", "happened"),
        ("Kenya needs time to reject the offer of Somalia.", "REJECT", "hypothetical"),
    ],
)
def test_what_is_said_is_said_where_somebody_did_what_serves_it(sentence: str, event: str, status: str) -> None:
    assert {e.status.value for e in read(sentence) if e.event == event} <= {status}
    if status != "hypothetical":
        assert any(e.event == event for e in read(sentence))


@pytest.mark.parametrize(
    ("sentence", "event", "status"),
    [
        ("Kenya held no talks with Somalia.", "CONSULT", {"denied"}),
        ("Kenya and Somalia have reached no agreement on the reef.", "AGREE", set()),
        ("Kenya made no concessions to Somalia.", "CONCEDE", set()),
        ("There will be war if Somalia does not give in to Kenya's demands.", "REQUEST", {"happened"}),
    ],
)
def test_what_the_object_denies_is_not_done_and_what_is_somebody_s_is_there(
    sentence: str, event: str, status: set[str]
) -> None:
    assert {e.status.value for e in read(sentence) if e.event == event} == status


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya's re-election campaign was fought over Somalia.",
        "The Kenyan navy shot down a missile of Somalia in a simulation.",
        "Kenya says its new missile is capable of striking Somali ships.",
    ],
)
def test_what_is_only_practised_or_contested_hurts_nobody(sentence: str) -> None:
    assert not [e for e in read(sentence) if e.event is PloverEvent.ASSAULT]


def test_who_discusses_a_thing_consults() -> None:
    assert ("CONSULT", "Kenya", "Somalia", "happened") in told(read("Kenya and Somalia are discussing the reef."))
    assert ("CONSULT", "Kenya", "Somalia", "happened") in told(read("Kenya discussed the reef with Somalia."))
    assert not [e for e in read("Kenya discussed Somalia.") if e.event is PloverEvent.CONSULT]


def test_a_host_who_asks_on_air_is_not_consulted_and_a_consultant_works_for_somebody() -> None:
    for text in (
        "Ana Silva, speaking to TV host Maria Costa on Monday, accused Kenya.",
        "Kenya is consulting for Togo.",
    ):
        assert not [e for e in read(text) if e.event is PloverEvent.CONSULT]


def test_who_is_told_behind_a_thing_is_the_person() -> None:
    found = told(read("Ana Silva, the lead negotiator on the Kenya deal who also worked closely with Togo, left."))
    assert {actor for _, actor, _, _ in found} == {"Ana Silva"}


def test_a_trip_to_bring_two_together_is_no_talk_of_theirs() -> None:
    text = "Ana Silva made ten trips to the region to broker an agreement between Kenya and Togo."
    assert not [
        e for e in read(text) if e.event is PloverEvent.CONSULT and e.recipient and "Silva" not in (e.actor or "")
    ]


def test_the_day_of_what_is_agreed_is_not_the_day_of_the_agreement() -> None:
    (agreed,) = [e for e in read("Kenya and Somalia agreed to meet on Friday.") if e.event is PloverEvent.AGREE]
    assert (agreed.status, agreed.date) == ("happened", None)
    (agreed,) = [e for e in read("Kenya and Somalia agreed on Monday to meet.") if e.event is PloverEvent.AGREE]
    assert agreed.date == "2024-06-10"


def test_talks_that_will_dwell_on_a_thing_lie_ahead() -> None:
    (talks,) = [e for e in read("Kenya's talks with Somalia will focus on the reef.") if e.event is PloverEvent.CONSULT]
    assert talks.status == "planned"


def test_a_war_by_name_is_a_time() -> None:
    text = "Togo has been divided between the Kenyan-backed south and the north since the 1950-53 Somali War."
    assert not [e for e in read(text) if e.event is PloverEvent.ASSAULT]


def test_whose_army_acts_is_who_acts() -> None:
    found = told(read("Kenya, whose army killed ten fighters of Somalia last week, will meet Togo."))
    assert ("ASSAULT", "Kenya", "Somalia", "happened") in found


def test_the_day_before_a_meeting_is_not_the_day_of_the_meeting() -> None:
    text = "In May 2017, shortly before Kenya's meeting with Somalia, the paper reported that the envoy was ill."
    assert {e.date for e in read(text) if e.event is PloverEvent.CONSULT} == {None}


def test_who_wants_something_of_his_own_asks_nobody() -> None:
    for text in (
        "Kenya wants its sanctions against Somalia to bite.",
        "Kenya wants its new sanctions against Somalia to have bite.",
    ):
        assert told(read(text)) == {("SANCTION", "Kenya", "Somalia", "happened")}
    assert ("REQUEST", "Kenya", "Somalia", "happened") in told(read("Kenya wants its ally Somalia to leave."))


def test_a_missile_that_is_tested_hits_nobody_and_who_is_ready_to_deploy_does_not_threaten() -> None:
    tested = read("Kenya test-fired a missile off Somalia. Somalia's army said that Kenya test-launched a rocket.")
    assert {(e.event.value, e.actor) for e in tested} == {("MOBILIZE", "Kenya")}
    ready = told(read("Kenya said it was ready to deploy troops in Somalia."))
    assert {(event, status) for event, _, _, status in ready} == {("MOBILIZE", "planned")}


def test_who_is_blamed_for_being_so_is_so() -> None:
    found = told(read("Kenya criticised Somalia for being supportive of Togo."))
    assert {a for e, a, _, _ in found if e == "SUPPORT"} == {"Somalia"}
    less = told(read("Kenya criticised Somalia for being insufficiently supportive of Togo."))
    assert not [s for e, _, _, s in less if e == "SUPPORT" and s == "happened"]


def test_a_refusal_is_of_those_who_want_it_or_quarrel() -> None:
    text = "Ethiopia and Eritrea met. Ethiopia will not accept the plan, whatever Fiji says."
    assert "Fiji" not in {r for e, _, r, _ in told(read(text)) if e == "REJECT"}


def test_who_says_that_he_would_urge_urges() -> None:
    text = "“I would urge Somalia to leave,” Kenya's President Ana Silva said."
    assert ("REQUEST", "Ana Silva", "Somalia", "happened") in told(read(text))
    text = "“The idea that we would invite Somalia to speak is strange,” Kenya's President Ana Silva said."
    assert not [e for e in read(text) if e.event is PloverEvent.REQUEST and e.status == "happened"]
