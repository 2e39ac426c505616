"""What a sentence says in plain words a draft asserts; what it may say is asked. And which meetings are talks."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.files import to_toml
from stateofplay.casework.draft.weighing.plain import is_plain, is_wished, speaks_of_wishing
from stateofplay.casework.draft.wishes.at_table import is_no_table, rows_of_talks, shows_talks
from stateofplay.casework.draft.wishes.inside import speaks_inside
from stateofplay.casework.draft.wishes.no_wish import is_in_a_text, was_wanted_then
from stateofplay.errors import CaseworkError
from stateofplay.model import Firmness
from tests.casework.test_facing import ground_from
from tests.casework.test_whose import GROUND, draft_of, row


@pytest.mark.parametrize(
    ("what", "quote", "plain"),
    [
        ("open the wells", "Chad wants Niger to open the wells.", True),
        ("opening of the wells", "Chad has long pressed for an opening of the wells.", True),
        ("open the wells", "Chad's demand that Niger open the wells was repeated.", True),
        ("Niger should open the wells", "Chad said on Monday that Niger should open the wells.", True),
        ("We must open the wells", "“We must open the wells,” Chad said.", True),
        (
            "halt to the drills",
            "Chad demanded the signing of a river treaty with Niger and a halt to the drills.",
            True,
        ),
        ("a halt to the drills", "Chad said that without a halt to the drills it will not sit down with Niger.", True),
        ("a toll-free road its first goal", "Chad has made a toll-free road its first goal.", True),
        ("truce", "Chad is left with little choice but to declare a truce.", False),
        (
            "withdrawal of the troops",
            "Chad came closer to a deal that could lead to a withdrawal of the troops.",
            False,
        ),
        ("deal", "Chad would not take any deal that harms the herders.", False),
        (
            "open the wells",
            "Chad told Libya that Niger would not be paid merely for opening the wells: open the wells.",
            False,
        ),
        ("more wells", "Chad said a firm would dig more wells.", False),
        ("keep the wells", "It was about pride, which is one reason Chad insisted on keep the wells.", False),
        ("honour the treaty", "The question is whether Chad will honour the treaty.", False),
        ("wells", "Sceptics want to know that Chad is firm and pressing for the wells.", False),
        ("truce", "Chad waits, and Niger is committed to a truce.", False),
    ],
)
def test_a_wish_is_plain_where_its_holder_and_a_word_of_wishing_stand_in_front(
    what: str, quote: str, plain: bool
) -> None:
    assert is_wished(GROUND, row("Chad", what, quote), "Chad") is plain


def told(quote: str, what: str, said_by: str = "", firmness: str = Firmness.STATED) -> SimpleNamespace:
    return SimpleNamespace(party="Chad", what=what, quote=quote, state=None, said_by=said_by, firmness=firmness)


def test_what_the_other_side_or_a_source_tells_of_a_wish_is_asked() -> None:
    quote = "Niger said that Chad wants to open the wells."
    assert not is_plain(GROUND, told(quote, "open the wells", "Niger"), "Chad", told_by="Niger")
    assert is_plain(GROUND, told(quote, "open the wells", "Niger", Firmness.CONFIRMED), "Chad", told_by="Niger")
    both = "Both Niger and Chad have said that they want to open the wells."
    assert is_plain(GROUND, told(both, "open the wells", "Niger"), "Chad", told_by="Niger")
    reported = "An aide said that Chad wants to open the wells."
    assert not is_plain(GROUND, told(reported, "open the wells", "an aide", Firmness.REPORTED), "Chad")
    text = "Reaffirming the river declaration, Chad commits to open the wells."
    assert not is_plain(GROUND, told(text, "open the wells"), "Chad")


def test_an_option_of_one_sentence_needs_a_word_of_wishing() -> None:
    assert speaks_of_wishing(row("Chad", "open the wells", "Chad urged Niger to open the wells."))
    assert not speaks_of_wishing(row("Chad", "more wells", "Chad said a firm would dig more wells."))


PAGE = """\
Quarrel over the wells

Chad and Niger will hold talks in Zinder on Friday about the wells, officials said on Tuesday. Chad demands that Niger \
withdraw its troops from the oasis. Niger rejects a withdrawal of its troops. Chad accused Niger of stalling, and Niger \
accused Chad of breaking its word.

Niger said that Chad wants to open the border road. Chad's minister demanded that Niger open the border road.
"""


def test_an_unsure_wish_is_an_open_question_with_its_sentence_and_can_be_taken_in(tmp_path: Path) -> None:
    ground = ground_from(tmp_path, PAGE)
    made = draft(ground)
    unsure = [one for one in made.less_sure if "in plain words" in one.reason]
    assert unsure
    one = unsure[0]
    question = next(q for q in made.questions if set(q.claims) == set(one.claims))
    assert "not in plain words" in question.text
    assert one.text not in {s.text for s in made.statements}
    assert one.text in to_toml(made)
    assert one.text in {s.text for s in draft(ground, take=[one.text]).statements}


@pytest.mark.parametrize(
    ("sentence", "talks"),
    [
        ("Dahl and Saleh will hold talks in Zinder.", True),
        ("Dahl will meet Saleh in Zinder on Friday.", True),
        ("Dahl invited Saleh to visit Zinder.", True),
        ("They have been talking since June over the wells.", True),
        ("A second round between Chad and Niger is to be held in Zinder.", True),
        ("Dahl will visit Zinder next month.", False),
        ("Dahl visits Zinder, where she will meet Saleh.", False),
        ("Dahl spoke to Saleh in an acrimonious telephone call.", False),
        ("The law includes a second round of far harsher sanctions.", False),
        ("While I had a fine meeting with Libya, I had an even better meeting with Saleh.", False),
    ],
)
def test_a_visit_a_call_and_a_meeting_that_was_are_no_talks(sentence: str, talks: bool) -> None:
    assert shows_talks(sentence) is talks


@pytest.mark.parametrize(
    "sentence",
    [
        "No talks were planned with Chad, the minister said.",
        "The summit will snub Chad, whose envoy was not invited.",
        "The rivals had been set to meet at the stadium on Saturday.",
    ],
)
def test_talks_that_nobody_plans_and_a_match_are_no_table(sentence: str) -> None:
    assert is_no_table(sentence)


def test_a_pact_that_is_torn_up_or_kept_is_one_that_there_is() -> None:
    assert is_in_a_text(row("Chad", "river deal", "Chad wants to tear up the river deal."))  # type: ignore[arg-type]
    assert not is_in_a_text(row("Chad", "river deal", "Chad wants to sign a river deal."))  # type: ignore[arg-type]


def test_a_meeting_with_somebody_else_is_no_talks_of_these() -> None:
    def meeting(quote: str) -> SimpleNamespace:
        rows = [SimpleNamespace(quote=quote, verdict=None, by_hand=False)]
        return SimpleNamespace(parties=("Chad", "Niger"), rows=rows)

    elsewhere = meeting("Chad's minister is meeting with Libya to find a way.")
    assert not rows_of_talks(GROUND, elsewhere, ("Chad", "Niger"))  # type: ignore[arg-type]
    here = meeting("Chad's minister is meeting with Niger to find a way.")
    assert rows_of_talks(GROUND, here, ("Chad", "Niger"))  # type: ignore[arg-type]


def test_lawmakers_of_a_side_do_not_speak_for_it_in_a_condition() -> None:
    assert speaks_inside(row("Chad's lawmakers", "", ""), "Chad")  # type: ignore[arg-type]
    assert not speaks_inside(row("Chad", "", ""), "Chad")  # type: ignore[arg-type]


def test_a_threat_of_an_earlier_time_is_over() -> None:
    quote = "If Niger did not sign, Chad had threatened to close the road."
    assert was_wanted_then(row("Chad", "close the road", quote))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("the existing pact", None),
        ("a Moro-era agreement with Niger", None),
        ("the 2015 river deal", None),
        ("honour the deal", "honour the deal"),
        ("negotiated concession to the herders", None),
        ("a softer negotiating line", None),
        ("a new river deal", "agree to a new river deal"),
        ("return to the 2015 river deal", "return to the 2015 river deal"),
        ("close a trade deal with Niger", "reach a trade deal with Niger"),
        ("close the border", "close the border"),
    ],
)
def test_a_deal_that_there_is_already_is_not_agreed_to_and_to_close_a_deal_ends_nothing(
    words: str, act: str | None
) -> None:
    found = act_of(words)
    assert (found.text if found else None) == act


def test_a_hint_of_what_could_be_taken_in_names_a_few_and_counts_the_rest(tmp_path: Path) -> None:
    more = " ".join(
        f"Niger agreed to {verb} the {thing}."
        for verb, thing in (
            ("share", "water"),
            ("open", "northern road"),
            ("repair", "old bridge"),
            ("release", "seized trucks"),
            ("publish", "river maps"),
            ("pay", "herders"),
            ("reopen", "grain market"),
        )
    )
    with pytest.raises(CaseworkError) as nothing:
        draft_of(tmp_path, f"{PAGE} {more}\n", take=["plant palms"])
    told_options = (nothing.value.hint or "").split("; ")
    assert len(told_options) <= 6
    assert told_options[-1].startswith("and ")
    assert "more" in told_options[-1]
