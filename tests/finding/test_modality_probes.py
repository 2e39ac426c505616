"""Modality before coding: two hundred sentences, each with one act, and what became of it.

The floor may rise and never drop. The second number counts the gravest mistake: an act that did not take place, told as one
that did.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.events import find_events
from stateofplay.language.document import Document
from stateofplay.language.modality import modality
from stateofplay.language.pipeline import load
from stateofplay.language.tokens import Doc
from stateofplay.model import Article, EventStatus

RIGHT_AT_LEAST = 0.95
NEVER_HAPPENED_AT_MOST = 5
PROBES = Path(__file__).with_name("modality_probes.tsv")


def read_probes() -> list[tuple[str, str, int]]:
    """Expected status, sentence without its brackets, offset of the act."""
    probes = []
    for line in PROBES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            status, marked = line.split("\t")
            probes.append((status, marked.replace("[", "").replace("]", ""), marked.index("[")))
    return probes


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[str, str, str, str]]:
    """Expected status, status found, act, sentence."""
    probes = read_probes()
    out = []
    for (expected, sentence, offset), doc in zip(probes, load().pipe([s for _, s, _ in probes]), strict=True):
        token = next(t for t in Doc(doc) if t.idx == offset)
        out.append((expected, str(modality(token).status), token.text, sentence))
    return out


def test_there_are_two_hundred_of_every_kind() -> None:
    probes = read_probes()
    assert len(probes) >= 200
    for status in EventStatus:
        assert sum(expected == status for expected, _, _ in probes) >= 30
    assert len({sentence + str(at) for _, sentence, at in probes}) == len(probes)


def test_at_least_ninety_five_of_a_hundred_are_right(verdicts: list[tuple[str, str, str, str]]) -> None:
    missed = [v for v in verdicts if v[0] != v[1]]
    wrong = [f"{act!r} is {found}, not {expected}: {sentence}" for expected, found, act, sentence in missed]
    share = 1 - len(wrong) / len(verdicts)
    assert share >= RIGHT_AT_LEAST, f"{share:.3f} right; wrong:\n" + "\n".join(wrong)


def test_what_did_not_happen_is_hardly_ever_told_as_happened(verdicts: list[tuple[str, str, str, str]]) -> None:
    grave = [f"{act!r}: {sentence}" for expected, found, act, sentence in verdicts if found == "happened" != expected]
    assert len(grave) <= NEVER_HAPPENED_AT_MOST, "told as happened:\n" + "\n".join(grave)


def test_the_finder_does_not_code_without_actors() -> None:
    doc = Doc(load()("The army attacked the town."))
    document = Document(article=Article(text=doc.text), doc=doc)
    assert find_events(document, Found()) == ()
