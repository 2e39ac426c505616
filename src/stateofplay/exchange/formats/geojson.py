"""GeoJSON: the places of meetings and events, located by a shipped table of cities (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import msgspec

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.language.lexicon.forms import fold
from stateofplay.language.lexicon.lexicon import load
from stateofplay.language.lexicon.places import load_places
from stateofplay.record.views import Row

_TABLE = Path(__file__).parent / "data" / "coordinates.tsv"


@lru_cache(maxsize=1)
def _coordinates() -> dict[tuple[str, str], tuple[float, float]]:
    found = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        code, name, latitude, longitude = line.split("\t")
        found[code, _key(name)] = (float(longitude), float(latitude))
    return found


def locate(place: str) -> tuple[str, float, float] | None:
    """Country code, longitude and latitude of a city: of several of one name the largest; None where none is known.

    Examples
    --------
    >>> locate("Istanbul, Turkey")
    ('TR', 28.95, 41.01)
    >>> locate("the palace") is None
    True
    """
    for part in (place, *place.split(",")):
        for code in load_places().countries_of(part.strip()):
            if found := _coordinates().get((code, _key(part))):
                return code, *found
    return None


def write(material: Material, out: BinaryIO) -> Written:
    """Write one feature a place, with what happened there."""
    by_place: dict[str, list[Row]] = defaultdict(list)
    for kind in ("meetings", "events"):
        for row in material.rows(kind):
            if row.place:
                by_place[row.place].append(row)
    features = [_feature(place, rows) for place, rows in sorted(by_place.items())]
    collection = {"type": "FeatureCollection", "features": features}
    out.write(msgspec.json.format(msgspec.json.encode(collection), indent=2) + b"\n")
    unknown = [place for place in sorted(by_place) if locate(place) is None]
    notes = (f"Not in the table of cities, so without a point: {'; '.join(unknown)}",) if unknown else ()
    return Written(count=len(features), what="places", notes=notes)


def _feature(place: str, rows: list[Row]) -> dict[str, object]:
    found = locate(place)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(found[1:])} if found else None,
        "properties": {
            "place": place,
            "country": found[0] if found else _state(place),
            "claims": [
                {
                    "claim_id": r.claim_id,
                    "kind": r.kind,
                    "what": r.what,
                    "parties": r.party,
                    "recipient": r.other if r.kind == "events" else None,
                    "status": r.state,
                    "date": r.date,
                    "source": r.source,
                    "quote": r.quote,
                }
                for r in rows
            ],
        },
    }


def _state(place: str) -> str | None:
    """Country code where the place is a country by its name."""
    entry = load().entry(place)
    return entry.iso.upper() if entry is not None and entry.iso else None


def _key(name: str) -> str:
    return " ".join(fold(word) for word in name.split())


FORMAT = Format(
    name="geojson",
    suffix=".geojson",
    media="application/geo+json",
    says="Places of meetings and events as points, each with its claims: for maps.",
    fields=(
        ("type, features, geometry, coordinates, properties", "a FeatureCollection of points (RFC 7946), longitude first; "
         "geometry is null where the place is not in the table of cities"),
        ("place", "as the pages write it"),
        ("country", "ISO 3166 code of the city's country, or of the place where it is a country; else null"),
        ("claims", "what happened or is to happen there"),
        ("claim_id, kind, what, parties, recipient, status, date, source, quote", "each claim, as in the csv format"),
    ),
    notes=(
        "Coordinates are those of a city's centre, from GeoNames (CC BY 4.0), to about a kilometre: cities of 100,000 people and "
        "more, capitals, and some small places where talks are held. Of several cities of one name the largest is taken.",
    ),
    write=write,
)  # fmt: skip
