"""The contract of a finder: quotes stand in the page, order of the text, an empty page, nothing written into, twice the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from stateofplay.finding import Finder, Found
from stateofplay.language import Document, understand
from stateofplay.model import Ambiguity, Article, Claim

PAGE = (
    "Norway and Chad to meet in Geneva\n"
    "Norway and Chad will hold talks in Geneva on 12 March 2024, the foreign minister of Norway, Mira Dahl, said on Monday. "
    "“We want the port reopened,” she told reporters. The president of Chad, Idris Saleh, will attend only if Norway withdraws "
    "its ships.\n"
    "Chad rejects the plan. Sudan, which shelled a border town last week, has not been invited."
)


class FinderContract:
    """What every finder must meet.

    Attributes
    ----------
    finder
        The finder, as it is registered.
    finds, silent
        Sentences of your own in which it must find something, and in which it must find nothing.
    given
        The claims found before it, where it requires some: sentence to `Found`; by default what the page's other finders find is
        not given.

    Examples
    --------
    >>> from stateofplay.finding import assemble
    >>> class TestDates(FinderContract):
    ...     finder = assemble(["dates"])[0]
    ...     finds = ("Talks begin on 12 March 2024.",)
    ...     silent = ("Nobody came.",)
    >>> for name in sorted(n for n in dir(TestDates) if n.startswith("test_")):
    ...     getattr(TestDates(), name)()
    """

    finder: ClassVar[Finder]
    finds: ClassVar[tuple[str, ...]] = ()
    silent: ClassVar[tuple[str, ...]] = ()
    given: ClassVar[Mapping[str, Found]] = {}

    def document(self, text: str) -> Document:
        """A text as the finder gets it; override it to put in actors of your own."""
        return understand(Article(text=text, language="en", published="2024-03-05"))

    def claims(self, text: str) -> tuple[Claim | Ambiguity, ...]:
        """What the finder finds in a text."""
        return tuple(self.finder.find(self.document(text), self.given.get(text, Found())))

    def test_it_finds_what_it_should_and_nothing_else(self) -> None:
        assert self.finds, "name a sentence in which it must find something"
        for text in self.finds:
            assert self.claims(text), text
        for text in self.silent:
            assert self.claims(text) == (), text

    def test_every_quote_stands_in_the_page_and_holds_its_anchor(self) -> None:
        for text in (PAGE, *self.finds):
            for claim in self.claims(text):
                assert claim.evidence.quote == text[claim.evidence.start : claim.evidence.end]
                assert claim.evidence.quote.strip(), "an empty quote is no evidence"
                if isinstance(claim, Claim):
                    assert claim.evidence.start <= claim.anchor < claim.evidence.end
                    assert claim.component, "a claim names what found it"

    def test_claims_come_in_the_order_of_the_text(self) -> None:
        for text in (PAGE, *self.finds):
            starts = [claim.evidence.start for claim in self.claims(text)]
            assert starts == sorted(starts)

    def test_an_empty_page_says_nothing(self) -> None:
        for text in ("", "\n", "."):
            assert self.claims(text) == ()

    def test_the_same_page_read_twice_says_the_same(self) -> None:
        assert self.claims(PAGE) == self.claims(PAGE)

    def test_what_was_given_is_not_written_into(self) -> None:
        document, found = self.document(PAGE), Found()
        actors, mentions = document.actors, document.mentions
        self.finder.find(document, found)
        assert found == Found()
        assert (document.actors, document.mentions) == (actors, mentions)
