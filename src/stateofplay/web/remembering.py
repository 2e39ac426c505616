"""Answers that were made for a version of a case, kept for whoever asks the same next; packed once."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass

MOST_BYTES = 32_000_000
"""Of all answers that are kept."""
LARGEST = 2_000_000
"""Larger answers are made anew each time: exports, mostly."""
SMALLEST_PACKED = 1_000
_TEXT = ("text/", "application/json", "application/atom", "image/svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An answer as it goes out."""

    body: bytes
    packed: bytes | None
    """As gzip, where that makes it smaller."""
    headers: tuple[tuple[str, str], ...]


def make(body: bytes, headers: tuple[tuple[str, str], ...]) -> Made:
    """Pack an answer, where it is text and worth it."""
    media = dict(headers).get("content-type", "")
    packed = gzip.compress(body, 5, mtime=0) if len(body) >= SMALLEST_PACKED and media.startswith(_TEXT) else None
    return Made(body=body, packed=packed, headers=headers)


class Remembered:
    """Answers by their tags, those asked for last.

    Examples
    --------
    >>> kept = Remembered(most=10)
    >>> for tag in "abc":
    ...     kept.put(tag, Made(body=b"12345", packed=None, headers=()))
    >>> kept.get("a") is None, kept.get("c").body
    (True, b'12345')
    """

    def __init__(self, *, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> Made | None:
        """The answer of a tag, where it is kept."""
        with self._lock:
            found = self._made.get(tag)
            if found is not None:
                self._made.move_to_end(tag)
            return found

    def put(self, tag: str, made: Made) -> None:
        """Keep an answer; those not asked for longest make room."""
        if len(made.body) > min(LARGEST, self._most):
            return
        with self._lock:
            if tag not in self._made:
                self._size += _size(made)
            self._made[tag] = made
            while self._size > self._most:
                _, old = self._made.popitem(last=False)
                self._size -= _size(old)


def _size(made: Made) -> int:
    return len(made.body) + len(made.packed or b"")
