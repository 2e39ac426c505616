"""The home of a case: the state of play at one look, each word of it with its claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from stateofplay.exchange.brief.records import Brief, BriefLine
from stateofplay.exchange.brief.wording import count
from stateofplay.exchange.case_brief.changes import build_changes_brief
from stateofplay.exchange.case_brief.content import tell_unread
from stateofplay.exchange.case_brief.lines import CaseMarks, Setting, is_ahead, is_over, meeting_line, seat_line
from stateofplay.language.agreement import with_articles
from stateofplay.model import KIND_NAMED
from stateofplay.model.dates import VagueDate, in_time
from stateofplay.model.listing import list_names
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.positions.dependencies import MutualWait
from stateofplay.service.library import KeptCase, LastLook
from stateofplay.service.views.progress import progress_of
from stateofplay.service.views.records import Sheet, ToldClaim, moment
from stateofplay.service.views.talks.position_table import Cell, PositionTable, position_table
from stateofplay.service.views.telling import tell_claim

WEEK = 7
MOST_CHANGES = 8
NEXT, LAST, WAITS = 3, 2, 6
"""Meetings ahead and behind, and rings of waiting, on the first page."""
TABLE_COLUMNS = (
    "issue", "party", "holder", "stance", "words", "change", "firmness", "sureness", "sources", "red_line", "contradicted",
    "verdict", "day", "claim_id", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A meeting with its seats, each a line that leads to its claim."""

    line: BriefLine
    seats: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Parties that wait for one another."""

    sentence: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessView:
    """The state of play of a case."""

    case: str
    title: str
    lead: str
    as_of: str
    """Day of the newest page."""
    since: str
    """What changes are counted from, in words."""
    since_day: str
    """The same as an ISO day; empty where they are counted from the last look of who asks."""
    table: PositionTable
    ahead: tuple[Talk, ...]
    behind: tuple[Talk, ...]
    meetings: int
    waiting: tuple[Waiting, ...]
    changes: Brief
    change_counts: dict[str, int]
    change_count: int
    last_added: str
    """When a page was added last."""
    last_checked: str
    """When a page was added, or what is watched was looked at, last."""
    pages: int
    unread: str
    """Which pages are in a language whose claims are not read."""
    copies: int
    judged: int
    claims: int
    """Claims of the kinds that the table, the talks and the conditions are made of."""

    def sheet(self) -> Sheet:
        """The cells of the table."""
        cells = [cell for row in self.table.rows for cell in row.cells if cell is not None]
        return Sheet(columns=TABLE_COLUMNS, rows=tuple(cell_values(cell) for cell in cells))


def cell_values(c: Cell) -> tuple[str | int | bool, ...]:
    """A cell as a row of a sheet, in the order of :data:`TABLE_COLUMNS`."""
    return (
        c.issue, c.side, c.holder, c.stance, c.what, c.change, c.firmness or "stated", c.sureness, c.sources, c.red_line,
        c.contradicted, c.verdict or "", c.day if c.dated else "", c.claim_id, "; ".join(c.notes),
    )  # fmt: skip


def process_view(
    kept: KeptCase, *, since: str | LastLook = "", offset: int = 0, words: str = "", looked: str = ""
) -> ProcessView:
    """The state of play.

    Parameters
    ----------
    since
        ISO day, or the look, that changes are counted from; by default a week before the newest page.
    offset, words
        Which issues of the table: from this one on, and only those with these words.
    looked
        When what is watched was last looked at.
    """
    state = kept.state
    since = counted_from(kept, since)
    setting, marks = setting_of(kept), CaseMarks()
    ahead, behind = talks_of(kept)
    found = kept.changes(since)
    pages = [str(p["added_at"]) for p in state.pages]
    return ProcessView(
        case=kept.id,
        title=state.title,
        lead=" ".join(_lead(kept, ahead, behind, since, len(found))),
        as_of=kept.last_day,
        since=str(since),
        since_day="" if isinstance(since, LastLook) else since,
        table=position_table(kept, since, offset=offset, words=words),
        ahead=tuple(tell_talk(m, marks, setting) for m in ahead[:NEXT]),
        behind=tuple(tell_talk(m, marks, setting) for m in behind[:LAST]),
        meetings=len(state.meetings),
        waiting=tuple(_waiting(ring) for ring in state.mutual[:WAITS]),
        changes=changes_of(kept, since, MOST_CHANGES),
        change_counts=count_changes(kept, since),
        change_count=len(found),
        last_added=moment(max(pages, default="")),
        last_checked=moment(max([*pages, looked], default="")),
        pages=len(pages),
        unread=tell_unread(state.pages),
        copies=sum(p["copy_of"] is not None for p in state.pages),
        judged=progress_of(kept).judged,
        claims=progress_of(kept).claims,
    )


def counted_from(kept: KeptCase, since: str | LastLook) -> str | LastLook:
    """From where changes are counted: from what was asked for, else from a week before the newest page."""
    if isinstance(since, LastLook) and since.page > kept.last_page:
        since = ""  # it was a look at another case, which went by this name
    return since or week_before(kept.last_day)


def week_before(day: str) -> str:
    """Seven days before a day, which may be as vague as a month; a day long ago where there is none.

    >>> week_before("2025-06-03"), week_before("2025-06"), week_before("")
    ('2025-05-27', '2025-05-25', '1900-01-01')
    """
    when = VagueDate.parse(day) if day else None
    try:
        return ((when.earliest if when else date(1900, 1, 8)) - timedelta(days=WEEK)).isoformat()
    except OverflowError:
        return "1900-01-01"


def setting_of(kept: KeptCase) -> Setting:
    """What the lines of a case are told by."""

    def make() -> Setting:
        state = kept.state
        by_page: dict[int, list[object]] = {}
        for row in state.conditions:
            by_page.setdefault(row.page, []).append(row)
        kinds = state.identities.kinds
        return Setting(
            as_of=kept.last_day,
            people={name: side for name, side in state.sides.items() if kinds.get(name) == "person"},
            titles=state.titles,
            kinds=kinds,
            conditions=by_page,  # type: ignore[arg-type]
        )

    return kept.once("setting", make)


def talks_of(kept: KeptCase) -> tuple[tuple[CaseMeeting, ...], tuple[CaseMeeting, ...]]:
    """Meetings ahead, the latest spoken of first, and those that took place, the latest first."""

    def make() -> tuple[tuple[CaseMeeting, ...], tuple[CaseMeeting, ...]]:
        as_of = kept.last_day
        dated = [m for m in kept.state.meetings if m.current.dated or not as_of]
        ahead = sorted((m for m in dated if is_ahead(m, as_of)), key=lambda m: (m.current.day, m.current.page))
        held = sorted((m for m in dated if is_over(m, as_of)), key=lambda m: in_time(m.date or m.current.day))
        return tuple(reversed(ahead)), tuple(reversed(held))

    return kept.once("talks", make)


def tell_talk(meeting: CaseMeeting, marks: CaseMarks, setting: Setting) -> Talk:
    """A meeting and its seats as lines."""

    def order(seat: Seat) -> tuple[str, str, str]:
        return ("" if seat.current.state == "attends" else seat.current.state or "", seat.side, seat.who)

    seats = tuple(seat_line(s, meeting, marks, setting) for s in sorted(meeting.seats.values(), key=order))
    return Talk(line=meeting_line(meeting, marks, setting), seats=seats)


def changes_of(kept: KeptCase, since: str | LastLook, most: int | None = None) -> Brief:
    """What changed since a day or a look, in words; of each kind of change and of claim at most so many."""

    def make() -> Brief:
        state = kept.state
        found = kept.changes(since)
        if most is not None:
            seen: Counter[tuple[str, str]] = Counter()
            shown = []
            for change in found:
                key = (str(change.kind), change.about)
                seen[key] += 1
                if seen[key] <= most:
                    shown.append(change)
            found = tuple(shown)
        after = since.page if isinstance(since, LastLook) else None
        return build_changes_brief(
            found, since=str(since), title=state.title, pages=state.pages, articles={}, sheets={}, after=after
        )

    return kept.once(("changes brief", since, most), make)


def count_changes(kept: KeptCase, since: str | LastLook) -> dict[str, int]:
    """How many changes there are of a kind (``"new"``), and of a kind about something (``"new/positions"``, by its heading)."""
    out: Counter[str] = Counter()
    for change in kept.changes(since):
        out[str(change.kind)] += 1
        out[f"{change.kind}/{KIND_NAMED[change.about].heading}"] += 1
    return dict(out)


def _waiting(ring: MutualWait) -> Waiting:
    return Waiting(sentence=with_articles(ring.sentence()), claims=tuple(tell_claim(wait.row) for wait in ring.waits))


def _lead(
    kept: KeptCase, ahead: tuple[CaseMeeting, ...], behind: tuple[CaseMeeting, ...], since: str | LastLook, changes: int
) -> list[str]:
    """The state of play in a few short sentences, made of what the views say and of nothing else."""
    state = kept.state
    if not state.pages:
        return ["This case holds no page yet."]
    out = []
    if ahead:
        next_one = ahead[0]
        out.append(f"{next_one.name}: {str(next_one.status).replace('_', ' ')}.")
    elif state.meetings:
        out.append("No talks are announced.")
    if behind:
        out.append(f"Last held: {behind[0].name}.")
    if not state.meetings:
        out.append("No page names talks.")
    if state.mutual:
        ring = state.mutual[0]
        two = len(ring.parties) == 2
        out.append(with_articles(f"{list_names(ring.parties)} wait for each other." if two else ring.sentence()))
    if red := sum(s.current.flag for s in state.standings):
        out.append(f"{count(red, 'red line')}.")
    out.append(f"{count(changes, 'change')} since {since}." if changes else f"Nothing changed since {since}.")
    return out
