"""Lemmas of regular verbs that no table has: with an "e" where they have one, and without where they have none."""

from __future__ import annotations

import pytest

from stateofplay.language.syntax.lemmas import lemma_of

TABLE = {"VERB": {"insist": "insist", "hope": "hope"}, "NOUN": {"signal": "signal", "unit": "unit", "waste": "waste"}}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("insisted", "insist"),
        ("signaled", "signal"),
        ("halted", "halt"),
        ("averting", "avert"),
        ("threatening", "threaten"),
        ("unveiled", "unveil"),
        ("withdrawing", "withdraw"),
        ("supplying", "supply"),
        ("freeing", "free"),
        ("dubbed", "dub"),
        ("committed", "commit"),
        ("hoped", "hope"),
        ("wasted", "waste"),
        ("united", "unite"),
        ("praised", "praise"),
        ("escalated", "escalate"),
        ("denounced", "denounce"),
        ("convening", "convene"),
        ("enforced", "enforce"),
        ("believed", "believe"),
    ],
)
def test_an_edit_may_add_an_e_too_many(form: str, lemma: str) -> None:
    edit = "lower|1|" if form.endswith("ed") else "lower|3|e"
    assert lemma_of(form, "VERB", edit, TABLE) == lemma


@pytest.mark.parametrize(
    ("form", "edit", "lemma"),
    [
        ("blamed", "lower|2|", "blame"),
        ("urging", "lower|3|", "urge"),
        ("imposes", "lower|2|", "impose"),
        ("accused", "lower|2|", "accuse"),
        ("noting", "lower|3|", "note"),
        ("escalated", "lower|2|", "escalate"),
        ("undermined", "lower|2|", "undermine"),
        ("criticizing", "lower|3|", "criticize"),
        ("plunging", "lower|3|", "plunge"),
        ("hoping", "lower|3|", "hope"),
        ("barred", "lower|2|", "bar"),
        ("shutting", "lower|3|", "shut"),
        ("dubbed", "lower|3|", "dub"),
        ("boycotted", "lower|2|", "boycott"),
        ("wiped", "lower|3|", "wipe"),
        ("jumped", "lower|3|", "jump"),
        ("targeted", "lower|2|", "target"),
        ("belonging", "lower|3|", "belong"),
        ("stressed", "lower|2|", "stress"),
        ("signaled", "lower|2|", "signal"),
        ("deferred", "lower|0|", "deferred"),
        ("denied", "lower|3|y", "deny"),
        ("clinging", "lower|3|", "cling"),
        ("cling", "lower|0|", "cling"),
    ],
)
def test_an_edit_may_leave_out_a_letter_that_is_due(form: str, edit: str, lemma: str) -> None:
    assert lemma_of(form, "VERB", edit, TABLE) == lemma


def test_only_regular_forms_of_verbs_are_mended() -> None:
    assert lemma_of("halte", "VERB", "lower|0|", TABLE) == "halte"
    assert lemma_of("insisted", "ADJ", "lower|1|", TABLE) == "insiste"
