"""What threads share: one thread of linear algebra a process, one pair of heaps for all threads of a server, the collector
of garbage, and turns.

The matrices of the reader are small, and further threads only wait for each other: on a busy machine of two cores sixteen
pages took 13.2 s of processor time with two threads and 3.9 s with one.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What the linear algebra libraries that NumPy is built with ask for the number of their threads, once, when they are loaded."""


def hold_to_one_thread(environment: MutableMapping[str, str] | None = None) -> None:
    """Ask for one thread where the user asked for none; counts for libraries that are loaded later, and for child processes.

    Examples
    --------
    >>> asked = {"OMP_NUM_THREADS": "4"}
    >>> hold_to_one_thread(asked)
    >>> asked["OMP_NUM_THREADS"], asked["OPENBLAS_NUM_THREADS"]
    ('4', '1')
    """
    environment = os.environ if environment is None else environment
    for name in VARIABLES:
        environment.setdefault(name, "1")


HEAPS = "MALLOC_ARENA_MAX"
"""What the GNU C library asks for the number of its heaps, once, when a process starts."""
_ARENA_MAX = -8
_FEW = 2


def hold_to_few_heaps() -> bool:
    """Let the threads of a process share two heaps, where the user asked for no number and the C library has more of them.

    The GNU library gives every thread a heap of its own and keeps in each what was once used there: a server of a large
    case held 315 MB so, and 262 MB with two. Tells whether it was done.
    """
    if HEAPS in os.environ:
        return False
    import ctypes  # only servers ask; no command waits for it

    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, _FEW))
    except (AttributeError, OSError, TypeError):
        return False  # another C library, or none that can be asked


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking, time and again, for rings in what is being made: there are none, or they all go at once.

    The words of a page hold each other, and every look at them while the page is read is for nothing.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_mine = threading.local()
"""The turns that this thread holds."""


class Turns:
    """Who makes what: the same thing is made by one, while the others who want it wait; and few things are made at once."""

    def __init__(self, at_once: int) -> None:
        self._free = threading.Semaphore(at_once)
        self._locks: dict[str, tuple[threading.Lock, int]] = {}
        self._lock = threading.Lock()

    @contextmanager
    def at(self, tag: str, *, alone: bool) -> Iterator[None]:
        """One's turn at a thing. What takes seconds, or next to nothing (`alone`), needs no turn that others wait for."""
        with self._lock:
            mine, waiting = self._locks.get(tag, (threading.Lock(), 0))
            self._locks[tag] = (mine, waiting + 1)
        try:
            with mine:
                if alone:
                    yield
                else:
                    with self._turn():
                        yield
        finally:
            with self._lock:
                mine, waiting = self._locks.pop(tag)
                if waiting > 1:
                    self._locks[tag] = (mine, waiting - 1)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._free:
            _mine.turn = self._free
            try:
                yield
            finally:
                _mine.turn = None


@contextmanager
def aside() -> Iterator[None]:
    """While one waits for what another makes, whose turn it is: one's own goes to whoever has something to do.

    Two who waited so for a third held both turns, and views of some milliseconds stood behind them for as long as it took.

    Examples
    --------
    >>> turns, done = Turns(1), []
    >>> def other():
    ...     with turns.at("other", alone=False):
    ...         done.append("other")
    >>> with turns.at("one", alone=False):
    ...     thread = threading.Thread(target=other)
    ...     thread.start()
    ...     with aside():
    ...         thread.join()
    ...     done.append("one")
    >>> done
    ['other', 'one']
    """
    turn: threading.Semaphore | None = getattr(_mine, "turn", None)
    if turn is None:
        yield
        return
    _mine.turn = None
    turn.release()
    try:
        yield
    finally:
        turn.acquire()
        _mine.turn = turn
