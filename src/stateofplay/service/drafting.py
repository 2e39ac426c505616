"""Draft a conflict model from a case, and look ahead."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stateofplay.casework.draft.drafting import MOST_OPTIONS, draft
from stateofplay.casework.draft.files import taken_in, to_toml
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.errors import CaseworkError, ExchangeError
from stateofplay.exchange.delivery import write_text
from stateofplay.record import Case
from stateofplay.record.views import Filter, Row, rows
from stateofplay.record.views.sources import later
from stateofplay.service.state import CaseState, gather

if TYPE_CHECKING:
    from stateofplay.casework.redraft.redrafting import Merged

LATEST_STANDINGS, LATEST_MEETINGS, LATEST_CONDITIONS, LATEST_EVENTS = 200, 30, 100, 300
"""How much of a long case a draft weighs, the latest first; cases of some fifty pages are weighed whole."""
T = TypeVar("T")

MOST_NAMED = 12
"""Parties of a record that a hint lists."""
_PREFACE = "# The last draft as it was made; the next one needs it unchanged, to tell your edits. Sum: "


def draft_model(
    case: Case,
    *,
    as_of: str | None = None,
    parties: Sequence[str] = (),
    issues: Sequence[str] = (),
    most_options: int = MOST_OPTIONS,
    take: Sequence[str] = (),
    taken: Sequence[str] = (),
) -> Draft:
    """Draft a conflict model from what a case says, or said as of a day.

    Parameters
    ----------
    as_of
        ISO day; only pages published by then count.
    parties, issues, most_options, take, taken
        See `casework.draft.drafting.draft`.
    """
    state = gather(case, Filter(until=as_of) if as_of else None)
    ground = ground_of(state, as_of=as_of)
    if as_of and as_of < ground.first:
        raise CaseworkError(
            f"the first page is of {ground.first}: as of {as_of} the case has none",
            slug="casework.before_first_page",
            hint=f"Name a day from {ground.first} on with --as-of, or add earlier pages.",
        )
    _check_parties(ground, parties)
    try:
        return draft(ground, parties=parties, issues=issues, most_options=most_options, take=take, taken=taken)
    except CaseworkError as error:
        if not (parties or issues):
            raise
        try:
            whole = draft(ground, most_options=most_options, take=take, taken=taken)
        except CaseworkError:
            raise error from None  # Without what was asked for there is no model either, and its reason is another one.
        asked = [f"parties {', '.join(parties)}"] * bool(parties) + [f"issues {', '.join(issues)}"] * bool(issues)
        known = [f"parties {', '.join(whole.parties)}", f"options {'; '.join(o.text for o in whole.options)}"]
        raise CaseworkError(
            f"of the {' and '.join(asked)} no model can be drafted: {error.sentence}",
            slug=error.slug,
            hint=f"{error.hint} Without that the draft has the {' and the '.join(known)}.",
        ) from error


def _check_parties(ground: Ground, parties: Sequence[str]) -> None:
    """Refuse a party that no page names, rather than draft without it."""
    bargaining = [name for name, _ in ground.weight().most_common()]
    known = {name.lower() for name in bargaining} | set(ground.forms)
    for asked in parties:
        if asked.lower() not in known:
            raise CaseworkError(
                f'the record knows no party "{asked}"',
                slug="casework.party_unknown",
                hint=f"It has {', '.join(bargaining[:MOST_NAMED])}." if bargaining else "Add pages that name parties.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """A draft written to a file."""

    path: Path
    draft: Draft
    merged: Merged
    first: bool
    """Whether there was no file before."""


def last_draft_of(path: Path) -> Path:
    """Where the last draft of a model file is kept, as it was made: ``talks.toml`` -> ``talks.draft.toml``.

    Examples
    --------
    >>> last_draft_of(Path("talks.toml")).name
    'talks.draft.toml'
    """
    return path.with_name(f"{path.stem}.draft.toml")


def taken_before(path: Path) -> tuple[str, ...]:
    """What the last draft onto a model file took in by a person's words; nothing where there was none, or it was edited."""
    try:
        return taken_in(_last_draft(path)) if path.exists() else ()
    except CaseworkError:
        return ()  # `write_draft` says what is wrong with it


def write_draft(made: Draft, path: Path, *, fresh: bool = False) -> WrittenDraft:
    """Write a draft to a model file; into an edited one it is merged, so that no edit is lost.

    Parameters
    ----------
    made
        The new draft.
    path
        The model file. The draft as it was made is kept beside it, to tell the edits next time.
    fresh
        Write over the file; the old one is kept as ``NAME.before``.

    Raises
    ------
    CaseworkError
        ``casework.no_last_draft`` where a file is there but not the draft it came from, ``casework.last_draft_edited``, and
        those of `casework.redraft.merge_drafts`; nothing is written then.
    """
    from stateofplay.casework.redraft.redrafting import Merged, merge_drafts

    text = to_toml(made)
    first = not path.exists()
    if first:
        merged = Merged(text=text)
    elif fresh:
        _write(path.with_name(f"{path.name}.before"), _read(path))
        merged = Merged(text=text)
    else:
        mine = _read(path)
        if mine.replace("\r\n", "\n") == text:
            merged = Merged(text=mine)
        else:
            merged = merge_drafts(_last_draft(path), mine, text, where=str(path))
    # The model first: if this stops between the two, the next draft merges the same parts once more and loses nothing.
    if first or merged.text != _read(path):
        _write(path, merged.text)
    _write(last_draft_of(path), f"{_PREFACE}{_sum(text)}\n{text}")
    return WrittenDraft(path=path, draft=made, merged=merged, first=first)


def _last_draft(path: Path) -> str:
    place = last_draft_of(path)
    if not place.is_file():
        raise CaseworkError(
            f"{path} is there, and the draft that it came from ({place.name}) is not beside it, so that edits cannot be told",
            slug="casework.no_last_draft",
            hint=f"Put {place.name} back, name another file with -o, or write over it with --fresh (the old file is kept).",
        )
    first, _, text = _read(place).replace("\r\n", "\n").partition("\n")
    if first != f"{_PREFACE}{_sum(text)}":
        raise CaseworkError(
            f"{place} is not as the last draft left it, so that edits of {path.name} cannot be told",
            slug="casework.last_draft_edited",
            hint=f"Undo the change in {place.name}, name another file with -o, or write over with --fresh (keeps the old file).",
        )
    return text


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read().removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseworkError(
            f"{path} cannot be read as text", slug="casework.unreadable", hint="Name another file with -o."
        ) from error


def _write(path: Path, text: str) -> None:
    """Write whole or not at all."""
    try:
        write_text(path, text)
    except ExchangeError as error:
        raise CaseworkError(error.sentence, slug="casework.unwritable", hint=error.hint) from error


def ground_of(state: CaseState, *, as_of: str | None = None) -> Ground:
    """What the drafting rules need of the state of a case."""
    whole = Ground(
        title=state.title,
        standings=state.standings,
        meetings=state.meetings,
        conditions=state.conditions,
        sides=state.sides,
        forms=state.forms,
        events=state.events,
        kinds=state.identities.kinds,
        as_of=as_of,
        first=min((str(p["published"]) for p in state.pages if p["published"]), default=""),
    )
    return latest_of(whole)


def latest_of(ground: Ground) -> Ground:
    """Of a case of years, what was said last.

    A model has a dozen options; thousands of positions of long ago would not change it, only take minutes to weigh.
    """
    return replace(
        ground,
        standings=_latest(ground.standings, LATEST_STANDINGS, lambda s: s.current.day),
        meetings=_latest(ground.meetings, LATEST_MEETINGS, lambda m: max(r.day for r in m.rows)),
        conditions=_latest_rows(ground.conditions, LATEST_CONDITIONS),
        events=_latest_rows(ground.events, LATEST_EVENTS),
    )


def _latest(items: Sequence[T], most: int, day: Callable[[T], str]) -> Sequence[T]:
    """Those of the latest days, in their order; a day that is begun is taken whole."""
    first = _first_day(items, most, day)
    return tuple(item for item in items if day(item) >= first) if first else items


def _latest_rows(found: Sequence[Row], most: int) -> Sequence[Row]:
    """As `_latest`, of rows that stand in the order of their days, as views have them."""
    if len(found) <= most:
        return found
    return found[bisect_left(found, found[-most].day, key=attrgetter("day")) :]


def _first_day(items: Sequence[T], most: int, day: Callable[[T], str]) -> str:
    """The day from which on the latest stand; nothing where all are taken."""
    return sorted(map(day, items), reverse=True)[most - 1] if len(items) > most else ""


def rows_by_claim(state: CaseState) -> dict[str, Row]:
    """Claim id -> row, for everything that a draft can rest on."""
    seats = [row for meeting in state.meetings for seat in meeting.seats.values() for row in seat.rows]
    meetings = [row for meeting in state.meetings for row in meeting.rows]
    return {row.claim_id: row for row in (*state.positions, *state.conditions, *seats, *meetings)}


def said_in(case: Case, state: CaseState | None = None) -> tuple[Row, ...]:
    """What parties said: statements as rows, for what they say of each other.

    A `state` of the whole case spares working out its actors, its judgements and its pages again; of a long case what was said
    counts from the same day on as the positions that a draft weighs.
    """
    with case.read() as connection:
        if state is None:
            return rows(connection, "statements")
        since = _first_day(state.standings, LATEST_STANDINGS, lambda s: s.current.day)
        return rows(
            connection,
            "statements",
            Filter(since=since) if since else None,
            identities=state.identities,
            judgements=dict(state.judgements),
            sources=later(state.sources, since) if since else state.sources,
        )
