"""The cases that a face shows side by side, each kept in memory until something is added to it."""

from __future__ import annotations

import ctypes
import gc
import os
import re
import sys
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import TypeVar

from stateofplay.errors import RecordError, StateOfPlayError
from stateofplay.record import Case, open_case
from stateofplay.record.changes import Change, by_party_and_issue
from stateofplay.record.storage.case import is_of_this_form
from stateofplay.record.storage.locations import is_address, shown
from stateofplay.record.storage.version import case_version, covers, history_of, only_judged, version_and_look
from stateofplay.record.views import Filter, Row
from stateofplay.service.state import CaseState, gather, gather_judged
from stateofplay.threads import aside

MOST_ROWS = 250_000
"""Rows of all cases whose views are kept, the latest ones; of a hundred thousand claims a case takes some 150 MB."""
LARGE = 500
"""Pages from which on a case is large: it may take seconds on a busy machine to gather, and is shown as it was meanwhile."""
PATIENCE = 0.3
"""Seconds from its beginning that readers wait for a case to be gathered to which somebody else added something."""
CASE_SUFFIX = ".sop"
_OF_PAGES = ("forms", "suggested", "kin", "copies")
"""What views work out once and no judgement changes."""
_OF_MEETINGS = ("talks", "meetings by page")
OUTLOOK, LAST = "outlook", "last outlook"
"""The model looked ahead at, and that of a version before: most of what is added to a large case leaves its model as it was."""
DRAFT, DRAFTS = "draft", "drafts"
"""The model drafted, and what all versions of a case share: the one that was drafted last, with what it was drafted from."""
ONLY_JUDGED = "only judged"
"""Whether nothing but judgements was added since the version before."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """Somebody's last look at a case, from which changes can be counted: what came later is new to them, of whatever day it is.

    >>> f"Nothing changed since {LastLook(page=12, day='2025-06-02')}."
    'Nothing changed since your last look (2025-06-02).'
    """

    page: int
    """Number of the newest page that was there; 0 where there was none."""
    day: str
    """When that was."""

    def __str__(self) -> str:
        return f"your last look ({self.day})"


@dataclass(eq=False, kw_only=True)
class KeptCase:
    """One case as it was at one version, with what was worked out of it since: views are made from it without the database."""

    id: str
    """What addresses call it."""
    case: Case
    version: str
    state: CaseState
    history: str = ""
    """Of a file: what stood in it, by which another one that was copied over it is known."""
    opened: str = field(default_factory=lambda: token_hex(6))
    """Tells the case from another that was opened under its name before: a file that was replaced, a case that was deleted."""
    _made: dict[object, object] = field(default_factory=dict)
    _locks: dict[object, threading.RLock] = field(default_factory=lambda: defaultdict(threading.RLock))
    """One for each thing that is made: what takes long holds up only those who ask for the same."""

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this version of the case."""
        if key not in self._made:
            lock = self._locks[key]
            if not lock.acquire(blocking=False):
                with aside():
                    lock.acquire()
            try:
                if key not in self._made:
                    self._made[key] = make()
            finally:
                lock.release()
        return self._made[key]  # type: ignore[return-value]

    def has(self, key: object) -> bool:
        """Whether something was worked out already."""
        return key in self._made

    def made(self, key: object) -> object:
        """What was worked out under a key."""
        return self._made[key]

    @cached_property
    def last_day(self) -> str:
        """Day of the newest page; empty where no page has one."""
        return max((str(p["published"])[:10] for p in self.state.pages if p["published"]), default="")

    @cached_property
    def last_page(self) -> int:
        """Number of the page that came last; 0 where there is none."""
        return max((int(str(p["number"])) for p in self.state.pages), default=0)

    @cached_property
    def rows_by_claim(self) -> Mapping[str, Row]:
        """Claim id -> row, of the kinds that views of the whole case are made of."""
        from stateofplay.service.drafting import rows_by_claim

        return rows_by_claim(self.state)

    def changes(self, since: str | LastLook) -> tuple[Change, ...]:
        """What pages of `since` and later changed; where it is a look, those that came after it.

        Raises
        ------
        RecordError
            ``record.day`` where `since` is no day.
        """
        grouped = self.once("positions", lambda: by_party_and_issue(self.state.positions, self.state.issues))
        if isinstance(since, LastLook):
            return self.once(("changes", since.page), lambda: self.state.changes(after=since.page, grouped=grouped))
        Filter(since=since)
        return self.once(("changes", since), lambda: self.state.changes(since, grouped=grouped))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A case on the shelf, opened or not."""

    id: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    """By what a file is known to be the same one: one that was deleted or replaced must be opened anew."""

    file: tuple[int, int]
    at: tuple[int, int, int]
    """Changes whenever something is written to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A case that is open, and how its file was when it was looked at last."""

    stamp: _Stamp | None
    """None for a case on a server."""
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathering:
    """A case that is being gathered."""

    thread: threading.Thread
    begun: float


class Library:
    """Cases by the names that addresses have for them.

    Parameters
    ----------
    locations
        Case files, folders of them, and addresses of cases on PostgreSQL. Folders are looked through again at every list, so
        that a new case turns up by itself.
    """

    def __init__(self, locations: list[str]) -> None:
        self._locations = locations
        self._cases: dict[str, _Open] = {}
        self._kept: OrderedDict[str, KeptCase] = OrderedDict()
        self._lock = threading.RLock()
        self._gathering: dict[str, _Gathering] = {}
        self._problems: dict[str, StateOfPlayError] = {}
        self._looked: dict[str, str] = {}
        self._wrote: dict[tuple[str, str], str] = {}
        """(case, who) -> its version after the last thing that they wrote to it here, or were told of."""

    def shelved(self) -> tuple[Shelved, ...]:
        """Every case, by name."""
        found: dict[str, str] = {}
        for location in self._locations:
            for name, place in _cases_in(location):
                key, number = name, 2
                while found.get(key, place) != place:
                    key, number = f"{name}-{number}", number + 1
                found[key] = place
        return tuple(Shelved(id=key, location=place) for key, place in sorted(found.items()))

    @property
    def folder(self) -> Path | None:
        """Where a new case may be made: the first folder that was named."""
        return next((Path(p) for p in self._locations if not is_address(p) and Path(p).is_dir()), None)

    def case(self, id: str) -> Case:
        """The open case of an id.

        Raises
        ------
        RecordError
            ``record.missing`` where there is none (any more), and those of `open_case`.
        """
        place = self._place(id)
        if place is None:
            self._forget(id)
            raise RecordError(
                "there is no such case here", slug="record.missing", hint="The list of cases has all that are."
            )
        stamp = _stamp(place)
        known = self._cases.get(id)
        same = known is not None and self._is_same(id, known, stamp)
        with self._lock:
            if self._cases.get(id) is not known:  # somebody else looked meanwhile
                return self.case(id)
            if known is None or not same:
                self._forget(id)
                known = _Open(stamp=stamp, case=open_case(place))
            self._cases[id] = replace(known, stamp=stamp)
            return known.case

    def _is_same(self, id: str, known: _Open, stamp: _Stamp | None) -> bool:
        """Whether at a place there is still the case that was opened, and not another file that was put there or over it."""
        if known.stamp == stamp:
            return True
        if known.stamp is None or stamp is None or known.stamp.file != stamp.file or known.case.copy is not None:
            return False
        kept = self._kept.get(id)
        if kept is None or kept.case is not known.case:
            return True
        # Written to, by whomever. SQLite takes a file that was copied over the one it reads for that one, if a counter in it
        # says the same; so its connections go, and what was seen of the case has to be there as it was.
        known.case.engine.dispose()
        try:
            with known.case.read() as connection:
                # A newer State of Play may have brought it to its own form meanwhile; opened anew, that is told.
                return is_of_this_form(connection) and history_of(connection, kept.version) == kept.history
        except StateOfPlayError as error:
            if error.slug == "record.locked":
                raise
            return False

    def _place(self, id: str) -> str | None:
        return next((s.location for s in self.shelved() if s.id == id), None)

    def version(self, id: str) -> str:
        """The version of a case now."""
        with self.case(id).glance() as connection:
            version, self._looked[id] = version_and_look(connection)
        return version

    def looked(self, id: str) -> str:
        """When what a case watches was last looked at, as an ISO moment, as of when its version was asked for last."""
        return self._looked.get(id, "")

    def kept(self, id: str, who: str = "") -> KeptCase:
        """A case as it is now, gathered anew only where something was added since the last time.

        What they who ask wrote here is in what comes back. Where somebody else, or another program, added something to a large
        case, so that gathering takes longer than :data:`PATIENCE`, the case comes back as it was before, with the version that
        it had then; whoever asks a moment later gets the new one.
        """
        return self.look(id, who)[0]

    def look(self, id: str, who: str = "", *, but_judged: bool = False, newest: bool = False) -> tuple[KeptCase, str]:
        """As `kept`, with the version that the case has now.

        Parameters
        ----------
        but_judged
            Whether a case serves as well to which nothing but judgements was added since: for who looks these up.
        newest
            Whether to wait for it as it is now, however large it is.
        """
        version = self.version(id)  # asked first: of a case that was deleted meanwhile it forgets where it lay
        case = self.case(id)
        for _ in range(2):
            with self._lock:
                found = self._kept.get(id)
                if found is not None and found.case is case:
                    self._kept.move_to_end(id)
                    # Gathered later than it was asked for, it has more; with eight who write it has so nearly always.
                    # A file may have been copied over: only where it is gathered is it seen to go on from what was kept.
                    serves = but_judged and not case.is_file and only_judged(found.version, version)
                    if serves or covers(found.version, version):
                        return found, version
                else:
                    found = None
                wrote = self._wrote.get((id, who), "")
                must = newest or found is None or (bool(wrote) and not covers(found.version, wrote))
                must = must or len(found.state.pages) < LARGE  # type: ignore[union-attr]
                gathering = self._gathering.get(id)
                if gathering is None or not gathering.thread.is_alive():
                    thread = threading.Thread(target=self._gather, args=(id, case), name=f"gather {id}", daemon=True)
                    gathering = self._gathering[id] = _Gathering(thread=thread, begun=monotonic())
                    thread.start()
            # Counted from its beginning: each who waited anew would hold a thread that others could be answered by.
            gathering.thread.join(None if must else max(0.0, gathering.begun + PATIENCE - monotonic()))
            with self._lock:
                after = self._kept.get(id)
                if after is not None and after.case is case and (covers(after.version, version) or not must):
                    return after, version
                problem = self._problems.pop(id, None)
            if problem is not None:
                raise problem
            # It had begun before this was asked for; one that begins now has what this face wrote.
        return self._gather(id, case), version

    def _gather(self, id: str, case: Case) -> KeptCase:
        try:
            # Asked first: what is added while the case is gathered makes the next one gather again, and nothing is missed.
            with case.read() as connection:
                version = case_version(connection)
                history = history_of(connection, version) if case.is_file else ""
            made = self._next(id, case, version, history)
            # A hundred thousand records that stay: the collector need not walk them again at every look for rings. They have
            # none, so that they go at once when the next version takes their place.
            gc.freeze()
        except StateOfPlayError as error:
            gathering = self._gathering.get(id)
            if gathering is None or threading.current_thread() is not gathering.thread:
                raise
            with self._lock:
                self._problems[id] = error
            return None  # type: ignore[return-value]  # nobody waits for what a thread returns
        with self._lock:
            self._kept[id] = made
            self._kept.move_to_end(id)
            while len(self._kept) > 1 and sum(_rows_of(kept.state) for kept in self._kept.values()) > MOST_ROWS:
                self._kept.popitem(last=False)
        give_back()
        return made

    def _next(self, id: str, case: Case, version: str, history: str) -> KeptCase:
        """The case at a version; where only judgements were added to the one before, with what they cannot have changed."""
        with self._lock:
            before = self._kept.get(id)
        if before is None or before.case is not case:
            return KeptCase(id=id, case=case, version=version, history=history, state=gather(case))
        made: dict[object, object] = {}
        if last := [before.made(key) for key in (LAST, OUTLOOK) if before.has(key)]:
            made[LAST] = last[-1]
        if before.has(DRAFTS):
            made[DRAFTS] = before.made(DRAFTS)
        if only_judged(before.version, version):
            made[ONLY_JUDGED] = True
            state = gather_judged(case, before.state)
            same = state.meetings is before.state.meetings
            made |= {key: before.made(key) for key in (*_OF_PAGES, *(_OF_MEETINGS if same else ())) if before.has(key)}
        else:
            state = gather(case)
        return KeptCase(
            id=id, case=case, version=version, history=history, state=state, opened=before.opened, _made=made
        )

    def known(self, id: str) -> KeptCase | None:
        """A case as it was seen last, without a look whether it still is so."""
        with self._lock:
            return self._kept.get(id)

    def wrote(self, id: str, who: str = "") -> None:
        """Say that somebody wrote to a case here: from now on they see it with what was written, however long that takes."""
        version = self.version(id)
        with self._lock:
            self._wrote[id, who] = version

    def has_own(self, id: str, who: str, version: str) -> bool:
        """Whether a version of a case has what somebody wrote to it here, or was told of."""
        with self._lock:
            wrote = self._wrote.get((id, who), "")
        return not wrote or covers(version, wrote)

    def each(
        self, shows: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[Shelved, KeptCase | None, StateOfPlayError | None]]:
        """Every case that `shows` lets through, as it is now, or why it cannot be opened."""
        for one in self.shelved():
            if not shows(one.id):
                continue
            try:
                yield one, self.kept(one.id), None
            except StateOfPlayError as error:
                yield one, None, error

    def _forget(self, id: str) -> None:
        with self._lock:
            self._kept.pop(id, None)
            if (known := self._cases.pop(id, None)) is not None:
                known.case.close()

    def close(self) -> None:
        """Let go of every case."""
        for id in list(self._cases):
            self._forget(id)


def _rows_of(state: CaseState) -> int:
    return sum(map(len, (state.pages, state.positions, state.meetings, state.conditions, state.events)))


def give_back() -> None:
    """Give the system back what is not held any more: glibc keeps it for this process otherwise, some fifty megabytes."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _cases_in(location: str) -> Iterator[tuple[str, str]]:
    if is_address(location):
        yield _name(shown(location).rsplit("/", 1)[-1]), location
        return
    try:
        # Asked at every view: the folder is gone through once, and no file in it is looked at.
        with os.scandir(location) as entries:
            files = sorted(e.name for e in entries if e.name.endswith(CASE_SUFFIX) and _is_file(e))
    except OSError:
        yield _name(Path(location).stem), str(Path(location))
        return
    for file in files:
        yield _name(file.removesuffix(CASE_SUFFIX)), os.path.join(location, file)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether a name leads to a file; one that leads to itself is no reason to show none of the others."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _name(stem: str) -> str:
    """A name as it may stand in an address.

    >>> _name("Talks of 2025.v2"), _name("-")
    ('Talks-of-2025-v2', 'case')
    """
    return re.sub(r"[^\w-]+", "-", stem).strip("-") or "case"


def _stamp(place: str) -> _Stamp | None:
    if is_address(place):
        return None
    with suppress(OSError):
        told = Path(place).stat()
        return _Stamp(file=(told.st_dev, told.st_ino), at=(told.st_size, told.st_mtime_ns, told.st_ctime_ns))
    return _Stamp(file=(0, 0), at=(0, 0, 0))
