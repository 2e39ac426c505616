"""What the pages of a team show."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.exchange.brief.wording import count
from stateofplay.service.team.audit import AuditEntry, entries
from stateofplay.service.team.opening import Team
from stateofplay.service.team.roles import SAYS, Member, TeamRole, is_open, members_of
from stateofplay.service.team.signin.accounts import Account, accounts
from stateofplay.service.team.signin.links import DAYS, find_link
from stateofplay.service.team.signin.sessions import Session, sessions_of
from stateofplay.service.team.signin.tokens import MOST_DAYS, SCOPES, AccessToken, tokens_of
from stateofplay.service.views.records import Sheet

STEP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form of somebody who has not signed in."""

    title: str
    lead: str
    name: str = ""
    next: str = "/"

    def sheet(self) -> Sheet:
        """Nothing that could be a table."""
        return Sheet(columns=("title",), rows=((self.title,),))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A one-time link that was made, shown once."""

    title: str
    lead: str
    name: str
    address: str
    back: str

    def sheet(self) -> Sheet:
        """The link."""
        return Sheet(columns=("name", "address"), rows=((self.name, self.address),))


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenView:
    """A token that was made, shown once."""

    title: str
    lead: str
    token: str
    origin: str

    def sheet(self) -> Sheet:
        """The token."""
        return Sheet(columns=("token",), rows=((self.token,),))


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """Who may do what in a case."""

    title: str
    lead: str
    open: bool
    members: tuple[Member, ...]
    roles: tuple[tuple[str, str], ...]
    """(role, what it may do)."""

    def sheet(self) -> Sheet:
        """One row a member."""
        rows = tuple((m.name, m.role.name.lower(), m.joined, m.disabled) for m in self.members)
        return Sheet(columns=("name", "role", "joined", "disabled"), rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One's own account."""

    title: str
    lead: str
    name: str
    roles: tuple[tuple[str, str], ...]
    """(case, role)."""
    sessions: tuple[Session, ...]
    current: int
    tokens: tuple[AccessToken, ...]
    scopes: tuple[tuple[str, str], ...]
    """(scope, what it lets a program do)."""

    def sheet(self) -> Sheet:
        """One row a session."""
        rows = tuple((s.id, f"{s.made_at:%Y-%m-%d}", f"{s.seen_at:%Y-%m-%d %H:%M}", s.agent) for s in self.sessions)
        return Sheet(columns=("session", "since", "seen", "browser"), rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """Everybody."""

    title: str
    lead: str
    accounts: tuple[Account, ...]

    def sheet(self) -> Sheet:
        """One row an account."""
        rows = tuple((a.name, a.administrator, a.joined, a.disabled, f"{a.made_at:%Y-%m-%d}") for a in self.accounts)
        return Sheet(columns=("name", "administrator", "joined", "disabled", "made"), rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """Who did what."""

    title: str
    lead: str
    entries: tuple[AuditEntry, ...]
    offset: int
    more: bool
    path: str

    def sheet(self) -> Sheet:
        """One row for everything that was done."""
        rows = tuple((f"{e.at:%Y-%m-%d %H:%M:%S}", e.name, e.action, e.case, e.about) for e in self.entries)
        return Sheet(columns=("at", "who", "did", "case", "about"), rows=rows)


def sign_in_view(next: str) -> FormView:
    """The form to sign in with."""
    return FormView(title="Sign in", lead="Accounts are made by invitation.", next=next)


def link_form(team: Team, token: str) -> FormView:
    """The form behind a one-time link.

    Raises
    ------
    TeamError
        ``team.link``.
    """
    with team.read() as connection:
        link = find_link(connection, token)
    title = "Join" if link.purpose == "join" else "A new password"
    return FormView(title=title, lead="Choose a password; the link ends with it.", name=link.name)


def link_view(name: str, address: str, back: str, purpose: str) -> LinkView:
    """A link that was made."""
    lead = f"It works once, within {count(DAYS[purpose], 'day')}. It is shown here and never again."
    return LinkView(title=f"A link for {name}", lead=lead, name=name, address=address, back=back)


def token_view(name: str, token: str, origin: str) -> TokenView:
    """A token that was made."""
    lead = f"It is shown here and never again, and holds for {MOST_DAYS} days. Whoever has it is let in as you."
    return TokenView(title=f"A token for {name}", lead=lead, token=token, origin=origin)


def members_view(team: Team, case: str) -> MembersView:
    """Who may do what in a case."""
    with team.read() as connection:
        members, open = members_of(connection, case), is_open(connection, case)
    lead = "Every member of the team may read this case." if open else "Only who has a role here knows of this case."
    return MembersView(
        title="Members", lead=lead, open=open, members=members,
        roles=tuple((role.name.lower(), says) for role, says in SAYS.items()),
    )  # fmt: skip


def account_view(team: Team, account: int, name: str, roles: tuple[tuple[str, int], ...], current: int) -> AccountView:
    """One's own account."""
    held = sessions_of(team, account)
    best: dict[str, int] = {}
    for case, role in roles:
        best[case] = max(role, best.get(case, 0))
    return AccountView(
        title="Your account",
        lead=f"Signed in as {name}; {count(len(held), 'session')}.",
        name=name,
        roles=tuple((case, TeamRole(role).name.lower()) for case, role in sorted(best.items())),
        sessions=held,
        current=current,
        tokens=tokens_of(team, account),
        scopes=tuple(SCOPES.items()),
    )


def team_view(team: Team) -> TeamView:
    """Everybody."""
    with team.read() as connection:
        found = accounts(connection)
    waiting = sum(not a.joined for a in found)
    lead = count(len(found), "account") + (f", {waiting} of them not joined yet" if waiting else "") + "."
    return TeamView(title="The team", lead=lead, accounts=found)


def audit_view(team: Team, path: str, *, case: str | None = None, offset: int = 0, whole: bool = False) -> AuditView:
    """Who did what, the newest first."""
    with team.read() as connection:
        found = entries(connection, case=case, offset=offset, limit=None if whole else STEP + 1)
    shown = found if whole else found[:STEP]
    return AuditView(
        title="Audit", lead="Who did what, the newest first. Rows are never changed or deleted.",
        entries=shown, offset=offset, more=len(found) > len(shown), path=path,
    )  # fmt: skip
