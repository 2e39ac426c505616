"""Time expressions: tables of phrases with the value they have on a given day of publication."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.language import understand
from stateofplay.language.document import Document
from stateofplay.language.times import find_times, read_times
from stateofplay.language.times.grammar import NAMES
from stateofplay.language.times.meanings import MEANINGS
from stateofplay.language.tokens import Doc
from stateofplay.model import Article

BLANK = spacy.blank("en")
WEDNESDAY = "2024-05-15"


def calendar(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in read_times(Doc(BLANK(text)), published) if t.in_calendar]


@pytest.mark.parametrize(
    ("phrase", "text", "value"),
    [
        # days in full
        ("The deal was signed on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("The deal was signed on May 3, 2019, in Oslo.", "May 3, 2019", "2019-05-03"),
        ("The deal was signed on Sept. 5, 2014.", "Sept. 5, 2014", "2014-09-05"),
        ("The deal was signed on the 3rd of May, 2019.", "the 3rd of May, 2019", "2019-05-03"),
        ("The deal was signed on Friday, 3 May 2019.", "Friday, 3 May 2019", "2019-05-03"),
        ("Signed 2019-05-03 in Oslo.", "2019-05-03", "2019-05-03"),
        ("Signed 23/05/2019 in Oslo.", "23/05/2019", "2019-05-23"),
        ("Signed 05/23/2019 in Oslo.", "05/23/2019", "2019-05-23"),
        ("Signed 05/06/2019 in Oslo.", "05/06/2019", None),
        ("Signed 23.05.2019 in Oslo.", "23.05.2019", "2019-05-23"),
        ("Signed 19-Nov-23 in Oslo.", "19-Nov-23", "2023-11-19"),
        ("Signed 5-March-1987 in Oslo.", "5-March-1987", "1987-03-05"),
        # counted inside a month or from another day
        ("They return the day after tomorrow.", "the day after tomorrow", "2024-05-17"),
        ("They left the day before yesterday.", "the day before yesterday", "2024-05-13"),
        ("Talks open on the first Monday of June.", "the first Monday of June", "2024-06-03"),
        ("The vote is on the last Sunday of October 2025.", "the last Sunday of October 2025", "2025-10-26"),
        ("Talks fell in the second week of August 2024.", "the second week of August 2024", "2024-W33"),
        ("They return Friday week.", "Friday week", "2024-05-24"),
        ("They return a fortnight from Monday.", "a fortnight from Monday", "2024-06-03"),
        ("They return two weeks from today.", "two weeks from today", "2024-05-29"),
        ("They return on Wednesday the 15th.", "Wednesday the 15th", "2024-05-15"),
        ("They left 72 hours ago.", "72 hours ago", "2024-05-12"),
        ("Growth was strong in Q2 2025.", "Q2 2025", "2025"),
        ("It cut spending this fiscal year.", "this fiscal year", "2024"),
        ("It cut spending in fiscal 2023.", "fiscal 2023", "2023"),
        # a year begins and ends with a month
        ("They want it by the end of the year.", "the end of the year", "2024-12"),
        ("They want it by the end of next year.", "the end of next year", "2025-12"),
        ("They parted at the end of last year.", "the end of last year", "2023-12"),
        ("They parted at the end of last month.", "the end of last month", "2024-04"),
        ("They parted at the beginning of the year.", "the beginning of the year", "2024-01"),
        ("They want it by year-end.", "year-end", "2024-12"),
        ("They must end by March 5 what they began.", "March 5", "2024-03-05"),
        # up to now, or from now on
        ("The envoys met twice in the past week.", "the past week", "2024-W19"),
        ("The envoys met twice this past week.", "this past week", "2024-W19"),
        ("The port was shut for much of the past year.", "the past year", None),
        ("The pact would save millions over the next decade.", "the next decade", None),
        ("Output fell in the first quarter.", "the first quarter", "2024"),
        ("Output fell in the first quarter of the year.", "the first quarter", "2024"),
        ("It will fall in the current quarter.", "the current quarter", None),
        ("He will be heard in the week of 3 June.", "the week of 3 June", "2024-W23"),
        ("The port was closed last March 7.", "last March 7", "2024-03-07"),
        ("The war began in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("The bridge fell in January nineteen ninety-seven.", "January nineteen ninety-seven", "1997-01"),
        ("It is to end by the year two thousand.", "the year two thousand", "2000"),
        ("Growth fell in last year's third quarter.", "last year's third quarter", "2023"),
        # days without a year
        ("A truce began on 2 May.", "2 May", "2024-05-02"),
        ("A truce began on Dec. 20.", "Dec. 20", "2023-12-20"),
        ("A truce began on March 1 last year.", "March 1 last year", "2023-03-01"),
        # months
        ("The envoys met in March 2022.", "March 2022", "2022-03"),
        ("The envoys met in late March 2022.", "late March 2022", "2022-03"),
        ("The envoys met in mid-March.", "mid-March", "2024-03"),
        ("The envoys met in March last year.", "March last year", "2023-03"),
        ("The envoys met in November of last year.", "November of last year", "2023-11"),
        ("The envoys have met since last June.", "last June", "2023-06"),
        ("The envoys met last April.", "last April", "2024-04"),
        ("The envoys hope for next April.", "next April", "2025-04"),
        # years, seasons, quarters, decades
        ("They failed in 2014.", "2014", "2014"),
        ("They failed in early 2014.", "early 2014", "2014"),
        ("They failed in the spring of 2014.", "the spring of 2014", "2014"),
        ("They failed in the first quarter of 2014.", "the first quarter of 2014", "2014"),
        ("They failed in the 1990s.", "the 1990s", None),
        ("It ended the 1950-53 war.", "1950-53", None),
        ("They failed last year.", "last year", "2023"),
        ("They failed earlier this year.", "earlier this year", "2024"),
        # weekdays and days near publication
        ("The envoys met on Monday.", "Monday", "2024-05-13"),
        ("The envoys met on Wednesday night.", "Wednesday night", "2024-05-15"),
        ("The envoys met last Friday.", "last Friday", "2024-05-10"),
        ("Friday's talks failed.", "Friday", "2024-05-10"),
        ("They return next Thursday.", "next Thursday", "2024-05-23"),
        ("They met on Monday last week.", "Monday last week", "2024-05-06"),
        ("The envoys met yesterday.", "yesterday", "2024-05-14"),
        ("The envoys meet tomorrow morning.", "tomorrow morning", "2024-05-16"),
        ("The envoys met this morning.", "this morning", "2024-05-15"),
        ("The envoys met last night.", "last night", "2024-05-14"),
        ("The envoys met two days ago.", "two days ago", "2024-05-13"),
        # weeks and months near publication
        ("The envoys met last week.", "last week", "2024-W19"),
        ("The envoys met late last week.", "late last week", "2024-W19"),
        ("The envoys met two weeks ago.", "two weeks ago", "2024-W18"),
        ("The envoys met over the weekend.", "the weekend", "2024-W19"),
        ("The envoys met last month.", "last month", "2024-04"),
        ("The envoys met three months ago.", "three months ago", "2024-02"),
        ("The envoys met earlier this month.", "earlier this month", "2024-05"),
        # named days
        ("The truce holds since Christmas Eve.", "Christmas Eve", "2023-12-24"),
        ("The truce began on Good Friday 2016.", "Good Friday 2016", "2016-03-25"),
    ],
)
def test_value(phrase, text, value):
    assert calendar(phrase) == [(text, value)]


@pytest.mark.parametrize(
    "phrase",
    [
        "They argued for two weeks and walked out after 18 years.",
        "The doors open at 9:30 and close at 5 p.m.",
        "The minister may resign, and protesters march on the capital.",
        "Mrs May said that April Jones would lead the team.",
        "Resolution 2042 was adopted and 2014 people cheered.",
        "The fair Expo 2020 was a success.",
        "They paid $2000 and lost 2,014 men.",
        "The Sunday Times and the Good Friday Agreement were mentioned by Russia Today.",
        "The sun rose while he sat.",
        "A second march passed.",
        "In the fall of the city many fell.",
        "She told Harbour News Sunday that they would sign.",
        "He told the network's Today host that they would sign.",
        "The bank posted a first-quarter loss.",
        "The first quarter of the match was dull.",
    ],
)
def test_no_dates(phrase):
    assert calendar(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "values"),
    [
        ("They meet 13-15 May 2025 in Rome.", ["2025-05-13", "2025-05-15"]),
        ("They meet May 13–15, 2025.", ["2025-05-13", "2025-05-15"]),
        ("They met in March and April 2022.", ["2022-03", "2022-04"]),
        ("It ran from March to May 2022.", ["2022-03", "2022-05"]),
        ("They meet Thursday and Friday in Oslo.", ["2024-05-16", "2024-05-17"]),
        ("They signed in 2015. In December that year they fell out.", ["2015", "2015-12"]),
        ("They met on May 2. Two days later they parted.", ["2024-05-02", "2024-05-04"]),
        ("They met on May 2 and parted the next day.", ["2024-05-02", "2024-05-03"]),
        ("The call was on May 9. That talk came a day after he had written.", ["2024-05-09", "2024-05-08"]),
        # What is told as past was not after the page, and "earlier than planned" compares.
        (
            "They meet on May 20, he said on Tuesday. She had refused a day earlier.",
            ["2024-05-20", "2024-05-14", "2024-05-13"],
        ),
        ("They meet on May 20. A day earlier they will rest.", ["2024-05-20", "2024-05-19"]),
        ("They met on May 13, a day earlier than planned.", ["2024-05-13"]),
        ("A deadline of March 1 is near; it was March 1, 2025, he said.", ["2025-03-01", "2025-03-01"]),
    ],
)
def test_several(phrase, values):
    assert [value for _, value in calendar(phrase)] == values


@pytest.mark.parametrize(
    ("phrase", "published", "value"),
    [
        ("They met on Thursday.", None, None),
        ("They met on Thursday.", "2019", None),
        ("They met on Thursday.", "2022-12", None),
        ("They met last month.", "2022-12", "2022-11"),
        ("They met in June.", "2022-12", "2022-06"),
        ("They met this year.", "2019", "2019"),
        ("They met last week.", "2019", None),
        ("They met last year.", None, None),
        ("They met in March 2022.", None, "2022-03"),
        # a news week ends on Sunday
        ("They met last week.", "2024-05-19", "2024-W20"),
        ("They met over the weekend.", "2024-05-19", "2024-W20"),
    ],
)
def test_published_may_be_vague_or_missing(phrase, published, value):
    assert [v for _, v in calendar(phrase, published)] == [value]


def test_token_ranges_hold_the_words():
    text = "The post-2014 order ended on Friday's summit."
    document = Document(article=Article(text=text, published=WEDNESDAY), doc=Doc(BLANK(text)))
    document = find_times(document)
    assert [t.text for t in document.times] == ["2014", "Friday"]
    for time in document.times:
        assert time.text in document.doc[time.start : time.end].text


PIECES = ["May", "15", ",", "-", "2025", "last", "Friday", "two", "weeks", "ago", "of", "the", "31", ".", "\n", "March"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_gives_times_that_stand_in_it(text):
    found = read_times(Doc(BLANK(text)), WEDNESDAY)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_rule_has_a_meaning():
    assert set(NAMES) == set(MEANINGS)


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("The envoys will meet this Monday in Oslo.", "this Monday", "2024-05-20"),
        ("The envoys met this Monday in Oslo.", "this Monday", "2024-05-13"),
        ("The deadline is Thursday.", "Thursday", "2024-05-16"),
        ("The two are to meet Tuesday in Oslo.", "Tuesday", "2024-05-21"),
        ("The rents are set to rise at the start of the year.", "the start of the year", "2025-01"),
        ("The envoys hope to answer Monday's letter.", "Monday", "2024-05-13"),
        ("Norway faces an election in February.", "February", "2025-02"),
        ("They plan to meet on Friday.", "Friday", "2024-05-17"),
        ("The next round is scheduled for Tuesday.", "Tuesday", "2024-05-21"),
        ("The truce will last Monday and Tuesday.", "Monday", "2024-05-20"),
        ("The ultimatum expires in 48 hours.", "48 hours", "2024-05-17"),
        # What was arranged lay ahead, though the word for it is past.
        ("The sides agreed on a summit in June.", "June", "2024-06"),
        ("The minister invited them to a conference in July.", "July", "2024-07"),
        ("Kenya announced elections for 20 June.", "20 June", "2024-06-20"),
        ("Kenya suggested 20 June as a day for the talks.", "20 June", "2024-06-20"),
        ("The sides agreed on a truce in June.", "June", "2023-06"),
    ],
)
def test_plans_look_ahead(sentence: str, text: str, value: str) -> None:
    document = understand(Article(text=sentence, published=WEDNESDAY))
    assert (text, value) in [(t.text, t.value) for t in document.times]


@pytest.mark.parametrize(
    "sentence",
    [
        "The round is expected to last three weeks.",
        "The truce did not last two days.",
        "Theresa May left the room. May's party is split, and May said so.",
        "They met for three hours and left five hours ago.",
    ],
)
def test_what_reads_like_a_time_and_is_none(sentence: str) -> None:
    assert calendar(sentence) == []


def test_a_month_that_nobody_is_called_by_stays_one() -> None:
    assert calendar("In May the talks began. May's round ended early.") == [("May", "2024-05"), ("May", "2024-05")]


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("The talks will be held on 20-22 May 2024 in Oslo.", "2024-05-20/2024-05-22"),
        ("The talks ran from 3 to 7 June 2024.", "2024-06-03/2024-06-07"),
        ("They met between 3 June and 5 July 2024.", "2024-06-03/2024-07-05"),
        ("They met between 28 December and 2 January 2024.", "2023-12-28/2024-01-02"),
        ("They met from March to May 2023.", "2023-03/2023-05"),
        ("The 2009-2010 talks failed.", "2009/2010"),
        ("The 1957-58 talks failed.", "1957/1958"),
    ],
)
def test_ranges_have_an_end(sentence: str, span: str) -> None:
    assert [t.span for t in read_times(Doc(BLANK(sentence)), WEDNESDAY) if t.span] == [span]


def test_two_days_that_are_no_range_have_none() -> None:
    for sentence in ("They met on 3 May and 7 May.", "They moved it from 3 May 2024, said the envoy on 7 May 2024."):
        assert [t.span for t in read_times(Doc(BLANK(sentence)), WEDNESDAY)] == [None, None]


@pytest.mark.parametrize(
    "text, published, value",
    [
        ("The minister said on Wednesday that talks had failed.", "2024-03-05", "2024-03-06"),
        ("The rebels attacked the town on Sunday.", "2024-03-09", "2024-03-10"),
        ("Talks began on Friday in Bern.", "2024-03-07", "2024-03-08"),
        ("The minister said last Wednesday that talks had failed.", "2024-03-05", "2024-02-28"),
        ("The minister said on Thursday that talks had failed.", "2024-03-05", "2024-02-29"),
        ("The minister said on Tuesday that talks had failed.", "2024-03-05", "2024-03-05"),
    ],
)
def test_a_bare_weekday_is_never_six_days_past(text: str, published: str, value: str) -> None:
    document = understand(Article(text=text, language="en", published=published))
    assert [t.value for t in document.times] == [value]


@pytest.mark.parametrize(
    ("text", "words", "timex"),
    [
        ("Net fell in the first quarter. In the year-ago quarter it was 3 crowns.", "the year-ago quarter", "2023-Q1"),
        ("Net fell in the first quarter. In the latest period costs rose.", "the latest period", "2024-Q1"),
        ("Net fell in the first quarter, from 3 crowns a year earlier.", "a year earlier", "2023-Q1"),
        ("Prices fell in the early 1980s.", "the early 1980s", "198"),
        ("Wages rose through the nineties.", "the nineties", "199"),
        ("The city changed hands in the 20th century.", "the 20th century", "19"),
        ("Arms were cut in the first half of 2021.", "the first half of 2021", "2021-H1"),
        ("The convoy left at noon Monday.", "noon Monday", "2024-05-13T12:00"),
        ("The blast came on Monday, at 4 in the morning.", "4 in the morning", "2024-05-13T04:00"),
        ("The blast came on Monday at about 10:35 a.m.", "10:35 a.m.", "2024-05-13T10:35"),
        ("Envoys met on Monday and parted the next morning.", "the next morning", "2024-05-14TMO"),
        ("Shares fell on Friday, and less than on the previous Friday.", "the previous Friday", "2024-05-03"),
        ("In recent weeks the front was quiet.", "recent weeks", "PAST_REF"),
        ("The current mandate ends.", "current", "PRESENT_REF"),
    ],
)
def test_notation_of_timex3(text: str, words: str, timex: str) -> None:
    assert (words, timex) in [(t.text, t.timex) for t in read_times(Doc(BLANK(text)), WEDNESDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "He is in his nineties.",
        "Since the fall of the city.",
        "It is the best film of the year's crop.",
        "By night they sail.",
    ],
)
def test_what_only_resembles_a_period_has_no_date(text: str) -> None:
    assert not calendar(text)
