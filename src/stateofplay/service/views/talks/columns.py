"""A row and a column of the position table with their history: one issue, one party."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import RecordError
from stateofplay.exchange.brief.wording import count
from stateofplay.exchange.case_brief.lines import CaseMarks
from stateofplay.record.positions import Standing, side_of
from stateofplay.service.library import KeptCase, LastLook
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, claim_cells
from stateofplay.service.views.talks.position_table import Cell, issue_column
from stateofplay.service.views.talks.process import (
    TABLE_COLUMNS,
    Talk,
    Waiting,
    cell_values,
    counted_from,
    setting_of,
    tell_talk,
)
from stateofplay.service.views.telling import tell_claim

MOST_TALKS = 12
MOST_TOLD = 12
"""Claims of one list on a page, the latest; the data of the page has all."""
MOST_VOICES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One party on one issue: what it says now, what speaks for it, what against, what it said before."""

    party: str
    side: str
    current: ToldClaim
    support: tuple[ToldClaim, ...]
    against: tuple[ToldClaim, ...]
    beside: tuple[ToldClaim, ...]
    """What it says besides of a part of the issue, which contradicts nothing."""
    earlier: tuple[ToldClaim, ...]
    sources: int
    all_support: int
    all_earlier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """One issue with every party's words on it."""

    case: str
    title: str
    lead: str
    voices: tuple[Voice, ...]
    words: tuple[tuple[str, str], ...]
    """(words of pages that belong to it, why)."""
    offset: int
    all_voices: int
    all_words: int

    def sheet(self) -> Sheet:
        """One row a claim, the party's latest first."""
        claims = [
            c
            for v in self.voices
            for c in (v.current, *(s for s in v.support if s.id != v.current.id), *v.against, *v.beside, *v.earlier)
        ]
        return Sheet(columns=CLAIM_COLUMNS, rows=tuple(claim_cells(c) for c in claims))


def issue_view(kept: KeptCase, name: str, *, offset: int = 0, whole: bool = False) -> IssueView:
    """One row of the table with its history.

    Parameters
    ----------
    offset
        Voices to leave out before the first one shown.
    whole
        All of it, for data; a page is cut, and says how much there is.

    Raises
    ------
    RecordError
        ``record.no_such_issue``.
    """
    state = kept.state
    mine = [s for s in state.standings if s.issue == name]
    if not mine:
        raise RecordError(
            f"the case has no issue {name!r}", slug="record.no_such_issue", hint="The list of issues has all that are."
        )
    mine.sort(key=lambda s: s.current.in_order, reverse=True)
    when = f"on {mine[0].current.day}" if mine[0].current.dated else "on a page without a day"
    sides = {side_of(s.party, state.sides) for s in mine}
    known = next((i for i in state.issues.issues if i.name == name), None)
    number = f"{count(len(sides), 'party speaks', 'parties speak')} on it"
    if len(mine) > len(sides):
        number = f"{len(mine)} voices of {count(len(sides), 'party', 'parties')} speak on it"
    return IssueView(
        case=kept.id,
        title=name,
        lead=f"{number}, last {when}.",
        voices=tuple(
            _voice(s, state.sides, None if whole else MOST_TOLD)
            for s in (mine if whole else mine[offset : offset + MOST_VOICES])
        ),
        words=tuple(known.words.items())[: None if whole else MOST_VOICES] if known else (),
        offset=offset,
        all_voices=len(mine),
        all_words=len(known.words) if known else 0,
    )


def name_now(kept: KeptCase, name: str) -> str:
    """The name that an issue has since people renamed it or merged it into another; an old address leads on by it."""
    state = kept.state
    known = {s.issue for s in state.standings}
    seen: set[str] = set()
    while name not in known and name not in seen:
        seen.add(name)
        for edit in state.issues.standing:
            if edit["edit"] == "rename" and edit["issue"] == name:
                name = edit["value"]
            elif edit["edit"] == "merge" and edit["value"] == name:
                name = edit["issue"]
    return name


def _voice(standing: Standing, sides: dict[str, str], most: int | None) -> Voice:
    return Voice(
        party=standing.party,
        side=side_of(standing.party, sides),
        current=tell_claim(standing.current),
        support=tuple(tell_claim(r) for r in standing.support[::-1][:most]),
        against=tuple(tell_claim(r) for r in standing.against),
        beside=tuple(tell_claim(r) for r in standing.beside[::-1][:most]),
        earlier=tuple(tell_claim(r) for r in standing.earlier[:most]),
        sources=standing.sources,
        all_support=len(standing.support),
        all_earlier=len(standing.earlier),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """One party: where it stands on every issue, its people, its seats, for whom it waits."""

    case: str
    title: str
    lead: str
    kind: str
    names: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    """(who acts for it, as what)."""
    cells: tuple[Cell, ...]
    talks: tuple[Talk, ...]
    conditions: tuple[ToldClaim, ...]
    waiting: tuple[Waiting, ...]
    offset: int
    all_cells: int
    all_talks: int
    all_conditions: int

    def sheet(self) -> Sheet:
        """One row an issue."""
        return Sheet(columns=TABLE_COLUMNS, rows=tuple(cell_values(c) for c in self.cells))


def party_view(
    kept: KeptCase, name: str, *, since: str | LastLook = "", offset: int = 0, whole: bool = False
) -> PartyView:
    """One column of the table with its history.

    Parameters
    ----------
    since
        Day, or look, that the arrows compare with.
    offset, whole
        As for `issue_view`.

    Raises
    ------
    RecordError
        ``record.no_such_actor``.
    """
    state = kept.state
    canonical = state.identities.of(name) or name
    sides = kept.once("sides", lambda: frozenset(side_of(s.party, state.sides) for s in state.standings))
    if canonical not in state.identities.kinds and canonical not in sides:
        raise RecordError(
            f"no page of the case names an actor {name!r}",
            slug="record.no_such_actor",
            hint="The list of actors has all that are named.",
        )
    members = [m for m, side in state.sides.items() if side == canonical]
    mine = {canonical, *members}
    cells = issue_column(kept, canonical, counted_from(kept, since))
    setting, marks = setting_of(kept), CaseMarks()
    talks = [m for m in state.meetings if mine & {*m.parties, *m.seats}]
    conditions = [r for r in state.conditions if r.party in mine]
    said = count(len(cells), "issue") if cells else "no position of its own"
    return PartyView(
        case=kept.id,
        title=canonical,
        lead=f"{said}, {count(len(talks), 'meeting')}, {count(len(conditions), 'condition')}.",
        kind=state.identities.kinds.get(canonical, ""),
        names=tuple(n for n in state.identities.names_of(canonical) if n != canonical),
        members=tuple((m, state.titles.get(m, "")) for m in sorted(members)),
        cells=cells if whole else cells[offset : offset + MOST_VOICES],
        talks=tuple(tell_talk(m, marks, setting) for m in talks[::-1][: None if whole else MOST_TALKS]),
        conditions=tuple(tell_claim(r) for r in conditions[::-1][: None if whole else MOST_TOLD]),
        offset=offset,
        all_cells=len(cells),
        all_talks=len(talks),
        all_conditions=len(conditions),
        waiting=tuple(
            Waiting(sentence=ring.sentence(), claims=tuple(tell_claim(x.row) for x in ring.waits))
            for ring in state.mutual
            if canonical in ring.parties
        ),
    )
