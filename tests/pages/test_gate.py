"""The gate: what is news on talks in a language that we read passes; other news, other languages and empty pages do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.claims.markup import parse_page

from stateofplay.pages.gate import FEWEST_WORDS, Reason, load_model, screen_page, screen_text

TALKS = (
    "Dockers and harbour board far apart as talks resume\n"
    "The dockers' union and the harbour board will resume talks on Monday, a mediator said on Friday. "
    "The union rejected the board's latest offer of four per cent and demands six. "
    "A strike would begin on 3 May unless both sides agree before then."
)
FRENCH = (
    "Les négociateurs des deux camps se retrouveront lundi à Genève pour un nouveau cycle de pourparlers. "
    "Le médiateur a déclaré que le cessez-le-feu tenait, mais que chaque délégation rejetait encore la proposition de l'autre."
)
NO_TALKS = {"no talks"}
PARTLY = {"obituary", "headline list"}  # They tell of talks among other things, and count for neither side.


def own_pages(root: Path) -> list[tuple[str, str, bool]]:
    """(name, text, whether it tells of a negotiation): pages of our own writing; every fifth of the first trained nothing."""
    found = []
    for path in sorted((root / "training/claims/pages").glob("*.page")):
        page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
        if page.kind not in PARTLY:
            found.append((path.name, page.text, page.kind not in NO_TALKS))
    stories = (root / "eval/other_news.txt").read_text(encoding="utf-8").split("\n\n")
    return found + [(story.split("\n")[0], story.removeprefix("# "), False) for story in stories]


def test_talks_pass_and_say_why() -> None:
    verdict = screen_text(TALKS)
    assert verdict.passes
    assert verdict.speaks
    assert verdict.reason is None
    assert {"talks", "mediator", "strike"} <= set(verdict.words)
    assert verdict.sentence == "The page speaks of a negotiation."


def test_other_languages_stay_outside_unless_they_are_read() -> None:
    verdict = screen_text(FRENCH)
    assert (verdict.passes, verdict.reason, verdict.language) == (False, Reason.LANGUAGE, "fr")
    assert screen_text(FRENCH, languages=("en", "fr")).passes


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50, b"<html><body></body></html>", b"Too short."])
def test_what_holds_no_story_is_named(data: bytes) -> None:
    verdict = screen_page(data)
    assert (verdict.passes, verdict.reason) == (False, Reason.NO_TEXT)


def test_html_is_screened_by_its_prose() -> None:
    prose = "".join(f"<p>{line}</p>" for line in TALKS.split("\n"))
    menu = "<nav><ul>" + "<li><a href='/x'>Sport and weather</a></li>" * 60 + "</ul></nav>"
    page = (
        f"<!doctype html><html><head><title>Dockers</title></head><body>{menu}<article>{prose}</article></body></html>"
    )
    assert screen_page(page.encode()).speaks
    assert screen_page(page.encode("utf-16")).speaks
    story = (
        "<p>Growers in the upper valley have lost a second week to rain, and the cooperative expects a tenth less barley. "
        "<p>Combine harvesters stood idle on Tuesday while water lay between the rows and the grain began to sprout."
    )
    assert not screen_page(f"<html><body>{menu}<article>{story}</article></body></html>".encode()).speaks


def test_documents_pass_for_only_a_reader_can_tell() -> None:
    assert screen_page(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n").passes


@pytest.mark.slow
def test_accuracy_on_pages_of_our_own(root: Path) -> None:
    pages = own_pages(root)
    verdicts = [(on, screen_text(text)) for _, text, on in pages]
    assert sum(on for on, _ in verdicts) > 100
    assert sum(not on for on, _ in verdicts) > 50
    right = sum(verdict.speaks == on for on, verdict in verdicts) / len(verdicts)
    lost = sum(on and not verdict.passes for on, verdict in verdicts) / sum(on for on, _ in verdicts)
    assert right >= 0.95
    assert lost <= 0.02


@given(st.text(max_size=400) | st.lists(st.sampled_from(TALKS.split()), max_size=60).map(" ".join))
def test_every_text_gets_a_verdict(text: str) -> None:
    verdict = screen_text(text)
    assert verdict.passes == (verdict.reason is None)
    assert verdict.passes or not verdict.speaks
    assert verdict == screen_text(text)
    if len(text.split()) == 0:
        assert verdict.reason is Reason.NO_TEXT


@given(st.binary(max_size=300))
def test_every_page_gets_a_verdict(data: bytes) -> None:
    assert screen_page(data).sentence


def test_no_name_is_a_feature() -> None:
    weights = load_model().weights
    assert len(weights) > 1000
    assert not {"iran", "israel", "trump", "obama", "russia", "china", "monday", "geneva"} & set(weights)
    assert FEWEST_WORDS < 60
