"""Whom a noun phrase speaks of, and the evidence of words."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from stateofplay.language.document import Document
from stateofplay.testing.documents import document


def word(made: Document, text: str) -> Token:
    return next(t for t in made.doc if t.text == text)


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Norway and Sweden met.", "Norway", ("Norway", "Sweden")),
        ("Norway and Sweden and Denmark met.", "Norway", ("Norway", "Sweden", "Denmark")),
        ("The minister Anna Berg left.", "minister", ("Anna Berg",)),
        ("The envoy, Omar Haddad, left.", "envoy", ("Omar Haddad",)),
        ("Anna Berg left.", "Berg", ("Anna Berg",)),
        ("Anna Berg left.", "Anna", ("Anna Berg",)),
        ("The ship left.", "ship", ()),
        ("The Norwegian ship left.", "ship", ()),
    ],
)
def test_who(text: str, head: str, expected: tuple[str, ...]) -> None:
    made = document(text)
    assert made.who(word(made, head)) == expected


def test_who_without_coordination_and_of_nothing() -> None:
    made = document("Norway and Sweden met.")
    assert made.who(word(made, "Norway"), conjuncts=False) == ("Norway",)
    assert made.who(None) == ()


def test_actors_mentions_and_times_are_looked_up() -> None:
    made = document("Norway met Swedish envoys on Monday.")
    actor = made.actor("Norway")
    assert actor is not None
    assert actor.name == "Norway"
    assert made.actor("Denmark") is None
    assert [m.actors for m in made.mentions_in(0, len(made.doc))] == [("Norway",), ("Sweden",)]
    assert list(made.mentions_in(1, 2)) == []
    assert [m.actors for m in made.mentions_headed(word(made, "Norway"))] == [("Norway",)]
    assert [t.value for t in made.times_in(0, len(made.doc))] == ["2025-05-12"]
    assert made.times_in(0, 2) == ()


def test_quoted_words() -> None:
    made = document('Anna Berg said "the talks failed" and left.')
    assert made.is_quoted(word(made, "failed"))
    assert not made.is_quoted(word(made, "left"))


def test_evidence_is_whole_sentences() -> None:
    made = document("Norway left. Sweden stayed. Denmark slept.")
    one = made.sentence_evidence(word(made, "stayed"))
    assert one.quote == "Sweden stayed."
    two = made.sentence_evidence(word(made, "slept"), word(made, "stayed"))
    assert two.quote == "Sweden stayed. Denmark slept."
