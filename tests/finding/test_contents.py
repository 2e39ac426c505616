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


def test_a_subject_before_the_words_of_saying_is_not_all_that_was_said() -> None:
    found = told("Tor Halvik met the board. The decision to close the port, he said, sent a clear message to the town.")
    assert [content for _, content, _ in found] == ["sent a clear message to the town"]


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
