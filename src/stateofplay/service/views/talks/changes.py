"""What changed in a case since a day."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.exchange.brief.records import Brief
from stateofplay.service.library import KeptCase, LastLook
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, claim_cells, moment
from stateofplay.service.views.talks.process import changes_of, count_changes, counted_from
from stateofplay.service.views.telling import tell_claim

MOST = 40
"""Changes of one kind on a page; the data of the page has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One change: what is now, and what was before."""

    kind: str
    about: str
    subject: str
    now: ToldClaim
    before: ToldClaim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """Everything that changed since a day."""

    case: str
    title: str
    lead: str
    since: str
    """What changes are counted from, in words."""
    since_day: str
    """The same as an ISO day; empty where they are counted from the last look of who asks."""
    changes: tuple[Changed, ...]
    brief: Brief
    """Of each kind of change and of claim the first :data:`MOST`."""
    counts: dict[str, int]
    last_added: str
    last_checked: str
    """When a page was added, or what is watched was looked at, last."""

    def sheet(self) -> Sheet:
        """One row a change."""
        rows = tuple(
            (c.kind, c.about, c.subject, c.before.id if c.before else "", *claim_cells(c.now)) for c in self.changes
        )
        return Sheet(columns=("change", "about", "subject", "before", *CLAIM_COLUMNS), rows=rows)


def changes_view(kept: KeptCase, *, since: str | LastLook = "", whole: bool = False, looked: str = "") -> ChangesView:
    """What changed; by default in the week before the newest page.

    Parameters
    ----------
    whole
        Every change one by one, for data; a page shows them in words alone.
    looked
        When what is watched was last looked at.

    Raises
    ------
    RecordError
        ``record.day`` where `since` is no day.
    """
    since = counted_from(kept, since)
    found = kept.changes(since)
    number = len(found)
    added = max((str(p["added_at"]) for p in kept.state.pages), default="")
    return ChangesView(
        case=kept.id,
        title=f"What changed since {since}",
        lead=f"{number} {'change' if number == 1 else 'changes'} since {since}."
        if number
        else f"Nothing changed since {since}.",
        since=str(since),
        since_day="" if isinstance(since, LastLook) else since,
        changes=tuple(
            Changed(
                kind=str(c.kind),
                about=c.about,
                subject=c.subject,
                now=tell_claim(c.now),
                before=tell_claim(c.before) if c.before else None,
            )
            for c in (found if whole else ())
        ),
        brief=changes_of(kept, since, MOST),
        counts=count_changes(kept, since),
        last_added=moment(added),
        last_checked=moment(max(added, looked)),
    )
