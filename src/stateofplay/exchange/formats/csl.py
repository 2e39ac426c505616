"""CSL-JSON: the pages of the case for Zotero, Pandoc and others."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.exchange.formats.parts.references import Reference, references
from stateofplay.model.dates import Grain, VagueDate


def write(material: Material, out: BinaryIO) -> Written:
    """Write an array of items."""
    items = [_item(reference) for reference in references(material)]
    out.write(msgspec.json.format(msgspec.json.encode(items), indent=2) + b"\n")
    return Written(count=len(items), what="references")


def _item(reference: Reference) -> dict[str, object]:
    item: dict[str, object] = {
        "id": reference.key,
        "type": "webpage",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.site,
        "issued": _date(reference.published),
        "accessed": _date(reference.accessed),
        "URL": reference.address,
        "language": reference.language,
        "note": f"Page {reference.number} of the case",
    }
    return {name: value for name, value in item.items() if value}


def _date(value: str | None) -> dict[str, object] | None:
    vague = VagueDate.parse(value)
    if vague is None or vague.grain is Grain.WEEK:
        return None
    return {"date-parts": [[int(part) for part in vague.value.split("-")]]}


FORMAT = Format(
    name="csl",
    suffix=".csl.json",
    media="application/vnd.citationstyles.csl+json",
    says="The pages of the case as CSL-JSON: for Zotero, Pandoc and every citation style.",
    fields=(
        ("id", "site, year and number of the page"),
        ("type", "always webpage"),
        ("title", "headline, or the source where there is none"),
        ("author, literal", "authors as the page states them, as literal names"),
        ("container-title", "name of the site"),
        ("issued, date-parts", "date of publication, as precise as it is known"),
        ("accessed", "day on which it was received"),
        ("URL", "address of the page"),
        ("language", "ISO 639-1 code"),
        ("note", "number of the page in the case"),
    ),
    write=write,
)
