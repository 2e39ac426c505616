"""Offices of people: of each in a list, and only where the text itself gives them."""

from __future__ import annotations

import pytest

from stateofplay.language import understand
from stateofplay.model import Article


def roles(text: str) -> dict[str, tuple[str, ...]]:
    return {a.name: a.roles for a in understand(Article(text=text)).actors if a.kind == "person"}


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        (
            "Senior envoys Steve Brown and Keith Miller will attend the talks in Geneva.",
            "Senior envoy",
            ["Steve Brown", "Keith Miller"],
        ),
        (
            "The ministers Steve Brown, Keith Miller and Anna Stone will attend the talks in Geneva.",
            "minister",
            ["Steve Brown", "Keith Miller", "Anna Stone"],
        ),
        (
            "Norway sent deputy ministers Anna Berg and Lars Holm, who met Iran.",
            "deputy minister",
            ["Anna Berg", "Lars Holm"],
        ),
        (
            "Negotiators Anna Berg, Lars Holm and Per Dahl met the mediators in Oslo.",
            "Negotiator",
            ["Anna Berg", "Lars Holm", "Per Dahl"],
        ),
    ],
)
def test_each_of_a_list_has_the_office_that_stands_before_it(text: str, role: str, names: list[str]) -> None:
    assert roles(text) == dict.fromkeys(names, (role,))


def test_an_office_between_commas_is_of_the_person_before_it() -> None:
    text = "Sergei Ivanov, head of the delegation, Pavel Orlov, deputy defence minister, and Igor Belov will attend the talks."
    found = roles(text)
    assert found["Sergei Ivanov"] == ("head of the delegation",)
    assert found["Pavel Orlov"] == ("deputy defence minister",)


@pytest.mark.parametrize(
    "text",
    [
        "Iraq alleged that William Ritter was a spy.",
        "William Ritter may be the next ambassador, Norway said.",
        "William Ritter is not a minister. Iran met William Ritter.",
        "If William Ritter is the ambassador, Iran will attend the talks. William Ritter met Iran.",
    ],
)
def test_what_is_alleged_open_or_denied_gives_no_office(text: str) -> None:
    assert roles(text) == {"William Ritter": ()}


def test_what_the_text_says_itself_gives_an_office() -> None:
    assert roles("William Ritter is the foreign minister of Norway. He met Iran.")["William Ritter"] == (
        "foreign minister",
    )
