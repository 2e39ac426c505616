"""A reader that asks a language model, one request a kind and part of a page, and believes nothing that the page does not say."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path

from stateofplay import __version__
from stateofplay.errors import ReaderError
from stateofplay.model import Actor, Article, Claim, ClaimLists, Reading
from stateofplay.readers.asking.answers import Answered, read_answer
from stateofplay.readers.asking.casting import Cast
from stateofplay.readers.asking.chunks import cut, halves
from stateofplay.readers.asking.claiming import REFUSALS, Claiming, When
from stateofplay.readers.asking.consent import require
from stateofplay.readers.asking.endpoint import Endpoint
from stateofplay.readers.asking.keeping import Shelf, page_key
from stateofplay.readers.asking.locating import SearchedPage
from stateofplay.readers.asking.prompts import messages, prompts
from stateofplay.readers.reading import ReadingAccount
from stateofplay.settings import ReaderSettings, ReadingSettings

SHORTEST_PART = 400
"""Characters; an answer about so little that is still cut off is given up."""


class ModelReader:
    """A language model behind an OpenAI-compatible endpoint.

    Parameters
    ----------
    name, settings
        The ``[readers.NAME]`` table.
    limits
        Budgets and where answers are kept.
    """

    def __init__(self, name: str, settings: ReaderSettings, limits: ReadingSettings) -> None:
        self.name, self.languages = name, settings.languages
        self.account = ReadingAccount()
        self._settings, self._limits = settings, limits
        self._shelf = Shelf(Path(limits.cache).expanduser())
        self._version = f"stateofplay {__version__} ({name}: {settings.model}, prompts {prompts().version})"

    @cached_property
    def _endpoint(self) -> Endpoint:
        """Made only where something must be asked: what is kept already needs neither key nor leave."""
        require(self.name, self._settings)
        return Endpoint(self.name, self._settings, self._limits, self.account)

    def read(self, article: Article) -> Reading:
        """Read an article, or take the reading of earlier.

        Raises
        ------
        ReaderError
            Where the model cannot be asked, or does not answer as it must: a page is read whole or not at all.
        """
        self.account.pages += 1
        asked = (self._version, self._settings.base_url, self._settings.answers, str(self._settings.chunk_characters))
        key = page_key(article, "reading", *asked)
        kept = self._shelf.reading(key, article, self._version)
        if kept is not None:
            reading, refused = kept
            self.account.from_cache += 1
            self._count(reading, refused)
            return reading
        reading, counted = self._asked(article, asked)
        self._shelf.keep_reading(key, reading, dict(counted))
        self._count(reading, counted)
        return reading

    def _count(self, reading: Reading, refused: dict[str, int] | Counter[str]) -> None:
        self.account.claims += sum(1 for _ in reading.claims())
        self.account.refused.update(refused)

    def _asked(self, article: Article, asked: tuple[str, ...]) -> tuple[Reading, Counter[str]]:
        page = SearchedPage(article.text)
        actors, dates, when = _from_tables(article)
        cast = Cast(actors, page)
        names = cast.names()
        claiming = Claiming(page, cast, self.name, when)
        refused: Counter[str] = Counter()
        found: dict[str, list[Claim]] = {}
        for kind in prompts().kinds:
            parts = cut(article.text, self._settings.chunk_characters)
            found[kind] = []
            while parts:
                start, text = parts.pop(0)
                answers = self._answers(kind, article, text, names, asked, refused)
                if answers is None:
                    parts[:0] = halves(start, text)
                    continue
                found[kind] += claiming.claims(kind, answers, start, start + len(text), refused)
        lists = {kind: tuple(sorted(claims, key=lambda c: c.evidence.start)) for kind, claims in found.items()}
        reading = Reading(
            article=article,
            actors=tuple(cast.actors.values()),
            reader=self._version,
            **{**{name: getattr(dates, name) for name in ClaimLists.__dataclass_fields__}, **lists},
        )
        return reading, refused

    def _answers(
        self,
        kind: str,
        article: Article,
        text: str,
        names: tuple[str, ...],
        asked: tuple[str, ...],
        refused: Counter[str],
    ) -> tuple[Answered, ...] | None:
        """The claims of one answer, or None where it was cut off and the part must be halved."""
        key = page_key(article, kind, text, *names, *asked)
        content = self._shelf.answer(key)
        sent = messages(kind, text=text, published=article.published, language=article.language, cast=names)
        for _ in range(self._settings.retries + 1):
            kept = content is not None
            if content is None:
                told = self._endpoint.ask(kind, sent)
                if told.cut:
                    if len(text) <= SHORTEST_PART:
                        break
                    return None
                content = told.content
            try:
                answers, wrong = read_answer(kind, content)
            except ValueError:
                content = None
                continue
            if not kept:
                self._shelf.keep_answer(key, content)
            if wrong:
                refused["form"] += wrong
            return answers
        raise ReaderError(
            f"the reader {self.name} gives no usable answer about the {kind} of this page",
            slug="readers.answer",
            hint="The page was not read. Answers about its other claims are kept; try again, or name another model.",
        )

    def report(self) -> str:
        """What was asked, what it cost and what was refused."""
        account, settings = self.account, self._settings
        if not account.pages:
            return ""
        said = [
            f"{self.name}: {account.pages} pages, {account.from_cache} of them read before",
            f"{account.requests} requests",
            f"{'about ' if account.estimated else ''}{account.tokens_in:,} tokens sent and {account.tokens_out:,} answered",
        ]
        if settings.price_in or settings.price_out:
            cost = (account.tokens_in * settings.price_in + account.tokens_out * settings.price_out) / 1_000_000
            said.append(f"about {cost:.4f} {settings.currency}".rstrip())
        why = ", ".join(f"{number} {REFUSALS[reason]}" for reason, number in account.refused.most_common())
        total = sum(account.refused.values())
        return f"{'; '.join(said)}. {account.claims} claims kept, {total} refused{f' ({why})' if why else ''}."


def _from_tables(article: Article) -> tuple[tuple[Actor, ...], ClaimLists, When]:
    """What our own tables know of a page: its cast, its dates, and what words of it say of a day."""
    if article.language not in (None, "en"):
        from stateofplay.language.tongues.finding import find_known

        actors, dates = find_known(article)
        lists = ClaimLists(dates=dates)
    else:
        from stateofplay.finding.dates import find_dates
        from stateofplay.language import understand

        document = understand(article)
        actors, lists = document.actors, ClaimLists().having("dates", find_dates(document, ClaimLists()))

    def when(start: int, end: int) -> str | None:
        found = [d for d in lists.dates if start < d.anchor + len(d.text) and d.anchor < end and d.value]
        return max(found, key=lambda d: len(d.text)).value if found else None

    return actors, lists, when
