"""Places: cities of the world and the country each lies in, from a table built out of GeoNames (CC BY 4.0)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from stateofplay.language.lexicon.forms import fold

_TABLE = Path(__file__).parent / "data" / "places.tsv"


class Places:
    """Cities by name; where two countries have one of the same name, both are kept, the larger first."""

    def __init__(self, countries: Mapping[str, tuple[str, ...]]) -> None:
        self._countries = countries

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _key(name) in self._countries

    def __len__(self) -> int:
        return len(self._countries)

    def countries_of(self, name: str) -> tuple[str, ...]:
        """ISO 3166 codes of the countries with a city of that name; empty where none is known."""
        return self._countries.get(_key(name), ())


def _key(name: str) -> str:
    return " ".join(fold(word) for word in name.split())


@lru_cache(maxsize=1)
def load_places() -> Places:
    """Load the shipped table.

    Examples
    --------
    >>> load_places().countries_of("Geneva")[0], "Doha" in load_places(), "Lavrov" in load_places()
    ('CH', True, False)
    """
    found: dict[str, tuple[str, ...]] = {}
    rank: dict[str, int] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        code, _, names = line.partition("\t")
        for place, name in enumerate(names.split("|")):
            known = found.get(name)
            if known is None:
                found[name], rank[name] = (code,), place
            elif place < rank[name]:
                found[name], rank[name] = (code, *known), place
            else:
                found[name] = (*known, code)
    return Places(found)
