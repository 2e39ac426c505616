"""Fetch the feeds and pages of a case again, politely, and add what is new."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from sqlalchemy import ColumnElement, Connection, select

from stateofplay.errors import ExchangeError, PageError, ReaderError
from stateofplay.model.addresses import plain_address
from stateofplay.pages import read_page
from stateofplay.pages.feeds import read_feed, read_opml
from stateofplay.pages.network.fetching import ServerAnswer
from stateofplay.pages.sniffing import sniff
from stateofplay.record import Added, AddingOutcome, Case, add_page, canonical_address
from stateofplay.record.intake.adding import known
from stateofplay.record.storage.case import now
from stateofplay.record.storage.tables import FEED, PAGE
from stateofplay.service.readers import settings_for
from stateofplay.service.reading import read_article
from stateofplay.service.visiting.politeness import Visitor
from stateofplay.settings import Settings, load_settings

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST_SECONDS = 60
"""No round begins sooner than this after the one before: servers are other people's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedAddress:
    """An address that is watched."""

    address: str
    kind: str
    """``"feed"`` or ``"page"``."""
    title: str | None = None
    note: str = ""
    """What could not be read of the list that it came from; told once, with the first of its feeds."""
    looked: str = ""
    """When it was last looked at, as an ISO moment."""
    problem: str = ""
    """What went wrong then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What came of one address in one round."""

    address: str
    kind: str
    added: tuple[tuple[str, Added], ...] = ()
    unchanged: bool = False
    put_off: int = 0
    """New pages that were left for the next round, so as not to burden one host."""
    closed: int = 0
    """New pages that the robots.txt of their host does not open to programs."""
    problems: tuple[PageError | ReaderError, ...] = ()

    @property
    def sentence(self) -> str:
        """What came of it, in one line a thing."""
        lines = [
            f"{a.outcome}: page {a.number}, {address}" for address, a in self.added if a.outcome != AddingOutcome.SAME
        ]
        lines += [f"{p.sentence} {p.hint}".strip() for p in self.problems]
        if self.put_off == 1:
            lines.append("1 more new page waits for the next round")
        elif self.put_off:
            lines.append(f"{self.put_off} more new pages wait for the next round")
        if self.closed:
            pages = "1 page" if self.closed == 1 else f"{self.closed} pages"
            lines.append(f"{pages} not visited: robots.txt does not allow it")
        return "\n".join(f"{self.address}: {line}" for line in lines or ["nothing new"])


def seconds_of(text: str) -> float:
    """Seconds of ``30m``, ``2h``, ``1d``, ``90s``; at least a minute.

    Raises
    ------
    ExchangeError
        ``exchange.every``.

    Examples
    --------
    >>> seconds_of("30m")
    1800.0
    """
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if not match or int(match[1]) * _UNITS[match[2]] < _LEAST_SECONDS:
        raise ExchangeError(
            f"{text!r} is no time between two rounds",
            slug="exchange.every",
            hint="Write 30m, 2h or 1d; a minute is the least.",
        )
    return float(int(match[1]) * _UNITS[match[2]])


def subscribe(case: Case, source: str, *, settings: Settings | None = None) -> tuple[WatchedAddress, ...]:
    """Watch a feed, a page, or every feed of an OPML list (a file or an address) from now on.

    Raises
    ------
    PageError
        The address cannot be fetched, or the file is no OPML.
    """
    settings = settings or load_settings()
    found: tuple[WatchedAddress, ...]
    if "://" not in source[:12]:
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise PageError(
                f"{source} cannot be read: {error.strerror or error}.",
                slug="pages.missing",
                hint="Give an address that begins with http:// or https://, or an OPML file.",
            ) from error
        found = _from_opml(data, source)
    else:
        visitor = Visitor(settings=settings, delay=0, sleep=time.sleep, clock=time.monotonic)
        data = visitor.fetch(source).data
        if re.search(rb"<opml[\s>]", data[:2000], re.I):
            found = _from_opml(data, source)
        elif sniff(data, name=source) == "feed":
            found = (WatchedAddress(address=source, kind="feed", title=read_feed(data, name=source).title),)
        else:
            found = (WatchedAddress(address=source, kind="page"),)
    # A password in the address of a feed opened it once; the case does not keep it.
    found = tuple(replace(item, address=plain_address(item.address)) for item in found)
    with case.write() as connection:
        for item in found:
            if connection.execute(select(FEED.c.kind).where(FEED.c.address == item.address)).first() is None:
                connection.execute(FEED.insert(), {"address": item.address, "kind": item.kind, "title": item.title})
    return found


def forget(case: Case, address: str) -> None:
    """Do not watch an address any more; its pages stay.

    Raises
    ------
    ExchangeError
        ``exchange.not_watched``.
    """
    with case.write() as connection:
        if not connection.execute(FEED.delete().where(FEED.c.address == address)).rowcount:
            raise ExchangeError(
                f"{address} is not watched", slug="exchange.not_watched", hint="stateofplay export CASE --format opml"
            )


def subscriptions(connection: Connection) -> tuple[WatchedAddress, ...]:
    """Everything that is watched by name, feeds first."""
    columns = (FEED.c.address, FEED.c.kind, FEED.c.title, FEED.c.fetched_at, FEED.c.problem)
    return tuple(
        WatchedAddress(
            address=r.address, kind=r.kind, title=r.title, looked=r.fetched_at or "", problem=r.problem or ""
        )
        for r in connection.execute(select(*columns).order_by(FEED.c.kind, FEED.c.address))
    )


def watch(
    case: Case,
    *,
    every: float | None = None,
    rounds: int | None = None,
    delay: float = 2.0,
    per_host: int = 30,
    pages: bool = True,
    settings: Settings | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Watched]:
    """Visit everything that is watched, once or again and again; an address that fails does not stop the others.

    Parameters
    ----------
    every
        Seconds between the beginnings of two rounds; one round where None.
    rounds
        Stop after so many; never where None and `every` is given.
    delay
        Seconds between two requests to one host.
    per_host
        New pages fetched from one host in a round.
    pages
        Visit pages too: those watched by name, and those of the case that came from an address. Else feeds only.
    sleep, clock
        Where waiting and time come from.

    Yields
    ------
    Watched
        One an address. What was yielded is in the case, whatever happens later.
    """
    settings = settings_for(case, settings or load_settings())
    visitor = Visitor(settings=settings, delay=delay, sleep=sleep, clock=clock)
    done = 0
    while True:
        began = clock()
        yield from _round(case, visitor, per_host=per_host, pages=pages)
        done += 1
        if every is None or done == rounds:
            return
        sleep(max(_LEAST_SECONDS, every - (clock() - began)))


def _round(case: Case, visitor: Visitor, *, per_host: int, pages: bool) -> Iterator[Watched]:
    with case.read() as connection:
        wanted = [s for s in subscriptions(connection) if pages or s.kind == "feed"]
        if pages:
            wanted += _own_pages(connection, {w.address for w in wanted})
    if not wanted:
        raise ExchangeError(
            "the case watches no feed and no page yet",
            slug="exchange.nothing_watched",
            hint="Name one: stateofplay watch CASE --add https://...",
        )
    budget: dict[str, int] = {}
    for item in wanted:
        try:
            answer = _visit(case, visitor, item)
        except PageError as error:
            _note(case, item, problem=error.sentence)
            yield Watched(address=item.address, kind=item.kind, problems=(error,))
            continue
        if answer.unchanged:
            _note(case, item, answer=answer)
            yield Watched(address=item.address, kind=item.kind, unchanged=True)
            continue
        try:
            if item.kind == "feed":
                watched = _take_feed(case, visitor, item, answer, budget, per_host)
            else:
                watched = Watched(
                    address=item.address,
                    kind="page",
                    added=((item.address, _take_page(case, item.address, answer, visitor)),),
                )
        except (PageError, ReaderError) as error:
            # The stamps of this answer are not kept: the next round must see it in full again.
            _note(case, item, problem=error.sentence)
            yield Watched(address=item.address, kind=item.kind, problems=(error,))
            continue
        # With pages put off or failed the feed must come in full the next time too.
        _note(case, item, answer=None if watched.put_off or watched.problems else answer)
        yield watched


def _visit(case: Case, visitor: Visitor, item: WatchedAddress) -> ServerAnswer:
    with case.read() as connection:
        stamps = connection.execute(select(FEED.c.etag, FEED.c.modified).where(FEED.c.address == item.address)).first()
    return visitor.fetch(
        item.address, etag=stamps.etag if stamps else None, modified=stamps.modified if stamps else None
    )


def _take_feed(
    case: Case, visitor: Visitor, item: WatchedAddress, answer: ServerAnswer, budget: dict[str, int], per_host: int
) -> Watched:
    added: list[tuple[str, Added]] = []
    problems: list[PageError | ReaderError] = []
    put_off = closed = 0
    for entry in read_feed(answer.data, name=item.address).entries:
        if not entry.url:
            continue
        address = urljoin(answer.url, entry.url)
        if urlsplit(address).scheme not in ("http", "https"):
            continue  # mail addresses, sound files of podcasts in other schemes: no pages
        with case.read() as connection:
            if _has(connection, address):
                continue
        host = urlsplit(address).netloc
        if budget.get(host, 0) >= per_host:
            put_off += 1
            continue
        budget[host] = budget.get(host, 0) + 1
        try:
            page = _take_page(case, address, visitor.fetch(address), visitor, published=entry.published)
            added.append((address, page))
        except (PageError, ReaderError) as error:
            if error.slug == "pages.wait":
                put_off += 1
            elif error.slug == "pages.robots":
                closed += 1
            else:
                problems.append(error)
    return Watched(
        address=item.address,
        kind="feed",
        added=tuple(added),
        put_off=put_off,
        closed=closed,
        problems=tuple(problems),
    )


def _take_page(
    case: Case, address: str, answer: ServerAnswer, visitor: Visitor, *, published: str | None = None
) -> Added:
    sha256 = hashlib.sha256(answer.data).hexdigest()
    with case.read() as connection:
        if found := known(connection, sha256):
            return Added(outcome=AddingOutcome.SAME, page_id=found[0], number=found[1], claims=0, of=found[1])
    article = read_page(
        answer.data,
        url=answer.url,
        content_type=answer.content_type,
        charset=answer.charset,
        name=address,
        max_bytes=visitor.settings.pages.max_bytes,
    )
    # The page's own day comes first: feeds stamp when they were made, and stamp again what was only touched.
    if published and len(article.published or "") < len(published):
        article = replace(article, published=published, published_source="feed")
    with case.read() as connection:
        # Live pages differ in their advertisements at every visit; a new version is one with other words.
        query = select(PAGE.c.id, PAGE.c.number, PAGE.c.text).where(_at(address) | _at(article.url or address))
        latest = connection.execute(query.order_by(PAGE.c.number.desc()).limit(1)).first()
        if latest is not None and latest.text == article.text:
            return Added(
                outcome=AddingOutcome.SAME, page_id=latest.id, number=latest.number, claims=0, of=latest.number
            )
    reading = read_article(article, settings=visitor.settings)
    with case.write(durable=False) as connection:
        mask = visitor.settings.pages.mask_tokens
        return add_page(connection, reading, source=address, raw=answer.data, sha256=sha256, mask_tokens=mask)


def _own_pages(connection: Connection, watched: set[str]) -> list[WatchedAddress]:
    """Addresses that pages of the case came from, each once, those not watched by name."""
    query = select(PAGE.c.source).where(PAGE.c.source.like("http%://%")).order_by(PAGE.c.number)
    sources = dict.fromkeys(connection.execute(query).scalars())
    return [WatchedAddress(address=s, kind="page") for s in sources if s not in watched]


def _has(connection: Connection, address: str) -> bool:
    return connection.execute(select(PAGE.c.id).where(_at(address)).limit(1)).first() is not None


def _at(address: str) -> ColumnElement[bool]:
    return (PAGE.c.source == address) | (PAGE.c.address == canonical_address(address))


def _note(case: Case, item: WatchedAddress, *, answer: ServerAnswer | None = None, problem: str | None = None) -> None:
    """Keep what the server said of this address, so that it need not send the same again."""
    values: dict[str, object] = {"fetched_at": now(), "problem": problem}
    if answer is not None and not answer.unchanged:
        values |= {"etag": answer.etag, "modified": answer.modified}
    with case.write(durable=False) as connection:
        if not connection.execute(FEED.update().where(FEED.c.address == item.address).values(values)).rowcount:
            connection.execute(FEED.insert(), {"address": item.address, "kind": item.kind, **values})


def _from_opml(data: bytes, name: str) -> tuple[WatchedAddress, ...]:
    listed = read_opml(data, name=name)
    found = tuple(
        WatchedAddress(address=s.url, kind="feed", title=s.title, note=" ".join(listed.notes) if i == 0 else "")
        for i, s in enumerate(listed)
    )
    if not found:
        raise PageError(f"{name} lists no feed.", slug="pages.opml", hint="Export the list again.")
    return found
