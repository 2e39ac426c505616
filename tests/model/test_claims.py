"""What a claim and a reading hold to, whoever makes them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import ModelError
from stateofplay.model import Ambiguity, Article, Evidence, Position, Reading, Stance

TEXT = "Norway 🇳🇴 rejects any delay.\r\nCafe\u0301 owners want talks."


def position(start: int = 0, end: int = 28, **changes: object) -> Position:
    values: dict[str, object] = {
        "evidence": Evidence.cut(TEXT, start, end),
        "anchor": start,
        "component": "hand",
        "holder": "Norway",
        "issue": "any delay",
        "stance": Stance.OPPOSES,
    }
    return Position(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("anchor", [-1, 28, 1000])
def test_an_anchor_lies_in_its_evidence(anchor: int) -> None:
    with pytest.raises(ModelError, match="outside the evidence"):
        position(anchor=anchor)


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_confidence_lies_between_nought_and_one(confidence: float) -> None:
    with pytest.raises(ModelError, match="not between 0 and 1"):
        position(confidence=confidence)


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        position().holder = "Sweden"  # type: ignore[misc]


def test_an_id_follows_content_and_place_and_nothing_else() -> None:
    claim = position()
    assert claim.id == position().id
    assert claim.id != replace(claim, holder="Sweden").id
    assert claim.id != replace(claim, stance=Stance.DEMANDS).id
    assert claim.id != position(0, 16).id


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    article = Article(text=TEXT)
    Reading(article=article, positions=(position(),))
    forged = Evidence(start=0, end=6, quote="Sweden")
    with pytest.raises(ModelError) as caught:
        Reading(article=article, ambiguities=(Ambiguity(evidence=forged, note="x"),))
    assert caught.value.slug == "model.evidence"
    shifted = Evidence(start=1, end=7, quote="Norway")
    with pytest.raises(ModelError):
        Reading(article=article, ambiguities=(Ambiguity(evidence=shifted, note="x"),))


@given(st.text(min_size=1, max_size=60), st.data())
def test_evidence_counts_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip()
    if not words:
        with pytest.raises(ModelError):
            Evidence.cut(text, start, end)
        return
    evidence = Evidence.cut(text, start, end)
    assert evidence.quote == words == text[evidence.start : evidence.end]
    assert start <= evidence.start < evidence.end <= end
    assert evidence.stands_in(text)
    moved = ("x" + text)[evidence.start : evidence.end]
    assert evidence.stands_in("x" + text) == (moved == words)
