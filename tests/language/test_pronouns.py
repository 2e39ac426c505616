"""Pronouns that open a sentence: number and kind must fit, else nobody is meant."""

from __future__ import annotations

import pytest

from stateofplay.finding import assemble, find
from stateofplay.language import understand
from stateofplay.model import Article
from stateofplay.settings import Settings


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


@pytest.mark.parametrize(
    ("before", "pronoun", "expected"),
    [
        # What tells two people apart: an office, a first name.
        ("Svenja Holm, a spokeswoman for the ministry, met Yaya Saleh in Oslo.", "He", "Yaya Saleh"),
        ("Mira Dahl met Idris Saleh in Oslo.", "He", "Idris Saleh"),
        ("Idris Saleh met Mira Dahl in Oslo.", "She", "Mira Dahl"),
        # Where nothing does: the subject of the clause before.
        ("Idris Saleh met Omar Haddad in Oslo.", "He", "Idris Saleh"),
        ("Omar Haddad was received by Idris Saleh in Oslo.", "He", "Omar Haddad"),
        ("Speaking after Omar Haddad, Idris Saleh called for calm.", "He", "Idris Saleh"),
        ("As Omar Haddad landed in Oslo, Idris Saleh called for calm.", "He", "Idris Saleh"),
        ("Idris Saleh spoke first. Omar Haddad answered.", "He", "Omar Haddad"),
        ("A letter from Idris Saleh to Omar Haddad was published.", "He", "Idris Saleh"),
    ],
)
def test_of_two_it_is_who_fits_else_the_subject(before: str, pronoun: str, expected: str) -> None:
    text = f"{before} {pronoun} said the port was closed."
    assert meant(text, pronoun) == (expected,)
    reading = find(understand(Article(text=text, published="2024-03-05")), assemble(Settings().finding.finders))
    assert [s.speaker for s in reading.statements if "port" in s.content] == [expected]
