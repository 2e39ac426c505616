"""What a row says, tried against its page, the vocabularies and the calendar. A row that fails is doubtful: it is refused."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from stateofplay.errors import RecordError
from stateofplay.exchange.importing.cells import Row, unpack
from stateofplay.exchange.importing.origin import stands_in_bytes
from stateofplay.model import ActorKind
from stateofplay.model.addresses import plain_address
from stateofplay.model.dates import VagueDate
from stateofplay.record.intake import similarity
from stateofplay.record.intake.adding import canonical_address, page_identity
from stateofplay.record.judging.judgements import Verdict, check_correction
from stateofplay.record.storage.claims import claim_identity, claim_row
from stateofplay.record.storage.columns import CLASS
from stateofplay.record.storage.tables import PAGE
from stateofplay.record.views import ArticleRest

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_SKEW = timedelta(minutes=10)
"""How far the clocks of two machines may be apart."""
_AHEAD = timedelta(days=2)
"""How far ahead of now a page may be dated: it is tomorrow on the other side of the world."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST_NAME = 300
_HIGHEST = 2**31 - 1


@dataclass(slots=True, kw_only=True)
class Checks:
    """Checks of the rows of one file; it keeps the text of the page that the last rows were of."""

    connection: Connection
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _text: tuple[str, str] = ("", "")

    def check(self, table: str, row: Row) -> None:
        """Try a row.

        Raises
        ------
        ValueError
            With what is doubtful.
        """
        for name in ("at", "added_at", "fetched_at"):
            if row.get(name) is not None:
                self._stamp(name, str(row[name]))
        if (found := _CHECKS.get(table)) is not None:
            found(self, row)

    def page(self, row: Row) -> None:
        """A page: bytes, text, address, dates, site."""
        raw = unpack(row["raw"])
        if hashlib.sha256(raw).hexdigest() != row["sha256"]:
            raise ValueError("the bytes of the page do not have the hash that it states")
        source = str(row["source"])
        if page_identity(source, str(row["sha256"])) != row["id"]:
            raise ValueError(f"the page {row['id']} is not what its id says")
        rest = msgspec.json.decode(str(row["article"]), type=ArticleRest)
        if any(plain_address(place) != place for place in (source, rest.url or "")):
            raise ValueError("the address of the page holds a name or password of who fetched it")
        # Versions take different words of a query for tracking; the host and the path are the same to all of them.
        if _place(row["address"]) != _place(canonical_address(rest.url) or canonical_address(source)):
            raise ValueError(f"the page is said to be at {row['address']!r}, which is not where it came from")
        if isinstance(row["signature"], bytes) and len(row["signature"]) != similarity.SIZE * 4:
            raise ValueError("the signature of the page is damaged")
        _within("number", row["number"], 1, _HIGHEST)
        self._day("published", row["published"])
        for name in ("site", "language", "published_source"):
            _short(name, row[name])
        if row["id"] in (row["copy_of"], row["earlier"]):
            raise ValueError("the page is said to be a copy or a version of itself")
        published = None if row["published"] is None else str(row["published"])
        if not stands_in_bytes(str(row["text"]), raw, url=rest.url, published=published):
            raise ValueError("the text of the page does not stand in its bytes")

    def claim(self, row: Row) -> None:
        """A claim: its words in the page, its columns as its body has them."""
        kind, page_id = str(row["kind"]), str(row["page_id"])
        if kind not in CLASS:
            raise ValueError(f"there is no kind of claim {kind!r}")
        claim = msgspec.json.decode(str(row["body"]), type=CLASS[kind])
        text = self._text_of("claim", page_id)
        if not claim.evidence.stands_in(text):
            raise ValueError(f"the quote of the claim {row['id']} does not stand in its page")
        if claim_identity(page_id, claim) != row["id"]:
            raise ValueError(f"the claim {row['id']} is not what its id says")
        if not math.isfinite(claim.confidence) or not 0 <= claim.confidence <= 1:
            raise ValueError(f"the confidence of the claim {row['id']} is {claim.confidence}, not between 0 and 1")
        if not 0 <= claim.anchor <= len(text):
            raise ValueError(f"the claim {row['id']} hangs on a word beyond the end of its page")
        for name, value in claim_row(page_id, claim).items():
            if name != "body" and row[name] != value:
                raise ValueError(f"the claim {row['id']} has another {name} than its body")

    def actor(self, row: Row) -> None:
        """An actor: a kind that there is, words inside the page."""
        if row["kind"] not in frozenset(ActorKind):
            raise ValueError(f"there is no kind of actor {row['kind']!r}")
        _named("name", row["name"])
        _within("mentions", row["mentions"], 0, _HIGHEST)
        self._span("actor", row)

    def sentence(self, row: Row) -> None:
        """A sentence: the words that stand there."""
        start, end = self._span("sentence", row)
        if self._text[1][start:end] != row["text"]:
            raise ValueError("the sentence does not stand in its page")

    def judgement(self, row: Row) -> None:
        """A judgement: somebody's, with corrections that the claim can have."""
        _named("author", row["author"])
        values = msgspec.json.decode(str(row["correction"]), type=dict[str, str | None])
        if values and row["verdict"] != Verdict.ACCEPT:
            raise ValueError(f"a correction goes with accept, not with {row['verdict']}")
        if values:
            try:
                check_correction(self.connection, str(row["claim_id"]), values)
            except RecordError as error:
                raise ValueError(error.sentence) from error

    def identity(self, row: Row) -> None:
        """A word on two names."""
        for name in ("author", "left", "right"):
            _named(name, row[name])
        if row["left"] == row["right"]:
            raise ValueError("a name is compared with itself")

    def issue_edit(self, row: Row) -> None:
        """An edit of issues."""
        _named("author", row["author"])
        if row["edit"] != "withdraw":
            _named("issue", row["issue"])
            _named("value", row["value"])

    def feed(self, row: Row) -> None:
        """A watched address."""
        address = str(row["address"])
        if not re.match(r"https?://[^\s/]", address) or plain_address(address) != address:
            raise ValueError(f"{plain_address(address)[:100]!r} is no address that could be watched")

    def _text_of(self, what: str, page_id: str) -> str:
        if self._text[0] != page_id:
            text = self.connection.execute(select(PAGE.c.text).where(PAGE.c.id == page_id)).scalar()
            if text is None:
                raise ValueError(f"a row of {what} is of the page {page_id}, which the file does not have")
            self._text = (page_id, str(text))
        return self._text[1]

    def _span(self, what: str, row: Row) -> tuple[int, int]:
        text = self._text_of(what, str(row["page_id"]))
        start, end = int(str(row["start"])), int(str(row["end"]))
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start} to {end} is no place in a page of {len(text)} characters")
        return start, end

    def _stamp(self, name: str, value: str) -> None:
        try:
            if not _STAMP.fullmatch(value):
                raise ValueError
            found = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            raise ValueError(f"{name} is {value[:40]!r}, no time as 2025-06-01T12:00:00Z") from None
        if found > self.at + _SKEW:
            raise ValueError(f"{name} is {value}, which is in the future")

    def _day(self, name: str, value: object) -> None:
        if value is None:
            return
        found = VagueDate.parse(str(value))
        if found is None:
            raise ValueError(f"{name} is {str(value)[:40]!r}, no day, month or year")
        if found.earliest > (self.at + _AHEAD).date():
            raise ValueError(f"{name} is {value}, which is in the future")


_CHECKS: dict[str, Callable[[Checks, Row], None]] = {
    "page": Checks.page,
    "claim": Checks.claim,
    "actor": Checks.actor,
    "sentence": Checks.sentence,
    "judgement": Checks.judgement,
    "identity": Checks.identity,
    "issue_edit": Checks.issue_edit,
    "feed": Checks.feed,
}


def _place(address: object) -> str:
    """Host and path of an address as the record keeps it."""
    return str(address or "").partition("?")[0]


def _within(name: str, value: object, least: int, most: int) -> None:
    if not least <= int(str(value)) <= most:
        raise ValueError(f"{name} is {value}, not between {least} and {most}")


def _named(name: str, value: object) -> None:
    if not str(value).strip():
        raise ValueError(f"{name} is empty")


def _short(name: str, value: object) -> None:
    if value is not None and (_CONTROL.search(str(value)) or len(str(value)) > _LONGEST_NAME):
        raise ValueError(f"{name} is {str(value)[:40]!r}, which is none")
