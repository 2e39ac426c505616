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


def test_only_regular_forms_of_verbs_are_mended() -> None:
    assert lemma_of("halte", "VERB", "lower|0|", TABLE) == "halte"
    assert lemma_of("insisted", "ADJ", "lower|1|", TABLE) == "insiste"
