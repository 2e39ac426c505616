"""Forms of verbs that the rules do not make."""

from __future__ import annotations

import pytest

from stateofplay.language.inflections import verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("withdraw", "withdrew withdrawn withdrawing"),
        ("seek", "sought"),
        ("forbid", "forbade forbidden forbidding"),
        ("uphold", "upheld"),
        ("overcome", "overcame overcoming"),
        ("withhold", "withheld"),
        ("withstand", "withstood"),
        ("undertake", "undertook undertaken undertaking"),
        ("oversee", "oversaw overseen overseeing"),
        ("forgo", "forwent forgone"),
        ("permit", "permitted permitting"),
    ],
)
def test_irregular_verbs_are_known_in_all_forms(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= set(verb_forms(lemma))
