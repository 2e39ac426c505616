"""The pages of a case as references; bibtex and csl dress them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii

from stateofplay.exchange.formats.parts.material import Material, page_address, source_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a list of references needs of a page."""

    key: str
    title: str
    authors: tuple[str, ...]
    site: str | None
    published: str | None
    accessed: str
    address: str | None
    language: str | None
    number: int


def references(material: Material) -> Iterator[Reference]:
    """Every page, in the order of adding; keys are made of site, year and number."""
    for page in material.pages:
        number = int(str(page["number"]))
        site = str(page["site"]) if page["site"] else None
        published = str(page["published"])[:10] if page["published"] else None
        words = re.sub(r"[^a-z0-9]", "", anyascii(site or "page").lower()) or "page"
        address = page_address(page)
        yield Reference(
            key=f"{words}{(published or '')[:4]}-{number}",
            title=str(page["title"] or source_name(str(page["source"]))),
            authors=material.articles[number].authors,
            site=site,
            published=published,
            accessed=str(page["added_at"])[:10],
            address=address if address.startswith("http") else None,
            language=str(page["language"]) if page["language"] else None,
            number=number,
        )
