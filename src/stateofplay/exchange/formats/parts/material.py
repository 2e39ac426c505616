"""What exports are made of: the views of one case, each computed once and only when a format asks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace
from sqlalchemy import Connection, select

from stateofplay.model import CLAIM_KINDS, Article
from stateofplay.model.addresses import masked_address
from stateofplay.record.actors.identity import Identities, identify
from stateofplay.record.judging.judgements import Judgement, all_standing
from stateofplay.record.meetings import CaseMeeting, join
from stateofplay.record.positions import sides
from stateofplay.record.storage.tables import ACTOR
from stateofplay.record.views import Filter, Row, articles, pages, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActor:
    """An actor of the case, with what all pages say of it."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    side: str | None
    identifiers: tuple[str, ...]
    mentions: tuple[tuple[int, str], ...]
    """(page id's number, name on that page)."""


@dataclass(kw_only=True)
class Material:
    """A case on an open connection, seen through a filter."""

    connection: Connection
    title: str
    wanted: Filter = field(default_factory=Filter)
    full_sources: bool = False
    """Whether folders of the machine that a page was added from are written too; else the name of the file alone."""
    kinds: tuple[str, ...] = CLAIM_KINDS
    mask_tokens: bool = False
    """Whether tokens, keys and names of sessions in addresses are covered."""
    claims_at: str = ""
    """What stands before a claim's id in the address of its page, where a server shows the case; else empty."""

    def address(self, place: str) -> str:
        """An address, or the name of a file, as it may be written."""
        return masked_address(place) if self.mask_tokens else place

    @cached_property
    def identities(self) -> Identities:
        """Which names are the same actor."""
        return identify(self.connection)

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        """Claim id -> the judgement that counts."""
        return all_standing(self.connection)

    def rows(self, kind: str) -> tuple[Row, ...]:
        """Claims of one kind, in the order of days; empty where the kind was not asked for."""
        if kind not in self.kinds:
            return ()
        found = rows(self.connection, kind, self.wanted, identities=self.identities, judgements=self.judgements)
        if self.full_sources and not self.mask_tokens:
            return found
        name = (lambda source: source) if self.full_sources else source_name
        return tuple(replace(row, source=self.address(name(row.source))) for row in found)

    def all_rows(self) -> Iterator[Row]:
        """Claims of all kinds asked for, kind by kind."""
        for kind in self.kinds:
            yield from self.rows(kind)

    @cached_property
    def dates(self) -> tuple[Row, ...]:
        """The time expressions on the pages that the filter lets through: whatever else is asked for, they date the rest."""
        wanted = dataclasses.replace(self.wanted, party=None, issue=None, status=None, rejected=False)
        return rows(self.connection, "dates", wanted, identities=self.identities, judgements=self.judgements)

    @cached_property
    def pages(self) -> tuple[dict[str, object], ...]:
        """Every page of the case, in the order of adding."""
        found = pages(self.connection)
        if not self.mask_tokens:
            return tuple(found)
        return tuple({**page, "source": self.address(str(page["source"]))} for page in found)

    @cached_property
    def articles(self) -> Mapping[int, Article]:
        """Page number -> article."""
        found = articles(self.connection)
        if not self.mask_tokens:
            return found
        return {n: dataclasses.replace(a, url=a.url and self.address(a.url)) for n, a in found.items()}

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """Actor -> the side it stands on."""
        return sides(self.connection, self.identities)

    def meetings(self) -> tuple[CaseMeeting, ...]:
        """The meetings of the case, joined over its pages."""
        return join(self.rows("meetings"), self.rows("attendance"), self.sides, self.identities.kinds)

    @cached_property
    def actors(self) -> tuple[CaseActor, ...]:
        """The actors of the case, by name."""
        import msgspec

        from stateofplay.record.storage.tables import PAGE

        query = select(ACTOR, PAGE.c.number).join(PAGE, PAGE.c.id == ACTOR.c.page_id).order_by(PAGE.c.number)
        found: dict[str, dict[str, dict[object, None]]] = {}
        for row in self.connection.execute(query).mappings():
            name = self.identities.of(row["name"]) or row["name"]
            entry = found.setdefault(name, {"aliases": {}, "roles": {}, "identifiers": {}, "mentions": {}})
            entry["mentions"][row["number"], row["name"]] = None
            for key in ("aliases", "roles", "identifiers"):
                entry[key].update(dict.fromkeys(msgspec.json.decode(row[key], type=list[str])))
            if row["name"] != name:
                entry["aliases"][row["name"]] = None
        return tuple(
            CaseActor(
                name=name,
                kind=self.identities.kinds.get(name, "group"),
                aliases=_texts(alias for alias in entry["aliases"] if alias != name),
                roles=_texts(entry["roles"]),
                side=self.sides.get(name),
                identifiers=_texts(entry["identifiers"]),
                mentions=tuple(entry["mentions"]),  # type: ignore[arg-type]
            )
            for name, entry in sorted(found.items())
        )


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(v) for v in values)  # type: ignore[attr-defined]


def page_address(page: Mapping[str, object]) -> str:
    """What other programs can call a page by: its address, or a URN of its number in the case."""
    source = str(page["source"])
    if source.startswith(("http://", "https://")):
        return source
    address = page.get("address")
    return f"https://{address}" if address else f"urn:stateofplay:page:{page['number']}"


def source_name(source: str) -> str:
    """What people can call a source: an address as it is, of a file its name without the folders of this machine.

    Examples
    --------
    >>> source_name("/home/ana/talks/first.html"), source_name("https://post.example/a")
    ('first.html', 'https://post.example/a')
    """
    return source if "://" in source[:12] else source.replace("\\", "/").rsplit("/", 1)[-1]
