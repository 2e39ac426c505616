"""From a dataset to a case: pages that were read in a batch are added as they were read, with their bytes and every claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from stateofplay.errors import ModelError
from stateofplay.model import Reading
from stateofplay.record import Case, add_page
from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.workers.reading import is_of_time, speaks_of
from stateofplay.service.cases import AddedPage


def add_dataset(
    case: Case,
    dataset: Path,
    *,
    about: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    mask_tokens: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> Iterator[AddedPage]:
    """Add the pages of a dataset, all or those that speak of something, in the order of their days.

    Stopping at any moment loses nothing; a page that the case has is passed over. Nothing is read again: a claim of the dataset
    and the same claim of a page that was added by itself are one.
    """
    chosen = _choose(Dataset(dataset), about, since, until)
    opened: tuple[Path | None, Any] = (None, None)
    for number, (path, row_number) in enumerate(chosen):
        if opened[0] != path:
            opened = (path, _load(path))
        row = opened[1].slice(row_number, 1).to_pylist()[0]
        if progress is not None:
            progress(number, len(chosen), row["source"])
        yield _add(case, row, mask_tokens)


def _add(case: Case, row: dict[str, Any], mask_tokens: bool) -> AddedPage:
    try:
        reading = msgspec.json.decode(row["reading"], type=Reading)
    except (ModelError, msgspec.ValidationError) as error:
        problem = ModelError(f"{row['place']} of the dataset is damaged: {error}", slug="model.evidence")
        return AddedPage(source=row["source"], problem=problem)
    with case.write(durable=False) as connection:
        added = add_page(
            connection, reading, source=row["source"], raw=row["raw"], sha256=row["sha256"], mask_tokens=mask_tokens
        )
    return AddedPage(source=row["source"], added=added)


def _load(path: Path) -> Any:
    from pyarrow import parquet

    return parquet.read_table(path, columns=["source", "place", "sha256", "reading", "raw"])


def _choose(dataset: Dataset, about: tuple[str, ...], since: str | None, until: str | None) -> list[tuple[Path, int]]:
    """(file, row) of each page that is asked for, by day of publication and place."""
    from pyarrow import parquet

    dataset.manifest()
    found: list[tuple[str, str, Path, int]] = []
    for path in dataset.parts("pages"):
        columns = ["published", "place", *(["text"] if about else [])]
        for number, row in enumerate(parquet.read_table(path, columns=columns).to_pylist()):
            day = row["published"]
            if not is_of_time(day, since, until) or (about and not speaks_of(row["text"], about)):
                continue
            found.append((day or "9999", row["place"], path, number))
    return [(path, number) for _, _, path, number in sorted(found, key=lambda f: f[:2])]
