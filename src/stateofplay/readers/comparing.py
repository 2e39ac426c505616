"""Two or more readers side by side on the same pages, and beside an answer key where there is one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from stateofplay.errors import ReaderError
from stateofplay.model import Reading
from stateofplay.readers.matching import RULES, compare, compare_on_page, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One kind of claim: how many each reader found, and how far they agree.

    Attributes
    ----------
    found
        Reader -> claims.
    same, otherwise
        Claims of the first two readers that say the same, or read the same words otherwise.
    scores
        Reader -> (precision, recall, F1) against the answer key; empty without one.
    """

    kind: str
    found: Mapping[str, int]
    same: int
    otherwise: int
    scores: Mapping[str, tuple[float, float, float]]

    @property
    def agreement(self) -> float | None:
        """Share of all that either of the first two found that both found; None where neither found anything."""
        first, second = list(self.found.values())[:2]
        either = first + second - self.same
        return self.same / either if either else None


def compare_readings(
    readings: Mapping[str, Sequence[Reading]], key: Sequence[Mapping[str, Any]] | None = None
) -> tuple[Compared, ...]:
    """Compare readings of the same pages.

    Parameters
    ----------
    readings
        Reader -> its readings, page by page; at least two.
    key
        The answers, page by page, as ``stateofplay read --format json`` writes readings.
    """
    names = list(readings)
    out = []
    for kind in RULES:
        same = otherwise = 0
        for one, other in zip(readings[names[0]], readings[names[1]], strict=True):
            agreed, differing, _, _ = pair(getattr(one, kind), getattr(other, kind), partial(compare_on_page, kind))
            same += len(agreed)
            otherwise += len(differing)
        out.append(
            Compared(
                kind=kind,
                found={name: sum(len(getattr(r, kind)) for r in readings[name]) for name in names},
                same=same,
                otherwise=otherwise,
                scores={name: _score(kind, readings[name], key) for name in names} if key is not None else {},
            )
        )
    return tuple(out)


def _score(kind: str, readings: Sequence[Reading], key: Sequence[Mapping[str, Any]]) -> tuple[float, float, float]:
    hits = found = wanted = 0
    for reading, answer in zip(readings, key, strict=True):
        expected = [SimpleNamespace(**{**_EMPTY[kind], **claim}) for claim in answer.get(kind, [])]
        claims: list[Any] = list(getattr(reading, kind))
        same, _, _, _ = pair(claims, expected, partial(compare, kind))
        hits, found, wanted = hits + len(same), found + len(claims), wanted + len(expected)
    precision = hits / found if found else 0.0
    recall = hits / wanted if wanted else 0.0
    return precision, recall, 2 * hits / (found + wanted) if found + wanted else 1.0


_EMPTY: Mapping[str, dict[str, object]] = {
    kind: dict.fromkeys((rule.who, *rule.same, *((rule.about,) if rule.about else ()), rule.answer))
    for kind, rule in RULES.items()
}


def load_key(folder: Path, pages: Sequence[Path]) -> list[Mapping[str, Any]]:
    """The answers to pages: of ``NAME.txt`` they stand in ``NAME.json``.

    Raises
    ------
    ReaderError
        ``readers.answers`` where one is missing or no JSON object.
    """
    out: list[Mapping[str, Any]] = []
    for page in pages:
        path = folder / f"{page.stem}.json"
        try:
            answer = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReaderError(
                f"there are no answers to {page.name} in {path}",
                slug="readers.answers",
                hint="An answer key has NAME.json beside every NAME.txt, in the form of stateofplay read --format json.",
            ) from error
        if not isinstance(answer, dict):
            raise ReaderError(f"{path} holds no answers", slug="readers.answers", hint="It must be one JSON object.")
        out.append(answer)
    return out
