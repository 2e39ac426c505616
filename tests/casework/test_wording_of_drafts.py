"""How a draft words and names its parts, which question an answer means, and what a person took in before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.files import taken_in, to_toml
from stateofplay.casework.redraft.answering import find_asked
from stateofplay.conflict import Conflict, DecisionMaker, OpenWish, Option, Statements
from stateofplay.errors import CaseworkError
from stateofplay.service.drafting import last_draft_of, taken_before, write_draft
from tests.casework.test_facing import BLUFF, ground_from
from tests.casework.test_whose import draft_of

LOCK = """\
Quarrel over the lock

The United States and Chad will hold talks in Zinder on Friday. Chad demands that the United States open the lock. \
The United States refuses to open the lock. Chad wants a treaty with the United States. Chad proposed the treaty to \
the United States.
"""


def test_names_that_take_an_article_have_it_in_statements_and_questions(tmp_path: Path) -> None:
    made = draft_of(tmp_path, LOCK, ["treaty"])
    told = [*(s.text for s in made.statements), *(q.text for q in made.questions)]
    assert any("he United States" in words for words in told)
    for words in told:
        outside = "".join(words.split("“")[:1] + [part.partition("”")[2] for part in words.split("“")[1:]])
        assert "United States" not in outside.replace("he United States", "").replace("United States:", ""), words


def test_a_way_is_named_by_what_is_done_with_it(tmp_path: Path) -> None:
    made = draft_of(
        tmp_path,
        "The crossing\n\nChad and Niger will hold talks in Zinder on Friday. Chad demands that Niger reopen the Zinder "
        "crossing for aid. Niger refuses to reopen the crossing for aid.\n",
    )
    ways = [o for o in made.options if o.concept == "humanitarian access"]
    assert ways, [o.text for o in made.options]
    assert all("humanitarian_access" not in o.id and "crossing" in o.id for o in ways)


def asked_of(*parties: str) -> Conflict:
    """A model in which each party is asked of the lock, which the questions of all say Chad would open."""
    wishes = {
        p: (OpenWish(formula="lock", note=f"Would {p} rather see this or not: “Chad: open the lock”?"),)
        for p in parties
    }
    return Conflict(
        decision_makers=tuple(DecisionMaker(id=p, preference=Statements((), wishes[p])) for p in parties),
        options=(Option(id="lock", owner="Chad", name="Chad: open the lock"),),
    )


def test_a_party_named_is_asked_and_not_who_only_speaks_of_it() -> None:
    model = asked_of("Niger", "Chad")
    assert find_asked(model, "Chad").party == "Chad"
    assert find_asked(model, "chad lock").party == "Chad"
    assert find_asked(model, "Niger").party == "Niger"
    with pytest.raises(CaseworkError) as several:
        find_asked(model, "lock")
    assert several.value.sentence.startswith("2 questions")


def test_what_was_taken_in_is_taken_in_again_onto_the_same_file(tmp_path: Path) -> None:
    ground, target = ground_from(tmp_path, BLUFF), tmp_path / "model.toml"
    assert taken_before(target) == ()
    first = draft(ground, take=["share the water"])
    write_draft(first, target)
    assert taken_before(target) == ("share the water",)
    again = draft(ground, taken=taken_before(target))
    assert to_toml(again) == to_toml(first)
    assert any("share the water" in o.text for o in again.options)
    assert taken_in(to_toml(draft(ground))) == ()
    last_draft_of(target).unlink()
    assert taken_before(target) == (), "`write_draft` tells that"


def test_words_taken_in_before_that_nothing_has_any_more_are_told(tmp_path: Path) -> None:
    made = draft(ground_from(tmp_path, BLUFF), taken=["plant palms"])
    assert any("plant palms" in line and "taken in before" in line for line in made.left_out)
    assert made.taken == ()


PORT = """\
Strike at the port

The port workers' union began a strike on Monday. The union demands that the harbour authority raise wages. \
The harbour authority rejects a rise of wages.

The union said that it would end the strike only if the authority raises wages. The authority offered talks to the union. \
The harbour authority demands that the union lift the blockade of the pier.
"""


def test_parties_without_a_name_make_a_model_where_nobody_has_one(tmp_path: Path) -> None:
    made = draft_of(tmp_path, PORT)
    assert set(made.parties) == {"port workers' union", "harbour authority"}
    assert made.statements
    for s in made.statements:
        assert ":" in s.text or s.text.startswith("The "), s.text


def test_beside_two_who_have_names_nobody_without_one_is_a_party(tmp_path: Path) -> None:
    named = (
        PORT.partition(" The authority offered")[0]
        + "\n\nChad demands that Niger open the wells. Niger rejects the demand of Chad to open the wells.\n"
    )
    ground = ground_from(tmp_path, named)
    assert not ground.bargains("harbour authority")
    assert ground.bargains("Niger")
    counted = replace(ground, kinds={**ground.kinds, "nine-lake union": "organization", "9-lake union": "organization"})
    assert counted.bargains("9-lake union")
    assert not counted.bargains("nine-lake union")
