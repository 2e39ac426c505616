"""Members of lists that hang as appositions on the first of them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from stateofplay.language import pipeline, tokens, understand
from stateofplay.language.clauses import conjuncts
from stateofplay.language.name_lists import mend_name_lists
from stateofplay.language.pipeline import load
from stateofplay.model import Article


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway, Sweden and Finland will attend the talks in Oslo.", ("Norway", "Sweden", "Finland")),
        (
            "Foreign Minister Espen Eide, Prime Minister Jonas Store and envoy Mona Juul will attend the talks in Oslo.",
            ("Espen Eide", "Jonas Store", "Mona Juul"),
        ),
        (
            "Maria Lopez, leader of the Free Party, and Juan Perez, aide to the president, will attend the talks.",
            ("Maria Lopez", "Juan Perez"),
        ),
        ("Hamas, Islamic Jihad and Fatah will attend the talks.", ("Hamas", "Islamic Jihad", "Fatah")),
    ],
)
def test_all_of_a_list_are_its_members(text: str, names: tuple[str, ...]) -> None:
    made = understand(Article(text=text))
    verb = next(t for t in made.doc if t.text == "attend")
    subject = next(c for c in verb.children if c.relation == "nsubj")
    assert made.who(subject) == names
    assert len(conjuncts(subject)) == len(names)


def parsed(words: str, heads: list[int], deps: str, ents: list[str], tags: str) -> Doc:
    return Doc(load().vocab, words.split(), heads=heads, deps=deps.split(), ents=ents, pos=tags.split())


def relations(doc: Doc) -> list[tuple[str, int]]:
    """Relation and head of each word, lists set right: the same for spaCy's words and for plain ones."""
    plain = [(t.dep_, t.head.i) for t in mend_name_lists(tokens.Doc(doc))]
    assert [(t.dep_, t.head.i) for t in pipeline.mend_name_lists(doc)] == plain
    return plain


def test_a_town_keeps_its_country() -> None:
    doc = parsed(
        "met in Oslo , Norway and Geneva",
        [0, 2, 0, 4, 2, 6, 2],
        "root case obl punct appos cc conj",
        ["O", "O", "B-LOC", "O", "B-LOC", "O", "B-LOC"],
        "VERB ADP PROPN PUNCT PROPN CCONJ PROPN",
    )
    assert relations(doc)[4] == ("appos", 2)


def test_a_name_beside_a_description_stands_beside_its_bearer() -> None:
    doc = parsed(
        "Berg , leader , and Holm left",
        [6, 2, 0, 5, 5, 2, 6],
        "nsubj punct appos punct cc conj root",
        ["B-PERSON", "O", "O", "O", "O", "B-PERSON", "O"],
        "PROPN PUNCT NOUN PUNCT CCONJ PROPN VERB",
    )
    assert relations(doc)[5] == ("conj", 0)


def test_another_name_of_one_stays_an_apposition() -> None:
    doc = load()("The capital, Oslo, hosted the talks.")
    assert "conj" not in [t.dep_ for t in doc]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The envoys left Geneva on Monday, AFP reported.", "Agence France-Presse"),
        ("The Philippines said that AFP had withdrawn.", "Armed Forces of the Philippines"),
    ],
)
def test_a_short_form_of_two_bodies_is_the_one_whose_country_is_named(text: str, name: str) -> None:
    actor = next(a for a in understand(Article(text=text)).actors if "AFP" in (a.name, *a.aliases))
    assert (actor.side == "Philippines") is (name == "Armed Forces of the Philippines")
