"""How servers are visited: slowly, as their robots.txt allows, and not before they said that one may come again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from stateofplay.errors import PageError
from stateofplay.pages.network.fetching import AGENT_NAME, ServerAnswer, fetch
from stateofplay.settings import Settings

RULES_SECONDS = 86_400.0
"""So long the rules of a host are taken for known (RFC 9309 allows a day)."""
_LONGEST_WAIT = 86_400.0
"""A server cannot keep us away for longer than a day by one answer."""
_LONGEST_DELAY = 120.0
"""Nor make us wait longer than this between two requests; who asks for more is visited so slowly all the same."""
_UNKNOWN_SECONDS = 600.0
"""Rules that could not be fetched are asked for again after this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _RobotsRules:
    """What a host's robots.txt says; `parsed` is None where everything or nothing is allowed."""

    until: float
    parsed: Protego | None = None
    closed: bool = False

    def allows(self, address: str) -> bool:
        return not self.closed and (self.parsed is None or self.parsed.can_fetch(address, AGENT_NAME))

    @property
    def delay(self) -> float:
        asked = self.parsed.crawl_delay(AGENT_NAME) if self.parsed else None
        return min(float(asked or 0.0), _LONGEST_DELAY)


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Fetches for a program that comes again and again.

    Parameters
    ----------
    settings
        Limits of size and time, and whether private addresses are allowed.
    delay
        Seconds between two requests to one host; more where its robots.txt asks for more.
    sleep, clock
        Where waiting and time come from.
    """

    settings: Settings
    delay: float
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    last: dict[str, float] = field(default_factory=dict)
    barred: dict[str, float] = field(default_factory=dict)
    """Host -> when it may be visited again."""
    rules: dict[str, _RobotsRules] = field(default_factory=dict)

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> ServerAnswer:
        """Fetch an address, as politely as its host asks for.

        Raises
        ------
        PageError
            ``pages.robots`` where the host's robots.txt forbids it, ``pages.wait`` where the host asked to come later; else as
            `stateofplay.pages.network.fetching.fetch`.
        """
        parts = urlsplit(address)
        rules = self._rules_of(parts.scheme, parts.netloc) if parts.scheme in ("http", "https") else None
        if rules is not None and not rules.allows(address):
            why = "cannot be read for now" if rules.closed else "does not allow it"
            raise PageError(
                f"{address} was not visited: the robots.txt of {parts.netloc} {why}.",
                slug="pages.robots",
                hint="Save the page in a browser and add the file." if not rules.closed else "Try again later.",
            )
        return self._visit(address, parts.netloc, rules.delay if rules else 0.0, etag=etag, modified=modified)

    def _visit(
        self, address: str, host: str, asked: float, *, etag: str | None = None, modified: str | None = None
    ) -> ServerAnswer:
        if (until := self.barred.get(host, 0.0)) > self.clock():
            raise PageError(
                f"{address} was not visited: {host} asked to wait {until - self.clock():.0f} seconds more.",
                slug="pages.wait",
                hint="The next round asks again.",
            )
        delay = max(self.delay, asked)
        if host in self.last and (wait := self.last[host] + delay - self.clock()) > 0:
            self.sleep(wait)
        limits = self.settings.pages
        try:
            return fetch(
                address,
                allow_private=limits.allow_private_addresses,
                max_bytes=limits.max_bytes,
                timeout=limits.timeout_seconds,
                etag=etag,
                modified=modified,
            )
        except PageError as error:
            if error.retry_after is not None:
                self.barred[host] = self.clock() + min(error.retry_after, _LONGEST_WAIT)
            raise
        finally:
            self.last[host] = self.clock()

    def _rules_of(self, scheme: str, host: str) -> _RobotsRules:
        known = self.rules.get(f"{scheme}://{host}")
        if known is None or known.until <= self.clock():
            known = self.rules[f"{scheme}://{host}"] = self._ask(scheme, host)
        return known

    def _ask(self, scheme: str, host: str) -> _RobotsRules:
        """Ask a host for its rules: none there means that all is allowed, an error of the server that nothing is (RFC 9309)."""
        try:
            answer = self._visit(f"{scheme}://{host}/robots.txt", host, 0.0)
        except PageError as error:
            if error.slug in ("pages.wait", "pages.private-address", "pages.address") or error.retry_after is not None:
                raise
            closed = error.exit_code == 69
            return _RobotsRules(until=self.clock() + (_UNKNOWN_SECONDS if closed else RULES_SECONDS), closed=closed)
        return _RobotsRules(
            until=self.clock() + RULES_SECONDS, parsed=Protego.parse(answer.data.decode("utf-8", "replace"))
        )
