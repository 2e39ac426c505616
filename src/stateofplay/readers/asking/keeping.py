"""Answers and readings of earlier: nothing is asked, or paid for, twice."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from stateofplay.model import Actor, Article, ClaimLists, Reading
from stateofplay.model.ids import digest


class _Kept(msgspec.Struct):
    """A reading without its article."""

    actors: tuple[Actor, ...]
    found: ClaimLists
    refused: dict[str, int]


class Shelf:
    """A folder of answers. Keys are digests of everything that an answer hangs on; a damaged file counts as none.

    Parameters
    ----------
    folder
        Made where it is missing, open to its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answer(self, key: str) -> str | None:
        """The answer that is kept under a key."""
        data = self._load(key, ".txt")
        return None if data is None else data.decode("utf-8", "replace")

    def keep_answer(self, key: str, content: str) -> None:
        """Keep an answer."""
        self._save(key, ".txt", content.encode("utf-8", "replace"))

    def reading(self, key: str, article: Article, reader: str) -> tuple[Reading, dict[str, int]] | None:
        """The reading of an article that is kept under a key, every quote tried again, and what was refused in it."""
        data = self._load(key, ".json")
        if data is None:
            return None
        try:
            kept = msgspec.json.decode(data, type=_Kept)
            names = ClaimLists.__dataclass_fields__
            found = {name: getattr(kept.found, name) for name in names}
            return Reading(article=article, actors=kept.actors, reader=reader, **found), kept.refused
        except (msgspec.DecodeError, ValueError):
            return None

    def keep_reading(self, key: str, reading: Reading, refused: dict[str, int]) -> None:
        """Keep a reading."""
        found = ClaimLists(**{name: getattr(reading, name) for name in ClaimLists.__dataclass_fields__})
        self._save(key, ".json", msgspec.json.encode(_Kept(actors=reading.actors, found=found, refused=refused)))

    def _load(self, key: str, suffix: str) -> bytes | None:
        with suppress(OSError):
            return (self.folder / key[:2] / (key + suffix)).read_bytes()
        return None

    def _save(self, key: str, suffix: str, data: bytes) -> None:
        # Where nothing can be kept, what was read is read all the same.
        with suppress(OSError):
            folder = self.folder / key[:2]
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)  # ``parents`` makes what is above with everybody's rights
            handle, name = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(folder / (key + suffix))


def page_key(article: Article, *parts: str) -> str:
    """The key of a page: its text, its day and its language, and whatever else an answer hangs on."""
    return digest(article.text, article.published or "", article.language or "", *parts, length=40)
