"""A server with accounts: who calls is known by a session, which the database keeps."""

from __future__ import annotations

import hmac
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from stateofplay.service.team.cases import TeamLibrary
from stateofplay.service.team.jobs import TeamJobs
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin import sessions
from stateofplay.service.team.signin.passwords import make_ready
from stateofplay.service.team.signin.sessions import SignedIn
from stateofplay.service.team.signin.tokens import program_of
from stateofplay.web.application import assemble
from stateofplay.web.calls import Call
from stateofplay.web.identity import NOBODY, Identity, Permission, as_program
from stateofplay.web.operations import OPERATIONS
from stateofplay.web.security import FEEDS, SAFE, Caller, Refuse, bearer_of, cookies_of, query_of

SESSION_SECONDS = sessions.MOST_DAYS * 24 * 3600


class TeamDoor:
    """Knows who calls by their session.

    Parameters
    ----------
    team
        The accounts.
    hosts
        Names under which the server may be called, with the port.
    secure
        Whether browsers reach it by https alone; then they send the session by nothing else.
    """

    waits = True

    def __init__(self, team: Team, hosts: frozenset[str], *, secure: bool) -> None:
        self._team, self._hosts, self.secure = team, hosts, secure
        # With this beginning a browser takes the cookie from this very host alone.
        self.cookie = "__Host-stateofplay" if secure else "stateofplay_team"

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the server may be called."""
        return self._hosts

    def caller(self, scope: Scope, headers: Headers, refuse: Refuse) -> Caller | Response:
        """Whoever has a session, a token for programs, a key of one feed, or nothing."""
        if scope["path"].endswith(FEEDS) and scope["method"] in SAFE and (key := query_of(scope).get("key")):
            return Caller(identity=self._by_key(scope["path"], key))
        if headers.get("authorization", "").startswith("Bearer "):
            brought = program_of(self._team, bearer_of(headers))
            if brought is None:
                return refuse(401, "web.token", "this token opens nothing", "Make another one at /account.")
            who = as_program(identity_of(brought.who), brought.token, writes=brought.writes)
            return Caller(identity=who, by_program=True)
        token = cookies_of(headers).get(self.cookie, "")
        found = sessions.who(self._team, token) if token else None
        return Caller(identity=identity_of(found) if found is not None else NOBODY)

    def unknown(self, address: str, format: str, refuse: Refuse) -> Response:
        """People are led to the form to sign in with; programs are told."""
        if format != "html":
            return refuse(401, "web.sign_in", "you have not signed in", "Sign in first, at /sign-in.")
        return Response(status_code=303, headers={"location": f"/sign-in?next={quote(address, safe='')}"})

    def feed_key(self, identity: Identity, path: str) -> str:
        """What opens one feed to a program of this account, as long as it may see the case."""
        return f"{identity.account}-{self._sign(identity.account, path)}"

    def _by_key(self, path: str, key: str) -> Identity:
        number, _, sign = key.partition("-")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return NOBODY
        if not hmac.compare_digest(sign.encode("utf-8", "replace"), self._sign(int(number), path).encode()):
            return NOBODY
        found = sessions.who_of_account(self._team, int(number))
        if found is None:
            return NOBODY
        # The key opens this feed and nothing else, and an administrator's key nothing that others write.
        case = path.split("/")[2]
        may_read = identity_of(found).may(Permission.READ, case)
        return Identity(name=found.name, in_case=((case, Permission.READ),) if may_read else ())

    def _sign(self, account: int, path: str) -> str:
        signed = f"{account} {path}".encode("utf-8", "replace")
        return hmac.new(self._team.secret.encode(), signed, "sha256").hexdigest()[:32]

    def cookie_of(self, token: str) -> str:
        """The header that gives a browser its session, or takes it away where there is none."""
        age = SESSION_SECONDS if token else 0
        return f"{self.cookie}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax" + "; Secure" * self.secure


def identity_of(found: SignedIn) -> Identity:
    """Somebody who is signed in, with what they may do."""
    return Identity(
        name=found.name,
        everywhere=Permission.ADMINISTER if found.administrator else None,
        in_case=tuple((case, Permission(role)) for case, role in found.roles),
        account=found.account,
        session=found.session,
    )


def build_team_application(team: Team, *, hosts: frozenset[str], secure: bool) -> ASGIApp:
    """Build the application of a team.

    Parameters
    ----------
    team
        Its accounts and cases.
    hosts
        Names under which it may be called, with the port.
    secure
        Whether browsers reach it by https alone.
    """
    make_ready()
    door = TeamDoor(team, hosts, secure=secure)
    services = {"team": team, "jobs": TeamJobs(team), "door": door, "note": _note}
    return assemble(TeamLibrary(team), door, OPERATIONS, services)


_NOTED = frozenset(("seen",))
"""What is done in one's own browser alone; what team operations do they write down themselves."""


def _note(call: Call) -> None:
    """Write down what somebody did in a case."""
    from stateofplay.service.team.audit import note

    one = call.operation
    if one.face == "team" or one.name in _NOTED:
        return
    team = call.services["team"]
    assert isinstance(team, Team)
    about = [v for k, v in call.path.items() if k != "case"]
    about += [" ".join(call.texts(p.name))[:80] for p in one.parameters if p.name in _TOLD and call.texts(p.name)]
    about += [f"(token {call.identity.program})"] if call.identity.program else []
    with team.write() as connection:
        note(
            connection, one.name, name=call.identity.name, account=call.identity.account, case=call.path.get("case"),
            about=" ".join(about),
        )  # fmt: skip


_TOLD = frozenset(
    ("verdict", "left", "right", "edit", "issue", "value", "kind", "address", "title", "feeds", "addresses")
)
"""Parameters that the audit repeats."""
