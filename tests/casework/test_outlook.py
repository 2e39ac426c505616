"""The outlook: shares of readings with their intervals, over contested options alone; what each claim carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from stateofplay.casework.draft.drafting import to_conflict
from stateofplay.casework.draft.records import Basis, DraftOption, DraftStatement, Question
from stateofplay.casework.outlook.dropping import attribute, claims_of, drop_claims
from stateofplay.casework.outlook.looking_ahead import contested_options, look_ahead
from stateofplay.conflict import Conflict
from stateofplay.errors import CaseworkError


def option(id: str, owner: str, *, now: bool = False, claims: tuple[str, ...] = ("c-option",)) -> DraftOption:
    basis = Basis(rule="test", claims=claims, quotes=("A sentence.",), confidence=0.8)
    act = id.replace("_", " ")
    return DraftOption(
        id=id, owners=(owner,), act=act, text=f"{owner}: {act}", issue=id, contested=1.0, holds_now=now, basis=basis
    )


def wish(
    party: str, formula: str, tier: int = 2, *, confidence: float = 0.8, claims: tuple[str, ...] = ()
) -> DraftStatement:
    basis = Basis(
        rule="position", claims=claims or (f"c-{party}-{formula}",), quotes=("A sentence.",), confidence=confidence
    )
    return DraftStatement(party=party, formula=formula, tier=tier, text=f"{party}: {formula}", basis=basis)


def ask(party: str, formula: str) -> Question:
    return Question(text=f"Would {party} rather see {formula}?", party=party, formula=formula)


def drafted(
    options: list[DraftOption], statements: list[DraftStatement], questions: Sequence[Question] = ()
) -> Conflict:
    parties = tuple(dict.fromkeys(p for o in options for p in o.owners))
    return to_conflict("Harbour talks", parties, options, statements, questions)


@pytest.fixture
def harbour() -> Conflict:
    """The port would dredge only if the town pays; the town wants the dredging, and on a third step nobody speaks."""
    return drafted(
        [option("dredge", "Port"), option("pay", "Town"), option("publish", "Town", claims=("c-publish",))],
        [
            wish("Port", "(dredge iff pay)", 1),
            wish("Port", "pay"),
            wish("Town", "dredge", 2),
            wish("Town", "not pay", 3),
        ],
        [ask("Port", "publish"), ask("Town", "publish")],
    )


def test_outcomes_are_told_over_options_whose_owner_has_spoken(harbour: Conflict) -> None:
    assert [o.id for o in contested_options(harbour)] == ["dredge", "pay"]
    outlook = look_ahead(harbour, samples=200)
    beside = [o for o in outlook.outcomes if o.options[:2] == outlook.status_quo.options[:2]]
    others = [o for o in outlook.outcomes if o not in beside]
    assert all(o.options[2] == "-" for o in others)
    assert all([e.id for e in o.either] == ["publish"] for o in others)
    assert [o.options for o in beside] == ["NNY"], "what differs from now only in it is told by itself"


def test_a_step_on_which_nobody_speaks_does_not_split_the_shares(harbour: Conflict) -> None:
    outlook = look_ahead(harbour, samples=200)
    assert outlook.status_quo.shares["NASH"].share < 1.0, "where it stands is one state, with nothing published"
    told = [o for o in outlook.outcomes if o.either]
    assert {o.shares["NASH"].share for o in told} <= {0.0, 1.0}


def test_shares_lie_in_their_intervals_and_grow_from_nash_to_seq(harbour: Conflict) -> None:
    outlook = look_ahead(harbour, samples=100)
    for outcome in outlook.outcomes:
        nash, seq = (outcome.shares[c] for c in ("NASH", "SEQ"))
        assert nash.share <= seq.share
        for one in (nash, seq):
            assert 0.0 <= one.low <= one.share <= one.high <= 1.0


def test_the_same_seed_gives_the_same_outlook(harbour: Conflict) -> None:
    one, two = look_ahead(harbour, samples=150, seed=7), look_ahead(harbour, samples=150, seed=7)
    assert one.outcomes == two.outcomes
    assert one.status_quo == two.status_quo


def test_what_is_said_is_conditional_and_no_forecast(harbour: Conflict) -> None:
    outlook = look_ahead(harbour, samples=50)
    assert outlook.caveats[0].startswith("If the model is right")
    assert "no probabilities" in outlook.caveats[0]


def test_an_open_wish_that_decides_is_named() -> None:
    # Whether the port keeps its crane is open; the town leaves the road shut where the crane works.
    made = drafted(
        [option("crane", "Port"), option("road", "Town", now=True)],
        [wish("Port", "road"), wish("Town", "(road iff not crane)", 1)],
        [ask("Port", "crane")],
    )
    outlook = look_ahead(made, samples=400)
    assert outlook.open == 1
    (hinge,) = outlook.status_quo.hinges
    assert (hinge.words, hinge.yes, hinge.no) == ("Port wants to “crane”", 0.0, 1.0)
    assert outlook.questions[0].party == "Port"


def test_a_doubtful_wish_counts_in_some_readings_only() -> None:
    options = [option("a", "A"), option("b", "B")]
    sure = look_ahead(drafted(options, [wish("A", "a"), wish("B", "b")]), samples=400)
    doubtful = look_ahead(drafted(options, [wish("A", "a", confidence=0.25), wish("B", "b")]), samples=400)
    without = next(o for o in doubtful.outcomes if o.options == "NY")
    assert 0.2 < without.shares["NASH"].share < 0.8
    assert all(o.options != "NY" or o.shares["NASH"].share == 0.0 for o in sure.outcomes)
    assert any("1 stated wish rests on doubtful claims and is left out" in c for c in doubtful.caveats)
    assert sure.samples == 1, "where nothing is drawn there is one reading"


def test_models_too_large_for_the_profile_judge_are_judged_in_parts() -> None:
    options = [option(f"a{k}", "A") for k in range(6)] + [option(f"b{k}", "B") for k in range(6)]
    statements = [wish("A", f"a{k}") for k in range(6)] + [wish("B", f"b{k}") for k in range(6)]
    outlook = look_ahead(drafted(options, statements), samples=20)
    assert [o.options for o in outlook.outcomes if o.shares["NASH"].share == 1.0] == ["Y" * 12]


def test_a_joint_act_is_taken_where_all_want_it_and_by_nobody_alone() -> None:
    truce = replace(option("truce", "A"), owners=("A", "B"), text="A and B: truce")
    one = look_ahead(drafted([truce], [wish("A", "truce")], [ask("B", "truce")]), samples=1000)
    (leaver,) = one.status_quo.leavers
    assert leaver.who == ("A", "B")
    assert leaver.share.hits + one.status_quo.main.hits == one.samples
    assert [h.words for h in one.status_quo.hinges] == ["B wants to “truce”"]
    refused = look_ahead(drafted([truce], [wish("A", "truce"), wish("B", "not truce")]), samples=1000)
    assert refused.status_quo.main.always
    assert refused.status_quo.leavers == ()


def test_dropping_a_claim_takes_out_what_rests_on_it_alone(harbour: Conflict) -> None:
    dropped = drop_claims(harbour, {"c-publish"})
    assert [o.id for o in dropped.conflict.options] == ["dredge", "pay"]
    assert any("publish" in words for words in dropped.removed)
    both = drafted([option("a", "A", claims=("c-1", "c-2")), option("b", "B")], [wish("A", "a"), wish("B", "b")])
    kept = drop_claims(both, {"c-1"})
    assert len(kept.conflict.options) == 2
    assert any("A: a" in words for words in kept.weakened)


def test_a_dropped_option_takes_the_wishes_that_speak_of_it_along() -> None:
    draft = drafted(
        [option("a", "A", claims=("c-1",)), option("c", "A"), option("b", "B")],
        [wish("B", "(b iff a)", 1), wish("B", "not b")],
    )
    dropped = drop_claims(draft, {"c-1"})
    assert "a" not in dropped.conflict.bits
    assert any("(b iff a)" in words for words in dropped.removed)


def test_attribution_finds_the_claim_without_which_the_verdict_is_another(harbour: Conflict) -> None:
    found = attribute(harbour)
    assert [e.claim for e in found.effects] != []
    assert {e.claim for e in found.effects} == set(claims_of(harbour))
    changing = [e for e in found.effects if e.changed]
    assert "c-Town-not pay" in {e.claim for e in changing}
    assert found.effects[: len(changing)] == tuple(changing)
    assert found.to_dict()["concepts"] == ["NASH", "SEQ"]


def test_an_unknown_claim_and_an_empty_model_are_told_plainly(harbour: Conflict) -> None:
    with pytest.raises(CaseworkError) as caught:
        drop_claims(harbour, {"c-nobody"})
    assert caught.value.slug == "casework.no_such_claim"
    with pytest.raises(CaseworkError) as caught:
        drop_claims(harbour, {"c-option", "c-publish"})
    assert caught.value.slug == "casework.nothing_left"
