"""Whose act and whose wish a sentence tells of: pages of our own, each with one way of saying it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.draft.wishes.no_wish import is_only_a_condition, is_taken_back
from stateofplay.casework.draft.wishes.partners import partners_said
from stateofplay.casework.draft.wishes.whose import (
    Doer,
    addressed,
    binds_itself,
    calls_off,
    denied_in_front,
    last_named,
    names_only_others,
    whole_words,
    wished_by_another,
)
from stateofplay.errors import CaseworkError
from stateofplay.model import Stance
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model

NAMES = ("Chad", "Niger", "Libya", "Dockers")
GROUND = Ground(
    title="",
    standings=(),
    meetings=(),
    conditions=(),
    sides={},
    forms={name.lower(): name for name in NAMES},
    kinds=dict.fromkeys(NAMES, "country"),
)


def row(party: str, what: str, quote: str) -> SimpleNamespace:
    return SimpleNamespace(party=party, what=what, quote=quote, state=None)


@pytest.mark.parametrize(
    ("party", "what", "quote", "who", "doer"),
    [
        ("Chad", "open the wells", "Chad urged Niger to open the wells.", "Niger", Doer.NAMED),
        ("Chad", "open the wells", "Chad is hoping to open the wells.", "", Doer.HOLDER),
        ("Chad", "open the wells", "Chad voiced its desire to open the wells.", "", Doer.HOLDER),
        (
            "Chad",
            "bring food",
            "Chad sent a convoy across the border without permission to bring food.",
            "",
            Doer.HOLDER,
        ),
        ("Chad", "leave the oasis", "Chad has given the fighters 90 hours to leave the oasis.", "", Doer.UNNAMED),
        ("Chad", "leave the oasis", "Chad repeated its demand to leave the oasis.", "", Doer.COUNTERPART),
        ("Chad", "an end to the drills", "Chad wants an end to the drills.", "", Doer.COUNTERPART),
    ],
)
def test_who_would_do_it(party: str, what: str, quote: str, who: str, doer: Doer) -> None:
    assert addressed(GROUND, row(party, what, quote)) == (who, doer)


@pytest.mark.parametrize(
    ("party", "what", "quote", "other"),
    [
        ("Chad", "a freeze", "Chad wants a rise, but Niger wants a freeze.", "Niger"),
        ("Niger", "a freeze", "Chad wants a rise, but Niger wants a freeze.", ""),
        ("Chad", "an end to the raids", "Chad wants tolls; Niger first wants an end to the raids.", "Niger"),
        (
            "Niger",
            "must leave the oasis",
            "Chad demanded the wells, whereas Niger has said Chad must leave the oasis.",
            "",
        ),
        ("Niger", "open the wells", "Niger agrees to Chad's demands to open the wells.", ""),
        ("Libya", "open the wells", "Chad's demands to open the wells were known.", "Chad"),
        ("Niger", "relief", "Chad, which has called on Niger to talk, demanded relief.", "Chad"),
        ("Libya", "the offer", "Niger said that Libya and Dockers members have accepted the offer.", ""),
        ("Chad", "a dialogue", "The envoy spoke of a dialogue sought by Niger.", "Niger"),
    ],
)
def test_a_wish_that_the_sentence_gives_to_another_is_not_counted(
    party: str, what: str, quote: str, other: str
) -> None:
    assert wished_by_another(GROUND, row(party, what, quote), party) == other


def test_what_something_is_a_condition_of_is_no_wish() -> None:
    assert is_only_a_condition(
        row("Chad", "lifting of the toll", "Disarming is a precondition for the lifting of the toll.")
    )
    assert not is_only_a_condition(row("Chad", "lifting of the toll", "Chad wants the lifting of the toll."))


def test_what_a_party_announces_or_offers_is_its_own() -> None:
    assert binds_itself(row("Chad", "end to testing", "Chad announced an end to testing."))
    assert binds_itself(
        row("Chad", "wider access", "Chad agreed to offer more information and wider access to the wells.")
    )
    assert not binds_itself(row("Chad", "end to testing", "Chad demanded an end to testing."))


def test_who_orders_a_thing_or_calls_off_its_own_asks_it_of_nobody() -> None:
    assert binds_itself(row("Chad", "sale of grain", "Chad has ordered the sale of grain."))
    assert not binds_itself(row("Chad", "leave", "Chad ordered Niger to leave."))
    assert calls_off(row("Chad", "air raids", "Mora called off those air raids on the oasis."))
    assert not calls_off(row("Chad", "air raids", "Mora condemned those air raids."))


@pytest.mark.parametrize(
    ("quote", "others"),
    [
        ("Chad looks for deeds of Libya on halting the drills.", True),
        ("Chad looks for deeds of Libya and Niger on halting the drills.", False),
        ("Chad looks for deeds on halting the drills.", False),
    ],
)
def test_a_sentence_on_somebody_else_asks_nothing_of_the_counterpart(quote: str, others: bool) -> None:
    assert names_only_others(GROUND, quote, "Chad", ["Chad", "Niger"]) is others


def test_the_sentence_names_those_whom_a_joint_act_needs() -> None:
    assert partners_said(GROUND, "Chad-Niger pact", "Libya welcomed the Chad-Niger pact.") == ["Chad", "Niger"]
    assert partners_said(GROUND, "pact", "Libya welcomed the Chad-Niger trade pact.") == ["Chad", "Niger"]
    assert partners_said(GROUND, "truce", "The Chad-Niger pact did not please Libya, which wants a truce.") == []
    assert partners_said(GROUND, "truce", "Libya welcomed a truce between Chad and Niger.") == ["Chad", "Niger"]
    assert partners_said(GROUND, "a new deal", "Chad has proposed a new deal to Niger.") == ["Niger"]
    assert partners_said(GROUND, "a deal", "They met on the border between Chad and Niger to make a deal.") == []


def test_a_denial_in_front_of_the_words_is_read() -> None:
    assert denied_in_front(row("Chad", "raise the toll", "Chad agreed not to raise the toll."))
    assert not denied_in_front(row("Chad", "raise the toll", "Chad agreed to raise the toll."))


def test_what_another_has_done_is_nothing_that_the_holder_opposes_unless_it_is_a_harm() -> None:
    done = row("Chad", "made no concessions", "Chad's officials said Niger had made no concessions.")
    assert wished_by_another(GROUND, done, "Chad") == "Niger"
    assert wished_by_another(GROUND, done, "Chad", hostile=True) == ""


def test_only_unions_of_workers_are_alike() -> None:
    assert GROUND.alike("Dockers Union", "Federation of Pilots")
    assert not GROUND.alike("United Kingdom", "European Union")
    assert not GROUND.alike("African Union", "Dockers Union")


SAID = """\
Quarrel over the wells

Chad and Niger will hold talks in Zinder on Friday about the wells, officials said on Tuesday.

Chad demands that Niger withdraw its troops from the oasis. Niger rejects a withdrawal of its troops.

Libya urges a ceasefire between Chad and Niger. Chad agreed not to close the road. Niger agreed to a truce with Chad.

Chad would impose tariffs if the truce collapses.
"""


def test_a_page_is_drafted_by_what_its_sentences_say(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SAID, encoding="utf-8")
    with create_case(tmp_path / "wells.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        draft = draft_model(case)
    truce = next(o for o in draft.options if o.concept == "ceasefire")
    assert set(truce.owners) == {"Chad", "Niger"}
    assert not any(s.formula == o.id for o in draft.options for s in draft.statements if "road" in o.text)
    assert not any("if “accept" in s.text for s in draft.statements), "tariffs hang on the truce that is not kept"


def test_going_on_with_what_is_stands_so_now(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SAID + "\nNiger insists on keeping control of the pass.\n", encoding="utf-8")
    with create_case(tmp_path / "wells.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        draft = draft_model(case)
    kept = [o for o in draft.options if "control of the pass" in o.text]
    assert [o.holds_now for o in kept] == [True]


DAM = """\
Quarrel over the dam

Chad and Niger quarrel over the dam. Chad demands that Niger release more water in summer. Niger rejects a release of water.

Chad would not withdraw its complaint before a treaty is signed. Niger wants Chad to drop its complaint at the court.
"""


def test_a_not_of_the_condition_is_no_refusal_and_dropping_is_withdrawing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(DAM, encoding="utf-8")
    with create_case(tmp_path / "dam.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        draft = draft_model(case, take=["complaint", "treaty"])
    complaints = [o for o in draft.options if "complaint" in o.text]
    assert len(complaints) == 1, "dropping it is withdrawing it"
    told = [s for s in draft.statements if s.party == "Chad" and complaints[0].id in s.option_ids]
    assert told
    assert not any("not " in s.formula for s in told)


def test_who_has_said_both_has_not_declared_a_truce(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    both = "Chad supports a ceasefire with Niger. Niger supports a ceasefire with Chad. Niger opposes a ceasefire."
    page.write_text(f"Quarrel over the wells\n\nChad and Niger quarrel over the wells. {both}\n", encoding="utf-8")
    with create_case(tmp_path / "wells.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        draft = draft_model(case)
    assert [o.holds_now for o in draft.options if o.concept == "ceasefire"] == [False]


def draft_of(folder: Path, text: str, take: Sequence[str] = ()) -> Draft:
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    with create_case(folder / "case.sop") as case:
        list(add_all(case, [str(page)], published="2024-03-05"))
        return draft_model(case, take=take)


def test_a_wish_is_told_as_what_somebody_is_to_do(tmp_path: Path) -> None:
    told = {s.text for s in draft_of(tmp_path, SAID).statements}
    assert "Chad wants Niger to “withdraw its troops from the oasis”" in told
    assert any(text.startswith("Niger does not want to “withdraw its troops") for text in told)


JOURNEY = """\
Talks over the wells without President Mora

Chad and Niger will hold talks in Zinder on Friday about the wells, officials said on Tuesday. Chad demands that Niger withdraw \
its troops. Niger rejects a withdrawal of its troops.

President Ana Mora of Chad will not attend the talks because of her current tour of the Gulf.
"""


def test_who_stays_away_for_a_journey_stays_away_from_the_talks(tmp_path: Path) -> None:
    seats = [o.text for o in draft_of(tmp_path, JOURNEY).options if "send" in o.text]
    assert all("Gulf" not in text for text in seats)


def test_guarantees_of_who_is_at_war_are_not_asked_of_the_enemy(tmp_path: Path) -> None:
    war = SAID.replace(
        "Chad would impose",
        "Niger demands security guarantees. The war between Chad and Niger goes on. Chad would impose",
    )
    assert not any("guarantees" in o.text for o in draft_of(tmp_path, war).options)


def test_the_longest_form_with_which_words_end_counts() -> None:
    ground = replace(GROUND, forms={**GROUND.forms, "south chad": "South Chad", "ad": "AD"})
    for words in ("the envoys of South Chad", "CHAD", "Nomad", "d", "", "Libya was"):
        low = words.lower()
        assert ground.form_ending(low) == max((f for f in ground.forms if low.endswith(f)), key=len, default="")
    ends = ("of South Chad", "of Chad", "of NoChad", "the ad")
    assert [last_named(ground, words) for words in ends] == ["South Chad", "Chad", "", "AD"]


def test_a_promise_that_was_broken_is_no_wish() -> None:
    said = "Niger reneged on its promises to clear the lock and to lower the tolls."
    assert is_taken_back(row("Niger", "lower the tolls", said))
    assert not is_taken_back(row("Niger", "clear the lock", "Niger promised to clear the lock."))


def test_a_verb_of_ending_that_was_cut_off_counts_unless_it_is_opposed() -> None:
    said = "Chad promised digging new wells and lifting the road toll."
    row = SimpleNamespace(party="Chad", what="road toll", quote=said, state=Stance.OFFERS)
    assert whole_words(row) == "lifting road toll"
    row.state = Stance.OPPOSES
    assert whole_words(row) == "road toll"


def test_a_global_pact_takes_more_than_the_two_named_on_the_page(tmp_path: Path) -> None:
    text = SAID + "\nChad supports a global climate pact. Niger supports a global climate pact.\n"
    assert not any("climate" in o.text for o in draft_of(tmp_path, text).options)


def test_a_country_and_people_without_a_side_are_no_conflict(tmp_path: Path) -> None:
    text = "Row over the plans\n\nSenator Adam Holt demands that Chad release the plans. Chad rejects a release of the plans.\n"
    with pytest.raises(CaseworkError, match="two parties"):
        draft_of(tmp_path, text)


def test_a_participle_behind_the_words_is_what_is_wished() -> None:
    said = "Niger wants the tolls lifted, while Chad is wary."
    assert (
        whole_words(SimpleNamespace(party="Niger", what="the tolls", quote=said, state=Stance.DEMANDS))
        == "lift the tolls"
    )


def test_a_harm_is_not_assumed_to_be_done_to_whom_no_sentence_names(tmp_path: Path) -> None:
    text = (
        "Leaders meet\n\nChad and Niger will hold talks in Zinder on Friday, officials said.\n\n"
        "Niger demands that Chad open the road. Chad threatened to impose sanctions on Libya.\n"
    )
    made = draft_of(tmp_path, text, take=["sanctions", "open the road"])
    assert not any(s.assumed and "sanctions" in s.text and s.party == "Niger" for s in made.statements)


def test_who_brokered_a_truce_is_no_side_of_it(tmp_path: Path) -> None:
    text = (
        "Truce in doubt\n\nChad and Libya will hold talks in Zinder on Friday, officials said.\n\n"
        "Chad demands that Libya open the road.\n\n"
        "Chad supports the ceasefire, which was brokered by Chad and Libya and collapsed after a week.\n"
    )
    assert not any(o.concept == "ceasefire" for o in draft_of(tmp_path, text).options)


def test_what_parties_inside_a_country_are_asked_is_nothing_that_it_does(tmp_path: Path) -> None:
    text = SAID + "\nA minister of Niger said that Republicans must first agree to reopen the mine.\n"
    assert not any("mine" in o.text for o in draft_of(tmp_path, text).options)


def test_who_would_provide_guarantees_gives_them() -> None:
    said = "Chad and Niger would keep the peace, while Chad would provide security guarantees to Niger."
    assert binds_itself(row("Chad", "security guarantees", said))
