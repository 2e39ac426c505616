"""From words of issues to acts: a table of cases, and what any words may do to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.acts.reading import act_of

ACTS = [
    # words, the act, its family
    ("a 14-day truce", "accept a 14-day ceasefire", "ceasefire"),
    ("unconditional ceasefire along the river", "accept a ceasefire", "ceasefire"),
    ("a stop to the fighting", "accept a ceasefire", "ceasefire"),
    ("observing the truce", "observe the truce", "ceasefire"),
    ("neutrality", "accept neutrality", "neutrality"),
    ("new sanctions on the ports", "impose new sanctions on the ports", "sanctions"),
    ("lifting the sanctions on grain", "lift the sanctions on grain", "end sanctions"),
    ("some relief from the steel duties", "give relief", None),
    ("withdrawal of its tanks from the valley", "withdraw its tanks from the valley", "withdrawal"),
    ("halt to the border drills", "halt the border drills", None),
    ("guarantees from the neighbours", "give guarantees", None),
    ("handing over its rockets and other weapons", "hand over its rockets and other weapons", "disarmament"),
    ("a bigger deal with the guild", "agree to a bigger deal with the guild", "agreement"),
    ("the draft agreement put forward by the chair", "agree to the draft agreement", "agreement"),
    ("9% wage rise over two years", "agree to a 9% wage rise over two years", None),
    ("called a strike", "go on strike", "strike"),
    ("release of all detainees", "release all detainees", "release detaine"),
    ("return to the table", "return to the table", "talks"),
    ("outside mediation", "agree to outside mediation", None),
    ("the question of outside mediation", "agree to outside mediation", None),
    ("a link between the two harbours", "agree to a link between the two harbours", None),
    ("amendments to keep the toll low", "agree to amendments to keep the toll low", None),
    ("committing to a fixed quantity of timber", "commit to a fixed quantity of timber", None),
    ("an end to grain deliveries", "end grain deliveries", None),
    ("the tolls must be lifted", "lift the tolls", None),
    ("the sanctions be lifted", "lift the sanctions", "end sanctions"),
    ("extend the winter truce", "extend the winter truce", "longer ceasefire"),
    ("an extension of the truce", "extend the truce", "longer ceasefire"),
    ("reduce troop levels", "reduce troop levels", "smaller presence"),
    ("a great deal for both towns", "agree to a deal", "agreement"),
    ("sanctions relief up front", "give sanctions relief up front", "end sanctions"),
    ("wonderful new Trade Deal with Tollmark", "agree to a new Trade Deal", "agreement"),
    ("leave the lock -- which would be called the Gate", "leave the lock", None),
    ("policy package", "agree to a policy package", None),
    ("cease fire", "accept a ceasefire", "ceasefire"),
    ('sign the accord as the "Free', "sign the accord", "agreement"),
    ("make sure that the truce holds", "accept a ceasefire", "ceasefire"),
    ("an end to the flights and the dismantling of all of the masts", "end the flights", None),
    ("publish a register of harmful firms deemed", "publish a register of harmful firms", None),
    ("if the talks collapse", "agree to a deal", "agreement"),
    ("proposed truce", "accept a ceasefire", "ceasefire"),
    ("push to lift the sanctions on grain", "lift the sanctions on grain", "end sanctions"),
    ("Free Trade Agreement of the lakes", "sign a Free Trade Agreement of the lakes", "agreement"),
    ("a cessation of fighting", "accept a ceasefire", "ceasefire"),
    ("sit down and talk", "take part in talks", "talks"),
    ("start the talks without a truce", "start the talks", "talks"),
    ("sanctions lifted in their entirety", "lift sanctions", "end sanctions"),
    (
        "give up all of its nuclear and missile programs",
        "give up all of its nuclear and missile programs",
        "disarmament",
    ),
    ("agree on specific limits", "agree on specific limits", None),
    ("including a major prisoner exchange", "agree to a prisoner exchange", "prisoner exchange"),
    ("propose a truce", "accept a ceasefire", "ceasefire"),
    ("soften sanctions", "soften sanctions", "end sanctions"),
    ("reconsider the summit", "agree to a meeting of the leaders", "leaders' meeting"),
    ("an extension of the 2010 Lake Treaty", "extend the 2010 Lake Treaty", None),
    ("return more remains of soldiers", "return more remains of soldiers", None),
    ("release Tollmark prisoners arrested", "release Tollmark prisoners", None),
    ("shut down the dye works", "shut down the dye works", "close down dye work"),
    ("enforce a no-sail zone along the mole", "enforce a no-sail zone along the mole", None),
    ("Tollmark faces tariffs from Monday", "impose tariffs on Tollmark", "tariffs"),
    ("Tollmark troops will be leaving Delta", "withdraw Tollmark troops from Delta", "withdrawal"),
    ("start buying more grain and lifting tariff and other barriers", "buy more grain", "buy grain"),
    ("purchase more from Delta", "purchase more from Delta", "buy delta"),
    ("full lifting of the blockade", "lift the blockade", "humanitarian access"),
    ("tariffs of its own", "impose tariffs", "tariffs"),
    ("two-month extension", "agree to a two-month extension", None),
    ("abandon its nuclear program", "abandon its nuclear program", "disarmament"),
    ("disarm in return for a pledge that Delta will not invade", "disarm", "disarmament"),
    ("import more figs in return", "import more figs", None),
    ("a commitment that Tollmark will not invade the valley", "pledge not to invade the valley", None),
]
NOTHING = [
    "more than three hours",
    "results",
    "this tone",
    "such threats",
    "the proposal",
    "concessions",
    "he gets what he asks for",
    "do that in practice",
    "as other countries do",
    "an end to the war",
    "terms should stay secret",
    "transfer it to the port",
    "interfere in the spring election",
    "pay a heavy price",
    "put a good face on what",
    "find a political solution",
    "make unprecedented success",
    "dead bodies",
    "stop Tollmark from closing the lock",
    "frozen fish and dried figs",
    "establish at some later date",
    "bow to foreign pressure",
    "give ground on the lock",
    "leave Tollmark on the sidelines",
    "secure better protection of its patents and an end to the subsidies",
    "any concessions that would allow the guild",
    "more visits to the planned dam and the mint",
    "limit the guild's ability to strike",
    "move back",
    "make a new push for peace",
    "rescue imperiled peace efforts",
    "resolve the Tollmark war",
    "rush into a bad deal",
    "establish new relations and peace",
    "keep the negotiations moving forward",
    "keep up the pressure on Tollmark",
    "reach mutual consent on the transitional governing organ",
    "transparency, monitoring",
    "having the guild included",
    "discuss a possible extension of the lease",
    "restore an impression of stability",
    "let Tollmark dig one",
    "summit communique of the seven",
    "an arrangement",
    "broad landing zone",
    "more grain and lifting tariff and other barriers",
    "be the ones closing the door to a deal",
    "",
    "   ",
    '"',
]


@pytest.mark.parametrize(("words", "text", "family"), ACTS, ids=[a[0] for a in ACTS])
def test_words_become_an_act(words: str, text: str | None, family: str | None) -> None:
    act = act_of(words)
    assert act is not None
    assert text is None or act.text == text
    assert family is None or act.family == family


@pytest.mark.parametrize("words", NOTHING)
def test_fragments_and_goals_are_no_act(words: str) -> None:
    assert act_of(words) is None


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Kyiv to lift the toll", "Kyiv"),
        ("the Harbour Board must open the lock", "Harbour Board"),
        ("Tollmark withdraw its boats from the delta", "Tollmark"),
        ("armed groups, including the Dockers, disarm", "Dockers"),
        ("Delta troops should pull out of the lock", "Delta troops"),
        ("halt to shelling", ""),
        ("lift the toll to please the town", ""),
    ],
)
def test_who_is_named_in_front_of_the_act(words: str, subject: str) -> None:
    act = act_of(words)
    assert act is not None
    assert act.subject == subject


@pytest.mark.parametrize(
    "words",
    [
        "not a truce",
        "a deal is not reached",
        "Tollmark refuses a ceasefire",
        "Tollmark breaches the truce",
        "the truce fails",
        "a framework agreement isn't reached on time",
        "Tollmark did not sign a new deal",
        "the Dockers do not complete their withdrawal",
        "the guards cannot be withdrawn",
        "it can't work out a deal with the guild",
        "the guild cannot reach an agreement",
        "its delegation is unable to reach an effective trade deal",
        "the two sides fail to reach a deal",
    ],
)
def test_what_is_spoken_of_as_not_done(words: str) -> None:
    act = act_of(words)
    assert act is not None
    assert act.negated


def test_who_would_suffer_a_harm_is_kept_apart_from_who_does_it() -> None:
    act = act_of("Tollmark could face sanctions")
    assert act is not None
    assert (act.on, act.subject, act.hostile) == ("Tollmark", "", True)
    assert act_of("Tollmark faces a hard winter") is None


def test_what_somebody_gets_is_given_by_another() -> None:
    act = act_of("for Tollmark to get sanctions relief")
    assert act is not None
    assert (act.on, act.given, act.text.split()[0]) == ("Tollmark", True, "give")


def test_a_pledge_not_to_do_something_is_the_act_of_who_gives_it() -> None:
    act = act_of("Tollmark Pledges Not to Invade")
    assert act is not None
    assert (act.text, act.subject, act.negated) == ("pledge not to invade", "Tollmark", False)


def test_a_refusal_without_an_object_takes_it_from_the_sentence() -> None:
    act = act_of("Tollmark refused", sentence="The league would close the lock if Tollmark refused a truce.")
    assert act is not None
    assert (act.family, act.negated, act.subject) == ("ceasefire", True, "Tollmark")


def test_attending_is_told_apart_from_going_anywhere() -> None:
    for words in ("attend in person", "come to the talks himself", "Mara Voss would take part in the talks"):
        act = act_of(words)
        assert act is not None
        assert act.attends, words
    act = act_of("withdraw to the border")
    assert act is not None
    assert not act.attends


@given(st.text(max_size=120))
def test_any_words_give_an_act_of_few_words_or_none(words: str) -> None:
    act = act_of(words)
    if act is not None:
        assert act.text.strip()
        assert len(act.text.split()) <= 18
        assert act.family


@given(
    st.lists(
        st.sampled_from(
            "the a must to not Kyiv Tollmark truce ceasefire deal sanctions lift halt end of on troops withdraw wage strike "
            "talks and , that it attend person open borders 30-day agree refuse".split()
        ),
        max_size=14,
    ).map(" ".join)
)
def test_words_of_the_field_in_any_order_do_no_harm(words: str) -> None:
    act = act_of(words, sentence=words)
    assert act is None or (act.text.strip() and act.text[0] != " ")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("release of prisoners", "release prisoners"),
        ("the freeing of captured soldiers", "free captured soldiers"),
        ("exchange of prisoners", "agree to a prisoner exchange"),
        ("a prisoner swap", "agree to a prisoner exchange"),
        ("a referendum", "agree to a referendum"),
        ("early elections", "hold elections"),
        ("his request to pause attacks on the harbour", "pause attacks on the harbour"),
        ("their call to lift the blockade", "lift the blockade"),
    ],
)
def test_what_is_alike_for_comparing_issues_may_be_another_act(words: str, text: str) -> None:
    found = act_of(words)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "words",
    [
        "go to court",
        "go to war",
        "go to trial",
        "go to arbitration",
        "go to the polls",
        "go back to war",
        "go to the International Court of Justice",
        "go to the UN Security Council",
    ],
)
def test_who_goes_to_court_or_to_war_comes_to_no_talks(words: str) -> None:
    act = act_of(words)
    assert act is None or not (act.attends or act.concept == "talks")


@pytest.mark.parametrize("words", ["go to Istanbul", "come to Geneva", "go to the Courtyard Hotel", "travel to Warsaw"])
def test_who_goes_to_a_place_comes_to_talks(words: str) -> None:
    act = act_of(words)
    assert act is not None
    assert act.attends


def test_to_open_a_crossing_and_to_close_it_are_two_acts() -> None:
    opening, closing = act_of("reopen the border crossing"), act_of("close the border crossing")
    assert opening is not None
    assert closing is not None
    assert opening.family != closing.family
    assert (opening.ends, closing.ends) == (False, True)
    passive = act_of("the border crossing is closed")
    assert passive is not None
    assert passive.family == closing.family
    for words in ("end the siege", "lift the blockade of the port"):
        act = act_of(words)
        assert act is None or act.family == opening.family or act.concept != opening.concept


@pytest.mark.parametrize(
    ("words", "shuts"),
    [
        ("allow humanitarian access", False), ("open a humanitarian corridor", False), ("ease humanitarian access", False),
        ("lift the siege", False), ("end the blockade of the town", False), ("let aid convoys through", False),
        ("halt humanitarian aid", True), ("cut off humanitarian aid", True), ("suspend humanitarian aid", True),
        ("close the humanitarian corridor", True), ("impose a siege", True), ("tighten the blockade of the town", True),
        ("block aid convoys", True), ("prevent humanitarian aid", True), ("hinder aid deliveries", True),
    ],
)  # fmt: skip
def test_who_gives_no_way_to_aid_does_not_allow_it(words: str, shuts: bool) -> None:
    act = act_of(words)
    assert act is not None
    assert act.concept == "humanitarian access"
    assert (act.ends or act.negated) is shuts


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("U.S.-Tollmark deal", "agree to a U.S.-Tollmark deal"),
        ("carrying out a plan to turn over and destroy the old guild's harbour cranes", "turn over and destroy"),
        ("send a clear message that force will meet any attack", None),
        ("participate with Delta in any military action against Tollmark", None),
    ],
)
def test_what_is_worded_whole_and_what_is_no_step(words: str, text: str | None) -> None:
    act = act_of(words)
    if text is None:
        assert act is None or not (act.attends or act.hostile)
    else:
        assert act is not None
        assert text in act.text
