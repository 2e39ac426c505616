"""Which language a page is in, where there is little of it."""

from __future__ import annotations

import pytest

from stateofplay.pages.received.tongue import identify


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Sudan at odds Chad and Sudan met in Geneva.", "Sudan and Chad meet in Paris on Monday",
        "Iran, Oman discuss Hormuz", "Saleh, Dahl meet in Rabat; no deal", "Mali junta bans rally in Bamako",
        "Ten held in Dakar port strike", "Rebels in Goma seize base, kill ten", "Water pact signed in Cairo.",
    ],
)  # fmt: skip
def test_a_headline_full_of_names_is_english(text: str) -> None:
    assert identify(text) == "en"


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("Minister reist naar Oslo voor overleg", "nl"), ("Gespräche in Oslo sind vertagt", "de"),
        ("Le Tchad et le Soudan se sont vus à Genève.", "fr"), ("Chad y Sudán se reunieron en Ginebra.", "es"),
        ("Il Ciad e il Sudan si sono incontrati a Ginevra.", "it"), ("Chade e Sudão reuniram-se em Genebra.", "pt"),
        ("Czad i Sudan spotkały się w Genewie.", "pl"), ("Pertemuan di Jenewa ditunda", "id"),
    ],
)  # fmt: skip
def test_a_sentence_in_another_language_is_not(text: str, tongue: str) -> None:
    assert identify(text) == tongue
