"""Modality: what its flags say, and that it never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thoroughness import examples

from stateofplay.language.modality import Modality, is_negated, modality
from stateofplay.language.modality_words import ADJECTIVE_EFFECT, NOUN_EFFECT, VERB_EFFECT, lemma_of
from stateofplay.language.pipeline import load
from stateofplay.language.tokens import Doc
from stateofplay.model import EventStatus


def read(marked: str) -> Modality:
    """Modality of the word in brackets."""
    at = marked.index("[")
    doc = Doc(load()(marked.replace("[", "").replace("]", "")))
    return modality(next(t for t in doc if t.idx == at))


@pytest.mark.parametrize(
    ("marked", "flag"),
    [
        ("The army did not [attack] the town.", "negated"),
        ("The envoys will [meet] on Monday.", "future"),
        ("The union will [strike] if wages fall.", "conditional"),
        ("The envoys [met] on Monday.", "past"),
        ("The council is weighing [sanctions] on the bank.", "supposed"),
        ("The mayor said that soldiers had [looted] the shop.", "attributed"),
        ("The rebels reportedly [freed] the captives.", "attributed"),
        ("They would have [signed] the accord.", "counterfactual"),
        ("The king had [pardoned] the officers long before.", "background"),
    ],
)
def test_flags(marked: str, flag: str) -> None:
    assert getattr(read(marked), flag) is True


@pytest.mark.parametrize(
    ("marked", "flag"),
    [
        ("The envoys [met] on Monday.", "negated"),
        ("The envoys [met] on Monday.", "future"),
        ("The envoys [met] on Monday.", "supposed"),
        ("The envoys [met] on Monday.", "attributed"),
        ("Not only did they meet, they [signed] a pact.", "negated"),
    ],
)
def test_flags_stay_down(marked: str, flag: str) -> None:
    assert getattr(read(marked), flag) is False


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The army will not attack.", "attack", True),
        ("The delegations never met.", "met", True),
        ("No talks took place.", "talks", True),
        ("The army will attack.", "attack", False),
    ],
)
def test_negation(sentence: str, word: str, expected: bool) -> None:
    token = next(t for t in Doc(load()(sentence)) if t.text == word)
    assert is_negated(token) is expected


def test_two_denials_leave_it_open() -> None:
    assert read("The army did not deny that it had [shelled] the port.").status is EventStatus.HYPOTHETICAL


def test_governors_do_not_reach_over_facts() -> None:
    assert read("The council will condemn the [raid] on the depot.").status is EventStatus.HAPPENED


def test_an_unknown_lemma_is_mended_by_the_tables() -> None:
    token = next(t for t in Doc(load()("They refused help.")) if t.text == "refused")
    token.lemma_ = "refus"
    assert lemma_of(token, VERB_EFFECT) == "refuse"


def test_no_word_has_two_effects_in_one_table() -> None:
    for table in (VERB_EFFECT, NOUN_EFFECT, ADJECTIVE_EFFECT):
        assert len(table) > 10
        assert all(key == key.lower() for key in table)


_SALAD = """
the army will not never attack if unless had they talks to of refused denied that said may ? . , “ ” rejected about and or is 👍
"""
_WORDS = st.sampled_from(_SALAD.split())


@examples(60)
@given(st.lists(_WORDS, min_size=1, max_size=25).map(" ".join))
def test_word_salad_always_gets_a_status(text: str) -> None:
    for token in Doc(load()(text)):
        assert modality(token).status in EventStatus


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("An ongoing strike is expected to hurt the port.", "strike", "happened"),
        ("A strike is expected to hurt the port.", "strike", None),
        ("Norway denied any ongoing talks with Chad.", "talks", "denied"),
    ],
)
def test_what_goes_on_is_there_whatever_is_expected_of_it(text: str, word: str, status: str | None) -> None:
    doc = Doc(load()(text))
    found = str(modality(next(t for t in doc if t.text == word)).status)
    assert found == status if status else found != "happened"
