"""OPML: the feeds that the case watches."""

from __future__ import annotations

from typing import BinaryIO

from sqlalchemy import select

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.pages.feeds import Subscription, write_opml
from stateofplay.record.storage.tables import FEED


def write(material: Material, out: BinaryIO) -> Written:
    """Write the list of feeds."""
    query = select(FEED.c.address, FEED.c.title).where(FEED.c.kind == "feed").order_by(FEED.c.address)
    feeds = [
        Subscription(url=material.address(row.address), title=row.title) for row in material.connection.execute(query)
    ]
    out.write(write_opml(feeds, title=material.title))
    return Written(count=len(feeds), what="feeds")


FORMAT = Format(
    name="opml",
    suffix=".opml",
    media="text/x-opml; charset=utf-8",
    says="The feeds that the case watches, as OPML 2.0: for any feed reader, and for `stateofplay watch --add`.",
    fields=(("outline, text, xmlUrl, type", "one feed: its title and address"),),
    write=write,
)
