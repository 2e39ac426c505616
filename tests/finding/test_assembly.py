"""The reader is put together from named finders; a wrong assembly is said before anything is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stateofplay.errors import FindingError
from stateofplay.finding.assembly import assemble, find
from stateofplay.finding.components import REGISTRY, Found, finder
from stateofplay.model import Ambiguity, Evidence
from stateofplay.settings import Settings
from stateofplay.testing.documents import document

TEXT = "Norway will meet Sweden on Monday. Anna Berg said Norway rejects any delay."


@pytest.fixture
def registry() -> Iterator[None]:
    """Put the registry back as it was."""
    before = dict(REGISTRY.finders)
    yield
    REGISTRY.finders.clear()
    REGISTRY.finders.update(before)


def test_the_default_settings_name_every_finder_in_a_fitting_order() -> None:
    names = Settings().finding.finders
    finders = assemble(names)
    assert tuple(f.name for f in finders) == names
    assert {f.assigns for f in finders} == set(Found.__slots__)


@pytest.mark.parametrize(
    ("names", "modules", "slug", "words"),
    [
        (["dates", "datez"], (), "finding.unknown", "'datez'"),
        (["positions"], (), "finding.order", "'positions' needs statements"),
        (["positions", "statements"], (), "finding.order", "statements"),
        (["dates"], ("no_such_module_anywhere",), "finding.module", "'no_such_module_anywhere'"),
    ],
)
def test_a_wrong_assembly_is_named(names: list[str], modules: tuple[str, ...], slug: str, words: str) -> None:
    with pytest.raises(FindingError) as caught:
        assemble(names, modules=modules)
    assert caught.value.slug == slug
    assert words in caught.value.sentence


def test_a_finder_must_assign_a_kind_of_claim() -> None:
    with pytest.raises(FindingError, match="'rumours' is no kind of claim"):
        finder("rumours", assigns="rumours")


def test_only_what_is_asked_for_is_found() -> None:
    reading = find(document(TEXT), assemble(["dates", "statements"]))
    assert reading.dates
    assert reading.statements
    assert reading.positions == reading.meetings == reading.events == ()


@pytest.mark.usefixtures("registry")
def test_a_finder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_finder_of_a_test.py").write_text(
        "from stateofplay.finding import finder\n"
        "from stateofplay.model import Ambiguity\n"
        "@finder('delays', assigns='ambiguities', requires=('statements',))\n"
        "def find_delays(document, found):\n"
        "    words = [t for t in document.doc if t.lower_ == 'delay']\n"
        "    return tuple(Ambiguity(evidence=document.sentence_evidence(t), note=f'{len(found.statements)}') for t in words)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    reading = find(document(TEXT), assemble(["statements", "delays"], modules=["own_finder_of_a_test"]), reader="mine")
    sys.modules.pop("own_finder_of_a_test")
    assert [a.note for a in reading.ambiguities] == ["1"]
    assert reading.ambiguities[0].evidence.quote == "Anna Berg said Norway rejects any delay."
    assert reading.reader.endswith("(mine)")


@pytest.mark.usefixtures("registry")
def test_a_claim_whose_quote_is_not_in_the_text_is_refused() -> None:
    @finder("inventor", assigns="ambiguities")
    def invent(document: object, found: Found) -> tuple[Ambiguity, ...]:
        return (Ambiguity(evidence=Evidence(start=0, end=9, quote="Invented."), note="x"),)

    from stateofplay.errors import ModelError

    with pytest.raises(ModelError, match="does not stand in the article"):
        find(document(TEXT), assemble(["inventor"]))
