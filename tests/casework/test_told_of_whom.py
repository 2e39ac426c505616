"""Sentences that tell of another's act or wish, sides that are one, and acts told twice: one kind of mistake a test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.sides import without_insiders
from stateofplay.casework.draft.time import overtaken
from stateofplay.casework.draft.wishes.at_table import as_talks
from stateofplay.casework.draft.wishes.disarming import owned_by_who_is_armed, who_is_armed
from stateofplay.casework.draft.wishes.no_wish import is_in_a_text, is_only_talked_of
from stateofplay.casework.draft.wishes.partners import joint_owners
from stateofplay.casework.draft.wishes.settling import one_tells_of_another
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.draft.wishes.whose import (
    Doer,
    addressed,
    denied_in_front,
    does_in_front,
    whole_words,
    wished_by_another,
)
from stateofplay.errors import CaseworkError
from stateofplay.model import Stance
from stateofplay.record.positions import Standing
from tests.casework.test_whose import draft_of

NAMES = ("Chad", "Niger", "Libya", "Dockers")
KINDS = {**dict.fromkeys(NAMES, "country"), "Dockers": "armed_group"}
GROUND = Ground(
    title="", standings=(), meetings=(), conditions=(), sides={}, forms={n.lower(): n for n in NAMES}, kinds=KINDS
)


def row(party: str, what: str, quote: str, stance: Stance = Stance.SUPPORTS) -> SimpleNamespace:
    return SimpleNamespace(party=party, what=what, quote=quote, state=stance)


@pytest.mark.parametrize(
    ("party", "what", "quote", "stance", "other"),
    [
        ("Niger", "buy more salt", "Niger praised the agreement that Chad would buy more salt.", Stance.OFFERS, "Chad"),
        (
            "Niger",
            "tolls of its own",
            "Chad would respond with tolls of its own if Niger closed the road.",
            Stance.THREATENS,
            "Chad",
        ),
        (
            "Chad",
            "tolls of its own",
            "Chad would respond with tolls of its own if Niger closed the road.",
            Stance.THREATENS,
            "",
        ),
        (
            "Niger",
            "more tolls",
            "Niger shrugged off fresh warnings from Chad that it would revert to more tolls.",
            Stance.THREATENS,
            "Chad",
        ),
        (
            "Niger",
            "cut its herds",
            "One of Chad's central demands is that Niger cut its herds.",
            Stance.DEMANDS,
            "Chad",
        ),
        ("Chad", "cut its herds", "One of Chad's central demands is that Niger cut its herds.", Stance.DEMANDS, ""),
        (
            "Niger",
            "concessions on salt",
            "Niger said that Chad had made no concessions on salt.",
            Stance.OPPOSES,
            "Chad",
        ),
        ("Niger", "negotiate", "Niger regrets that Chad has chosen not to negotiate.", Stance.OPPOSES, "Chad"),
        ("Niger", "lift the toll", "Niger would look into Chad's request to lift the toll.", Stance.DEMANDS, "Chad"),
        ("Niger", "lift the toll", "Niger agreed to Chad's request to lift the toll.", Stance.SUPPORTS, ""),
    ],
)
def test_whose_wish_it_is(party: str, what: str, quote: str, stance: Stance, other: str) -> None:
    assert wished_by_another(GROUND, row(party, what, quote, stance), party) == other


@pytest.mark.parametrize(
    ("what", "quote", "stance", "doer"),
    [
        ("cut its herds", "Niger, which wants to keep them, says it can cut its herds.", Stance.SUPPORTS, Doer.HOLDER),
        ("cut its herds", "Niger says it must cut its herds.", Stance.DEMANDS, Doer.COUNTERPART),
        (
            "win cheaper loans",
            "The tolls have hindered efforts by the regime to win cheaper loans.",
            Stance.DEMANDS,
            Doer.HOLDER,
        ),
    ],
)
def test_who_would_do_it(what: str, quote: str, stance: Stance, doer: Doer) -> None:
    assert addressed(GROUND, row("Niger", what, quote, stance))[1] is doer


def test_the_doer_stands_in_front_of_a_finite_verb() -> None:
    said = "Reporters heard that Libya could soon start to dig the canal."
    assert does_in_front(GROUND, row("Chad", "to dig the canal", said)) == "Libya"
    assert does_in_front(GROUND, row("Chad", "the canal", "Chad urged Libya to dig the canal.")) == ""


def test_words_that_begin_inside_a_word_are_made_whole() -> None:
    said = "Both signed a text on a “salt-free Libyan shore”."
    assert whole_words(row("Chad", "free Libyan shore", said)) == "salt-free Libyan shore"


def test_what_is_wanted_done_by_others_is_the_act_itself() -> None:
    said = "Chad told of a commitment to get the prisoners released."
    assert whole_words(row("Chad", "get the prisoners", said)) == "the prisoners"
    assert whole_words(row("Chad", "get the tolls", "Chad wants to get the tolls lifted.")) == "lift the tolls"


def test_what_must_not_be_allowed_is_not_wanted() -> None:
    assert denied_in_front(row("Chad", "mine salt", "Chad argued that Niger should not be allowed to mine salt."))


def test_the_terms_of_an_old_deal_are_over() -> None:
    told = SimpleNamespace(quote="Under its terms, Chad agreed to lift the toll.", day="2024-03-05", dated=True)
    assert "earlier time" in overtaken(GROUND, told)


def test_a_broadcaster_bargains_with_nobody() -> None:
    assert not GROUND.bargains("Lake TV’s Channel 10")
    assert not GROUND.bargains("No.")


def test_what_a_thing_is_said_not_to_be_is_no_refusal_of_it() -> None:
    assert is_only_talked_of(row("Chad", "talks", "Chad said talks were not a one-way street.", Stance.OPPOSES))
    assert not is_only_talked_of(row("Chad", "talks", "Chad said talks were not needed.", Stance.OPPOSES))


def owners(words: str, party: str, quote: str = "", ground: Ground = GROUND) -> tuple[str, ...]:
    act = act_of(words)
    assert act is not None
    return joint_owners(ground, act, words, party, NAMES, quote or words)


def test_talks_with_somebody_of_a_country_are_with_that_somebody() -> None:
    assert set(owners("talks with Niger’s Dockers leaders", "Chad")) == {"Chad", "Dockers"}


def test_a_truce_elsewhere_is_not_made_by_its_two_sponsors() -> None:
    quote = "Chad and Niger announced plans for a ceasefire between Chad and Niger in Libya."
    assert owners("ceasefire", "Chad", quote) == ()
    assert set(owners("ceasefire", "Chad", quote.replace("in Libya", "in Niger"))) == {"Chad", "Niger"}


def test_breaking_off_talks_is_taking_no_part_in_them() -> None:
    for words in ("suspend the discussion", "break off the talks"):
        act = act_of(words)
        assert act is not None
        talks = as_talks(GROUND, act, "Chad", NAMES, "")
        assert (talks.family, talks.negated) == ("talks", True)


def test_two_blocs_of_the_same_countries_are_alike() -> None:
    assert GROUND.alike("G7", "European Union")
    assert not GROUND.alike("G7", "Gulf Cooperation Council")


def test_ministers_of_the_union_are_the_union() -> None:
    assert GROUND.side("euro zone ministers") == GROUND.side("EU leaders") == "European Union"


def test_a_people_and_who_governs_it_are_one_side() -> None:
    ground = replace(GROUND, kinds={**KINDS, "Nigeriens": "group", "Chadians": "group"})
    assert ground.side("Chadian Authority") == "Chadians"
    assert ground.side("Libyan Authority") == "Libyan Authority"


@pytest.mark.parametrize(
    ("what", "quote", "stance"),
    [
        ("lower the tolls", "Chad complained that it would lower the tolls.", Stance.SUPPORTS),
        ("any concession on salt", "Chad knows that any concession on salt would be a struggle.", Stance.SUPPORTS),
        ("ban", "Chad would explore an alternative to a ban.", Stance.SUPPORTS),
        ("summit", "Chad touted the summit as a success.", Stance.SUPPORTS),
        ("deal with Libya", "Chad criticised the minister for signing a deal with Libya.", Stance.SUPPORTS),
        ("pact with Libya", "Chad urged Niger to end its support for the pact with Libya.", Stance.SUPPORTS),
    ],
)
def test_what_is_told_as_no_wish(what: str, quote: str, stance: Stance) -> None:
    assert is_only_talked_of(row("Chad", what, quote, stance))


def test_allies_stand_together_by_a_word_for_it_or_by_what_they_vow_together() -> None:
    def standing(party: str, what: str, quote: str, stance: Stance) -> SimpleNamespace:
        said = SimpleNamespace(party=party, what=what, quote=quote, state=stance, day="2024-03-05")
        return SimpleNamespace(party=party, support=(said,), against=(), beside=(), current=said)

    vow = "Chad and Niger said they will continue to fight in Libya."
    word = "Libya-backed Dockers closed the port."
    said = (
        standing("Chad", "continue to fight", vow, Stance.THREATENS),
        standing("Niger", "continue to fight", vow, Stance.THREATENS),
        standing("Chad", "the port", word, Stance.SUPPORTS),
    )
    ground = replace(GROUND, standings=said)
    assert ground.on_one_side("Chad", "Niger")
    assert ground.on_one_side("Libya", "Dockers")
    assert not ground.on_one_side("Chad", "Libya")
    faced = SimpleNamespace(parties=("Chad", "Niger"))
    assert not replace(GROUND, standings=said, meetings=(faced,)).on_one_side("Chad", "Niger")


def test_who_has_arms_disarms_whoever_speaks_of_it() -> None:
    said = [
        SimpleNamespace(quote="Chad wants Niger to give up its weapons.", state=Stance.DEMANDS, party="Chad"),
        SimpleNamespace(quote="Niger’s missile tests went on.", state=Stance.SUPPORTS, party="Niger"),
    ]
    standing = SimpleNamespace(party="Chad", support=said, against=(), beside=(), current=said[0])
    ground = replace(GROUND, standings=(standing,))
    assert who_is_armed(ground, ["Chad", "Niger"]) == "Niger"
    act = act_of("disarmament")
    assert act is not None
    stake = Stake(party="Niger", act=act, owners=("Chad",), rule="asked of", wants=1, row=said[1])
    assert owned_by_who_is_armed(ground, [stake], ["Chad", "Niger"])[0].owners == ("Niger",)
    assert who_is_armed(GROUND, ["Chad", "Dockers"]) == "Dockers", "an armed group where one is a party"


def test_words_of_an_earlier_month_are_over() -> None:
    told = SimpleNamespace(quote="In November, Chad rejected a lease of the wells.", day="2024-03-05", dated=True)
    assert "November" in overtaken(GROUND, told)
    told.quote = "In February, Chad rejected a lease of the wells."
    assert overtaken(GROUND, told) == ""


def test_a_chamber_is_no_party_beside_its_country_abroad() -> None:
    assert without_insiders(GROUND, ["United States", "Republicans", "Chad"])[0] == ["United States", "Chad"]
    assert without_insiders(GROUND, ["Democrats", "Republicans"])[0] == ["Democrats", "Republicans"]
    assert without_insiders(GROUND, ["Republicans", "Chad"])[0] == ["Chad"], "nor instead of it"
    assert without_insiders(GROUND, ["Chad", "Niger", "Lake Home Party"])[0] == ["Chad", "Niger"]


def test_in_a_war_the_armed_group_that_speaks_is_the_counterpart() -> None:
    standing = SimpleNamespace(party="Dockers", support=(), against=(), beside=(), current=SimpleNamespace(flag=False))
    ground = replace(GROUND, standings=(standing,))
    weight = type(ground.weight())({"Chad": 9, "Niger": 5, "Dockers": 3})
    assert ground._loudest(weight) == ("Chad", "Dockers")
    assert replace(GROUND)._loudest(weight) == ("Chad", "Niger")


RIVER = """\
Quarrel over the river

Chad and Niger will hold talks in Zinder on Friday about the river, officials said on Tuesday.

"""


def test_stopping_and_going_on_are_one_option(tmp_path: Path) -> None:
    text = RIVER + "Chad demands that Niger stop its bombing. Niger vowed to continue bombing.\n"
    draft = draft_of(tmp_path, text)
    bombing = [o for o in draft.options if "bomb" in o.text]
    assert len(bombing) == 1
    assert not bombing[0].holds_now, "it is the end of it that would be done"
    assert {s.formula for s in draft.statements if bombing[0].id in s.option_ids} == {
        bombing[0].id,
        f"not {bombing[0].id}",
    }


def test_what_is_had_for_something_is_paid_by_who_asks_for_it(tmp_path: Path) -> None:
    text = RIVER + "Niger has only demanded partial sanctions relief from Chad in return for closing the weir.\n"
    draft = draft_of(tmp_path, text)
    owners_of = {o.act: o.owners for o in draft.options if "weir" in o.text or "relief" in o.text}
    assert all(whom == ("Niger",) for act, whom in owners_of.items() if "weir" in act)
    assert all(whom == ("Chad",) for act, whom in owners_of.items() if "relief" in act)


def test_a_quarrel_inside_one_country_gives_no_model(tmp_path: Path) -> None:
    text = (
        "Row over the budget\n\nThe United States and the Salt Council will hold talks on Friday, officials said.\n\n"
        "The Salt Council demands that the United States lower the salt duty. Republicans in the Senate oppose a lower duty. "
        "The Salt Council urged Congress to vote against the bill, which Democrats support.\n"
    )
    with pytest.raises(CaseworkError):
        draft_of(tmp_path, text)


def test_what_somebody_will_not_do_without_is_wanted(tmp_path: Path) -> None:
    text = RIVER + "Niger will not accept any agreement lacking a weir. Chad demands that Niger open the road.\n"
    made = draft_of(tmp_path, text, take=["open the road"])
    assert not any("not want" in s.text and "weir" in s.text for s in made.statements)


def test_what_a_deal_would_have_in_it_is_asked_of_no_side_alone(tmp_path: Path) -> None:
    text = RIVER + (
        "Chad demands that Niger open the weir. Niger rejects an opening of the weir.\n\n"
        "Niger and Chad demand an agreement on opening a bank and easing travel restrictions.\n"
    )
    assert not any("travel" in o.text for o in draft_of(tmp_path, text).options)


def test_one_who_faces_a_harm_is_threatened_and_does_not_threaten(tmp_path: Path) -> None:
    text = RIVER + "Niger faces tariffs from Monday if it can't reach a deal with Chad.\n"
    draft = draft_of(tmp_path, text)
    assert [o.owners for o in draft.options if "tariffs" in o.text] == [("Chad",)]
    threats = [s for s in draft.statements if s.basis.rule == "threat"]
    assert [(s.party, " if not " in s.text) for s in threats] == [("Chad", True)]


def test_a_country_and_a_politician_of_it_are_no_conflict(tmp_path: Path) -> None:
    text = (
        "Row over the border\n\nSenator Adam Holt, a Republican, and Chad will hold talks in Zinder on Friday.\n\n"
        "Adam Holt demands that Chad open the road. Democrats oppose it.\n"
    )
    with pytest.raises(CaseworkError, match="two parties"):
        draft_of(tmp_path, text)


def test_what_others_ask_of_somebody_is_no_wish_of_its_own() -> None:
    assert is_only_talked_of(row("Chad", "lower the tolls", "Chad is facing calls to lower the tolls.", Stance.DEMANDS))
    assert not is_only_talked_of(
        row("Chad", "lower the tolls", "Chad calls on Niger to lower the tolls.", Stance.DEMANDS)
    )


@pytest.mark.parametrize(
    ("what", "quote", "doer"),
    [
        ("give up its tolls", "Chad will rebuild the bridge if it agrees to give up its tolls.", Doer.COUNTERPART),
        (
            "close their mills",
            "Chad pressed mills, including two of Niger Ltd. and a third, to close their mills.",
            Doer.UNNAMED,
        ),
    ],
)
def test_who_would_do_it_in_a_condition_and_in_a_list(what: str, quote: str, doer: Doer) -> None:
    assert addressed(GROUND, row("Chad", what, quote, Stance.DEMANDS)) == ("", doer)


def test_who_says_what_opposing_sides_should_do_is_none_of_them() -> None:
    act = act_of("opposing sides should start negotiations")
    quote = "Libya, whose leader met that of Chad, said the opposing sides should start negotiations."
    assert act is not None
    assert "Libya" not in joint_owners(GROUND, act, "start negotiations", "Libya", ("Libya", "Chad", "Niger"), quote)


def test_what_a_text_says_and_what_is_kept_is_no_new_deal(tmp_path: Path) -> None:
    said = row(
        "Chad", "the truce does not apply to the lock", "Chad insists that the truce does not apply to the lock."
    )
    assert is_in_a_text(said)
    has = row(
        "Chad", "salt", "Chad left the accord that limits the herds of Niger in exchange for salt.", Stance.DEMANDS
    )
    assert is_in_a_text(has)
    assert is_in_a_text(row("Chad", "accord", "Mora withdrew the Republic of Chad from the accord."))
    assert not is_in_a_text(row("Chad", "salt", "Chad offers its herds in exchange for salt.", Stance.DEMANDS))
    text = (
        "Chad and Niger resume talks\n\nChad and Niger will hold talks in Zinder on Friday. "
        "Chad demands that Niger open the road. Chad remains committed to the river agreement, it said.\n"
    )
    made = draft_of(tmp_path, text, take=["keep to the river agreement"])
    assert [o.owners for o in made.options if "river" in o.text] == [("Chad",)]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("zero-tariff deal", "sign a zero-tariff deal"),
        ("zero-tariff proposal", ""),
        ("resolve tensions through dialogue", ""),
    ],
)
def test_a_thing_without_a_harm_is_none_and_easing_tensions_is_no_step(words: str, act: str) -> None:
    found = act_of(words)
    assert found is None if not act else not found.hostile and "tariff" in found.text


def test_what_a_condition_holds_within_it_is_no_second_condition(tmp_path: Path) -> None:
    text = (
        "Chad and Niger at odds\n\nChad said that it would impose tariffs if it cannot make a deal with Niger when they meet in "
        "Zinder. Niger rejects tariffs.\n"
    )
    made = draft_of(tmp_path, text, take=["tariffs"])
    assert not any(s.formula.startswith("(not agreement if") for s in made.statements)


def test_dealing_with_something_is_no_deal(tmp_path: Path) -> None:
    text = (
        "Chad and Niger resume talks\n\nChad and Niger will hold talks on Friday. Chad demands that Niger open the wells. "
        "Chad is not going to deal with Niger's gossip, it said.\n"
    )
    assert not any(o.concept == "agreement" for o in draft_of(tmp_path, text).options)


@pytest.mark.parametrize(("said_by", "expected"), [(None, False), ("Chad", False), ("Libya", False), ("Niger", True)])
def test_whether_one_party_tells_of_another(said_by: str | None, expected: bool) -> None:
    said = SimpleNamespace(claim_id="a", said_by=said_by)
    standing = Standing(party="Chad", issue="port", support=(said,), against=(), current=said, earlier=())  # type: ignore[arg-type]  # what is asked of a row
    ground = replace(GROUND, standings=(standing,))
    assert one_tells_of_another(ground, ("Chad", "Niger")) is expected


WELLS = """\
Chad and Niger quarrel over the wells

Chad demands that Niger open the wells. Niger refuses to open the wells unless Chad withdraws its troops. Niger accused Chad of \
theft. Chad threatened Niger with sanctions. Chad and Niger traded threats over the wells on Monday, and met on Tuesday.

{sentence}
"""


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        (
            "Chad wants deeds of Libya, not words, on halting its drills. Chad demands that Libya halt its drills.",
            "drills",
        ),
        ("Chad called off air raids on Niger. Chad opposes those air raids that it called off on Monday.", "Niger: "),
        (
            "The parliament of Libya voted not to take part with Chad in military action against Niger.",
            "take part in mil",
        ),
        ("Chad wants to send Niger a clear message that it will strike the wells.", "message"),
    ],
)
def test_no_act_of_the_other_side_comes_of_what_no_sentence_says_of_it(
    tmp_path: Path, sentence: str, never: str
) -> None:
    made = draft_of(tmp_path, WELLS.format(sentence=sentence))
    told = [o.text for o in made.options if not (o.concept is None and "wells" in o.text)]
    assert not [text for text in told if never in text and "wells" not in text]
    assert not any("parliament" in quote for o in made.options for quote in o.basis.quotes)
