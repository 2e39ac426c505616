"""Actors and issues: which names are one actor and which words one issue, with the reasons, and what is proposed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from stateofplay.exchange.brief.wording import count
from stateofplay.record.actors.identity import Join, SaidOfNames, said_of_names
from stateofplay.service.library import KeptCase
from stateofplay.service.views.records import Sheet

STEP = 40
MOST_WORDS = 12
"""Wordings of one issue on the list; the page of the issue has more, its data all."""
MOST_SUGGESTED = 150
MOST_NAMES = 400
"""Names that a form suggests; any other can be typed."""
MOST_PROPOSALS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """One actor of the case."""

    name: str
    kind: str
    side: str
    title: str
    names: tuple[str, ...]
    """Its other names on pages."""
    joins: tuple[tuple[str, str, str], ...]
    """(one name, other name, why they were joined)."""
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    """All actors."""

    case: str
    title: str
    lead: str
    proposals: tuple[Join, ...]
    all_proposals: int
    actors: tuple[NamedActor, ...]
    said: tuple[SaidOfNames, ...]
    """What people said of two names, the latest first."""
    offset: int
    total: int
    words: str
    names: tuple[str, ...]

    def sheet(self) -> Sheet:
        """One row an actor."""
        rows = tuple((a.name, a.kind, a.side, a.title, "; ".join(a.names), a.claims) for a in self.actors)
        return Sheet(columns=("name", "kind", "acts_for", "title", "also", "claims"), rows=rows)


def actors_view(kept: KeptCase, *, offset: int = 0, words: str = "", step: int = STEP) -> ActorsView:
    """The actors, those with most claims first.

    Parameters
    ----------
    words
        Only actors one of whose names has these.
    """
    actors = kept.once("actors", lambda: _actors(kept))
    with kept.case.read() as connection:
        said = said_of_names(connection)
    wanted = words.casefold()
    found = [a for a in actors if not wanted or any(wanted in n.casefold() for n in (a.name, *a.names))]
    proposals = kept.state.identities.proposals
    waiting = f"; {count(len(proposals), 'pair of names waits', 'pairs of names wait')} for a word" if proposals else ""
    return ActorsView(
        case=kept.id,
        title="Actors",
        lead=f"{count(len(actors), 'actor')}{waiting}.",
        proposals=tuple(proposals[:MOST_PROPOSALS]),
        all_proposals=len(proposals),
        actors=tuple(found[offset : offset + step]),
        said=said,
        offset=offset,
        total=len(found),
        words=words,
        names=tuple(sorted(n for a in actors[:MOST_NAMES] for n in (a.name, *a.names))),
    )


def suggested_actors(kept: KeptCase) -> tuple[str, ...]:
    """Names that a form suggests for a party: those with most claims; any other can be typed."""
    return kept.once(
        "suggested", lambda: tuple(sorted(a.name for a in kept.once("actors", lambda: _actors(kept))[:MOST_SUGGESTED]))
    )


def meetings_on(kept: KeptCase, page: int) -> tuple[str, ...]:
    """Names of the meetings that a page tells of: a seat belongs to one of them."""

    def make() -> dict[int, set[str]]:
        out: dict[int, set[str]] = {}
        for meeting in kept.state.meetings:
            for row in meeting.rows:
                if row.what:
                    out.setdefault(row.page, set()).add(row.what)
        return out

    return tuple(sorted(kept.once("meetings by page", make).get(page, ())))


def _actors(kept: KeptCase) -> list[NamedActor]:
    state = kept.state
    claims: Counter[str] = Counter()
    for row in (*kept.rows_by_claim.values(), *state.events):
        claims.update(name for part in (row.party, row.other) if part for name in part.split("; "))
    identities = state.identities
    names: dict[str, list[str]] = {}
    for name, canonical in identities.canonical.items():
        names.setdefault(canonical, []).append(name)
    joins: dict[str, list[tuple[str, str, str]]] = {}
    for join in identities.joins:
        joins.setdefault(identities.of(join.left) or join.left, []).append((join.left, join.right, join.reason))
    out = [
        NamedActor(
            name=name,
            kind=identities.kinds.get(name, ""),
            side=state.sides.get(name, ""),
            title=state.titles.get(name, ""),
            names=tuple(sorted(n for n in members if n != name)),
            joins=tuple(joins.get(name, ())),
            claims=claims[name],
        )
        for name, members in names.items()
    ]
    return sorted(out, key=lambda a: (-a.claims, a.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIssue:
    """One issue of the case."""

    name: str
    words: tuple[tuple[str, str], ...]
    """(words of pages, why they belong to it)."""
    parties: tuple[str, ...]
    positions: int
    all_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesView:
    """All issues."""

    case: str
    title: str
    lead: str
    issues: tuple[NamedIssue, ...]
    names: tuple[str, ...]
    standing: tuple[tuple[str, str, str, str, str], ...]
    """(edit, issue, value, author, day): what people did and nobody took back, the latest first."""
    offset: int
    total: int
    words: str

    def sheet(self) -> Sheet:
        """One row for the words of an issue."""
        rows = tuple((i.name, w, why, i.positions, "; ".join(i.parties)) for i in self.issues for w, why in i.words)
        return Sheet(columns=("issue", "words", "reason", "positions", "parties"), rows=rows)


def issues_view(kept: KeptCase, *, offset: int = 0, words: str = "", step: int = STEP) -> IssuesView:
    """The issues, those with most positions first.

    Parameters
    ----------
    words
        Only issues that have these.
    """
    issues = kept.once("issues", lambda: _issues(kept))
    wanted = words.casefold()
    found = [i for i in issues if not wanted or any(wanted in w.casefold() for w in (i.name, *(w for w, _ in i.words)))]
    return IssuesView(
        case=kept.id,
        title="Issues",
        lead=f"{count(len(issues), 'issue')}." if issues else "No page gives a position yet.",
        issues=tuple(found[offset : offset + step]),
        names=tuple(i.name for i in issues[:MOST_NAMES]),
        standing=tuple(
            (e["edit"], e["issue"], e["value"], e.get("author", ""), e.get("at", "")[:10])
            for e in reversed(kept.state.issues.standing)
        ),
        offset=offset,
        total=len(found),
        words=words,
    )


def _issues(kept: KeptCase) -> list[NamedIssue]:
    state = kept.state
    counts = Counter(r.what for r in state.positions if r.what)
    parties: dict[str, dict[str, None]] = {}
    for standing in state.standings:
        parties.setdefault(standing.issue, {})[standing.party] = None
    out = [
        NamedIssue(
            name=issue.name,
            words=tuple(issue.words.items())[:MOST_WORDS],
            all_words=len(issue.words),
            parties=tuple(parties.get(issue.name, ())),
            positions=sum(counts[w] for w in issue.words),
        )
        for issue in state.issues.issues
    ]
    return sorted(out, key=lambda i: (-i.positions, i.name))
