"""Pronouns that open a sentence: number and kind must fit, else nobody is meant."""

from __future__ import annotations

import pytest

from stateofplay.language import understand
from stateofplay.model import Article


def meant(text: str, pronoun: str) -> tuple[str, ...]:
    made = understand(Article(text=text))
    return made.who(next(t for t in reversed(list(made.doc)) if t.text == pronoun))


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Iran and Oman held talks in Muscat. They rejected the proposal.", "They", ("Iran", "Oman")),
        ("Iran, Oman and Qatar met in Muscat. They rejected the proposal.", "They", ("Iran", "Oman", "Qatar")),
        ("Iranian and Omani negotiators met in Muscat. They rejected the proposal.", "They", ("Iran", "Oman")),
        ("Iran and Oman said that they rejected the proposal.", "they", ("Iran", "Oman")),
        (
            "Foreign Minister Karim Haddad and envoy Anna Berg met Iran. They rejected the proposal.",
            "They",
            ("Karim Haddad", "Anna Berg"),
        ),
        ("Foreign Minister Karim Haddad met Anna Berg. They rejected the proposal.", "They", ()),
        ("Foreign Minister Karim Haddad spoke in Geneva. They rejected the proposal.", "They", ()),
        ("President Gustavo Petro met Juan Perez in Bogota. It rejected the proposal.", "It", ()),
        ("Iran met Anna Berg in Muscat. It rejected the proposal.", "It", ("Iran",)),
        ("Hamas met Anna Berg in Doha. It rejected the proposal.", "It", ("Hamas",)),
    ],
)
def test_number_and_kind_fit(text: str, pronoun: str, expected: tuple[str, ...]) -> None:
    assert meant(text, pronoun) == expected
