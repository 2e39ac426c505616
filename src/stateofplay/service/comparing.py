"""Several readers side by side on the same pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from stateofplay.errors import ReaderError
from stateofplay.model import Reading
from stateofplay.readers.comparing import Compared, compare_readings, load_key
from stateofplay.service.readers import with_reader
from stateofplay.service.reading import read
from stateofplay.settings import Settings


def compare(
    pages: Sequence[Path], names: Sequence[str], settings: Settings, *, gold: Path | None = None
) -> tuple[Compared, ...]:
    """Read pages with several readers and lay what they found side by side.

    Parameters
    ----------
    pages
        Files.
    names
        At least two readers; agreement is told of the first two.
    gold
        A folder with the answers to the pages.

    Raises
    ------
    ReaderError
        ``readers.few``, ``readers.answers``, or what a reader could not do.
    """
    if len(set(names)) < 2:
        raise ReaderError(
            "two readers are needed to be compared", slug="readers.few", hint="For example: --readers embedded,ministry"
        )
    key = load_key(gold, pages) if gold is not None else None
    days = [str(answer["published"]) if answer.get("published") else None for answer in key or ()]
    readings: Mapping[str, list[Reading]] = {
        name: [
            read(page, settings=with_reader(settings, name), published=days[i] if days else None)
            for i, page in enumerate(pages)
        ]
        for name in dict.fromkeys(names)
    }
    return compare_readings(readings, key)
