"""Who says a claim, how firmly, and who disputes it."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.sources import attribute
from stateofplay.model import Act, Article, Firmness, Position, Stance, Statement
from stateofplay.service.reading import read_article
from stateofplay.testing.documents import document


def attributed(
    text: str, content: str, speaker: str, act: Act = Act.SAY, *, named: bool = True, trigger: str = "rejects"
) -> tuple[Position, Statement]:
    """A position and a statement made by hand over `text`, with their sources put in."""
    doc = document(text)
    at = text.index(content)
    word = next(t for t in doc.doc if t.text == trigger)
    statement = Statement(
        evidence=doc.sentence_evidence(next(t for t in doc.doc if t.idx >= at)),
        anchor=at,
        component="hand",
        speaker=speaker,
        named=named,
        act=act,
        content=content,
        content_start=at,
        direct=False,
    )
    position = Position(
        evidence=doc.sentence_evidence(word),
        anchor=word.idx,
        component="hand",
        holder="Norway",
        issue="delay",
        stance=Stance.OPPOSES,
    )
    found = Found(statements=(statement,), positions=(position,))
    found = attribute(doc, found)
    return found.positions[0], found.statements[0]


CONTENT = "Norway rejects any delay"


@pytest.mark.parametrize(
    ("lead", "act", "named", "said_by", "firmness"),
    [
        ("Anna Berg said", Act.SAY, True, "Anna Berg", Firmness.STATED),
        ("Anna Berg confirmed", Act.CONFIRM, True, "Anna Berg", Firmness.CONFIRMED),
        ("Anna Berg announced", Act.ANNOUNCE, True, "Anna Berg", Firmness.CONFIRMED),
        ("Anna Berg claimed", Act.CLAIM, True, "Anna Berg", Firmness.CLAIMED),
        ("Anna Berg hinted", Act.SAY, True, "Anna Berg", Firmness.HINTED),
        ("A diplomat said", Act.SAY, False, "A diplomat", Firmness.REPORTED),
        ("A diplomat suggested", Act.SAY, False, "A diplomat", Firmness.HINTED),
        ("Anna Berg reportedly said", Act.SAY, True, "Anna Berg", Firmness.REPORTED),
    ],
)
def test_source_and_firmness(lead: str, act: Act, named: bool, said_by: str, firmness: Firmness) -> None:
    position, statement = attributed(f"{lead} {CONTENT}.", CONTENT, said_by, act, named=named)
    assert position.said_by == statement.speaker == said_by
    assert position.firmness is statement.firmness is firmness
    assert position.disputed_by == ()


def test_what_stands_outside_the_statement_is_the_pages_own() -> None:
    position, _ = attributed("Norway rejects any delay. Anna Berg said it is late.", "it is late", "Anna Berg")
    assert position.said_by is None
    assert position.firmness is Firmness.STATED


def test_what_is_denied_is_disputed() -> None:
    position, _ = attributed(f"Anna Berg denied that {CONTENT}.", CONTENT, "Anna Berg", Act.DENY)
    assert position.disputed_by == ("Anna Berg",)
    assert position.said_by is None  # who denies something does not say it
    assert position.firmness is Firmness.DISPUTED


def test_the_innermost_statement_counts() -> None:
    text = f"Anna Berg said that Omar Haddad claimed {CONTENT}."
    doc = document(text)
    word = next(t for t in doc.doc if t.text == "rejects")
    evidence = doc.sentence_evidence(word)

    def statement(speaker: str, content: str, act: Act) -> Statement:
        at = text.index(content)
        return Statement(
            evidence=evidence,
            anchor=at,
            component="hand",
            speaker=speaker,
            named=True,
            act=act,
            content=content,
            content_start=at,
            direct=False,
        )

    position = Position(
        evidence=evidence, anchor=word.idx, component="hand", holder="Norway", issue="delay", stance=Stance.OPPOSES
    )
    found = Found(
        statements=(
            statement("Anna Berg", f"Omar Haddad claimed {CONTENT}", Act.SAY),
            statement("Omar Haddad", CONTENT, Act.CLAIM),
        ),
        positions=(position,),
    )
    found = attribute(doc, found)
    assert found.positions[0].said_by == "Omar Haddad"
    assert found.positions[0].firmness is Firmness.CLAIMED


def test_a_denial_in_another_sentence_disputes_what_was_said() -> None:
    text = (
        "Chad said Sudan had held back the boats on the river. Sudan denied that it had held back the boats on the river. "
        "Chad said the talks would go on."
    )
    reading = read_article(Article(text=text, language="en", published="2024-03-05"))
    said = {s.content: s for s in reading.statements if s.speaker == "Chad"}
    disputed = next(s for content, s in said.items() if "held back" in content)
    assert disputed.disputed_by == ("Sudan",)
    assert disputed.firmness is Firmness.DISPUTED
    assert next(s for content, s in said.items() if "go on" in content).disputed_by == ()


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("Somalia says Kenya bombed the port; Kenya denies it.", ("Kenya",)),
        ("Somalia accused Kenya of bombing the port. Kenya has denied the charge.", ("Kenya",)),
        ("Somalia said that Kenya bombed the port. Kenya rejects the accusation.", ("Kenya",)),
        ("Somalia said that Kenya had bombed the port, which Kenya denies.", ("Kenya",)),
        ("Somalia said that Kenya bombed the port. Kenya does not deny it.", ()),
        ("Somalia said that Kenya bombed the port. Kenya rejects any talks.", ()),
        ("Somalia said that Kenya bombed the port. Kenya rejects it.", ()),
    ],
)
def test_a_denial_may_only_point_at_what_it_denies(text: str, disputed: tuple[str, ...]) -> None:
    found = read_article(Article(text=text, language="en"))
    assert {s.disputed_by for s in found.statements if s.speaker == "Somalia"} == {disputed}


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl accused Tor Halvik of fraud. A spokeswoman, Ada Lund, said that Halvik denied the allegation.",
        "Ada Lund said the letter was a request for time. Tor Halvik denied the allegation.",
    ],
)
def test_who_tells_of_a_denial_or_of_other_things_is_not_denied(text: str) -> None:
    found = read_article(Article(text=text, language="en"))
    assert {s.disputed_by for s in found.statements if s.speaker == "Ada Lund"} == {()}


@pytest.mark.parametrize(
    ("sentence", "hinted"),
    [
        ("Tor Halvik hinted that the port would close.", True),
        ("Tor Halvik signalled the toll might end, and said that the port would close.", False),
        ("Tor Halvik denied any part in the fire and warned that prices would possibly rise.", False),
        ("“The port will close,” Tor Halvik said after figures that suggested a loss.", False),
        ("“Maybe the port will close,” Tor Halvik said.", False),
    ],
)
def test_only_what_is_put_as_a_hint_is_hinted(sentence: str, hinted: bool) -> None:
    found = read_article(Article(text=sentence, language="en")).statements
    assert (found[-1].firmness is Firmness.HINTED) is hinted


@pytest.mark.parametrize(
    ("sentence", "firmness"),
    [
        ("A diplomat said that the port would close.", Firmness.REPORTED),
        ("The union said that the port would close.", Firmness.STATED),
        ("A memo said that the port would close.", Firmness.STATED),
        ("Ada Lund will meet guests on an alleged fraud, she said.", Firmness.STATED),
    ],
)
def test_only_whose_name_is_kept_back_is_no_firm_source(sentence: str, firmness: Firmness) -> None:
    (found,) = read_article(Article(text=sentence, language="en")).statements
    assert found.firmness is firmness
