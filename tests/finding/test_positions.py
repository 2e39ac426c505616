"""Positions: tables of our own sentences, and properties on word soup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.components import Found
from stateofplay.finding.positions import find_positions
from stateofplay.finding.statements import find_statements
from stateofplay.language import understand
from stateofplay.model import Article, Position, Stance
from tests.thoroughness import examples


def read(text: str) -> tuple[Position, ...]:
    document = understand(Article(text=text, published="2024-05-02", language="en"))
    found = Found()
    found = found.having("statements", find_statements(document, found))
    return find_positions(document, found)


CASES = [
    # sentence, holder, stance, issue
    ("Norway supports an immediate truce.", "Norway", Stance.SUPPORTS, "immediate truce"),
    ("Norway does not support an immediate truce.", "Norway", Stance.OPPOSES, "immediate truce"),
    ("Norway condemned the new tariffs.", "Norway", Stance.OPPOSES, "new tariffs"),
    ("Norway disagrees with the plan to shut the port.", "Norway", Stance.OPPOSES, "plan to shut the port"),
    ("Norway railed against the new port law.", "Norway", Stance.OPPOSES, "new port law"),
    ("Norway criticised Sweden for not opening the port.", "Norway", Stance.DEMANDS, "opening the port"),
    ("Norway criticised Sweden for closing the port.", "Norway", Stance.OPPOSES, "closing the port"),
    ("Norway said it was important not to sign a hasty pact.", "Norway", Stance.OPPOSES, "sign a hasty pact"),
    ("Norway said it was essential not to leave the talks.", "Norway", Stance.OPPOSES, "leave the talks"),
    ("Norway said it would be a mistake not to open the port.", "Norway", Stance.DEMANDS, "open the port"),
    ("Norway seemed unlikely to agree to a truce.", "Norway", Stance.OPPOSES, "truce"),
    ("Chad accepted the draft agreement.", "Chad", Stance.SUPPORTS, "draft agreement"),
    ("Chad will not accept the draft agreement.", "Chad", Stance.OPPOSES, "draft agreement"),
    ("Sudan agreed to a prisoner exchange.", "Sudan", Stance.SUPPORTS, "prisoner exchange"),
    ("Sudan agreed to release the prisoners.", "Sudan", Stance.SUPPORTS, "release the prisoners"),
    ("Norway is considering recalling its ambassador.", "Norway", Stance.CONSIDERS, "recalling its ambassador"),
    ("Norway met Chad. Norway's aim is to end the shelling.", "Norway", Stance.DEMANDS, "end the shelling"),
    ("Norway met Chad. Norway's condition is that Chad withdraws.", "Norway", Stance.DEMANDS, "Chad withdraws"),
    ("Chad remains opposed to the dam.", "Chad", Stance.OPPOSES, "dam"),
    ("Norway met Chad. For Chad the red line is a base in the north.", "Chad", Stance.OPPOSES, "base in the north"),
    ("Norway met Chad. Norway's red line is the port.", "Norway", Stance.OPPOSES, "port"),
    (
        "Norway met Chad. Chad's red line is that no troops enter the city.",
        "Chad",
        Stance.OPPOSES,
        "troops enter the city",
    ),
    (
        "Norway met Chad. Norway's position is that the port must stay open.",
        "Norway",
        Stance.DEMANDS,
        "port must stay open",
    ),
    ("Norway warned Chad that it would close the strait.", "Norway", Stance.THREATENS, "close the strait"),
    ("Sudan demanded a full withdrawal.", "Sudan", Stance.DEMANDS, "full withdrawal"),
    ("Kenya demanded that Sudan reopen the border.", "Kenya", Stance.DEMANDS, "Sudan reopen the border"),
    ("Kenya insists on security guarantees.", "Kenya", Stance.DEMANDS, "security guarantees"),
    ("Kenya called for a new conference.", "Kenya", Stance.DEMANDS, "new conference"),
    ("Kenya wants to keep the port.", "Kenya", Stance.DEMANDS, "keep the port"),
    # What is wanted done with a thing, or where it is wanted.
    ("Kenya wants the bridge reopened.", "Kenya", Stance.DEMANDS, "bridge reopened"),
    ("The bridge is shut, and Kenya wants it reopened.", "Kenya", Stance.DEMANDS, "it reopened"),
    ("The unions want the plant kept open.", "unions", Stance.DEMANDS, "plant kept open"),
    ("Kenya wants the prisoners freed before Friday.", "Kenya", Stance.DEMANDS, "prisoners freed"),
    ("Kenya wants Chad removed from the list.", "Kenya", Stance.DEMANDS, "Chad removed from the list"),
    ("The SPLM-IO wants its prisoners freed and its fighters paid.", "SPLM-IO", Stance.DEMANDS, "its prisoners freed"),
    ("Kenya would like the port closed.", "Kenya", Stance.DEMANDS, "port closed"),
    ("Kenya would prefer the border kept open.", "Kenya", Stance.SUPPORTS, "border kept open"),
    ("Kenya wants the troops out.", "Kenya", Stance.DEMANDS, "troops out"),
    ("Kenya wants all troops out of the valley.", "Kenya", Stance.DEMANDS, "all troops out of the valley"),
    ("Kenya wants to see the camp closed.", "Kenya", Stance.DEMANDS, "camp closed"),
    ("Kenya seeks to have the ban lifted.", "Kenya", Stance.DEMANDS, "ban lifted"),
    ("Kenya does not want the port reopened.", "Kenya", Stance.OPPOSES, "port reopened"),
    ("Kenya wants no foreign troops deployed.", "Kenya", Stance.OPPOSES, "foreign troops deployed"),
    ("Kenya wants no foreign troops.", "Kenya", Stance.OPPOSES, "foreign troops"),
    ("Kenya urged Chad to reopen the border.", "Kenya", Stance.DEMANDS, "reopen the border"),
    ("Iran rejected the inspections.", "Iran", Stance.OPPOSES, "inspections"),
    ("Iran refused to stop enrichment.", "Iran", Stance.OPPOSES, "stop enrichment"),
    ("Iran ruled out direct talks.", "Iran", Stance.OPPOSES, "direct talks"),
    ("Iran turned down the aid offer.", "Iran", Stance.OPPOSES, "aid offer"),
    (
        "Egypt hopes to bring Kenya, Peru and Chad together in Aswan.",
        "Egypt",
        Stance.SUPPORTS,
        "bring Kenya, Peru and Chad together in Aswan",
    ),
    (
        "Kenya said the talks should resume where they broke off in June and should deal with all it calls the causes of war.",
        "Kenya",
        Stance.DEMANDS,
        "talks should resume where they broke off in June",
    ),
    ("Egypt offered to host the summit.", "Egypt", Stance.OFFERS, "host the summit"),
    ("Egypt is ready to reopen the crossing.", "Egypt", Stance.OFFERS, "reopen the crossing"),
    ("Brazil proposed a joint commission.", "Brazil", Stance.PROPOSES, "joint commission"),
    ("Brazil put forward a new plan.", "Brazil", Stance.PROPOSES, "new plan"),
    ("Japan is considering new sanctions.", "Japan", Stance.CONSIDERS, "new sanctions"),
    ("Japan is open to a compromise.", "Japan", Stance.CONSIDERS, "compromise"),
    ("Turkey threatened to close the straits.", "Turkey", Stance.THREATENS, "close the straits"),
    ("Russia must withdraw its troops, Poland said.", "Poland", Stance.DEMANDS, "Russia must withdraw its troops"),
    ("Poland said it would not recognise the annexation.", "Poland", Stance.OPPOSES, "recognise the annexation"),
    ("Poland said the annexation is unacceptable.", "Poland", Stance.OPPOSES, "annexation"),
    ("Sudan expressed support for the roadmap.", "Sudan", Stance.SUPPORTS, "roadmap"),
    ("Kenya repeated its opposition to the dam.", "Kenya", Stance.OPPOSES, "dam"),
    ("The summit was proposed by Brazil.", "Brazil", Stance.PROPOSES, "summit"),
    ("Chad signed up to the river accord.", "Chad", Stance.SUPPORTS, "river accord"),
    ("Chad stood by its demand for reparations.", "Chad", Stance.SUPPORTS, "its demand for reparations"),
    ("Chad promised to provide grain.", "Chad", Stance.OFFERS, "provide grain"),
    ("Chad urged restraint.", "Chad", Stance.DEMANDS, "restraint"),
    ("Chad is holding up the aid package.", "Chad", Stance.OPPOSES, "aid package"),
    ("Chad gave its backing to the truce plan.", "Chad", Stance.SUPPORTS, "truce plan"),
    ("Chad threw its weight behind the truce plan.", "Chad", Stance.SUPPORTS, "truce plan"),
    ("Chad agreed to a local truce to let convoys through.", "Chad", Stance.SUPPORTS, "local truce"),
    ("Iran has spoken out against the inspections.", "Iran", Stance.OPPOSES, "inspections"),
    ("Iran pushed back against the deadline.", "Iran", Stance.OPPOSES, "deadline"),
    ("Iran sees no point in a truce.", "Iran", Stance.OPPOSES, "truce"),
    ("Iran vowed not to hand over the ships.", "Iran", Stance.OPPOSES, "hand over the ships"),
    ("Iran expressed doubts about the timetable.", "Iran", Stance.OPPOSES, "timetable"),
    ("Iran said the truce offer fell short.", "Iran", Stance.OPPOSES, "truce offer"),
    ("Iran is a critic of the tribunal.", "Iran", Stance.OPPOSES, "tribunal"),
    ('"There will be no concessions," Iran said.', "Iran", Stance.OPPOSES, "concessions"),
    ('"We are not going to negotiate with bandits," Iran said.', "Iran", Stance.OPPOSES, "negotiate with bandits"),
    ("The rebels made a truce conditional on a prisoner swap.", "rebels", Stance.DEMANDS, "prisoner swap"),
    ("Kenya met Chad. Kenya's main goal is a permanent truce.", "Kenya", Stance.DEMANDS, "permanent truce"),
    ("Kenya vowed retaliation.", "Kenya", Stance.THREATENS, "retaliation"),
    ("Kenya warned of reprisals.", "Kenya", Stance.THREATENS, "reprisals"),
    ("Kenya said it might extend the truce.", "Kenya", Stance.CONSIDERS, "extend the truce"),
    ("Kenya did not rule out a recount.", "Kenya", Stance.CONSIDERS, "recount"),
    ("Kenya tabled a revised offer.", "Kenya", Stance.PROPOSES, "revised offer"),
    (
        "Anna Kovac called Milo Berg and Ivo Lund, and the leaders agreed to a new round.",
        "Milo Berg",
        Stance.SUPPORTS,
        "new round",
    ),
    (
        "Iran said it would leave the treaty unless the sanctions were lifted.",
        "Iran",
        Stance.DEMANDS,
        "sanctions were lifted",
    ),
    (
        "Iran said it would leave the treaty unless the sanctions were lifted.",
        "Iran",
        Stance.THREATENS,
        "leave the treaty",
    ),
]


@pytest.mark.parametrize(("text", "holder", "stance", "issue"), CASES)
def test_one_position_of_each_kind(text: str, holder: str, stance: Stance, issue: str) -> None:
    assert (holder, stance, issue) in [(p.holder, p.stance, p.issue) for p in read(text)]


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Sudan demanded a withdrawal and a ransom.", {"withdrawal", "ransom"}),
        ("Chad supports steps such as ceasefires and relief convoys.", {"ceasefires", "relief convoys"}),
    ],
)
def test_coordinated_issues_are_split(text: str, issues: set[str]) -> None:
    assert {p.issue for p in read(text)} == issues


def test_we_in_a_quotation_is_its_speaker() -> None:
    found = [(p.holder, p.stance, p.issue) for p in read('"We want a permanent truce," Norway said.')]
    assert found == [("Norway", Stance.DEMANDS, "permanent truce")]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("“I think he wants a truce,” Idris Saleh said of the envoy.", set()),
        ("Mira Dahl met Idris Saleh. “He wants a truce,” Idris Saleh said.", set()),
        ("Idris Saleh met Mira Dahl. “He wants a truce,” Mira Dahl said.", {"Idris Saleh"}),
        ("Idris Saleh said he “wants a truce”.", {"Idris Saleh"}),
    ],
)
def test_he_in_a_quotation_is_not_its_speaker(text: str, holders: set[str]) -> None:
    assert {p.holder for p in read(text)} == holders


def test_one_item_for_each_holder_and_issue() -> None:
    found = read("Norway supports the truce. Norway backs the truce. Sweden supports the truce.")
    assert sorted(p.holder for p in found) == ["Norway", "Sweden"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whoever refuses a request does not make it.
        (
            "Chad refused a request to open the crossing.",
            {("Chad", Stance.OPPOSES, "request to open the crossing")},
        ),
        ("Kenya received a demand for higher quotas.", set()),
        # A negation before "or" holds behind it too.
        (
            "Iran said it would not negotiate a new treaty or agree to further conditions.",
            {("Iran", Stance.OPPOSES, "negotiate a new treaty"), ("Iran", Stance.OPPOSES, "further conditions")},
        ),
        ("Japan would open its market to foreign rice.", set()),
        ("Kenya said a merger of the ports was not on the table.", {("Kenya", Stance.OPPOSES, "merger of the ports")}),
        ("Chad said a vote was out of the question.", {("Chad", Stance.OPPOSES, "vote")}),
        ("Kenya said it would not comment until the trial is over.", set()),
        (
            "The rebels called on the army to halt its offensive and promised to free two officers.",
            {("rebels", Stance.DEMANDS, "army to halt its offensive"), ("rebels", Stance.OFFERS, "free two officers")},
        ),
        (
            "Kenya demands Chad halt the supply of arms to the rebels of the north and other acts that upset life in the east.",
            {
                (
                    "Kenya",
                    Stance.DEMANDS,
                    "halt the supply of arms to the rebels of the north and other acts that upset life",
                )
            },
        ),
        # People are no issue; what is said of all of a thing belongs to it.
        ("The envoy left after Chad sharply criticized the minister.", set()),
        (
            "Chad asked for all the money it wants for the wall.",
            {("Chad", Stance.DEMANDS, "all the money it wants for the wall")},
        ),
        (
            "Kenya said it is absurd for Chad not to reopen the border.",
            {("Kenya", Stance.DEMANDS, "reopen the border")},
        ),
        (
            "Iran said it could resume inspections once the sanctions end.",
            {("Iran", Stance.CONSIDERS, "resume inspections")},
        ),
    ],
)
def test_whose_it_is_and_where_it_ends(text: str, expected: set[tuple[str, Stance, str]]) -> None:
    assert {(p.holder, p.stance, p.issue) for p in read(text)} == expected


@pytest.mark.parametrize(
    ("text", "red"),
    [
        ("Poland said the annexation is a red line.", True),
        ("Iran ruled out direct talks.", True),
        ("Iran rejected direct talks.", False),
        ("Norway supports direct talks.", False),
    ],
)
def test_red_lines_are_only_those_that_the_text_calls_so(text: str, red: bool) -> None:
    assert [p.red_line for p in read(text)] == [red]


@pytest.mark.parametrize(
    "text",
    [
        "If Norway supports the truce, Sweden may follow.",
        "Norway could accept the draft agreement.",
        "The river rose by two metres in the night.",
        "Kenya wants it.",
        "Norway accused Sweden of refusing to negotiate.",
        "Norway dropped its objections to the treaty.",
        "Norway disagreed with the envoy.",
        "Norway has not yet agreed to a date.",
        "Norway considers the dam a danger.",
        "Norway considered the proposal.",
        "Norway declared its support for Chad.",
        "Norway withdrew from the city.",
        "Norway warned of rain.",
        "Norway cast doubt on Monday on everything.",
        "Kenya invited Chad and Sudan for Feb. 15.",
        "Kenya asked for a week.",
        "Kenya asked for more than two hours.",
        "Kenya backs Chad and Sudan.",
        "Chad stopped supporting the raids.",
        "Norway accused Chad of failing to agree to a truce.",
        "Kenya failed to agree to a truce.",
        "Chad rejected the offer on Monday.",
        "Norway opposes this language.",
    ],
)
def test_what_is_only_supposed_or_names_no_issue_is_no_position(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Sudan pledged to wipe out the militia.", Stance.THREATENS),
        ("Sudan vowed to keep bombing the camps.", Stance.THREATENS),
        ("Sudan vowed to keep paying the pensions.", Stance.OFFERS),
    ],
)
def test_a_vow_to_hurt_is_a_threat(text: str, stance: Stance) -> None:
    assert {p.stance for p in read(text)} == {stance}


def test_what_others_say_that_somebody_must_accept_is_not_accepted() -> None:
    assert {p.holder for p in read("Togo said Chad must accept the quota.")} == {"Togo"}
    assert {p.stance for p in read("Togo said: “We must accept the quota.”")} == {Stance.SUPPORTS}


def test_evidence_is_the_sentence_and_the_anchor_its_predicate() -> None:
    text = "Rain fell. Norway supports an immediate truce. Nobody answered."
    (position,) = read(text)
    assert position.evidence.quote == "Norway supports an immediate truce."
    assert text[position.anchor :].startswith("supports")


SOUP = (
    "Norway Iran supports rejected wants to a truce the deal unless without only after must said that it "
    "will not demand for of ready open willing talks , . and including such as is unacceptable red line "
    "US - backed plan their "
)
WORDS = st.sampled_from([*SOUP.split(), "\n"])


@given(st.lists(WORDS, max_size=60))
@examples(25)
def test_word_soup_never_raises_and_stays_verbatim(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for position in read(text):
        assert position.evidence.stands_in(text)
        assert position.issue in text
        assert position.evidence.start <= position.anchor < position.evidence.end


@pytest.mark.parametrize(
    "text",
    [
        "Norway warned that Chad would attack the port.",
        "Norway warned of an attack by Chad.",
        "Norway warned Chad that the talks could end in war.",
    ],
)
def test_who_warns_of_what_others_do_threatens_nobody(text: str) -> None:
    assert not [p for p in read(text) if p.stance is Stance.THREATENS]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Chad opposes the plan by Norway to reopen the port of Alta.", "plan by Norway to reopen the port of Alta"),
        (
            "Chad rejected a proposal from Norway under which its troops would leave the valley.",
            "proposal from Norway under which its troops would leave the valley",
        ),
        (
            "Norway said it wants a meeting, which would take up the return of its ships.",
            "meeting, which would take up the return of its ships",
        ),
        (
            "Chad opposes the new plan, which would split the valley in two.",
            "new plan, which would split the valley in two",
        ),
        ("Norway wants a meeting as soon as possible with the rebels.", "meeting as soon as possible with the rebels"),
        ("Norway demanded a vote by Friday on the port.", "vote by Friday on the port"),
        # Who made it, when, and what is to be told of it elsewhere say nothing of what it is.
        ("Norway wants a meeting, the foreign minister of Norway said on Monday.", "meeting"),
        ("Norway wants a meeting, on which Chad has yet to decide.", "meeting"),
        ("Norway demanded a truce to let convoys through.", "truce"),
    ],
)
def test_a_bare_noun_is_told_with_what_hangs_on_it(text: str, issue: str) -> None:
    assert [p.issue for p in read(text)] == [issue]
