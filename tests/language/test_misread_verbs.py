"""Verbs that the network takes for nouns behind a name."""

from __future__ import annotations

import pytest

from stateofplay.finding import assemble, find
from stateofplay.language import understand
from stateofplay.language.clauses import grammatical_subject
from stateofplay.language.embedded import read_words
from stateofplay.language.pipeline import load
from stateofplay.model import Article
from stateofplay.settings import Settings


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Denmark mediates.", "mediates", "Denmark"),
        ("Denmark withdraws.", "withdraws", "Denmark"),
        ("Denmark again mediates.", "mediates", "Denmark"),
        ("Denmark's army withdraws.", "withdraws", "army"),
        ("As the talks go on, Denmark mediates.", "mediates", "Denmark"),
        ("Chad refuses; Norway disagrees.", "disagrees", "Norway"),
        ("Talks between Chad and Sudan open in Oslo on Monday, and Norway mediates.", "mediates", "Norway"),
        ("Chad and Mali are talking in Oslo, and Norway mediates.", "mediates", "Norway"),
    ],
)
def test_a_form_that_no_noun_has_is_a_verb(text: str, verb: str, subject: str) -> None:
    token = next(t for t in read_words(text) if t.text == verb)
    found = grammatical_subject(token)
    assert (token.pos_, token.morph.get("Tense"), found and found.text) == ("VERB", ["Pres"], subject)
    assert token.head.pos_ in ("VERB", "ADJ")
    spoken = load()(text)
    assert [(t.dep_, t.head.i, t.pos_, t.lemma_) for t in spoken] == [
        (t.dep_, t.head.i, t.pos_, t.lemma_) for t in read_words(text)
    ]


def test_what_may_be_a_noun_stays_one() -> None:
    assert next(t for t in read_words("Denmark talks") if t.text == "talks").pos_ == "NOUN"


@pytest.mark.parametrize("text", ["Denmark withdraws.", "Denmark mediates."])
def test_who_does_it_is_an_actor(text: str) -> None:
    assert [a.name for a in understand(Article(text=text)).actors] == ["Denmark"]


@pytest.mark.parametrize("text", ["No aid without a truce, Norway said.", "Talks only after a truce, Chad said."])
def test_what_is_said_without_a_verb_is_no_second_subject(text: str) -> None:
    plain = read_words(text)
    said = next(t for t in plain if t.text == "said")
    assert [c.dep_ for c in said.children if c.pos_ in ("NOUN", "PROPN")] == ["ccomp", "nsubj"]
    assert [(t.dep_, t.head.i) for t in load()(text)] == [(t.dep_, t.head.i) for t in plain]
    reading = find(understand(Article(text=text)), assemble(Settings().finding.finders))
    assert [c.holder for c in reading.conditions] == [text.split(", ")[1].split()[0]]


def test_who_says_it_is_no_part_of_what_is_said() -> None:
    text = "Failing a deal, the council will impose sanctions, its envoy, Amina Otieno, warned."
    plain = read_words(text)
    warned = next(t for t in plain if t.text == "warned")
    assert [c.text for c in warned.children if c.dep_ == "nsubj"] == ["envoy"]
    assert [(t.dep_, t.head.i) for t in load()(text)] == [(t.dep_, t.head.i) for t in plain]
