"""What a draft stands behind: firm counterparts, acts that their sentences name, wishes whose holder and direction they show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import concepts
from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.naming import is_ambiguous, stands_in
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.weighing.facing import Facing, Sign
from stateofplay.casework.draft.weighing.shown import seat_unshown
from stateofplay.casework.draft.wishes.at_table import is_no_table
from stateofplay.casework.draft.wishes.no_wish import (
    is_done_already,
    is_in_a_text,
    is_kept_from,
    is_only_talked_of,
    is_told_to,
    was_wanted_then,
)
from stateofplay.casework.draft.wishes.partners import joint_owners
from stateofplay.errors import CaseworkError
from tests.casework.test_facing import ground_from
from tests.casework.test_whose import GROUND, row


def facing(*told: tuple[str, str, str, float]) -> Facing:
    return Facing(signs=tuple(Sign(who=a, whom=b, reason=reason, weight=w) for a, b, reason, w in told))


@pytest.mark.parametrize(
    ("told", "firm"),
    [
        ((("Chad", "Niger", "demands", 4.5),), True),
        ((("Chad", "Niger", "demands", 4.5), ("Chad", "Togo", "demands", 12.0)), False),
        ((("Chad", "Niger", "demands", 14.0), ("Chad", "Togo", "demands", 60.0)), True),
        ((("Chad", "Niger", "demands", 1.0),), True),
        ((("Chad", "Niger", "demands", 1.0), ("Chad", "Togo", "demands", 1.0)), False),
        ((("Chad", "Niger", "meets", 2.5),), False),
        ((), False),
    ],
)
def test_two_face_each_other_firmly_by_weight_or_as_most_of_a_short_record(
    told: tuple[tuple[str, str, str, float], ...], firm: bool
) -> None:
    assert facing(*told).firmly(["Niger"], ["Chad"]) is firm


def test_those_of_one_kind_are_weighed_together() -> None:
    both = facing(("Dockers", "Chad", "demands", 2.1), ("Pilots", "Chad", "demands", 2.0))
    assert both.firmly(["Dockers", "Pilots"], ["Chad"])


def test_who_is_only_named_at_a_table_makes_no_model(tmp_path: Path) -> None:
    text = (
        "Talks\n\nChad and Niger will hold talks in Zinder on Friday. The ministers of Togo and Benin met on Monday.\n"
    )
    ground = ground_from(tmp_path, text)
    with pytest.raises(CaseworkError) as refused:
        draft(ground)
    assert "firmly enough" in refused.value.sentence
    assert "meets" in refused.value.sentence


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("right to answer if attacked", None),
        ("be presented with the draft treaty at a meeting of elders", None),
        ("be more flexible at the talks", None),
        ("river talks are not a “gift” and need time", None),
        ("refocus itself on the wells", None),
        ("Chad's demands for broad sanctions relief in exchange for grain", "give broad sanctions relief"),
        ("finish the toll talks and we are not there yet", "finish the toll talks"),
        ("open the lock when they meet in Zinder", "open the lock"),
        ("open the lock on the grounds that it leaks", "open the lock"),
        ("cancelling or putting off the sale of grain", "cancel the sale of grain"),
        ("open the lock in accordance with the plan", "open the lock"),
        ("sit down with Mira Dahl", "take part in talks"),
    ],
)
def test_words_of_a_clause_are_cut_to_the_act_or_name_none(words: str, act: str | None) -> None:
    found = act_of(words)
    assert (found.text if found else None) == act


def test_free_trade_frees_nothing_and_a_settlement_of_no_war_is_no_peace() -> None:
    trade = act_of("free trade deals")
    assert trade is None or not trade.text.startswith("free")
    built = act_of("halt settlement construction")
    assert built is not None
    assert built.concept not in ("agreement", "peace treaty")
    settled, peace = act_of("settlement with the dockers"), act_of("negotiated settlement of the conflict")
    assert settled is not None
    assert settled.concept == "agreement"
    assert peace is not None
    assert peace.concept == "peace treaty"


def test_a_concept_is_meant_where_a_noun_of_it_stands() -> None:
    talks = concepts()["talks"]
    assert talks.stands_in("a new round of negotiations")
    assert not talks.stands_in("if the requests are fully met")
    assert not talks.stands_in("a negotiated concession")


@pytest.mark.parametrize(
    ("what", "quote", "done"),
    [
        ("suspended its drills", "Chad has already suspended its drills.", True),
        ("suspend its drills", "Chad has vowed to suspend its drills.", False),
    ],
)
def test_what_is_done_already_is_no_option(what: str, quote: str, done: bool) -> None:
    assert is_done_already(row("Chad", what, quote)) is done


@pytest.mark.parametrize(
    ("what", "quote", "then"),
    [
        ("a fair vote", "Chad had long insisted on a fair vote.", True),
        (
            "Niger to close the lock",
            "Chad initially wanted Niger to close the lock, and can now live with half of it.",
            True,
        ),
        ("opening of the lock", "It was hoped that the talks would bring an opening of the lock.", True),
        ("leave the oasis", "Perhaps Chad would leave the oasis if Niger pays.", True),
        ("a fair vote", "Chad insists on a fair vote.", False),
    ],
)
def test_a_wish_of_an_earlier_time_or_of_nobody_is_none(what: str, quote: str, then: bool) -> None:
    assert was_wanted_then(row("Chad", what, quote)) is then


def test_what_others_say_that_somebody_must_do_is_no_wish_of_it() -> None:
    told = SimpleNamespace(
        party="Chad", what="a truce", quote="Chad must also agree to a truce.", state=None, said_by=None
    )
    assert is_told_to(GROUND, told, "Chad")
    told.said_by = "Chad"
    assert not is_told_to(GROUND, told, "Chad")
    other = SimpleNamespace(
        party="Chad", what="a truce", quote="Chad said Niger must agree to a truce.", state=None, said_by=None
    )
    assert not is_told_to(GROUND, other, "Chad")


def test_what_a_deal_keeps_somebody_from_is_not_had_in_exchange() -> None:
    told = row("Chad", "", "They seek a deal to prevent Chad from damming the river in exchange for grain.")
    assert is_kept_from(told, "damming the river")
    assert not is_kept_from(told, "grain")


def test_what_a_text_would_have_in_it_is_no_wish_for_the_text() -> None:
    said = row(
        "Chad",
        "final treaty with Niger must include the wells",
        "Chad says that any final treaty with Niger must include the wells.",
    )
    assert is_in_a_text(said)
    signed = row("Chad", "treaty with Niger must be signed", "Chad says the treaty with Niger must be signed.")
    assert not is_in_a_text(signed)


def test_to_be_willing_to_talk_about_it_is_no_wish_for_it() -> None:
    said = row("Chad", "closing the lock", "Chad is willing to talk to Niger about closing the lock.")
    assert is_only_talked_of(said)


@pytest.mark.parametrize(
    ("sentence", "none"),
    [
        ("Dahl will not meet Saleh in Zinder.", True),
        ("Chad called off the planned talks with Niger.", True),
        ("Chad has been in talks with Niger for over 20 years.", True),
        ("Dahl will meet Saleh in Zinder.", False),
        ("Chad and Niger will talk for three days.", False),
    ],
)
def test_a_meeting_that_will_not_be_or_goes_on_for_years_is_no_table(sentence: str, none: bool) -> None:
    assert is_no_table(sentence) is none


WELLS = """\
Chad and Niger at odds over the wells

Chad and Niger will hold talks in Zinder on Friday. Chad demands that Niger open the wells. Niger refuses to open the wells. \
Niger threatened Chad with tariffs. Chad warned Niger that it would close the road.

"""


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Chad wants to negotiate a new trade treaty with Togo. Chad plans to negotiate the trade treaty with Togo soon.",
            "treaty",
        ),
        ("Chad vowed to sit down with Mali. Chad hopes to speak with Mali soon.", "Mali"),
    ],
)
def test_what_takes_others_is_no_act_of_one(tmp_path: Path, sentence: str, words: str) -> None:
    made = draft(ground_from(tmp_path, WELLS + sentence))
    assert not [o.text for o in made.options if not o.joint and words in o.text]


def test_the_allies_of_somebody_are_not_that_one() -> None:
    ground = replace(GROUND, sides={"Chad's allies": "Chad", "envoys of Chad": "Chad"})
    assert ground.side("Chad's allies") == "Chad's allies"
    assert ground.side("envoys of Chad") == "Chad"


def test_a_name_that_people_of_two_sides_bear_is_nobodys() -> None:
    kinds = {"Idris Saleh": "person", "Saleh Umar": "person", "Chad": "country", "Niger": "country"}
    ground = Ground(
        title="", standings=(), meetings=(), conditions=(), kinds=kinds, forms={},
        sides={"Idris Saleh": "Chad", "Saleh Umar": "Niger"},
    )  # fmt: skip
    said = row("Idris Saleh", "a truce", "Saleh asked for a truce.")
    assert is_ambiguous(ground, said)
    assert not is_ambiguous(ground, row("Idris Saleh", "a truce", "Idris asked for a truce."))
    assert not is_ambiguous(ground, row("Idris Saleh", "a truce", "Idris Saleh asked for a truce."))


@pytest.mark.parametrize("other", ["Defiant Saleh", "Saleh ally"])
def test_what_a_headline_or_a_word_adds_to_a_name_is_nobody_else(other: str) -> None:
    kinds = {"Idris Saleh": "person", other: "person", "Chad": "country"}
    ground = Ground(
        title="", standings=(), meetings=(), conditions=(), kinds=kinds, forms={}, sides={"Idris Saleh": "Chad"}
    )
    assert not is_ambiguous(ground, row("Idris Saleh", "a truce", "Saleh asked for a truce."))


def test_a_deal_that_somebody_signs_with_one_of_the_two_is_its_own() -> None:
    parties = ("Chad", "Niger", "Libya")
    act = act_of("trade deal with Chad")
    assert act is not None
    quote = "Libya was keen to sign a trade deal with Chad."
    assert joint_owners(GROUND, act, "trade deal with Chad", "Libya", parties, quote) == ("Chad", "Libya")


def test_a_sentence_names_a_party_or_both() -> None:
    assert stands_in(GROUND, "Chad", row("Chad", "", "Chad opened the lock."))
    assert stands_in(GROUND, "Chad", row("Chad", "", "Both sides opened the lock."))
    assert not stands_in(GROUND, "Chad", row("Chad", "", "They opened the lock."))


def test_who_may_stay_away_does_not_stay_away() -> None:
    def seat(quote: str, confidence: float = 0.9) -> SimpleNamespace:
        return SimpleNamespace(
            quote=quote, confidence=confidence, verdict=None, by_hand=False, firmness="stated", flag=False
        )

    two = ("Chad", "Niger")
    assert seat_unshown(GROUND, two, [seat("Chad may pull out of the talks.")])
    assert seat_unshown(GROUND, two, [seat("Chad stays away from the talks.", 0.2)])
    assert not seat_unshown(GROUND, two, [seat("Chad stays away from the talks.")])
    assert "somebody else" in seat_unshown(GROUND, two, [seat("Chad pulled out of a meeting scheduled with Libya.")])
    assert not seat_unshown(GROUND, two, [seat("Chad pulled out of a meeting scheduled with Niger.")])


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Chad will leave the oasis if it gets a bad deal with Niger.", "bad deal"),
        ("In exchange for grain Chad agreed to dredge the canal.", "dredge"),
    ],
)
def test_conditions_that_are_none_couple_nothing(tmp_path: Path, sentence: str, left: str) -> None:
    made = draft(ground_from(tmp_path, WELLS + sentence))
    assert not [s.text for s in made.statements if s.formula.startswith("(") and any(left in q for q in s.basis.quotes)]


def test_statements_that_no_sentence_shows_are_left_out_with_it_and_can_be_taken_in(tmp_path: Path) -> None:
    page = WELLS + "Mali urged Chad and Niger to hold talks. Chad rejected talks with Mali over the river.\n"
    ground = ground_from(tmp_path, page)
    made = draft(ground)
    for one in made.less_sure:
        assert one.reason
        assert one.quotes
    wishes = [one for one in made.less_sure if " want" in one.text or " does not want" in one.text]
    for one in wishes:
        again = draft(ground, take=[one.text])
        assert one.text in {s.text for s in again.statements}


@pytest.mark.parametrize(
    ("words", "ends"), [("delay the tariffs on grain", True), ("raise the tariffs on grain", False)]
)
def test_to_put_off_a_harm_is_not_to_do_it(words: str, ends: bool) -> None:
    act = act_of(words)
    assert act is not None
    assert act.concept == "tariffs"
    assert act.ends is ends
    assert act.hostile is not ends


def test_a_humanitarian_release_opens_no_way() -> None:
    act = act_of("humanitarian release of three agents")
    assert act is None or act.concept != "humanitarian access"
    kept = act_of("humanitarian aid to the town")
    assert kept is not None
    assert kept.concept == "humanitarian access"


def test_talks_that_the_words_have_with_somebody_else_are_no_wish_for_these(tmp_path: Path) -> None:
    page = WELLS + "Chad asked for an urgent meeting with Mali. Mali is a neighbour of Chad.\n"
    made = draft(ground_from(tmp_path, page))
    talks = next(o for o in made.options if o.concept == "talks" and set(o.owners) == {"Chad", "Niger"})
    wishes = [s for s in made.statements_of("Chad") if s.option == talks.id and not s.assumed]
    assert not [q for s in wishes for q in s.basis.quotes if "Mali" in q]


def test_a_deal_of_which_only_others_speak_is_none_of_the_two(tmp_path: Path) -> None:
    page = WELLS + "Mali said that Niger must honour earlier agreements. Mali wants Niger to honour the agreements.\n"
    made = draft(ground_from(tmp_path, page))
    assert not [o.text for o in made.options if o.concept == "agreement"]
