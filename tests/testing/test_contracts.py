"""The contracts that we ship, kept by our own parts; and each of them fails where it should."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import ClassVar

import pytest

from stateofplay.exchange.formats import FORMATS, Format, Material, load_format
from stateofplay.exchange.formats.parts.format import Written
from stateofplay.finding import Finder, Found, assemble
from stateofplay.language import Document
from stateofplay.model import Ambiguity, DateMention, Evidence
from stateofplay.settings import Settings
from stateofplay.testing import FinderContract, FormatContract

# A sentence in which each finder finds something by itself, without claims found before it.
SENTENCES = {
    "dates": "Talks begin on 12 March 2024.",
    "statements": "“We want a truce,” said Mira Dahl, the foreign minister of Norway.",
    "meetings": "Norway and Chad held talks in Geneva on 12 March 2024.",
    "positions": "Norway rejects the plan of Chad.",
    "conditions": "Norway will sign only if Chad withdraws its troops.",
    "events": "Norway shelled a town in Chad on Monday.",
}
TESTS = sorted(name for name in dir(FinderContract) if name.startswith("test_"))


def of(name: str) -> FinderContract:
    class Kept(FinderContract):
        finder: ClassVar[Finder] = next(f for f in assemble(Settings().finding.finders) if f.name == name)
        finds: ClassVar[tuple[str, ...]] = (SENTENCES[name],)

    return Kept()


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("name", SENTENCES)
def test_our_finders_keep_the_contract(name: str, test: str) -> None:
    getattr(of(name), test)()


def claim(text: str, start: int, end: int, *, quote: str | None = None) -> DateMention:
    evidence = Evidence(start=start, end=end, quote=text[start:end] if quote is None else quote)
    return DateMention(evidence=evidence, anchor=start, component="broken", text="x", value=None)


def backwards(document: Document, found: Found) -> tuple[DateMention, ...]:
    text = document.article.text
    return (claim(text, 5, 9), claim(text, 0, 3)) if len(text) > 9 else ()


def inventing(document: Document, found: Found) -> tuple[DateMention, ...]:
    text = document.article.text
    return (claim(text, 0, 4, quote="lies"),) if len(text) > 9 else ()


def talkative(document: Document, found: Found) -> tuple[Ambiguity, ...]:
    text = document.article.text or " "
    return (Ambiguity(evidence=Evidence(start=0, end=1, quote=text[0]), note="nothing"),)


def meddling(document: Document, found: Found) -> tuple[DateMention, ...]:
    object.__setattr__(document, "actors", ())
    return ()


CALLS: list[int] = []


def moody(document: Document, found: Found) -> tuple[DateMention, ...]:
    CALLS.append(1)
    text = document.article.text
    return (claim(text, 0, 1 + len(CALLS) % 5),) if len(text) > 9 else ()


@pytest.mark.parametrize(
    ("find", "test"),
    [
        (backwards, "test_claims_come_in_the_order_of_the_text"),
        (inventing, "test_every_quote_stands_in_the_page_and_holds_its_anchor"),
        (talkative, "test_an_empty_page_says_nothing"),
        (meddling, "test_what_was_given_is_not_written_into"),
        (moody, "test_the_same_page_read_twice_says_the_same"),
        (lambda document, found: (), "test_it_finds_what_it_should_and_nothing_else"),
    ],
)
def test_a_finder_that_breaks_the_contract_is_caught(find: object, test: str) -> None:
    class Broken(FinderContract):
        finder: ClassVar[Finder] = Finder(name="broken", assigns="dates", requires=(), find=find)  # type: ignore[arg-type]
        finds: ClassVar[tuple[str, ...]] = ("Talks begin on 12 March 2024.",)

    with pytest.raises(AssertionError):
        getattr(Broken(), test)()


@pytest.mark.parametrize("name", FORMATS)
def test_our_formats_keep_the_contract(name: str) -> None:
    class Kept(FormatContract):
        format: ClassVar[Format] = load_format(name)
        whole: ClassVar[bool] = name == "jsonl"
        stamped: ClassVar[bool] = name in ("jsonl", "opml", "warc")

    for test in dir(Kept):
        if test.startswith("test_"):
            getattr(Kept(), test)()


def test_a_format_that_breaks_the_contract_is_caught() -> None:
    def leaking(material: Material, out: io.BytesIO) -> Written:
        out.write(str(material.pages[0]["source"]).encode())
        return Written(count=0, what="pages")

    class Broken(FormatContract):
        format: ClassVar[Format] = replace(load_format("csv"), write=leaking)  # type: ignore[arg-type]

        def keys(self, data: bytes) -> set[str]:
            return {"unexplained"}

    for test in ("no_folder_of_the_machine_is_named", "every_key_stands_in_the_codebook"):
        with pytest.raises(AssertionError):
            getattr(Broken(), f"test_{test}")()
    with pytest.raises(AssertionError, match="silence"):
        Broken().test_it_writes_the_case_and_counts_what_it_wrote()
