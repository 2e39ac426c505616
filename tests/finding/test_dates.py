"""The dates finder: one claim for each time in the calendar, with its sentence; and times that follow the tense."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.dates import find_dates
from stateofplay.language.document import Document
from stateofplay.language.pipeline import load
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article, DateMention

WEDNESDAY = "2024-05-15"


def read(text: str, published: str | None = WEDNESDAY) -> tuple[DateMention, ...]:
    document = Document(article=Article(text=text, published=published), doc=Doc(load()(text)))
    document = find_times(document)
    return find_dates(document, Found())


def test_each_date_rests_on_its_sentence():
    text = "The envoys met on Monday.\nThey had parted in March 2022 after two weeks, at 5 p.m."
    first, second = read(text)
    assert (first.text, first.value, first.evidence.quote) == ("Monday", "2024-05-13", "The envoys met on Monday.")
    assert (second.text, second.value) == ("March 2022", "2022-03")
    assert second.evidence.quote == text.split("\n")[1]
    for claim in (first, second):
        assert text[claim.anchor :].startswith(claim.text)
        assert claim.evidence.stands_in(text)


def test_an_unresolved_date_stays_without_value():
    (claim,) = read("The envoys met on Thursday.", None)
    assert (claim.text, claim.value) == ("Thursday", None)
    assert claim.confidence < read("The envoys met on Thursday.")[0].confidence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys met on Friday.", "2024-05-10"),
        ("The envoys will meet on Friday.", "2024-05-17"),
        ("The envoys are expected to meet on Friday.", "2024-05-17"),
        ("The envoys agreed to meet on Friday.", "2024-05-17"),
        ("Talks scheduled for Friday will take place in Oslo.", "2024-05-17"),
        ("The minister said on Friday that he would resign.", "2024-05-10"),
        ("The agreement expired in August.", "2023-08"),
        ("The parliament will vote in August.", "2024-08"),
        ("The siege began in June.", "2023-06"),
        ("He has led the party since October.", "2023-10"),
        ("The king will travel on June 2.", "2024-06-02"),
    ],
)
def test_tense_decides_between_last_and_next(text, value):
    assert [claim.value for claim in read(text)] == [value]
