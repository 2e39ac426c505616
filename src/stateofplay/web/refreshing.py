"""Of a large case to which another program adds, pages are shown as they were for a few seconds, and made anew meanwhile.

Hundreds of answers of a case of a hundred thousand claims take longer to make than fifty readers wait; those who ask in the first
seconds of a new version get the answer of the one before, with its tag, and behind them it is made for all. What somebody wrote
here is in every answer from then on: the answers of before are forgotten.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from stateofplay.web.remembering import Made, Remembered

LARGE = 500
"""Pages from which on a case is large."""
SECONDS = 5.0
"""How long an answer of the version before may be given."""


class Refreshing:
    """Answers of the version before, and the work of making them anew.

    Examples
    --------
    >>> clock, kept = [0.0], Remembered()
    >>> fresh = Refreshing(kept, now=lambda: clock[0])
    >>> fresh.before("talks", "1", "/case/talks") is None
    True
    >>> kept.put("a", Made(body=b"old", packed=None, headers=()))
    >>> fresh.is_made("talks", "/case/talks", "a")
    >>> fresh.before("talks", "2", "/case/talks").body
    b'old'
    >>> clock[0] = 9.0
    >>> fresh.before("talks", "2", "/case/talks") is None
    True
    """

    def __init__(self, remembered: Remembered, *, now: Callable[[], float] = time.monotonic) -> None:
        self._remembered = remembered
        self._now = now
        self._tags: dict[tuple[str, str], str] = {}
        self._since: dict[str, tuple[str, float]] = {}
        self._making: set[str] = set()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    def before(self, case: str, version: str, key: str) -> Made | None:
        """The answer of the version before, in the first seconds of a new one."""
        with self._lock:
            known = self._since.get(case)
            if known is None or known[0] != version:
                # The first version that is seen has none before it.
                known = (version, self._now() if known is not None or self._has(case) else float("-inf"))
                self._since[case] = known
            if self._now() - known[1] > SECONDS:
                return None
            tag = self._tags.get((case, key))
        return self._remembered.get(tag) if tag is not None else None

    def _has(self, case: str) -> bool:
        return any(of == case for of, _ in self._tags)

    def is_made(self, case: str, key: str, tag: str) -> None:
        """Note under which tag an answer was made last."""
        with self._lock:
            self._tags[case, key] = tag

    def forget(self, case: str) -> None:
        """Let go of what was answered of a case before something was written to it here."""
        with self._lock:
            self._tags = {k: tag for k, tag in self._tags.items() if k[0] != case}

    def make(self, tag: str, work: Callable[[], object]) -> None:
        """Make an answer behind those that wait, once."""
        with self._lock:
            if tag in self._making:
                return
            self._making.add(tag)
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="refresh")
            pool = self._pool

        def run() -> None:
            try:
                work()
            except Exception:
                pass  # whoever asks for it next is told what is wrong with it
            finally:
                with self._lock:
                    self._making.discard(tag)

        pool.submit(run)

    def close(self) -> None:
        """Make nothing more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
