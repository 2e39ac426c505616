"""Of a large case to which another program adds, pages are shown as they were for a few seconds, and made anew meanwhile.

Hundreds of answers of a case of a hundred thousand claims take longer to make than fifty readers wait; those who ask in the first
moments of a new version get the answer of the one before, with its tag, and behind them it is made anew, whoever it was made
for first. What somebody wrote here is in every answer that they get from then on: answers of before that are none to them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from stateofplay.web.remembering import Made, Remembered

SECONDS = 20.0
"""How long an answer may be given after it was of the newest version. Made anew behind who asks first, it is there within a
second or two; only where much is asked for at once does it take longer."""
MOST_REST = 0.5
"""Seconds between two answers that are made behind those who wait."""
MOST_VERSIONS = 1_000
"""Of a case, whose end is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """An answer that somebody asks for."""

    case: str
    version: str
    key: str
    """What is asked for, whichever the version."""

    @property
    def place(self) -> tuple[str, str]:
        """The same in every version."""
        return self.case, self.key


def _any(version: str) -> bool:
    return True


class Refreshing:
    """Answers of the version before, and the work of making them anew.

    Examples
    --------
    >>> from dataclasses import replace
    >>> clock, kept = [0.0], Remembered()
    >>> fresh = Refreshing(kept, now=lambda: clock[0])
    >>> first = AnswerRequest(case="talks", version="1", key="/case/talks")
    >>> fresh.before(first) is None
    True
    >>> kept.put("a", Made(parts=(b"old",), packed=None, headers=()))
    >>> fresh.is_made(first, "a")
    >>> later = replace(first, version="2")
    >>> fresh.before(later)[0].body()
    b'old'
    >>> fresh.before(later, lambda version: version == "2") is None
    True
    >>> clock[0] = 30.0
    >>> fresh.before(later) is None
    True
    """

    def __init__(self, remembered: Remembered, *, now: Callable[[], float] = time.monotonic) -> None:
        self._remembered = remembered
        self._now = now
        self._tags: dict[tuple[str, str], tuple[str, str]] = {}
        """(case, key) -> tag and version of the answer that was made last."""
        self._latest: dict[str, str] = {}
        self._outdated: dict[str, OrderedDict[str, float]] = {}
        """Case -> version -> the moment at which a newer one was seen first."""
        self._making: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._closing = threading.Event()

    def before(self, asked: AnswerRequest, enough: Callable[[str], bool] = _any) -> tuple[Made, str] | None:
        """The answer of a version before with its tag, in the first seconds after it was the newest.

        Parameters
        ----------
        enough
            Whether a version has what who asks wrote.
        """
        with self._lock:
            outdated = self._seen(asked)
            tag, version = self._tags.get(asked.place, ("", asked.version))
            if version == asked.version or self._now() - outdated.get(version, float("-inf")) > SECONDS:
                return None
        made = self._remembered.get(tag) if enough(version) else None
        return None if made is None else (made, tag)

    def _seen(self, asked: AnswerRequest) -> OrderedDict[str, float]:
        outdated = self._outdated.setdefault(asked.case, OrderedDict())
        last = self._latest.get(asked.case)
        if last != asked.version and asked.version not in outdated:
            if last is not None:
                outdated.setdefault(last, self._now())
            self._latest[asked.case] = asked.version
            while len(outdated) > MOST_VERSIONS:
                outdated.popitem(last=False)
        return outdated

    def is_made(self, asked: AnswerRequest, tag: str) -> None:
        """Note under which tag an answer was made last; one of an older version that took longer takes no newer one's place."""
        with self._lock:
            outdated = self._seen(asked)
            _, version = self._tags.get(asked.place, ("", ""))
            order = list(outdated)
            if not (version and asked.version in outdated) or (
                version in outdated and order.index(asked.version) >= order.index(version)
            ):
                self._tags[asked.place] = (tag, asked.version)

    def make(self, asked: AnswerRequest, tag: str, work: Callable[[], object]) -> None:
        """Make an answer behind those that wait, once; one that is asked for in a newer version meanwhile is not made."""
        with self._lock:
            if self._making.get(asked.place) == tag:
                return
            self._making[asked.place] = tag
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="refresh")
            pool = self._pool

        def run() -> None:
            if self._making.get(asked.place) != tag:
                return
            begun = self._now()
            try:
                work()
            except Exception:
                pass  # whoever asks for it next is told what is wrong with it
            finally:
                with self._lock:
                    if self._making.get(asked.place) == tag:
                        del self._making[asked.place]
            # As long as it took: those who wait for what they wrote come first.
            self._closing.wait(min(MOST_REST, self._now() - begun))

        pool.submit(run)

    def close(self) -> None:
        """Make nothing more."""
        self._closing.set()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
