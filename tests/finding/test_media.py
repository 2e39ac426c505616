"""Media that pass on what others say: no speakers where somebody is named, no parties, nobody at the table."""

from __future__ import annotations

import pytest

from stateofplay.language.lexicon import is_medium
from stateofplay.model import Article, Reading
from stateofplay.service.reading import read_article


def read(text: str) -> Reading:
    return read_article(Article(text=text, published="2025-05-14", language="en"))


@pytest.mark.parametrize(
    "text",
    [
        '"Norway will host the talks," Foreign Minister Karim Haddad told Reuters.',
        '"Norway will host the talks," Foreign Minister Karim Haddad was quoted as saying by AFP.',
        '"Norway will host the talks," Foreign Minister Karim Haddad said in an interview with CNN, Reuters reported.',
        "AFP reported that Foreign Minister Karim Haddad said Norway would host the talks.",
        "AFP quoted Foreign Minister Karim Haddad as saying that Norway would host the talks.",
        "Foreign Minister Karim Haddad was quoted by AFP as saying that Norway would host the talks.",
        "In an interview with Al Jazeera on Monday, Foreign Minister Karim Haddad said that Norway would host the talks.",
    ],
)
def test_the_named_speaker_alone_speaks(text: str) -> None:
    assert [s.speaker for s in read(text).statements] == ["Karim Haddad"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("The envoys left Geneva on Monday, AFP reported.", "AFP"), ("According to Reuters, Iran left.", "Reuters")],
)
def test_a_medium_that_names_nobody_speaks_itself(text: str, speaker: str) -> None:
    assert [s.speaker for s in read(text).statements] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Karim Haddad met CNN in Geneva on Monday.",
        "Foreign Minister Karim Haddad gave an interview to TASS on Monday.",
        "A Norwegian official told Reuters on Monday that Iran would come.",
        "Foreign Minister Karim Haddad spoke with Al Jazeera in Doha on Monday.",
    ],
)
def test_a_medium_is_no_party_and_nothing_is_done_to_it(text: str) -> None:
    made = read(text)
    named = {n for m in made.meetings for n in m.parties} | {e.recipient for e in made.events}
    named |= {a.who for a in made.attendance}
    assert not [n for n in named if n and is_medium(n)]
