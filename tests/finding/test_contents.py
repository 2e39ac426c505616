"""Where words that are reported begin and end; own sentences."""

from __future__ import annotations

import pytest

from tests.finding.test_statements import read


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(s.speaker, s.content, s.direct) for s in read(text)]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "After Tor Halvik said in a speech Wednesday that his town would not pay for the port, Ada Lund wrote to him.",
            "his town would not pay for the port",
        ),
        (
            "When Tor Halvik stood in court and said that a candidate had told him to pay, the payments became urgent questions.",
            "a candidate had told him to pay",
        ),
        (
            "Tor Halvik — who stirred the town when he suggested that the port would close — left for Oslo.",
            "the port would close",
        ),
        (
            "A time of growth followed the last cut, Nordbank chief economist, Tor Halvik noted.",
            "A time of growth followed the last cut",
        ),
        (
            "Tor Halvik said earlier talks about the port ended in January 2016.",
            "earlier talks about the port ended in January 2016",
        ),
        ("Tor Halvik (who says that the port is closed) left.", "the port is closed"),
    ],
)
def test_words_that_are_reported_end_with_their_clause(sentence: str, content: str) -> None:
    assert ("Tor Halvik", content, False) in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "Tor Halvik met the board. The decision to close the port, he said, sent a clear message to the town.",
            "The decision to close the port, he said, sent a clear message to the town",
        ),
        (
            "The harbour, these fishermen said, was asked about the new tolls.",
            "The harbour, these fishermen said, was asked about the new tolls",
        ),
        (
            "The mayor backs a toll, which Tor Halvik says would cost the town millions.",
            "a toll, which Tor Halvik says would cost the town millions",
        ),
        (
            "Norway stood by a plan that traders warn could double the price of grain.",
            "a plan that traders warn could double the price of grain",
        ),
        (
            "The bill failed, Tor Halvik noted, because the mayor had fewer votes than last year.",
            "The bill failed, Tor Halvik noted, because the mayor had fewer votes than last year",
        ),
        (
            "If the toll is doubled, Tor Halvik said, the fishermen will leave for Sweden.",
            "If the toll is doubled, Tor Halvik said, the fishermen will leave for Sweden",
        ),
    ],
)
def test_what_was_said_begins_with_its_subject_and_its_condition(sentence: str, content: str) -> None:
    assert content in [content for _, content, _ in told(sentence)]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Tor Halvik suggested before leaving for Oslo that his visit would be short.", "his visit would be short"),
        (
            "Tor Halvik said after the mayor left Oslo that the town had asked for a small loan.",
            "the town had asked for a small loan",
        ),
        (
            "Tor Halvik wrote, in a long opinion, the delay assures “that those who might be harmed can speak first.”",
            "the delay assures “that those who might be harmed can speak first.”",
        ),
        ("Tor Halvik warned, before the vote on the port, that it would fail.", "it would fail"),
    ],
)
def test_when_and_where_something_was_said_is_no_part_of_it(sentence: str, content: str) -> None:
    assert [content for _, content, _ in told(sentence)] == [content]


def test_words_that_stand_in_quotation_marks_are_direct_however_they_are_told() -> None:
    found = told("Tor Halvik told the radio on Sunday that “efforts are being made to open the port.”")
    assert found == [("Tor Halvik", "efforts are being made to open the port", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tor Halvik replied, saying, “The port is shut. We are late.”",
        "Tor Halvik spoke, telling reporters on the quay, “The port is shut. We are late.”",
    ],
)
def test_what_leads_up_to_a_quotation_is_not_told_beside_it(sentence: str) -> None:
    assert told(sentence) == [("Tor Halvik", "The port is shut. We are late.", True)]


def test_a_quotation_behind_an_abbreviation_opens_a_sentence() -> None:
    found = told(
        "Tor Halvik said the town wanted him to come to the U.S. “We will look for a date,” he told reporters."
    )
    assert found == [
        ("Tor Halvik", "the town wanted him to come to the U.S.", False),
        ("Tor Halvik", "We will look for a date,", True),
    ]


def test_a_quoted_name_behind_an_abbreviation_goes_on() -> None:
    found = told("Tor Halvik said he would wait for the U.S. “Harbour Plan” to be signed.")
    assert [content for _, content, _ in found] == ["he would wait for the U.S. “Harbour Plan” to be signed"]


def test_what_somebody_is_called_upon_to_do_is_told_with_who() -> None:
    assert told("Norway called for Chad to withdraw its ships.") == [("Norway", "Chad to withdraw its ships", False)]
