"""The cases that somebody follows, and what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stateofplay.service.library import LastLook, Library
from stateofplay.service.views.records import Sheet
from stateofplay.service.views.talks.process import process_view


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfEntry:
    """One case on the list."""

    id: str
    title: str
    lead: str
    as_of: str
    since: str
    pages: int
    claims: int
    judged: int
    changes: int
    problem: str = ""
    """Why it cannot be opened; empty where it can."""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfView:
    """All cases."""

    title: str
    lead: str
    entries: tuple[ShelfEntry, ...]
    may_add: bool
    """Whether a new case may be made here."""

    def sheet(self) -> Sheet:
        """One row a case."""
        names = ("id", "title", "as_of", "pages", "claims", "judged", "changes", "since", "lead", "problem")
        return Sheet(columns=names, rows=tuple(tuple(getattr(e, n) for n in names) for e in self.entries))


def shelf_view(
    library: Library,
    since: Mapping[str, str | LastLook] | None = None,
    *,
    may_add: bool = False,
    shows: Callable[[str], bool] = lambda _: True,
) -> ShelfView:
    """The list of cases.

    Parameters
    ----------
    may_add
        Whether who asks may make a new case.
    shows
        Whether a case is shown to who asks.
    since
        Case id -> day, or last look, from which its changes are counted; a week before its newest page by default.
    """
    since = since or {}
    entries = []
    for one, kept, problem in library.each(shows):
        if kept is None:
            entries.append(
                ShelfEntry(
                    id=one.id, title=one.id, lead="", as_of="", since="", pages=0, claims=0, judged=0, changes=0,
                    problem=problem.sentence if problem else "", hint=problem.hint if problem else "",
                )
            )  # fmt: skip
            continue
        seen = process_view(kept, since=since.get(one.id, ""))
        entries.append(
            ShelfEntry(
                id=one.id,
                title=seen.title,
                lead=seen.lead,
                as_of=seen.as_of,
                since=seen.since,
                pages=seen.pages,
                claims=seen.claims,
                judged=seen.judged,
                changes=seen.change_count,
            )
        )
    entries.sort(key=lambda e: (e.problem == "", e.as_of), reverse=True)
    number = len(entries)
    lead = f"{number} {'case' if number == 1 else 'cases'}." if number else "No case yet."
    return ShelfView(title="Cases", lead=lead, entries=tuple(entries), may_add=may_add)
