"""Who does what in a clause."""

from __future__ import annotations

import pytest

from stateofplay.language import clauses
from stateofplay.language.pipeline import load
from stateofplay.language.tokens import Doc, Token


def parse(text: str) -> Doc:
    return Doc(load()(text))


def word(text: str, wanted: str) -> Token:
    return next(t for t in parse(text) if t.text == wanted)


def text_of(token: Token | None) -> str | None:
    return None if token is None else token.text


@pytest.mark.parametrize(
    ("text", "verb", "agent", "patient"),
    [
        ("Norway rejected the plan.", "rejected", "Norway", "plan"),
        ("The plan was rejected by Norway.", "rejected", "Norway", "plan"),
        ("The plan was rejected.", "rejected", None, "plan"),
        ("Norway is opposed to the plan.", "opposed", "Norway", None),
        ("The plan was opposed by Norway.", "opposed", "Norway", "plan"),
        ("The deal brokered by Norway failed.", "brokered", "Norway", "deal"),
        ("Norway met Sweden and signed the deal.", "signed", "Norway", "deal"),
        ("Norway wants to sign the deal.", "sign", "Norway", "deal"),
        ("Norway urged Sweden to sign the deal.", "sign", "Sweden", "deal"),
        ("The envoy who led the talks resigned.", "led", "envoy", "talks"),
    ],
)
def test_agent_and_patient(text: str, verb: str, agent: str | None, patient: str | None) -> None:
    token = word(text, verb)
    assert text_of(clauses.agent(token)) == agent
    assert text_of(clauses.patient(token)) == patient


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The plan was rejected.", "rejected", True),
        ("Norway rejected the plan.", "rejected", False),
        ("The deal brokered by Norway failed.", "brokered", True),
    ],
)
def test_passive(text: str, verb: str, passive: bool) -> None:
    assert clauses.is_passive(word(text, verb)) is passive


def test_obliques_come_with_their_prepositions() -> None:
    verb = word("Norway met with Sweden in Oslo.", "met")
    assert [(p, n.text) for p, n in clauses.obliques(verb)] == [("with", "Sweden"), ("in", "Oslo")]
    assert [n.text for _, n in clauses.obliques(verb, ("in",))] == ["Oslo"]


def test_coordination_possession_and_the_head_of_the_clause() -> None:
    first = word("Norway and Sweden and Denmark met.", "Norway")
    assert [t.text for t in clauses.conjuncts(first)] == ["Norway", "Sweden", "Denmark"]
    assert text_of(clauses.possessor(word("Norway's offer failed.", "offer"))) == "Norway"
    inner = word("Officials said the old plan failed.", "old")
    assert clauses.clause_head(inner).text == "failed"
    assert word("The plan was rejected.", "plan").relation == "nsubj"
